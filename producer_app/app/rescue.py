"""Copies of the shop: the daily one made in a worker, one on a stick, and the way back after damage."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.store import copies
from producer_app.ui.screen import Banner

if TYPE_CHECKING:
    from producer_app.store.shop import Shop
    from producer_app.ui.window import Window

STALE_DAYS = 2


def banner(shop: Shop) -> Banner | None:
    """How fresh the newest rescue copy is; nothing while there is nothing to lose."""
    newest = copies.listing(shop.folder / copies.FOLDER)
    if not newest:
        return None
    made: date = newest[-1].made.date()
    days = (clock.today() - made).days
    if 0 <= days < STALE_DAYS:
        word = _("Rescue copy made today and proven") if days == 0 else _("Rescue copy made yesterday and proven")
        return Banner("shield-check", "leaf", word)
    return Banner("shield-warning", "amber", _("The last rescue copy is of {day}").format(day=isolate(made.isoformat())))


def daily_copy(window: Window) -> None:
    """Makes today's copy if there is none yet, off the window."""
    if window.shop.read_only or copies.made_on(window.shop.folder, clock.today()):
        return
    from producer_app.store import backup  # only now: what copies a shop is loaded once a day

    def done(path: Path | None) -> None:
        if path is not None:
            window.refresh_home()

    window.run_quietly(partial(backup.daily, window.shop.folder), done)


def copy_to(window: Window, folder: Path) -> None:
    """Copies the whole shop, photos too, into one file in a folder."""
    from producer_app.store import backup

    def done(path: Path) -> None:
        window.say(_("The copy {file} was made, read back and is sound.").format(file=isolate(path.name)))
        window.refresh_home()

    window.run(_("Copying the shop"), partial(backup.backup, window.shop.folder, folder), done)


def bring_back(window: Window, file: Path, to: Path) -> None:
    """Makes a shop of a copy in a new folder and opens it; the shop there now stays as it is."""
    from producer_app.app import joiner
    from producer_app.store import backup

    def done(_report: object) -> None:
        from producer_app.app.window_start import show_shop
        from producer_app.areas import payments

        payments.new_folder(to)
        if show_shop(window, to, create=False):
            window.say(_("The shop was brought back from its copy. The one before was not touched."))

    window.run(_("Bringing back the copy"), partial(backup.restore, file, to, joiner.schemas()), done)


def ask_where_to_copy(window: Window) -> None:
    """Menu: a copy on a stick or another disk."""
    from PySide6.QtWidgets import QFileDialog

    folder = QFileDialog.getExistingDirectory(window, _("Where should the copy go?"))
    if folder:
        copy_to(window, Path(folder))


def ask_what_to_bring_back(window: Window) -> None:
    """Menu: a copy is brought back as a shop of its own."""
    from PySide6.QtWidgets import QFileDialog

    file, _kind = QFileDialog.getOpenFileName(window, _("Bring back a copy"), "", f"*{copies.SUFFIX}")
    if file:
        bring_back(window, Path(file), free_folder(Path(file)))


def free_folder(file: Path) -> Path:
    """A folder beside the shops that does not exist yet, named after the copy."""
    from producer_app.app.window_start import default_folder

    place = default_folder().parent
    base = file.name.removesuffix(copies.SUFFIX)
    number = 1
    while (place / f"{base}-{number}").exists():
        number += 1
    return place / f"{base}-{number}"


def offer_after_damage(window: Window, folder: Path, refusal: ShopError) -> None:
    """Says what is wrong with the shop's file and offers its newest copy; the damaged file is kept."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    newest = copies.newest(folder)
    box = QMessageBox(window)
    box.setObjectName("damage")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("The shop could not be opened"))
    box.setText(refusal.message)
    box.setInformativeText(refusal.hint)
    if newest is not None:
        yes = box.addButton(_("Bring back the newest copy"), QMessageBox.ButtonRole.AcceptRole)
        yes.clicked.connect(lambda: bring_back(window, newest, free_folder(newest)))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()

