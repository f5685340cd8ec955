"""First paint of the window against a bare PySide6 window, in turns, in the same environment."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""


@pytest.mark.bench
def test_the_window_is_painted_nearly_as_fast_as_a_bare_one(tmp_path: Path) -> None:
    compileall.compile_dir(str(ROOT / "producer_app"), quiet=2)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PRODUCER_APP_QUIT_AFTER_PAINT": "1", "XDG_CONFIG_HOME": str(tmp_path)}
    ours = [sys.executable, str(ROOT / "main.py"), "--shop", str(tmp_path / "s")]
    commands = {"bare": [sys.executable, "-c", BARE], "ours": ours}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(16):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, env=env, check=True, stderr=subprocess.DEVNULL, cwd=tmp_path)
            if number:  # the first pair warms the file cache
                times[name].append(time.perf_counter() - begun)
    ratio = statistics.median(times["ours"]) / statistics.median(times["bare"])
    print(f"\nfirst paint: {ratio:.2f} x bare ({statistics.median(times['ours']):.3f} s, {statistics.median(times['bare']):.3f} s)")
    assert ratio <= 1.5
