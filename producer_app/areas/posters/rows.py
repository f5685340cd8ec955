"""What a printable gets to draw, as values: the product's card, the code and whose it is, the shop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from producer_app.base.errors import ShopError
from producer_app.base.money import Money

if TYPE_CHECKING:
    from producer_app.base.page import Page, Rect


class CheckThing(NamedTuple):
    """One of the four things that stand on every true sheet of a code: its picture, and its word in three languages."""

    icon: str
    zh: str
    ug: str
    en: str


@dataclass(frozen=True, slots=True)
class CodeMark:
    """A receiving code on paper. ``payload``: what the code says, byte for byte; ``owner``: the payee's name as phones
    show it; ``scheme``: the name people know it by, in Chinese and English; ``amount_inside``: phones show the price;
    ``things``: its check words; ``flower``, ``day``: of the day it is printed (ISO date, "" for none)."""

    payload: str
    owner: str
    scheme: str
    last_digits: str = ""
    amount_inside: bool = False
    bytes_only: bool = False
    things: tuple[CheckThing, ...] = ()
    flower: int = 0
    day: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One product on paper. ``unit_zh``, ``unit_ug``: the pack in words; ``pack_g``: net content in grams, 0 unknown;
    ``picture``: path of the listing picture, "" for none; ``code``: a code of its own, where it carries the price;
    ``each``: what ``each_g`` grams cost, for goods that buyers compare by weight; ``days``: first and last day (ISO dates) of a
    price for some days."""

    names: dict[str, str] = field(hash=False)
    price: Money
    unit: dict[str, str] = field(hash=False)
    pack_g: int = 0
    picture: str = ""
    code: CodeMark | None = None
    each: Money | None = None
    each_g: int = 500
    days: tuple[str, str] | None = None

    def name(self, language: str) -> str:
        """The name in one language, "" where there is none."""
        return self.names.get(language, "")

    @property
    def first_name(self) -> str:
        """The name that stands first: Chinese, since the buyer's law and eye want it, else any."""
        return self.names.get("zh") or next(iter(self.names.values()), "")

    @property
    def first_language(self) -> str:
        """The language of ``first_name``."""
        return "zh" if self.names.get("zh") else next(iter(self.names), "en")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Labels on a sheet: how many across and down, all in mm. ``left``, ``top``: of the first label; ``step_x``,
    ``step_y``: from one label's edge to the next one's; ``cut``: plain paper, with lines to cut along."""

    columns: int
    lines: int
    width_mm: float
    height_mm: float
    left_mm: float = 0.0
    top_mm: float = 0.0
    step_x_mm: float = 0.0
    step_y_mm: float = 0.0
    paper_width_mm: float = 210.0
    paper_height_mm: float = 297.0
    cut: bool = False

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.lines

    def label(self, number: int) -> Rect:
        """Where a label lies, counted along the lines from 0."""
        line, column = divmod(number, self.columns)
        from producer_app.base.page import Rect  # only where paper is laid out

        return Rect(self.left_mm + column * (self.step_x_mm or self.width_mm),
                    self.top_mm + line * (self.step_y_mm or self.height_mm), self.width_mm, self.height_mm)


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One kind of goods in an order, as paper shows it. ``count``: "" where the channel did not tell."""

    title: str
    spec: str
    count: str
    price: Money | None
    total: Money | None
    picture: str = ""
    names: dict[str, str] = field(default_factory=dict, hash=False)
    milli: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """An order on paper; the buyer is masked already. ``placed``: local date and time; ``channel``: its title in Chinese."""

    number: str
    channel: str
    placed: str
    buyer: str
    phone: str
    region: str
    lines: tuple[SlipLine, ...]
    total: Money
    postage: Money
    discount: Money
    refunded: Money
    paid: tuple[tuple[str, Money], ...] = ()


class ForOrder(NamedTuple):
    """One order's share of what a maker brings; the buyer is masked already."""

    number: str
    buyer: str
    many: str


@dataclass(frozen=True, slots=True)
class ToBring:
    """One thing on a maker's sheet. ``size``: what is in one, "" for unknown; ``unit``: in the words of the sheet; ``milli``: the
    sum over its orders, in thousandths of the unit."""

    title: str
    size: str
    unit: str
    milli: int
    orders: tuple[ForOrder, ...]


@dataclass(frozen=True, slots=True)
class MakerSheet:
    """What one maker brings for the open orders. ``day``: of the print, ISO date; ``language``: of its fixed words."""

    name: str
    phone: str
    day: str
    things: tuple[ToBring, ...]
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Task:
    """What to print. ``paper``: one of the printable's papers, "" for its first; ``sheet``: a label sheet of one's own in
    its place; ``start``: labels of the first sheet already used; ``copies``: of each product; ``code``: without an amount."""

    cards: tuple[Card, ...]
    shop_name: str = ""
    paper: str = ""
    sheet: Sheet | None = None
    start: int = 0
    copies: int = 1
    code: CodeMark | None = None
    slips: tuple[Slip, ...] = ()
    makers: tuple[MakerSheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Printable:
    """Something the shop can print. ``title``: N_(); ``papers``: name to (width, height) in mm, the usual one first;
    ``one_each``: a page a product, else many on a sheet; ``draw`` gives the pages. ``of``: what it is made of;
    ``labels``: stands on label sheets; ``hangs``: a price that grows old on the shelf, so the shop remembers it;
    ``shipped``: leaves the house with the goods; ``coded``: has a place for a payment code; ``pays``: the codes on it are
    hers and not trial ones; ``faces``: how many of its codes stand on one thing, 2 on a tent."""

    id: str
    title: str
    icon: str
    papers: dict[str, tuple[float, float]] = field(hash=False)
    one_each: bool
    draw: Callable[[Task], list[Page]]
    of: Literal["products", "orders", "makers", "code", "nothing"] = "products"
    labels: bool = False
    hangs: bool = False
    shipped: bool = False
    coded: bool = True
    pays: bool = True
    faces: int = 1

    @property
    def remembered(self) -> bool:
        """Whether its codes hang at a place and are kept in the register; a receipt goes away with the goods."""
        return self.coded and self.pays and not self.shipped


@dataclass(frozen=True, slots=True)
class OldTag:
    """Tags that hang with another price, name or weight than the product has now. ``said``: the price printed on them;
    ``since``: of the first of them; ``item_ids``: their lines in the print log."""

    item_ids: tuple[int, ...]
    product_id: int
    since: str
    copies: int
    said: Money
    name: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the shop calls itself on paper."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One print as the shop remembers it, enough to print it again."""

    id: int
    printed_at: str
    printable: str
    paper: str
    pages: int
    copies: int
    product_ids: tuple[int, ...] = ()
    order_ids: tuple[int, ...] = ()
    maker_ids: tuple[int, ...] = ()
    code_id: int | None = None


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """What the shop knows of its label sheets. ``used``: paper to labels used of the opened sheet; ``own``: a sheet in mm."""

    used: dict[str, int] = field(default_factory=dict)
    own: Sheet = Sheet(3, 8, 70.0, 37.0, 0.0, 0.5)


@dataclass(frozen=True, slots=True)
class Machine:
    """A printer of dots. ``language``: escpos (rolls) or tspl (labels); ``way``: network, file, serial or usb;
    ``address``: as that way writes it; ``paper``: the roll in it, 80 or 58; ``dpi``: 203 or 300; ``gap_mm``: between labels."""

    language: Literal["escpos", "tspl"]
    way: Literal["network", "file", "serial", "usb"]
    address: str
    paper: str = ""
    dpi: int = 203
    gap_mm: float = 2.0


@dataclass(frozen=True, slots=True)
class Sent:
    """How a batch went out: so many of its pages left; ``trouble``: what to tell the person where not all did."""

    pages: int
    trouble: ShopError | None = None
