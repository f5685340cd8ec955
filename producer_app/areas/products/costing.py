"""Where the yuan go: what one jar costs, by part, and what remains of a price. Whole minor units; no shop, no disk.

Rounding, by name: a material's amount times its price is rounded half up, as a shop's bill is; the cost of one jar of a batch is
rounded up, so that a cost is never shown too small; a share of that cost goes to the largest remainders (Hamilton), so that the
parts are the whole; a cut in percent is rounded half up, as platforms settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from producer_app.areas.products.pricing import half_up
from producer_app.areas.products.rows import KIND_WORDS, NOTHING, SALE_KINDS, ProductDraft
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity

WHOLE_BP = 10_000  # basis points of one whole
MOST_BP = 9_000
MOST_MINUTES = 100_000
MOST_MADE = 1_000_000
MOST_MATERIALS = 40
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?")
_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
# Where the goods travel by courier and a platform takes its cut.
FAR = ("online", "live")
PART_WORDS = {"goods": N_("Goods"), "jar": N_("Jar"), "label": N_("Label"), "time": N_("Your time"), "courier": N_("Courier"),
              "platform": N_("Platform"), "coop": N_("Co-op"), "coupon": N_("Coupon")}


@dataclass(frozen=True, slots=True)
class Material:
    """One thing that goes into a batch. ``price``: of one kilogram, litre or piece; ``amount``: how many of those."""

    name: str
    amount: Quantity
    price: Money

    @property
    def cost(self) -> Money:
        """Rounded half up, as on a shop's bill."""
        return self.amount.of_price(self.price)


@dataclass(frozen=True, slots=True)
class CostSheet:
    """How one product is made and sold, all in one currency.

    ``made``: sales units from one batch; ``minutes``: own work on that batch; ``wage``: of one hour; ``jar``, ``label``,
    ``courier``: for one sales unit; ``platform_bp``, ``coop_bp``: hundredths of a percent of what the buyer pays;
    ``coupon``: the dearest one given away online and live; ``free_courier``: the buyer does not pay the courier.
    """

    materials: tuple[Material, ...] = ()
    made: int = 1
    minutes: int = 0
    wage: Money = NOTHING
    jar: Money = NOTHING
    label: Money = NOTHING
    courier: Money = NOTHING
    platform_bp: int = 0
    platform_fixed: Money = NOTHING
    coop_bp: int = 0
    coupon: Money = NOTHING
    free_courier: bool = True

    @property
    def currency(self) -> str:
        return self.wage.currency

    @property
    def goods_cost(self) -> Money:
        """What one sales unit costs to make, before anybody sells it."""
        return Money.total((part.amount for part in goods_parts(self)), self.currency)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a price. ``key``: of PART_WORDS, "" for a material, whose own ``name`` it has."""

    key: str
    amount: Money
    name: str = ""

    @property
    def label(self) -> str:
        return self.name or _(PART_WORDS[self.key])


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A price with its parts; what is ``left`` is hers, below zero where she pays for selling. Parts and left make the price."""

    price: Money
    parts: tuple[Part, ...]

    @property
    def left(self) -> Money:
        return self.price - Money.total((part.amount for part in self.parts), self.price.currency)


@dataclass(frozen=True, slots=True)
class Loss:
    """A price below cost. ``floor``: the least that would not be."""

    kind: str
    price: Money
    left: Money
    floor: Money


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """A whole number in shares by weight that sum to it exactly: the largest remainders get one more (Hamilton).

    >>> shared_out(10, [1, 1, 1]), shared_out(5, [0, 0])
    ([4, 3, 3], [5, 0])
    """
    whole = sum(weights)
    if not weights or whole <= 0:
        return [total, *[0] * (len(weights) - 1)] if weights else []
    shares = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in order[:total - sum(shares)]:
        shares[place] += 1
    return shares


def goods_parts(sheet: CostSheet) -> list[Part]:
    """What one sales unit is made of and costs: each material, own time, jar and label; parts that cost nothing left out."""
    batch = [*(m.cost.minor for m in sheet.materials), half_up(sheet.wage.minor * sheet.minutes, 60)]
    each = -(-sum(batch) // max(1, sheet.made))
    shares = [Money(minor, sheet.currency) for minor in shared_out(each, batch)]
    parts = [Part("", share, material.name) for share, material in zip(shares, sheet.materials, strict=False)]
    parts += [Part("jar", sheet.jar), Part("label", sheet.label), Part("time", shares[-1])]
    return [part for part in parts if part.amount.minor]


def breakdown(price: Money, kind: str, sheet: CostSheet | None, cost: Money | None) -> Breakdown | None:
    """Where a price goes when sold in one way; None where nothing is known about its cost.

    A ``cost`` that was written by hand since is one part, "goods"; the recipe's parts count where they still are that cost.
    """
    if cost is not None and cost.currency != price.currency:
        cost = None
    if sheet is not None and sheet.currency != price.currency:
        sheet = None
    if sheet is None:
        return None if cost is None else Breakdown(price, (Part("goods", cost),))
    detailed = cost is None or cost == sheet.goods_cost
    goods = goods_parts(sheet) if detailed else [Part("goods", cost or Money(0, price.currency))]
    return Breakdown(price, (*goods, *(part for part in _selling(price, kind, sheet) if part.amount.minor)))


def _selling(price: Money, kind: str, sheet: CostSheet) -> Iterator[Part]:
    far = kind in FAR
    coupon = min(sheet.coupon.minor, price.minor) if far else 0
    paid = price.minor - coupon
    if far:
        yield Part("coupon", Money(coupon, price.currency))
        if sheet.free_courier:
            yield Part("courier", sheet.courier)
        yield Part("platform", Money(half_up(paid * sheet.platform_bp, WHOLE_BP) + sheet.platform_fixed.minor, price.currency))
    yield Part("coop", Money(half_up(paid * sheet.coop_bp, WHOLE_BP), price.currency))


def floor(kind: str, sheet: CostSheet | None, cost: Money | None, currency: str) -> Money:
    """The least price of a kind from which on nothing is lost."""

    def lost(minor: int) -> bool:
        parts = breakdown(Money(minor, currency), kind, sheet, cost)
        return parts is not None and parts.left.minor < 0

    # With no price the parts are the fixed ones; the two cuts in percent are each rounded by half a unit at most.
    nothing = breakdown(Money(0, currency), kind, sheet, cost)
    fixed = -nothing.left.minor if nothing is not None else 0
    bp = (sheet.coop_bp + (sheet.platform_bp if kind in FAR else 0)) if sheet is not None and sheet.currency == currency else 0
    coupon = sheet.coupon.minor if sheet is not None and kind in FAR and sheet.currency == currency else 0
    minor = coupon + -(-(fixed + 1) * WHOLE_BP // (WHOLE_BP - bp)) if bp < WHOLE_BP else 0
    while minor > 0 and not lost(minor - 1):
        minor -= 1
    return Money(minor, currency)


def losses(prices: Mapping[str, Money], sheet: CostSheet | None, cost: Money | None) -> list[Loss]:
    """Every price that is below cost. ``prices``: by kind; a kind that is not there is not sold that way on its own."""
    found = []
    for kind in SALE_KINDS:
        if kind in prices and prices[kind].minor > 0:
            parts = breakdown(prices[kind], kind, sheet, cost)
            if parts is not None and parts.left.minor < 0:
                found.append(Loss(kind, prices[kind], parts.left, floor(kind, sheet, cost, prices[kind].currency)))
    return found


def prices_of(draft: ProductDraft) -> dict[str, Money]:
    """What a draft asks, by kind, with the stall's price where there is no other."""
    return {kind: draft.others.get(kind, draft.price) for kind in SALE_KINDS}


def below_cost(loss: Loss) -> ShopError:
    """The refusal of a price below cost."""
    words = _("{kind} {price} is {amount} less than it costs you.")
    return ShopError(words.format(kind=_(KIND_WORDS[loss.kind]), price=loss.price.shown(), amount=(-loss.left).shown()),
                     _("From {price} on nothing is lost.").format(price=loss.floor.shown()), "BELOW_COST")


def checked(sheet: CostSheet, currency: str) -> CostSheet:
    """The sheet, if it may be kept. Raises ShopError: an amount below zero, another currency, a share that leaves nothing."""
    amounts = [sheet.wage, sheet.jar, sheet.label, sheet.courier, sheet.platform_fixed, sheet.coupon,
               *(material.price for material in sheet.materials)]
    if any(amount.currency != currency for amount in amounts):
        raise ShopError(_("Cost and price are in two currencies."), _("Write both in one currency."), "CURRENCIES")
    if any(amount.minor < 0 for amount in amounts):
        raise ShopError(_("The cost is below zero."), _("Write an amount like 13.50."), "BAD_COST")
    if not 1 <= sheet.made <= MOST_MADE:
        raise ShopError(_("A batch must give at least one."), _("Write how many jars one batch gives."), "BAD_NUMBER")
    if not 0 <= sheet.minutes <= MOST_MINUTES:
        raise ShopError(_("The time cannot be that."), _("Write the minutes of work on one batch."), "BAD_NUMBER")
    if min(sheet.platform_bp, sheet.coop_bp) < 0 or sheet.platform_bp + sheet.coop_bp > MOST_BP:
        raise ShopError(_("The cuts take more than 90 % together."), _("Write percents like 5."), "BAD_PERCENT")
    if len(sheet.materials) > MOST_MATERIALS or any(not material.name for material in sheet.materials):
        raise ShopError(_("A material has no name."), _("Write what it is."), "NO_NAME")
    return sheet


def percent(text: str) -> int:
    """Hundredths of a percent of what was typed: ``5``, ``5.5``, ``0.38 %``; nothing is none.

    Raises ShopError: no percent of at most two decimals.

    >>> percent("5.5"), percent(""), percent("0.38 %")
    (550, 0, 38)
    """
    plain = text.strip().removesuffix("%").removesuffix("％").strip()
    matched = _PERCENT.fullmatch(plain.translate(_DIGITS)) if plain else None
    if plain and matched is None:
        raise ShopError(_("“{text}” is not a percent.").format(text=text.strip()[:20]), _("Write percents like 5."), "BAD_PERCENT")
    return int(matched[1]) * 100 + int((matched[2] or "").ljust(2, "0")) if matched else 0


def percent_text(basis_points: int) -> str:
    """The shortest text of hundredths of a percent.

    >>> percent_text(550), percent_text(0), percent_text(38)
    ('5.5', '', '0.38')
    """
    return f"{basis_points // 100}.{basis_points % 100:02d}".rstrip("0").rstrip(".") if basis_points else ""
