"""The money's place in the window."""

from producer_app.base.i18n import N_
from producer_app.base.tile import Tile

TILE = Tile("money", N_("Money"), N_("Money"), "currency-cny", 60, "leaf", lesson=(
    ("coin", N_("The large number is what was sold on this day.")),
    ("chart-bar", N_("The bars show which goods and which way of paying brought it.")),
    ("list-bullets", N_("Tap a number: the orders it is made of are listed, and they add up to it.")),
    ("caret-left", N_("The arrows go to the days before.")),
    ("lock-simple", N_("In the evening count the drawer and close the day.")),
    ("notebook", N_("Under “Debts” stands who owes you what, and her statement."))))
