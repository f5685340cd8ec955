"""A product as values: what a person typed, what the shop keeps, what a photo and a file of products became."""

from __future__ import annotations

from dataclasses import dataclass, field

from producer_app.base import i18n
from producer_app.base.i18n import N_, isolate
from producer_app.base.money import Money

# Words a maker picks from; kept in the shop as these keys.
UNITS = {"jar": N_("jar"), "bag": N_("bag"), "box": N_("box"), "tub": N_("tub"), "tin": N_("tin"), "bottle": N_("bottle"),
         "piece": N_("piece"), "pack": N_("pack"), "sack": N_("sack"), "kg": N_("kilogram"), "jin": N_("jin (500 g)"),
         "metre": N_("metre"), "set": N_("set")}
LANGUAGES = ("ug", "zh", "en")
# Prices asked of buyers by where they buy; where one is not set, it is the same as at the stall.
SALE_KINDS = ("stall", "online", "live", "wholesale")
OTHER_KINDS = SALE_KINDS[1:]
# ... and what the goods cost the maker.
PRICE_KINDS = (*SALE_KINDS, "cost")
KIND_WORDS = {"stall": N_("Stall price"), "online": N_("Online price"), "live": N_("Live price"),
              "wholesale": N_("Wholesale price"), "cost": N_("What it costs you")}
BIN_DAYS = 30


def net_weight(pack_g: int) -> str:
    """What is in one, as it is printed on it; the number and its unit stay together.

    >>> net_weight(250), net_weight(1500)
    ('250\xa0g', '1.5\xa0kg')
    """
    if pack_g < 1000:
        return f"{pack_g}\u00a0g"
    whole, rest = divmod(pack_g, 1000)
    return f"{whole}{f'.{rest:03d}'.rstrip('0') if rest else ''}\u00a0kg"


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo of a shop, as names in its files: the untouched ``original``, the listing ``picture`` and its ``thumb``.

    ``width``, ``height``: of the listing picture, in pixels.
    """

    original: str
    picture: str
    thumb: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as typed. ``names``: language code to name, at least one; ``pack_g``: net content in grams, 0 unknown;
    ``shelf_life_days``: 0 unknown or without end; ``photo``: made by ``photos.prepare``, None for none or no new one;
    ``others``: prices by kind (``OTHER_KINDS``) that are not the stall's; ``wholesale_from``: least pieces for the wholesale
    price, 0 for any number; ``texts``: language code to a short description."""

    names: dict[str, str]
    price: Money
    unit: str = "piece"
    pack_g: int = 0
    sku: str = ""
    category: str = ""
    photo: Photo | None = None
    cost: Money | None = None
    shelf_life_days: int = 0
    origin: str = ""
    certificate: str = ""
    others: dict[str, Money] = field(default_factory=dict)
    wholesale_from: int = 0
    texts: dict[str, str] = field(default_factory=dict)


NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the shop. ``picture`` and ``thumb``: names of derived pictures in the shop's files, "" for none.

    ``price``: at the stall, as it is without a special price; ``special``: the stall's price for some days, where one is in
    force today, and ``special_until`` its last day; ``family``: the same for all sizes of one thing, 0 for a thing of one size.
    """

    id: int
    sku: str
    names: dict[str, str] = field(hash=False)
    unit: str = "piece"
    pack_g: int = 0
    category: str = ""
    price: Money = NOTHING
    photo: str = ""
    picture: str = ""
    thumb: str = ""
    created_at: str = ""
    cost: Money | None = None
    shelf_life_days: int = 0
    origin: str = ""
    certificate: str = ""
    removed_at: str = ""
    family: int = 0
    special: Money | None = None
    special_until: str = ""
    others: dict[str, Money] = field(default_factory=dict, hash=False)
    wholesale_from: int = 0
    texts: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def price_now(self) -> Money:
        """What it costs a buyer at the stall today, as of when it was read."""
        return self.special or self.price

    @property
    def name(self) -> str:
        """The name in the language in use, else the first there is."""
        return self.name_in(i18n.current())

    @property
    def title(self) -> str:
        """The name, with the size where the thing has several: what tells two lines of an order apart."""
        return f"{self.name} {isolate(net_weight(self.pack_g))}" if self.family and self.pack_g else self.name

    def name_in(self, language: str) -> str:
        """The name in one language, else Chinese, English or whatever there is."""
        for code in (language, "zh", "en", "ug"):
            if self.names.get(code):
                return self.names[code]
        return next(iter(self.names.values()), "")

    def draft(self) -> ProductDraft:
        """The same values as a form shows and changes them."""
        return ProductDraft(
            names=dict(self.names), price=self.price, unit=self.unit, pack_g=self.pack_g, sku=self.sku, category=self.category,
            cost=self.cost, shelf_life_days=self.shelf_life_days, origin=self.origin, certificate=self.certificate,
            others=dict(self.others), wholesale_from=self.wholesale_from, texts=dict(self.texts))


@dataclass(frozen=True, slots=True)
class PriceChange:
    """One line of a price's history. ``old`` is None for the first price; ``who``: "" where nobody was named.

    ``ended``: the price was taken away, and ``new`` only repeats it; ``reason``: why it may be below cost, "" where it is not.
    """

    kind: str
    old: Money | None
    new: Money
    who: str
    changed_at: str
    id: int = 0
    ended: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Special:
    """A price from a first to a last day, both ISO dates of the shop's own calendar, both included."""

    kind: str
    price: Money
    first_day: str
    last_day: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """Why one cell of a file was not taken. ``row``: as a spreadsheet counts, the header is 1; ``column``: its header."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One product of a file. ``row``: where it stands there; ``picture``: a name it gives, which nobody opens; ``family``: a
    word that the rows of all sizes of one thing share, "" for none."""

    row: int
    draft: ProductDraft
    picture: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file of products, read: either good rows or the list of everything that is wrong."""

    rows: tuple[SheetRow, ...]
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing a file did: how many products are new, changed, and were the same already."""

    new: int = 0
    changed: int = 0
    same: int = 0
