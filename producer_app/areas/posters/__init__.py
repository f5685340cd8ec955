"""What is printed for the stall: signs, sheets of price tags. The front door for other areas."""

from __future__ import annotations

from producer_app.areas.posters.kinds import printables
from producer_app.areas.posters.queries import pages
from producer_app.areas.posters.rows import Card, CodeMark, Printable, Task

NEEDS = ("products", "payments")
__all__ = ["NEEDS", "Card", "CodeMark", "Printable", "Task", "pages", "printables"]
