"""Connected shops: which ones, under which address, when they were last asked; products settled for them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from producer_app.areas.orders import actions, outbox, servers
from producer_app.areas.orders.servers.news import Teller
from producer_app.areas.orders.servers.values import Keys, Server, Site, channel_name, tidy_address
from producer_app.base import clock
from producer_app.base.discover import kinds as discovered
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.store.keys import Vault
from producer_app.store.shop import Row, Shop


@dataclass(frozen=True, slots=True)
class Connection:
    """One connected shop. ``plain``: its keys may travel over http; ``told_at``, ``told``: the last fetch and what went wrong,
    "" for nothing; ``tells``: it is told when a parcel leaves; ``stopped``: why that stopped, "" for nothing."""

    id: int
    kind: str
    title: str
    address: str
    channel: str
    key_name: str
    plain: bool = False
    since: str = ""
    told_at: str = ""
    told: str = ""
    tells: bool = False
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Goods of a channel that are no product here yet. ``said``: what is remembered; ``orders``: how many hold it."""

    said: str
    sku: str
    title: str
    orders: int


@cache
def server_kinds() -> tuple[Server, ...]:
    """Every kind of server, by title."""
    return tuple(sorted(discovered(servers, "SERVER"), key=lambda server: server.title))


@cache
def tellers() -> dict[str, Teller]:
    """How each kind of server is told that a parcel left, by the kind's name."""
    return {teller.name: teller for teller in discovered(servers, "TELLER")}


def server_named(name: str) -> Server:
    """One kind of server. Raises ShopError NO_SERVER_KIND."""
    for server in server_kinds():
        if server.name == name:
            return server
    raise ShopError(_("“{name}” is not a kind of shop known here.").format(name=name),
                    _("Choose one of: {names}.").format(names=", ".join(s.name for s in server_kinds())), "NO_SERVER_KIND")


def channel_words(channel: str) -> str:
    """What people call the channel of a connected shop: its kind and address."""
    kind, _colon, address = channel.partition(":")
    title = next((server.title for server in server_kinds() if server.name == kind), kind)
    return f"{_(title)} {isolate(address)}"


# ---------------------------------------------------------------- reading
def _connection(row: Row) -> Connection:
    return Connection(row["id"], row["kind"], row["title"], row["address"], row["channel"], row["key_name"], bool(row["plain"]),
                      row["since"], row["told_at"], row["told"], bool(row["tells"]), row["tells_told"])


def connections(shop: Shop) -> list[Connection]:
    """All connected shops, in the order they were connected."""
    return [_connection(row) for row in shop.rows("SELECT * FROM order_servers ORDER BY id")]


def named(shop: Shop, name: str) -> Connection:
    """A connection by its title, address or channel. Raises ShopError NO_CONNECTION."""
    for one in connections(shop):
        if name in (one.title, one.address, one.channel, str(one.id)):
            return one
    raise ShopError(_("No shop “{name}” is connected.").format(name=isolate(name)), _("Look in the list of connected shops."),
                    "NO_CONNECTION")


def get(shop: Shop, connection_id: int) -> Connection:
    """One connection. Raises ShopError NO_CONNECTION: it was removed."""
    row = shop.one("SELECT * FROM order_servers WHERE id = ?", (connection_id,))
    if row is None:
        raise ShopError(_("This shop is not connected any more."), _("Look in the list of connected shops."), "NO_CONNECTION")
    return _connection(row)


def site_of(server: Server, address: str, keys: Keys, *, plain: bool) -> Site:
    """A site to be asked. Raises ShopError: no address, no key, or http without the person's word."""
    site = Site(tidy_address(address, server.tails), Keys("".join(keys.user.split()), keys.secret.strip()))
    if not site.keys.secret or (server.user_needed and not site.keys.user):
        raise ShopError(_("The key is missing."), _(server.help), "NO_KEY")
    if not site.encrypted and not plain:
        raise ShopError(_("Over http anybody on the way could read along."),
                        _("Begin the address with https://, or allow http where the shop stands in your own network."),
                        "PLAIN_HTTP")
    return site


def keys_of(vault: Vault, one: Connection) -> Keys:
    """The keys of a connection. Raises ShopError: locked, or not on this computer."""
    found = vault.get(one.key_name)
    try:
        user, secret = json.loads(found or "")
        return Keys(str(user), str(secret))
    except (ValueError, TypeError):
        raise ShopError(_("The key of {shop} is not on this computer.").format(shop=isolate(one.title)),
                        _("Connect the shop again; its orders stay."), "KEY_GONE") from None


# ---------------------------------------------------------------- changing
def connect(shop: Shop, vault: Vault, server: Server, site: Site, *, title: str = "", plain: bool = False) -> Connection:
    """Keeps a connection; its keys go to the vault first. The same shop again gets its new keys. Raises ShopError."""
    channel = channel_name(server.name, site.address)
    known = next((one for one in connections(shop) if one.channel == channel), None)
    key_name = known.key_name if known else f"shop-{os.urandom(8).hex()}"
    title = title.strip() or (known.title if known else site.address.partition("://")[2])
    vault.put(key_name, json.dumps([site.keys.user, site.keys.secret]))
    with shop.step(_("Connect {shop}").format(shop=isolate(title)), undoable=False) as db:
        db.execute("INSERT INTO order_servers(kind, title, address, channel, key_name, plain, at) VALUES(?, ?, ?, ?, ?, ?, ?) "
                   "ON CONFLICT(channel) DO UPDATE SET title = excluded.title, address = excluded.address, plain = excluded.plain, "
                   "told = '', tells_told = ''", (server.name, title, site.address, channel, key_name, int(plain), clock.now()))
    return named(shop, channel)


def disconnect(shop: Shop, vault: Vault, connection_id: int) -> None:
    """Forgets a connection and its keys; its orders stay."""
    one = get(shop, connection_id)
    with shop.step(_("Remove the connection to {shop}").format(shop=isolate(one.title)), undoable=False) as db:
        outbox.let_go(db, one.channel)
        db.execute("DELETE FROM order_servers WHERE id = ?", (one.id,))
    vault.remove(one.key_name)


def note_outcome(shop: Shop, one: Connection, told: str) -> Connection:
    """Writes down when a shop was asked and what went wrong, "" for nothing."""
    now = clock.now()
    with shop.step(_("Ask {shop}").format(shop=isolate(one.title)), undoable=False) as db:
        db.execute("UPDATE order_servers SET told_at = ?, told = ? WHERE id = ?", (now, told, one.id))
    return replace(one, told_at=now, told=told)


# ---------------------------------------------------------------- telling
def set_telling(shop: Shop, connection_id: int, *, on: bool) -> None:
    """Whether a shop is told when a parcel leaves. Turned off, what still waits is not told any more; what was told stays."""
    one = get(shop, connection_id)
    title = _("Tell {shop} when a parcel leaves") if on else _("Tell {shop} nothing any more")
    with shop.step(title.format(shop=isolate(one.title))) as db:
        if not on:
            outbox.let_go(db, one.channel)
        db.execute("UPDATE order_servers SET tells = ?, tells_told = '' WHERE id = ?", (int(on), one.id))


def stop_telling(shop: Shop, one: Connection, why: str) -> None:
    """Stops telling a shop until a person tries again, because its key may not. ``why``: one sentence."""
    with shop.step(_("Tell {shop}").format(shop=isolate(one.title)), undoable=False) as db:
        db.execute("UPDATE order_servers SET tells_told = ? WHERE id = ?", (why, one.id))


# ---------------------------------------------------------------- products
def unknown_goods(shop: Shop, *, limit: int = 50) -> Sequence[tuple[str, Unknown]]:
    """Goods of connected shops that are no product here, most ordered first: channel and goods."""
    found: list[tuple[str, Unknown]] = []
    for one in connections(shop):
        rows = shop.rows(
            "SELECT l.sku, l.title, count(DISTINCT l.order_id) AS orders FROM orders o JOIN order_lines l ON l.order_id = o.id "
            "WHERE o.channel = ? AND l.product_id IS NULL GROUP BY CASE l.sku WHEN '' THEN l.title ELSE l.sku END, l.sku = '' "
            "ORDER BY orders DESC, l.title LIMIT ?", (one.channel, limit))
        found += [(one.channel, Unknown(r["sku"] or actions.NO_SKU + r["title"], r["sku"], r["title"], r["orders"])) for r in rows]
    return sorted(found, key=lambda pair: -pair[1].orders)[:limit]


def settle(shop: Shop, channel: str, goods: Unknown, product_id: int) -> int:
    """Says which product goods of a channel are: for the orders here and for all to come. Gives how many lines it was."""
    with shop.step(_("“{goods}” is a product").format(goods=isolate(goods.title))) as db:
        db.execute("INSERT INTO order_skus(channel, said, product_id, at) VALUES(?, ?, ?, ?) ON CONFLICT(channel, said) DO UPDATE "
                   "SET product_id = excluded.product_id, at = excluded.at", (channel, goods.said, product_id, clock.now()))
        where, value = ("l.sku = ?", goods.sku) if goods.sku else ("l.sku = '' AND l.title = ?", goods.title)
        changed = db.execute(
            "UPDATE order_lines SET product_id = ? WHERE id IN (SELECT l.id FROM orders o JOIN order_lines l ON l.order_id = o.id "
            f"WHERE o.channel = ? AND l.product_id IS NULL AND {where})", (product_id, channel, value))
        return int(changed.rowcount)
