"""The printables, one file each with ``PRINTABLE``: cards in, pages in millimetres out."""

from __future__ import annotations

import sys
from functools import cache

from producer_app.areas.posters.rows import Printable
from producer_app.base import discover
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _


@cache
def printables() -> dict[str, Printable]:
    """All printables by their id, those of products first, and a page for each before the lists."""
    found = discover.kinds(sys.modules[__name__], "PRINTABLE")
    return {p.id: p for p in sorted(found, key=lambda p: (p.of != "products", not p.one_each, p.id))}


def printable(name: str) -> Printable:
    """One printable. Raises ShopError: no such one."""
    found = printables().get(name)
    if found is None:
        raise ShopError(_("There is no printable called “{name}”.").format(name=name[:40]),
                        _("Choose one of: {names}.").format(names=", ".join(printables())), "NO_PRINTABLE")
    return found
