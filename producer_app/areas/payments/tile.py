"""The payment codes' place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("payments", N_("My payment codes"), N_("Codes"), "qr-code", 40, "blue", lesson=(
    ("device-mobile", N_("On your phone, open “receive money” and save the picture of your code.")),
    ("image", N_("Drop that picture here and write the name your phone shows.")),
    ("shield-check", N_("The program keeps it letter for letter and knows when another one is shown.")),
    ("lock", N_("Set a passphrase, so that nobody else can exchange a code.")),
    ("eye", N_("Each morning, compare the code on your stall with the six letters here."))))
