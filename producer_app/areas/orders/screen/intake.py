"""Files: what they would change is shown before anything is written; refused rows with row, column and reason; taking back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLayout, QVBoxLayout, QWidget

from producer_app.areas.orders import actions, familiar, importing, profiles, queries
from producer_app.areas.orders.channel_words import channel_title
from producer_app.areas.orders.chinese import short_place
from producer_app.areas.orders.importing import Source
from producer_app.areas.orders.masking import masked_name
from producer_app.areas.orders.reading import ReadFile
from producer_app.areas.orders.rows import STATES, Placed, Plan, Refusal
from producer_app.areas.orders.screen.columns import Columns
from producer_app.areas.orders.screen.marks import told
from producer_app.areas.orders.sheets import Table
from producer_app.base import clock
from producer_app.base.errors import BadFile, ShopError
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.base.money import Money
from producer_app.base.progress import Progress, silent
from producer_app.store.shop import Shop
from producer_app.ui.screen import Stage, Supply
from producer_app.ui.widgets import badge, boxed, button, card, column, empty_layout, picture, row, scrolling, words
from producer_app.ui.word_table import table

# So many products that lack are named.
MOST_SHORT = 6
TABLES = frozenset({"orders", "order_lines", "parcels", "order_raw", "order_states", "order_imports", "order_changes"})


@dataclass(frozen=True, slots=True)
class Looked:
    """Files read, and what each source would change in the shop."""

    sources: tuple[Source, ...]
    plans: tuple[Plan, ...]
    # A file that is a table and of no channel: its columns can be told once.
    unknown: ReadFile | None = None
    # What the new orders need and is not there: thousandths by product id.
    missing: Mapping[int, int] = field(default_factory=dict)

    @property
    def refused(self) -> list[Refusal]:
        """Rows that cannot be taken, of all sources."""
        return [refusal for source in self.sources for refusal in source.refused]

    @property
    def writes(self) -> int:
        """How many orders would be written."""
        return sum(plan.count for plan in self.plans)


def look(paths: Sequence[Path], opener: Callable[[], Shop], progress: Progress, *, supply: Supply | None = None) -> Looked:
    """Reads files and compares them with the shop and its goods. Runs in a worker: it opens the shop for itself."""
    with opener() as shop:
        own = profiles.own_channels(shop)
        try:
            sources = familiar.read(paths, shop, more=own, progress=progress)
        except BadFile as refusal:
            if refusal.code != "NOT_ORDERS" or len(paths) != 1:
                raise
            return Looked((), (), unknown=_as_any_table(paths[0], refusal))
        progress(1, 2, _("Comparing with the shop"))
        plans = tuple(queries.plan(shop, source.drafts) for source in sources)
        wanted = queries.promised(shop, (draft for plan in plans for draft in plan.new)) if supply is not None else {}
        return Looked(tuple(sources), plans, missing=supply.missing(shop, wanted) if supply is not None and wanted else {})


def _as_any_table(path: Path, refusal: BadFile) -> ReadFile:
    """The file as a table of unknown columns. Raises the first refusal: it is no table at all."""
    try:
        found = profiles.any_table(path)
    except BadFile:
        raise refusal from None
    if not found.table.records:
        raise refusal
    return found


def write(looked: Looked, opener: Callable[[], Shop], progress: Progress = silent) -> list[Placed]:
    """Takes the orders into the shop. Runs in a worker."""
    with opener() as shop:
        return place_all(shop, looked, progress)


def place_all(shop: Shop, looked: Looked, progress: Progress = silent) -> list[Placed]:
    """Takes the orders of every source into a shop."""
    return [actions.place_source(shop, source, progress) for source in looked.sources]


class Intake(QWidget):
    """Where files come in. ``read`` looks at them in a worker, the person decides, and only then is anything written."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self._stage, self._close = stage, close
        self._looked: Looked | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(20, 16, 20, 12)
        self._body.setSpacing(12)
        self._draw()

    # ------------------------------------------------------------------ files in
    def ask(self) -> None:
        """The system's own dialog for files."""
        self._looked = None
        self._draw()
        names, _filter = QFileDialog.getOpenFileNames(
            self, _("Choose the files that the shops’ pages exported"), str(Path.home()),
            _("Order files ({endings})").format(endings="*.csv *.txt *.xlsx"))
        if names:
            self.read([Path(name) for name in names])

    def read(self, paths: Sequence[Path]) -> None:
        """Reads files in a worker and shows what they would change."""
        self._stage.run(_("Reading the file"), partial(look, list(paths), self._stage.opener, supply=self._stage.supply),
                        self.preview)

    def preview(self, looked: Looked) -> None:
        """Shows what files would change."""
        self._looked = looked
        self._draw()

    def show_example(self) -> None:
        """A file of a shop that is new here, for a picture of this step."""
        rows = [("W2026001", "2026-03-01 10:20", "玫瑰花酱", "2", "78.00", "已付款", "王小明", "13812341234", "新疆和田地区墨玉县"),
                ("W2026002", "2026-03-01 11:05", "核桃仁", "1", "26.80", "待发货", "李娜", "13912341234", "北京市海淀区")]
        header = ("订单编号", "下单时间", "商品名称", "数量", "实付金额", "状态", "收货人", "手机", "收货地址")
        self.preview(Looked((), (), ReadFile(Path("微店.csv"), "", Table.of("微店.csv", header, enumerate(rows, 2)))))

    def look_again(self) -> None:
        """After a change elsewhere: the list of imports anew; a preview stays as it was read."""
        if self._looked is None:
            self._draw()

    def keep(self) -> Looked | None:
        """The preview, for another language."""
        return self._looked

    def take(self, kept: Looked | None) -> None:
        """Gets back what ``keep`` gave."""
        self._looked = kept
        self._draw()

    # ------------------------------------------------------------------ what is shown
    def _draw(self) -> None:
        empty_layout(self._body)
        if self._looked is None or self._looked.unknown is None:
            back = button("", "arrow-left", self._leave, kind="square", name=_("Back to the board"))
            back.setObjectName("leaveIntake")
            self._body.addLayout(row(back, words(_("Import a file"), "head", wrap=False), None))
        if self._looked is None:
            self._draw_door()
        elif self._looked.unknown is not None:
            self._body.addWidget(Columns(self._stage, self._looked.unknown, self._leave, lambda path: self.read([path])), 1)
        else:
            self._draw_preview(self._looked)

    def _draw_door(self) -> None:
        ask = button(_("Choose a file"), "file-arrow-down", self.ask, kind="primary")
        ask.setObjectName("chooseFile")
        line = words(_("Drop the files of your shops here"), "title")
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        own = [one.title for one in profiles.profiles(self._stage.shop)]
        known = words(", ".join([*(_(channel.title) for channel in importing.channels()), *map(isolate, own)]), "quiet")
        known.setAlignment(Qt.AlignmentFlag.AlignCenter)
        door = card(column(row(None, badge("file-arrow-down", 84, "blue"), None), line, known, row(None, ask, None),
                           space=10, margins=(24, 24, 24, 24)))
        past = queries.imports(self._stage.shop, limit=30)
        lines: list[QWidget | QLayout | int | None] = [words(_("Imports so far"), "label")] if past else []
        for batch in past:
            made = _("{new} new, {changed} changed").format(new=batch.new, changed=batch.changed)
            entry = row(words(isolate(clock.local(batch.at).strftime("%Y-%m-%d %H:%M")), "quiet", wrap=False),
                        words(channel_title(batch.channel), "strong", wrap=False), words(made), None, space=16)
            if batch.taken_back:
                entry.addWidget(words(_("taken back"), "quiet", wrap=False))
            else:
                undo = button(_("Take back"), "arrow-u-up-left", partial(self._take_back, batch.id))
                undo.setObjectName(f"takeBack_{batch.id}")
                entry.addWidget(undo)
            lines.append(entry)
        self._body.addWidget(scrolling(boxed(column(door, 8, *lines, None, space=8))), 1)

    def _draw_preview(self, looked: Looked) -> None:
        parts = column(*(self._source(source, plan) for source, plan in zip(looked.sources, looked.plans, strict=True)), space=12)
        if looked.missing:
            parts.addWidget(self._short(looked.missing))
        refused = looked.refused
        if refused:
            told = ngettext("{count} row cannot be taken:", "{count} rows cannot be taken:", len(refused))
            parts.addWidget(words(told.format(count=len(refused)), "strong", tone="red"))
            rows = [(isolate(r.file), str(r.row), apart(r.column), apart(r.value), r.reason) for r in refused[:1000]]
            parts.addWidget(table((_("File"), _("Row"), _("Column"), _("What stands there"), _("Reason")), rows, self,
                                  wide=4, name="refusedRows"), 2)
        parts.addWidget(self._orders(looked), 3)
        self._body.addWidget(scrolling(boxed(parts)), 1)
        self._body.addLayout(self._foot(looked))

    def _short(self, missing: Mapping[int, int]) -> QWidget:
        lines = told(self._stage.shop, dict(list(missing.items())[:MOST_SHORT]))
        rest = len(missing) - MOST_SHORT
        if rest > 0:
            lines.append(ngettext("and {count} more product", "and {count} more products", rest).format(count=rest))
        text = words("\n".join(lines))
        text.setObjectName("importShort")
        body = column(words(_("These orders need more than is left"), "strong", tone="amber"), text, space=2)
        line = row(picture("warning", 28, "amber"), space=12, margins=(16, 12, 16, 12))
        line.addLayout(body, 1)
        return card(line, chip="amber")

    def _source(self, source: Source, plan: Plan) -> QWidget:
        totals: dict[str, Money] = {}
        for draft in source.drafts:
            totals[draft.total.currency] = totals.get(draft.total.currency, Money(0, draft.total.currency)) + draft.total
        head = column(words(_(source.channel.title), "title"), words(isolate(", ".join(source.files)), "quiet"), space=0)
        if totals:
            billed = "  ".join(total.shown() for total in totals.values())
            head.addWidget(words(_("Together {total}").format(total=billed), "quiet"))
        numbers = [(_("new"), len(plan.new), "leaf"), (_("changed"), len(plan.changed), "amber"),
                   (_("known"), plan.same + source.known, "ink"),
                   (_("refused"), len(source.refused), "red" if source.refused else "ink")]
        line = row(space=16, margins=(16, 12, 16, 12))
        line.addLayout(head, 1)
        for text, count, tone in numbers:
            big = words(isolate(str(count)), "price", tone="" if tone == "ink" else tone, wrap=False)
            big.setAlignment(Qt.AlignmentFlag.AlignCenter)
            big.setObjectName(f"count_{text}")
            small = words(text, "quiet", wrap=False)
            small.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.addLayout(column(big, small, space=0))
        parts: list[QWidget | QLayout | int | None] = [line]
        parts += [row(words(remark, "quiet", tone="amber"), margins=(16, 0, 16, 10)) for remark in source.remarks]
        return card(column(*parts, space=0))

    def _orders(self, looked: Looked) -> QWidget:
        rows = []
        for plan in looked.plans:
            changed = [(draft, _("changed")) for _order_id, draft in plan.changed]
            for draft, what in [*((draft, _("new")) for draft in plan.new), *changed]:
                rows.append((isolate(draft.number), what, _(STATES[draft.state]), apart(masked_name(draft.recipient)),
                             apart(short_place(draft.region)), draft.total.shown()))
                if len(rows) >= 1000:
                    break
        if not rows:
            return words(_("The shop knows all of these orders already."), "title")
        return table((_("Number"), "", _("State"), _("Buyer"), _("Place"), _("Total")), rows, self, wide=4, name="newRows")

    def _foot(self, looked: Looked) -> QLayout:
        count = looked.writes
        parts: list[QWidget | QLayout | int | None] = []
        other = button(_("Choose another file"), "file-arrow-down", self.ask)
        parts += [other, None]
        if not count:
            done = button(_("Back to the board"), "check", self._leave, kind="primary")
            done.setObjectName("nothingToDo")
            return row(*parts, done)
        text = ngettext("Import {count} order", "Import {count} orders", count)
        if looked.refused:
            text = ngettext("Import the {count} good order", "Import the {count} good orders", count)
        take = button(text.format(count=count), "check", self.commit, kind="primary")
        take.setObjectName("commitImport")
        return row(*parts, take)

    # ------------------------------------------------------------------ doing
    def commit(self) -> None:
        """Takes the orders in: a few at once and with Undo, many in a worker and taken back as a batch."""
        looked = self._looked
        if looked is None:
            return
        if looked.writes <= actions.MOST_UNDOABLE:
            try:
                placed = place_all(self._stage.shop, looked)
            except ShopError as refusal:
                self._stage.refuse(refusal)
                return
            self._done(placed)
        else:
            self._stage.run(_("Importing the orders"), partial(write, looked, self._stage.opener), self._done_elsewhere)

    def _done_elsewhere(self, placed: list[Placed]) -> None:
        self._stage.shop.changed_elsewhere(TABLES)
        self._done(placed)

    def _done(self, placed: list[Placed]) -> None:
        self._looked = None
        self._draw()
        self._close()
        new, changed = sum(p.new for p in placed), sum(p.changed for p in placed)
        self._stage.saved(_("Imported: {new} new orders, {changed} changed.").format(new=new, changed=changed))

    def _take_back(self, batch: int) -> None:
        try:
            taken = actions.take_back(self._stage.shop, batch)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._draw()
        self._stage.saved(_("Taken back: {removed} orders removed, {restored} as before, {kept} stay.").format(
            removed=taken.removed, restored=taken.restored, kept=taken.kept))

    def _leave(self) -> None:
        self._looked = None
        self._draw()
        self._close()
