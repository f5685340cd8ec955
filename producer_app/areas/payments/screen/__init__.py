"""My payment codes: the shelf of cards, one code large, the way to add another.

  shelf.py    the cards, and what stands there while there are none
  one.py      one code: drawn large, what it is, where it hangs, taking it out of use
  adding.py   a picture, a pasted text or a filled form becomes an own code
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from producer_app.areas.payments import queries
from producer_app.areas.payments.rows import ReceivingCode
from producer_app.areas.payments.screen.adding import Adding
from producer_app.areas.payments.screen.one import One
from producer_app.areas.payments.screen.shelf import Shelf
from producer_app.areas.payments.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Page, Screen, Stage

WATCHES = frozenset({"receiving_codes", "code_places"})


class CodesPage(Page):
    """Three levels: the shelf, one code, adding. Escape goes back to the shelf."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self.shelf = Shelf(stage)
        self.one = One(stage)
        self.adding = Adding(stage)
        self.shelf.chosen.connect(self.show_one)
        self.shelf.add.connect(self.show_adding)
        for level in (self.one, self.adding):
            level.left.connect(self.show_shelf)
        self.levels = QStackedWidget()
        for part in (self.shelf, self.one, self.adding):
            self.levels.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.levels)

    # ------------------------------------------------------------------ going about
    def refresh(self) -> None:
        self.shelf.refresh()
        if self.levels.currentWidget() is self.one:
            self.one.refresh()

    def enter(self, **intent: Any) -> None:
        if "code" in intent:
            self.show_one(queries.get(self.shop, intent["code"]))
        elif intent.get("add"):
            self.show_adding()

    def show_shelf(self) -> None:
        """All codes."""
        self.shelf.refresh()
        self.levels.setCurrentWidget(self.shelf)

    def show_one(self, code: ReceivingCode) -> None:
        """One code, large."""
        self.one.show_code(code.id)
        self.levels.setCurrentWidget(self.one)

    def show_adding(self) -> None:
        """The way to a new code."""
        self.adding.begin()
        self.levels.setCurrentWidget(self.adding)

    def back(self) -> bool:
        if self.levels.currentWidget() is self.shelf:
            return False
        self.show_shelf()
        return True

    # ------------------------------------------------------------------ dropped on the page
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        self.show_adding()
        if files:
            self.adding.look_at(files[0])
        elif data.hasText():
            self.adding.take_text(data.text())

    # ------------------------------------------------------------------ language
    def keep(self) -> dict[str, Any]:
        level = self.levels.currentIndex()
        return {"level": level, "code": self.one.code_id, "adding": self.adding.keep()} if level else {}

    def take(self, kept: dict[str, Any]) -> None:
        if kept.get("level") == 1:
            self.show_one(queries.get(self.shop, kept["code"]))
        elif kept.get("level") == 2:
            self.show_adding()
            self.adding.take(kept["adding"])


def _said(shop: Shop) -> str:
    count = len(queries.codes(shop))
    return ngettext("{count} code", "{count} codes", count).format(count=count) if count else _("None yet")


def _scene_one(page: CodesPage) -> None:
    page.show_one(queries.codes(page.shop)[0])


def _scene_add(page: CodesPage) -> None:
    page.show_adding()


def _scene_found(page: CodesPage) -> None:
    """The picture that a kept code came from, read once more."""
    page.show_adding()
    code = next(c for c in queries.codes(page.shop) if c.image)
    page.adding.look_at(page.shop.files.path(code.image))


def _scene_own(page: CodesPage) -> None:
    page.show_adding()
    page.adding.choose_way(1)
    page.adding.choose_scheme("pix")
    page.adding.form.fill({"key_type": "cpf", "key": "529.982.247-25", "name": "MARIA DO MEL", "city": "CARUARU"})
    page.adding.check_form()


SCREEN = Screen(TILE, CodesPage, WATCHES, said=_said,
                scenes={"one": _scene_one, "add": _scene_add, "found": _scene_found, "own": _scene_own})
