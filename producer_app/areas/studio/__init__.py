"""Photos that sell: advice before listing, pictures made by recipe from untouched originals, packs for each place of sale.

  rows.py       the values: Seen, Advice, Recipe, Channel, Shot
  coach.py      what to say about a photo; its numbers are settings
  outline.py seeing.py making.py   in the darkroom only, with OpenCV: where the goods are, what is seen, pictures by recipe
  darkroom.py   the way into the process where that happens
  work.py       many photos at once, two processes, cancel
  kinds/        the places of sale, one file each, with the source of each rule
  wording.py    words that advertising law or a buyer would mind, with a plain one for each
  packs.py      a folder and a zip with pictures and text for one place of sale
  schema.py queries.py actions.py screen/   as in every area

An original is never written to: a picture is what ``making`` makes of it by a ``Recipe``, and the plain one is kept too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.studio.coach import CoachRule, advice, finding
    from producer_app.areas.studio.rows import AUTO, PLAIN, Advice, Recipe, Seen
else:
    __getattr__ = door(__name__, {
        "coach": "CoachRule advice finding",
        "rows": "AUTO PLAIN Advice Recipe Seen",
    })

NEEDS: tuple[str, ...] = ("products",)
__all__ = ["AUTO", "NEEDS", "PLAIN", "Advice", "CoachRule", "Recipe", "Seen", "advice", "finding"]
