"""The check words and the flower of a sheet as they stand on the screen: four pictures with their words, one flower."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from producer_app.areas.payments import marks, proof_page, queries
from producer_app.areas.payments.rows import ReceivingCode
from producer_app.base import clock, i18n, page
from producer_app.base.i18n import _
from producer_app.store.shop import Shop
from producer_app.ui import paper, theme
from producer_app.ui.flow import flow
from producer_app.ui.widgets import badge, boxed, column, row, words


def flower_label(seed: int, side: int) -> QLabel:
    """A flower as a picture."""
    label = QLabel()
    pixels = theme.px(side)
    image = paper.picture_of(page.Page(20, 20, (page.Sprig(page.Rect(1, 1, 18, 18), seed),)), max(72, round(pixels * 25.4 / 20)))
    label.setPixmap(QPixmap.fromImage(image))
    label.setFixedSize(label.pixmap().size())
    label.setAccessibleName(_("Today’s flower"))
    return label


def marks_row(shop: Shop, code: ReceivingCode) -> QWidget:
    """The four things, and today's flower."""
    parts = []
    for word in marks.check_words(shop, code):
        name = words(word.names[i18n.current()] if i18n.current() in word.names else word.names["en"], "small", wrap=False)
        cell = boxed(column(row(None, badge(word.icon, 48, "rose"), None, space=0), row(None, name, None, space=0), space=4))
        parts.append(cell)
    today = boxed(column(row(None, flower_label(marks.flower_of(shop, clock.today()), 48), None, space=0),
                         row(None, words(_("Today’s flower"), "small", wrap=False), None, space=0), space=4))
    holder = flow(*parts, today, space=16)
    holder.setObjectName("sheetMarks")
    return holder


def marks_card(shop: Shop, code: ReceivingCode) -> QVBoxLayout:
    """The marks with a sentence that says what they are for."""
    return column(words(_("These pictures stand on every true sheet of this code."), "quiet"), marks_row(shop, code), space=8)


def proof_of(shop: Shop, code: ReceivingCode, day: date | None = None) -> page.Page:
    """The page to print and to read back."""
    return proof_page.page(code, queries.scheme_of(code), marks.check_words(shop, code),
                           marks.flower_of(shop, day or clock.today()))
