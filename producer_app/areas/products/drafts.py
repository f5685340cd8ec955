"""What a product may be: trims what was typed and names every fault with the field it belongs to. No shop, no disk."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from producer_app.areas.products.rows import UNITS, ProductDraft
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.search import folded

LONGEST_NAME = 200
LONGEST_WORDS = 200
LONGEST_SKU = 64
LONGEST_TEXT = 1000
MOST_PIECES = 1_000_000
HEAVIEST_G = 10_000_000
LONGEST_LIFE_DAYS = 36_500
# Joiners shape Uyghur letters and emoji; every other sign that cannot be seen goes.
_SHAPING = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right. ``field``: of ProductDraft, ``names`` and ``price`` first of all."""

    field: str
    message: str
    hint: str
    code: str


def tidy(text: str) -> str:
    """One line of visible letters with single blanks."""
    seen = "".join(c if c in _SHAPING or unicodedata.category(c)[0] != "C" else " " if c.isspace() else "" for c in text)
    return " ".join(seen.split())


def trimmed(draft: ProductDraft) -> ProductDraft:
    """The draft without blanks round its words and without names that say nothing."""
    names = {code: tidy(name) for code, name in draft.names.items()}
    return replace(
        draft, names={code: name for code, name in names.items() if name}, sku=tidy(draft.sku), category=tidy(draft.category),
        origin=tidy(draft.origin), certificate=tidy(draft.certificate),
        texts={code: told for code, text in draft.texts.items() if (told := tidy(text))})


def faults(draft: ProductDraft) -> list[Fault]:
    """Everything that keeps a trimmed draft from being kept, in the order of the form."""
    return list(_faults(draft))


def _at_most(count: int) -> str:
    return _("Use at most {count} letters.").format(count=count)


def _faults(draft: ProductDraft) -> Iterator[Fault]:
    if not draft.names:
        yield Fault("names", _("The product has no name yet."), _("Write its name in one language."), "NO_NAME")
    if any(len(name) > LONGEST_NAME for name in draft.names.values()):
        yield Fault("names", _("The name is too long."), _at_most(LONGEST_NAME), "NAME_TOO_LONG")
    if draft.unit not in UNITS:
        yield Fault("unit", _("“{unit}” is not a unit.").format(unit=draft.unit[:40]),
                    _("Choose one of: {units}.").format(units=", ".join(UNITS)), "BAD_UNIT")
    if not 0 <= draft.pack_g <= HEAVIEST_G:
        yield Fault("pack_g", _("The weight of a pack cannot be that."), _("Write the grams in one pack, like 500."), "BAD_PACK")
    if draft.price.minor < 0:
        yield Fault("price", _("The price is below zero."), _("Write a price like 38.00."), "BAD_PRICE")
    if draft.cost is not None and draft.cost.minor < 0:
        yield Fault("cost", _("The cost is below zero."), _("Write an amount like 13.50."), "BAD_COST")
    if draft.cost is not None and draft.cost.currency != draft.price.currency:
        yield Fault("cost", _("Cost and price are in two currencies."), _("Write both in one currency."), "CURRENCIES")
    for kind, price in draft.others.items():
        if price.minor <= 0:
            yield Fault(kind, _("This price must be above zero."), _("Leave it empty for the same price as at the stall."),
                        "BAD_PRICE")
        if price.currency != draft.price.currency:
            yield Fault(kind, _("The prices are in two currencies."), _("Write both in one currency."), "CURRENCIES")
    if not 0 <= draft.wholesale_from <= MOST_PIECES:
        yield Fault("wholesale_from", _("The number of pieces cannot be that."), _("Write a whole number like 20."), "BAD_NUMBER")
    if any(len(text) > LONGEST_TEXT for text in draft.texts.values()):
        yield Fault("texts", _("These words are too long."), _at_most(LONGEST_TEXT), "TOO_LONG")
    if not 0 <= draft.shelf_life_days <= LONGEST_LIFE_DAYS:
        yield Fault("shelf_life_days", _("The shelf life cannot be that."), _("Write it in days, like 365."), "BAD_SHELF_LIFE")
    if len(draft.sku) > LONGEST_SKU:
        yield Fault("sku", _("The article number is too long."), _at_most(LONGEST_SKU), "SKU_TOO_LONG")
    for field in ("category", "origin", "certificate"):
        if len(getattr(draft, field)) > LONGEST_WORDS:
            yield Fault(field, _("These words are too long."), _at_most(LONGEST_WORDS), "TOO_LONG")


def checked(draft: ProductDraft) -> ProductDraft:
    """The trimmed draft. Raises ShopError: its first fault."""
    draft = trimmed(draft)
    for fault in _faults(draft):
        raise ShopError(fault.message, fault.hint, fault.code)
    return draft


def search_text(draft: ProductDraft) -> str:
    """What a search looks through: the names in all scripts and the article number, folded."""
    return folded(" ".join([*draft.names.values(), draft.sku]))
