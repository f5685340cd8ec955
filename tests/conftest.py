"""Shops for tests: real folders, real files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from producer_app.app import drawing, joiner
from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.store.shop import Shop

try:
    drawing.need_drawing()
except ShopError as refusal:
    pytest.exit(str(refusal), 1)

# Real photographs and order files for trying, beside the project where somebody laid them; tests skip without them.
SAMPLES = Path(os.environ.get("PRODUCER_APP_SAMPLES", Path(__file__).resolve().parents[2] / "shared" / "samples"))


def let_windows_rest() -> None:
    """The pages of this test's windows go while their shop is open: lists are laid out later and would look up what is gone."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from producer_app.ui.window import Window

    application = QApplication.instance()
    if isinstance(application, QApplication):
        for window in application.topLevelWidgets():
            if isinstance(window, Window):
                window._drop_pages()
        for _round in range(3):
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
