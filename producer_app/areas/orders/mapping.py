"""Any other shop's file: which column means what, as a profile that is kept and known again by its columns.

A profile is values only. ``guess`` proposes one from the names in the header, ``channel`` makes a channel of it like those
in kinds/, so that reading, preview, refusals and taking back are the same for every file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from producer_app.areas.orders import chinese, western
from producer_app.areas.orders.chinese import STATES as KNOWN_STATES
from producer_app.areas.orders.rows import STATES, LineDraft, OrderDraft, Parcel, Reading
from producer_app.areas.orders.sheets import (
    Channel,
    Part,
    Record,
    Table,
    after_refund,
    each_order,
    grouped,
    moment,
    plain_header,
    unguarded,
    words_in,
)
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money

OWN = "own:"
# What a column can mean, in the order in which a person is asked, and the words headers use for it.
_FIELDS = {
    "number": (N_("Order number"), "订单号|订单编号|订单id|单号|order number|order no|order id|order|number|"
                                   "زاكاز نومۇرى"),
    "placed": (N_("Date of the order"), "下单时间|订单创建时间|创建时间|下单日期|付款时间|支付时间|日期|时间|"
                                        "created at|order date|date|paid at|placed|چېسلا|ۋاقىت"),
    "title": (N_("Goods"), "商品名称|商品标题|宝贝标题|商品|货品名称|品名|产品|title|product name|item name|product|"
                           "item|goods|مەھسۇلات|مال"),
    "quantity": (N_("How many"), "商品数量|购买数量|数量|件数|quantity|qty|count|سانى"),
    "total": (N_("Total of the order"), "订单金额|订单总额|应付金额|实付金额|实收金额|总金额|合计|金额|order total|"
                                        "grand total|total|amount|جەمئىي"),
    "price": (N_("Price of one"), "商品单价|单价|价格|unit price|price|باھا|باھاسى"),
    "postage": (N_("Postage"), "运费|邮费|快递费|shipping|postage|توشۇش ھەققى"),
    "discount": (N_("Discount"), "优惠金额|优惠|折扣|discount|ئېتىبار"),
    "refunded": (N_("Paid back"), "退款金额|退款|refund|refunded"),
    "state": (N_("State"), "订单状态|状态|status|order status|state|ھالەت"),
    "recipient": (N_("Buyer"), "收货人姓名|收件人姓名|收货人|收件人|姓名|recipient|name|customer|buyer|ship to name|"
                               "ئىسمى|خېرىدار"),
    "phone": (N_("Phone"), "收货人手机号|收件人手机|手机号码|手机号|联系电话|电话|手机|phone|mobile|تېلېفون"),
    "province": (N_("Province"), "收货人省份|省份|省|province|state/province|ئۆلكە"),
    "city": (N_("City"), "收货人城市|城市|市|city|شەھەر"),
    "county": (N_("County"), "收货人地区|区县|地区|区|county|district|ناھىيە"),
    "address": (N_("Address"), "详细地址|收货地址|收件地址|地址|address|ship to address|ئادرېس"),
    "sku": (N_("Article number"), "商家编码|商品编码|规格编码|货号|sku|article number"),
    "spec": (N_("Kind or size"), "商品规格|规格|款式|variant|spec|option"),
    "note": (N_("Note"), "买家留言|买家备注|备注|留言|note|notes|message|ئىزاھات"),
    "carrier": (N_("Courier"), "快递公司|物流公司|承运商|carrier|courier"),
    "tracking": (N_("Parcel number"), "快递单号|物流单号|运单号|tracking number|tracking"),
}
FIELDS = {key: (title, tuple(words.split("|"))) for key, (title, words) in _FIELDS.items()}
MOST_STATES = 24


@dataclass(frozen=True, slots=True)
class Profile:
    """How one kind of file is read. ``title``: what the person calls its shop; ``columns``: a key of FIELDS to a header;
    ``states``: the file's words to ours; ``currency``: where amounts carry none; ``day_first``: of dates like 03/04/2026."""

    title: str
    columns: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    currency: str = "CNY"
    day_first: bool = False

    @property
    def channel(self) -> str:
        """The name its orders are kept under."""
        return OWN + re.sub(r"\s+", " ", self.title.strip()).casefold()[:40]


def guess(header: Sequence[str]) -> dict[str, str]:
    """What the columns of a file probably mean: first by the whole name, then by a part of it; each column once."""
    plain = {position: plain_header(name) for position, name in enumerate(header) if name.strip()}
    found: dict[str, str] = {}
    taken: set[int] = set()
    for whole in (True, False):
        for key, (_title, words) in FIELDS.items():
            if key in found:
                continue
            at = next((p for word in words for p, name in plain.items()
                       if p not in taken and (name == word if whole else len(word) >= 2 and word in name)), None)
            if at is not None:
                found[key] = header[at].strip()
                taken.add(at)
    return found


_ENGLISH = (("unpaid", "unpaid"), ("pending", "unpaid"), ("partially", "part_shipped"), ("refund", "refunded"),
            ("cancel", "cancelled"), ("complete", "done"), ("delivered", "done"), ("unfulfilled", "to_ship"),
            ("processing", "to_ship"), ("fulfilled", "shipped"), ("shipped", "shipped"), ("sent", "shipped"), ("paid", "to_ship"))


def guess_states(words: Sequence[str]) -> dict[str, str]:
    """Our states for a file's words, where they are known."""
    made = {}
    for word in words:
        state = words_in(word, KNOWN_STATES) or words_in(word.casefold(), _ENGLISH)
        if word.startswith(("买家已付款", "已付款", "已支付")):
            state = "to_ship"
        if state:
            made[word] = state
    return made


def missing(profile: Profile) -> list[str]:
    """The keys of FIELDS that cannot be left out, and are: the number, the date, and a total or a price."""
    gone = [key for key in ("number", "placed") if not profile.columns.get(key)]
    if not profile.columns.get("total") and not profile.columns.get("price"):
        gone.append("total")
    return gone


def state_words(table: Table, column: str) -> list[str]:
    """The different words of a column, in order of appearance, at most MOST_STATES."""
    found: dict[str, None] = {}
    for record in table.records:
        word = record.raw(column).strip()
        if word:
            found.setdefault(word[:60])
        if len(found) >= MOST_STATES:
            break
    return list(found)


def channel(profile: Profile) -> Channel:
    """A channel that reads files as the profile says; known by all the columns that it uses."""
    needs = tuple(dict.fromkeys(name for name in profile.columns.values() if name))
    return Channel(profile.channel, profile.title, (Part("orders", needs),), partial(_understand, profile), "own columns")


# ---------------------------------------------------------------- reading
def _understand(profile: Profile, tables: Mapping[str, Sequence[Record]]) -> Reading:
    # A cell written once for several rows belongs to the order above it.
    groups, refused = grouped(tables["orders"], profile.columns["number"], goods=profile.columns.get("title", ""),
                              once=profile.columns.get("total", ""))
    return each_order(groups, partial(_order, profile), refused)


def _amount(text: str) -> str:
    return western.amount(chinese.amount(text))


def _order(profile: Profile, number: str, records: list[Record]) -> OrderDraft:
    head = records[0]

    def cell(key: str) -> str:
        name = profile.columns.get(key, "")
        return next((text for r in records if (text := chinese.told(r, name))), "") if name else ""

    currency = western.currency_in(head.raw(profile.columns.get("total") or profile.columns["price"]), profile.currency)
    zero = Money(0, currency)

    def money(key: str, record: Record = head) -> Money | None:
        name = profile.columns.get(key, "")
        return record.money(name, currency, blank=zero, read=_amount) if name and record.raw(name).strip() else None

    lines = tuple(line for record in records if (line := _line(profile, record, currency)) is not None)
    postage, discount = money("postage") or zero, money("discount") or zero
    total = money("total")
    if total is None:
        sums = [line.total for line in lines if line.total is not None]
        if len(sums) < len(records):
            raise head.refused(profile.columns.get("price") or profile.columns["total"], _("An amount is missing here."))
        total = Money.total(sums, currency) + postage - discount
    refunded = money("refunded") or zero
    raw_state = cell("state")
    state = _state(profile, head, raw_state)
    if refunded:
        state = after_refund(state, total, refunded)
    placed, placed_at = _day(profile, head)
    tracking = "".join(unguarded(cell("tracking")).split())
    return OrderDraft(
        channel=profile.channel, number=number, state=state, raw_state=raw_state,
        placed=placed, placed_at=placed_at, total=total, refunded=refunded, postage=postage, discount=discount,
        recipient=cell("recipient"), phone=unguarded(cell("phone")),
        region=" ".join(filter(None, (cell(key) for key in ("province", "city", "county")))), address=cell("address"),
        note=cell("note"), lines=lines, parcels=(Parcel(cell("carrier"), tracking),) if tracking else (),
        raw=tuple(record.as_found() for record in records))


def _line(profile: Profile, record: Record, currency: str) -> LineDraft | None:
    at = profile.columns

    def cell(key: str) -> str:
        return chinese.told(record, at[key]) if at.get(key) else ""

    title = cell("title")
    quantity = record.quantity(at["quantity"]) if cell("quantity") else None
    price = record.money_if_exact(at["price"], currency, read=_amount) if cell("price") else None
    if not title and not cell("sku"):
        return None
    if price is None:
        total = None
    else:
        total = price if quantity is None else quantity.of_price(price)
    return LineDraft(unguarded(cell("sku")), title or unguarded(cell("sku")), cell("spec"), quantity, price, total)


def _state(profile: Profile, head: Record, word: str) -> str:
    if not profile.columns.get("state"):
        return "to_ship"
    found = profile.states.get(word[:60]) or guess_states([word]).get(word, "")
    if found not in STATES:
        raise head.refused(profile.columns["state"], _("The state “{text}” is not known.").format(text=word[:40]))
    return found


def _day(profile: Profile, head: Record) -> tuple[str, str]:
    name = profile.columns["placed"]
    text = unguarded(head.raw(name)).strip()
    if not text:
        raise head.refused(name, _("A date is missing here."))
    for read in (_as_it_is, partial(_slashed, day_first=profile.day_first), _with_a_name):
        try:
            return moment(read(text))
        except ValueError:
            continue
    raise head.refused(name, _("“{text}” is not a date.").format(text=text[:40]))


def _as_it_is(text: str) -> str:
    return text


def _slashed(text: str, *, day_first: bool) -> str:
    day, _blank, clock = text.partition(" ")
    return f"{western.slashed(day, day_comes_first=day_first)} {clock}".strip()


def _with_a_name(text: str) -> str:
    return western.named_month(text.partition(" ")[0])


def tried(profile: Profile, table: Table) -> tuple[int, int]:
    """How many orders of a table the profile reads, and how many rows it refuses."""
    said = _understand(profile, {"orders": table.records})
    return len(said.drafts), len(said.refused)
