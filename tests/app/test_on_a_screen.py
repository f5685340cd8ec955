"""One run of the real program on a virtual X screen: the window stands there, is clicked with X events, and goes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.app import joiner
from producer_app.areas import orders, products
from producer_app.base.money import Money

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """A virtual screen of its own."""
    if shutil.which("Xvfb") is None:
        pytest.skip("xvfb is not installed")
    ready, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                              pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(ready) as said:
        number = said.readline().strip()
    if not number:
        pytest.skip("the virtual screen did not start")
    yield f":{number}"
    server.terminate()
    server.wait(10)


def test_a_newcomer_sells_with_real_clicks(display: str, tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    with joiner.open_shop(folder, create=True) as shop:
        products.add(shop, products.ProductDraft({"en": "Naan"}, Money(300)))
    driver = '''
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from producer_app.app import window_start

def steps():
    window = next(w for w in QApplication.topLevelWidgets() if w.isVisible() and hasattr(w, "home"))
    if not window.pages and window.current == "home":
        if window._shop is None:
            return
        QTest.mouseClick(window.home.tiles["till"], Qt.MouseButton.LeftButton)
        return
    page = window.pages["till"]
    view = page.findChild(QWidget, "things")
    if not page.basket.items and not done:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
        return
    if not done:
        done.append(1)
        QTest.mouseClick(page.findChild(QWidget, "cash"), Qt.MouseButton.LeftButton)
        return
    QApplication.primaryScreen().grabWindow(0).save(sys.argv[2])
    window.close()

done = []
timer = QTimer()
timer.setInterval(150)
timer.timeout.connect(steps)
window_start.application()
timer.start()
sys.exit(window_start.start(Path(sys.argv[1]), "en"))
'''
    picture = tmp_path / "screen.png"
    env = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"} | {"DISPLAY": display}
    program = subprocess.Popen([sys.executable, "-c", driver, str(folder), str(picture)], cwd=ROOT, env=env,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said, words = program.communicate(timeout=60)
    if "could not load the Qt platform plugin" in words.lower() or ("xcb" in words.lower() and program.returncode < 0):
        pytest.skip("Qt's X libraries are not installed here")
    assert program.returncode == 0, said + words
    with joiner.open_shop(folder) as shop:
        assert [o.total for o in orders.board(shop, limit=5)] == [Money(300)]
    assert picture.stat().st_size > 10_000
    assert time.time() - picture.stat().st_mtime < 60
