"""Starting for real: a process of its own, with a shop that is new, in use, damaged; a window that is painted and goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.app import main, window_start
from producer_app.app.window_menu import MENU
from producer_app.base.tile import tiles
from producer_app.store import copies
from producer_app.ui.window import Window
from tests.window_kit import find, settle

ROOT = Path(__file__).resolve().parents[2]


def new_window() -> Window:
    """A window as the program makes it, without a shop."""
    from producer_app import areas
    from producer_app.app import joiner, rescue

    window_start.application()
    window = Window(tiles(Path(areas.__file__).parent), menu=MENU, banner=rescue.banner)
    window.add_screens(joiner.parts("screen", "SCREEN"))
    window.show()
    return window


def start(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Starts the program as a person does."""
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")} | more
    return subprocess.run([sys.executable, str(ROOT / "main.py"), *words], env=env, capture_output=True, text=True, timeout=60)


def test_the_program_ends_after_its_first_paint_when_asked(tmp_path: Path) -> None:
    done = start("--shop", str(tmp_path / "s"), QT_QPA_PLATFORM="offscreen", PRODUCER_APP_QUIT_AFTER_PAINT="1")
    assert done.returncode == 0, done.stderr


def test_without_a_screen_it_says_so_and_names_the_demo() -> None:
    done = start()
    assert done.returncode == 1
    assert "producer-app demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_two_and_a_missing_shop_is_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        main(["bake"])
    assert end.value.code == 2
    assert main(["products", "list", "--shop", str(tmp_path / "none"), "--json"]) == 1
    assert "There is no shop" in capsys.readouterr().err


def test_a_new_shop_is_made_copied_and_let_go_of(qtbot: QtBot, tmp_path: Path) -> None:
    window = new_window()
    qtbot.addWidget(window)
    folder = tmp_path / "shop"
    assert window_start.show_shop(window, folder, create=True)
    qtbot.waitUntil(lambda: bool(copies.listing(folder / copies.FOLDER)), timeout=20_000)
    settle()
    window.close()
    settle()
    again = new_window()
    qtbot.addWidget(again)
    assert window_start.show_shop(again, folder, create=False)
    texts = [label.text() for label in again.home.findChildren(QLabel)]
    assert any("Rescue copy made today" in t for t in texts)
    again.close()


def test_a_second_start_calls_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = new_window()
    qtbot.addWidget(first)
    folder = tmp_path / "shop"
    assert window_start.show_shop(first, folder, create=True)
    first.hide()
    script = ("import sys; from pathlib import Path; from producer_app.app import window_start, one_window; "
              "window_start.application(); sys.exit(0 if one_window.call_first(Path(sys.argv[1])) else 5)")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    second = subprocess.Popen([sys.executable, "-c", script, str(folder)], cwd=ROOT, env=env)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    qtbot.waitUntil(first.isVisible, timeout=5_000)
    first.close()


def test_a_damaged_shop_is_named_and_its_newest_copy_brought_back(qtbot: QtBot, tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    from producer_app.app import joiner
    from producer_app.areas import products
    from producer_app.base.money import Money
    from producer_app.store import backup

    folder = tmp_path / "shop"
    with joiner.open_shop(folder, create=True) as shop:
        products.add(shop, products.ProductDraft({"en": "Rose jam"}, Money(3800)))
    backup.daily(folder)
    damaged = b"not a shop any more" * 200
    (folder / "shop.db").write_bytes(damaged)
    monkeypatch.setattr(window_start, "default_folder", lambda: tmp_path / "own" / "shop")
    window = new_window()
    qtbot.addWidget(window)
    assert not window_start.show_shop(window, folder, create=False)
    box = window.findChild(QMessageBox, "damage")
    assert box is not None
    assert (folder / "shop.db").read_bytes() == damaged
    yes = next(b for b in box.findChildren(QPushButton) if "newest copy" in b.text())
    yes.click()
    qtbot.waitUntil(lambda: window.current == "home" and window._shop is not None, timeout=20_000)
    assert [p.name for p in products.listing(window.shop)] == ["Rose jam"]
    assert window.shop.folder != folder
    assert (folder / "shop.db").read_bytes() == damaged
    window.close()


def test_the_menu_names_what_undo_would_take_back(qtbot: QtBot, tmp_path: Path) -> None:
    from producer_app.areas import products
    from producer_app.base.money import Money

    window = new_window()
    qtbot.addWidget(window)
    window_start.show_shop(window, tmp_path / "shop", create=True)
    products.add(window.shop, products.ProductDraft({"en": "Rose jam"}, Money(3800)))
    acts = {a.objectName(): a for a in window.menu().actions()}
    assert acts["menuUndo"].text() == "Undo: Add product"
    acts["menuUndo"].trigger()
    assert products.listing(window.shop) == []
    redo = {a.objectName(): a for a in window.menu().actions()}["menuRedo"]
    assert redo.isEnabled()
    redo.trigger()
    assert len(products.listing(window.shop)) == 1
    window.close()


def test_the_practice_shop_opens_beside_ones_own(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_start, "default_folder", lambda: tmp_path / "own" / "shop")
    window = new_window()
    qtbot.addWidget(window)
    window_start.show_shop(window, window_start.default_folder(), create=True)
    acts = {a.objectName(): a for a in window.menu().actions()}
    acts["practice"].trigger()
    qtbot.waitUntil(lambda: window._shop is not None and window._shop.folder.name == "practice", timeout=60_000)
    from producer_app.areas import products

    assert products.count(window.shop) == 61  # the list of 60, and a second size
    {a.objectName(): a for a in window.menu().actions()}["own"].trigger()
    assert products.count(window.shop) == 0
    window.close()


def test_refusals_stay_until_they_are_closed(qtbot: QtBot, tmp_path: Path) -> None:
    window = new_window()
    qtbot.addWidget(window)
    assert not window_start.show_shop(window, tmp_path / "nothing here", create=False)
    assert find(window, "toastClose").isVisible()
    window.close()


def test_sample_data_goes_out_in_one_step_and_leaves_ones_own_shop(
        qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from producer_app.areas import products
    from producer_app.base.money import Money

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    own = window_start.default_folder()
    sample = own.with_name("practice")
    window = new_window()
    qtbot.addWidget(window)
    assert window_start.show_shop(window, own, create=True)
    products.add(window.shop, products.ProductDraft({"en": "Mine"}, Money(100)))
    assert window_start.show_shop(window, sample, create=True)
    products.add(window.shop, products.ProductDraft({"en": "Sample"}, Money(100)))
    acts = {a.text(): a for a in window.menu().actions()}
    acts["Throw the practice shop away"].trigger()
    assert not sample.exists()
    assert window.shop.folder == own
    assert [one.name for one in products.listing(window.shop)] == ["Mine"]
    acts["Throw the practice shop away"].trigger()
    assert [one.name for one in products.listing(window.shop)] == ["Mine"], "a second press finds nothing to throw away"
    window.close()
