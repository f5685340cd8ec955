"""Opens and closes the buyer's window, and remembers on this computer whether it is wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from producer_app.areas.till.rows import Basket
from producer_app.areas.till.screen.buyer import Bought, BuyerWindow, View
from producer_app.areas.till.screen.paying import CodeRoom
from producer_app.base.money import Money
from producer_app.store.shop import Shop

WANTED = "till/buyer_window"


def _settings() -> QSettings:
    return QSettings("producer-app", "producer-app")


class Facing(QObject):
    """The window of the page ``over``. ``toggled``: it was opened or closed."""

    toggled = Signal()

    def __init__(self, over: QWidget, shop: Shop) -> None:
        super().__init__(over)
        self._over, self._files = over, shop.files
        self.window: BuyerWindow | None = None
        self._view = View()

    def open_if_wanted(self) -> None:
        """Opens it where it was open when the program last ran."""
        if self.window is None and _settings().value(WANTED) == "yes":
            self.open()

    def open(self) -> None:
        """Opens it, and remembers that it is wanted."""
        self.window = BuyerWindow(self._over.window().windowTitle(), self._over)
        self.window.left.connect(self.close)
        _settings().setValue(WANTED, "yes")
        self.window.show_view(self._view)
        self.window.present()
        self.toggled.emit()

    def close(self) -> None:
        """Closes it, and remembers that."""
        window, self.window = self.window, None
        if window is not None:
            window.left.disconnect(self.close)
            window.close()
            window.deleteLater()
            if self._over.window().isVisible():
                # Where the program itself is being closed it is only put away, and is wanted again next time.
                _settings().setValue(WANTED, "no")
            self.toggled.emit()

    def toggle(self) -> None:
        """Opens it, or closes it."""
        self.open() if self.window is None else self.close()

    def show(self, basket: Basket, code: CodeRoom | None, change: Money | None) -> None:
        """What the buyer sees. ``code``: the room with the code while it is asked for; ``change``: after a sale, else None."""
        lines = tuple(Bought(i.name, i.much(), i.total, self._files.path(i.thumb) if i.thumb else None) for i in basket.items)
        if lines and code is not None:
            self._view = View("code", lines, basket.total, code.payload, code.bytes_only, code.owner, code.inside)
        elif lines:
            self._view = View("basket", lines, basket.total)
        elif change is not None:
            self._view = View("thanks", change=change or None)
        else:
            self._view = View()
        if self.window is not None:
            self.window.show_view(self._view)
