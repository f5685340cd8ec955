"""Puts a printable's cards together from the front doors of products, payments and orders; reads the shop's print log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from producer_app.areas import makers, orders, payments, products
from producer_app.areas.posters import sheets
from producer_app.areas.posters.kinds import printable
from producer_app.areas.posters.rows import (
    Card,
    CheckThing,
    CodeMark,
    ForOrder,
    Heading,
    MakerSheet,
    OldTag,
    Printable,
    Run,
    SheetSettings,
    Slip,
    SlipLine,
    Task,
    ToBring,
)
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, current, in_language, ngettext
from producer_app.base.money import Money
from producer_app.store.shop import Row, Shop

if TYPE_CHECKING:
    from producer_app.base.page import Page

# Nobody compares a knife or a cloth by what 500 g of it cost.
BY_THE_PIECE = frozenset({"piece", "metre", "set"})


def code_mark(shop: Shop, code_id: int, product: products.Product | None = None) -> CodeMark:
    """A registered code for paper; where the scheme carries an amount and a product is given, with its price inside."""
    code = payments.get(shop, code_id)
    scheme = payments.scheme_of(code)
    amount = None
    if product is not None and product.price_now.minor > 0 and payments.asks_for(code, product.price_now):
        amount = product.price_now
    names = dict.fromkeys(in_language(scheme.title, language) for language in ("zh", "en"))
    today = clock.today()
    things = tuple(CheckThing(word.icon, word.names["zh"], word.names["ug"], word.names["en"])
                   for word in payments.check_words(shop, code))
    return CodeMark(payments.payload_for(shop, code_id, amount), code.owner, " ".join(names), code.last_digits,
                    amount is not None, scheme.bytes_only, things, payments.flower_of(shop, today), today.isoformat())


def codes_on(name: str, made: Sequence[Page]) -> int:
    """How many codes of hers these pages bring into the world, to be looked after; 0 for what leaves with the goods."""
    kind = printable(name)
    return -(-sum(len(page.codes()) for page in made) // kind.faces) if kind.remembered else 0


def card(shop: Shop, product: products.Product, code_id: int | None) -> Card:
    """One product for paper."""
    unit = products.UNITS[product.unit]
    each_g = 1000 if product.unit == "jin" or product.pack_g > 1000 else 500
    compared = product.unit not in BY_THE_PIECE and product.pack_g != each_g
    return Card(
        names=product.names, price=product.price_now, unit={lang: in_language(unit, lang) for lang in ("zh", "ug", "en")},
        pack_g=product.pack_g, picture=_picture(shop, product),
        code=code_mark(shop, code_id, product) if code_id is not None else None,
        each=products.price_per_weight(product, each_g) if compared else None, each_g=each_g, days=_days(shop, product))


def _days(shop: Shop, product: products.Product) -> tuple[str, str] | None:
    """The first and the last day of the stall's price that is in force today for some days."""
    if product.special is None:
        return None
    today = clock.today().isoformat()
    return next(((one.first_day, one.last_day) for one in products.specials(shop, product.id)
                 if one.kind == "stall" and one.first_day <= today <= one.last_day), None)


def _picture(shop: Shop, product: products.Product) -> str:
    return str(shop.files.path(product.picture)) if product.picture else ""


def slips(shop: Shop, order_ids: Sequence[int]) -> list[Slip]:
    """Orders for paper, the buyers masked. Raises ShopError: no such order."""
    goods = orders.lines_of(shop, list(order_ids))
    wanted = {line.product_id for lines in goods.values() for line in lines if line.product_id is not None}
    known = {product.id: product for product in products.some(shop, sorted(wanted))}
    return [_slip(shop, orders.get(shop, order_id), goods.get(order_id, []), known) for order_id in order_ids]


def _slip(shop: Shop, order: orders.Order, lines: Sequence[orders.Line], known: dict[int, products.Product]) -> Slip:
    return Slip(
        number=order.number, channel=in_language(orders.channel_title(order.channel), "zh"),
        placed=clock.local(order.placed_at).strftime("%Y-%m-%d %H:%M") if order.placed_at else order.placed[:16],
        buyer=orders.masked_name(order.recipient or order.buyer), phone=orders.masked_phone(order.phone), region=order.region,
        lines=tuple(_slip_line(shop, line, known.get(line.product_id or 0)) for line in lines), total=order.total,
        postage=order.postage, discount=order.discount, refunded=order.refunded,
        paid=tuple((orders.WAYS.get(p.way, p.way), p.amount) for p in orders.payments(shop, order.id)))


def _slip_line(shop: Shop, line: orders.Line, product: products.Product | None) -> SlipLine:
    total = line.total
    if total is None and line.unit_price is not None and line.quantity is not None:
        total = line.quantity.of_price(line.unit_price)
    return SlipLine(
        title=(product.names.get("zh") if product else "") or line.title, spec=line.spec,
        count=line.quantity.text() if line.quantity else "", price=line.unit_price, total=total,
        picture=_picture(shop, product) if product else "", names=product.names if product else {},
        milli=line.quantity.milli if line.quantity else 0)


def maker_sheets(shop: Shop, maker_ids: Sequence[int]) -> list[MakerSheet]:
    """What these makers bring for the open orders, in the language in use: it is she who reads it. Those with nothing to bring
    have no sheet."""
    day = clock.today().isoformat()
    found = {part.maker.id: part for part in makers.parts(shop) if part.goods}
    return [_maker_sheet(shop, found[maker_id], day) for maker_id in maker_ids if maker_id in found]


def _maker_sheet(shop: Shop, part: makers.Part, day: str) -> MakerSheet:
    from producer_app.areas.posters.kinds import parts  # paper is loaded when something is printed

    wanted = makers.shares(shop, part.maker.id)
    known = {product.id: product for product in products.some(shop, [one.product_id for one in part.goods])}
    things = []
    for one in part.goods:
        product = known[one.product_id]
        whose = tuple(ForOrder(share.number, share.buyer, share.quantity.text()) for share in wanted.get(one.product_id, ()))
        things.append(ToBring(product.name, parts.weight(product.pack_g) if product.pack_g else "",
                              _(products.UNITS[one.unit]), one.quantity.milli, whose))
    return MakerSheet(part.maker.name, part.maker.phone, day, tuple(things), current())


def of_nobody(shop: Shop) -> str:
    """A sentence where goods of open orders stand on no maker's sheet, because nobody is named for them; else ""."""
    count = len(makers.nobody(shop))
    return ngettext("Nobody is named for {count} kind of goods: it stands on no sheet.",
                    "Nobody is named for {count} kinds of goods: they stand on no sheet.", count).format(
                        count=count) if count else ""


def pages(shop: Shop, name: str, product_ids: Sequence[int], *, code_id: int | None = None, paper: str = "",
          shop_name: str = "", order_ids: Sequence[int] = (), maker_ids: Sequence[int] = (), start: int = 0,
          copies: int = 1) -> list[Page]:
    """The finished pages of a printable. ``start``: labels of the sheet already used; ``copies``: of each product, 1..999.

    Raises ShopError: nothing chosen, no such printable, paper or code, a sheet of one's own that cannot be."""
    kind = printable(name)
    sheets_of = tuple(maker_sheets(shop, maker_ids)) if kind.of == "makers" else ()
    _check_choice(kind, product_ids, order_ids, sheets_of)
    own = sheets.checked(shop.load(SheetSettings).own) if kind.labels and paper == sheets.OWN else None
    if paper and own is None and paper not in kind.papers:
        raise ShopError(_("This is not printed on {paper}.").format(paper=paper),
                        _("Choose one of: {names}.").format(names=", ".join(kind.papers)), "NO_PAPER")
    if not 1 <= copies <= 999:
        raise ShopError(_("Between 1 and 999 copies can be printed at a time."), _("Write a smaller number."), "COPIES")
    coded = code_id if kind.coded else None
    mark = code_mark(shop, coded) if coded is not None else None
    cards = tuple(card(shop, products.get(shop, product_id), coded) for product_id in product_ids) if kind.of == "products" else ()
    return kind.draw(Task(
        cards, shop_name or shop.load(Heading).name, "" if own else paper, own, start, copies, mark,
        tuple(slips(shop, order_ids)) if kind.of == "orders" else (), sheets_of))


def _check_choice(kind: Printable, product_ids: Sequence[int], order_ids: Sequence[int],
                  sheets_of: Sequence[MakerSheet]) -> None:
    if kind.of == "products" and not product_ids:
        raise ShopError(_("There is nothing to print."), _("Choose at least one product."), "NOTHING")
    if kind.of == "orders" and not order_ids:
        raise ShopError(_("There is nothing to print."), _("Choose at least one order."), "NOTHING")
    if kind.of == "makers" and not sheets_of:
        raise ShopError(_("There is nothing to print."), _("Choose a maker who has something to bring."), "NOTHING")


# ---------------------------------------------------------------- what hangs outside
# What a tag says against what the product says now; names as JSON with sorted keys, so that text compares.
_DIFFERS = """
(i.price_minor <> coalesce(s.price_minor, r.price_minor, 0) OR i.currency <> coalesce(r.currency, 'CNY') OR i.pack_g <> p.pack_g
 OR i.unit <> p.unit OR i.names <> coalesce((SELECT json_group_object(language, name) FROM
    (SELECT language, name FROM product_names WHERE product_id = p.id ORDER BY language)), '{}'))
"""
_NOW = """JOIN products p ON p.id = i.product_id LEFT JOIN prices r ON r.product_id = p.id AND r.kind = 'stall'
    LEFT JOIN special_prices s ON s.currency = r.currency AND s.id = (
        SELECT id FROM special_prices WHERE product_id = p.id AND kind = 'stall'
        AND date('now', 'localtime') BETWEEN first_day AND last_day ORDER BY id LIMIT 1) """


def names_text(names: dict[str, str]) -> str:
    """Names as the log keeps them: the text that SQLite's json_group_object makes of them, in order of their languages."""
    return json.dumps(dict(sorted(names.items())), ensure_ascii=False, separators=(",", ":"))


def changed(shop: Shop) -> list[int]:
    """Products on offer whose price, name or weight is another than on the tag printed last, the oldest print first."""
    rows = shop.rows(
        "SELECT i.product_id FROM printed_items i " + _NOW + "WHERE p.removed_at IS NULL AND i.id = "
        "(SELECT max(id) FROM printed_items WHERE product_id = i.product_id) AND " + _DIFFERS + "ORDER BY i.id")
    return [row["product_id"] for row in rows]


def changed_count(shop: Shop) -> int:
    """How many tags should be printed anew."""
    return len(changed(shop))


def old_tags(shop: Shop) -> list[OldTag]:
    """Tags still hanging that say something else than the product does now, or whose product is gone; oldest first."""
    rows = shop.rows(
        "SELECT json_group_array(i.id) AS ids, i.product_id, sum(i.copies) AS copies, i.price_minor, i.currency, i.names, "
        "min(u.printed_at) AS since FROM printed_items i JOIN print_runs u ON u.id = i.run_id " + _NOW
        + "WHERE i.gone_at IS NULL AND (p.removed_at IS NOT NULL OR " + _DIFFERS
        + ") GROUP BY i.product_id, i.price_minor, i.currency, i.names ORDER BY min(i.id)")
    return [_old_tag(row) for row in rows]


def _old_tag(row: Row) -> OldTag:
    names = json.loads(row["names"])
    return OldTag(tuple(json.loads(row["ids"])), row["product_id"], row["since"], row["copies"],
                  Money(row["price_minor"], row["currency"]), names.get("zh") or next(iter(names.values()), ""))


def runs(shop: Shop, *, limit: int = 20) -> list[Run]:
    """The last prints, the latest first."""
    rows = shop.rows("SELECT id, printed_at, printable, paper, pages, copies, product_ids, order_ids, maker_ids, "
                     "code_id FROM print_runs ORDER BY id DESC LIMIT ?", (limit,))
    return [Run(r["id"], r["printed_at"], r["printable"], r["paper"], r["pages"], r["copies"], tuple(json.loads(r["product_ids"])),
                tuple(json.loads(r["order_ids"])), tuple(json.loads(r["maker_ids"])), r["code_id"]) for r in rows]


def used_labels(shop: Shop, paper: str) -> int:
    """How many labels of the opened sheet of this paper are used."""
    return shop.load(SheetSettings).used.get(paper, 0)
