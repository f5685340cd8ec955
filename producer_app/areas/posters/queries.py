"""Puts a printable's cards together from the products' and the payments' front doors."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas import payments, products
from producer_app.areas.posters.kinds import printable
from producer_app.areas.posters.rows import Card, CodeMark, Task
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, in_language
from producer_app.base.page import Page
from producer_app.store.shop import Shop


def code_mark(shop: Shop, code_id: int, product: products.Product | None = None) -> CodeMark:
    """A registered code for paper; where the scheme carries an amount and a product is given, with its price inside."""
    code = payments.get(shop, code_id)
    scheme = payments.scheme_of(code)
    amount = None
    if product is not None and product.price_now.minor > 0 and payments.asks_for(code, product.price_now):
        amount = product.price_now
    names = dict.fromkeys(in_language(scheme.title, language) for language in ("zh", "en"))
    return CodeMark(payments.payload_for(shop, code_id, amount), code.owner, " ".join(names), code.last_digits,
                    amount is not None, scheme.bytes_only)


def card(shop: Shop, product: products.Product, code_id: int | None) -> Card:
    """One product for paper."""
    unit = products.UNITS[product.unit]
    return Card(
        names=product.names, price=product.price_now, unit={lang: in_language(unit, lang) for lang in ("zh", "ug", "en")},
        pack_g=product.pack_g, picture=str(shop.files.path(product.picture)) if product.picture else "",
        code=code_mark(shop, code_id, product) if code_id is not None else None)


def pages(shop: Shop, name: str, product_ids: Sequence[int], *, code_id: int | None = None, paper: str = "",
          shop_name: str = "") -> list[Page]:
    """The finished pages of a printable. Raises ShopError: no product chosen, no such printable, paper or code."""
    kind = printable(name)
    if not product_ids:
        raise ShopError(_("There is nothing to print."), _("Choose at least one product."), "NOTHING")
    if paper and paper not in kind.papers:
        raise ShopError(_("This is not printed on {paper}.").format(paper=paper),
                        _("Choose one of: {names}.").format(names=", ".join(kind.papers)), "NO_PAPER")
    cards = tuple(card(shop, products.get(shop, product_id), code_id) for product_id in product_ids)
    return kind.draw(Task(cards, shop_name, paper))
