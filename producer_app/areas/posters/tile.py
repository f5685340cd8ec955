"""The printables' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("posters", N_("Print for the stall"), N_("Print"), "printer", 50, "violet", lesson=(
    ("storefront", N_("Choose a sign, or a sheet of price tags.")),
    ("hand-pointing", N_("Tap the products that go on it.")),
    ("qr-code", N_("Choose your payment code. It is read back from the page before anything is printed.")),
    ("printer", N_("Print it, or save it as a PDF for the copy shop."))))
