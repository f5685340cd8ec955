"""The money's place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("money", N_("Money"), N_("Money"), "currency-cny", 60, "leaf")
