"""The practice shop: 60 products with their own pictures, two receiving codes, orders from files and a chat, stall sales.

Everything goes the way a person's own input goes: pictures are prepared, codes are read from screenshots, files imported,
a chat is read, goods are counted. One thing has a second size with a price for some days, of one the shelf runs short and
of one more was sold than there is; a neighbour owes, and a buyer was asked for money.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from producer_app.app import joiner
from producer_app.areas import orders, parcels, payments, products, receiving, stock, till
from producer_app.base import clock
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money
from producer_app.base.progress import Progress
from producer_app.base.quantity import Quantity
from producer_app.base.travelling import RESOURCES
from producer_app.store.shop import Shop

NAME = N_("Gülnar’s rose jam")
OWNER = "古丽娜尔"
SAMPLES = RESOURCES / "samples"
SALES = (("cash", ((0, 2), (3, 1))), ("code", ((1, 1),)), ("cash", ((5, 3),)), ("code", ((2, 1), (4, 2))), ("cash", ((6, 1),)))
NEIGHBOUR = "ئايگۈل"
CHAT = "王小明 13812341234 新疆和田地区墨玉县幸福路12号 庭院玫瑰花酱2瓶"
# What lies on the shelf, by article number: enough, less than a week's sales, and a jar less than was sold.
SHELF = {"P006": 24, "P059": 1, "P001": 1}


def order_files() -> list[Path]:
    """The order files that travel with the program."""
    return sorted((SAMPLES / "orders").glob("*.csv"))


def fill(shop: Shop, progress: Progress) -> None:
    """Fills an empty shop; about ten seconds on a small computer."""
    shop.save(joiner.AboutShop(name=_(NAME)), _("Name the shop"))
    add_products(shop, progress)
    add_codes(shop)
    for source in orders.read(order_files()):
        orders.place(shop, source.drafts, files=source.files, digests=source.digests)
    parcels.add_examples(shop)
    offered = [p for p in products.listing(shop, limit=100) if p.picture]
    for way, what in SALES:
        basket = till.Basket()
        for place, many in what:
            product = offered[place % len(offered)]
            for _one in range(many):
                basket = basket.add(_item(product))
        till.sell(shop, basket, way=way)
    till.sell(shop, till.Basket().add(_item(offered[1])), way="credit", buyer=NEIGHBOUR)
    count_shelf(shop)
    add_chat(shop)
    add_sizes_and_days(shop)


def _item(product: products.Product) -> till.Item:
    return till.Item(product.id, product.name, product.sku, product.unit, product.price)


def add_sizes_and_days(shop: Shop) -> None:
    """A small jar of the rose jam beside the large one; a week of it for less."""
    large = _by_sku(shop, "P001")
    photo = products.Photo(large.photo, large.picture, large.thumb)
    small = products.add(shop, products.ProductDraft(dict(large.names), Money(2280), "jar", 250, "P001-250", large.category, photo,
                                                     cost=Money(780)), size_of=large.id)
    today = clock.today()
    products.add_special(shop, small, products.Special("stall", Money(1980), today.isoformat(),
                                                       (today + timedelta(days=6)).isoformat()))


def count_shelf(shop: Shop) -> None:
    """Three products counted."""
    for sku, many in SHELF.items():
        stock.count(shop, _by_sku(shop, sku).id, Quantity.of(many))


def add_chat(shop: Shop) -> None:
    """An order written in a chat, and its money asked for."""
    for one in orders.read_chat(shop, CHAT).orders:
        items = tuple((i.product_id, i.quantity) for i in one.items if i.product_id is not None and i.quantity is not None)
        address = one.address
        kept = orders.place_chat(shop, [orders.Checked(items, one.name.text, one.phone.text, address.region, address.rest.text)])
        receiving.ask(shop, kept[0].id, code_id=payments.codes(shop)[0].id)


def _by_sku(shop: Shop, sku: str) -> products.Product:
    found = products.by_sku(shop, sku)
    assert found is not None, sku  # the list travels with the program
    return found


def add_products(shop: Shop, progress: Progress) -> int:
    """The practice products with their pictures; gives how many."""
    sheet = products.read_sheet(SAMPLES / "products.csv")
    pictures = sorted({row.picture for row in sheet.rows if row.picture})
    kept = {}
    for number, name in enumerate(pictures):
        progress(number, len(pictures), name)
        kept[name] = products.prepare_photo(SAMPLES / "pictures" / name, shop.files)
    products.import_rows(shop, sheet.rows, pictures=kept)
    return products.count(shop)


def add_codes(shop: Shop) -> list[int]:
    """Two receiving codes, read from screenshots as they come from a phone."""
    made = []
    for path in sorted((SAMPLES / "codes").glob("*.png")):
        found = payments.one_code_in(path)
        made.append(payments.register(shop, found.text, OWNER, image=path))
    return made
