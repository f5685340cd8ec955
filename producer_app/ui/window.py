"""The window: home and rail, one page a screen, the language, the text size, undo. Knows no area; screens are given.

It is painted before the shop is opened, so that the person sees it at once; ``show_shop`` fills it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from producer_app.base import i18n, spare_memory
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _
from producer_app.base.progress import Cancelled
from producer_app.base.tile import Tile
from producer_app.ui import qt_words, theme
from producer_app.ui.header import Header
from producer_app.ui.home import Home
from producer_app.ui.rail import HOME, Rail
from producer_app.ui.widgets import scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut
    from PySide6.QtWidgets import QMenu

    from producer_app.store.shop import Shop
    from producer_app.ui.jobs import Done, Job, Work
    from producer_app.ui.screen import Banner, DaysOff, Page, Screen, Supply
    from producer_app.ui.toast import Toast, WorkBar
    from producer_app.ui.voice import Voice

HOME_LESSON = (
    ("house", N_("Each picture opens one part of the work. The number says what waits there.")),
    ("globe", N_("At the top you change the language, at any moment.")),
    ("arrow-u-up-left", N_("Nothing is lost: every step is saved, and Undo takes it back.")),
    ("shield-check", N_("A rescue copy is made each day. The menu brings one back.")))

Menu = Sequence[tuple[str, str, Callable[["Window"], object]]]

REST_MS = 10_000  # so often memory that nobody needs just now is given back
LARGE = 150  # percent of the text size: from here on a page may scroll as a whole


class Window(QMainWindow):
    """The main window, and the stage of its pages. ``menu``: further entries (id, N_() text, action)."""

    language_changed = Signal(str)
    closed = Signal()

    def __init__(self, tiles: Sequence[Tile], *, name: str = "", menu: Menu = (), settings: QSettings | None = None,
                 banner: Callable[[Shop], Banner | None] | None = None) -> None:
        super().__init__()
        self._tiles = tiles
        self._on_home = [tile for tile in tiles if not tile.under]
        self._screens: dict[str, Screen] = {}
        self._wanted: tuple[str, dict[str, Any]] | None = None
        self._menu, self._name, self._settings, self._banner = menu, name, settings, banner
        self._leave: Callable[[], object] | None = None
        self._voice: Voice | None = None
        self._shop: Shop | None = None
        self._opener: Callable[[], Shop] | None = None
        self._forget: Callable[[], None] | None = None
        self.pages: dict[str, Page] = {}
        self._frames: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._keys: list[QShortcut] = []
        self._rests = QTimer(self)
        self._rests.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._rests.setInterval(REST_MS)
        self._rests.timeout.connect(self.rest)
        self.current = HOME
        self.resize(1366, 768)
        self.setWindowTitle(name or "Producer app")
        self._build()

    # ------------------------------------------------------------------ building
    def _build(self) -> None:
        theme.dress_window(self)
        root = QWidget()
        root.setObjectName("stage")
        outer = QVBoxLayout(root)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.header = Header(self._name or _("My shop"), self.undo, self.set_scale, self.help, self.menu, self.switch_voice)
        if self._screens:
            self._complete_header()
            self._show_voice()
        self._rail: Rail | None = None
        self.home = Home(self._on_home, self.go)
        self._home_area: QScrollArea = scrolling(self.home)
        self._home_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._home_area)
        self._body = QHBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self.stack, 1)
        outer.addWidget(self.header)
        outer.addLayout(self._body, 1)
        self.setCentralWidget(root)
        self._root = root
        self._toast: Toast | None = None
        self._work_bar: WorkBar | None = None
        next(iter(self.home.tiles.values()), self.header).setFocus()

    # Parts that the first paint does not show are made when they are first needed.
    @property
    def rail(self) -> Rail:
        if self._rail is None:
            self._rail = Rail(self._on_home, self.go)
            theme.mark(self._rail, mirrored="yes" if i18n.right_to_left() else "")
            self._body.insertWidget(0, self._rail)
            self._rail.widen()
        return self._rail

    @property
    def toast(self) -> Toast:
        if self._toast is None:
            from producer_app.ui.toast import Toast

            self._toast = Toast(self._root)
        return self._toast

    @property
    def work_bar(self) -> WorkBar:
        if self._work_bar is None:
            from producer_app.ui.toast import WorkBar

            self._work_bar = WorkBar(self._root)
        return self._work_bar

    def _show_rail(self) -> None:
        if self.current != HOME:
            self.rail.show()
            about = next((tile for tile in self._tiles if tile.id == self.current), None)
            self.rail.show_current(about.under if about and about.under else self.current)
        elif self._rail is not None:
            self._rail.hide()

    def menu(self) -> QMenu:
        """What concerns the whole shop, with what Undo and Redo would do named."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setObjectName("windowMenu")
        undo = self._shop.undo_title if self._shop else None
        redo = self._shop.redo_title if self._shop else None
        for entry, text, act, able in (
                ("menuUndo", _("Undo: {what}").format(what=undo) if undo else _("Undo"), self.undo, bool(undo)),
                ("menuRedo", _("Redo: {what}").format(what=redo) if redo else _("Redo"), self.redo, bool(redo))):
            made = menu.addAction(text)
            made.setObjectName(entry)
            made.setEnabled(able)
            made.triggered.connect(act)
        menu.addSeparator()
        for entry, text, choose in self._menu:
            made = menu.addAction(_(text))
            made.setObjectName(entry)
            made.triggered.connect(lambda _checked=False, a=choose: self.guarded(lambda: a(self)))
        menu.addSeparator()
        menu.addAction(_("Close the program")).triggered.connect(self.close)
        return menu

    def _name_undo(self) -> None:
        undo = self._shop.undo_title if self._shop else None
        self.header.undo.setEnabled(bool(undo))
        self.header.undo.setToolTip(_("Undo: {what}").format(what=undo) if undo else _("Undo"))

    def _complete_header(self) -> None:
        self.header.complete().chosen.connect(self.set_language)

    def _shortcuts(self) -> None:
        """Keys of the whole window, with their words in the language in use; made anew with it."""
        from PySide6.QtGui import QKeySequence

        from producer_app.ui.keyboard import Keys, shortcut

        for old in self._keys:
            old.setParent(None)
            old.deleteLater()
        standard = QKeySequence.StandardKey
        own: list[tuple[Keys, str, Callable[[], object]]] = [
            (standard.Undo, _("Undo"), self.undo), (standard.Redo, _("Redo"), self.redo), ("F1", _("Help"), self.help),
            ("Escape", _("Back"), self.back), ("Ctrl+Home", _("Home"), lambda: self.go(HOME)),
            ("Ctrl++", _("Larger text"), lambda: self._grow(1)), ("Ctrl+=", "", lambda: self._grow(1)),
            ("Ctrl+-", _("Smaller text"), lambda: self._grow(-1))]
        self._keys = [shortcut(self, keys, does, act) for keys, does, act in own]
        for number, tile in enumerate(self._on_home[:9], 1):
            self._keys.append(shortcut(self, f"Ctrl+{number}", _(tile.title), partial(self.go, tile.id)))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab in reading order, see keyboard.py."""
        here = QApplication.focusWidget()
        if here is not None and not (here.isVisible() and here.isEnabled()):
            # No key: Qt moves the focus away from what was just hidden, perhaps on its way to being deleted.
            return super().focusNextPrevChild(forward)
        from producer_app.ui import keyboard

        return keyboard.go_on(self, forward=forward)

    # ------------------------------------------------------------------ the shop
    @property
    def shop(self) -> Shop:
        if self._shop is None:
            raise ShopError(_("The shop is not open."), _("Choose a shop in the menu."), "NOT_OPEN")
        return self._shop

    @property
    def place(self) -> QWidget:
        return self.stack

    @property
    def opener(self) -> Callable[[], Shop]:
        assert self._opener is not None
        return self._opener

    @property
    def supply(self) -> Supply | None:
        return next((screen.supply for screen in self._screens.values() if screen.supply is not None), None)

    def days_off(self) -> DaysOff | None:
        """The days off, from the screen that keeps them."""
        asked = (screen.days_off for screen in self._screens.values() if screen.days_off is not None)
        return next((found for ask in asked if (found := ask(self.shop)) is not None), None)

    def add_screens(self, screens: Iterable[Screen]) -> None:
        """Gives the tiles what stands behind them; loaded after the first paint."""
        if not self._screens:
            self._shortcuts()
            self._complete_header()
            self._show_voice()
        self._screens = {s.tile.id: s for s in screens}

    def _refresh_home(self) -> None:
        if self._shop is not None:
            self.home.refresh(self._shop, list(self._screens.values()))
            own = self._banner(self._shop) if self._banner else None
            if own:
                self.home.add_banner(own)

    def refresh_home(self) -> None:
        """Looks again, now or when home is next shown."""
        if self.current == HOME:
            self._refresh_home()
        else:
            self._stale.add(HOME)

    def show_shop(self, shop: Shop, name: str, opener: Callable[[], Shop], leave: Callable[[], object] | None = None) -> None:
        """Fills the window with an opened shop; ``leave`` closes it when the window goes to another one or ends."""
        self._leave_shop()
        self._leave = leave
        self._shop, self._opener, self._name = shop, opener, name
        self._forget = shop.on_change(self._changed)
        self.header.name.show_name(name)
        self.setWindowTitle(name)
        self._drop_pages()
        self._refresh_home()
        self._name_undo()
        self._rests.start()
        wanted, self._wanted = self._wanted, None
        if wanted:
            self.go(wanted[0], **wanted[1])
        elif self.current != HOME:
            self.go(self.current)
        self._stop_where_needed()

    def rest(self) -> None:
        """Gives memory back that was needed a moment ago; takes a few milliseconds."""
        if self._shop is not None:
            self._shop.rest()
            spare_memory.give_back()

    def _stop_where_needed(self) -> None:
        """A danger comes before whatever was to be done."""
        for screen in self._screens.values():
            danger = screen.stop(self.shop) if screen.stop else None
            if danger:
                self.go(screen.tile.id)
                self.warn(danger)

    def _changed(self, tables: frozenset[str]) -> None:
        self.header.say(_("All saved"), good=True)
        self._name_undo()
        for screen in self._screens.values():
            page = self.pages.get(screen.tile.id)
            if page is None or not screen.watches & tables:
                continue
            if screen.tile.id == self.current:
                page.refresh()
            else:
                self._stale.add(screen.tile.id)
        if self.current == HOME:
            self._refresh_home()
        else:
            self._stale.add(HOME)

    # ------------------------------------------------------------------ going about
    def go(self, screen_id: str, **intent: Any) -> None:
        """Shows a screen; its page is made the first time."""
        if screen_id == HOME:
            self.current = HOME
            if self._shop and HOME in self._stale:
                self._refresh_home()
                self._stale.discard(HOME)
            self.stack.setCurrentWidget(self._home_area)
        else:
            if self._shop is None or screen_id not in self._screens:
                self._wanted = screen_id, intent
                return
            page = self._page(screen_id)
            self.current = screen_id
            if screen_id in self._stale:
                self._stale.discard(screen_id)
                page.refresh()
            self.stack.setCurrentWidget(self._frames.get(screen_id, page))
            page.enter(**intent)
        self._show_rail()

    def _page(self, screen_id: str) -> Page:
        page = self.pages.get(screen_id)
        if page is None:
            page = self._screens[screen_id].make(self)
            self.pages[screen_id] = page
            self.stack.addWidget(self._framed(screen_id, page))
            page.refresh()
        return page

    def _framed(self, screen_id: str, page: Page) -> QWidget:
        """The page, in large letters within what scrolls."""
        if theme.scale() < LARGE:
            return page
        from producer_app.ui.roomy import Roomy

        self._frames[screen_id] = Roomy(page)
        return self._frames[screen_id]

    def back(self) -> None:
        """Escape: up one level, then home."""
        page = self.pages.get(self.current)
        if page is None or not page.back():
            self.go(HOME)

    # ------------------------------------------------------------------ words at the bottom
    def saved(self, words: str) -> None:
        """Says that a step is on disk, with Undo beside it."""
        self.toast.show_words(words, undo=self.undo if self.shop.undo_title else None)

    def say(self, words: str) -> None:
        """A short word at the bottom."""
        self.toast.show_words(words)

    def hush(self) -> None:
        """Takes the word at the bottom away; a refusal stays to be read."""
        if self._toast is not None:
            self._toast.hush()

    def warn(self, words: str) -> None:
        """Speaks a warning aloud, also where reading aloud is off."""
        self.voice.say(words, always=True)

    def refuse(self, error: ShopError) -> None:
        """What happened, what is safe, what to do next; where somebody touched the shop, the page that stops it comes up."""
        if error.code == "TAMPERED":
            self._stop_where_needed()
        self.toast.show_words(f"{error.message} {error.hint}".strip(), tone="red", stays=True)

    def guarded(self, act: Callable[[], object]) -> None:
        """Does something and shows its refusal, if it is refused."""
        try:
            act()
        except ShopError as refusal:
            self.refuse(refusal)

    def undo(self) -> None:
        """Takes back the last step and says which."""
        self._play("undo")

    def redo(self) -> None:
        """Brings back the last undone step."""
        self._play("redo")

    def _play(self, way: str) -> None:
        if self._shop is None:
            return
        try:
            title = self._shop.undo() if way == "undo" else self._shop.redo()
        except ShopError as refusal:
            self.refuse(refusal)
            return
        if title is None:
            self.say(_("There is nothing to undo.") if way == "undo" else _("There is nothing to redo."))
        else:
            self.say((_("Taken back: {what}") if way == "undo" else _("Done again: {what}")).format(what=title))

    def run(self, title: str, work: Work, done: Done) -> Job:
        """Long work with progress and cancel; refusals are shown, a stop is said."""
        def failed(error: BaseException) -> None:
            if isinstance(error, ShopError):
                self.refuse(error)
            elif isinstance(error, Cancelled):
                self.say(_("Stopped. Nothing was changed."))
            else:
                raise error

        def finished(value: Any) -> None:
            self.guarded(lambda: done(value))

        from producer_app.ui import jobs

        job = jobs.run(self, work, finished, failed)
        self.work_bar.follow(job, title)
        return job

    def beneath(self, screen_id: str) -> list[Tile]:
        """The screens that are reached from this one."""
        return [tile for tile in self._tiles if tile.under == screen_id]

    def run_quietly(self, work: Work, done: Done) -> Job:
        """Long work that the person did not ask for: no bar, a refusal is shown all the same."""
        from producer_app.ui import jobs

        def failed(error: BaseException) -> None:
            if isinstance(error, ShopError):
                self.refuse(error)
            elif not isinstance(error, Cancelled):
                raise error

        return jobs.run(self, work, done, failed)

    # ------------------------------------------------------------------ language and size
    def set_language(self, language: str) -> None:
        """Speaks another language at once; the screen and what was typed on it stay."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        i18n.use(language)
        qt_words.install(application, language)
        if self._settings:
            self._settings.setValue("language", language)
        self._dress_again()
        self.language_changed.emit(language)

    def set_scale(self, percent: int) -> None:
        """Another text size, 100 to 200 percent."""
        if self._settings:
            self._settings.setValue("text_size", percent)
        theme.set_scale(percent)
        self._dress_again()

    def _grow(self, steps: int) -> None:
        place = theme.SCALES.index(theme.scale()) + steps
        if 0 <= place < len(theme.SCALES):
            self.set_scale(theme.SCALES[place])

    def _dress_again(self) -> None:
        theme.dress(_application())
        if self._keys:
            self._shortcuts()
        kept = {i: p.keep() for i, p in self.pages.items()}
        self._drop_pages()
        current = self.current
        under_way = self._work_bar.under_way() if self._work_bar is not None else []
        self._build()
        for job, title in under_way:
            self.work_bar.follow(job, title)
        if self._shop is None:
            return
        self._refresh_home()
        self._name_undo()
        for screen_id, values in kept.items():
            if values or screen_id == current:
                self._page(screen_id).take(values)
        self.current = HOME
        if current != HOME:
            self.current = current
            page = self._page(current)
            self.stack.setCurrentWidget(self._frames.get(current, page))
        self._show_rail()

    def _drop_pages(self) -> None:
        for screen_id, page in self.pages.items():
            page.end()
            shown = self._frames.get(screen_id, page)
            self.stack.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._frames.clear()
        self.pages.clear()
        self._stale.clear()

    # ------------------------------------------------------------------ help and the end
    def help(self) -> None:
        """The short lesson of the screen that is shown, in pictures, and the keys."""
        from producer_app.ui import keyboard
        from producer_app.ui.lesson import Lesson

        page = self.pages.get(self.current)
        listed = keyboard.listed(self)
        # What a page does with plain keys, which are no shortcuts of Qt's.
        keys = [*(one for one in (page.keys() if page else ()) if one[1] not in {words for _keys, words in listed}), *listed]
        about = next((t for t in self._tiles if t.id == self.current), None)
        title = _(about.title) if about else _("Home")
        lesson = about.lesson if about else HOME_LESSON
        voice = self.voice
        say = None
        if voice.at_hand():
            def say(text: str) -> None:
                voice.set_on(True)
                voice.say(text)
        Lesson(self, title, [(icon, _(words)) for icon, words in lesson], keys, say).open()

    @property
    def voice(self) -> Voice:
        """The voice that reads aloud; made when it is first needed."""
        if self._voice is None:
            from producer_app.ui.voice import Voice

            self._voice = Voice(self._settings)
            self._voice.listen(_application())
            self._voice.toggled.connect(lambda on: self.header.show_voice(on=on))
        return self._voice

    def _show_voice(self) -> None:
        """The button of a new header; the voice itself is loaded only where it is on."""
        if self._voice is not None or (self._settings is not None and self._settings.value("voice")):
            self.header.show_voice(on=self.voice.on)

    def switch_voice(self) -> None:
        """Reads aloud from now on, or no longer."""
        if not self.voice.at_hand():
            self.say(_("This computer has no voice yet. Install the program espeak-ng to hear words read aloud."))
            return
        self.voice.set_on(not self.voice.on)
        self.say(_("What the mouse rests on is read aloud.") if self.voice.on else _("Nothing is read aloud any more."))

    def _leave_shop(self) -> None:
        if self._forget:
            self._forget()
            self._forget = None
        if self._leave:
            leave, self._leave = self._leave, None
            self._rests.stop()
            self._drop_pages()
            self._shop = None
            leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_shop()
        self.closed.emit()
        super().closeEvent(event)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
