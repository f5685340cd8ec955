"""One picture of every screen, drawn without a display: for the README, for looking at, for the demo."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from producer_app.app import joiner, window_start
from producer_app.base import i18n
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.rail import HOME
from producer_app.ui.screen import Screen
from producer_app.ui.window import Window


def settle(app: QApplication) -> None:
    """Lets pictures arrive and layouts come to rest."""
    for _round in range(4):
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.processEvents()
        QThreadPool.globalInstance().waitForDone(5000)
    app.processEvents()


def _views(screens: list[Screen]) -> Iterator[tuple[str, str, str]]:
    yield HOME, HOME, ""
    for screen in sorted(screens, key=lambda s: s.tile.order):
        yield screen.tile.id, screen.tile.id, ""
        for scene in screen.scenes():
            yield f"{screen.tile.id}-{scene}", screen.tile.id, scene


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@contextmanager
def scratch(shop: Shop) -> Iterator[Shop]:
    """A copy of a shop to play scenes in: some of them keep what they do, and a person's own shop is not theirs to change."""
    with tempfile.TemporaryDirectory(prefix="producer-app-scenes-") as temporary:
        folder = Path(temporary) / shop.folder.name
        folder.mkdir()
        shop.value("VACUUM INTO ?", (str(folder / "shop.db"),))
        if shop.files.folder.is_dir():
            shutil.copytree(shop.files.folder, folder / "files", copy_function=_link)
        with joiner.open_shop(folder) as copy:
            yield copy


def draw_all(shop: Shop, out: Path, *, language: str = "en", width: int = 1366, height: int = 768,
             percent: int = 100) -> list[Path]:
    """Draws a copy of the shop and leaves the shop as it is. See ``_draw``."""
    with scratch(shop) as copy:
        return _draw(copy, out, language=language, width=width, height=height, percent=percent)


def _draw(shop: Shop, out: Path, *, language: str, width: int, height: int, percent: int) -> list[Path]:
    """Writes ``<number>-<screen>-<language>-<width>x<height>-<percent>.png`` for every screen and scene."""
    before = i18n.current(), theme.scale()
    i18n.use(language)
    theme.set_scale(percent)
    app = window_start.application()
    screens = joiner.parts("screen", "SCREEN")
    made = []
    out.mkdir(parents=True, exist_ok=True)
    for number, (name, screen_id, scene) in enumerate(_views(screens)):
        # A window for each picture, so that no scene leaves its basket in the next one.
        window = Window([s.tile for s in sorted(screens, key=lambda s: s.tile.order)])
        window.add_screens(screens)
        window.resize(width, height)
        window.show()
        window.show_shop(shop, joiner.shop_name(shop), lambda: shop)
        window.go(screen_id)
        settle(app)
        if scene:
            next(s for s in screens if s.tile.id == screen_id).scenes()[scene](window.pages[screen_id])
            settle(app)
        path = out / f"{number:03d}-{name}-{language}-{width}x{height}-{percent}.png"
        window.grab().save(str(path))
        made.append(path)
        window.close()
        window.deleteLater()
        app.processEvents()
    i18n.use(before[0])
    theme.set_scale(before[1])
    return made
