"""One column of the board: its head with the count, what its orders come to, and the orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from producer_app.areas.orders import queries
from producer_app.areas.orders.rows import Card, View
from producer_app.areas.orders.screen.cards import Lane, LanePages, OrderCards, OrderDelegate
from producer_app.areas.orders.screen.marks import Marks
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.base.progress import Progress
from producer_app.ui import icons, jobs, theme
from producer_app.ui.screen import Stage
from producer_app.ui.tables import Thumbs
from producer_app.ui.widgets import words

PAGE = 40
# So many orders are added up at once; more than that are added up beside the window, which goes on meanwhile.
ADDED_AT_ONCE = 2_000


class LaneColumn(QWidget):
    """One column. ``view``: what the board shows now."""

    def __init__(self, stage: Stage, lane: Lane, thumbs: Thumbs, view: Callable[[], View], marks: Marks) -> None:
        super().__init__()
        self.lane = lane
        self._stage, self._view = stage, view
        self.head = QPushButton()
        self.head.setObjectName(f"lane_{lane.key}")
        self.head.setProperty("kind", "plain")
        self.head.setCheckable(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        strong, soft = theme.TINTS[lane.tone]
        self.title = words(_(lane.title), "strong")
        self.title.setFont(theme.font(bold=True))  # as it will be dressed, since it is measured before that
        # Room for two lines of words: some languages need them in a narrow column. The label itself is asked, since the
        # letters of another font than the first one may stand higher than its metrics say.
        high = max(theme.px(theme.TARGET), 2 * self.title.heightForWidth(10_000) + 4)
        self.head.setStyleSheet(f"QPushButton {{ min-height: {high}px; }} "
                                f"QPushButton:checked {{ background: {soft}; border: 2px solid {strong}; }}")
        glyph = QLabel()
        glyph.setPixmap(icons.pixmap(lane.icon, theme.px(22), strong))
        self.count = words("", "title", tone=lane.tone, wrap=False)
        self.count.setObjectName(f"count_{lane.key}")
        line = QHBoxLayout(self.head)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(8)
        for part in (glyph, self.title):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.count)
        for label in (glyph, self.title, self.count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.sum = words("", "quiet")
        self.sum.setObjectName(f"sum_{lane.key}")
        self.sum.setContentsMargins(8, 0, 8, 2)
        self.model = LanePages(self._load, marks.spoken, self)
        self.list = OrderCards(self.model, OrderDelegate(stage.shop, thumbs, marks.of), _(lane.title))
        self.list.setObjectName(f"orders_{lane.key}")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thumbs.ready.connect(self.list.viewport().update)
        marks.changed.connect(self.list.viewport().update)
        self.nothing = words(_("Nothing here"), "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(0, 24, 0, 0)
        self._round = 0

    @property
    def least(self) -> int:
        """Pixels that the head needs so that no word of its title is cut: a word is never broken."""
        metrics = QFontMetrics(self.title.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.title.text().split()), default=0)
        return longest + theme.px(22) + QFontMetrics(self.count.font()).horizontalAdvance(self.count.text() or "0") + 48

    def _load(self, last: Card | None) -> Sequence[Card]:
        shop = self._stage.shop
        return queries.cards(shop, queries.shown(shop, View(channel=self._view().channel), lane=self.lane.key, limit=PAGE,
                                                 before=last.order if last else None))

    def look_again(self, count: int) -> None:
        """Reads the count, the sum and the orders anew."""
        text = str(count) if count <= queries.MOST_COUNTED else f"{queries.MOST_COUNTED}+"
        self.count.setText(isolate(text))
        self.head.setAccessibleName(f"{_(self.lane.title)} {text}")
        self.list.look_again()
        self._add_up(count)

    def _add_up(self, count: int) -> None:
        self._round += 1
        key, channel, this = self.lane.key, self._view().channel, self._round
        if count <= ADDED_AT_ONCE:
            self._show_sum(this, queries.lane_sums(self._stage.shop, key, channel=channel))
            return
        opener = self._stage.opener

        def work(progress: Progress) -> Sequence[Money]:
            del progress
            with opener() as shop:
                return queries.lane_sums(shop, key, channel=channel)

        # Not asked for by the person: no bar, and where it fails the column simply carries no sum. The line of the sum must still be
        # there for the answer: the board lays out the parts of a column, and they go with it.
        jobs.run(self.sum, work, lambda sums: self._show_sum(this, sums), lambda _error: self.sum.setText(""))

    def _show_sum(self, of_round: int, sums: Sequence[Money]) -> None:
        if of_round == self._round:
            self.sum.setText("  ".join(amount.shown() for amount in sums))

    @property
    def has(self) -> bool:
        """Whether any order stands here."""
        return self.count.text() not in ("", isolate("0"))
