"""The page: its nine levels and the way between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas.payments import approving, queries
from producer_app.areas.payments.rows import ReceivingCode
from producer_app.areas.payments.screen.adding import Adding
from producer_app.areas.payments.screen.approval import Approving
from producer_app.areas.payments.screen.guarding import Guarding
from producer_app.areas.payments.screen.one import One
from producer_app.areas.payments.screen.patrolling import Patrolling
from producer_app.areas.payments.screen.record import RecordPage
from producer_app.areas.payments.screen.second import SecondPerson
from producer_app.areas.payments.screen.shelf import Shelf
from producer_app.areas.payments.screen.stop import Stop, touched
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.keys import Key
from producer_app.ui.screen import Page, Stage

# The levels from here on have no way of their own to be shown again.
FIRST_GUARD = 4


class CodesPage(Page):
    """Nine levels: the shelf, one code, adding, the check of the stall, the passphrase, the proof on paper, sheets and safety,
    the red stop, the second person. Escape goes back to the shelf."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self.shelf = Shelf(stage)
        self.one = One(stage, self.with_key)
        self.adding = Adding(stage, self.with_key)
        self.patrolling = Patrolling(stage)
        self.guarding = Guarding(stage)
        self.approving = Approving(stage, self.with_both)
        self.record = RecordPage(stage, self.with_both)
        self.stop = Stop(stage, self.with_key)
        self.second = SecondPerson(stage)
        self.levels = QStackedWidget()
        for part in (self.shelf, self.one, self.adding, self.patrolling, self.guarding, self.approving, self.record, self.stop,
                     self.second):
            self.levels.addWidget(part)
        # Where the passphrase was asked for, and the code to be proven next.
        self._asked_from: QWidget = self.shelf
        self._before_second: QWidget = self.record
        self._next_proof = 0
        self._connect()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.levels)

    def _current(self) -> QWidget:
        return self.levels.currentWidget() or self.shelf

    def _connect(self) -> None:
        self.shelf.chosen.connect(self.show_one)
        self.shelf.add.connect(self.show_adding)
        self.shelf.patrol.connect(self.show_patrolling)
        self.shelf.record.connect(self.show_record)
        self.shelf.protect.connect(self.show_protecting)
        self.record.protect.connect(self.show_protecting)
        self.record.change_passphrase.connect(partial(self.show_protecting, changing=True))
        for level in (self.one, self.adding, self.patrolling, self.approving, self.record):
            level.left.connect(self.show_shelf)
        self.one.prove.connect(self.show_approving)
        self.adding.kept.connect(self._kept)
        self.record.ask_second.connect(partial(self.with_key, self._show_second))
        self.second.left.connect(self._undecided)
        self.second.done.connect(self.show_record)
        self.guarding.left.connect(self._unasked)
        self.guarding.done.connect(self._guarded)

    # ------------------------------------------------------------------ going about
    def refresh(self) -> None:
        proof = touched(self.stage)
        if proof is not None:
            self.stop.show_proof(proof)
            if self.levels.currentWidget() is not self.guarding:
                self.levels.setCurrentWidget(self.stop)
            return
        if self.levels.currentWidget() is self.stop:
            self.show_shelf()
        self.shelf.refresh()
        if self.levels.currentWidget() is self.one:
            self.one.refresh()
        elif self.levels.currentWidget() is self.patrolling:
            self.patrolling.refresh()
        elif self.levels.currentWidget() is self.record:
            self.record.refresh()

    def enter(self, **intent: Any) -> None:
        self.refresh()
        if self.levels.currentWidget() is self.stop:
            return
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

    def show_record(self) -> None:
        """Sheets, protection, the record."""
        self.record.refresh()
        self.levels.setCurrentWidget(self.record)

    def show_approving(self, code_id: int) -> None:
        """A code is proven on paper."""
        self.approving.begin(code_id)
        self.levels.setCurrentWidget(self.approving)

    def show_protecting(self, *, changing: bool = False) -> None:
        """A passphrase is chosen; another one only with the old one."""
        if changing:
            self.with_key(lambda _key: self._show_choosing(changing=True))
        else:
            self._asked_from = self._current()
            self._show_choosing(changing=False)

    def _show_choosing(self, *, changing: bool) -> None:
        self.guarding.begin_choosing(changing=changing)
        self.levels.setCurrentWidget(self.guarding)

    def back(self) -> bool:
        current = self.levels.currentWidget()
        if current is self.shelf or current is self.stop:
            return False
        if current is self.guarding:
            self._unasked()
        elif current is self.second:
            self._undecided()
        elif current is self.approving:
            self.approving.back()
        else:
            self.show_shelf()
        return True

    # ------------------------------------------------------------------ the passphrase
    def with_key(self, act: Callable[[Key | None], object]) -> None:
        """Does something that needs the passphrase; where it must be asked for, what was typed before stays as it is."""
        before = self._current()

        def then(key: Key | None) -> None:
            self.levels.setCurrentWidget(before)
            self.stage.guarded(lambda: act(key))
            # What was put right is remembered after its step was told, so the page looks once more.
            self.refresh()

        if self.guarding.with_key(then):
            self._asked_from = before
            self.levels.setCurrentWidget(self.guarding)

    def with_both(self, act: Callable[[Key | None, Key | None], object]) -> None:
        """Does something that needs the passphrase, and the second person's where there is one."""
        self.with_key(lambda key: self._ask_second(key, act))

    def _ask_second(self, key: Key | None, act: Callable[[Key | None, Key | None], object]) -> None:
        if not approving.second_of(self.shop).public:
            act(key, None)
            return
        self._before_second = self._current()

        def agreed(second: Key) -> None:
            self._undecided()
            self.stage.guarded(lambda: act(key, second))
            self.refresh()

        self.second.ask(agreed)
        self.levels.setCurrentWidget(self.second)

    def _show_second(self, key: Key | None) -> None:
        self._before_second = self.record
        self.second.begin_naming(key)
        self.levels.setCurrentWidget(self.second)

    def _undecided(self) -> None:
        """Back from the second person's page to where it came from."""
        self.levels.setCurrentWidget(self._before_second)

    def _unasked(self) -> None:
        """Back from the question to where it came from; after a first code, on to the shelf."""
        self._next_proof = 0
        before = self._asked_from
        self.show_shelf() if before in (self.shelf, self.guarding) else self.levels.setCurrentWidget(before)
        self.refresh()

    def _guarded(self) -> None:
        """The passphrase is set: on to the proof of the first code."""
        code_id, self._next_proof = self._next_proof, 0
        if code_id:
            self.show_approving(code_id)
        elif self._asked_from is self.record:
            self.show_record()
        else:
            self.show_shelf()
            self.refresh()

    def _kept(self, code_id: int) -> None:
        """A new code: the first one invites to a passphrase, a protected one goes on to its proof."""
        proof = proving.look(self.shop)
        if proof.protected:
            self.show_approving(code_id)
        elif len(queries.codes(self.shop)) == 1:
            self._next_proof, self._asked_from = code_id, self.shelf
            self._show_choosing(changing=False)
        else:
            self.show_shelf()

    # ------------------------------------------------------------------ dropped on the page
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if self.levels.currentWidget() in (self.stop, self.guarding, self.second):
            return
        if self.levels.currentWidget() is self.approving:
            if files:
                self.approving.look_at(files[0])
            return
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
        # What somebody else types is not carried on: her page opens anew.
        level = self.levels.indexOf(self._before_second if self._current() is self.second else self._current())
        kept = {"level": level, "code": self.one.code_id, "adding": self.adding.keep(), "patrol": self.patrolling.patrol_id,
                "face": self.patrolling.faces.currentIndex(), "guarding": self.guarding.keep(), "approving": self.approving.keep(),
                "next": self._next_proof, "from": self.levels.indexOf(self._asked_from)}
        return kept if level else {}

    def take(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self.adding.take(kept["adding"])
        self.guarding.take(kept["guarding"])
        self._next_proof, self._asked_from = kept["next"], self.levels.widget(kept["from"]) or self.shelf
        if kept["approving"]["code"]:
            self.approving.take(kept["approving"])
        if kept["code"]:
            self.one.show_code(kept["code"])
        if kept["level"] >= FIRST_GUARD:
            self.record.refresh()
            self.levels.setCurrentIndex(kept["level"])
            self.refresh()
        elif kept.get("level") == 1:
            self.show_one(queries.get(self.shop, kept["code"]))
        elif kept.get("level") == 2:
            self.levels.setCurrentWidget(self.adding)
        elif kept.get("level") == 3:
            self.show_patrolling()
            if kept["face"] == 1:
                self.patrolling.show_patrol(queries.patrol(self.shop, kept["patrol"]))
            elif kept["face"] == 2:
                self.patrolling.show_log()
