"""Opens the window: painted first, the shop opened right after, its daily copy made in a worker."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from producer_app import areas
from producer_app.app.window_menu import MENU
from producer_app.base import i18n
from producer_app.base.errors import Damaged, ShopError
from producer_app.base.i18n import _
from producer_app.base.tile import tiles
from producer_app.ui import fonts, qt_words, theme
from producer_app.ui.window import Window

if TYPE_CHECKING:
    from producer_app.store.shop import Shop
    from producer_app.ui.screen import Banner

QUIT_AFTER_PAINT = "PRODUCER_APP_QUIT_AFTER_PAINT"


def default_folder() -> Path:
    """Where the shop of this person lies when no folder is named."""
    from platformdirs import user_data_path

    return user_data_path("producer-app", appauthor=False) / "shop"


def application(*, first: bool = False) -> QApplication:
    """The Qt application, dressed; one a process. ``first``: only with what the first paint shows."""
    existing = QApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    made.setApplicationName("producer-app")
    made.setOrganizationName("producer-app")
    qt_words.install(made, i18n.current())
    if first:
        fonts.install_first(i18n.current())
        theme.dress_first(made)
        return made
    from PySide6.QtGui import QImageReader

    QImageReader.setAllocationLimit(256)  # MB for one picture; ours are far smaller
    fonts.install()
    theme.dress(made)
    return made


class AfterPaint(QObject):
    """Calls a function once, after a widget was painted for the first time."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._act)
        return False


def show_shop(window: Window, folder: Path, *, create: bool) -> bool:
    """Opens a shop into the window; a refusal is shown and the window stays. Gives whether it was opened."""
    from producer_app.app import joiner, one_window, rescue
    from producer_app.store import lock

    try:
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        held = lock.hold(folder) if folder.is_dir() else None
        try:
            shop = joiner.open_shop(folder, create=create)
        except BaseException:
            if held is not None:
                held.release()
            raise
    except ShopError as refusal:
        if refusal.code == "IN_USE" and one_window.call_first(folder):
            QTimer.singleShot(0, window.close)
        elif refusal.exit_code == Damaged.exit_code:
            rescue.offer_after_damage(window, folder, refusal)
        else:
            window.refuse(refusal)
        return False
    server = one_window.listen(window, folder) if held is not None else None

    def leave() -> None:
        shop.close()
        if held is not None:
            held.release()
        if server is not None:
            server.close()

    window.show_shop(shop, joiner.shop_name(shop), partial(joiner.open_shop, folder), leave)
    if shop.read_only:
        window.header.say(_("Only to look at: this folder cannot be written to"), good=False)
    elif shop.ended_badly:
        window.say(_("The program was cut off last time. Everything that was saved is here."))
    if not shop.read_only:
        rescue.daily_copy(window)
    return True


def _banner(shop: Shop) -> Banner | None:
    from producer_app.app import rescue

    return rescue.banner(shop)


def start(folder: Path | None, language: str | None) -> int:
    """Runs the window until it is closed; gives the exit code."""
    settings = QSettings("producer-app", "producer-app")
    chosen = language or str(settings.value("language", "") or QLocale.system().name().partition("_")[0])
    if chosen in i18n.languages():
        i18n.use(chosen)
    theme.set_scale(int(str(settings.value("text_size", 100) or 100)))
    app = application(first=True)
    window = Window(tiles(Path(areas.__file__).parent), menu=MENU, settings=settings, banner=_banner)
    if os.environ.get(QUIT_AFTER_PAINT):
        watcher = AfterPaint(app.quit)
    else:
        watcher = AfterPaint(partial(_after_paint, window, folder))
    window.home.installEventFilter(watcher)
    window.showMaximized() if folder is None else window.show()
    code = app.exec()
    from producer_app.ui import jobs

    jobs.end()
    return code


def _after_paint(window: Window, folder: Path | None) -> None:
    import gc

    from producer_app.app import joiner

    application()
    window.add_screens(joiner.parts("screen", "SCREEN"))
    place = folder or default_folder()
    show_shop(window, place, create=folder is None or not place.exists())
    gc.collect()
    gc.freeze()
    gc.enable()
