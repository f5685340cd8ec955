"""One product's stock: what is left, a number to type, and what it means: counted, came in, or gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.stock import actions, queries
from producer_app.areas.stock.rows import KINDS, REASONS, Left, Move
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.quantity import Quantity
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import Keypad, boxed, button, column, empty_layout, row, rule, scrolling, words

TONES = {"over": "red", "none": "red", "short": "amber", "good": "leaf"}


class Panel(QFrame):
    """The side on which a product is counted. ``show_product`` opens it."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._stage, self._close = stage, close
        self.product: products.Product | None = None
        self._typed, self._kind, self._reason = "", "count", "broken"
        self._name = words("", "title")
        self._left = words("", "price", wrap=False)
        self._left.setObjectName("left")
        self._about = words("", "quiet")
        self._number = words("", "stall", wrap=False)
        self._number.setObjectName("typed")
        self._keypad = Keypad((("back", ""), ("clear", "C")))
        self._keypad.pressed.connect(self.key)
        self._kinds = self._chips({kind: _(title) for kind, title in KINDS.items()}, "kind", self._choose_kind, "count")
        self._reasons = self._chips({key: _(title) for key, title in REASONS.items()}, "reason", self._choose_reason, "broken")
        self._save = button("", "check", self.save, kind="primary")
        self._save.setObjectName("saveStock")
        self._history = QVBoxLayout()
        self._history.setSpacing(4)
        away = button("", "x", close, kind="square", name=_("Close"))
        head = row(self._name, away)
        head.setStretch(0, 1)
        numbers = row(column(self._left, self._about, space=0), self._number)
        numbers.setStretch(0, 1)
        inner = boxed(column(head, numbers, self._kinds, self._reasons, self._keypad, rule(), self._history, None, space=10,
                             margins=(16, 12, 16, 8)))
        inner.setMinimumWidth(0)
        outer = column(scrolling(inner), boxed(row(None, self._save, margins=(16, 0, 16, 12))), space=4)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(_("Save"))
            shortcut.activated.connect(self.save)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @staticmethod
    def _chips(titles: dict[str, str], name: str, choose: Callable[[str], object], first: str) -> QWidget:
        made = []
        for key, title in titles.items():
            one = button(title, "", partial(choose, key), kind="chip")
            one.setCheckable(True)
            one.setChecked(key == first)
            one.setObjectName(f"{name}_{key}")
            made.append(one)
        holder = flow(*made, space=8)
        group = QButtonGroup(holder)
        for one in made:
            group.addButton(one)
        return holder

    # ------------------------------------------------------------------ what is shown
    def show_product(self, product: products.Product) -> None:
        """Opens the panel on a product; nothing typed yet."""
        self.product, self._typed = product, ""
        known = queries.left(self._stage.shop, [product.id]).get(product.id)
        self._choose_kind("count" if known is None else self._kind)
        self.look_again()
        self.setFocus()

    def look_again(self) -> None:
        """Reads the product's stock anew."""
        if self.product is None:
            return
        self._name.setText(self.product.name)
        known = queries.left(self._stage.shop, [self.product.id]).get(self.product.id)
        self._tell_left(known)
        empty_layout(self._history)
        for move in queries.moves(self._stage.shop, self.product.id, limit=6):
            self._history.addLayout(_line(move))
        self._tell()

    def _tell_left(self, known: Left | None) -> None:
        assert self.product is not None
        unit = _(products.UNITS[self.product.unit])
        self._left.setText(isolate(known.text()) if known else "—")
        theme.mark(self._left, tone=TONES[known.state] if known else "")
        self._about.setText(_("{unit} left to sell").format(unit=unit) if known else _("Not counted yet"))

    def _tell(self) -> None:
        self._number.setText(isolate(self._typed or "0"))
        texts = {"count": _("So many are here"), "in": _("So many came in"), "out": _("So many are gone")}
        self._save.setText(f" {texts[self._kind]}")
        self._save.setAccessibleName(texts[self._kind])
        self._save.setEnabled(bool(self._typed))
        self._reasons.setVisible(self._kind == "out")

    # ------------------------------------------------------------------ doing
    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._check(self._kinds, f"kind_{kind}")
        self._tell()

    def _choose_reason(self, reason: str) -> None:
        self._reason = reason

    @staticmethod
    def _check(holder: QWidget, name: str) -> None:
        for one in holder.children():
            if one.objectName() == name:
                one.setProperty("checked", True)

    def key(self, pressed: str) -> None:
        """One key of the keypad or the keyboard."""
        if pressed == "back":
            self._typed = self._typed[:-1]
        elif pressed == "clear":
            self._typed = ""
        elif len(self._typed) + len(pressed) <= 7 and not (pressed == "." and "." in self._typed):
            self._typed = (self._typed + pressed).lstrip("0") or "0"
            if self._typed.startswith("."):
                self._typed = f"0{self._typed}"
        self._tell()

    def keyPressEvent(self, event: Any) -> None:
        if event.text() and event.text() in "0123456789.":
            self.key(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.key("back")
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Keeps what was typed; the panel stays for the next thing."""
        if self.product is None or not self._typed:
            return
        try:
            quantity = Quantity(0) if not self._typed.strip("0.") else Quantity.parse(self._typed.rstrip("."))
            if self._kind == "count":
                actions.count(self._stage.shop, self.product.id, quantity)
            elif self._kind == "in":
                actions.came_in(self._stage.shop, self.product.id, quantity)
            else:
                actions.went_out(self._stage.shop, self.product.id, quantity, reason=self._reason)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._typed = ""
        self.look_again()
        self._stage.saved(_("Saved: {product}").format(product=isolate(self.product.name)))


def _line(move: Move) -> QHBoxLayout:
    sign = {"count": "=", "in": "+", "out": "−"}[move.kind]
    what = _(REASONS[move.reason]) if move.reason else _(KINDS[move.kind])
    return row(words(isolate(f"{sign} {move.quantity.text()}"), "strong", wrap=False), words(what), None,
               words(isolate(clock.local(move.at).strftime("%m-%d %H:%M")), "quiet", wrap=False), space=12)
