"""Long work off the window: values in, a value out, progress and cancel; it never meets a widget or the window's shop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from producer_app.base import spare_memory
from producer_app.base.progress import Cancelled, Progress

Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]


class Work(Protocol):
    """What runs in a worker: ``work(progress)``."""

    def __call__(self, progress: Progress) -> Any: ...


class Job(QObject):
    """One piece of work under way. Signals arrive on the window's thread; ``cancel`` takes effect at the next report."""

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = False

    def cancel(self) -> None:
        """Asks the work to stop."""
        self._stop = True

    def report(self, done: int, total: int, note: str = "") -> None:
        """What the work calls; raises Cancelled after ``cancel``."""
        if self._stop:
            raise Cancelled
        self.progressed.emit(done, total, note)


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Work) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        try:
            result = self._work(self._job.report)
        except BaseException as error:  # noqa: BLE001  # whatever it was, the window must hear of it
            self._tell(self._job.failed, error)
        else:
            self._tell(self._job.finished, result)
            del result
        spare_memory.give_back()

    def _tell(self, signal: Any, value: object) -> None:
        try:
            signal.emit(value)
        except RuntimeError:
            # The window was closed meanwhile: nobody is left to hear it, and the work was only values.
            return


_under_way: WeakSet[Job] = WeakSet()


def end() -> None:
    """Before the program ends: asks all work to stop and waits for it. A worker that outlived the program would end in a crash."""
    for job in _under_way:
        job.cancel()
    QThreadPool.globalInstance().waitForDone()


def run(parent: QObject, work: Work, done: Done, failed: Failed) -> Job:
    """Starts work in the pool; ``done(value)`` or ``failed(error)`` is called on the window's thread,
    neither once ``parent`` is gone."""
    job = Job(parent)
    _under_way.add(job)

    def finish(call: Callable[[Any], object], value: Any) -> None:
        _under_way.discard(job)
        # An answer may still be on its way when its page goes: a part of the page may be gone before the whole is.
        if not (isValid(job) and isValid(parent)):
            return
        job.ended.emit()
        call(value)
        job.deleteLater()

    job.finished.connect(lambda value: finish(done, value))
    job.failed.connect(lambda error: finish(failed, error))
    QThreadPool.globalInstance().start(_Runner(job, work))
    return job
