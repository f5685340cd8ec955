"""The safety of the codes on one page: every printed sheet and where it hangs, the record of changes, the waiting time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from producer_app.areas.payments import actions, approving, marks, queries
from producer_app.areas.payments.rows import Copies, ReceivingCode
from producer_app.areas.payments.screen.marks import tail
from producer_app.areas.payments.screen.sheet_marks import flower_label
from producer_app.areas.payments.screen.stop import WithBoth
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.entries import Entry, What, parsed
from producer_app.areas.payments.trail.keys import Key
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, isolate, ngettext
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, picture, row, rule, scrolling, words

MOST_ENTRIES = 60
# What an entry says to people: picture, words. One that is not here is told by none.
TOLD: dict[What, tuple[str, str]] = {
    "begun": ("flag", N_("The record began")), "found": ("qr-code", N_("Kept before the record began")),
    "registered": ("plus-circle", N_("Code added")), "approved": ("shield-check", N_("Printed page read back")),
    "retired": ("archive-box", N_("Taken out of use")), "printed": ("printer", N_("Printed")),
    "patrol": ("storefront", N_("Stall checked")), "protected": ("lock", N_("Passphrase set")),
    "new_passphrase": ("key", N_("Passphrase changed")), "rules": ("hourglass", N_("Waiting time changed")),
    "forgotten": ("question", N_("A new passphrase was asked for")), "remembered": ("key", N_("The passphrase is known after all")),
    "second_person": ("users", N_("The second person was set")),
    "put_back": ("arrow-counter-clockwise", N_("Put right after another program’s change")),
    "begun_again": ("arrows-clockwise", N_("Record begun again"))}
AS_FILE = N_("Saved as a file, to be printed elsewhere")
WAIT_WORDS = {0: N_("At once"), 10: N_("After 10 minutes"), 720: N_("After 12 hours")}


class RecordPage(QWidget):
    """Three cards under each other."""

    left = Signal()
    change_passphrase = Signal()
    protect = Signal()
    ask_second = Signal()

    def __init__(self, stage: Stage, with_both: WithBoth) -> None:
        super().__init__()
        self._stage, self._with_both = stage, with_both
        back = button("", "arrow-left", self.left.emit, kind="square", name=_("Back"))
        back.setObjectName("backToCodes")
        head = row(back, words(_("Sheets and safety"), "head"))
        head.setStretch(1, 1)
        self._sheets, self._log, self._lock = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for place in (self._sheets, self._log, self._lock):
            place.setSpacing(10)
        cards = [card(column(words(title, "strong"), place, space=12, margins=(20, 16, 20, 16))) for title, place in (
            (_("Every printed sheet"), self._sheets), (_("Protection"), self._lock), (_("The record of your codes"), self._log))]
        shape = column(head, scrolling(boxed(column(*cards, None, space=14))), space=12, margins=(20, 16, 20, 16))
        shape.setStretch(1, 1)
        self.setLayout(shape)

    def refresh(self) -> None:
        """Looks at the shop again."""
        shop = self._stage.shop
        for place in (self._sheets, self._log, self._lock):
            empty_layout(place)
        known = {code.id: code for code in queries.codes(shop, retired=True)}
        sheets = sorted(queries.copies(shop), key=lambda one: known[one.code_id].active)
        for one in sheets:
            self._sheets.addLayout(self._sheet(known[one.code_id], one))
        if not sheets:
            self._sheets.addWidget(words(_("No sheet was printed yet. Each print of a code is noted here by itself."), "quiet"))
        self._show_lock()
        entries = [parsed(raw.entry) for raw in proving.rows_of(shop)[-MOST_ENTRIES:]]
        for entry in reversed([entry for entry in entries if entry is not None]):
            self._log.addLayout(self._entry(entry, known.get(entry.code_id)))

    def _sheet(self, code: ReceivingCode, one: Copies) -> QVBoxLayout:
        count = ngettext("{count} sheet", "{count} sheets", one.copies).format(count=one.copies)
        since = _("since {day}").format(day=isolate(clock.local(one.printed_at).date().isoformat()))
        place = one.place or _("place not noted")
        saved = f" · {_('saved as a file')}" if one.as_file else ""
        facts = [words(f"{_(queries.scheme_of(code).title)} {tail(code.last_digits)} · {isolate(code.owner)}", "strong"),
                 words(f"{count}{saved} · {isolate(place)} · {since}", "quiet")]
        if not code.active:
            facts.append(words(_("This code is out of use. Take the sheet down."), "strong", tone="red"))
        gone = button(_("Taken down"), "check", partial(self._gone, one.id))
        gone.setObjectName("sheetGone")
        line = row(picture("map-pin" if code.active else "warning-circle-fill", 28, "leaf" if code.active else "red"),
                   column(*facts, space=2), self._flower_of_print(one), gone, space=14)
        line.setStretch(1, 1)
        return column(line, rule(), space=8)

    def _flower_of_print(self, one: Copies) -> QWidget:
        """The flower that stands on this sheet, where it is true."""
        flower = flower_label(marks.flower_of(self._stage.shop, clock.local(one.printed_at).date()), 40)
        flower.setAccessibleName(_("The flower printed on it"))
        flower.setToolTip(_("The flower printed on it"))
        return flower

    def _gone(self, copies_id: int) -> None:
        actions.copies_gone(self._stage.shop, copies_id)
        self._stage.saved(_("Noted: it no longer hangs there."))

    def _show_lock(self) -> None:
        proof = proving.look(self._stage.shop)
        if not proof.protected:
            told = words(_("Not protected yet. Anybody at this computer could exchange a code."), "strong", tone="amber")
            line = row(picture("lock-open", 32, "amber"), told, space=14)
            line.setStretch(1, 1)
            self._lock.addLayout(line)
            protect = button(_("Protect with a passphrase"), "shield-check", self.protect.emit)
            protect.setObjectName("protectFromRecord")
            self._lock.addWidget(flow(protect))
            return
        line = row(picture("lock-fill", 32, "leaf"), words(_("Protected by your passphrase."), "strong", tone="leaf"), space=14)
        line.setStretch(1, 1)
        change = button(_("Change the passphrase"), "key", self.change_passphrase.emit)
        change.setObjectName("changePassphrase")
        self._lock.addLayout(line)
        hint = _("Do several people work here? Then let a new code wait before it is used, so that all notice it.")
        self._lock.addWidget(words(hint, "quiet"))
        group, chips = QButtonGroup(self), []
        for minutes in approving.WAITS:
            chip = button(_(WAIT_WORDS[minutes]), "hourglass", self._waiter(minutes), kind="chip")
            chip.setObjectName(f"wait_{minutes}")
            chip.setCheckable(True)
            chip.setChecked(minutes == proof.state.wait_minutes)
            group.addButton(chip)
            chips.append(chip)
        self._lock.addWidget(flow(*chips))
        self._lock.addLayout(self._second(proof.second.name if proof.second.public else ""))
        self._lock.addWidget(flow(change))

    def _waiter(self, minutes: int) -> Callable[[], object]:
        def set_it(key: Key | None, second: Key | None) -> None:
            try:
                approving.set_wait(self._stage.shop, minutes, key=key, second=second)
            except ShopError as refusal:
                self._stage.refuse(refusal)

        return lambda: self._with_both(set_it)

    def _second(self, name: str) -> QVBoxLayout:
        """Who must agree as well, or the way to it."""
        if not name:
            ask = button(_("Ask a second person too"), "users", self.ask_second.emit)
            ask.setObjectName("askSecond")
            return column(flow(ask))
        told = words(_("{name} must agree too before a code is shown.").format(name=isolate(name)), "strong", tone="leaf")
        line = row(picture("users", 32, "leaf"), told, space=14)
        line.setStretch(1, 1)
        end = button(_("One person is enough again"), "x-circle", lambda: self._with_both(self._end_second))
        end.setObjectName("endSecond")
        return column(line, flow(end), space=8)

    def _end_second(self, key: Key | None, second: Key | None) -> None:
        try:
            approving.end_second(self._stage.shop, key=key, second=second)
        except ShopError as refusal:
            self._stage.refuse(refusal)
        else:
            self._stage.saved(_("One person is enough again."))

    def _entry(self, entry: Entry, code: ReceivingCode | None) -> QVBoxLayout:
        icon, told = ("file-pdf", AS_FILE) if entry.about.get("as_file") is True else TOLD[entry.what]
        when = isolate(f"{clock.local(entry.at):%Y-%m-%d %H:%M}")
        about = f"{_(queries.scheme_of(code).title)} {tail(code.last_digits)} · {isolate(code.owner)}" if code else ""
        by = isolate(f"{entry.by.get('user', '')} · {entry.by.get('computer', '')}")
        facts = [words(_(told), "strong"), *([words(about, "body")] if about else []), words(f"{when} · {by}", "quiet")]
        line = row(picture(icon, 28, "ink"), column(*facts, space=0), space=14)
        line.setStretch(1, 1)
        return column(line, rule(), space=6)
