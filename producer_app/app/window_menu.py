"""Entries of the window's menu that concern the whole shop: which one, its name."""

from __future__ import annotations

from pathlib import Path

from producer_app.base.i18n import N_, _
from producer_app.base.progress import Progress
from producer_app.ui.window import Menu, Window


def rename(window: Window) -> None:
    """Asks for the shop's name."""
    from PySide6.QtWidgets import QInputDialog

    from producer_app.app import joiner

    name, agreed = QInputDialog.getText(window, _("Name of the shop"), _("Name of the shop"), text=joiner.shop_name(window.shop))
    if agreed and name.strip():
        window.shop.save(joiner.AboutShop(name=name.strip()[:60]), _("Name the shop"))
        window.header.name.show_name(name.strip()[:60])
        window.saved(_("The name is saved."))


def open_another(window: Window) -> None:
    """Asks for a shop's folder and shows it."""
    from PySide6.QtWidgets import QFileDialog

    from producer_app.app.window_start import show_shop

    folder = QFileDialog.getExistingDirectory(window, _("Open another shop"))
    if folder:
        show_shop(window, Path(folder), create=False)


def practice(window: Window) -> None:
    """A shop to try things in, beside one's own; made the first time."""
    from functools import partial

    from producer_app.app.window_start import default_folder, show_shop

    folder = default_folder().with_name("practice")
    if (folder / "shop.db").exists():
        show_shop(window, folder, create=False)
    else:
        window.run(_("Making the practice shop"), partial(_make_practice, folder),
                   lambda _made: show_shop(window, folder, create=False))


def _make_practice(folder: Path, progress: Progress) -> None:
    import shutil

    from producer_app.app import joiner, practice

    making = folder.with_name(".practice-in-the-making")
    shutil.rmtree(making, ignore_errors=True)
    with joiner.open_shop(making, create=True) as shop:
        practice.fill(shop, progress)
    making.rename(folder)


def forget_practice(window: Window) -> None:
    """All sample data out in one step; the next practice shop is a fresh one. The last one thrown away is kept beside it, in
    case something of one's own was written into it."""
    import shutil

    from producer_app.app.window_start import default_folder, show_shop

    folder = default_folder().with_name("practice")
    if not (folder / "shop.db").exists():
        window.say(_("There is no practice shop on this computer."))
        return
    if window.shop.folder == folder and not show_shop(window, default_folder(), create=True):
        return
    thrown = folder.with_name("practice-thrown-away")
    shutil.rmtree(thrown, ignore_errors=True)
    folder.rename(thrown)
    window.say(_("The practice shop is thrown away. Open it again to have a fresh one."))


def own(window: Window) -> None:
    """Back from the practice shop or another one."""
    from producer_app.app.window_start import default_folder, show_shop

    show_shop(window, default_folder(), create=True)


def copy(window: Window) -> None:
    """A copy on a stick or another disk."""
    from producer_app.app.rescue import ask_where_to_copy

    ask_where_to_copy(window)


def restore(window: Window) -> None:
    """A copy is brought back as a shop of its own."""
    from producer_app.app.rescue import ask_what_to_bring_back

    ask_what_to_bring_back(window)


# What an entry needs is loaded when it is chosen: the menu stands ready before the first paint.
MENU: Menu = (
    ("rename", N_("Name of the shop"), rename),
    ("copy", N_("Copy the shop to a stick"), copy),
    ("restore", N_("Bring back a copy"), restore),
    ("practice", N_("Open the practice shop"), practice),
    ("forget", N_("Throw the practice shop away"), forget_practice),
    ("own", N_("Open my own shop"), own),
    ("open", N_("Open another shop"), open_another),
)
