"""The printables' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("posters", N_("Print for the stall"), N_("Print"), "printer", 50, "violet")
