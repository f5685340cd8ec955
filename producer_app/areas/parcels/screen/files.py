"""The file for the courier with what each order lacks, and numbers out of a file with a look before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLayout, QLineEdit, QWidget

from producer_app.areas.parcels import actions, numbers, queries, waybills
from producer_app.areas.parcels.rows import Numbers, Sender, WaybillTemplate
from producer_app.areas.parcels.screen.sheets import FEW, Sheet
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, isolate, ngettext
from producer_app.base.progress import Progress
from producer_app.store.shop import Shop
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty, picture, row, words

KINDS = "Excel (*.xlsx);;CSV (*.csv)"
MOST_SHOWN = 60
# So many numbers are written on the spot and with Undo; above, beside the window.
MOST_AT_ONCE = 200
TABLES = frozenset({"orders", "parcels", "order_states"})
READING = N_("Looking for the order of each number …")
def write_file(shop: Shop, progress: Progress, *, own: WaybillTemplate | None, path: Path) -> int:
    """Writes the courier's file, in SF's columns or one's own; gives how many orders are in it. Raises ShopError."""
    ready, _held = waybills.waiting(shop, progress)
    rows = waybills.own_rows(ready, own, shop.load(Sender)) if own is not None else waybills.sf_rows(ready)
    waybills.write(rows, path)
    return len(ready)


class CourierFile(Sheet):
    """Which orders go into the courier's file, which lack something, and in which form."""

    def __init__(self, stage: Stage, close: Callable[[], object], open_order: Callable[[int], object]) -> None:
        super().__init__(stage, _("File for the courier"), close)
        self._open_order = open_order
        self._own = False
        self._sender: Form | None = None
        self._gathered: waybills.Gathered | None = None
        self._boxes: dict[str, tuple[QCheckBox, QLineEdit]] = {}

    def look_again(self) -> None:
        if not queries.many_wait(self.stage.shop, FEW):
            self._show(waybills.waiting(self.stage.shop))
            return
        self.elsewhere(_("Looking through the orders"), waybills.waiting, self._show)
        if self._gathered is None:
            self.wait(N_("Looking at what each order lacks …"))

    def failed(self) -> None:
        self._gathered = None
        super().failed()

    def _show(self, gathered: waybills.Gathered) -> None:
        self._gathered = gathered
        self._draw()

    def _draw(self) -> None:
        if self._gathered is None:
            return
        ready, held = self._gathered
        template = self.stage.shop.load(WaybillTemplate)
        sf = button(_("As SF wants it"), "check" if not self._own else "", partial(self.choose, own=False), kind="chip")
        own = button(_("My own columns"), "check" if self._own else "", partial(self.choose, own=True), kind="chip")
        for made, name, on in ((sf, "asSf", not self._own), (own, "ownColumns", self._own)):
            made.setCheckable(True)
            made.setChecked(on)
            made.setObjectName(name)
        told = words(ngettext("{count} order is whole and goes into the file.", "{count} orders are whole and go into the file.",
                              len(ready)).format(count=len(ready)), "title")
        told.setObjectName("wholeOrders")
        parts: list[QWidget | QLayout] = [told]
        if not template.told:
            parts.append(self._once())
        parts.append(flow(sf, own, space=8))
        if self._own:
            parts += [self._columns(template), self._sender_card()]
        if held:
            lines: list[QWidget | QLayout | int | None] = [words(_("These stay out of it"), "strong")]
            for one in held[:MOST_SHOWN]:
                look = button(_("Look"), "eye", partial(self._open_order, one.order_id), kind="plain",
                              name=_("Look at order {number}").format(number=one.number))
                line = row(picture("warning", 22, "amber"), words(isolate(one.number), "strong", wrap=False), words(one.reason),
                           look, space=10)
                line.setStretch(2, 1)
                lines.append(line)
            if len(held) > MOST_SHOWN:
                lines.append(words(_("And {count} more.").format(count=len(held) - MOST_SHOWN), "quiet"))
            parts.append(card(column(*lines, space=8, margins=(16, 12, 16, 12))))
        self.fill(*parts)
        save = button(_("Save the file"), "file-arrow-up", self.ask, kind="primary")
        save.setObjectName("saveCourierFile")
        save.setEnabled(bool(ready))
        self.put_foot(save)

    def _once(self) -> QWidget:
        """Said once: names and phones stand whole in this file."""
        good = button(_("I know"), "check", self._told)
        good.setObjectName("iKnow")
        text = _("In this file names, phones and streets stand whole, because the courier needs them. Give it to nobody else, "
                 "and delete it afterwards.")
        line = row(picture("eye", 26, "amber"), words(text), good)
        line.setStretch(1, 1)
        line.setContentsMargins(16, 10, 16, 10)
        return card(line, chip="amber")

    def _told(self) -> None:
        template = self.stage.shop.load(WaybillTemplate)
        self.stage.shop.save(WaybillTemplate(template.columns, told=True), _("Read a note"))
        self.look_again()

    def choose(self, *, own: bool) -> None:
        """SF's columns or the shop's own."""
        self._own = own
        self._draw()

    def _columns(self, template: WaybillTemplate) -> QWidget:
        chosen = dict(waybills.columns_of(template))
        self._boxes = {}
        cells = []
        # Chosen columns first, in their order.
        for key in (*chosen, *(key for key in waybills.FIELDS if key not in chosen)):
            title, usual = waybills.FIELDS[key]
            tick = QCheckBox(_(title))
            tick.setChecked(key in chosen)
            tick.setObjectName(f"column_{key}")
            line = QLineEdit(chosen.get(key, usual))
            line.setAccessibleName(_("Header of {column}").format(column=_(title)))
            line.setMaxLength(40)
            line.setMinimumWidth(130)
            line.setMaximumWidth(220)
            self._boxes[key] = (tick, line)
            cells.append(boxed(column(tick, line, space=8)))
        keep = button(_("Keep these columns"), "check", self.keep_columns)
        keep.setObjectName("keepTemplate")
        return card(column(words(_("Choose the columns and write the headers your courier’s sheet has."), "strong"),
                           flow(*cells, space=10), flow(keep), space=8, margins=(16, 12, 16, 12)))

    def template(self) -> WaybillTemplate:
        """The columns as ticked."""
        kept = self.stage.shop.load(WaybillTemplate)
        if not self._own or not self._boxes:
            return kept
        return WaybillTemplate(tuple((key, line.text().strip() or waybills.FIELDS[key][1])
                                     for key, (tick, line) in self._boxes.items() if tick.isChecked()), kept.told)

    def keep_columns(self) -> None:
        """Keeps the ticked columns."""
        self.stage.shop.save(self.template(), _("Columns for the courier"))
        self.look_again()
        self.stage.saved(_("The columns are kept."))

    def _sender_card(self) -> QWidget:
        form = Form([Field("name", _("Sender")), Field("phone", _("Sender’s phone"), "code"),
                     Field("address", _("Sender’s address"))], columns=1)
        sender = self.stage.shop.load(Sender)
        form.fill({"name": sender.name, "phone": sender.phone, "address": sender.address})
        keep = button(_("Keep"), "check", lambda: self._keep_sender(form))
        keep.setObjectName("keepSender")
        return card(column(form, flow(keep), space=8, margins=(16, 12, 16, 12)))

    def _keep_sender(self, form: Form) -> None:
        self.stage.shop.save(Sender(**form.values()), _("Who sends"))
        self.stage.saved(_("Kept."))

    def ask(self) -> None:
        """Asks where the file goes."""
        name = f"{'waybills' if self._own else 'sf'}-{clock.today().isoformat()}.xlsx"
        path, kind = QFileDialog.getSaveFileName(self, _("Save the file"), name, KINDS)
        if path:
            chosen = Path(path)
            self.write(chosen.with_suffix(".csv") if "csv" in kind and chosen.suffix == ".xlsx" else chosen)

    def write(self, path: Path) -> None:
        """Writes the file beside the window and says how many orders are in it."""
        own = self.template() if self._own else None
        opener, stage = self.stage.opener, self.stage

        def work(progress: Progress) -> int:
            with opener() as shop:
                return write_file(shop, progress, own=own, path=path)

        stage.run(_("Writing the file"), work, lambda many: stage.say(ngettext(
            "{count} order stands in {file}.", "{count} orders stand in {file}.", many).format(
                count=many, file=isolate(path.name))))


class NumbersFile(Sheet):
    """A file of tracking numbers: what it would write, what it would not, then one press."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__(stage, _("Numbers from a file"), close)
        self.path: Path | None = None
        self._found: Numbers | None = None

    def look_again(self) -> None:
        path = self.path
        if path is None:
            self._draw()
            return
        self.elsewhere(_("Reading the file"), lambda shop, progress: numbers.read(shop, path, progress=progress), self._show)
        if self._found is None:
            self.wait(READING)

    def failed(self) -> None:
        self.path, self._found = None, None
        self._draw()

    def _show(self, found: Numbers) -> None:
        self._found = found
        self._draw()

    def _draw(self) -> None:
        found = self._found
        other = button(_("Choose a file"), "file-arrow-down", self.ask, kind="primary" if found is None else "")
        other.setObjectName("chooseNumbers")
        if found is None:
            self.fill(empty("file-arrow-down", _("The file that the courier or the shop gives back: a column with the order number "
                                                 "and one with the parcel number.")))
            self.put_foot(other)
            return
        told = words(ngettext("{count} number is new", "{count} numbers are new", len(found.found)).format(count=len(found.found)),
                     "title")
        told.setObjectName("newNumbers")
        parts: list[QWidget | QLayout] = [words(isolate(found.file), "strong"), told]
        if found.same:
            parts.append(words(ngettext("{count} stands here already", "{count} stand here already", found.same).format(
                count=found.same), "quiet"))
        for one in found.found[:MOST_SHOWN]:
            line = row(picture("check-circle", 22, "leaf"), words(isolate(one.number), "strong"), words(isolate(one.tracking)),
                       words(one.carrier or _("Courier not known"), "quiet"), space=10)
            for place in (1, 2, 3):
                line.setStretch(place, 1)
            parts.append(line)
        if len(found.found) > MOST_SHOWN:
            parts.append(words(_("And {count} more.").format(count=len(found.found) - MOST_SHOWN), "quiet"))
        for number, what, why in found.refused[:MOST_SHOWN]:
            line = row(picture("warning", 22, "amber"), words(_("Row {row}").format(row=isolate(number)), "quiet", wrap=False),
                       words(isolate(what[:40]), "strong"), words(why), space=10)
            line.setStretch(2, 1)
            line.setStretch(3, 2)
            parts.append(line)
        self.fill(*parts)
        take = button(_("Write them down"), "check", self.take, kind="primary")
        take.setObjectName("takeNumbers")
        take.setEnabled(bool(found.found))
        self.put_foot(other, take)

    def ask(self) -> None:
        """Asks for the file."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"), "", "CSV, Excel (*.csv *.xlsx *.txt)")
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Reads a file beside the window and shows what it would do; nothing is written yet."""
        self.path, self._found = path, None
        self.look_again()

    def take(self) -> None:
        """Writes the new numbers to their orders: a few at once, many beside the window."""
        if self._found is None or self.busy:
            return
        found = self._found.found
        if len(found) > MOST_AT_ONCE:
            self.elsewhere(_("Writing the numbers down"), lambda shop, progress: actions.send_many(shop, found, progress=progress),
                           self._taken_elsewhere)
            self.wait(N_("Writing each number to its order …"))
            return
        try:
            many = actions.send_many(self.stage.shop, found)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.look_again()
        self._say_taken(many)

    def _taken_elsewhere(self, many: int) -> None:
        self._found = None
        self.stage.shop.changed_elsewhere(TABLES)
        if not self.busy:
            self.look_again()
        self._say_taken(many)

    def _say_taken(self, many: int) -> None:
        self.stage.saved(ngettext("{count} number is written down.", "{count} numbers are written down.", many).format(count=many))


