"""What is printed: signs, tags, price lists, cards, receipts and slips. The front door for other areas.

  rows.py            the values: Card, Slip, Task, Printable, Sheet
  kinds/             the printables, one file each: cards or slips in, pages in millimetres out
  sheets.py          label sheets by name
  schema.py queries.py actions.py   what was printed with which price, and which tags are old
"""

from __future__ import annotations

from producer_app.areas.posters.actions import printed, taken_down
from producer_app.areas.posters.kinds import printables
from producer_app.areas.posters.queries import changed, old_tags, pages
from producer_app.areas.posters.rows import Card, CodeMark, Printable, Sheet, Slip, SlipLine, Task

NEEDS = ("products", "payments", "orders")
__all__ = [
    "NEEDS", "Card", "CodeMark", "Printable", "Sheet", "Slip", "SlipLine", "Task", "changed", "old_tags", "pages", "printables",
    "printed", "taken_down",
]
