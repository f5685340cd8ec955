"""Sell at the stall in three taps: the thing, how much, how it is paid. Keys, scanner, language; the rest is desk.py's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QHideEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from producer_app.areas.till.screen.desk import Desk
from producer_app.areas.till.screen.parts import Tap
from producer_app.areas.till.screen.scanner import Keys
from producer_app.base.i18n import _
from producer_app.ui.screen import Stage


class TillPage(Desk):
    """Products on the start side; basket, keypad and payment on the other; other rooms in place of both."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.listener = Keys(self, self)
        self._shortcuts()

    # ------------------------------------------------------------------ keys
    def keys(self) -> Sequence[tuple[str, str]]:
        return (("0–9  .  +  −", _("How much of the chosen goods")), ("↑  ↓", _("Another line of the basket")),
                ("Delete", _("Take the line out")), ("K  J  G", _("Weigh in kilograms, jin or grams")),
                ("F2", _("Search the goods")),
                ("F3", _("Type the number of the goods")), ("F4", _("Another price")), ("F5", _("Another sum: “make it 20”")),
                ("F6", _("Put the basket aside, or bring the last one back")), ("F7", _("On credit")),
                ("F8", _("Payment code; then Enter: look later, Tab and Enter: I saw the money")),
                ("F9 / Enter", _("Cash; after it the next buyer")), ("F11", _("The buyer’s window")),
                ("Ctrl+B", _("Take goods back")), ("Ctrl+D", _("Debts")))

    def _shortcuts(self) -> None:
        does = {key: text for keys, text in self.keys() for key in keys.replace(" / ", "  ").split("  ")}
        for keys, act in (("F2", self.search), ("F3", lambda: self.write_in("number")), ("F4", lambda: self.write_in("price")),
                          ("F5", lambda: self.write_in("sum")), ("F6", self.park_or_bring), ("F7", lambda: self.pay("credit")),
                          ("F8", lambda: self.pay("code")), ("F9", lambda: self.pay("cash")), ("F11", lambda: self.open("buyer")),
                          ("Ctrl+B", lambda: self.open("back")), ("Ctrl+D", lambda: self.open("debts"))):
            made = QShortcut(keys, self)
            made.setAutoRepeat(False)
            made.setWhatsThis(does[keys])
            made.activated.connect(act)

    def hears(self, at: QWidget) -> bool:
        return self.isVisible() and at.window() in (self.window(), self.facing.window)

    def hold(self) -> Callable[[], None]:
        held, waits = self.hand, self._later.isActive()

        def put_back() -> None:
            self.hand = held
            if not waits:
                self._later.stop()

        return put_back

    def typed(self, key: str) -> bool:
        if self._rooms.currentIndex() or self._side.currentWidget() not in (self.counter, self.change):
            return False
        if self._side.currentWidget() is self.change:
            self.change.key(key)
            return key not in ("up", "down")
        unit = {"k": "kg", "j": "jin", "g": "g"}.get(key.lower(), "")
        if unit:
            self.write_in(unit)
        elif key in ("+", "-"):
            self.key(f"{key}1")
        elif key in ("up", "down"):
            return self._step(1 if key == "down" else -1)
        elif (key.isdecimal() and key.isascii()) or key in (".", ",", "back", "clear"):
            self.key("." if key == "," else key)
        return True

    def _step(self, by: int) -> bool:
        if self.shelf.things.hasFocus() or not self.basket.items:
            return False
        self.choose((self.basket.chosen + by) % len(self.basket.items))
        return True

    def entered(self, at: QWidget) -> bool:
        if self._rooms.currentIndex() or isinstance(at, (Tap, QAbstractItemView)):
            return False
        if self._side.currentWidget() is self.change:
            self.show_basket()
        elif self._side.currentWidget() is not self.counter:
            return False
        elif self.hand.typed and self.hand.mode != "count":
            self.key("ok")
        else:
            self.pay("cash")
        return True

    def scanned(self, code: str) -> None:
        if self._rooms.currentWidget() is self.returns:
            self.returns.scanned(code)
        else:
            self._take_number(code)

    def enter(self, **intent: Any) -> None:
        self.setFocus()

    # ------------------------------------------------------------------ coming, going, language
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.listener.listen(on=True)
        self.facing.open_if_wanted()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.listener.listen(on=False)
        if self._later.isActive():
            self.write()

    def keep(self) -> dict[str, Any]:
        if self._later.isActive():
            self.write()
        return {"search": self.shelf.search.text(), "name": self.credit.name.text(), "mode": self.hand.mode,
                "side": ("", "", "code", "credit", "parked")[self._side.currentIndex()],
                "whole": ("", "back", "debts", "doubts")[self._rooms.currentIndex()]}

    def take(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self.shelf.search.setText(kept["search"])
        self.write_in(kept["mode"])
        if kept["side"] in ("code", "credit"):
            self.pay(kept["side"])
            self.credit.name.setText(kept["name"])
        if kept["whole"] or kept["side"] == "parked":
            self.open(kept["whole"] or "parked")

    def back(self) -> bool:
        if self._rooms.currentWidget() is self.returns and self.returns.back():
            return True
        if self._rooms.currentIndex() or self._side.currentWidget() is not self.counter:
            self.show_basket()
            return True
        if self.shelf.search.text():
            self.shelf.search.clear()
            self.setFocus()
            return True
        return False
