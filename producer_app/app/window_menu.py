"""Entries of the window's menu that concern the whole shop: which one, its name."""

from __future__ import annotations

from pathlib import Path

from producer_app.base.i18n import N_, _
from producer_app.ui.window import Menu, Window


def rename(window: Window) -> None:
    """Asks for the shop's name."""
    from PySide6.QtWidgets import QInputDialog

    from producer_app.app import joiner

    name, agreed = QInputDialog.getText(window, _("Name of the shop"), _("Name of the shop"), text=joiner.shop_name(window.shop))
    if agreed and name.strip():
        window.shop.save(joiner.AboutShop(name=name.strip()[:60]), _("Name the shop"))
        window.header.name.setText(name.strip()[:60])
        window.saved(_("The name is saved."))


def open_another(window: Window) -> None:
    """Asks for a shop's folder and shows it."""
    from PySide6.QtWidgets import QFileDialog

    from producer_app.app.window_start import show_shop

    folder = QFileDialog.getExistingDirectory(window, _("Open another shop"))
    if folder:
        show_shop(window, Path(folder), create=False)


MENU: Menu = (
    ("rename", N_("Name of the shop"), rename),
    ("open", N_("Open another shop"), open_another),
)
