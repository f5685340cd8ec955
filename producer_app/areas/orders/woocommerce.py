"""What both WooCommerce exports have in common: its words for states, in the languages seen, and the plug-ins' commonest."""

from __future__ import annotations

from producer_app.areas.orders.sheets import after_refund
from producer_app.base.money import Money

STATES = {
    "pending": "unpaid", "pending payment": "unpaid", "on-hold": "unpaid", "on hold": "unpaid", "failed": "unpaid",
    "checkout-draft": "unpaid", "draft": "unpaid", "processing": "to_ship", "completed": "done", "cancelled": "cancelled",
    "canceled": "cancelled", "trash": "cancelled", "refunded": "refunded", "partially-refunded": "done",
    "shipped": "shipped", "dispatched": "shipped", "partial-shipped": "part_shipped", "partially shipped": "part_shipped",
    "delivered": "done",
    "待付款": "unpaid", "等待付款": "unpaid", "待支付": "unpaid", "保留": "unpaid", "失败": "unpaid", "处理中": "to_ship",
    "正在处理": "to_ship", "已完成": "done", "完成": "done", "已取消": "cancelled", "已退款": "refunded", "已发货": "shipped",
}


def state(word: str, total: Money, refunded: Money, *, paid: bool) -> str:
    """Our state for a status. A word that a plug-in added counts as to be sent where the order is paid, else as unpaid."""
    plain = word.strip().casefold().removeprefix("wc-")
    known = STATES.get(plain, "to_ship" if paid else "unpaid")
    return known if known == "refunded" else after_refund(known, total, refunded)
