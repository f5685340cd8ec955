"""What every sheet that opens over the page shares: a way back, a head, a body that scrolls, a foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from producer_app.base.i18n import _
from producer_app.base.progress import Progress
from producer_app.store.shop import Shop
from producer_app.ui.flow import flow
from producer_app.ui.jobs import Job
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, column, empty, empty_layout, row, scrolling, words

T = TypeVar("T")
# So many waiting orders are looked through on the spot; above, beside the window.
FEW = 40


class _Asked(NamedTuple):
    """What is to be done beside the window."""

    title: str
    work: Callable[[Shop, Progress], object]
    done: Callable[[object], object]


class Sheet(QWidget):
    """A sheet with a title. Subclasses fill ``body`` in ``look_again`` and give the buttons of the foot."""

    def __init__(self, stage: Stage, title: str, close: Callable[[], object]) -> None:
        super().__init__()
        self.stage, self.close_sheet = stage, close
        self._job: Job | None = None
        self._next: _Asked | None = None
        self._came = False
        back = button("", "arrow-left", close, kind="square", name=_("Back"))
        back.setObjectName("sheetBack")
        head = row(back, words(title, "head"), space=12)
        head.setStretch(1, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.body.setContentsMargins(0, 0, 4, 0)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, 0, 0)
        outer = column(head, scrolling(boxed(self.body)), self.foot, space=12, margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def look_again(self) -> None:
        """Reads the shop anew."""

    # ------------------------------------------------------------------ beside the window
    @property
    def busy(self) -> bool:
        """Whether something is being read beside the window."""
        return self._job is not None

    def elsewhere(self, title: str, work: Callable[[Shop, Progress], T], done: Callable[[T], object]) -> None:
        """Reads with a shop of its own beside the window, then ``done(what came)``; ``failed`` where nothing came. One at a time:
        what is asked meanwhile is read after it, and only what was asked last is shown."""

        def take(found: object) -> None:
            done(found)  # type: ignore[arg-type]  # what ``work`` gave

        if self._job is not None:
            self._next = _Asked(title, work, take)
            return
        self._begin(_Asked(title, work, take))

    def _begin(self, asked: _Asked) -> None:
        opener = self.stage.opener

        def read(progress: Progress) -> object:
            with opener() as shop:
                return asked.work(shop, progress)

        def came(found: object) -> None:
            if self._job is None:
                self._came = True
                asked.done(found)

        self._came = False
        self._job = self.stage.run(asked.title, read, came)
        self._job.ended.connect(self._ended)

    def _ended(self) -> None:
        # What came is told right after this.
        self._job = None
        asked, self._next = self._next, None
        if asked is not None:
            self._begin(asked)
        else:
            QTimer.singleShot(0, self._after)

    def _after(self) -> None:
        if not self._came and self._job is None:
            self._came = True
            self.failed()

    def stop(self) -> None:
        """Stops what is being read."""
        self._next = None
        if self._job is not None:
            self._job.cancel()

    def failed(self) -> None:
        """Nothing came: it was stopped or refused, and the window has said so."""
        self.fill(empty("hand", _("Stopped before the end."), _("Look again"), self.look_again, button_icon="eye", tone="amber"))
        self.put_foot()

    def wait(self, sentence: str) -> None:
        """A calm word (N_) while something is read, with a way to stop it."""
        waits = empty("hourglass", _(sentence), tone="amber")
        waits.setObjectName("sheetWaits")
        self.fill(waits)
        stop = button(_("Stop"), "x", self.stop)
        stop.setObjectName("sheetStop")
        self.put_foot(stop)

    def fill(self, *parts: QWidget | QLayout) -> None:
        """Puts new parts in the body."""
        empty_layout(self.body)
        for part in parts:
            if isinstance(part, QLayout):
                self.body.addLayout(part)
            else:
                self.body.addWidget(part)
        self.body.addStretch(1)

    def put_foot(self, *buttons: QWidget) -> None:
        """The buttons at the bottom, the last one at the end edge."""
        empty_layout(self.foot)
        self.foot.addWidget(flow(*buttons, ends=1))


class More(Sheet):
    """The doors of the page on a sheet of their own."""

    def __init__(self, stage: Stage, close: Callable[[], object], doors: Sequence[QWidget]) -> None:
        super().__init__(stage, _("More"), close)
        self.fill(*doors)


def code_line(name: str, label: str, *, example: str = "", limit: int = 60) -> QLineEdit:
    """A field for codes and numbers, which read from the left in every language."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setPlaceholderText(example)
    made.setMaxLength(limit)
    made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return made
