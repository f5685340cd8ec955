"""The stall's place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("till", N_("Sell at the stall"), N_("Sell"), "storefront", 10, main=True)
