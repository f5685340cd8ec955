"""Which product each row of an imported file speaks of; no product is spoken of twice, and the same file twice finds the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from producer_app.areas.products import queries
from producer_app.areas.products.rows import Product, ProductDraft, SheetRow
from producer_app.store.shop import Shop

LONGEST_CHAIN = 100
ByName = Mapping[str, Sequence[queries.Known]]


def matched(shop: Shop, rows: Sequence[SheetRow]) -> list[int | None]:
    """For each row the id of its product, or None for a new one.

    First by article number; then rows whose product says all that the row says already; then by name, unit and pack.
    """
    by_name = queries.by_names(shop)
    found: list[int | None] = [None] * len(rows)
    for place, row in enumerate(rows):
        holder = queries.by_sku(shop, row.draft.sku) if row.draft.sku else None
        found[place] = holder.id if holder else None
    taken = {i for i in found if i is not None}
    for place, unchanged in _unchanged(shop, rows, found, by_name, taken).items():
        found[place] = unchanged
        taken.add(unchanged)
    in_file = Counter(name for row in rows for name in set(row.draft.names.values()))
    for place, row in enumerate(rows):
        if found[place] is None:
            product_id = _by_name(row.draft, by_name, in_file, taken)
            found[place] = product_id
            if product_id is not None:
                taken.add(product_id)
    return found


def laid_over(old: Product, given: ProductDraft) -> ProductDraft:
    """The product's values with what a file gives put over them; an empty cell changes nothing."""
    draft = old.draft()
    return replace(
        draft, names={**draft.names, **given.names}, price=given.price, unit=given.unit or draft.unit,
        pack_g=given.pack_g or draft.pack_g, sku=given.sku or draft.sku, category=given.category or draft.category,
        cost=draft.cost if given.cost is None else given.cost, shelf_life_days=given.shelf_life_days or draft.shelf_life_days,
        origin=given.origin or draft.origin, certificate=given.certificate or draft.certificate,
        others={**draft.others, **given.others}, wholesale_from=given.wholesale_from or draft.wholesale_from,
        texts={**draft.texts, **given.texts})


def _names(draft: ProductDraft) -> Iterable[str]:
    return (draft.names[code] for code in ("zh", "en", "ug") if code in draft.names)


def _unchanged(shop: Shop, rows: Sequence[SheetRow], found: Sequence[int | None], by_name: ByName,
               taken: Collection[int]) -> dict[int, int]:
    """Rows with a product that would stay as it is, as many as can be served at once (Kuhn's augmenting paths)."""
    near = {place: list(dict.fromkeys(k.id for name in _names(row.draft) for k in by_name.get(name, ()) if k.id not in taken))
            for place, row in enumerate(rows) if found[place] is None}
    products = {p.id: p for p in queries.some(shop, list(dict.fromkeys(i for ids in near.values() for i in ids)))}
    same = {place: [i for i in ids if laid_over(products[i], rows[place].draft) == products[i].draft()]
            for place, ids in near.items()}
    holder: dict[int, int] = {}

    def serve(place: int, asked: set[int], depth: int = 0) -> bool:
        for product_id in sorted(same[place], key=holder.__contains__):
            if product_id in asked:
                continue
            asked.add(product_id)
            # A longer chain of exchanges means hundreds of alike rows, which may take any of their products.
            if product_id not in holder or (depth < LONGEST_CHAIN and serve(holder[product_id], asked, depth + 1)):
                holder[product_id] = place
                return True
        return False

    for place in same:
        serve(place, set())
    return {place: product_id for product_id, place in holder.items()}


def _by_name(draft: ProductDraft, by_name: ByName, in_file: Mapping[str, int], taken: Collection[int]) -> int | None:
    for name in _names(draft):
        # A product with another article number is another product, whatever it is called.
        free = [k for k in by_name.get(name, ()) if k.id not in taken and not (k.sku and draft.sku)]
        if len(free) == 1 and in_file[name] == 1:
            return free[0].id
        exact = [k.id for k in free if (k.unit, k.pack_g) == (draft.unit or "piece", draft.pack_g)]
        alike = [k.id for k in free if draft.unit in {"", k.unit} and draft.pack_g in {0, k.pack_g}]
        if exact or alike:
            return (exact or alike)[0]
    return None
