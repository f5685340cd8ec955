"""What the shop remembers of its prints: that something was printed, which tags came down, which labels are used."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from producer_app.areas import payments, products
from producer_app.areas.posters import sheets
from producer_app.areas.posters.kinds import printable
from producer_app.areas.posters.queries import names_text
from producer_app.areas.posters.rows import Sheet, SheetSettings
from producer_app.base import clock
from producer_app.base.i18n import _
from producer_app.store.shop import Shop

MOST_NOTED = 9999  # as many as the register takes at a time

def printed(shop: Shop, name: str, *, pages: int, product_ids: Sequence[int] = (), order_ids: Sequence[int] = (),
            maker_ids: Sequence[int] = (), paper: str = "", copies: int = 1, start: int = 0, code_id: int | None = None) -> int:
    """Notes a print; gives its number. What hangs is noted with its price and names, and the opened sheet moves on.

    ``start``: the label it began at. Not undone by Undo: the paper is there."""
    kind = printable(name)
    made = kind.of == "products" and kind.hangs
    with shop.step(_("Print {what}").format(what=_(kind.title)), undoable=False) as db:
        run = db.execute(
            "INSERT INTO print_runs(printed_at, printable, paper, pages, copies, product_ids, order_ids, maker_ids, "
            "code_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (clock.now(), name, paper, pages, copies, json.dumps(list(product_ids)), json.dumps(list(order_ids)),
             json.dumps(list(maker_ids)), code_id)).lastrowid
        for product in products.some(shop, list(product_ids)) if made else ():
            db.execute(
                "INSERT INTO printed_items(run_id, product_id, price_minor, currency, names, unit, pack_g, copies) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                (run, product.id, product.price_now.minor, product.price_now.currency, names_text(product.names), product.unit,
                 product.pack_g, copies))
        if kind.labels:
            _move_on(shop, paper or next(iter(kind.papers)), start + copies * len(product_ids))
    assert run is not None
    return int(run)


def signs_printed(shop: Shop, code_id: int | None, count: int, place: str = "", *, as_file: bool = False) -> None:
    """Notes printed codes in the register of the receiving codes and in their record. ``count``: ``queries.codes_on``, 0 for
    none; ``place``: where they will hang, "" for not known; ``as_file``: saved, to be printed elsewhere. Raises ShopError."""
    if code_id is not None and count:
        payments.note_copies(shop, code_id, min(count, MOST_NOTED), place, clock.now(), as_file=as_file)


def _move_on(shop: Shop, paper: str, used: int) -> None:
    known = shop.load(SheetSettings)
    count = (known.own if paper == sheets.OWN else sheets.SHEETS[paper]).count
    if count > 1:
        shop.save(replace(known, used={**known.used, paper: used % count}))


def taken_down(shop: Shop, item_ids: Sequence[int]) -> None:
    """Ticks old tags off: they no longer hang."""
    with shop.step(_("Old tags taken down")) as db:
        for item_id in item_ids:
            db.execute("UPDATE printed_items SET gone_at = ? WHERE id = ? AND gone_at IS NULL", (clock.now(), item_id))


def use_labels(shop: Shop, paper: str, used: int) -> None:
    """Says how many labels of the opened sheet are used; 0 is a fresh sheet."""
    known = shop.load(SheetSettings)
    shop.save(replace(known, used={**known.used, paper: used}), _("Labels used of a sheet"))


def set_own_sheet(shop: Shop, sheet: Sheet) -> None:
    """Keeps a sheet of one's own. Raises ShopError: it cannot be."""
    known = shop.load(SheetSettings)
    rest = {paper: used for paper, used in known.used.items() if paper != sheets.OWN}
    shop.save(replace(known, own=sheets.checked(sheet), used=rest), _("My own label sheet"))
