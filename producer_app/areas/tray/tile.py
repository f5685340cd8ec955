"""The tray's place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("tray", N_("Photos that came in"), N_("From the phone"), "device-mobile-camera", 22, "blue", under="products", lesson=(
    ("qr-code", N_("Press “From the phone” and scan the code with the phone’s camera.")),
    ("device-mobile-camera", N_("Take pictures with the phone. They arrive here by themselves.")),
    ("hand-pointing", N_("Tap a picture, then the product it shows.")),
    ("checks", N_("What is surely right is proposed: one press takes it all, one Undo gives it back."))))
