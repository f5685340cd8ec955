"""Orders out of a chat: paste, look, save. What was guessed is amber; nothing is kept before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from producer_app.areas.orders import chatting, windows
from producer_app.areas.orders.chat.values import ChatText
from producer_app.areas.orders.screen.chat_card import ChatCard
from producer_app.areas.orders.screen.marks import joined, told
from producer_app.areas.orders.screen.window_door import state_of
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, column, empty_layout, row, scrolling, words

READ_AFTER_MS = 250
# Beside each other from this width on, at a text size of 100 %.
WIDE = 900
# A relay of hundreds of lines is saved whole and shown in part: widgets for all would make the window wait.
MOST_CARDS = 60


class Chat(QWidget):
    """The sheet for pasted text. ``begin`` takes what lies on the clipboard where orders are in it."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self._stage, self._close = stage, close
        self._done = ""
        self._shown: list[ChatCard] = []
        self._text = QPlainTextEdit()
        self._text.setObjectName("chatText")
        self._text.setAccessibleName(_("Text of the chat"))
        self._text.setPlaceholderText(_("Paste a message, a relay list or a filled-in form here."))
        self._text.setTabChangesFocus(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(READ_AFTER_MS)
        self._later.timeout.connect(self.read)
        self._text.textChanged.connect(self._later.start)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._said = words("", "quiet")
        self._said.setObjectName("chatSaid")
        self._skipped = words("", "label", tone="amber")
        self._save = button("", "check", self.save, kind="primary")
        self._save.setObjectName("saveChat")
        self._amber = words("", "label", tone="amber")
        self._build()

    def _build(self) -> None:
        back = button("", "arrow-left", self._close, kind="square", name=_("Back to the board"))
        paste = button(_("Paste"), "clipboard-text", self.paste)
        paste.setObjectName("pasteChat")
        clear = button(_("Empty"), "eraser", self._text.clear)
        head = flow(back, words(_("Orders from a chat"), "head", wrap=False), paste, clear, ends=2)
        self._hint = words(_("Nothing is saved until you have looked at it."), "quiet")
        self._left = boxed(column(self._text, self._hint, space=8))
        inner = boxed(column(self._said, self._skipped, self._cards, None, space=8))
        self._right = scrolling(inner)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(16)
        self._both.addWidget(self._left, 2)
        self._both.addWidget(self._right, 3)
        # One area that scrolls where they stand below each other.
        foot = row(self._amber, self._save)
        foot.setStretch(0, 1)
        outer = column(head, self._both, foot, space=12, margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save).setWhatsThis(_("Save"))
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(WIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._hint.setVisible(wide)
        self._left.setMaximumHeight(16_777_215 if wide else theme.px(80))

    # ------------------------------------------------------------------ text
    def begin(self, text: str = "") -> None:
        """An empty sheet, or one with the text that lies on the clipboard where orders are in it."""
        copied = text or QGuiApplication.clipboard().text()
        fresh = copied.strip() and copied != self._done and any(
            order.items for order in chatting.read(self._stage.shop, copied).orders)
        self._text.setPlainText(copied if fresh or text else "")
        self.read()
        self._text.setFocus()

    def paste(self) -> None:
        """Takes what lies on the clipboard."""
        copied = QGuiApplication.clipboard().text()
        if not copied.strip():
            self._stage.say(_("Nothing is copied. Copy the message in the chat first."))
            return
        self._text.setPlainText(copied)
        self.read()

    def read(self) -> None:
        """Reads the text anew; what was mended by hand in it is read anew too."""
        self._later.stop()
        found = chatting.read(self._stage.shop, self._text.toPlainText())
        empty_layout(self._cards)
        self._shown = []
        for number, order in enumerate(found.orders[:MOST_CARDS], 1):
            card = ChatCard(self._stage.shop, number, order, self._look, self._drop)
            self._shown.append(card)
            self._cards.addWidget(card)
        self._tell(found)
        self._look()

    def _tell(self, found: ChatText) -> None:
        lines = [_("From the list “{title}”").format(title=isolate(found.title[:80]))] if found.title else []
        window = windows.latest(self._stage.shop)
        if found.orders and window is not None and state_of(window) != "open" and not window.closed_at:
            lines.append(_("The order window is closed: these orders are not counted into it."))
        rest = len(found.orders) - MOST_CARDS
        if rest > 0:
            lines.append(ngettext("{count} more order is in this text. Save these first, then paste the rest.",
                                  "{count} more orders are in this text. Save these first, then paste the rest.",
                                  rest).format(count=rest))
        self._said.setText("\n".join(lines))
        self._said.setVisible(bool(lines))
        self._skipped.setText(_("Not taken as orders: {lines}").format(
            lines=" · ".join(isolate(line[:40]) for line in found.skipped[:8])) if found.skipped else "")
        self._skipped.setVisible(bool(found.skipped))

    # ------------------------------------------------------------------ cards
    @property
    def cards(self) -> list[ChatCard]:
        """The orders as they are shown."""
        return list(self._shown)

    def _drop(self, card: ChatCard) -> None:
        self._shown.remove(card)
        card.setParent(None)
        card.deleteLater()
        self._look()

    def _look(self) -> None:
        cards = self.cards
        self._say_short(cards)
        doubts = sum(card.doubts() for card in cards)
        self._save.setEnabled(bool(cards))
        text = ngettext("Save {count} order", "Save {count} orders", len(cards)).format(count=len(cards)) if cards else _("Save")
        self._save.setText(" " + text)
        self._save.setAccessibleName(text)
        self._amber.setText(ngettext("{count} thing is amber: look at it first.", "{count} things are amber: look at them first.",
                                     doubts).format(count=doubts))
        self._amber.setVisible(bool(cards and doubts))

    def _say_short(self, cards: list[ChatCard]) -> None:
        """Says at the last wish for a product that all wishes together are more than is left."""
        supply, shop = self._stage.supply, self._stage.shop
        rows = [item for card in cards for item in card.items]
        wanted = joined((item.product_id, item.quantity()) for item in rows)
        missing = dict(supply.missing(shop, wanted)) if supply is not None and wanted else {}
        for item in reversed(rows):
            lacks = missing.pop(item.product_id, 0) if item.product_id is not None else 0
            item.say_short(" ".join(told(shop, {item.product_id: lacks})) if lacks and item.product_id is not None else "")

    # ------------------------------------------------------------------ doing
    def save(self) -> None:
        """Keeps all orders in one step; what is missing is marked and nothing is kept."""
        if not self.cards:
            return
        checked = [card.checked() for card in self.cards]
        if any(one is None for one in checked):
            missing = next(card for card, one in zip(self.cards, checked, strict=True) if one is None)
            self._right.ensureWidgetVisible(missing)
            self._stage.say(_("Something is missing where it is red. Nothing was saved yet."))
            return
        try:
            kept = chatting.place(self._stage.shop, [one for one in checked if one is not None])
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._done = self._text.toPlainText()
        self._text.clear()
        self.read()
        self._close()
        self._stage.saved(ngettext("{count} order is saved.", "{count} orders are saved.", len(kept)).format(count=len(kept)))

    def keep(self) -> dict[str, Any]:
        """What was pasted and mended, for another language."""
        return {"text": self._text.toPlainText(), "cards": [card.keep() for card in self.cards]}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""
        self._text.setPlainText(kept["text"])
        self.read()
        if len(self.cards) == len(kept["cards"]):
            for card, values in zip(self.cards, kept["cards"], strict=True):
                card.take(values)
        self._look()
