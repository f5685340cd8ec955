"""The orders' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("orders", N_("Orders"), N_("Orders"), "package", 30, "blue")
