"""A bill comes in: what it would change is shown first; refused rows with row, column and reason; imports taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLayout, QTableView, QVBoxLayout, QWidget

from producer_app.areas.receiving import actions, importing, queries, spoken
from producer_app.areas.receiving.importing import Source
from producer_app.areas.receiving.rows import ASIDE, ReceivingSettings, Taken, Trial
from producer_app.areas.receiving.screen.parts import LARGE, buyer, firm
from producer_app.base import clock, i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.base.money import Money
from producer_app.base.progress import Progress, silent
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.sounds import Player
from producer_app.ui.widgets import badge, boxed, button, card, column, empty_layout, row, scrolling, words
from producer_app.ui.word_table import table

TABLES = frozenset({"money_in", "money_matches", "statement_imports", "order_payments", "orders", "order_states"})
MOST_SHOWN = 1_000
Parts = list[QWidget | QLayout | int | None]


@dataclass(frozen=True, slots=True)
class Looked:
    """Bills read, and what each would change."""

    sources: tuple[Source, ...]
    trials: tuple[Trial, ...]

    @property
    def writes(self) -> int:
        """How many rows would be written."""
        return sum(trial.writes for trial in self.trials)


def look(paths: Sequence[Path], opener: Callable[[], Shop], progress: Progress) -> Looked:
    """Reads bills and compares them with the shop. Runs in a worker: it opens the shop for itself."""
    sources = []
    for done, path in enumerate(paths):
        progress(done, len(paths), path.name)
        sources.append(importing.read(path, progress=progress))
    progress(len(paths), len(paths) + 1, _("Comparing with the shop"))
    with opener() as shop:
        return Looked(tuple(sources), tuple(queries.trial(shop, s.format.name, s.said.comings) for s in sources))


def take_all(shop: Shop, looked: Looked, progress: Progress = silent) -> list[Taken]:
    """Takes every bill in."""
    return [actions.take(shop, source, progress=progress) for source in looked.sources]


def take_elsewhere(looked: Looked, opener: Callable[[], Shop], progress: Progress) -> list[Taken]:
    """The same in a worker."""
    with opener() as shop:
        return take_all(shop, looked, progress)


class Intake(QWidget):
    """Where bills come in."""

    left = Signal()
    taken = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.looked: Looked | None = None
        self._player = Player(self)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(20, 16, 20, 12)
        self._body.setSpacing(12)

    # ------------------------------------------------------------------ files in
    def begin(self) -> None:
        """The door, with the imports so far."""
        self.looked = None
        self.draw()

    def ask(self) -> None:
        """The system's own dialog for files."""
        names, _filter = QFileDialog.getOpenFileNames(
            self, _("Choose the bills that WeChat, Alipay or the bank sent"), str(Path.home()),
            _("Bills ({endings})").format(endings="*.csv *.xlsx *.txt *.xml *.sta *.940 *.mt940"))
        if names:
            self.read([Path(name) for name in names])

    def read(self, paths: Sequence[Path]) -> None:
        """Reads bills in a worker and shows what they would change."""
        self._stage.run(_("Reading the bill"), partial(look, list(paths), self._stage.opener), self.preview)

    def preview(self, looked: Looked) -> None:
        """Shows what bills would change."""
        self.looked = looked
        self.draw()

    # ------------------------------------------------------------------ what is shown
    def draw(self) -> None:
        """Draws the door or the preview anew."""
        empty_layout(self._body)
        back = button("", "arrow-left", self._leave, kind="square", name=_("Back"))
        back.setObjectName("backToLists")
        head = row(back, words(_("Bring in a bill"), "head"), space=12)
        head.setStretch(1, 1)
        self._body.addLayout(head)
        if self.looked is None:
            self._draw_door()
        else:
            self._draw_preview(self.looked)

    def _draw_door(self) -> None:
        ask = button(_("Choose a file"), "file-arrow-down", self.ask, kind="primary")
        ask.setObjectName("chooseBill")
        line = words(_("Drop the bill of WeChat, Alipay or the bank here"), "title")
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        known = words(", ".join(_(found.title) for found in importing.formats()), "quiet")
        known.setAlignment(Qt.AlignmentFlag.AlignCenter)
        how = words(_("WeChat: Me › Services › Wallet › Bills › Download. Alipay: My › Bills › … › Issue statement."), "quiet")
        how.setAlignment(Qt.AlignmentFlag.AlignCenter)
        parts: Parts = [line, known, how, row(None, ask, None)]
        if theme.scale() < LARGE:
            parts.insert(0, row(None, badge("file-arrow-down", 72, "leaf"), None))
        lines: Parts = [card(column(*parts, space=10, margins=(24, 20, 24, 20))), self._speak()]
        past = queries.imports(self._stage.shop, limit=30)
        lines += [words(_("Bills so far"), "label")] if past else []
        for batch in past:
            made = _("{new} new, {same} known").format(new=batch.new, same=batch.same)
            when = words(isolate(clock.local(batch.at).strftime("%Y-%m-%d %H:%M")), "quiet", wrap=False)
            texts = column(words(importing.title(batch.source), "strong"),
                           words(f"{isolate(batch.file)} · {made}", "quiet"), space=0)
            entry = row(when, space=16)
            entry.addLayout(texts, 1)
            if batch.taken_back:
                entry.addWidget(words(_("taken back"), "quiet", wrap=False))
            else:
                undo = button(_("Take back"), "arrow-u-up-left", partial(self._take_back, batch.id))
                undo.setObjectName(f"takeBack_{batch.id}")
                entry.addWidget(undo)
            lines.append(entry)
        self._body.addWidget(scrolling(boxed(column(*lines, None, space=8))), 1)

    def _speak(self) -> QWidget:
        on = self._stage.shop.load(ReceivingSettings).speak
        made = button(_("Amounts are said aloud") if on else _("Amounts are not said"), "speaker-high" if on else "speaker-slash",
                      self._switch_speech)
        made.setObjectName("speakAmounts")
        return flow(made)

    def _switch_speech(self) -> None:
        settings = self._stage.shop.load(ReceivingSettings)
        self._stage.shop.save(ReceivingSettings(not settings.speak, settings.evening), _("Say amounts aloud"))
        self.draw()

    def _draw_preview(self, looked: Looked) -> None:
        parts: Parts = [self._source(source, trial) for source, trial in zip(looked.sources, looked.trials, strict=True)]
        refused = [refusal for source in looked.sources for refusal in source.said.refused]
        if refused:
            told = ngettext("{count} row cannot be taken:", "{count} rows cannot be taken:", len(refused))
            parts.append(words(told.format(count=len(refused)), "strong", tone="red"))
            # Whole sentences: the advice in them must not be cut by a column.
            parts += [firm(words(reason)) for reason in list(dict.fromkeys(r.reason for r in refused))[:3]]
            rows = [(isolate(r.file), str(r.row), isolate(r.column), isolate(r.value), r.reason) for r in refused[:MOST_SHOWN]]
            parts.append(table((_("File"), _("Row"), _("Column"), _("What stands there"), _("Reason")), rows, self, wide=4,
                               name="refusedRows"))
        fresh = [(isolate(clock.local(c.at).strftime("%Y-%m-%d %H:%M")), buyer(c.payer), apart(c.note),
                  isolate(place) if place else "", (c.amount - c.returned).shown())
                 for trial in looked.trials for c, place in zip(trial.new, trial.places, strict=True)][:MOST_SHOWN]
        if fresh:
            parts.append(table((_("When"), _("From"), _("Note"), _("Order"), _("Amount")), fresh, self, wide=2, name="newRows"))
        else:
            parts.append(words(_("The shop knows all of these payments already."), "title"))
        shown = column(*parts, space=8)
        for place, part in enumerate(parts):
            shown.setStretch(place, 1 if isinstance(part, QTableView) else 0)
        if not fresh and not refused:
            shown.addStretch(1)
        self._body.addWidget(scrolling(boxed(shown)), 1)
        self._body.addWidget(self._foot(looked))

    def _source(self, source: Source, trial: Trial) -> QWidget:
        aside = " · ".join(f"{isolate(count)} {_(ASIDE[key])}" for key, count in source.said.aside.items() if key in ASIDE)
        texts: Parts = [firm(words(_(source.format.title), "title")), firm(words(isolate(source.file), "quiet"))]
        if aside:
            texts.append(firm(words(_("Left aside: {what}").format(what=aside), "quiet")))
        numbers = [(_("new"), len(trial.new), "leaf"), (_("find their order"), trial.certain, "leaf"),
                   (_("known"), trial.same, "ink"), (_("went back"), len(trial.returned), "amber" if trial.returned else "ink"),
                   (_("refused"), len(source.said.refused), "red" if source.said.refused else "ink")]
        boxes = []
        for text, count, tone in numbers:
            big = words(isolate(str(count)), "price", tone="" if tone == "ink" else tone, wrap=False)
            big.setAlignment(Qt.AlignmentFlag.AlignCenter)
            small = words(text, "quiet", wrap=False)
            small.setAlignment(Qt.AlignmentFlag.AlignCenter)
            boxes.append(boxed(column(big, small, space=0)))
        return card(column(column(*texts, space=0), flow(*boxes, space=20), space=8, margins=(16, 12, 16, 12)))

    def _foot(self, looked: Looked) -> QWidget:
        other = button(_("Choose another file"), "file-arrow-down", self.ask)
        if not looked.writes:
            done = button(_("Back to the list"), "list-bullets", self._leave, kind="primary")
            done.setObjectName("nothingToDo")
            return flow(other, done, ends=1)
        text = ngettext("Take in {count} payment", "Take in {count} payments", looked.writes).format(count=looked.writes)
        take = button(text, "check", self.commit, kind="primary")
        take.setObjectName("commitBill")
        return flow(other, take, ends=1)

    # ------------------------------------------------------------------ doing
    def commit(self) -> None:
        """Takes the payments in: a few at once and with Undo, many in a worker and taken back as a batch."""
        looked = self.looked
        if looked is None:
            return
        if looked.writes > actions.MOST_UNDOABLE:
            self._stage.run(_("Taking the payments in"), partial(take_elsewhere, looked, self._stage.opener), self._done_elsewhere)
            return
        try:
            done = take_all(self._stage.shop, looked)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._done(done)

    def _done_elsewhere(self, done: list[Taken]) -> None:
        self._stage.shop.changed_elsewhere(TABLES)
        self._done(done)

    def _done(self, done: list[Taken]) -> None:
        self.looked = None
        self.draw()
        self.taken.emit()
        new, matched = sum(d.new for d in done), sum(d.matched for d in done)
        self._stage.saved(_("Taken in: {new} payments, {matched} of them found their order. Check your own phone.").format(
            new=new, matched=matched))
        sums = [amount for d in done for amount in d.sum]
        if self._stage.shop.load(ReceivingSettings).speak and sums and all(s.currency == "CNY" for s in sums):
            self._player.play(i18n.current(), spoken.received(Money.total(sums), i18n.current()))

    def _take_back(self, batch: int) -> None:
        try:
            gone = actions.take_back(self._stage.shop, batch)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self.draw()
        self._stage.saved(ngettext("Taken back: {count} payment is gone.", "Taken back: {count} payments are gone.", gone).format(
            count=gone))

    def _leave(self) -> None:
        self.looked = None
        self.left.emit()
