"""The studio's place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("studio", N_("Photo studio"), N_("Studio"), "magic-wand", 25, "violet", under="products", lesson=(
    ("image-square", N_("Choose the product whose photo shall look its best.")),
    ("magic-wand", N_("Press “Make it look its best”. Move the line to compare before and after.")),
    ("package", N_("Choose where you sell, and get all pictures and words in one folder.")),
    ("arrow-counter-clockwise", N_("Your own photo is never changed. You can always go back to it."))))
