"""Changes to products, one ``shop.step`` each. Photos are on disk before any row names them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from producer_app.areas.products import costing, queries
from producer_app.areas.products.cost_queries import cost_sheet
from producer_app.areas.products.drafts import checked, search_text
from producer_app.areas.products.rows import OTHER_KINDS, PRICE_KINDS, Imported, Photo, Product, ProductDraft, SheetRow
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database

# A step of more rows than this is not kept for Undo: its journal would cost more than the import itself.
MOST_ROWS_TO_UNDO = 2000


def add(shop: Shop, draft: ProductDraft, *, who: str = "", size_of: int | None = None, reason: str = "") -> int:
    """Keeps a new product; gives its id once it is on disk.

    ``who``: the person the price history names; ``size_of``: a product that this is another size of; ``reason``: why a price
    may be below cost. Raises ShopError: see ``checked``; an article number that is taken; no such product; BELOW_COST.
    """
    draft = checked(draft)
    _refuse_taken_sku(shop, draft.sku)
    refuse_loss(costing.losses(costing.prices_of(draft), None, draft.cost), reason=reason)
    if size_of is not None:
        queries.get(shop, size_of)
    with shop.step(_("Add product") if size_of is None else _("Add another size")) as db:
        product_id = _insert(db, draft, who, reason)
        if size_of is not None:
            _join(db, size_of, product_id)
        return product_id


def change(shop: Shop, product_id: int, draft: ProductDraft, *, who: str = "", title: str = "", reason: str = "") -> None:
    """Gives a product all values of a draft; a photo in it becomes the main photo in place of the one before.

    ``title``: of the step; ``reason``: why a price may be below cost. Raises ShopError: see ``checked``; no such product; an
    article number that another product has; BELOW_COST, where a price falls below cost that was not there before.
    """
    draft = checked(draft)
    old = queries.get(shop, product_id)
    _refuse_taken_sku(shop, draft.sku, but=product_id)
    refuse_loss(_new_losses(shop, old, draft), reason=reason)
    with shop.step(title or _("Change product")) as db:
        _update(db, old, draft, who, reason)
        if draft.photo is not None:
            db.execute("DELETE FROM photos WHERE id = (SELECT id FROM photos WHERE product_id = ? ORDER BY position, id LIMIT 1)",
                       (product_id,))
            _put_photo(db, product_id, draft.photo, first=True)


def change_all(shop: Shop, changed: Mapping[int, ProductDraft], *, who: str = "", reason: str = "") -> int:
    """Gives many products all values of their drafts, in one step; gives how many differ.

    Raises ShopError: see ``change``; nothing is kept then.
    """
    wanted = {product_id: checked(draft) for product_id, draft in changed.items()}
    known = {product.id: product for product in queries.some(shop, list(wanted))}
    differing = {i: draft for i, draft in wanted.items() if i in known and draft != known[i].draft()}
    for product_id, draft in differing.items():
        refuse_loss(_new_losses(shop, known[product_id], draft), reason=reason)
    with shop.step(_("Change many products"), undoable=len(differing) <= MOST_ROWS_TO_UNDO) as db:
        for product_id in differing:
            # Two products may change numbers with each other.
            db.execute("UPDATE products SET sku = '' WHERE id = ?", (product_id,))
        for product_id, draft in differing.items():
            _refuse_taken_sku(shop, draft.sku, but=product_id)
            _update(db, known[product_id], draft, who, reason)
    return len(differing)


def set_price(shop: Shop, product_id: int, price: Money, *, kind: str = "stall", who: str = "", reason: str = "") -> None:
    """Sets one price of a product (``PRICE_KINDS``) and notes it in the history.

    Raises ShopError: below zero; a price of no kind; two currencies; no such product; BELOW_COST.
    """
    if kind not in PRICE_KINDS:
        raise ShopError(_("There is no such price."), _("Choose one of: {names}.").format(names=", ".join(PRICE_KINDS)), "BAD_KIND")
    draft = with_price(queries.get(shop, product_id).draft(), kind, price)
    change(shop, product_id, draft, who=who, title=_("Change price"), reason=reason)


def with_price(draft: ProductDraft, kind: str, price: Money | None) -> ProductDraft:
    """A draft with one price more, changed, or none of its own."""
    if kind == "stall":
        return replace(draft, price=price or Money(0, draft.price.currency))
    if kind == "cost":
        return replace(draft, cost=price)
    others = {known: amount for known, amount in draft.others.items() if known != kind}
    return replace(draft, others=others if price is None else {**others, kind: price})


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


def import_rows(shop: Shop, rows: Sequence[SheetRow], *, pictures: Mapping[str, Photo] | None = None, who: str = "",
                reason: str = "") -> Imported:
    """Adds and changes products from a file, all in one step; the same rows again change nothing.

    A row is a product of the shop by its article number, else by its name in any language; where several carry that
    name, by unit and pack as well. An empty cell changes nothing. ``pictures``: photos already prepared, by the name
    the file gives; ``reason``: why prices may be below cost. Raises ShopError: a row that is not a product, or whose article
    number is taken; BELOW_COST; nothing is kept.
    """
    from producer_app.areas.products import matching

    pictures = pictures or {}
    matched = matching.matched(shop, rows)
    known = {product.id: product for product in queries.some(shop, [i for i in matched if i is not None])}
    new = changed = 0
    ids: list[int] = []
    with shop.step(_("Import products"), undoable=len(rows) <= MOST_ROWS_TO_UNDO) as db:
        for row, product_id in zip(rows, matched, strict=True):
            photo = pictures.get(row.picture)
            if product_id is None:
                draft = checked(replace(row.draft, unit=row.draft.unit or "piece", photo=photo))
                refuse_loss(costing.losses(costing.prices_of(draft), None, draft.cost), reason=reason, row=row.row)
                ids.append(_insert(db, draft, who, reason))
                new += 1
                continue
            ids.append(product_id)
            old = known[product_id]
            draft = checked(matching.laid_over(old, row.draft))
            differs = draft != old.draft()
            if differs:
                refuse_loss(_new_losses(shop, old, draft), reason=reason, row=row.row)
                _update(db, old, draft, who, reason)
            more = photo is not None and photo.original not in _originals(db, product_id)
            if photo is not None and more:
                _put_photo(db, product_id, photo, first=True)
            changed += differs or more
        _join_families(db, rows, ids)
    return Imported(new, changed, len(rows) - new - changed)


# ---------------------------------------------------------------- below cost
def refuse_loss(losses: Sequence[costing.Loss], *, reason: str = "", row: int | None = None) -> None:
    """Stops a price below cost unless somebody said why. ``row``: of the file it comes from."""
    if losses and not reason:
        refusal = costing.below_cost(losses[0])
        if row is not None:
            refusal = ShopError(_("Row {row}: {reason}").format(row=row, reason=refusal.message), refusal.hint, refusal.code)
        raise refusal


def _new_losses(shop: Shop, old: Product, draft: ProductDraft) -> list[costing.Loss]:
    """What falls below cost by a change; a loss that was there already is no new one."""
    sheet = cost_sheet(shop, old.id)
    known = costing.losses(costing.prices_of(old.draft()), sheet, old.cost)
    return [loss for loss in costing.losses(costing.prices_of(draft), sheet, draft.cost) if loss not in known]


# ---------------------------------------------------------------- inside a step
def _refuse_taken_sku(shop: Shop, sku: str, but: int | None = None) -> None:
    holder = queries.by_sku(shop, sku) if sku else None
    if holder is not None and holder.id != but:
        raise ShopError(_("Article number {sku} is taken.").format(sku=sku), _("Give this product another one."), "SKU_TAKEN")


def _insert(db: Database, draft: ProductDraft, who: str, reason: str) -> int:
    product_id = int(db.execute(
        "INSERT INTO products(sku, unit, pack_g, category, shelf_life_days, origin, certificate, created_at, search, "
        "wholesale_from, texts) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (draft.sku, draft.unit, draft.pack_g, draft.category, draft.shelf_life_days, draft.origin, draft.certificate,
         clock.now(), search_text(draft), draft.wholesale_from, _texts(draft))).fetchone()[0])
    _put_names(db, product_id, draft.names)
    _put_prices(db, product_id, draft, who, reason)
    if draft.photo is not None:
        _put_photo(db, product_id, draft.photo)
    return product_id


def _update(db: Database, old: Product, draft: ProductDraft, who: str, reason: str) -> None:
    db.execute("UPDATE products SET sku = ?, unit = ?, pack_g = ?, category = ?, shelf_life_days = ?, origin = ?, certificate = ?, "
               "search = ?, wholesale_from = ?, texts = ? WHERE id = ?",
               (draft.sku, draft.unit, draft.pack_g, draft.category, draft.shelf_life_days, draft.origin, draft.certificate,
                search_text(draft), draft.wholesale_from, _texts(draft), old.id))
    if draft.names != old.names:
        db.execute("DELETE FROM product_names WHERE product_id = ?", (old.id,))
        _put_names(db, old.id, draft.names)
    _put_prices(db, old.id, draft, who, reason)


def _texts(draft: ProductDraft) -> str:
    return json.dumps(draft.texts, ensure_ascii=False, sort_keys=True)


def _join(db: Database, first: int, product_id: int) -> None:
    """Makes a product another size of one there is."""
    db.execute("UPDATE products SET family_id = id WHERE id = ? AND family_id IS NULL", (first,))
    db.execute("UPDATE products SET family_id = (SELECT family_id FROM products WHERE id = ?) WHERE id = ?", (first, product_id))


def _join_families(db: Database, rows: Sequence[SheetRow], ids: Sequence[int]) -> None:
    """Rows of a file with one word under ``size_of`` become sizes of one thing."""
    first: dict[str, int] = {}
    for row, product_id in zip(rows, ids, strict=True):
        if row.family:
            if row.family in first:
                _join(db, first[row.family], product_id)
            first.setdefault(row.family, product_id)


def _put_prices(db: Database, product_id: int, draft: ProductDraft, who: str, reason: str) -> None:
    """Every price as the draft has it; one that it has not is taken away."""
    put_price(db, product_id, "stall", draft.price, who, reason)
    for kind, price in {"cost": draft.cost, **{kind: draft.others.get(kind) for kind in OTHER_KINDS}}.items():
        if price is not None:
            put_price(db, product_id, kind, price, who, reason)
        else:
            _end_price(db, product_id, kind, who)


def _put_names(db: Database, product_id: int, names: Mapping[str, str]) -> None:
    for language, name in names.items():
        db.execute("INSERT INTO product_names(product_id, language, name) VALUES(?, ?, ?)", (product_id, language, name))


def put_price(db: Database, product_id: int, kind: str, price: Money, who: str, reason: str = "") -> None:
    """Sets a price; a line of history only where it differs from the one before."""
    before = db.execute("SELECT price_minor, currency FROM prices WHERE product_id = ? AND kind = ?", (product_id, kind)).fetchone()
    old_minor, old_currency = before if before is not None else (None, None)
    if (old_minor, old_currency) == (price.minor, price.currency):
        return
    db.execute("INSERT INTO prices(product_id, kind, price_minor, currency) VALUES(?, ?, ?, ?) "
               "ON CONFLICT(product_id, kind) DO UPDATE SET price_minor = excluded.price_minor, currency = excluded.currency",
               (product_id, kind, price.minor, price.currency))
    db.execute("INSERT INTO price_history(product_id, kind, old_minor, old_currency, new_minor, new_currency, who, changed_at, "
               "reason) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
               (product_id, kind, old_minor, old_currency, price.minor, price.currency, who, clock.now(), reason))


def _end_price(db: Database, product_id: int, kind: str, who: str) -> None:
    """Takes a price away, which the history keeps."""
    gone = db.execute("DELETE FROM prices WHERE product_id = ? AND kind = ? RETURNING price_minor, currency",
                      (product_id, kind)).fetchone()
    if gone is not None:
        db.execute("INSERT INTO price_history(product_id, kind, old_minor, old_currency, new_minor, new_currency, who, changed_at, "
                   "ended) VALUES(?, ?, ?, ?, ?, ?, ?, ?, 1)", (product_id, kind, *gone, *gone, who, clock.now()))


def _put_photo(db: Database, product_id: int, photo: Photo, *, first: bool = False) -> None:
    edge = "min(position) - 1" if first else "max(position) + 1"
    place = db.execute(f"SELECT coalesce({edge}, 0) FROM photos WHERE product_id = ?", (product_id,)).fetchone()[0]
    db.execute("INSERT INTO photos(product_id, position, original, picture, thumb, width, height, added_at) "
               "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
               (product_id, place, photo.original, photo.picture, photo.thumb, photo.width, photo.height, clock.now()))


def _originals(db: Database, product_id: int) -> set[str]:
    return {row[0] for row in db.execute("SELECT original FROM photos WHERE product_id = ?", (product_id,))}
