"""What the phone page tells the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened. ``opened``: a phone has the page; ``coming``: so many bytes of ``total`` are here;
    ``came``: a picture is kept; ``refused``: it was none, ``words`` say why; ``stopped``: the page is gone.
    ``number``: of the picture, from 1."""

    what: Literal["opened", "coming", "came", "refused", "stopped"]
    number: int = 0
    done: int = 0
    total: int = 0
    words: str = ""
