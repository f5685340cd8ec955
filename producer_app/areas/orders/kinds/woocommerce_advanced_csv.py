"""WooCommerce by the plug-in "Advanced Order Export": a row a line of goods, columns and marks as the shop chose them.

Order cells are repeated on each row or stand on the first row only, as set. Source: the plug-in's default field labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from producer_app.areas.orders import western, woocommerce
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, currency_of, each_order, grouped
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one export."""
    groups, refused = grouped(tables["orders"], "Order Number", goods="Item Name", once="Order Status")
    return each_order(groups, _order, refused)


def _order(number: str, records: list[Record]) -> OrderDraft:
    head = records[0]
    currency = currency_of(head, "Order Currency", western.currency_in(head.raw("Order Total Amount"), "CNY"))
    zero = Money(0, currency)
    total = head.money("Order Total Amount", currency, read=western.amount)
    refunded = head.money("Order Refund Amount", currency, blank=zero, least=None, read=western.amount)
    refunded = Money(abs(refunded.minor), currency)
    status = head.text("Order Status")
    if not status:
        raise head.refused("Order Status", _("The order's state is missing."))
    state = woocommerce.state(status, total, refunded, paid=bool(head.text("Paid Date", "Date Paid")))
    placed, placed_at = head.time("Order Date")
    who = "Shipping" if head.text("First Name (Shipping)", "Last Name (Shipping)", "Full Name (Shipping)") else "Billing"
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=state, raw_state=status, placed=placed, placed_at=placed_at, total=total,
        refunded=total if state == "refunded" and not refunded else refunded,
        postage=head.money("Order Shipping Amount", currency, blank=zero, read=western.amount),
        discount=head.money("Cart Discount Amount", currency, blank=zero, least=None, read=western.amount),
        buyer=head.text("Email (Billing)"),
        recipient=head.text(f"Full Name ({who})") or western.full_name(
            head.text(f"First Name ({who})"), head.text(f"Last Name ({who})")),
        phone=head.code("Phone (Shipping)", "Phone (Billing)"),
        region=" ".join(filter(None, (head.text(f"Country Name ({who})", f"Country Code ({who})"),
                                      head.text(f"State Name ({who})"), head.text(f"City ({who})")))),
        address=" ".join(filter(None, (
            head.text(f"Address 1&2 ({who})") or " ".join(filter(None, (
                head.text(f"Address 1 ({who})"), head.text(f"Address 2 ({who})")))), head.code(f"Postcode ({who})")))),
        note=western.note(head, "Customer Note"), lines=tuple(_line(r, currency) for r in records if r.text("Item Name", "SKU")),
        raw=tuple(r.as_found() for r in records))


def _line(record: Record, currency: str) -> LineDraft:
    # After refunds a line may stand at none.
    name = next((n for n in ("Quantity (- Refund)", "Quantity", "Item Quantity", "Quantity (Refund)") if record.has(n)), "Quantity")
    quantity = record.quantity(name, zero=True)
    price = record.money_if_exact("Item Cost", currency, read=western.amount)
    total = record.money_if_exact("Order Line Total", currency, read=western.amount) if record.has("Order Line Total") else None
    return LineDraft(sku=record.code("SKU"), title=western.note(record, "Item Name"), quantity=quantity, unit_price=price,
                     total=total if total is not None or price is None else quantity.of_price(price), key=record.code("Item #"))


CHANNEL = Channel(
    name="woocommerce-advanced", title=N_("WooCommerce (Advanced Order Export)"), understand=understand,
    parts=(Part("orders", ("Order Number", "Order Status", "Order Date", "Order Total Amount", "Item Name")),),
    source="Advanced Order Export for WooCommerce, default labels")
