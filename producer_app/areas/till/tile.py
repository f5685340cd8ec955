"""The stall's place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("till", N_("Sell at the stall"), N_("Sell"), "storefront", 10, main=True, lesson=(
    ("hand-pointing", N_("Tap the picture of what is sold, type its number, or scan its bar code.")),
    ("calculator", N_("Type how many, or the weight in kilograms, jin or grams. “Sum” is for “make it 20”.")),
    ("money", N_("Cash: tap the note you are given. Code: look at your own phone. On credit: tap the neighbour.")),
    ("pause-circle", N_("“Aside” keeps a basket while the next buyer pays. “Goods back” takes a jar back.")),
    ("arrow-u-up-left", N_("A slip? Undo takes the sale back, and its goods lie on the counter again."))))
