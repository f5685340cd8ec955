"""The parcels' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("parcels", N_("Pack and send"), N_("Send"), "truck", 32, "leaf", lesson=(
    ("list-numbers", N_("Here stands what must leave today, the longest waiting first.")),
    ("barcode", N_("Scan the order, then the number on the parcel: it is written down and the order is sent.")),
    ("coin", N_("The cheapest courier stands first, with what it costs to this place.")),
    ("chat-text", N_("Copy the ready message and paste it to the buyer."))))
