"""What happens at the counter after a sale: goods come back, a debt is paid, a code payment is found on the phone.

A return is an order of its own with minus signs and a number of its own (R0001): sums, stock and the drawer follow by
themselves, and no day that was closed changes afterwards.
"""

from __future__ import annotations

from producer_app.areas.orders import actions, ledger, queries
from producer_app.areas.orders.rows import WAYS, LineDraft, Order, OrderDraft, Payment
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop

# Nothing has been handed over, or the whole order was taken back already.
NOT_OUT = ("cancelled", "unpaid", "refunded", "returned")


def give_back(shop: Shop, order_id: int, position: int, quantity: Quantity, *, way: str, amount: Money | None = None,
              shelved: bool = True, who: str = "") -> Order:
    """Takes goods of an order back and gives the money in one way; gives the return, an order with minus signs.

    ``position``: the line's place in the order, from 0; ``way``: a key of WAYS, "credit" lowers the debt, "" gives no money
    back (or an online shop's own page does, and its next file tells); ``amount``: where it is not the line's share;
    ``shelved``: the goods can be sold again. An order of which all came back is done. Raises ShopError: not paid or cancelled,
    more than is left of the line or of the money, an unknown way.
    """
    order = queries.get(shop, order_id)
    if order.state in NOT_OUT or ledger.return_of(shop, order_id) is not None:
        raise ShopError(_("Order {number} cannot be taken back here.").format(number=isolate(order.number)),
                        _("Cancel it, or look at its state first."), "NO_RETURN")
    if way and way not in WAYS:
        raise ShopError(_("“{way}” is not a way of paying.").format(way=way),
                        _("Choose one of: {ways}.").format(ways=", ".join(WAYS)), "BAD_WAY")
    left = next((one for one in ledger.left_of(shop, order_id) if one.position == position), None)
    if left is None or not 0 < quantity.milli <= left.quantity.milli:
        raise ShopError(_("So much of it was not sold."), _("Choose a smaller quantity."), "TOO_MUCH")
    if not way:
        amount = Money(0, order.total.currency)
    elif amount is None:
        amount = left.amount if quantity == left.quantity else left.amount.rounded_share(quantity.milli, left.quantity.milli)
    elif amount.currency != order.total.currency or not 0 <= amount.minor <= ledger.left_to_give(shop, order_id).minor:
        raise ShopError(_("So much of it was not paid."), _("Write an amount up to what was billed."), "TOO_MUCH")
    if way == "credit" and ledger.open_credit(shop, order_id).minor < amount.minor:
        raise ShopError(_("Less than that is still owed for this sale."), _("Give the money back in another way."), "NOT_OWED")
    return _write_return(shop, order, left.position, quantity, amount, way, shelved=shelved, who=who)


def _write_return(shop: Shop, order: Order, position: int, quantity: Quantity, amount: Money, way: str, *, shelved: bool,
                  who: str) -> Order:
    line = queries.lines(shop, order.id)[position]
    now = clock.now()
    zero = Money(0, amount.currency)
    with shop.step(_("Take goods of {number} back").format(number=isolate(order.number))) as db:
        draft = OrderDraft(
            channel=order.channel, number=actions.next_number(db, "return"), state="done", raw_state="", placed=now, placed_at=now,
            total=-amount, refunded=zero, postage=zero, discount=zero, recipient=order.recipient,
            note=_("Return of {number}").format(number=order.number),
            lines=(LineDraft(sku=line.sku, title=line.title, spec=line.spec, quantity=Quantity(-quantity.milli),
                             unit_price=line.unit_price, total=-amount, product_id=line.product_id),))
        made = actions.insert_all(db, [draft], now, None, lambda _sku: None)
        db.execute("INSERT INTO order_returns(order_id, of_order, of_position, shelved, who) VALUES(?, ?, ?, ?, ?)",
                   (made, order.id, position, int(shelved), who))
        # What is taken off a debt belongs to the sale that was owed; the return itself then moves no money.
        if amount:
            actions.insert_payment(db, order.id if way == "credit" else made, Payment(way, -amount, now))
        if order.lane in ("pack", "send", "sent") and not ledger.left_of(shop, order.id):
            actions.set_state(shop, order.id, "done", who=who)
    return queries.get(shop, made)


def settle(shop: Shop, buyer: str, amount: Money, *, way: str) -> None:
    """Money for a debt: the oldest open sales are paid first. ``way``: cash, code or transfer.

    Raises ShopError: not above zero, more than is owed, an unknown way.
    """
    if way not in WAYS or way == "credit":
        raise ShopError(_("A debt is paid with money."), _("Choose cash, code or transfer."), "BAD_WAY")
    owed = ledger.open_sales(shop, buyer, amount.currency)
    if not 0 < amount.minor <= sum(one.minor for _order, one in owed):
        raise ShopError(_("{buyer} does not owe {amount}.").format(buyer=buyer, amount=amount.shown()),
                        _("Write an amount up to what is owed."), "BAD_AMOUNT")
    now = clock.now()
    rest = amount.minor
    with shop.step(_("{buyer} paid {amount}").format(buyer=buyer, amount=amount.shown())) as db:
        for order_id, one in owed:
            part = min(rest, one.minor)
            if part <= 0:
                break
            actions.insert_payment(db, order_id, Payment("credit", Money(-part, amount.currency), now))
            actions.insert_payment(db, order_id, Payment(way, Money(part, amount.currency), now))
            rest -= part


def clear_doubt(shop: Shop, payment_id: int, *, came: bool) -> None:
    """Says of a code payment whether the money came. Where it did not, its sale is cancelled. Raises ShopError: no such."""
    row = shop.one("SELECT order_id FROM order_payments WHERE id = ?", (payment_id,))
    if row is None:
        raise ShopError(_("This payment is not there any more."), _("Look in the list of orders."), "NO_PAYMENT")
    order = queries.get(shop, row["order_id"])
    title = _("The money of {number} came") if came else _("The money of {number} did not come")
    with shop.step(title.format(number=isolate(order.number))) as db:
        db.execute("UPDATE order_payments SET seen = 1 WHERE id = ?", (payment_id,))
        if not came:
            actions.cancel(shop, order.id)
