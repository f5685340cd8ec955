"""Orders promised for a day, by day: what has to be ready when, and what is still owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from producer_app.areas.orders import dues, queries
from producer_app.areas.orders.masking import masked_name
from producer_app.areas.orders.rows import Card
from producer_app.base import clock
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import button, card, chip, column, empty, empty_layout, row, scrolling, words

# A list of many months is shown in part; the nearest days stand first.
MOST = 120


def day_words(day: str) -> str:
    """A day as it stands in a list: its date and how far away it is."""
    away = (date.fromisoformat(day) - clock.today()).days
    if away < 0:
        near = ngettext("{count} day late", "{count} days late", -away).format(count=-away)
    elif away == 0:
        near = _("today")
    else:
        near = ngettext("in {count} day", "in {count} days", away).format(count=away)
    return f"{isolate(day)} · {near}"


class Promised(QWidget):
    """The list. ``open_order(id)``: a tap; ``close``: back to the board."""

    def __init__(self, stage: Stage, close: Callable[[], object], open_order: Callable[[int], object]) -> None:
        super().__init__()
        self._stage, self._open = stage, open_order
        back = button("", "arrow-left", close, kind="square", name=_("Back to the board"))
        back.setObjectName("leavePromised")
        self._days = QVBoxLayout()
        self._days.setSpacing(12)
        self._days.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._days)
        outer = column(row(back, words(_("Promised for a day"), "head", wrap=False), None, space=12), scrolling(holder), space=12,
                       margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def look_again(self) -> None:
        """Reads the promises anew."""
        empty_layout(self._days)
        shop = self._stage.shop
        promises, rest = dues.promises(shop)[:MOST], self._stage.days_off()
        found = queries.cards(shop, [queries.get(shop, one.order_id) for one in promises])
        for day, ofday in groupby(zip(promises, found, strict=True), key=lambda pair: pair[0].day):
            late = day < clock.today().isoformat()
            rests = rest is not None and rest.first <= day <= rest.last
            head = flow(words(day_words(day), "strong", tone="red" if late else "", wrap=False),
                        *([chip(_("Nothing is sent on this day"), "amber")] if rests else []))
            self._days.addWidget(card(column(head, *(self._line(made) for _promise, made in ofday), space=8,
                                             margins=(16, 12, 16, 12))))
        if not promises:
            self._days.addWidget(empty("calendar", _("An order with a day stands here until it is sent."), tone="amber"))
        self._days.addStretch(1)

    def _line(self, made: Card) -> QLayout:
        opened = button(isolate(made.order.number), "", partial(self._open, made.order.id), kind="plain",
                        name=_("Open order {number}").format(number=made.order.number))
        opened.setObjectName(f"promise_{made.order.id}")
        owed = [words(_("{amount} owed").format(amount=made.owed.shown()), "label", tone="amber", wrap=False)] if made.owed else []
        line = row(opened, words(made.goods), words(apart(masked_name(made.order.recipient)), "quiet", wrap=False), *owed,
                   words(made.order.total.shown(), "strong", wrap=False), space=12)
        line.setStretch(1, 1)
        return line
