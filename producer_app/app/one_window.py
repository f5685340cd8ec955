"""A second start on the same shop brings the first window to the front instead of opening another.

The second lays a file into a folder that only this person can open; the first watches the folder, takes the file away and comes
up. A local socket would do the same, but Qt's network library would be loaded for it alone (3 MB in every window).
"""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QStandardPaths

from producer_app.base.digests import blake2b
from producer_app.ui.window import Window

CALL = "call"
# A window that is busy answers a little later; one that is stuck should not keep the second start waiting for long.
WAIT_S, LOOK_S = 2.0, 0.01


def _place(folder: Path) -> Path:
    """Where the window of this shop is called: in the person's own runtime folder, which nobody else can write to."""
    runtime = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return Path(runtime) / f"producer-app-{blake2b(str(folder.resolve()).encode(), digest_size=10).hexdigest()}"


class Ear:
    """Answers later starts until it is closed."""

    def __init__(self, window: Window, folder: Path) -> None:
        self._window, self._place = window, _place(folder)
        self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A killed program leaves its folder behind; the shop's lock already says that nobody lives there.
        (self._place / CALL).unlink(missing_ok=True)
        self._watcher = QFileSystemWatcher([str(self._place)], window)
        self._watcher.directoryChanged.connect(lambda _place: self._look())

    def _look(self) -> None:
        if (self._place / CALL).exists():
            (self._place / CALL).unlink(missing_ok=True)
            to_front(self._window)

    def close(self) -> None:
        """Hears no more."""
        self._watcher.deleteLater()
        try:
            self._place.rmdir()
        except OSError:
            return  # somebody calls just now: he will find that nobody answers


def listen(window: Window, folder: Path) -> Ear | None:
    """Answers later starts: the window comes to the front. None where the computer has no place for it: then a second start
    is told in words where the shop is open."""
    try:
        return Ear(window, folder)
    except OSError:
        return None


def to_front(window: Window) -> None:
    """Shows the window above the others."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def call_first(folder: Path) -> bool:
    """Calls the window that has this shop; False where none answers."""
    call = _place(folder) / CALL
    try:
        call.touch()
    except OSError:
        return False
    until = time.monotonic() + WAIT_S
    while call.exists():
        if time.monotonic() > until:
            call.unlink(missing_ok=True)
            return False
        time.sleep(LOOK_S)
    return True
