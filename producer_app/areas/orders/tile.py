"""The orders' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("orders", N_("Orders"), N_("Orders"), "package", 30, "blue", lesson=(
    ("file-arrow-down", N_("Drop the order file of your shop here. The same file twice does no harm.")),
    ("package", N_("Pack what stands under “To pack”, then tap the button on its card.")),
    ("truck", N_("Write the parcel's number when it leaves.")),
    ("eye", N_("Names and phones are hidden. Open an order to see them for one minute."))))
