"""The products' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("products", N_("Photo and product"), N_("Products"), "camera", 20, lesson=(
    ("sun", N_("Put it by a window, on a light cloth, and wipe the lens.")),
    ("camera", N_("Take its picture, or drop a picture here.")),
    ("tag", N_("Write its name in one language and its price.")),
    ("check", N_("Press Save. It is on this computer at once."))))
