"""Who works at this computer: the name that histories give (prices, orders). Kept for this computer, not in the shop."""

from __future__ import annotations

from PySide6.QtCore import QSettings

KEY = "person"
LONGEST = 60


def person() -> str:
    """The name, "" where nobody said."""
    return str(QSettings("producer-app", "producer-app").value(KEY, "") or "")


def remember(name: str) -> None:
    """Keeps the name for this computer."""
    QSettings("producer-app", "producer-app").setValue(KEY, " ".join(name.split())[:LONGEST])
