"""What connected shops are to be told: written in the same step as the deed, and taken out with it while it still waits.

``telling.py`` tells it. An order's things are told together, once the order has left and a minute of second thoughts is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from producer_app.areas.orders.rows import TROUBLE, Order, Outgoing
from producer_app.base import clock
from producer_app.base.i18n import _
from producer_app.store.shop import Row, Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database

TABLE = "order_outbox"
# So long Undo takes a deed back before anybody hears of it.
SECOND_THOUGHTS = timedelta(seconds=60)
# An order in one of these has left the house; refunds of a part may come at any time.
GONE = ("part_shipped", "shipped", "done", "part_refunded")
# Of these nothing is on its way; asked once more, the shop is looked at first.
UNTOLD = ("waiting", "asks")
OPEN = ("waiting", "sending", "unsure")
STATES = (*OPEN, "sent", "asks", "left")


def later(utc: str, by: timedelta) -> str:
    """A UTC text moved on."""
    return clock.as_text(clock.parse(utc) + by)


# ---------------------------------------------------------------- with the deed, inside its step
def moved(shop: Shop, db: Database, order: Order, state: str) -> None:
    """An order moved to ``state`` by hand: one that leaves is to be told, one that comes back is not any more."""
    if state == "shipped" and order.state not in ("shipped", "done"):
        _put(shop, db, order, "status")
    elif state not in GONE:
        what = "" if state in TROUBLE else " AND what = 'status'"
        db.execute(f"DELETE FROM order_outbox WHERE order_id = ? AND state IN {UNTOLD}{what}", (order.id,))


def numbered(shop: Shop, db: Database, order: Order, number: str) -> None:
    """A parcel's number was written down by hand."""
    _put(shop, db, order, "tracking", number)


def _put(shop: Shop, db: Database, order: Order, what: str, number: str = "") -> None:
    """Files never come here: only orders that a server told, of a shop that is to be told, and no returns of ours."""
    if not shop.value(
            "SELECT 1 FROM order_servers s JOIN order_remotes r ON r.channel = s.channel AND r.number = ? "
            "WHERE s.channel = ? AND s.tells = 1 AND NOT EXISTS(SELECT 1 FROM order_returns t WHERE t.order_id = ?)",
            (order.number, order.channel, order.id)):
        return
    now = clock.now()
    # What was left or refused waits again; what was told is there already.
    db.execute("INSERT INTO order_outbox(order_id, channel, what, number, next_at, at) VALUES(?, ?, ?, ?, ?, ?) "
               "ON CONFLICT(order_id, what, number) DO UPDATE SET state = 'waiting', channel = excluded.channel, tries = 0, "
               "next_at = excluded.next_at, told = '' WHERE state IN ('asks', 'left')",
               (order.id, order.channel, what, number, later(now, SECOND_THOUGHTS), now))


def let_go(db: Database, channel: str) -> None:
    """Takes out what is not at the shop and will not be told any more; what may be there is left with a word."""
    db.execute(f"DELETE FROM order_outbox WHERE channel = ? AND state IN {UNTOLD}", (channel,))
    db.execute("UPDATE order_outbox SET state = 'left', told = ? WHERE channel = ? AND state IN ('sending', 'unsure')",
               (_("It is not certain whether the shop knows. Look there."), channel))


# ---------------------------------------------------------------- a person's word
def leave(shop: Shop, order_id: int, title: str) -> None:
    """Leaves what an order's shop could not be told: it is done by hand there, or need not be."""
    with shop.step(title) as db:
        db.execute(f"UPDATE order_outbox SET state = 'left' WHERE order_id = ? AND state IN {UNTOLD}", (order_id,))


def again(db: Database, order_id: int) -> None:
    """What of an order waits or needs a look is told at once. What may be at the shop keeps its time."""
    db.execute(f"UPDATE order_outbox SET state = 'waiting', next_at = '' WHERE order_id = ? AND state IN {UNTOLD}", (order_id,))


# ---------------------------------------------------------------- reading
_OUTGOING = "SELECT b.*, o.number AS order_number, o.state AS order_state FROM order_outbox b JOIN orders o ON o.id = b.order_id"


def outgoing(row: Row) -> Outgoing:
    """A row of the outbox with its order's number and state."""
    return Outgoing(row["id"], row["order_id"], row["channel"], row["order_number"], row["order_state"], row["what"], row["number"],
                    row["state"], row["tries"], row["next_at"], row["told"])


def of_order(shop: Shop, order_id: int) -> Sequence[Outgoing]:
    """What the shop of an order is or was to be told."""
    return [outgoing(row) for row in shop.rows(f"{_OUTGOING} WHERE b.order_id = ? ORDER BY b.id", (order_id,))]


def needs_a_look(shop: Shop, channel: str, *, limit: int = 20) -> Sequence[Outgoing]:
    """What a shop could not be told, oldest first."""
    return [outgoing(row) for row in shop.rows(f"{_OUTGOING} WHERE b.channel = ? AND b.state = 'asks' ORDER BY b.id LIMIT ?",
                                               (channel, limit))]


def asking(shop: Shop) -> int:
    """How many orders need a look, of all shops, and shops that cannot be told any more."""
    return int(shop.value("SELECT (SELECT count(DISTINCT order_id) FROM order_outbox WHERE state = 'asks') + "
                          "(SELECT count(*) FROM order_servers WHERE tells = 1 AND tells_told <> '')"))


def orders_in(shop: Shop, channel: str) -> dict[str, int]:
    """How many orders of a shop wait to be told, are unsure, were told, need a look or were left; an order counts once."""
    # What was told grows for years and is counted along its index; the rest is little.
    rest = shop.rows(
        "SELECT worst, count(*) AS n, sum(told) AS told FROM (SELECT min(CASE b.state WHEN 'asks' THEN 0 WHEN 'unsure' THEN 1 "
        "WHEN 'sending' THEN 1 WHEN 'waiting' THEN 2 ELSE 3 END) AS worst, EXISTS(SELECT 1 FROM order_outbox t WHERE "
        "t.order_id = b.order_id AND t.state = 'sent') AS told FROM order_outbox b WHERE b.channel = ? "
        "AND b.state IN ('asks', 'unsure', 'sending', 'waiting', 'left') GROUP BY b.order_id) GROUP BY worst", (channel,))
    told = shop.value("SELECT count(DISTINCT order_id) FROM order_outbox WHERE channel = ? AND state = 'sent'", (channel,))
    names = ("asks", "unsure", "waiting", "left")
    found = dict.fromkeys(names, 0) | {names[row["worst"]]: int(row["n"]) for row in rest}
    return found | {"sent": int(told) - sum(int(row["told"]) for row in rest)}


def next_time(shop: Shop, channel: str) -> str:
    """When the next thing of a shop is told, "" where nothing waits. Orders that have not left yet wait for that."""
    return str(shop.value(
        f"SELECT coalesce(min(b.next_at), '') FROM order_outbox b JOIN orders o ON o.id = b.order_id WHERE b.channel = ? "
        f"AND b.state IN {OPEN} AND (b.state <> 'waiting' OR o.state IN {GONE})", (channel,)))


def anything_open(shop: Shop) -> bool:
    """Whether a shop that is to be told has something waiting for it."""
    return bool(shop.value(f"SELECT 1 FROM order_outbox b JOIN order_servers s ON s.channel = b.channel WHERE s.tells = 1 "
                           f"AND s.tells_told = '' AND b.state IN {OPEN} LIMIT 1"))
