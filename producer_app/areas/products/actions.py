"""Changes to products, one ``shop.step`` each."""

from __future__ import annotations

from dataclasses import replace

from producer_app.areas.products import queries
from producer_app.areas.products.rows import UNITS, ProductDraft
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.search import folded
from producer_app.store.shop import Shop


def checked(draft: ProductDraft) -> ProductDraft:
    """The draft with blanks trimmed. Raises ShopError: no name, a price below zero, a unit that is not one."""
    names = {code: " ".join(name.split()) for code, name in draft.names.items() if name.strip()}
    if not names:
        raise ShopError(_("The product has no name yet."), _("Write its name in one language."), "NO_NAME")
    if any(len(name) > 200 for name in names.values()):
        raise ShopError(_("The name is too long."), _("Use at most 200 letters."), "NAME_TOO_LONG")
    if draft.price.minor < 0:
        raise ShopError(_("The price is below zero."), _("Write a price like 38.00."), "BAD_PRICE")
    if draft.unit not in UNITS:
        raise ShopError(_("“{unit}” is not a unit.").format(unit=draft.unit),
                        _("Choose one of: {units}.").format(units=", ".join(UNITS)), "BAD_UNIT")
    if draft.pack_g < 0:
        raise ShopError(_("The weight is below zero."), _("Write the grams in one pack."), "BAD_PACK")
    return replace(draft, names=names, sku=draft.sku.strip())


def _search_text(draft: ProductDraft) -> str:
    return folded(" ".join([*draft.names.values(), draft.sku]))


def add(shop: Shop, draft: ProductDraft) -> int:
    """Keeps a new product; gives its id once it is on disk. Raises ShopError: see ``checked``; an article number twice."""
    draft = checked(draft)
    if draft.sku and queries.by_sku(shop, draft.sku):
        raise ShopError(_("Article number {sku} is taken.").format(sku=draft.sku), _("Give this product another one."), "SKU_TAKEN")
    with shop.step(_("Add product")) as db:
        product_id = int(db.execute(
            "INSERT INTO products(sku, unit, pack_g, category, created_at, search) VALUES(?, ?, ?, ?, ?, ?) RETURNING id",
            (draft.sku, draft.unit, draft.pack_g, draft.category, clock.now(), _search_text(draft))).fetchone()[0])
        for language, name in draft.names.items():
            db.execute("INSERT INTO product_names(product_id, language, name) VALUES(?, ?, ?)", (product_id, language, name))
        db.execute("INSERT INTO prices(product_id, kind, price_minor, currency) VALUES(?, 'stall', ?, ?)",
                   (product_id, draft.price.minor, draft.price.currency))
    return product_id


def set_price(shop: Shop, product_id: int, price: Money, *, kind: str = "stall") -> None:
    """Sets one price of a product. Raises ShopError: below zero."""
    if price.minor < 0:
        raise ShopError(_("The price is below zero."), _("Write a price like 38.00."), "BAD_PRICE")
    with shop.step(_("Change price")) as db:
        db.execute("INSERT INTO prices(product_id, kind, price_minor, currency) VALUES(?, ?, ?, ?) "
                   "ON CONFLICT(product_id, kind) DO UPDATE SET price_minor = excluded.price_minor, currency = excluded.currency",
                   (product_id, kind, price.minor, price.currency))
