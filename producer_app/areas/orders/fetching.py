"""Fetches the orders of one connected shop: all at first, then only what changed. Runs in a worker, with a Shop of its own.

Orders are taken in as they come, some hundred at a time, each time as one batch. Where the next fetch begins is moved on only when
all was read, so that a stop, a fault or a power cut in between loses nothing: the same orders once more change nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from producer_app.areas.orders import actions, connections, queries, twins, wire
from producer_app.areas.orders.connections import Connection
from producer_app.areas.orders.rows import Placed
from producer_app.areas.orders.servers.values import Cursor, Fetched, Keys, Page, Server, Site, earlier
from producer_app.areas.orders.wire import USUAL, Limits, Wire
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Cancelled, Progress, silent
from producer_app.store import keys
from producer_app.store.keys import Vault
from producer_app.store.shop import Shop

TABLES = frozenset({"orders", "order_lines", "parcels", "order_raw", "order_states", "order_imports", "order_changes",
                    "order_servers", "order_remotes"})
AT_ONCE = 500
# A refund moves no time at some servers; at a press orders that ended lately are asked for once more.
LATELY = timedelta(days=30)
# No shop has so many pages; a server that never ends is left.
MOST_PAGES = 20_000


@dataclass(frozen=True, slots=True)
class Report:
    """What a fetch did. ``fetched``: orders that the server told."""

    title: str
    channel: str
    fetched: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    remarks: tuple[str, ...] = field(default=())


def fetch(shop: Shop, vault: Vault, connection_id: int, *, thorough: bool = False, quiet: bool = False,
          progress: Progress = silent, limits: Limits = USUAL, pause: Callable[[float], None] = time.sleep) -> Report:
    """Fetches what changed at one shop. ``thorough``: also what changes without a word (bins, refunds); ``quiet``: where nothing
    changed nothing is written, so that Undo in an open window stays.

    Stopped after some orders were taken in it gives those. Raises ShopError: the shop's or the line's fault, written down with
    the connection as well; Cancelled: nothing was taken in yet.
    """
    one = connections.get(shop, connection_id)
    server = connections.server_named(one.kind)
    try:
        report = _fetch(shop, one, server, connections.keys_of(vault, one), thorough, quiet, progress, limits, pause)
    except ShopError as why:
        if not shop.read_only:
            connections.note_outcome(shop, one, why.message)
        raise
    return report


def _fetch(shop: Shop, one: Connection, server: Server, secret: Keys, thorough: bool, quiet: bool, progress: Progress,
           limits: Limits, pause: Callable[[float], None]) -> Report:
    site = connections.site_of(server, one.address, secret, plain=one.plain)
    placed: list[Placed] = []
    remarks: list[str] = []
    waiting: list[Fetched] = []
    since, total, goal = one.since, 0, 0

    def alive() -> None:
        progress(total, max(goal, total), _("Asking {shop}").format(shop=isolate(one.title)))

    cursor: Cursor | None = server.first(site, one.since, _again(shop, one, thorough=thorough))
    try:
        with wire.open_wire(site, limits, pause) as line:
            for _page in range(MOST_PAGES):
                if cursor is None:
                    break
                page = _page_of(server, line, site, cursor, one.channel, alive)
                remarks += page.remarks
                waiting += page.orders
                total += len(page.orders)
                since = page.since or since
                cursor = page.next
                goal = cursor.total if cursor is not None else total
                if len(waiting) >= AT_ONCE:
                    placed.append(_keep(shop, one, waiting, progress))
                    waiting = []
    except Cancelled:
        if not placed:
            raise
        return _report(one, total - len(waiting), placed, remarks)
    if quiet and not placed and not one.told and not queries.plan(shop, [order.draft for order in waiting]).count:
        placed.append(Placed(None, 0, 0, len(waiting)))
    else:
        placed.append(_keep(shop, one, waiting, progress, since=since))
    return _report(one, total, placed, remarks)


def _report(one: Connection, total: int, placed: Sequence[Placed], remarks: Sequence[str]) -> Report:
    return Report(one.title, one.channel, total, sum(p.new for p in placed), sum(p.changed for p in placed),
                  sum(p.same for p in placed), tuple(dict.fromkeys(remarks)))


def _page_of(server: Server, line: Wire, site: Site, cursor: Cursor, channel: str, alive: Callable[[], None]) -> Page:
    """One page. A single order asked for by its number may be gone: that is an answer too."""
    answer = line.send(server.next_request(site, cursor), alive)
    if not (cursor.step == "one" and answer.status == 404):
        wire.asked(server, site, answer)
    return server.understand(cursor, answer, channel)


def _again(shop: Shop, one: Connection, *, thorough: bool) -> tuple[str, ...]:
    """Ids to ask for whether or not the server says that they changed."""
    if one.kind == "woocommerce" and not thorough:
        return ()
    found = [r[0] for r in shop.rows("SELECT remote_id FROM order_remotes WHERE channel = ? AND open = 1", (one.channel,))]
    if thorough and one.kind != "woocommerce":
        found += [r[0] for r in shop.rows(
            "SELECT r.remote_id FROM order_remotes r JOIN orders o ON o.channel = r.channel AND o.number = r.number "
            "WHERE r.channel = ? AND r.open = 0 AND o.placed_at > ?", (one.channel, earlier(clock.now(), LATELY)))]
    return tuple(found)


def _keep(shop: Shop, one: Connection, fetched: Sequence[Fetched], progress: Progress, *, since: str | None = None) -> Placed:
    """Takes orders in. ``since``: the fetch is over, and the next one begins there."""
    latest = list({order.remote_id: order for order in fetched}.values())
    drafts = [order.draft for order in latest]
    if not drafts and since is None:
        return Placed(None, 0, 0, 0)
    with shop.step(_("Fetch orders from {shop}").format(shop=isolate(one.title)), undoable=False) as db:
        twins.adopt(shop, db, drafts)
        placed = actions.place(shop, drafts, progress=progress)
        db.conn.executemany(
            "INSERT INTO order_remotes(channel, remote_id, number, open) VALUES(?, ?, ?, ?) ON CONFLICT(channel, remote_id) DO "
            "UPDATE SET number = excluded.number, open = excluded.open WHERE number <> excluded.number OR open <> excluded.open",
            [(one.channel, order.remote_id, order.draft.number, int(order.open)) for order in latest])
        if since is not None:
            db.execute("UPDATE order_servers SET since = ?, told_at = ?, told = '' WHERE id = ?", (since, clock.now(), one.id))
    return placed


@dataclass(frozen=True, slots=True)
class Round:
    """What asking all shops did. ``locked``: the keys need their passphrase first, and nobody was asked."""

    reports: tuple[Report, ...] = ()
    faults: tuple[str, ...] = ()
    locked: bool = False
    at: str = ""

    @property
    def changed(self) -> int:
        """How many orders are new or changed."""
        return sum(one.new + one.changed for one in self.reports)


def fetch_all(opener: Callable[[], Shop], progress: Progress = silent, *, thorough: bool = False, quiet: bool = False,
              limits: Limits = USUAL) -> Round:
    """Fetches from every connected shop, one after the other; a fault of one does not keep the others. Runs in a worker."""
    vault = keys.vault()
    if vault.locked:
        return Round(locked=True)
    reports: list[Report] = []
    faults: list[str] = []
    with opener() as shop:
        for one in connections.connections(shop):
            try:
                reports.append(fetch(shop, vault, one.id, thorough=thorough, quiet=quiet, progress=progress, limits=limits))
            except Cancelled:
                if not reports:
                    raise
                break
            except ShopError as why:
                faults.append(f"{isolate(one.title)}: {why.message}")
    return Round(tuple(reports), tuple(faults), at=clock.now())
