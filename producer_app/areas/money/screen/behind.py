"""The orders behind a sum, each with its share, and their total, so that anyone can add them up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.money import queries
from producer_app.areas.money.rows import Period, Sum
from producer_app.areas.money.screen.parts import Line, LineDelegate, moment, period_words
from producer_app.areas.money.tables import behind_table
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.ui import handing_out
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.tables import Cards, Pages
from producer_app.ui.widgets import boxed, button, column, row, words

PAGE = 60


def told(share: orders.Share) -> Line:
    """An order as a line: number and channel, when and to whom (masked), its share."""
    order = share.order
    about = " · ".join(filter(None, (moment(order.placed_at), _(orders.STATES[order.state]), orders.masked_name(order.recipient))))
    return Line(f"{isolate(order.number)}  {orders.channel_title(order.channel)}", about, share.amount.shown(),
                "red" if share.amount.minor < 0 else "ink")


class BehindList(QWidget):
    """The list, its head with the sum, and the way back."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self._stage = stage
        self._period: Period | None = None
        self._sum = Sum("", Money(0))
        self._title = words("", "title")
        self._total = words("", "price", wrap=False)
        self._total.setObjectName("behindTotal")
        self._count = words("", "quiet")
        self._model: Pages = Pages(self._load, lambda share: " ".join(told(share)[:3]), self)
        self._list = Cards(self._model, LineDelegate(told), _("Orders behind the sum"))
        self._list.setObjectName("behind")
        self._list.chosen.connect(lambda share: stage.go("orders", order=share.order.id))
        back = button("", "arrow-left", close, kind="square", name=_("Back to the sums"))
        back.setObjectName("backToSums")
        export = button(_("Export"), "export", self.export)
        export.setObjectName("exportBehind")
        head = row(back, column(self._title, self._count, space=0), space=12)
        head.setStretch(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(flow(boxed(row(self._total)), export, ends=1))
        outer.addWidget(self._list, 1)

    def show_sum(self, period: Period, one: Sum) -> None:
        """Shows the orders of a sum of a period."""
        self._period, self._sum = period, one
        self._model.rows = []
        self.look_again()

    def look_again(self) -> None:
        """Reads the orders anew; the total is added up from them, not taken from the sum."""
        if self._period is None:
            return
        total, count = queries.behind_total(self._stage.shop, self._period, self._sum.behind)
        self._title.setText(self._sum.name)
        counted = ngettext("{count} order", "{count} orders", count).format(count=count)
        self._count.setText(f"{period_words(self._period)} · {counted}")
        self._total.setText(total.shown())
        self._model.reload()

    def _load(self, last: orders.Share | None) -> Sequence[orders.Share]:
        if self._period is None:
            return []
        return queries.behind(self._stage.shop, self._period, self._sum.behind, limit=PAGE, before=last)

    def export(self) -> None:
        """These orders as a file."""
        period, one = self._period, self._sum
        if period is not None:
            handing_out.save_table(self, self._stage, lambda shop: [behind_table(shop, period, one.behind, one.name)],
                                   f"{period.first.isoformat()}_{period.last.isoformat()}")
