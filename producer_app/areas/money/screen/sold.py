"""What was sold in a period: one large sum, its days as columns, its goods, ways and channels as bars. Every number opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QDateEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.money.queries import report, sold_in
from producer_app.areas.money.rows import Period, PeriodKind, Report, Sum
from producer_app.areas.money.screen.behind import BehindList
from producer_app.areas.money.screen.parts import period_words
from producer_app.areas.money.tables import report_tables
from producer_app.base import clock
from producer_app.base.i18n import N_, _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.base.progress import Progress
from producer_app.ui import handing_out, jobs, theme
from producer_app.ui.charts import Bar, Bars, Column, Columns
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.tables import Thumbs
from producer_app.ui.widgets import boxed, button, card, column, empty, empty_layout, picture, row, scrolling, words

KINDS: tuple[tuple[PeriodKind, str], ...] = (
    ("day", N_("Day")), ("week", N_("Week")), ("month", N_("Month")), ("other", N_("From – to")))
LONG_DAYS = 62
TWO_COLUMNS = 720  # pixels at 100 %


class Sold(QWidget):
    """A period with steps to the one before and after."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._period = Period.of("day", clock.today())
        self._currency = ""
        self._found: Report | None = None
        self._round = 0
        self._thumbs = Thumbs(theme.px(96))
        self._thumbs.setParent(self)
        self._title = words("", "title", wrap=False)
        self._title.setObjectName("periodTitle")
        self._earlier = button(_("Earlier"), "caret-left", partial(self._step, -1), kind="square")
        self._earlier.setObjectName("earlier")
        self._later = button(_("Later"), "caret-right", partial(self._step, 1), kind="square")
        self._later.setObjectName("later")
        self._export = button(_("Export"), "export", self.export)
        self._export.setObjectName("exportSold")
        self._export.setToolTip(isolate("Ctrl+S"))
        keys = QShortcut(QKeySequence("Ctrl+S"), self)
        keys.setWhatsThis(_("Export"))
        keys.activated.connect(self.export)
        self._dates = self._date_fields()
        self._sides: list[QBoxLayout] = []
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        holder = QWidget()
        holder.setLayout(self._body)
        self.behind = BehindList(stage, self.close_behind)
        self._stack = QStackedWidget()
        self._stack.addWidget(boxed(column(self._top(), boxed(self._dates), scrolling(holder), space=12)))
        self._stack.addWidget(self.behind)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    # ------------------------------------------------------------------ choosing a period
    def _top(self) -> QWidget:
        group = QButtonGroup(self)
        self._kinds: dict[str, QPushButton] = {}
        for kind, title in KINDS:
            made = button(_(title), "", partial(self.choose_kind, kind), kind="chip")
            made.setObjectName(f"period_{kind}")
            made.setCheckable(True)
            group.addButton(made)
            self._kinds[kind] = made
        steps = boxed(row(self._earlier, self._title, self._later, space=8))
        return flow(steps, *self._kinds.values(), self._export, ends=1, space=8)

    def _date_fields(self) -> Any:
        self._from, self._to = QDateEdit(), QDateEdit()
        for field, name, text in ((self._from, "periodFrom", _("From")), (self._to, "periodTo", _("To"))):
            field.setObjectName(name)
            field.setAccessibleName(text)
            field.setDisplayFormat("yyyy-MM-dd")
            field.setCalendarPopup(True)
            field.setMinimumHeight(theme.px(theme.TARGET))
            field.dateChanged.connect(self._dates_typed)
        return row(words(_("From"), "label", wrap=False), self._from, words(_("To"), "label", wrap=False), self._to, None, space=8)

    def choose_kind(self, kind: PeriodKind) -> None:
        """A day, week or month that holds the end of what is shown now; any other stretch keeps its days."""
        if kind == "other":
            self.show_period(Period(self._period.first, min(self._period.last, clock.today()), "other"))
        else:
            self.show_period(Period.of(kind, min(self._period.last, clock.today())))

    def _dates_typed(self, _date: QDate) -> None:
        first, last = (date(f.date().year(), f.date().month(), f.date().day()) for f in (self._from, self._to))
        self.show_period(Period(min(first, last), max(first, last), "other"))

    def show_period(self, period: Period) -> None:
        """Shows another period."""
        self._period = period
        self.close_behind()
        self.look_again()

    def _step(self, steps: int) -> None:
        moved = self._period.moved(steps)
        if moved.first <= clock.today():
            self.show_period(moved)

    # ------------------------------------------------------------------ looking
    def look_again(self) -> None:
        """Reads the sums anew."""
        period = self._period
        self._title.setText(period_words(period))
        self._kinds[period.kind].setChecked(True)
        self._later.setEnabled(period.moved(1).first <= clock.today())
        other = period.kind == "other"
        for number in range(self._dates.count()):
            widget = self._dates.itemAt(number).widget()
            if widget is not None:
                widget.setVisible(other)
        for field, day in ((self._from, period.first), (self._to, period.last)):
            field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(False)
        self._round += 1
        if (period.last - period.first).days < LONG_DAYS:
            self._show(report(self._stage.shop, period))
        else:
            self._show_later(period)
        if self._stack.currentWidget() is self.behind:
            self.behind.look_again()

    def _show_later(self, period: Period) -> None:
        """A long stretch of a busy shop takes seconds to add up: beside the window, with a shop of its own."""
        opener, this = self._stage.opener, self._round

        def work(progress: Progress) -> Report:
            del progress
            with opener() as shop:
                return report(shop, period)

        self._stage.run(_("Adding up"), work, lambda found: self._show(found) if this == self._round else None)

    def _show(self, found: Report) -> None:
        """Fills the view with the sums of the period."""
        self._found, period = found, found.period
        currencies = [m.currency for m in found.sold]
        if self._currency not in currencies:
            self._currency = currencies[0] if currencies else ""
        self._export.setEnabled(bool(currencies))
        self._sides = []
        empty_layout(self._body)
        if currencies:
            self._fill(found)
        else:
            sentence = _("Nothing was sold on this day.") if period.first == period.last else _("Nothing was sold in this time.")
            self._body.addWidget(self._month_line())
            self._body.addWidget(empty("coin", sentence, _("Sell at the stall"), lambda: self._stage.go("till"),
                                       button_icon="storefront", tone="leaf"), 1)

    def _fill(self, found: Report) -> None:
        if len(found.sold) > 1:
            self._body.addWidget(self._currency_chips(found))
        self._body.addWidget(self._head(found))
        start = column(self._part(_("By product"), (*found.by_product, *found.rest), "rose", "bars_product"), None, space=12)
        end = column(self._part(_("By way of paying"), found.by_way, "leaf", "bars_way"),
                     self._part(_("By channel"), found.by_channel, "blue", "bars_channel"), None, space=12)
        both = row(boxed(start), boxed(end), space=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self._sides.append(both)
        self._body.addWidget(boxed(both))
        self._body.addStretch(1)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Two parts beside each other where there is room, else below each other."""
        wide = self.width() >= theme.px(TWO_COLUMNS)
        for both in self._sides:
            both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _currency_chips(self, found: Report) -> QWidget:
        """Amounts of different currencies are never added; one is looked at at a time."""
        chips = []
        for total in found.sold:
            made = button(total.shown(), "", partial(self._choose_currency, total.currency), kind="chip", name=total.currency)
            made.setObjectName(f"currency_{total.currency}")
            made.setCheckable(True)
            made.setChecked(total.currency == self._currency)
            chips.append(made)
        return flow(*chips, space=8)

    def _choose_currency(self, currency: str) -> None:
        self._currency = currency
        if self._found is not None:
            self._show(self._found)

    def _head(self, found: Report) -> QWidget:
        total, many = next((m, n) for m, n in zip(found.sold, found.counts, strict=True) if m.currency == self._currency)
        count = ngettext("{count} sale", "{count} sales", many).format(count=many)
        big = words(total.shown(), "stall", wrap=False)
        big.setObjectName("daySum")
        opens = button(_("Show the orders"), "list-bullets",
                       partial(self.open, Sum(_("All orders"), total, behind=orders.Behind("all", total.currency))))
        opens.setObjectName("openAll")
        about = column(words(count, "quiet"), big, opens, None, space=4)
        parts = [(part, next(m for m in sums if m.currency == self._currency)) for part, sums in found.by_part]
        if len(parts) < 2:
            about = column(words(count, "quiet"), big, self._month_line(), space=0)
            return card(row(picture("coin", 48, "leaf"), about, None, opens, space=16, margins=(20, 12, 20, 12)))
        columns = [Column(_label(part), period_words(part), amount.shown(), amount.minor, part) for part, amount in parts]
        chart = Columns(columns, "leaf", _("Sold by day"))
        chart.setObjectName("days")
        chart.chosen.connect(self.open_part)
        inner = row(boxed(about), chart, space=20, margins=(20, 12, 20, 12))
        inner.setStretch(1, 1)
        self._sides.append(inner)
        return card(inner)

    def _month_line(self) -> QWidget:
        """Below the sum of today: what this month came to so far. It is added up beside the window."""
        line = words("", "quiet")
        line.setObjectName("monthSum")
        line.hide()
        today, opener, currency = clock.today(), self._stage.opener, self._currency
        if self._period != Period.of("day", today):
            return line

        def work(progress: Progress) -> Sequence[Money]:
            del progress
            with opener() as shop:
                return sold_in(shop, Period.of("month", today))

        def told(sums: Sequence[Money]) -> None:
            mine = [one.shown() for one in sums if one.currency == currency or not currency]
            line.setText(_("This month: {amount}").format(amount=" · ".join(mine)))
            line.setVisible(bool(mine))

        # Not asked for by the person: no bar, and where it fails the line simply is not there.
        jobs.run(line, work, told, lambda _error: None)
        return line

    def _part(self, title: str, sums: Sequence[Sum], tone: str, name: str) -> QWidget:
        mine = [one for one in sums if one.amount.currency == self._currency]
        inner: QWidget = words(_("Nothing yet."), "quiet")
        if mine:
            shop = self._stage.shop
            bars = [Bar(one.name, one.amount.shown(), one.amount.minor, one.beside,
                        str(shop.files.path(one.thumb)) if one.thumb else "", one) for one in mine]
            inner = Bars(bars, tone, title, thumbs=self._thumbs if any(bar.thumb for bar in bars) else None)
            inner.setObjectName(name)
            inner.chosen.connect(self.open)
        return card(column(words(title, "title"), inner, space=8, margins=(12, 12, 12, 12)))

    # ------------------------------------------------------------------ what opens
    def open(self, one: Sum) -> None:
        """Shows the orders behind a sum."""
        self.behind.show_sum(self._period, one)
        self._stack.setCurrentWidget(self.behind)

    def open_part(self, part: Period) -> None:
        """Shows the orders of one day (week, month) of the chart."""
        amounts = dict(self._found.by_part)[part] if self._found is not None else ()
        total = next((m for m in amounts if m.currency == self._currency), Money(0, self._currency))
        self.behind.show_sum(part, Sum(_("All orders"), total, behind=orders.Behind("all", self._currency)))
        self._stack.setCurrentWidget(self.behind)

    def close_behind(self) -> None:
        """Back to the sums."""
        self._stack.setCurrentIndex(0)

    def back(self) -> bool:
        """One level up; False at the sums."""
        if self._stack.currentIndex():
            self.close_behind()
            return True
        return False

    def export(self) -> None:
        """The sums and all of the period's orders as a file, or the orders behind the sum that is open."""
        if self._stack.currentWidget() is self.behind:
            self.behind.export()
        elif self._export.isEnabled():
            period = self._period
            name = f"{period.first.isoformat()}_{period.last.isoformat()}"
            handing_out.save_table(self, self._stage, lambda shop: report_tables(shop, period), name)

    def keep(self) -> dict[str, Any]:
        """What is looked at, for a change of language."""
        return {"period": self._period, "currency": self._currency}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""
        self._period, self._currency = kept["period"], kept["currency"]


def _label(part: Period) -> str:
    """The short word below a column: the day, or the month and day a week begins with, or the month."""
    if part.kind == "month":
        return isolate(part.first.strftime("%Y-%m"))
    return isolate(str(part.first.day) if part.kind == "day" else part.first.strftime("%m-%d"))


