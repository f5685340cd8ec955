"""A file of tracking numbers, as couriers and platforms give it back: header recognised, each row to its order."""

from __future__ import annotations

import re
from pathlib import Path

from producer_app.areas import orders
from producer_app.areas.parcels.actions import SENDABLE
from producer_app.areas.parcels.rows import Found, Numbers
from producer_app.base.errors import BadFile
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Progress, silent
from producer_app.store.shop import Shop

_ORDER = ("用户订单号", "客户订单号", "商家订单号", "原始订单编号", "订单编号", "订单号", "订单id",
          "order number", "order no", "order id", "order", "number", "زاكاز نومۇرى")
_TRACKING = ("运单号", "运单编号", "运单号码", "快递单号", "物流单号", "物流编号",
             "tracking number", "tracking no", "tracking", "waybill", "parcel number", "يوللانما نومۇرى")
_CARRIER = ("快递公司", "物流公司", "承运商", "快递", "carrier", "courier", "shipping carrier", "يەتكۈزگۈچى")
_E = re.compile(r"\d(?:[.,]\d+)?[eE][+-]?\d+")


def read(shop: Shop, path: Path, *, progress: Progress = silent) -> Numbers:
    """What a file would write. Raises BadFile: no table with an order number and a tracking number."""
    asked = 0

    def known_header(headers: frozenset[str]) -> bool:
        nonlocal asked
        asked += 1
        return bool(headers & set(_ORDER)) and bool(headers & set(_TRACKING))

    try:
        file = orders.read_file(path, known_header, progress)
    except BadFile as error:
        if not asked or error.code != "NOT_ORDERS":
            raise
        raise BadFile(_("{file} has no columns for the order and the parcel number.").format(file=isolate(path.name)),
                      _("Name the columns 订单号 and 运单号 in the first row."), error.code) from None
    found: list[Found] = []
    refused: list[tuple[int, str, str]] = []
    same = 0
    taken: set[tuple[int, str]] = set()
    records = file.table.records
    for done, record in enumerate(records):
        if not done % 50:
            progress(done, len(records), _("Looking for the orders"))
        number, tracking = record.code(*_ORDER), "".join(record.code(*_TRACKING).split()).upper()
        if not number and not tracking:
            continue
        reason, order = _order(shop, number, tracking)
        if order is None:
            refused.append((record.row, number or tracking, reason))
            continue
        known = {parcel.number for parcel in orders.parcels(shop, order.id)}
        if tracking in known or (order.id, tracking) in taken:
            same += 1
            continue
        taken.add((order.id, tracking))
        carrier = record.text(*_CARRIER) or orders.guess_carrier(tracking)
        found.append(Found(order.id, order.number, tracking, carrier, order.state in SENDABLE))
    if file.stopped is not None:
        refused.append((file.stopped.row, file.stopped.value, file.stopped.reason))
    return Numbers(path.name, tuple(found), same, tuple(refused))


def _order(shop: Shop, number: str, tracking: str) -> tuple[str, orders.Order | None]:
    if _E.fullmatch(number) or _E.fullmatch(tracking):
        return _("A spreadsheet has spoiled this number. Export the file again."), None
    if not number:
        return _("The order number is missing."), None
    if not tracking:
        return _("The parcel number is missing."), None
    if not tracking.isascii() or len(tracking) > 40 or not any(c.isdigit() for c in tracking):
        return _("This is not a tracking number."), None
    exact = [order for order in orders.board(shop, search=number, limit=60) if order.number == number]
    if not exact:
        return _("There is no order with this number."), None
    if len(exact) > 1:
        return _("Two shops have an order with this number."), None
    order = exact[0]
    if order.state not in (*SENDABLE, "shipped", "done"):
        return _("This order is not one to send: {state}.").format(state=_(orders.STATES[order.state])), None
    return "", order
