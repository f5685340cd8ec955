"""Changes to products, one ``shop.step`` each. Photos are on disk before any row names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from producer_app.areas.products import matching, queries
from producer_app.areas.products.drafts import checked, search_text
from producer_app.areas.products.rows import Imported, Photo, Product, ProductDraft, SheetRow
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database

# A step of more rows than this is not kept for Undo: its journal would cost more than the import itself.
MOST_ROWS_TO_UNDO = 2000


def add(shop: Shop, draft: ProductDraft, *, who: str = "") -> int:
    """Keeps a new product; gives its id once it is on disk.

    ``who``: the person the price history names. Raises ShopError: see ``checked``; an article number that is taken.
    """
    draft = checked(draft)
    _refuse_taken_sku(shop, draft.sku)
    with shop.step(_("Add product")) as db:
        return _insert(db, draft, who)


def change(shop: Shop, product_id: int, draft: ProductDraft, *, who: str = "") -> None:
    """Gives a product all values of a draft; a photo in it becomes the main photo in place of the one before.

    Raises ShopError: see ``checked``; no such product; an article number that another product has.
    """
    draft = checked(draft)
    old = queries.get(shop, product_id)
    _refuse_taken_sku(shop, draft.sku, but=product_id)
    with shop.step(_("Change product")) as db:
        _update(db, old, draft, who)
        if draft.photo is not None:
            db.execute("DELETE FROM photos WHERE id = (SELECT id FROM photos WHERE product_id = ? ORDER BY position, id LIMIT 1)",
                       (product_id,))
            _put_photo(db, product_id, draft.photo, first=True)


def set_price(shop: Shop, product_id: int, price: Money, *, kind: str = "stall", who: str = "") -> None:
    """Sets one price of a product and notes it in the history. Raises ShopError: below zero; no such product."""
    if price.minor < 0:
        raise ShopError(_("The price is below zero."), _("Write a price like 38.00."), "BAD_PRICE")
    queries.get(shop, product_id)
    with shop.step(_("Change price")) as db:
        _put_price(db, product_id, kind, price, who)


def add_photo(shop: Shop, product_id: int, photo: Photo) -> None:
    """Puts one more photo behind those a product has. Raises ShopError: no such product."""
    queries.get(shop, product_id)
    with shop.step(_("Add photo")) as db:
        _put_photo(db, product_id, photo)


def put_pictures(shop: Shop, made: Mapping[int, Sequence[Photo]], title: str) -> None:
    """Gives photos another listing picture and thumbnail, all in one step; their originals stay as they are.

    ``made``: by product, told by their originals. A photo that is no longer there is left out. ``title``: for Undo.
    """
    with shop.step(title) as db:
        for product_id, photos in made.items():
            for photo in photos:
                db.execute("UPDATE photos SET picture = ?, thumb = ?, width = ?, height = ? WHERE product_id = ? AND original = ?",
                           (photo.picture, photo.thumb, photo.width, photo.height, product_id, photo.original))


def remove(shop: Shop, product_id: int) -> None:
    """Moves a product to the bin, where it waits thirty days; orders that name it keep it. Raises ShopError: no such product."""
    queries.get(shop, product_id)
    with shop.step(_("Remove product")) as db:
        db.execute("UPDATE products SET removed_at = ? WHERE id = ? AND removed_at IS NULL", (clock.now(), product_id))


def bring_back(shop: Shop, product_id: int) -> None:
    """Takes a product out of the bin. Raises ShopError: its article number was given to another one meanwhile."""
    product = queries.get(shop, product_id)
    _refuse_taken_sku(shop, product.sku, but=product_id)
    with shop.step(_("Bring back product")) as db:
        db.execute("UPDATE products SET removed_at = NULL WHERE id = ?", (product_id,))


def import_rows(shop: Shop, rows: Sequence[SheetRow], *, pictures: Mapping[str, Photo] | None = None, who: str = "") -> Imported:
    """Adds and changes products from a file, all in one step; the same rows again change nothing.

    A row is a product of the shop by its article number, else by its name in any language; where several carry that
    name, by unit and pack as well. An empty cell changes nothing. ``pictures``: photos already prepared, by the name
    the file gives. Raises ShopError: a row that is not a product, or whose article number is taken; nothing is kept.
    """
    pictures = pictures or {}
    matched = matching.matched(shop, rows)
    known = {product.id: product for product in queries.some(shop, [i for i in matched if i is not None])}
    new = changed = 0
    with shop.step(_("Import products"), undoable=len(rows) <= MOST_ROWS_TO_UNDO) as db:
        for row, product_id in zip(rows, matched, strict=True):
            photo = pictures.get(row.picture)
            if product_id is None:
                _insert(db, checked(replace(row.draft, unit=row.draft.unit or "piece", photo=photo)), who)
                new += 1
                continue
            old = known[product_id]
            draft = checked(matching.laid_over(old, row.draft))
            differs = draft != old.draft()
            if differs:
                _update(db, old, draft, who)
            more = photo is not None and photo.original not in _originals(db, product_id)
            if photo is not None and more:
                _put_photo(db, product_id, photo, first=True)
            changed += differs or more
    return Imported(new, changed, len(rows) - new - changed)


# ---------------------------------------------------------------- inside a step
def _refuse_taken_sku(shop: Shop, sku: str, but: int | None = None) -> None:
    holder = queries.by_sku(shop, sku) if sku else None
    if holder is not None and holder.id != but:
        raise ShopError(_("Article number {sku} is taken.").format(sku=sku), _("Give this product another one."), "SKU_TAKEN")


def _insert(db: Database, draft: ProductDraft, who: str) -> int:
    product_id = int(db.execute(
        "INSERT INTO products(sku, unit, pack_g, category, shelf_life_days, origin, certificate, created_at, search) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (draft.sku, draft.unit, draft.pack_g, draft.category, draft.shelf_life_days, draft.origin, draft.certificate,
         clock.now(), search_text(draft))).fetchone()[0])
    _put_names(db, product_id, draft.names)
    _put_price(db, product_id, "stall", draft.price, who)
    if draft.cost is not None:
        _put_price(db, product_id, "cost", draft.cost, who)
    if draft.photo is not None:
        _put_photo(db, product_id, draft.photo)
    return product_id


def _update(db: Database, old: Product, draft: ProductDraft, who: str) -> None:
    db.execute("UPDATE products SET sku = ?, unit = ?, pack_g = ?, category = ?, shelf_life_days = ?, origin = ?, certificate = ?, "
               "search = ? WHERE id = ?",
               (draft.sku, draft.unit, draft.pack_g, draft.category, draft.shelf_life_days, draft.origin, draft.certificate,
                search_text(draft), old.id))
    if draft.names != old.names:
        db.execute("DELETE FROM product_names WHERE product_id = ?", (old.id,))
        _put_names(db, old.id, draft.names)
    _put_price(db, old.id, "stall", draft.price, who)
    if draft.cost is not None:
        _put_price(db, old.id, "cost", draft.cost, who)
    else:
        db.execute("DELETE FROM prices WHERE product_id = ? AND kind = 'cost'", (old.id,))


def _put_names(db: Database, product_id: int, names: Mapping[str, str]) -> None:
    for language, name in names.items():
        db.execute("INSERT INTO product_names(product_id, language, name) VALUES(?, ?, ?)", (product_id, language, name))


def _put_price(db: Database, product_id: int, kind: str, price: Money, who: str) -> None:
    """Sets a price; a line of history only where it differs from the one before."""
    before = db.execute("SELECT price_minor, currency FROM prices WHERE product_id = ? AND kind = ?", (product_id, kind)).fetchone()
    old_minor, old_currency = before if before is not None else (None, None)
    if (old_minor, old_currency) == (price.minor, price.currency):
        return
    db.execute("INSERT INTO prices(product_id, kind, price_minor, currency) VALUES(?, ?, ?, ?) "
               "ON CONFLICT(product_id, kind) DO UPDATE SET price_minor = excluded.price_minor, currency = excluded.currency",
               (product_id, kind, price.minor, price.currency))
    db.execute("INSERT INTO price_history(product_id, kind, old_minor, old_currency, new_minor, new_currency, who, changed_at) "
               "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
               (product_id, kind, old_minor, old_currency, price.minor, price.currency, who, clock.now()))


def _put_photo(db: Database, product_id: int, photo: Photo, *, first: bool = False) -> None:
    edge = "min(position) - 1" if first else "max(position) + 1"
    place = db.execute(f"SELECT coalesce({edge}, 0) FROM photos WHERE product_id = ?", (product_id,)).fetchone()[0]
    db.execute("INSERT INTO photos(product_id, position, original, picture, thumb, width, height, added_at) "
               "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
               (product_id, place, photo.original, photo.picture, photo.thumb, photo.width, photo.height, clock.now()))


def _originals(db: Database, product_id: int) -> set[str]:
    return {row[0] for row in db.execute("SELECT original FROM photos WHERE product_id = ?", (product_id,))}
