"""Orders from every channel on one board, and sales of the shop itself. The front door for other areas."""

from __future__ import annotations

from producer_app.areas.orders.actions import add_parcel, cancel, move_back, move_on, pay, place, sell, set_state, take_back
from producer_app.areas.orders.importing import channel_title, channels, read
from producer_app.areas.orders.masking import masked_address, masked_name, masked_phone
from producer_app.areas.orders.queries import (
    billed_between,
    board,
    by_number,
    counts,
    get,
    lines,
    lines_of,
    parcels,
    payments,
    quantity_taken,
    received_between,
    sales_between,
)
from producer_app.areas.orders.rows import (
    LANES,
    STATES,
    WAYS,
    Line,
    LineDraft,
    Order,
    OrderDraft,
    Parcel,
    Payment,
    Placed,
    Received,
    Sold,
)

NEEDS = ("products",)
__all__ = [
    "LANES", "NEEDS", "STATES", "WAYS", "Line", "LineDraft", "Order", "OrderDraft", "Parcel", "Payment", "Placed", "Received",
    "Sold", "add_parcel", "billed_between", "board", "by_number", "cancel", "channel_title",
    "channels", "counts", "get", "lines", "lines_of",
    "masked_address", "masked_name", "masked_phone", "move_back", "move_on", "parcels", "pay", "payments", "place",
    "quantity_taken", "read", "received_between", "sales_between", "sell", "set_state", "take_back",
]
