"""Douyin shop: a row a sub-order (商品金额 is the unit price), or a row an order with its sub-orders joined by ``;``.

订单应付金额 is a sub-order's own share; gifts have 0.00. Buyers' cells that begin with ``##`` or ``$$`` are sealed by the platform
and never shown as names. The file states no refund amount: a closed sub-order paid back counts whole; one paid back after it was
done or sent counts the price of one piece, the least that went back. Source: headers as several public parsers read them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from producer_app.areas.orders import chinese
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Parcel, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, each_order, grouped, unguarded
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity

ZERO = Money(0)


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one export."""
    groups, refused = grouped(tables["orders"], "主订单编号", "主订单号", goods="选购商品", once="订单状态")
    return each_order(groups, _order, refused)


def _order(number: str, records: list[Record]) -> OrderDraft:
    head = records[0]
    shares = [record.money("订单应付金额", "CNY", read=chinese.amount) for record in records]
    total = Money.total(shares)
    state, refunded = _state(records, shares)
    placed, placed_at = head.time("订单提交时间")
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=state, raw_state=_raw_state(records), placed=placed, placed_at=placed_at,
        total=total, refunded=refunded, postage=_sum(records, "运费"), discount=_sum(records, "优惠总金额"),
        recipient=_open(head.text("收件人", "收货人", blanks=chinese.BLANKS)),
        phone=_open(head.code("收件人手机号", blanks=chinese.BLANKS)),
        region=chinese.region(head, "省", "市", "区", "街道"),
        address=_open(chinese.told(head, "详细地址")), note=chinese.told(head, "买家留言"),
        seller_note=chinese.told(head, "商家备注"),
        lines=tuple(line for record in records for line in _lines(record)), parcels=_parcels(records),
        raw=tuple(record.as_found() for record in records))


def _sum(records: list[Record], name: str) -> Money:
    return Money.total(record.money(name, "CNY", blank=ZERO, least=None, read=chinese.amount) for record in records)


def _open(value: str) -> str:
    return "" if value.startswith(("##", "$$", "~")) or re.fullmatch(r"[#$*~].*", value) else value


def _paid_back(record: Record) -> bool:
    return "退款成功" in record.text("售后状态")


def _raw_state(records: list[Record]) -> str:
    words = [record.text("订单状态") + ("+退款成功" if _paid_back(record) else "") for record in records]
    return "|".join(dict.fromkeys(words))


def _state(records: list[Record], shares: list[Money]) -> tuple[str, Money]:
    """Our state of the sub-orders together, and what went back of them."""
    alive: list[str] = []
    back, closed = ZERO, 0
    for record, share in zip(records, shares, strict=True):
        word = chinese.state(record, "订单状态")
        if word in ("cancelled", "refunded"):
            closed += 1
            if _paid_back(record) or word == "refunded":
                back += share
            continue
        alive.append(word)
        if _paid_back(record):
            piece = record.money_if_exact("商品金额", "CNY", read=chinese.amount)
            back += share if piece is None or piece.minor > share.minor else piece
    if not alive:
        return ("refunded" if back else "cancelled"), back
    state = _together(set(alive))
    return ("part_refunded" if back and state in ("shipped", "done") else state), back


def _together(states: set[str]) -> str:
    if len(states) == 1:
        return next(iter(states))
    if "unpaid" in states:
        return "unpaid"
    if states & {"to_ship", "part_shipped"}:
        return "part_shipped"
    return "shipped"


def _lines(record: Record) -> list[LineDraft]:
    keys = _split(record.raw("子订单编号"))
    quantity = record.quantity("商品数量")
    if len(keys) < 2:
        price = record.money("商品金额", "CNY", read=chinese.amount)
        return [LineDraft(sku=_sku(record), title=_title(record), spec=chinese.told(record, "商品规格"), quantity=quantity,
                          unit_price=price, total=quantity.of_price(price), key=keys[0] if keys else "")]
    # Joined cells: the sum of pieces is known, a product's own only where each stands once.
    titles = record.text("选购商品").split(";", len(keys) - 1)
    skus = _split(record.raw("商家编码")) or _split(record.raw("货号"))
    each = Quantity.of(1) if quantity == Quantity.of(len(keys)) else None
    return [LineDraft(sku=skus[at] if len(skus) == len(keys) else "", quantity=each, key=key,
                      title=titles[at].strip() if at < len(titles) else _title(record)) for at, key in enumerate(keys)]


def _split(text: str) -> list[str]:
    return [part for part in (unguarded(p) for p in text.split(";")) if part and part not in chinese.BLANKS]


def _sku(record: Record) -> str:
    return record.code("商家编码", "货号", blanks=chinese.BLANKS)


def _title(record: Record) -> str:
    title = chinese.told(record, "选购商品", "商品名称")
    if not title:
        raise record.refused("选购商品", _("The name of the goods is missing."))
    return title


def _parcels(records: list[Record]) -> tuple[Parcel, ...]:
    found: list[Parcel] = []
    for record in records:
        for part in re.split(r"[,;，；\s]+", chinese.told(record, "快递信息")):
            number, _dash, carrier = part.partition("-")
            if unguarded(number):
                found.append(Parcel(carrier.strip(), unguarded(number)))
    return tuple(dict.fromkeys(found))


CHANNEL = Channel(
    name="douyin", title=N_("Douyin shop"), understand=understand,
    parts=(Part("orders", ("主订单编号", "子订单编号", "商品数量", "订单应付金额", "订单状态")),),
    source="Douyin shop back end, order report and sub-order report")
