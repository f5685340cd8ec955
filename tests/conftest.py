"""Shops for tests: real folders, real files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from producer_app.app import drawing, joiner
from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

    from producer_app.ui.window import Window

try:
    drawing.need_drawing()
except ShopError as refusal:
    pytest.exit(str(refusal), 1)

# Real photographs and order files for trying, beside the project where somebody laid them; tests skip without them.
SAMPLES = Path(os.environ.get("PRODUCER_APP_SAMPLES", Path(__file__).resolve().parents[2] / "shared" / "samples"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Each worker begins with one run of tests and takes from another when it has done: what a file prepares is then prepared
    once, not by every worker."""
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first in the share of every worker, so that none ends alone with one of them."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = shares(items, workers)


def shares(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests in a new order, equal in number for each worker. Tests with one prepared thing (``callspec``) stay together."""
    quick = [item for item in items if not item.get_closest_marker("long")]
    runs: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("long"):
            runs.setdefault(_run_of(item), []).append(item)
    dealt: list[list[pytest.Item]] = [[] for _worker in range(workers)]
    for number, run in enumerate(runs.values()):
        dealt[number % workers].extend(run)
    size, found = -(-len(items) // workers), list[pytest.Item]()
    for long in dealt:
        found += long
        taken, quick = quick[:max(0, size - len(long))], quick[max(0, size - len(long)):]
        found += taken
    return found + quick


def _run_of(item: pytest.Item) -> str:
    """What long tests share: the prepared thing of their file, or nothing."""
    marked = item.get_closest_marker("long")
    if marked is None or not marked.kwargs.get("sharing"):
        return item.nodeid
    chosen = getattr(item, "callspec", None)
    return f"{item.path} {chosen.id if chosen else ''}"


# The windows of this test. Asking Qt for all that stand at the top would make objects of Python for each popup of its own too,
# some of them on their way out, and that has ended the interpreter.
OPENED: list[Window] = []


@pytest.fixture(autouse=True, scope="session")
def _windows_are_noted() -> None:
    """Each window a test opens is known by itself."""
    from producer_app.ui.window import Window

    begin = Window.__init__

    @wraps(begin)
    def noted(self: Window, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        OPENED.append(self)

    Window.__init__ = noted  # type: ignore[method-assign]  # it does all it did, and is written down


def let_windows_rest() -> None:
    """The pages of this test's windows go while their shop is open: lists are laid out later and would look up what is gone."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    application = QApplication.instance()
    if isinstance(application, QApplication):
        opened = [window for window in OPENED if isValid(window)]
        OPENED.clear()
        for window in opened:
            window._drop_pages()
            window.close()
            window.deleteLater()  # left over, it would be dressed again with each that follows
        for _round in range(3 if opened else 1):
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            application.processEvents()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a shop will be."""
    return tmp_path / "shop"


@pytest.fixture
def shop(folder: Path) -> Iterator[Shop]:
    """A new, empty shop with every area's tables."""
    with joiner.open_shop(folder, create=True) as opened:
        yield opened
        let_windows_rest()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test starts in the source language."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(autouse=True, scope="session")
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The person's own settings (language, text size) are not for tests to read or change."""
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("config"))
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture(autouse=True)
def _same_size(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test with a window starts at 100 %."""
    yield
    if "qtbot" in request.fixturenames:
        from producer_app.ui import theme

        theme.set_scale(100)


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice shop, made once; copy it before changing it."""
    from producer_app.app import practice
    from producer_app.base.progress import silent

    folder = tmp_path_factory.mktemp("practice") / "shop"
    with joiner.open_shop(folder, create=True) as made:
        practice.fill(made, silent)
    return folder


@pytest.fixture
def practice_shop(practice_folder: Path, tmp_path: Path) -> Iterator[Shop]:
    """A practice shop of one's own."""
    import shutil

    shutil.copytree(practice_folder, tmp_path / "practice")
    with joiner.open_shop(tmp_path / "practice") as opened:
        yield opened
        let_windows_rest()
