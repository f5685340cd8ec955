"""The products as a file that can be read in again unchanged: CSV for everything, XLSX for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from producer_app.areas.products import queries, workbook
from producer_app.areas.products.rows import OTHER_KINDS, Product
from producer_app.areas.products.sheet import NAMES, TEXTS, guarded
from producer_app.base.money import Money
from producer_app.store.shop import Shop

_BEFORE = ("sku", "size_of", *NAMES, "category", "unit", "pack_size_g")
_AFTER = ("wholesale_from", "shelf_life_days", "origin", "certificate", *TEXTS)


def header(currency: str) -> tuple[str, ...]:
    """Names of the columns. ``currency``: of all products, or "" where they have several and each row names its own."""
    own = f"_{currency.lower()}" if currency else ""
    money = tuple(f"{kind}{own}" for kind in ("cost", "price", *OTHER_KINDS))
    return (*_BEFORE, *money, *(() if currency else ("currency",)), *_AFTER)


def currency_of(products: Sequence[Product]) -> str:
    """The one currency of these products, or ""."""
    found = {product.price.currency for product in products}
    return found.pop() if len(found) == 1 else "" if found else "CNY"


def cells(product: Product, columns: Sequence[str]) -> list[str]:
    """A product as the texts of these columns."""
    values = _values(product)
    return [values[column] if column in values else values[column.rpartition("_")[0]] for column in columns]


def _values(product: Product) -> dict[str, str]:
    def whole(number: int) -> str:
        return str(number) if number else ""

    def amount(price: Money | None) -> str:
        return price.text() if price is not None else ""

    return {
        "sku": product.sku, "size_of": whole(product.family), "category": product.category, "unit": product.unit,
        "pack_size_g": whole(product.pack_g), "cost": amount(product.cost), "price": product.price.text(),
        "currency": product.price.currency, "wholesale_from": whole(product.wholesale_from),
        "shelf_life_days": whole(product.shelf_life_days), "origin": product.origin, "certificate": product.certificate,
        **{kind: amount(product.others.get(kind)) for kind in OTHER_KINDS},
        **{column: product.names.get(language, "") for column, language in NAMES.items()},
        **{column: product.texts.get(language, "") for column, language in TEXTS.items()}}


def as_csv(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")


FORMATS: dict[str, Callable[[Sequence[str], Sequence[Sequence[str]]], bytes]] = {".csv": as_csv, ".xlsx": workbook.written}


def export(shop: Shop, suffix: str, *, search: str = "") -> bytes:
    """The products on offer that a search finds, oldest first, as a file. ``suffix``: ``.csv`` or ``.xlsx``."""
    found = queries.some(shop, queries.ids(shop, search=search)[::-1])
    columns = header(currency_of(found))
    return FORMATS[suffix](columns, [[guarded(cell) for cell in cells(product, columns)] for product in found])
