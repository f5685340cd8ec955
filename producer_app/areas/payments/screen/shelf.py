"""All own codes as cards: the code itself, whose it is, which wallet, since when, where it hangs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from producer_app.areas.payments import approving, queries
from producer_app.areas.payments.rows import ReceivingCode
from producer_app.areas.payments.screen.marks import code_pixmap, large, tail
from producer_app.areas.payments.trail import proving
from producer_app.base import clock
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui import icons, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.tables import CardDelegate, Cards, Pages, draw_lines, line_height
from producer_app.ui.widgets import boxed, button, card, column, empty, empty_layout, picture, row, words


class CodeDelegate(CardDelegate):
    """One code: a strip in its wallet's colour, the code, the payee's name large, then small facts."""

    def size(self) -> QSize:
        lines = line_height("title", bold=True) + 2 * line_height("small")
        return QSize(theme.px(280), self._strip() + self._code() + lines + 60)

    def _strip(self) -> int:
        return line_height("body", bold=True) + 20

    def _code(self) -> int:
        return theme.px(220)

    def paint_card(self, painter: QPainter, box: QRect, value: ReceivingCode, view: QWidget) -> None:
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        scheme = queries.scheme_of(value)
        strip = QRect(box.left(), box.top(), box.width(), self._strip())
        painter.fillRect(strip, QColor(theme.deep(scheme.color)))
        self._line(painter, strip.adjusted(16, 0, -16, 0), scheme.icon + "-fill", _(scheme.title), theme.CARD, mirrored,
                   bold=True)
        code = code_pixmap(value.payload, self._code(), scheme.bytes_only)
        left = box.left() + (box.width() - code.width()) // 2
        painter.drawPixmap(left, strip.bottom() + 10 + (self._code() - code.height()) // 2, code)
        top = strip.bottom() + self._code() + 18
        painter.setFont(theme.font("title", bold=True))
        height = line_height("title", bold=True)
        draw_lines(painter, QRect(box.left() + 16, top, box.width() - 32, height), value.owner, theme.INK)
        small = line_height("small")
        day = isolate(clock.local(value.added_at).date().isoformat())
        painter.setFont(theme.font("small"))
        facts = "  ".join(part for part in (tail(value.last_digits), _("since {day}").format(day=day)) if part)
        draw_lines(painter, QRect(box.left() + 16, top + height + 2, box.width() - 32, small), facts, theme.QUIET)
        place = value.places[0].name if value.places else _("Hangs nowhere yet")
        if len(value.places) > 1:
            place = _("{place} and {count} more").format(place=place, count=len(value.places) - 1)
        self._line(painter, QRect(box.left() + 16, top + height + small + 8, box.width() - 32, small), "map-pin",
                   place, theme.LEAF if value.places else theme.QUIET, mirrored)

    def _line(self, painter: QPainter, box: QRect, icon: str, text: str, color: str, mirrored: bool, *, bold: bool = False) -> None:
        """A small picture at the start of a line and words after it."""
        side = line_height("body" if bold else "small")
        x = box.right() - side if mirrored else box.left()
        icons.draw(painter, icon, QRectF(x, box.top() + (box.height() - side) / 2, side, side), color)
        painter.setFont(theme.font("body" if bold else "small", bold=bold))
        rest = box.adjusted(0, 0, -side - 10, 0) if mirrored else box.adjusted(side + 10, 0, 0, 0)
        lift = (box.height() - painter.fontMetrics().lineSpacing()) // 2
        draw_lines(painter, rest.adjusted(0, lift, 0, 0), text, color)


class Shelf(QWidget):
    """The grid and its one button."""

    chosen = Signal(object)
    add = Signal()
    patrol = Signal()
    protect = Signal()
    record = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.model: Pages = Pages(self._load, lambda c: f"{_(queries.scheme_of(c).title)} {c.owner} {c.last_digits}", self)
        self.cards = Cards(self.model, CodeDelegate(), _("My payment codes"))
        self.cards.setObjectName("codes")
        self.cards.chosen.connect(self.chosen.emit)
        new = button(_("Add a code"), "plus", self.add.emit, kind="primary")
        new.setObjectName("addCode")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(8)
        check = button(_("Check my stall"), "shield-check", self.patrol.emit)
        check.setObjectName("checkStall")
        record = button(_("Sheets and safety"), "list-bullets", self.record.emit)
        record.setObjectName("sheetsAndSafety")
        edge = 6 if large() else 16  # large letters on a low window need every pixel of the height
        shape = column(words(_("My payment codes"), "head"), self._notes, self.cards, flow(record, check, new, ends=1), space=12,
                       margins=(20, edge, 20, edge))
        shape.setStretch(2, 1)
        self.filled = boxed(shape)
        self.nothing = empty("qr-code", _("Add the code from your wallet, so that buyers pay you and nobody else."),
                             _("Add a code"), self.add.emit, tone="blue")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.filled)
        outer.addWidget(self.nothing)

    def _load(self, last: ReceivingCode | None) -> Sequence[ReceivingCode]:
        # A stall has a handful of codes: one page holds them all.
        return [] if last else queries.codes(self._stage.shop)

    def refresh(self) -> None:
        """Looks at the shop again."""
        self.model.reload()
        self.filled.setVisible(bool(self.model.rows))
        self.nothing.setVisible(not self.model.rows)
        self._tell_notes()

    def _tell_notes(self) -> None:
        """What should be done for the safety of the codes, the weightiest first; at most two lines."""
        empty_layout(self._notes)
        shop = self._stage.shop
        proof = proving.look(shop)
        notes: list[QFrame] = []
        when = approving.renewable_from(proof)
        if when:
            day = isolate(clock.local(when).date().isoformat())
            told = _("A new passphrase was asked for; it may be set from {day} on. Was it not you? Then write the old one.")
            notes.append(_note("hourglass", "amber", told.format(day=day)))
        waiting = [code for code in queries.codes(shop) if not proof.ready(code.id)]
        if waiting:
            told = ngettext("{count} code waits and is not shown to buyers: photograph its printed page.",
                            "{count} codes wait and are not shown to buyers: photograph their printed pages.", len(waiting))
            prove = button(_("Show"), "eye", partial(self.chosen.emit, waiting[0]))
            prove.setObjectName("showWaiting")
            notes.append(_note("hourglass", "amber", told.format(count=len(waiting)), prove))
        if proof.strange:
            told = _("These codes come from another computer. Compare the pictures of each code with your sheets.")
            notes.append(_note("desktop", "amber", told, self._mine()))
        elif proof.elsewhere:
            told = ngettext("{count} print or check of the stall was noted on another computer. Was it you?",
                            "{count} prints or checks of the stall were noted on another computer. Was it you?", proof.elsewhere)
            notes.append(_note("desktop", "amber", told.format(count=proof.elsewhere), self._mine()))
        old = sum(one.copies for _code, one in queries.to_take_down(shop))
        if old:
            show = button(_("Show"), "eye", self.record.emit)
            told = ngettext("{count} sheet with an old code still hangs. Take it down.",
                            "{count} sheets with an old code still hang. Take them down.", old)
            notes.append(_note("warning-circle-fill", "red", told.format(count=old), show))
        if not proof.protected:
            protect = button(_("Protect"), "shield-check", self.protect.emit)
            protect.setObjectName("protectCodes")
            told = _("Not protected yet. Anybody at this computer could exchange a code.")
            notes.append(_note("lock-open", "amber", told, protect))
        for note in notes[:2]:
            self._notes.addWidget(note)


    def _mine(self) -> QWidget:
        """She owns up to what came from elsewhere."""
        def own_up() -> None:
            approving.own_up(self._stage.shop)
            self.refresh()

        yes = button(_("Yes, all is mine"), "check", own_up)
        yes.setObjectName("ownUp")
        return yes


def _note(icon: str, tone: str, text: str, *buttons: QWidget) -> QFrame:
    line = row(picture(icon, 28, tone), words(text, "strong", tone=tone), *buttons, space=14, margins=(16, 8, 16, 8))
    line.setStretch(1, 1)
    return card(column(line, space=0), chip=tone)
