"""The products' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("products", N_("Photo and product"), N_("Products"), "camera", 20)
