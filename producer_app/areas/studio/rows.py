"""Values of the studio: what was seen in a photo, what is advised, the recipe a picture is made by, a channel's wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

GOOD, SMALL, DARK, BLURRED, CUT, CLUTTERED = "good", "small", "dark", "blurred", "cut", "cluttered"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured in a photo.

    ``width``, ``height``: of the photo as it came, pixels; ``light``: mean brightness, 0 to 255; ``glow``: brightness that
    a tenth of the points exceed; ``sharp``: steepness of its clearest edges, 1 for a perfect step; ``touch``: the longest
    stretch of one edge of the frame that the goods cover, as a share of it; ``touched``: how many edges they cover so;
    ``unrest``: share of the ground that is not ground; ``restless``: how many different stretches the frame's edge shows;
    ``fill``: the goods' larger side as a share of the frame's.
    """

    width: int
    height: int
    light: float
    glow: float
    sharp: float
    touch: float
    touched: int
    unrest: float
    restless: int
    fill: float


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to say about a photo. ``finding``: GOOD, SMALL, DARK, BLURRED, CUT or CLUTTERED."""

    finding: str
    title: str
    hint: str

    @property
    def good(self) -> bool:
        """Whether there is nothing to improve."""
        return self.finding == GOOD


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a picture is made from its untouched original; the empty recipe leaves all as it is.

    ``white``: the ground becomes white; ``shadow``: with the goods' own soft shadow; ``frame``: width to height as
    "1:1", "3:4" ..., "" for the photo's own; ``fill``: share of the frame the goods take in percent, 0 leaves the frame
    where it was; ``level``: leaning goods stand straight, and ``turn`` more, clockwise in tenths of a degree; ``bright``:
    good light, and ``light`` more, -100 darker to 100 brighter; ``balance``: greys become grey.
    """

    white: bool = False
    shadow: bool = True
    frame: str = ""
    fill: int = 0
    turn: int = 0
    light: int = 0
    balance: bool = False
    level: bool = False
    bright: bool = False


PLAIN = Recipe()
# What one press makes: square, the goods filling it as in every shop's window, straight, on white, in good light.
AUTO = Recipe(white=True, frame="1:1", fill=84, balance=True, level=True, bright=True)
FRAMES = ("", "1:1", "3:4", "4:3")


@dataclass(frozen=True, slots=True)
class Channel:
    """What a place of sale wants of pictures and words.

    ``frame``: as in Recipe; ``side``: the longer side of a picture in pixels; ``least``: the shorter side below which it
    refuses one, 0 unknown; ``most_bytes``: of one file; ``most_pictures``, ``least_pictures``; ``title_limit``: letters as
    ``count`` counts them; ``pure_white``: the first picture stands on white without a shadow; ``confirmed``: whether the
    rule was read at its source, named in the file's docstring; ``language``: of the title.
    """

    id: str
    title: str
    frame: str
    side: int
    least: int
    most_bytes: int
    most_pictures: int
    title_limit: int
    count: Callable[[str], int]
    language: str = "zh"
    least_pictures: int = 1
    pure_white: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo of a product in the studio. ``recipe``: what its picture was made by."""

    product_id: int
    original: str
    picture: str
    thumb: str
    width: int
    height: int
    recipe: Recipe = PLAIN
