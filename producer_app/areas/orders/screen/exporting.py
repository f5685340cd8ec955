"""The orders that are shown, as a file: buyers hidden unless somebody says otherwise, in one clear choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame

from producer_app.areas.orders import queries
from producer_app.areas.orders.rows import View
from producer_app.base import clock
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import button, column, words


class ExportBar(QFrame):
    """Opens below the head of the board. Each time it opens, buyers are hidden again; ``turned`` when it opens or closes."""

    turned = Signal()

    def __init__(self, stage: Stage, view: Callable[[], View]) -> None:
        super().__init__()
        self._stage, self._view = stage, view
        self.setProperty("chip", "blue")
        self._title = words("", "strong")
        self._title.setObjectName("exportTitle")
        self._hidden = button(_("Buyers hidden"), "eye-slash", kind="chip")
        self._whole = button(_("With names, phones and addresses"), "eye", kind="chip")
        group = QButtonGroup(self)
        for made, name in ((self._hidden, "exportHidden"), (self._whole, "exportWhole")):
            made.setObjectName(name)
            made.setCheckable(True)
            group.addButton(made)
        save = button(_("Save the file"), "file-arrow-down", self.save)
        save.setObjectName("exportSave")
        close = button(_("Close"), "x", self.hide, kind="plain")
        close.setObjectName("exportClose")
        self.setLayout(column(self._title, flow(self._hidden, self._whole, close, save, ends=2, space=8), space=4,
                              margins=(12, 6, 12, 6)))
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit()

    def begin(self) -> None:
        """Shows the choice, or takes it away again."""
        if self.isVisible():
            self.hide()
            return
        self._hidden.setChecked(True)
        self.look_again()
        self.show()
        self._hidden.setFocus()

    def look_again(self) -> None:
        """Counts what would be written."""
        count = queries.count_shown(self._stage.shop, self._view())
        self._title.setText(ngettext("Export {count} order, as shown", "Export {count} orders, as shown", count).format(
            count=isolate(f"{count:,}")))

    def save(self) -> None:
        """Asks where, and writes in a worker."""
        from producer_app.areas.orders.tables import order_tables
        from producer_app.ui import handing_out

        view, buyers = self._view(), self._whole.isChecked()
        self.hide()
        handing_out.save_table(self.window(), self._stage, lambda shop: order_tables(shop, view, buyers=buyers),
                               f"{_('Orders')} {clock.today().isoformat()}")
