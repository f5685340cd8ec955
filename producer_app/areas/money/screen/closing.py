"""Close the day: count the drawer note by note, answer for each code payment nobody has seen, close. Three steps, one screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLabel, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.money import actions, cashbox
from producer_app.areas.money.rows import PIECES, REASONS, Count, Drawer, Expected
from producer_app.areas.money.screen.parts import moment, pair, tone_of
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, chip, column, empty_layout, row, rule, scrolling, words

MOST_PIECES = 9_999
STACKED = 150  # text size in percent from which the two sides stand below each other


def note_words(piece: int) -> str:
    """A note or coin as people call it: ``¥20``, ``5 jiao``."""
    return isolate(f"¥{piece // 100}") if piece >= 100 else _("{count} jiao").format(count=isolate(piece // 10))


class Stepper(QLineEdit):
    """How many of one note: a number between its two buttons; the arrow keys count up and down."""

    counted = Signal(int)

    def __init__(self, piece: int) -> None:
        super().__init__()
        self.setObjectName(f"piece_{piece}")
        self.setAccessibleName(_("How many of {note}").format(note=note_words(piece)))
        self.setValidator(QIntValidator(0, MOST_PIECES, self))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(theme.px(76))
        self.setPlaceholderText("0")
        self.textEdited.connect(lambda text: self.counted.emit(int(text or 0)))

    def value(self) -> int:
        """The number that stands there."""
        return int(self.text() or 0)

    def put(self, value: int) -> None:
        """Shows a number; nothing for none."""
        self.setText(str(value) if value else "")

    def step(self, by: int) -> None:
        """Counts up or down."""
        self.put(max(0, min(MOST_PIECES, self.value() + by)))
        self.counted.emit(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Up else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class Closing(QWidget):
    """The drawer on the start side, the books and the questions on the other."""

    def __init__(self, stage: Stage, closed: Callable[[int], object]) -> None:
        super().__init__()
        self._stage, self._closed = stage, closed
        self._pieces: dict[int, int] = {}
        self._waits: set[int] = set()  # payments answered with "not yet"
        self._reason = ""
        self._drawer: Drawer | None = None
        self._first = False
        self._steppers: dict[int, Stepper] = {}
        self._sums: dict[int, QLabel] = {}
        self._start = self._money_field("startMoney", _("In the drawer at the start"))
        self._left = self._money_field("leftMoney", _("Stays for tomorrow"))
        self._left.textEdited.connect(lambda _text: self._typed_left())
        self._left_typed = False
        self._start.textEdited.connect(lambda _text: self._add_up())
        self._note = QLineEdit()
        self._note.setObjectName("closeNote")
        self._note.setMaxLength(200)
        self._note.setPlaceholderText(_("A word about it, if you like"))
        self._note.setAccessibleName(_("A word about it, if you like"))
        self._books = QVBoxLayout()
        self._asked, self._others = QVBoxLayout(), QVBoxLayout()
        for layout in (self._books, self._asked, self._others):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(8)
        close = button(_("Close the day"), "lock-simple", self.close_day, kind="primary")
        close.setObjectName("closeDay")
        self._total = words("", "price", wrap=False)
        self._total.setObjectName("countedTotal")
        self._difference = words("", "strong")
        self._difference.setObjectName("difference")
        start, end = card(self._count_side()), boxed(column(self._asked, self._books_card(), self._others, None, space=12))
        self._sides = row(start, end, space=12)
        self._sides.setStretch(0, 1)
        self._sides.setStretch(1, 1)
        if theme.scale() >= STACKED:
            self._sides.setDirection(QBoxLayout.Direction.TopToBottom)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(scrolling(boxed(self._sides)), 1)
        outer.addWidget(flow(self._difference, close, ends=1))

    # ------------------------------------------------------------------ building
    def _money_field(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        field.setMaxLength(20)
        field.setPlaceholderText("0.00")
        field.setFixedWidth(theme.px(132))
        return field

    def _count_side(self) -> QLayout:
        parts: list[QWidget | QLayout | int | None] = [pair(_("Count the drawer"), self._total, role="title")]
        for piece in PIECES:
            stepper = Stepper(piece)
            stepper.counted.connect(partial(self._counted, piece))
            less = button("", "minus", partial(stepper.step, -1), kind="square", name=_("One less"))
            less.setObjectName(f"less_{piece}")
            more = button("", "plus", partial(stepper.step, 1), kind="square", name=_("One more"))
            more.setObjectName(f"more_{piece}")
            for made in (less, more):
                made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            name = words(note_words(piece), "strong", wrap=False)
            name.setMinimumWidth(theme.px(64))
            total = words("", "quiet", wrap=False)
            total.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self._steppers[piece], self._sums[piece] = stepper, total
            line = row(name, less, stepper, more, space=8)
            line.addWidget(total, 1)
            parts.append(line)
        parts.append(None)
        return column(*parts, space=8, margins=(16, 12, 16, 12))

    def _books_card(self) -> QWidget:
        group = QButtonGroup(self)
        self._reasons: dict[str, QPushButton] = {}
        for key, text in REASONS.items():
            made = button(_(text), "", partial(self._choose_reason, key), kind="chip")
            made.setObjectName(f"reason_{key}")
            made.setCheckable(True)
            group.addButton(made)
            self._reasons[key] = made
        self._why = boxed(column(words(_("Why does it differ?"), "strong"), flow(*self._reasons.values(), space=8), self._note,
                                 space=8))
        stays = pair(_("Stays for tomorrow"), self._left, role="strong")
        return card(column(self._books, rule(), stays, self._why, space=10, margins=(16, 12, 16, 12)))

    # ------------------------------------------------------------------ looking
    def look_again(self) -> None:
        """Reads the books and the open questions anew; what was counted stays."""
        self._drawer = cashbox.drawer(self._stage.shop)
        self._first = not self._drawer.since
        self._start.setParent(None)
        empty_layout(self._books)
        since = _("Since {time}").format(time=moment(self._drawer.since)) if self._drawer.since else _("Since this morning")
        self._books.addLayout(row(words(_("The drawer by the books"), "title"), None, words(since, "quiet")))
        start: QWidget = self._start if self._first else words(self._drawer.float_.shown(), wrap=False)
        self._books.addLayout(pair(_("In the drawer at the start"), start))
        start.show()
        self._books.addLayout(pair(_("Cash that came in"), words(self._drawer.cash.shown(), wrap=False)))
        self._to_be = words("", "price", wrap=False)
        self._to_be.setObjectName("toBe")
        self._books.addLayout(pair(_("Should be there"), self._to_be, role="strong"))
        self._ask(self._drawer)
        self._add_up()

    def _ask(self, found: Drawer) -> None:
        empty_layout(self._asked)
        empty_layout(self._others)
        waiting = cashbox.doubts(self._stage.shop)
        self._waits &= {doubt.payment_id for doubt in waiting}
        if waiting:
            self._asked.addWidget(self._questions(waiting))
        others = [one for one in found.expected if (one.way, one.amount.currency) != ("cash", cashbox.CURRENCY)
                  and (one.amount or one.waiting)]
        if others:
            parts: list[QWidget | QLayout | int | None] = [words(_("Other ways of paying"), "title")]
            parts += [self._other(one) for one in others]
            self._others.addWidget(card(column(*parts, space=8, margins=(16, 12, 16, 12))))

    def _other(self, one: Expected) -> QLayout:
        line = row(words(one.name), space=8)
        line.setStretch(0, 1)
        if one.waiting:
            line.addWidget(chip(_("{amount} not seen").format(amount=one.waiting.shown()), "amber"))
        line.addWidget(words(one.amount.shown(), "strong", wrap=False))
        return line

    def _questions(self, waiting: Any) -> QWidget:
        parts: list[QWidget | QLayout | int | None] = [words(_("Did you see this money on your own phone?"), "title", tone="amber")]
        for doubt in waiting:
            yes = button(_("Yes, it came"), "check", partial(self._answer, doubt, came=True))
            later = button(_("Not yet"), "clock", partial(self._wait, doubt.payment_id), kind="chip")
            later.setCheckable(True)
            later.setChecked(doubt.payment_id in self._waits)
            never = button(_("It never came"), "x", partial(self._answer, doubt, came=False), kind="plain")
            for made, name in ((yes, "came"), (later, "later"), (never, "never")):
                made.setObjectName(f"{name}_{doubt.payment_id}")
            head = row(words(f"{isolate(doubt.number)}  {moment(doubt.paid_at)}", "quiet"), None,
                       words(doubt.amount.shown(), "strong", wrap=False))
            parts += [rule(), head, flow(yes, later, never, space=8)]
        return card(column(*parts, space=8, margins=(16, 12, 16, 12)), chip="amber")

    def _amount(self, field: QLineEdit) -> Money | None:
        try:
            return Money.parse(field.text()) if field.text().strip() else Money(0)
        except ShopError:
            return None

    def _add_up(self) -> None:
        """The sums under way: counted, what should be there, the difference and whether it asks for a reason."""
        if self._drawer is None:
            return
        counted = self._count().counted
        for piece, label in self._sums.items():
            many = self._pieces.get(piece, 0)
            label.setText(Money(piece * many).shown() if many else "")
        start = (self._amount(self._start) or Money(0)) if self._first else self._drawer.float_
        to_be = start + self._drawer.cash
        difference = counted - to_be
        self._total.setText(counted.shown())
        self._to_be.setText(to_be.shown())
        if not self._left_typed:
            self._left.setText(counted.text() if counted else "")
        if not counted and to_be:
            text = _("Count the notes and coins.")
        elif not difference:
            text = _("The drawer is right.")
        elif difference.minor < 0:
            text = _("{amount} is missing.").format(amount=(-difference).shown())
        else:
            text = _("{amount} is too much.").format(amount=difference.shown())
        self._difference.setText(text)
        theme.mark(self._difference, tone=tone_of(difference) if counted or not to_be else "")
        self._why.setVisible(bool(difference) and bool(counted))
        if not difference and self._reason:
            self._reason = ""
            self._uncheck()

    def _uncheck(self) -> None:
        for made in self._reasons.values():
            group = made.group()
            group.setExclusive(False)
            made.setChecked(False)
            group.setExclusive(True)

    def put_pieces(self, pieces: dict[int, int]) -> None:
        """Shows so many of each note and coin."""
        self._pieces = dict(pieces)
        for piece, stepper in self._steppers.items():
            stepper.put(pieces.get(piece, 0))
        self._add_up()

    def _counted(self, piece: int, many: int) -> None:
        self._pieces[piece] = many
        self._add_up()

    def _typed_left(self) -> None:
        self._left_typed = bool(self._left.text().strip())

    def _choose_reason(self, key: str) -> None:
        self._reason = key

    def _count(self) -> Count:
        return Count(dict(self._pieces), self._amount(self._left) or Money(0), self._reason, self._note.text(),
                     (self._amount(self._start) or Money(0)) if self._first else None)

    # ------------------------------------------------------------------ doing
    def _answer(self, doubt: orders.Doubt, *, came: bool) -> None:
        try:
            orders.clear_doubt(self._stage.shop, doubt.payment_id, came=came)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        said = _("{amount} came.") if came else _("{amount} did not come; the sale is cancelled.")
        self._stage.saved(said.format(amount=doubt.amount.shown()))

    def _wait(self, payment_id: int) -> None:
        self._waits ^= {payment_id}

    def close_day(self) -> None:
        """Closes, or says what is still to be answered."""
        open_ = [d for d in cashbox.doubts(self._stage.shop) if d.payment_id not in self._waits]
        try:
            if open_:
                raise ShopError(ngettext("{count} code payment is not answered yet.", "{count} code payments are not answered yet.",
                                         len(open_)).format(count=len(open_)), _("Say for each whether the money came."), "UNSEEN")
            for field in (self._left, *([self._start] if self._first else [])):
                if self._amount(field) is None:
                    field.setFocus(Qt.FocusReason.OtherFocusReason)
                    raise ShopError(_("“{text}” is not an amount.").format(text=field.text()), _("Write a number like 38.00."),
                                    "BAD_AMOUNT")
            made = actions.close_day(self._stage.shop, self._count())
        except ShopError as refusal:
            self._why.setVisible(refusal.code == "NO_REASON" or self._why.isVisible())
            self._stage.refuse(refusal)
            return
        self._begin_anew()
        self._stage.say(_("The day is closed."))
        self._closed(made.id)

    def _begin_anew(self) -> None:
        self._waits, self._reason, self._left_typed = set(), "", False
        self.put_pieces({})
        for field in (self._start, self._left, self._note):
            field.clear()
        self._uncheck()
        self.look_again()

    # ------------------------------------------------------------------ a change of language
    def keep(self) -> dict[str, Any]:
        """What was counted and answered so far."""
        return {"pieces": dict(self._pieces), "waits": set(self._waits), "reason": self._reason, "note": self._note.text(),
                "start": self._start.text(), "left": self._left.text() if self._left_typed else ""}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""
        self._waits, self._reason = kept["waits"], kept["reason"]
        self.put_pieces(kept["pieces"])
        self._note.setText(kept["note"])
        self._start.setText(kept["start"])
        if kept["left"]:
            self._left.setText(kept["left"])
            self._left_typed = True
        if self._reason:
            self._reasons[self._reason].setChecked(True)
