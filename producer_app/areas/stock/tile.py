"""The stock's place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("stock", N_("What is left"), N_("Stock"), "stack", 35, "amber", lesson=(
    ("hand-pointing", N_("Tap a picture and count what stands on the shelf, packed ones too.")),
    ("plus", N_("Write what was made or brought, and what is broken or given away.")),
    ("shopping-cart", N_("Every sale, from the stall and from every online shop, is taken off by itself.")),
    ("warning", N_("Red means that more was sold than there is."))))
