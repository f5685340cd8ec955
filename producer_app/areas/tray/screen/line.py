"""The phone page as the window sees it: started and stopped, what it tells as signals, its photos into the tray."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from producer_app.areas import products
from producer_app.areas.tray import actions
from producer_app.areas.tray.phone import Limits, Told
from producer_app.areas.tray.screen import addresses
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.progress import Progress
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from producer_app.areas.tray.phone.server import PhoneServer


class Line(QObject):
    """One shop's page for the phone; its signals arrive on the window's thread. Off until ``start``."""

    told = Signal(object)
    _came = Signal(object, object)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._server: PhoneServer | None = None
        self.limits: Limits | None = None
        self.find: Callable[[], Sequence[str]] = addresses.of_the_house
        self.last: Told | None = None
        self.came = 0
        self._place = 0
        self._came.connect(self._take_in)
        self.told.connect(self._note)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether the page can be opened."""
        return self._server is not None and self._server.running

    @property
    def url(self) -> str:
        """What the phone opens, "" while the page is off."""
        return self._server.url if self._server is not None and self.running else ""

    def start(self, *, other: bool = False) -> None:
        """Opens the page, or leaves it open. ``other``: at the next address of this computer.

        Raises ShopError: this computer is in no network; see ``PhoneServer.start``.
        """
        if self.running and not other:
            return
        from producer_app.areas.tray.phone.server import PhoneServer, free_room

        found = list(self.find())
        if not found:
            raise ShopError(_("This computer is in no network."), _("Connect it to the Wi-Fi the phone is in, then try again."),
                            "NO_NETWORK")
        self.stop()
        self._place = (self._place + other) % len(found)
        self.last, self.came = None, 0
        files = self._shop.files

        def prepare(data: bytes, progress: Progress) -> products.Photo:
            return products.prepare_photo(data, files, progress)

        server = PhoneServer(found[self._place], prepare=prepare, keep=self._keep, tell=self._tell,
                             free=lambda: free_room(files.folder), limits=self.limits)
        server.start()
        self._server = server

    def addresses(self) -> int:
        """How many addresses there are to try."""
        return len(self.find())

    def renew(self) -> None:
        """Another code for another phone."""
        if self._server is not None:
            self._server.renew()
            self.last, self.came = None, 0

    def stop(self) -> None:
        """Closes the page."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    # ------------------------------------------------------------------ on the server's thread
    def _keep(self, photo: products.Photo) -> Future[None]:
        done: Future[None] = Future()
        self._came.emit(photo, done)
        return done

    def _tell(self, told: Told) -> None:
        # The window may be gone already, and this with it.
        with suppress(RuntimeError):
            self.told.emit(told)

    # ------------------------------------------------------------------ on the window's thread
    def _take_in(self, photo: products.Photo, done: Future[None]) -> None:
        if not done.set_running_or_notify_cancel():
            return
        if not self.running:
            done.set_exception(ShopError(_("The page for the phone is closed."), "", "CLOSED"))
            return
        try:
            actions.take_in(self._shop, [photo], source="phone")
        except ShopError as refusal:
            done.set_exception(refusal)
        else:
            done.set_result(None)

    def _note(self, told: Told) -> None:
        self.last = told
        if told.what == "came":
            self.came += 1
