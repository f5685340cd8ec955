"""What is printed: signs, tags, price lists, cards, receipts and slips. The front door for other areas.

  rows.py            the values: Card, Slip, Task, Printable, Sheet
  kinds/             the printables, one file each: cards or slips in, pages in millimetres out
  sheets.py          label sheets by name
  schema.py queries.py actions.py   what was printed with which price, and which tags are old

After pages went out, ``signs_printed(shop, code_id, codes_on(name, pages), place)`` notes their codes in the register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.posters.actions import printed, signs_printed, taken_down
    from producer_app.areas.posters.kinds import printables
    from producer_app.areas.posters.queries import changed, codes_on, old_tags, pages
    from producer_app.areas.posters.rows import Card, CodeMark, Printable, Sheet, Slip, SlipLine, Task
else:
    __getattr__ = door(__name__, {
        "actions": "printed signs_printed taken_down",
        "kinds": "printables",
        "queries": "changed codes_on old_tags pages",
        "rows": "Card CodeMark Printable Sheet Slip SlipLine Task",
    })

NEEDS = ("products", "payments", "orders", "makers")
__all__ = [
    "NEEDS", "Card", "CodeMark", "Printable", "Sheet", "Slip", "SlipLine", "Task", "changed", "codes_on", "old_tags", "pages",
    "printables", "printed", "signs_printed", "taken_down",
]
