"""The place of the money coming in, in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("receiving", N_("Money coming in"), N_("Coming in"), "wallet", 45, "leaf", under="money", lesson=(
    ("hand-pointing", N_("Ask for money: tap an order, show its code, and the exact amount tells whose it is.")),
    ("file-arrow-down", N_("Drop the bill of WeChat, Alipay or the bank here. The same bill twice counts once.")),
    ("circle-wavy-question", N_("What is not certain waits in a short list. Two taps put it in its place.")),
    ("device-mobile", N_("Trust your own phone only, never a picture on the buyer’s."))))
