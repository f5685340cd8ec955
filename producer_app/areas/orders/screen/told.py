"""What a connected shop knows of parcels: the switch on its card, what waits or needs a look, and a line on the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from producer_app.areas.orders import outbox
from producer_app.areas.orders.connections import Connection
from producer_app.areas.orders.outbox import GONE
from producer_app.areas.orders.rows import STATES, Order, Outgoing
from producer_app.areas.orders.servers.news import changed_there
from producer_app.base import clock
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.flow import flow
from producer_app.ui.widgets import button, column, picture, row, rule, words

Lines = list[QWidget | QLayout | int | None]
# So many orders that need a look are shown with their words; the rest is counted.
SHOWN = 5
NOTHING = {"asks": 0, "unsure": 0, "waiting": 0, "left": 0, "sent": 0}


def example_asks() -> list[Outgoing]:
    """An order that was cancelled at the shop in the meantime, for a picture of this step."""
    words_there = changed_there(_(STATES["cancelled"])).words
    return [Outgoing(1, 1, "", "1042", "shipped", "status", "", "asks", 1, "", words_there)]


class Acts:
    """What the buttons do. ``tell_now(connection_id)``, ``again(order_id)``, ``leave(order_id)``."""

    def __init__(self, tell_now: Callable[[int], object], again: Callable[[int], object], leave: Callable[[int], object]) -> None:
        self.tell_now, self.again, self.leave = tell_now, again, leave


def switch(one: Connection, turn: Callable[[], object]) -> QLayout:
    """Whether a shop is told when a parcel leaves. ``turn()`` asks for the other; what is so is shown until it is changed."""
    text = _("Tell the shop when a parcel leaves")
    made = button(_("Yes") if one.tells else _("No"), "check" if one.tells else "minus", None, kind="chip", name=text)
    made.setCheckable(True)
    made.setChecked(one.tells)
    made.setObjectName(f"tells_{one.id}")

    def pressed(_checked: bool = False) -> None:  # what Qt says
        made.setChecked(one.tells)
        turn()

    made.clicked.connect(pressed)
    return spread(words(text, "label"), made)


def spread(text: QWidget, end: QWidget) -> QLayout:
    """Words that take the line, and something at its end."""
    line = row(text, end, space=12)
    line.setStretch(0, 1)
    return line


def state_of_shop(shop: Shop, one: Connection, act: Acts, counted: dict[str, int] | None = None,
                  asks: Sequence[Outgoing] | None = None) -> Lines:
    """What waits, was told and needs a look, with the buttons for it. ``counted``, ``asks``: a picture's, not the shop's."""
    counted = outbox.orders_in(shop, one.channel) if counted is None else counted
    asks = outbox.needs_a_look(shop, one.channel, limit=SHOWN) if asks is None else asks
    if not one.tells and not any(counted.values()):
        return []
    parts: Lines = []
    if one.stopped and one.tells:
        stopped = words(one.stopped, "strong", tone="red")
        stopped.setObjectName("tellingStopped")
        parts.append(stopped)
    said = words(_summary(shop, one, counted), "quiet")
    said.setObjectName("tellingCounts")
    if one.tells and (counted["waiting"] or counted["unsure"] or one.stopped):
        now = button(_("Tell it now"), "paper-plane-tilt", partial(act.tell_now, one.id))
        now.setObjectName(f"tellNow_{one.id}")
        parts.append(spread(said, now))
    else:
        parts.append(said)
    for thing in _once(asks):
        parts += [rule(), _look(thing, act)]
    return parts


def _summary(shop: Shop, one: Connection, counted: dict[str, int]) -> str:
    told = ngettext("{count} order told", "{count} orders told", counted["sent"]).format(count=counted["sent"])
    parts = [told]
    if counted["waiting"]:
        parts.append(ngettext("{count} waits", "{count} wait", counted["waiting"]).format(count=counted["waiting"]))
    if counted["unsure"]:
        parts.append(ngettext("{count} is looked up first", "{count} are looked up first", counted["unsure"]).format(
            count=counted["unsure"]))
    if counted["asks"]:
        parts.append(ngettext("{count} needs a look", "{count} need a look", counted["asks"]).format(count=counted["asks"]))
    at = outbox.next_time(shop, one.channel) if one.tells and not one.stopped else ""
    if at > clock.now():
        parts.append(_("next at {time}").format(time=isolate(clock.local(at).strftime("%H:%M"))))
    return " · ".join(parts)


def _once(asks: Sequence[Outgoing]) -> list[Outgoing]:
    """One of each order: its things are told together."""
    return list({thing.order_id: thing for thing in asks}.values())


def _look(thing: Outgoing, act: Acts) -> QWidget:
    """An order that the shop could not be told, why, and what can be done."""
    again = button(_("Try again"), "arrows-clockwise", partial(act.again, thing.order_id))
    again.setObjectName(f"tellAgain_{thing.order_id}")
    leave = button(_("Leave it"), "x", partial(act.leave, thing.order_id), kind="plain")
    leave.setObjectName(f"leaveTelling_{thing.order_id}")
    name = words(_("Order {number}").format(number=isolate(thing.order)), "strong")
    about = column(name, words(thing.told, "body", tone="amber"), flow(again, leave), space=4)
    holder = QWidget()
    holder.setLayout(about)
    return holder


# ---------------------------------------------------------------- on the order
def line_of(shop: Shop, order: Order) -> QLayout | None:
    """What the shop knows of an order, None where it is not one that shops are told of."""
    things = outbox.of_order(shop, order.id)
    if not things:
        return None
    tone, icon, text = _said(order, things)
    label = words(text, "quiet", tone=tone)
    label.setObjectName("shopKnows")
    line = row(picture(icon, 22, tone or "ink"), label, space=8)
    line.setStretch(1, 1)
    return line


def _said(order: Order, things: Sequence[Outgoing]) -> tuple[str, str, str]:
    """Colour, picture and words for the worst of an order's things."""
    states = {thing.state for thing in things}
    told = next((thing.told for thing in things if thing.told and thing.state in ("asks", "sent")), "")
    if "asks" in states:
        return "amber", "warning", _("The shop was not told: {reason}").format(reason=told)
    if states & {"sending", "unsure"}:
        return "amber", "hourglass", _("It is looked up whether the shop knows.")
    if "waiting" in states:
        left = order.state in GONE
        return "", "hourglass", _("The shop is not told yet.") if left else _("The shop is told when the order leaves.")
    if "left" in states:
        left_with = next((thing.told for thing in things if thing.told and thing.state == "left"), "")
        return "", "prohibit", left_with or _("The shop is not told; you left it.")
    if order.state not in GONE:
        return "amber", "warning", _("The shop was told already that it is sent. Put it right there.")
    return "leaf", "check-circle", " ".join(filter(None, (_("The shop knows."), told)))

