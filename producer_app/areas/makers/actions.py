"""Changes to makers, one step each."""

from __future__ import annotations

from producer_app.areas import products
from producer_app.areas.makers import queries
from producer_app.areas.makers.rows import Part
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store.shop import Shop

LONGEST = 60


def add(shop: Shop, name: str, phone: str = "") -> int:
    """Writes a maker down; gives her id. Raises ShopError: no name."""
    name = _name(name)
    with shop.step(_("Write down {name}").format(name=name)) as db:
        return int(db.execute("INSERT INTO makers(name, phone) VALUES(?, ?) RETURNING id",
                              (name, phone.strip()[:30])).fetchone()[0])


def change(shop: Shop, maker_id: int, name: str, phone: str) -> None:
    """Another name or phone. Raises ShopError: no name, no such maker."""
    name = _name(name)
    queries.get(shop, maker_id)
    with shop.step(_("Change {name}").format(name=name)) as db:
        db.execute("UPDATE makers SET name = ?, phone = ? WHERE id = ?", (name, phone.strip()[:30], maker_id))


def _name(typed: str) -> str:
    name = " ".join(typed.split())[:LONGEST]
    if not name:
        raise ShopError(_("The maker has no name."), _("Write her name."), "NO_NAME")
    return name


def remove(shop: Shop, maker_id: int) -> None:
    """Takes a maker off the list; her products stay in the shop."""
    with shop.step(_("Take {name} off the list").format(name=queries.get(shop, maker_id).name)) as db:
        db.execute("DELETE FROM makers WHERE id = ?", (maker_id,))


def assign(shop: Shop, product_id: int, maker_id: int | None) -> None:
    """Says who makes a product; None for nobody. Raises ShopError: no such product or maker."""
    product = products.get(shop, product_id)
    if maker_id is None:
        with shop.step(_("Nobody makes {product}").format(product=product.name)) as db:
            db.execute("DELETE FROM maker_products WHERE product_id = ?", (product_id,))
        return
    maker = queries.get(shop, maker_id)
    with shop.step(_("{name} makes {product}").format(name=maker.name, product=product.name)) as db:
        db.execute("INSERT INTO maker_products(product_id, maker_id) VALUES(?, ?) "
                   "ON CONFLICT(product_id) DO UPDATE SET maker_id = excluded.maker_id", (product_id, maker_id))


def confirm(shop: Shop, part: Part) -> None:
    """Keeps that she brings her part as it is now. Raises ShopError: nothing to bring, no such maker."""
    if not part.goods:
        raise ShopError(_("{name} has nothing to bring now.").format(name=part.maker.name), _("Look at the open orders."),
                        "NOTHING_TO_BRING")
    maker = queries.get(shop, part.maker.id)
    now = clock.now()
    with shop.step(_("{name} brings her part").format(name=maker.name)) as db:
        db.execute("DELETE FROM maker_words WHERE maker_id = ?", (maker.id,))
        db.conn.executemany("INSERT INTO maker_words(maker_id, product_id, quantity_milli, said_at) VALUES(?, ?, ?, ?)",
                            [(maker.id, one.product_id, one.quantity.milli, now) for one in part.goods])


def unconfirm(shop: Shop, maker_id: int) -> None:
    """Takes her word away: she has not said yes, or not any more."""
    with shop.step(_("{name} has not said yes").format(name=queries.get(shop, maker_id).name)) as db:
        db.execute("DELETE FROM maker_words WHERE maker_id = ?", (maker_id,))
