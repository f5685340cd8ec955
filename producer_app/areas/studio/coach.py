"""What to say about a photo before it is listed: one thing to improve, kindly; nothing is ever refused here.

Pure: numbers of a photo in (``Seen``, measured by seeing.py), one sentence out. The numbers of the rule are settings.
"""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.areas.studio.rows import BLURRED, CLUTTERED, CUT, DARK, GOOD, SMALL, Advice, Seen
from producer_app.base.i18n import N_, _


@dataclass(frozen=True, slots=True)
class CoachRule:
    """From where on something is worth saying; units as in ``Seen``.

    ``least_side``: pixels of the shorter side; ``least_light``: mean brightness, and ``least_glow`` that of the brightest
    tenth, since a dark jar on a light cloth is not a dark photo (a bright one may be: white grounds are wanted);
    ``least_sharp``; ``most_touch``: of an edge under the goods; ``most_unrest``, ``most_restless``, both
    together or one alone (``full_unrest``); ``least_fill``: the goods
    in percent of the frame, of which ``leeway`` percent are forgiven.
    """

    least_side: int = 1000
    least_light: int = 90
    least_glow: int = 112
    least_sharp: float = 0.385
    most_touch: float = 0.085
    most_unrest: float = 0.06
    most_restless: int = 7
    full_unrest: float = 0.3
    least_fill: int = 60
    leeway: int = 25


RULE = CoachRule()
WORDS = {
    GOOD: (N_("This photo is good"), N_("Clear, bright and whole: buyers see what they get.")),
    SMALL: (N_("Go a little closer"), N_("Let the goods fill most of the picture, and use the camera's full size.")),
    DARK: (N_("A little more light"), N_("Put it by a window, in the shade, and take it again.")),
    BLURRED: (N_("Hold still for a moment"), N_("Wipe the lens, rest your elbows on the table, tap on the goods, then press.")),
    CUT: (N_("Show all of it"), N_("A part lies outside the picture: step back until there is room on every side.")),
    CLUTTERED: (N_("Give it room"), N_("Take the other things away, or hang a plain cloth behind.")),
}


def finding(seen: Seen, rule: CoachRule = RULE) -> str:
    """The first thing worth saying, the one that helps most first: GOOD, SMALL, DARK, BLURRED, CUT or CLUTTERED."""
    if min(seen.width, seen.height) < rule.least_side:
        return SMALL
    if seen.light < rule.least_light and seen.glow < rule.least_glow:
        return DARK
    if seen.sharp < rule.least_sharp:
        return BLURRED
    # Goods that fill the frame on all sides are a close look, not a cut.
    cut = seen.touch > rule.most_touch and seen.touched < 4
    # Some nuts beside the bowl are no clutter; things that run out of the picture all round are.
    some = seen.unrest > rule.most_unrest and seen.restless > rule.most_restless / 2
    if some or seen.restless > rule.most_restless or seen.unrest > rule.full_unrest:
        return CLUTTERED
    if cut:
        return CUT
    if 0 < seen.fill * 100 < rule.least_fill - rule.leeway:
        return SMALL
    return GOOD


def advice(seen: Seen, rule: CoachRule = RULE) -> Advice:
    """One thing to say, in the language in use."""
    found = finding(seen, rule)
    title, hint = WORDS[found]
    return Advice(found, _(title), _(hint))
