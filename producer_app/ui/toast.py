"""What the window says at its bottom: saved with Undo beside it, a refusal in one sentence, work under way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from producer_app.base.i18n import _
from producer_app.ui import icons, theme
from producer_app.ui.jobs import Job
from producer_app.ui.widgets import button, column, words

SHOWN_MS = 10_000


class _Float(QFrame):
    """A bar that floats over the bottom of its parent, as wide as its words need."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.over = over
        self.hide()
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.over and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Puts the bar over the bottom, in the middle."""
        over = self.over
        width = min(self.sizeHint().width(), over.width() - 48)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height(), self.sizeHint().height())
        wanted = QRect((over.width() - width) // 2, over.height() - height - 24, width, height)
        self.setGeometry(self._above_main_buttons(wanted))
        self.raise_()

    def _above_main_buttons(self, wanted: QRect) -> QRect:
        """The lowest place, from a wanted one upwards, where no primary button is covered; the wanted one if there is none."""
        place = QRect(wanted)
        buttons = [b for b in self.over.findChildren(QPushButton) if b.isVisible() and b.property("kind") in ("primary", "leaf")]
        spots = [QRect(b.mapTo(self.over, QPoint(0, 0)), b.size()) for b in buttons if not b.visibleRegion().isEmpty()]
        for spot in sorted(spots, key=QRect.bottom, reverse=True):
            if spot.intersects(place):
                place.moveBottom(spot.top() - 12)
        return place if place.top() >= 0 else wanted


class Toast(_Float):
    """One sentence and, where a step can be taken back, its Undo; goes by itself, a refusal stays until closed."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toast")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(20, 10, 10, 10)
        self._line.setSpacing(16)

    def show_words(self, text: str, *, tone: str = "", undo: Callable[[], object] | None = None, stays: bool = False) -> None:
        """Shows a sentence in place of the one before. ``tone``: red for a refusal."""
        while (item := self._line.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        icon = QLabel()
        icon.setPixmap(icons.pixmap("warning-circle" if tone == "red" else "check-circle", theme.px(24), theme.CARD))
        sentence = words(text, "strong")
        sentence.setObjectName("toastWords")
        sentence.setMaximumWidth(theme.px(640))
        sentence.setMinimumWidth(min(sentence.fontMetrics().horizontalAdvance(text) + 8, self.over.width() - 360))
        self._line.addWidget(icon)
        self._line.addWidget(sentence, 1)
        if undo is not None:
            back = button(_("Undo"), "arrow-u-up-left", undo)
            back.clicked.connect(self.hide)
            back.setObjectName("toastUndo")
            self._line.addWidget(back)
        if stays:
            close = button(_("Close"), "x", self.hide)
            close.setObjectName("toastClose")
            self._line.addWidget(close)
        theme.mark(self, tone=tone)
        self.setAccessibleName(text)
        self.show()
        self.place()
        # Once more after the layout has settled: a page just built has not got its size yet.
        QTimer.singleShot(0, self.place)
        if stays:
            self._timer.stop()
        else:
            self._timer.start(SHOWN_MS)

    def hush(self) -> None:
        """Goes now, where it would have gone by itself."""
        if self._timer.isActive():
            self._timer.stop()
            self.hide()


class WorkBar(_Float):
    """Work under way: what it is, how far, and a button that stops it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("kind", "card")
        self._title = words("", "strong")
        self._note = words("", "quiet")
        self._bar = QProgressBar()
        self._bar.setMinimumWidth(theme.px(320))
        self._stop = button(_("Stop"), "x")
        self._stop.setObjectName("workStop")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 12, 12, 12)
        line.setSpacing(16)
        line.addLayout(column(self._title, self._bar, self._note, space=6))
        line.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignVCenter)
        self._jobs: list[tuple[Job, str]] = []

    def follow(self, job: Job, title: str) -> None:
        """Shows a piece of work until it ends."""
        self._jobs.append((job, title))
        self._title.setText(title)
        self._note.setText("")
        self._bar.setRange(0, 0)
        job.progressed.connect(self._report)
        job.ended.connect(self._ended)  # a method: it is let go with this bar, where the job outlives it
        self._stop.clicked.connect(job.cancel)
        self.show()
        self.place()
        QTimer.singleShot(0, self.place)

    def _report(self, done: int, total: int, note: str) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        count = _("{done} of {total}").format(done=done, total=total)
        self._note.setText(f"{count}  {note}".strip())

    def under_way(self) -> list[tuple[Job, str]]:
        """The work that is going on, with its titles: a new bar follows it on."""
        return list(self._jobs)

    def _ended(self) -> None:
        ended = self.sender()
        self._jobs = [one for one in self._jobs if one[0] is not ended]
        if not self._jobs:
            self.hide()
