"""Qt's own words (OK, Cancel, the file dialog), the locale and the reading direction, by language."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from producer_app.base import i18n


def install(app: QApplication, language: str) -> None:
    """Makes Qt speak a language and mirrors the program where it is written from the right."""
    rtl = i18n.right_to_left(language)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
