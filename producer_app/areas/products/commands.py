"""``products add``, ``products list``, ``products import``, ``products export``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from producer_app.areas.products import actions, exporting, photos, queries, sheet
from producer_app.areas.products.drafts import checked
from producer_app.areas.products.rows import LANGUAGES, UNITS, Product, ProductDraft, Refused
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.i18n import _, bare
from producer_app.base.money import Money
from producer_app.cli.desk import Command, Desk, json_argument, shop_argument
from producer_app.store.files import atomic_write
from producer_app.store.shop import Shop

PAGE = 500


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--name", default="", help="the name, in any language; its letters tell which")
    for language in LANGUAGES:
        parser.add_argument(f"--name-{language}", default="", metavar="TEXT", help=f"the name in one language ({language})")
    parser.add_argument("--price", required=True, metavar="AMOUNT", help="the price of one unit, like 38.00")
    parser.add_argument("--currency", default="CNY", help="three letters of ISO 4217")
    parser.add_argument("--unit", default="piece", help="one of: " + ", ".join(UNITS))
    parser.add_argument("--pack-size", type=int, default=0, metavar="GRAMS", help="grams in one unit")
    parser.add_argument("--photo", type=Path, metavar="FILE", help="a photo of it: JPEG, PNG, WebP, HEIC, AVIF, GIF, BMP, TIFF")
    parser.add_argument("--sku", default="", help="an article number")
    parser.add_argument("--category", default="", help="a word to group by")


def language_of(name: str) -> str:
    """The language whose letters a name is written in.

    >>> [language_of(name) for name in ("Rose jam", "玫瑰花酱", "گۈلقەنت")]
    ['en', 'zh', 'ug']
    """
    for letter in name:
        if "\u3400" <= letter <= "\u9fff":
            return "zh"
        if "\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff":
            return "ug"
    return "en"


def _price(text: str, currency: str) -> Money:
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise ShopError(_("“{text}” is not a currency.").format(text=currency[:20]),
                        _("Write three letters like CNY."), "BAD_CURRENCY")
    return Money.parse(text, currency.upper())


def _add(args: argparse.Namespace, desk: Desk) -> None:
    """The photo is looked at before a shop is made for it; the id is given once both are on disk."""
    names = {language_of(args.name): args.name, **{code: n for code in LANGUAGES if (n := getattr(args, f"name_{code}"))}}
    draft = checked(ProductDraft(names=names, price=_price(args.price, args.currency), unit=args.unit, pack_g=args.pack_size,
                                 sku=args.sku, category=args.category))
    developed = photos.develop(args.photo) if args.photo else None
    with desk.open_shop(args.shop, create=True) as shop:
        if developed is not None:
            draft = photos.with_photo(draft, photos.keep(developed, shop.files))
        desk.give(str(actions.add(shop, draft)))


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    json_argument(parser)
    parser.add_argument("--search", default="", metavar="TEXT", help="only products whose name or number holds this")


def _list(args: argparse.Namespace, desk: Desk) -> None:
    with desk.open_shop(args.shop) as shop:
        for product in _all(shop, args.search):
            desk.give(as_json(shop, product) if args.json else
                      f"{product.id}\t{bare(product.name)}\t{product.price.text()} {product.price.currency}\t{product.unit}")


def _all(shop: Shop, search: str) -> Iterator[Product]:
    """Oldest first, a page at a time."""
    found = queries.ids(shop, search=search)[::-1]
    for start in range(0, len(found), PAGE):
        yield from queries.some(shop, found[start:start + PAGE])


def as_json(shop: Shop, product: Product) -> dict[str, object]:
    """A product as programs read it. ``pack_size``: grams, null where unknown; ``photos``: names in the shop's files."""
    return {
        "id": product.id, "sku": product.sku, "name": product.name, "names": product.names, "unit": product.unit,
        "pack_size": product.pack_g or None, "category": product.category,
        "prices": {kind: {"minor": price.minor, "currency": price.currency}
                   for kind, price in queries.prices(shop, product.id).items()},
        "photos": [photo.original for photo in queries.photos_of(shop, product.id)],
        "shelf_life_days": product.shelf_life_days or None, "origin": product.origin, "certificate": product.certificate,
    }


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV or XLSX file: name_en name_zh name_ug unit price_cny ...")
    shop_argument(parser)
    json_argument(parser)


def _import(args: argparse.Namespace, desk: Desk) -> int:
    read = sheet.read(args.file)
    result: dict[str, object] = {"file": str(args.file), "rows": len(read.rows)}
    if read.refused:
        if args.json:
            desk.give(result | {"new": 0, "changed": 0, "same": 0, "refused": [_refused_json(one) for one in read.refused]})
        for one in read.refused:
            desk.say(bare(_("Row {row}, {column}: {reason}").format(row=one.row, column=one.column, reason=one.reason)))
        desk.say(_("Nothing was changed. Put these right in the file and import it again."))
        return 1
    with desk.open_shop(args.shop, create=True) as shop:
        done = actions.import_rows(shop, read.rows)
    if args.json:
        desk.give(result | {"new": done.new, "changed": done.changed, "same": done.same, "refused": []})
    else:
        desk.give(_("{new} new, {changed} changed, {same} the same.").format(new=done.new, changed=done.changed, same=done.same))
    return 0


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write: a name that ends in .csv or .xlsx")
    shop_argument(parser)
    parser.add_argument("--search", default="", metavar="TEXT", help="only products whose name or number holds this")


def _export(args: argparse.Namespace, desk: Desk) -> None:
    suffix = args.file.suffix.lower()
    if suffix not in exporting.FORMATS:
        raise ShopError(_("This is not a kind of file for products."), _("Give it a name that ends in .csv or .xlsx."), "BAD_NAME")
    with desk.open_shop(args.shop) as shop:
        data = exporting.export(shop, suffix, search=args.search)
    try:
        atomic_write(args.file, data)
    except OSError:
        raise CannotWrite(_("The file could not be written."), _("Choose another place."), "CANNOT_WRITE") from None
    desk.give(str(args.file))


def _refused_json(one: Refused) -> dict[str, object]:
    return {"row": one.row, "column": one.column, "reason": bare(one.reason)}


COMMANDS = [
    Command(("products", "add"), "keep a new product; prints its id once it is on disk", _add_arguments, _add),
    Command(("products", "list"), "the products on offer", _list_arguments, _list),
    Command(("products", "import"), "add and change products from a file", _import_arguments, _import),
    Command(("products", "export"), "the products on offer as a file that imports unchanged", _export_arguments, _export),
]
