"""The stall's place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("till", N_("Sell at the stall"), N_("Sell"), "storefront", 10, main=True, lesson=(
    ("hand-pointing", N_("Tap the picture of what is sold.")),
    ("calculator", N_("Tap the number: how many, or how many kilograms.")),
    ("money", N_("Take the cash, or show the code and look at your own phone.")),
    ("arrow-u-up-left", N_("A slip? Undo takes the sale back."))))
