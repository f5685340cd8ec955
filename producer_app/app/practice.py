"""The practice shop: 60 products with their own pictures, two receiving codes, orders from files, sales at the stall.

Everything goes the way a person's own input goes: pictures are prepared, codes are read from screenshots, files imported.
"""

from __future__ import annotations

from pathlib import Path

from producer_app.app import joiner
from producer_app.areas import orders, parcels, payments, products, till
from producer_app.base.i18n import N_, _
from producer_app.base.progress import Progress
from producer_app.base.travelling import RESOURCES
from producer_app.store.shop import Shop

NAME = N_("Gülnar’s rose jam")
OWNER = "古丽娜尔"
SAMPLES = RESOURCES / "samples"
SALES = (("cash", ((0, 2), (3, 1))), ("code", ((1, 1),)), ("cash", ((5, 3),)), ("code", ((2, 1), (4, 2))), ("cash", ((6, 1),)))


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
                basket = basket.add(till.Item(product.id, product.name, product.sku, product.unit, product.price))
        till.sell(shop, basket, way=way)


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
