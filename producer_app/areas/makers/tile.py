"""The makers' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("makers", N_("Who brings what"), N_("Makers"), "users-three", 32, "violet", under="orders", lesson=(
    ("user-plus", N_("Write down who makes things with you, and tap her goods.")),
    ("copy", N_("Copy what she must bring for the open orders and send it to her.")),
    ("check-circle", N_("Tap when she has said yes. Who has not stands first."))))
