"""The one that gets killed: does shop work in a loop and writes a promise to a log only after it was kept.

Started once by ``test_killed.py`` as a server that forks a worker a round (so a round costs no start of Python). A kind
of work is a function in ``KINDS`` and its check in ``CHECKS``; another area adds one of each here.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from producer_app.app import joiner
from producer_app.areas.orders import actions as order_actions
from producer_app.areas.orders.rows import LineDraft, OrderDraft
from producer_app.areas.products import actions
from producer_app.areas.products.rows import ProductDraft
from producer_app.areas.till import actions as till_actions
from producer_app.areas.till import queries as till_queries
from producer_app.areas.till.rows import Basket, Item
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store import backup, files
from producer_app.store.schema import Migrations
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from sqlite_utils.db import Database

BATCH = 150
Promise = dict[str, Any]


# ---------------------------------------------------------------------- kinds of work; each gives what it promises
def add_product(shop: Shop, pick: random.Random) -> Promise:
    name = f"walnut {pick.random()}"
    return {"id": actions.add(shop, ProductDraft({"en": name, "ug": "ياڭاق"}, Money(pick.randrange(10**6)))), "name": name}


def add_photo(shop: Shop, pick: random.Random) -> Promise:
    product = actions.add(shop, ProductDraft({"en": "with a photo"}, Money(1)))
    name = shop.files.keep(pick.randbytes(pick.randrange(1, 200_000)), ".jpg")
    with shop.step("Add photo") as db:
        db.execute("INSERT INTO photos(product_id, original, picture, thumb, added_at) VALUES(?, ?, ?, ?, '')",
                   (product, name, name, name))
    return {"photo": name}


def sell(shop: Shop, pick: random.Random) -> Promise:
    """Money in, goods out: two rows whose sum never changes."""
    amount = pick.randrange(1, 1000)
    with shop.step("Sale") as db:
        db.execute("UPDATE settings SET value = value + ? WHERE name = 'test.cash'", (amount,))
        cash = db.execute("SELECT value FROM settings WHERE name = 'test.cash'").fetchone()[0]
        db.execute("UPDATE settings SET value = value - ? WHERE name = 'test.goods'", (amount,))
    return {"cash": int(cash)}


def import_batch(shop: Shop, pick: random.Random) -> Promise:
    batch = f"batch {pick.random()}"
    with shop.step("Import", undoable=False):
        for number in range(BATCH):
            product = actions.add(shop, ProductDraft({"en": f"{batch} {number}"}, Money(number)))
            with shop.step("Sort") as db:
                db.execute("UPDATE products SET category = ? WHERE id = ?", (batch, product))
    return {"batch": batch}


def add_and_undo(shop: Shop, pick: random.Random) -> Promise:
    product = actions.add(shop, ProductDraft({"en": "a mistake"}, Money(1)))
    with shop.step("Mark") as db:
        db.execute("UPDATE products SET category = 'mistake' WHERE id = ?", (product,))
    shop.undo()
    shop.undo()
    return {"mistakes": 0}


def daily_copy(shop: Shop, pick: random.Random) -> Promise:
    made = backup.backup(shop.folder, shop.folder / "backups", photos=False)
    for old in sorted(made.parent.iterdir())[:-3]:
        old.unlink()
    return {"copy": made.name}


def keep_note(shop: Shop, pick: random.Random) -> Promise:
    text = str(pick.random()) * pick.randrange(1, 5000)
    files.atomic_write(shop.folder / "note.txt", text.encode())
    return {"note": len(text)}


def till_sale(shop: Shop, pick: random.Random) -> Promise:
    product = actions.add(shop, ProductDraft({"en": "sold"}, Money(500)))
    return {"order": till_actions.sell(shop, Basket((Item(product, "sold", "", "jar", Money(500)),)), way="cash").id}


def till_basket(shop: Shop, pick: random.Random) -> Promise:
    """A basket grows on the counter and is put aside, while another one is begun."""
    name = f"basket {pick.random()}"
    product = actions.add(shop, ProductDraft({"en": name}, Money(500)))
    basket = Basket()
    for _tap in range(3):
        basket = basket.add(Item(product, name, "", "jar", Money(500)))
        till_actions.keep(shop, basket, "Tap")
    till_actions.park(shop, basket)
    return {"basket": name}


def import_orders(shop: Shop, pick: random.Random) -> Promise:
    first = pick.randrange(10**12)
    drafts = [OrderDraft("shopify", str(first + n), "to_ship", "", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", Money(900),
                         lines=tuple(LineDraft(f"S{m}", "oil", quantity=Quantity.of(1), unit_price=Money(300), total=Money(300))
                                     for m in range(3))) for n in range(40)]
    return {"batch": order_actions.place(shop, drafts).batch, "orders": [d.number for d in drafts]}


KINDS: dict[str, Callable[[Shop, random.Random], Promise]] = {
    "products.add": add_product, "photo": add_photo, "sale": sell, "import": import_batch, "undo": add_and_undo,
    "backup": daily_copy, "note": keep_note, "till.sale": till_sale,
    "till.basket": till_basket, "orders.import": import_orders,
}


# ---------------------------------------------------------------------- what must hold, given all promises of a kind
def check_product(shop: Shop, promises: list[Promise]) -> None:
    for promise in promises:
        found = shop.one("SELECT name FROM product_names WHERE product_id = ? AND language = 'en'", (promise["id"],))
        assert found is not None, f"lost {promise}"
        assert found["name"] == promise["name"]
    half = shop.value("SELECT count(*) FROM products p WHERE NOT EXISTS (SELECT 1 FROM product_names n WHERE n.product_id = p.id) "
                      "OR (SELECT count(*) FROM prices r WHERE r.product_id = p.id) <> 1")
    assert half == 0, "a product without its name or price"


def check_photo(shop: Shop, promises: list[Promise]) -> None:
    rows = {row["original"] for row in shop.rows("SELECT original FROM photos")}
    assert {p["photo"] for p in promises} <= rows
    for name in rows:
        assert shop.files.sound(name), f"cut or missing photo {name}"


def check_sale(shop: Shop, promises: list[Promise]) -> None:
    cash, goods = (int(shop.value("SELECT value FROM settings WHERE name = ?", (f"test.{n}",))) for n in ("cash", "goods"))
    assert cash + goods == 0, "half a sale"
    assert cash >= max((p["cash"] for p in promises), default=0)


def check_import(shop: Shop, promises: list[Promise]) -> None:
    counts = {r["category"]: r["n"] for r in shop.rows("SELECT category, count(*) AS n FROM products GROUP BY category")}
    assert {p["batch"] for p in promises} <= set(counts)
    assert {n for name, n in counts.items() if name.startswith("batch")} <= {BATCH}, "half an import"


def check_undo(shop: Shop, promises: list[Promise]) -> None:
    found = shop.value("SELECT count(*) FROM product_names WHERE name = 'a mistake'")
    # Only the work that was under way when its worker was killed may have left one.
    assert found <= int(shop.value("SELECT value FROM settings WHERE name = 'test.rounds'"))


def check_backup(shop: Shop, promises: list[Promise]) -> None:
    place = shop.folder / "backups"
    for path in place.iterdir() if place.is_dir() else ():
        backup.verify(path)
    if promises:
        assert promises[-1]["copy"] <= max(p.name for p in place.iterdir())


def check_note(shop: Shop, promises: list[Promise]) -> None:
    path = shop.folder / "note.txt"
    if promises or path.exists():
        text = path.read_text()
        unit = text[:text.index("0.", 1)] if "0." in text[1:] else text
        assert text == unit * (len(text) // len(unit)), "a torn note"


def check_till(shop: Shop, promises: list[Promise]) -> None:
    for promise in promises:
        assert shop.value("SELECT count(*) FROM orders WHERE id = ?", (promise["order"],)) == 1, f"lost {promise}"
    half = shop.value("SELECT count(*) FROM orders o WHERE channel = 'stall' AND ("
                      "(SELECT count(*) FROM order_lines l WHERE l.order_id = o.id) <> 1 OR "
                      "(SELECT sum(amount_minor) FROM order_payments p WHERE p.order_id = o.id) IS NOT o.total_minor)")
    assert half == 0, "half a sale at the till"


def check_orders(shop: Shop, promises: list[Promise]) -> None:
    kept = {row["number"] for row in shop.rows("SELECT number FROM orders WHERE channel = 'shopify'")}
    assert {number for p in promises for number in p["orders"]} <= kept, "lost an imported order"
    batches = shop.rows("SELECT new, (SELECT count(*) FROM orders o WHERE o.first_import = i.id) AS there FROM order_imports i")
    assert all(row["new"] == row["there"] == 40 for row in batches), "half an order file"
    assert len(kept) == 40 * len(batches)
    assert shop.value("SELECT count(*) FROM orders o WHERE channel = 'shopify' AND "
                      "(SELECT count(*) FROM order_lines l WHERE l.order_id = o.id) <> 3") == 0, "an order without its lines"


def check_baskets(shop: Shop, promises: list[Promise]) -> None:
    aside = [one.basket for one in till_queries.parked(shop)]
    assert {p["basket"] for p in promises} <= {basket.items[0].name for basket in aside}, "lost a basket"
    for basket in aside:
        assert [(i.quantity, i.total) for i in basket.items] == [(Quantity.of(3), Money(1500))], "half a basket aside"
    on_counter = till_queries.on_counter(shop)
    assert on_counter.total.minor in (0, 500, 1000, 1500)


CHECKS: dict[str, Callable[[Shop, list[Promise]], None]] = {
    "products.add": check_product, "photo": check_photo, "sale": check_sale, "import": check_import, "undo": check_undo,
    "backup": check_backup, "note": check_note, "till.sale": check_till,
    "till.basket": check_baskets, "orders.import": check_orders,
}


def prepare(folder: Path) -> None:
    """The shop the work begins with."""
    with joiner.open_shop(folder, create=True) as shop, shop.step("Begin") as db:
        for name in ("cash", "goods", "rounds"):
            db.execute("INSERT INTO settings VALUES(?, 0)", (f"test.{name}",))


# ---------------------------------------------------------------------- the worker
def later() -> Migrations:
    """Tables of a later program, for kills within an upgrade."""
    more = Migrations("later")

    @more()
    def add_table(db: Database) -> None:
        db.execute("CREATE TABLE later(id INTEGER PRIMARY KEY, product_id INTEGER REFERENCES products(id))")
        db.execute("INSERT INTO later(product_id) SELECT id FROM products")

    @more()
    def rebuild(db: Database) -> None:
        db["products"].transform(defaults={"category": "food"})  # type: ignore[union-attr]  # a table, not a view

    return more


def work(folder: Path, log: Path, seed: int, kinds: list[str]) -> None:
    """Works until it is killed; now and then closes the shop and opens it again."""
    pick = random.Random(seed)
    promised = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        if kinds == ["make"]:
            joiner.open_shop(folder, create=True).close()
            os.write(promised, b'{"kind": "make"}\n')
            continue
        if kinds == ["upgrade"]:
            Shop.open(folder, [*joiner.schemas(), later()]).close()
            os.write(promised, b'{"kind": "upgrade"}\n')
            continue
        with joiner.open_shop(folder) as shop:
            for _n in range(pick.randrange(1, 8)):
                kind = pick.choice(kinds)
                promise = KINDS[kind](shop, pick)
                os.write(promised, (json.dumps({"kind": kind, **promise}) + "\n").encode())


def serve() -> None:
    """For each line of orders forks a worker, tells its number, and tells when it is gone."""
    import sqlite_utils.db  # noqa: F401  # loaded once here, not in every worker

    # Each kind of work once, so that what it loads when it is first done is loaded for all workers.
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "shop"
        prepare(folder)
        with joiner.open_shop(folder) as shop:
            for deed in KINDS.values():
                deed(shop, random.Random(0))
    for line in sys.stdin:
        order = json.loads(line)
        worker = os.fork()
        if not worker:
            try:
                work(Path(order["folder"]), Path(order["log"]), order["seed"], order["kinds"])
            finally:
                os._exit(70)
        print(worker, flush=True)
        _pid, status = os.waitpid(worker, 0)
        print("killed" if os.WIFSIGNALED(status) else f"ended by itself with {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    serve()
