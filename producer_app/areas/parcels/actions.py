"""Changes that have to do with sending, one ``shop.step`` each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from producer_app.areas import orders, products
from producer_app.areas.parcels import queries
from producer_app.areas.parcels.pausing import REASONS
from producer_app.areas.parcels.rows import BEARERS, Breakage, Found, GiveBack, Rule, Tariff
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.base.progress import Progress, silent
from producer_app.store.shop import Shop

# Made up for practice: first and further kilogram as such contracts are built, no courier's real prices.
EXAMPLES = (
    Tariff("中通快递", "2026-01-01", (
        Rule((), 1000, 800, 1000, 500, remote=(), remote_minor=0),
        Rule(("新疆", "西藏"), 1000, 1000, 1000, 800, remote=("和田", "喀什", "克州", "阿里"), remote_minor=500),
        Rule(("香港", "澳门", "台湾"), served=False)), example=True),
    Tariff("顺丰速运", "2026-01-01", (
        Rule((), 1000, 2000, 500, 600),
        Rule(("新疆",), 1000, 1300, 500, 250, free_from_minor=29_900)), divisor=6000, example=True),
)
SENDABLE = ("to_ship", "packed", "part_shipped")
MOST_PICTURES = 9


# ---------------------------------------------------------------- tariffs
def save_tariff(shop: Shop, tariff: Tariff) -> int:
    """Keeps a tariff, new (``id`` 0) or changed; gives its id. Raises ShopError: no name, no day, rules that cannot be."""
    checked = _checked(tariff)
    with shop.step(_("Prices of {carrier}").format(carrier=checked.carrier)) as db:
        twin = db.execute("SELECT id FROM tariffs WHERE carrier = ? AND contract = ? AND valid_from = ? AND id <> ?",
                          (checked.carrier, checked.contract, checked.valid_from, checked.id)).fetchone()
        if twin is not None:
            raise ShopError(_("There are prices of this courier from this day on already."),
                            _("Open those, or choose another day."), "TWICE")
        values = (checked.carrier, checked.contract, checked.valid_from, checked.divisor, int(checked.example))
        if checked.id:
            db.execute("UPDATE tariffs SET carrier = ?, contract = ?, valid_from = ?, divisor = ?, example = ? WHERE id = ?",
                       (*values, checked.id))
            db.execute("DELETE FROM tariff_rules WHERE tariff_id = ?", (checked.id,))
            tariff_id = checked.id
        else:
            tariff_id = int(db.execute("INSERT INTO tariffs(carrier, contract, valid_from, divisor, example) "
                                       "VALUES(?, ?, ?, ?, ?) RETURNING id", values).fetchone()[0])
        db.conn.executemany(
            "INSERT INTO tariff_rules(tariff_id, position, places, first_g, first_minor, step_g, step_minor, free_from_minor, "
            "served, remote, remote_minor) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(tariff_id, at, json.dumps(list(r.places), ensure_ascii=False), r.first_g, r.first_minor, r.step_g, r.step_minor,
              r.free_from_minor, int(r.served), json.dumps(list(r.remote), ensure_ascii=False), r.remote_minor)
             for at, r in enumerate(checked.rules)])
    return tariff_id


def _checked(tariff: Tariff) -> Tariff:
    carrier = tariff.carrier.strip()[:60]
    if not carrier:
        raise ShopError(_("The courier has no name."), _("Write the courier’s name."), "NO_CARRIER")
    try:
        day = date.fromisoformat(tariff.valid_from.strip()).isoformat()
    except ValueError:
        raise ShopError(_("“{text}” is not a day.").format(text=tariff.valid_from[:20]),
                        _("Write it like 2026-03-01."), "BAD_DAY") from None
    if not 0 <= tariff.divisor <= 100_000:
        raise ShopError(_("The size divisor must lie between 0 and 100000."), _("Couriers use 5000 to 8000."), "BAD_DIVISOR")
    if not tariff.rules:
        raise ShopError(_("These prices have no line."), _("Write at least one line of prices."), "NO_RULE")
    for rule in tariff.rules:
        amounts = (rule.first_minor, rule.step_minor, rule.free_from_minor, rule.remote_minor)
        if rule.served and not (0 < rule.first_g <= 1_000_000 and 0 < rule.step_g <= 1_000_000):
            raise ShopError(_("The first weight and the step must be above zero."), _("Write a number like 1 or 0.5."),
                            "BAD_WEIGHT")
        if any(not 0 <= amount <= 100_000_00 for amount in amounts):
            raise ShopError(_("A fee is below zero or far too high."), _("Write a number like 8.00."), "BAD_AMOUNT")
    return replace(tariff, carrier=carrier, contract=tariff.contract.strip()[:60], valid_from=day)


def remove_tariff(shop: Shop, tariff_id: int) -> None:
    """Takes a tariff away."""
    with shop.step(_("Remove prices of a courier")) as db:
        db.execute("DELETE FROM tariffs WHERE id = ?", (tariff_id,))


def add_examples(shop: Shop) -> None:
    """Two made-up tariffs for practice, marked as examples; those that are there stay as they are."""
    known = {(t.carrier, t.contract, t.valid_from) for t in queries.tariffs(shop)}
    with shop.step(_("Put in two examples")):
        for tariff in EXAMPLES:
            if (tariff.carrier, tariff.contract, tariff.valid_from) not in known:
                save_tariff(shop, tariff)


# ---------------------------------------------------------------- goods, houses
def answer_carriage(shop: Shop, key: str, *, forbidden: bool) -> None:
    """Keeps whether couriers may carry goods; ``key``: of a queries.doubtful entry."""
    with shop.step(_("Whether a courier may carry it")) as db:
        db.execute("INSERT INTO carriage(key, forbidden, at) VALUES(?, ?, ?) ON CONFLICT(key) DO UPDATE SET "
                   "forbidden = excluded.forbidden, at = excluded.at", (key, int(forbidden), clock.now()))


def set_house(shop: Shop, product_ids: Sequence[int], house: str) -> None:
    """Keeps who makes these products; "" forgets it."""
    with shop.step(_("Who makes it")) as db:
        for product_id in product_ids:
            if house.strip():
                db.execute("INSERT INTO houses(product_id, house) VALUES(?, ?) ON CONFLICT(product_id) DO UPDATE SET "
                           "house = excluded.house", (product_id, house.strip()[:80]))
            else:
                db.execute("DELETE FROM houses WHERE product_id = ?", (product_id,))


# ---------------------------------------------------------------- sending
def send(shop: Shop, order_id: int, tracking: str, *, carrier: str = "") -> str:
    """Writes a parcel's number to its order and moves it on to sent, in one step; gives the carrier, guessed if not named.

    Raises ShopError: no tracking number, an order that is not to be sent, goods that no courier may carry."""
    number = "".join(tracking.split()).upper()
    order = orders.get(shop, order_id)
    known = any(parcel.number == number for parcel in orders.parcels(shop, order_id))
    if order.state not in SENDABLE and not known and order.state != "shipped":
        raise ShopError(_("Order {number} is not one to send: {state}.").format(
            number=isolate(order.number), state=_(orders.STATES[order.state])), _("Open it on the board."), "NOT_TO_SEND")
    queries.check_carriage(shop, [order_id])
    named = carrier.strip() or orders.guess_carrier(number)
    with shop.step(_("Send order {number}").format(number=isolate(order.number))):
        orders.add_parcel(shop, order_id, orders.Parcel(named, number))
        if order.state in SENDABLE:
            orders.set_state(shop, order_id, "shipped")
    return named


def send_many(shop: Shop, found: Sequence[Found], *, progress: Progress = silent) -> int:
    """Writes the numbers of a file to their orders in one step; gives how many. Raises ShopError: goods not to be carried."""
    if not found:
        return 0
    queries.check_carriage(shop, sorted({one.order_id for one in found}))
    with shop.step(ngettext("Write {count} parcel number", "Write {count} parcel numbers", len(found)).format(count=len(found))):
        for done, one in enumerate(found):
            if not done % 50:
                progress(done, len(found))
            orders.add_parcel(shop, one.order_id, orders.Parcel(one.carrier, one.tracking))
            if one.moves and orders.get(shop, one.order_id).state in SENDABLE:
                orders.set_state(shop, one.order_id, "shipped")
    return len(found)


# ---------------------------------------------------------------- pauses
def begin_pause(shop: Shop, starts: str, ends: str, *, reason: str, note: str = "") -> None:
    """Keeps days on which nothing is sent, both included. Raises ShopError: no days, ends before it starts."""
    if reason not in REASONS:
        raise ValueError(f"not a reason: {reason!r}")
    try:
        first, last = date.fromisoformat(starts.strip()), date.fromisoformat(ends.strip())
    except ValueError:
        raise ShopError(_("“{text}” is not a day.").format(text=f"{starts} {ends}"[:40]),
                        _("Write it like 2026-03-01."), "BAD_DAY") from None
    if last < first:
        raise ShopError(_("The last day lies before the first."), _("Write the later day second."), "BAD_DAY")
    with shop.step(_("Pause sending")) as db:
        db.execute("INSERT INTO pauses(starts, ends, reason, note) VALUES(?, ?, ?, ?)",
                   (first.isoformat(), last.isoformat(), reason, note.strip()[:200]))


def end_pause(shop: Shop, pause_id: int) -> None:
    """Takes a pause away: sending goes on."""
    with shop.step(_("Send again")) as db:
        db.execute("DELETE FROM pauses WHERE id = ?", (pause_id,))


# ---------------------------------------------------------------- breakages
def file_breakage(shop: Shop, order_id: int, amount: Money, *, bearer: str, note: str = "", tracking: str = "",
                  pictures: Sequence[Path] = (), back: GiveBack | None = None) -> Breakage:
    """Keeps what broke on the way, with pictures. ``back``: goods whose money goes back to the buyer at once, as a return;
    the amount is theirs then. Raises ShopError: no amount, more than the order, unreadable pictures, a return that cannot be."""
    if bearer not in BEARERS:
        raise ValueError(f"not a bearer: {bearer!r}")
    order = orders.get(shop, order_id)
    if back is None and (amount.minor <= 0 or amount.currency != order.total.currency or amount.minor > order.total.minor):
        raise ShopError(_("The amount must lie between zero and {total}.").format(total=order.total.shown()),
                        _("Write a number like 38.00."), "BAD_AMOUNT")
    if len(pictures) > MOST_PICTURES:
        raise ShopError(_("At most {count} pictures can be kept.").format(count=MOST_PICTURES), _("Choose the clearest."), "MANY")
    # Files first, rows second: a row never names a picture that is not on disk.
    kept = tuple(products.prepare_photo(path, shop.files).picture for path in pictures)
    with shop.step(_("Breakage of order {number}").format(number=isolate(order.number))) as db:
        if back is not None:
            amount = -orders.give_back(shop, order_id, back.position, back.quantity, way=back.way).total
        db.execute("INSERT INTO breakages(order_id, at, tracking, amount_minor, currency, bearer, note, pictures, back_to_buyer) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   (order_id, clock.now(), tracking, amount.minor, amount.currency, bearer, note.strip()[:500], json.dumps(kept),
                    int(back is not None)))
    return queries.breakages(shop, limit=1)[0]


def settle_breakage(shop: Shop, breakage_id: int, bearer: str) -> None:
    """Keeps who bears a breakage in the end."""
    if bearer not in BEARERS:
        raise ValueError(f"not a bearer: {bearer!r}")
    with shop.step(_("Who bears a breakage")) as db:
        db.execute("UPDATE breakages SET bearer = ? WHERE id = ?", (bearer, breakage_id))
