"""The payment codes' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("payments", N_("My payment codes"), N_("Codes"), "qr-code", 40, "blue")
