"""A courier's batch file: which orders are whole enough, the columns, and cells that no spreadsheet takes for formulas.

SF's file has the columns that public order tools write for it; other couriers publish none, so the shop chooses its own
and the choice is kept. Numbers that are ids stay text: guarded in CSV, text cells in XLSX.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from producer_app.areas import orders
from producer_app.areas.parcels import queries
from producer_app.areas.parcels.kinds import waybill_label
from producer_app.areas.parcels.rows import Held, LabelTask, Sender, Waybill, WaybillTemplate
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, bare, isolate
from producer_app.base.page import Page
from producer_app.base.progress import Progress, silent
from producer_app.store.shop import Shop

# Source: SF's batch order sheet as six public tools write it; where they differ the oldest order of columns is kept.
SF_COLUMNS = (
    "用户订单号", "收件公司", "联系人", "联系电话", "手机号码", "收件详细地址", "付款方式", "第三方付月结卡号", "托寄物内容",
    "托寄物数量", "件数", "实际重量（KG）", "计费重量（KG）", "业务类型", "是否代收货款", "代收货款金额", "是否保价",
    "保价金额", "寄件日期", "寄方客户备注", "长(cm)", "宽(cm)", "高(cm)", "扩展字段1", "扩展字段2", "扩展字段3")
# What an own template can hold: key, words for people, the header couriers mostly write.
FIELDS: dict[str, tuple[str, str]] = {
    "number": (N_("Order number"), "订单号"), "name": (N_("Buyer"), "收件人"), "phone": (N_("Phone"), "收件人电话"),
    "province": (N_("Province"), "省"), "city": (N_("City"), "市"), "county": (N_("County"), "区县"),
    "street": (N_("Street"), "详细地址"), "address": (N_("Whole address"), "收件地址"), "goods": (N_("Goods"), "物品名称"),
    "pieces": (N_("How many"), "数量"), "parcels": (N_("Parcels"), "件数"), "weight": (N_("Weight in kg"), "重量(kg)"),
    "note": (N_("Note"), "备注"), "sender": (N_("Sender"), "寄件人"), "sender_phone": (N_("Sender’s phone"), "寄件人电话"),
    "sender_address": (N_("Sender’s address"), "寄件地址"),
}
USUAL = ("number", "name", "phone", "province", "city", "county", "street", "goods", "parcels", "weight", "note")
_MOBILE = re.compile(r"(?:\+?86[- ]?)?(1[3-9]\d{9})(?:[-转,， ]*(\d{2,6}))?")
_LANDLINE = re.compile(r"0\d{2,3}[- ]?\d{7,8}(?:[-转 ]\d{1,6})?")
# Of each lane; the next file takes the rest once these have their numbers.
MOST_IN_A_FILE, AT_ONCE = 300, 40
Gathered = tuple[list[Waybill], list[Held]]
_FORMULA = "=+-@\t\r＝＋－＠"


def columns_of(template: WaybillTemplate) -> tuple[tuple[str, str], ...]:
    """The columns of an own template, the usual ones where none were chosen; unknown fields are left out."""
    chosen = tuple((key, header) for key, header in template.columns if key in FIELDS)
    return chosen or tuple((key, FIELDS[key][1]) for key in USUAL)


# ---------------------------------------------------------------- which orders
def waiting(shop: Shop, progress: Progress = silent) -> Gathered:
    """The waiting orders as a courier needs them, and those that lack something; so many of them between two reports."""
    ids = [order.id for lane in ("pack", "send") for order in queries.waiting(shop, lane, limit=MOST_IN_A_FILE)]
    ready: list[Waybill] = []
    held: list[Held] = []
    for first in range(0, len(ids), AT_ONCE):
        progress(first, len(ids))
        whole, short = gathered(shop, ids[first:first + AT_ONCE])
        ready += whole
        held += short
    return ready, held


def gathered(shop: Shop, order_ids: Sequence[int]) -> Gathered:
    """Orders as couriers need them, and those left out with the reason."""
    good: list[Waybill] = []
    held: list[Held] = []
    loads = queries.loads(shop, order_ids)
    lines = orders.lines_of(shop, list(order_ids))
    sent = orders.parcels_of(shop, list(order_ids))
    doubtful = queries.doubtful(shop, order_ids)
    for order_id in order_ids:
        order = orders.get(shop, order_id)
        place = queries.split(order)
        reason = missing(order, place)
        if sent[order_id] and order.state != "part_shipped":
            reason = _("It has a parcel number already.")
        for one in doubtful[order_id]:
            reason = (_("No courier may carry “{name}”.") if one.forbidden else _("May a courier carry “{name}”?")).format(
                name=isolate(one.name[:60]))
        if reason:
            held.append(Held(order_id, order.number, reason))
            continue
        assert place is not None  # ``missing`` has looked
        load = loads[order_id]
        goods = "，".join(f"{line.title}×{line.quantity.text() if line.quantity else '?'}" for line in lines[order_id])
        pieces = sum(-(-line.quantity.milli // 1000) for line in lines[order_id] if line.quantity)
        good.append(Waybill(
            order.number, order.recipient.strip(), _plain_phone(order.phone.strip()), place.province.text, place.city.text,
            place.county.text, place.rest.text, goods, pieces, len(load.boxes), 0 if load.unknown else load.weight_g, order.note))
    return good, held


def _plain_phone(phone: str) -> str:
    """A mobile number as couriers take it, without the country's code; the extension of a virtual number stays."""
    found = _MOBILE.fullmatch(phone)
    return "-".join(filter(None, found.groups())) if found else phone


def missing(order: orders.Order, place: orders.Address | None) -> str:
    """What an order with this split address lacks for a courier, "" for nothing."""
    if not (order.recipient or order.phone or order.address) or "*" in f"{order.recipient}{order.phone}{order.address}":
        return _("The platform hides the buyer.")
    if not order.recipient.strip():
        return _("The name is missing.")
    if not (_MOBILE.fullmatch(order.phone.strip()) or _LANDLINE.fullmatch(order.phone.strip())):
        return _("The phone number is missing or wrong.")
    if place is None or not place.province.text:
        return _("The province is missing.")
    if not place.city.text and not place.county.text:
        return _("City and county are missing.")
    return "" if place.rest.text else _("The street is missing.")


# ---------------------------------------------------------------- the rows
def sf_rows(waybills: Sequence[Waybill]) -> list[list[str]]:
    """SF's file, header first. Paid by the sender on account, usual service, no cash on delivery, not insured."""
    rows = [list(SF_COLUMNS)]
    day = clock.today().isoformat()
    for one in waybills:
        mobile = _MOBILE.fullmatch(one.phone)
        cells = {
            "用户订单号": one.number, "联系人": one.name, "联系电话": one.phone, "手机号码": one.phone if mobile else "",
            "收件详细地址": one.address, "付款方式": "寄付月结", "托寄物内容": one.goods, "托寄物数量": str(one.pieces),
            "件数": str(one.parcels), "实际重量（KG）": kilograms(one.weight_g), "业务类型": "标准快递", "是否代收货款": "否",
            "是否保价": "否", "寄件日期": day, "寄方客户备注": one.note}
        rows.append([cells.get(column, "") for column in SF_COLUMNS])
    return rows


def own_rows(waybills: Sequence[Waybill], template: WaybillTemplate, sender: Sender) -> list[list[str]]:
    """The shop's own file, header first."""
    read: dict[str, Callable[[Waybill], str]] = {
        "pieces": lambda w: str(w.pieces), "parcels": lambda w: str(w.parcels), "weight": lambda w: kilograms(w.weight_g),
        "sender": lambda _w: sender.name, "sender_phone": lambda _w: sender.phone, "sender_address": lambda _w: sender.address}
    columns = columns_of(template)
    return [[header for _key, header in columns],
            *[[read[key](one) if key in read else str(getattr(one, key)) for key, _header in columns] for one in waybills]]


def kilograms(weight_g: int) -> str:
    """Grams as kilograms without rounding, "" for an unknown weight.

    >>> kilograms(1250), kilograms(2000), kilograms(0)
    ('1.25', '2', '')
    """
    whole, rest = divmod(weight_g, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".") if weight_g else ""


# ---------------------------------------------------------------- labels
def labels(shop: Shop, order_id: int, size: str) -> list[Page]:
    """A label for each parcel of an order, the buyer masked. ``size``: a key of the label's papers."""
    order = orders.get(shop, order_id)
    sender = shop.load(Sender)
    goods = bare("\n".join(map(orders.in_words, orders.lines(shop, order.id))))
    name = orders.masked_name(order.recipient or order.buyer)
    place = orders.masked_address(" ".join(dict.fromkeys(filter(None, queries.place_of(order)))) or order.region, order.address)
    return [waybill_label.draw(LabelTask(
        order.number, parcel.number, parcel.carrier or orders.guess_carrier(parcel.number), name,
        orders.masked_phone(order.phone), place, goods, f"{sender.name} {orders.masked_phone(sender.phone)}".strip(),
        "100x150" if size == "100x150" else "76x130")) for parcel in orders.parcels(shop, order.id)]


# ---------------------------------------------------------------- the file
def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; lines inside it become spaces.

    >>> safe("=1+1"), safe("王小明"), safe("－2"), safe(" =1")
    ("'=1+1", '王小明', "'－2", "' =1")
    """
    cell = re.sub(r"[\r\n\t\0]+", " ", cell)
    return f"'{cell}" if cell.lstrip(" '\"").startswith(tuple(_FORMULA)) else cell


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """CSV with a byte order mark; long ids and numbers with a leading zero are kept as text by a guard."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for number, row in enumerate(rows):
        writer.writerow([_guarded(safe(cell)) if number else safe(cell) for cell in row])
    return "\ufeff".encode() + text.getvalue().encode()


def _guarded(cell: str) -> str:
    """Digits that a spreadsheet would turn into a number and spoil: a tab before them, as couriers' own tools write."""
    return f"\t{cell}" if cell.isascii() and cell.isdigit() and (len(cell) >= 11 or cell.startswith("0")) else cell


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook whose cells are all text."""
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Sheet1")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, safe(cell), text)
    book.close()
    return made.getvalue()


def write(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Writes rows as ``.xlsx`` or CSV, whole or not at all. Raises ShopError: no orders, a folder that cannot be written."""
    if len(rows) < 2:
        raise ShopError(_("No order is ready for the courier."), _("Look at what each one lacks."), "NOTHING")
    data = as_xlsx(rows) if path.suffix.lower() == ".xlsx" else as_csv(rows)
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ShopError(_("{file} could not be written.").format(file=path.name),
                        _("Choose another folder, or make room on the disk."), "NOT_WRITTEN") from error
