"""A second start on the same shop brings the first window to the front instead of opening another."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtNetwork import QLocalServer, QLocalSocket

from producer_app.ui.window import Window

WAIT_MS = 500


def _name(folder: Path) -> str:
    return "producer-app-" + hashlib.sha256(str(folder.resolve()).encode("utf-8")).hexdigest()[:20]


def listen(window: Window, folder: Path) -> QLocalServer:
    """Answers later starts: the window comes to the front. Only this person's own programs can call."""
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    # A killed program leaves its name behind; the shop's lock already says that nobody lives there.
    QLocalServer.removeServer(_name(folder))
    server.listen(_name(folder))
    server.newConnection.connect(lambda: server.nextPendingConnection().close())
    server.newConnection.connect(lambda: to_front(window))
    return server


def to_front(window: Window) -> None:
    """Shows the window above the others."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def call_first(folder: Path) -> bool:
    """Calls the window that has this shop; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    answered = socket.waitForConnected(WAIT_MS)
    socket.close()
    return answered
