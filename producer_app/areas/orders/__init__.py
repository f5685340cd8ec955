"""Orders from every channel on one board, and sales of the shop itself. The front door for other areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.orders.actions import (
        add_parcel,
        cancel,
        move_back,
        move_on,
        name_carrier,
        pay,
        place,
        sell,
        set_state,
        take_back,
    )
    from producer_app.areas.orders.behind import books, shares, shares_total
    from producer_app.areas.orders.carriers import SHAPES as CARRIER_SHAPES
    from producer_app.areas.orders.carriers import guess as guess_carrier
    from producer_app.areas.orders.channel_words import channel_title
    from producer_app.areas.orders.chat.addresses import split as split_address
    from producer_app.areas.orders.chat.values import Address
    from producer_app.areas.orders.chatting import Checked
    from producer_app.areas.orders.chatting import place as place_chat
    from producer_app.areas.orders.chatting import read as read_chat
    from producer_app.areas.orders.counter import clear_doubt, give_back, settle
    from producer_app.areas.orders.importing import channels, read
    from producer_app.areas.orders.ledger import (
        account,
        buyers,
        debts,
        doubts,
        left_of,
        orders_between,
        return_of,
        sold_days,
    )
    from producer_app.areas.orders.masking import masked_address, masked_name, masked_phone
    from producer_app.areas.orders.news_of import language_of
    from producer_app.areas.orders.news_of import sentence as parcel_sentence
    from producer_app.areas.orders.queries import (
        billed_between,
        board,
        by_number,
        counts,
        get,
        in_words,
        lines,
        lines_of,
        parcels,
        parcels_of,
        payments,
        quantity_taken,
        received_between,
        sales_between,
    )
    from producer_app.areas.orders.reading import read as read_file
    from producer_app.areas.orders.receipts import receive, see, unreceive
    from producer_app.areas.orders.rows import (
        LANES,
        OWN_CHANNELS,
        STATES,
        WAYS,
        Behind,
        CodeSum,
        Debt,
        Doubt,
        Entry,
        Left,
        Line,
        LineDraft,
        Order,
        OrderDraft,
        Parcel,
        Payment,
        Placed,
        Receipt,
        Receipted,
        Received,
        Share,
        Sold,
    )
else:
    __getattr__ = door(__name__, {
        "actions": "add_parcel cancel move_back move_on name_carrier pay place sell set_state take_back",
        "behind": "books shares shares_total",
        "carriers": "SHAPES as CARRIER_SHAPES guess as guess_carrier",
        "channel_words": "channel_title",
        "chat.addresses": "split as split_address",
        "chat.values": "Address",
        "chatting": "Checked place as place_chat read as read_chat",
        "counter": "clear_doubt give_back settle",
        "importing": "channels read",
        "ledger": "account buyers debts doubts left_of orders_between return_of sold_days",
        "masking": "masked_address masked_name masked_phone",
        "news_of": "language_of sentence as parcel_sentence",
        "queries": "billed_between board by_number counts get in_words lines lines_of parcels parcels_of payments quantity_taken "
                   "received_between sales_between",
        "reading": "read as read_file",
        "receipts": "receive see unreceive",
        "rows": "LANES OWN_CHANNELS STATES WAYS Behind CodeSum Debt Doubt Entry Left Line LineDraft Order OrderDraft Parcel "
                "Payment Placed Receipt Receipted Received Share Sold",
    })

NEEDS = ("products",)
__all__ = [
    "Address", "Behind", "CARRIER_SHAPES", "Checked", "CodeSum", "Debt", "Doubt", "Entry", "LANES", "Left", "Line", "LineDraft",
    "NEEDS", "OWN_CHANNELS", "Order", "OrderDraft", "Parcel", "Payment", "Placed", "Receipt", "Receipted", "Received", "STATES",
    "Share", "Sold", "WAYS", "account", "add_parcel", "billed_between", "board", "books", "buyers", "by_number", "cancel",
    "channel_title", "channels", "clear_doubt", "counts", "debts", "doubts", "get", "give_back", "guess_carrier", "in_words",
    "language_of", "left_of", "lines", "lines_of", "masked_address", "masked_name", "masked_phone", "move_back", "move_on",
    "name_carrier", "orders_between", "parcel_sentence", "parcels", "parcels_of", "pay", "payments", "place", "place_chat",
    "quantity_taken", "read", "read_chat", "read_file", "receive", "received_between", "return_of", "sales_between", "see", "sell",
    "set_state", "settle", "shares", "shares_total", "sold_days", "split_address", "take_back", "unreceive",
]
