"""My payment codes: the shelf of cards, one code large, the way to add another.

  shelf.py    the cards, and what stands there while there are none
  one.py      one code: drawn large, what it is, where it hangs, taking it out of use
  adding.py   a picture, a pasted text or a filled form becomes an own code
  patrolling.py a photo of the stall: is every code on it still hers; stall_view.py draws it
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from producer_app.areas.payments import actions, pictures, queries
from producer_app.areas.payments.rows import ReceivingCode
from producer_app.areas.payments.screen import example
from producer_app.areas.payments.screen.adding import Adding
from producer_app.areas.payments.screen.one import One
from producer_app.areas.payments.screen.patrolling import Patrolling
from producer_app.areas.payments.screen.shelf import Shelf
from producer_app.areas.payments.tile import TILE
from producer_app.base import clock
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Banner, Page, Screen, Stage

WATCHES = frozenset({"receiving_codes", "code_places", "patrols"})


class CodesPage(Page):
    """Four levels: the shelf, one code, adding, the check of the stall. Escape goes back to the shelf."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self.shelf = Shelf(stage)
        self.one = One(stage)
        self.adding = Adding(stage)
        self.shelf.chosen.connect(self.show_one)
        self.shelf.add.connect(self.show_adding)
        self.patrolling = Patrolling(stage)
        self.shelf.patrol.connect(self.show_patrolling)
        for level in (self.one, self.adding, self.patrolling):
            level.left.connect(self.show_shelf)
        self.levels = QStackedWidget()
        for part in (self.shelf, self.one, self.adding, self.patrolling):
            self.levels.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.levels)

    # ------------------------------------------------------------------ going about
    def refresh(self) -> None:
        self.shelf.refresh()
        if self.levels.currentWidget() is self.one:
            self.one.refresh()
        elif self.levels.currentWidget() is self.patrolling:
            self.patrolling.refresh()

    def enter(self, **intent: Any) -> None:
        if "code" in intent:
            self.show_one(queries.get(self.shop, intent["code"]))
        elif intent.get("add"):
            self.show_adding()
        elif intent.get("patrol"):
            self.show_patrolling()

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

    def show_patrolling(self) -> None:
        """The check of the stall."""
        self.patrolling.begin()
        self.levels.setCurrentWidget(self.patrolling)

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
        if self.levels.currentWidget() is self.patrolling:
            if files:
                self.patrolling.look_at(files[0])
            return
        self.show_adding()
        if files:
            self.adding.look_at(files[0])
        elif data.hasText():
            self.adding.take_text(data.text())

    # ------------------------------------------------------------------ language
    def keep(self) -> dict[str, Any]:
        level = self.levels.currentIndex()
        kept = {"level": level, "code": self.one.code_id, "adding": self.adding.keep(), "patrol": self.patrolling.patrol_id,
                "face": self.patrolling.faces.currentIndex()}
        return kept if level else {}

    def take(self, kept: dict[str, Any]) -> None:
        if kept.get("level") == 1:
            self.show_one(queries.get(self.shop, kept["code"]))
        elif kept.get("level") == 2:
            self.show_adding()
            self.adding.take(kept["adding"])
        elif kept.get("level") == 3:
            self.show_patrolling()
            if kept["face"] == 1:
                self.patrolling.show_patrol(queries.patrol(self.shop, kept["patrol"]))
            elif kept["face"] == 2:
                self.patrolling.show_log()


def _said(shop: Shop) -> str:
    count = len(queries.codes(shop))
    if not count:
        return _("None yet")
    codes = ngettext("{count} code", "{count} codes", count).format(count=count)
    last = queries.last_patrol(shop)
    if last is None or clock.local(last.at).date() != clock.today():
        return f"{codes} · {_('Not checked today')}"
    return f"{codes} · {_('Checked this morning') if clock.local(last.at).hour < 12 else _('Checked today')}"


def _banner(shop: Shop) -> Banner | None:
    """Red until a later check of the stall shows no foreign code."""
    last = queries.last_patrol(shop)
    if last is None or last.result != "stop":
        return None
    return Banner("hand-palm-fill", "red", _("A code on your stall is not yours. Take it down and check again."))


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


def _scene_patrol(page: CodesPage, *, foreign: bool = True) -> None:
    """A stall with her codes, one of them covered by somebody else's, one that cannot be read."""
    mine = [code.payload for code in queries.codes(page.shop)]
    page.show_patrolling()
    jpeg = example.stall(mine, foreign=foreign)
    photo = pictures.stall_photo(jpeg)
    page.patrolling.show_patrol(actions.keep_patrol(page.shop, photo))


def _scene_log(page: CodesPage) -> None:
    for foreign in (False, True, False):
        _scene_patrol(page, foreign=foreign)
    page.patrolling.show_log()


SCREEN = Screen(TILE, CodesPage, WATCHES, said=_said, banner=_banner,
                scenes={"patrol": _scene_patrol, "patrol_good": partial(_scene_patrol, foreign=False),
                        "patrol_begin": lambda page: page.show_patrolling(), "patrol_log": _scene_log,
                        "one": _scene_one, "add": _scene_add, "found": _scene_found, "own": _scene_own})
