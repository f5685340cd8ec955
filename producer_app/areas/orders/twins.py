"""The same order told twice: by a shop's server and by a file exported from it. The server's word is whole and newer.

Numbers are compared together with the sum and the day, because two shops of one kind count from one alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from producer_app.areas.orders.rows import OrderDraft
from producer_app.store.shop import Row, Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database

# Which channels of files come from which kind of server.
FILES_OF = {"woocommerce": ("woocommerce-advanced", "woocommerce-webtoffee")}
# A file writes the shop's local time without a zone.
NEAR = timedelta(hours=26)


def is_server(channel: str) -> bool:
    """Whether a channel is a shop's own server: kind and address."""
    return ":" in channel and not channel.startswith("own:")


def told_by_servers(shop: Shop, drafts: Sequence[OrderDraft]) -> set[tuple[str, str]]:
    """Channel and number of those drafts of files which a server has told already."""
    found: set[tuple[str, str]] = set()
    for kind, files in FILES_OF.items():
        mine = [draft for draft in drafts if draft.channel in files]
        if mine:
            for channel in _channels(shop, kind):
                rows = _rows(shop, channel, [draft.number for draft in mine])
                found |= {(d.channel, d.number) for d in mine if d.number in rows and _same(d, rows[d.number])}
    return found


def adopt(shop: Shop, db: Database, drafts: Sequence[OrderDraft]) -> int:
    """Orders that came by file earlier become the server's, with their history, payments and parcels; gives how many."""
    many = 0
    for kind, files in FILES_OF.items():
        mine = [draft for draft in drafts if draft.channel.startswith(kind + ":")]
        if not mine:
            continue
        known = _rows(shop, mine[0].channel, [draft.number for draft in mine])
        for file_channel in files:
            rows = _rows(shop, file_channel, [draft.number for draft in mine if draft.number not in known])
            for draft in mine:
                row = rows.get(draft.number)
                if row is not None and draft.number not in known and _same(draft, row):
                    db.execute("UPDATE orders SET channel = ? WHERE id = ?", (draft.channel, row["id"]))
                    known[draft.number] = row
                    many += 1
    return many


def _channels(shop: Shop, kind: str) -> list[str]:
    """The channels of a kind of server that have orders; each by one look into the index."""
    found, last = [], kind + ":"
    while (row := shop.one("SELECT channel FROM orders WHERE channel > ? AND channel < ? ORDER BY channel LIMIT 1",
                           (last, kind + ";"))) is not None:
        last = row["channel"]
        found.append(last)
    return found


def _rows(shop: Shop, channel: str, numbers: Sequence[str]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for start in range(0, len(numbers), 500):
        some = numbers[start:start + 500]
        marks = ",".join("?" * len(some))
        for row in shop.rows("SELECT id, number, total_minor, currency, placed_at FROM orders WHERE channel = ? "
                             f"AND number IN ({marks})", (channel, *some)):
            found[row["number"]] = row
    return found


def _same(draft: OrderDraft, row: Row) -> bool:
    if (draft.total.minor, draft.total.currency) != (row["total_minor"], row["currency"]):
        return False
    try:
        return abs(datetime.fromisoformat(draft.placed_at) - datetime.fromisoformat(row["placed_at"])) <= NEAR
    except (ValueError, TypeError):
        return False
