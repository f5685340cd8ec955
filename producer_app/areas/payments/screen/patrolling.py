"""The check of the stall: a photo in, every code on it judged, what to do now; the log of earlier checks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas.payments import actions, pictures, queries
from producer_app.areas.payments.rows import Patrol
from producer_app.areas.payments.screen.marks import ask_picture, clipboard_png, large, pair, tail
from producer_app.areas.payments.screen.stall_view import LOOKS, StallView
from producer_app.areas.payments.screen.watching import Watching
from producer_app.base import clock
from producer_app.base.i18n import N_, _, isolate, ngettext
from producer_app.base.progress import Progress
from producer_app.ui import icons, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import badge, boxed, button, card, column, empty_layout, picture, row, scrolling, words

# A result told: tone, icon, one word, what to do.
TOLD = {
    "good": ("leaf", "check-circle-fill", N_("All yours"), N_("Every code on this photo sends the money to you.")),
    "stop": ("red", "hand-palm-fill", N_("Stop"),
             N_("A code here does not send the money to you. Take it down, then print yours again.")),
    "look": ("amber", "question-fill", N_("Look yourself"),
             N_("Something here could not be proven yours. Go closer and take another photo.")),
}
LIVE = 3
NOTHING = N_("No code was found on this photo. Go closer and take another one.")


def look_at_stall(source: Path | bytes, progress: Progress) -> pictures.StallPhoto:
    """The worker's part."""
    return pictures.stall_photo(source, glance=lambda: progress(1, 2, _("Looking for every code")))


class Patrolling(QWidget):
    """Four faces: the invitation, one photo with its result, the log, the live picture."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.patrol_id = 0
        back = button("", "arrow-left", self.left.emit, kind="square", name=_("Back"))
        back.setObjectName("backToCodes")
        self._use = button(_("Use a photo"), "image", self.choose_picture)
        self._use.setObjectName("stallPicture")
        self._paste = button(_("Paste"), "clipboard-text", self.paste)
        self._camera = button(_("Use the camera"), "camera", self.show_live)
        self._camera.setObjectName("watchStall")
        self._log_button = button(_("Log"), "clipboard-text", self.show_log)
        self._log_button.setObjectName("patrolLog")
        title = words(_("Is every code on the stall still yours?"), "head")
        self._where = QComboBox()
        self._where.setObjectName("patrolPlace")
        self._where.setAccessibleName(_("Where the photo was taken"))
        self._where.setMinimumHeight(theme.px(48))
        tools = flow(self._where, self._camera, self._use, self._paste, self._log_button)
        head = row(back, title)
        head.setStretch(1, 1)
        self.faces = QStackedWidget()
        self.watching = Watching(stage)
        self.watching.left.connect(self.begin)
        self.watching.noted.connect(self.look_at)
        for face in (self._invitation(), self._result(), self._log(), self.watching):
            self.faces.addWidget(face)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(tools)
        outer.addWidget(self.faces, 1)

    # ------------------------------------------------------------------ the three faces
    def _invitation(self) -> QWidget:
        line = words(_("Take a photo of your stall with every code on it, and drop it here."), "title")
        hint = words(_("The photo stays on this computer. Codes are only read, never opened."), "quiet")
        for label in (line, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        choose = button(_("Choose a photo"), "image", self.choose_picture, kind="primary")
        choose.setObjectName("firstStallPicture")
        ground = QFrame()
        ground.setObjectName("dropGround")
        ground.setStyleSheet(
            f"#dropGround {{ background: {theme.TINTS['blue'][1]}; border: 2px dashed {theme.BLUE}; border-radius: 14px; }}"
            " #dropGround QLabel { background: transparent; }")
        ground.setLayout(column(None, row(None, badge("storefront", 110, "blue"), None), line, hint, 8, row(None, choose, None),
                                None, margins=(24, 24, 24, 24)))
        return scrolling(ground)

    def _result(self) -> QWidget:
        self.view = StallView()
        group = QButtonGroup(self)
        chips = []
        for plain, text, icon in ((False, _("Checked"), "shield-check"), (True, _("As photographed"), "image")):
            chip = button(text, icon, partial(self._show_plain, plain), kind="chip")
            chip.setObjectName("plainPhoto" if plain else "checkedPhoto")
            chip.setCheckable(True)
            chip.setChecked(not plain)
            group.addButton(chip)
            chips.append(chip)
        self._checked_chip = chips[0]
        self._told = QVBoxLayout()
        self._told.setSpacing(12)
        self._counts = QVBoxLayout()
        self._counts.setSpacing(8)
        self._hanging = QVBoxLayout()
        self._hanging.setSpacing(8)
        self.act = button("", "printer", self._act, kind="primary")
        self.act.setObjectName("patrolAct")
        shape = column(self.view, flow(*chips), space=10)
        shape.setStretch(0, 1)
        photo = boxed(shape)
        counted = card(column(words(_("On this photo"), "strong"), self._counts, space=10, margins=(18, 14, 18, 14)))
        hangs = card(column(words(_("Where yours hang"), "strong"), self._hanging, space=10, margins=(18, 14, 18, 14)))
        facts = boxed(column(self._told, counted, hangs, None))
        side = boxed(column(facts if large() else scrolling(facts), self.act))
        return pair(photo, side, shares=(12, 5))

    def _log(self) -> QWidget:
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        return scrolling(boxed(column(self._rows, None)))

    # ------------------------------------------------------------------ going about
    def _fill_places(self) -> None:
        """Every place where a code hangs; the one looked at last first, and "nowhere in particular" at the end."""
        chosen = self._where.currentData()
        self._where.clear()
        for place in queries.places(self._stage.shop):
            self._where.addItem(isolate(place), place)
        self._where.addItem(_("Another place"), "")
        self._where.setCurrentIndex(max(0, self._where.findData(chosen)) if chosen else 0)
        self._where.setVisible(self._where.count() > 1)

    def begin(self) -> None:
        """Today's check where there is one, else the invitation."""
        self._fill_places()
        last = queries.last_patrol(self._stage.shop)
        if last is None or clock.local(last.at).date() != clock.today():
            self._face(0)
        else:
            self.show_patrol(last)

    def refresh(self) -> None:
        """Looks at the shop again."""
        self._fill_places()
        if self.faces.currentIndex() == 2:
            self.show_log()

    def _face(self, number: int) -> None:
        self.faces.setCurrentIndex(number)
        self._use.setVisible(number not in (0, LIVE))
        self._camera.setVisible(number != LIVE)
        self._paste.setVisible(number != LIVE)
        self._log_button.setVisible(number != 2 and queries.last_patrol(self._stage.shop) is not None)

    def show_live(self) -> None:
        """The camera over the stall."""
        self._face(LIVE)
        self.watching.begin()

    def _show_plain(self, plain: bool) -> None:
        self.view.show_plain(plain)

    def choose_picture(self) -> None:
        """Asks for a file."""
        path = ask_picture(self, _("Choose a photo"))
        if path is not None:
            self.look_at(path)

    def paste(self) -> None:
        """A photo from the clipboard."""
        data = clipboard_png()
        if data:
            self.look_at(data)
        else:
            self._stage.say(_("No picture was copied yet. Copy the photo of your stall first."))

    def look_at(self, source: Path | bytes) -> None:
        """Reads a photo in a worker, then judges and keeps it."""
        self._stage.run(_("Checking the stall"), partial(look_at_stall, source), self._judge)

    def _judge(self, photo: Any) -> None:
        patrol = actions.keep_patrol(self._stage.shop, photo, place=str(self._where.currentData() or ""))
        self.show_patrol(patrol)
        self._stage.saved(_("The check is in the log."))

    # ------------------------------------------------------------------ one result
    def show_patrol(self, patrol: Patrol) -> None:
        """One check, new or from the log."""
        self.patrol_id = patrol.id
        path = self._stage.shop.files.path(patrol.picture)
        self.view.show_patrol(path.read_bytes() if path.is_file() else b"", patrol)
        self._checked_chip.setChecked(True)
        self.view.show_plain(False)
        self._tell(patrol)
        self._count(patrol)
        self._tell_places(patrol)
        self._face(1)

    def _tell(self, patrol: Patrol) -> None:
        empty_layout(self._told)
        tone, icon, word, sentence = TOLD[patrol.result]
        title = words(_(word), "head", tone=tone)
        title.setObjectName("patrolResult")
        told = _(sentence if patrol.seen else NOTHING)
        if patrol.missing and patrol.result == "look":
            told = _("A code of yours that hangs here was not seen. Something may cover it: go and look.")
        said = words(told, "body", tone=tone)
        head = row(picture(icon, 40, tone), title)
        head.setStretch(1, 1)
        self._told.addWidget(card(column(head, said, space=8, margins=(18, 16, 18, 16)), chip=tone))
        stop = patrol.result == "stop"
        self.act.setText(" " + (_("Print mine again") if stop else _("Check another photo")))
        self.act.setIcon(icons.icon("printer" if stop else "image", theme.px(24), theme.CARD))
        self.act.setAccessibleName(self.act.text().strip())

    def _act(self) -> None:
        if queries.patrol(self._stage.shop, self.patrol_id).result == "stop":
            self._stage.go("posters")
        else:
            self.choose_picture()

    def _count(self, patrol: Patrol) -> None:
        empty_layout(self._counts)
        for verdict, look in LOOKS.items():
            count = sum(one.verdict == verdict for one in patrol.seen)
            if count:
                tone = {theme.LEAF: "leaf", theme.RED: "red"}.get(look.color, "ink")
                line = row(picture(look.icon + "-fill", 24, tone), words(_(look.text)), words(isolate(str(count)), "strong"))
                line.setStretch(1, 1)
                self._counts.addLayout(line)
        lacking = sum(one.sheets for one in patrol.missing)
        if lacking:
            line = row(picture("question-fill", 24, "ink"), words(_("Yours, not seen")), words(isolate(str(lacking)), "strong"))
            line.setStretch(1, 1)
            self._counts.addLayout(line)
        when = clock.local(patrol.at)
        self._counts.addWidget(words(isolate(f"{when:%Y-%m-%d %H:%M}"), "quiet"))

    def _tell_places(self, patrol: Patrol) -> None:
        """Her codes with their places; those on the photo are ticked."""
        empty_layout(self._hanging)
        met = {one.code_id for one in patrol.seen if one.verdict == "own"}
        lacking = {one.code_id: one.sheets for one in patrol.missing}
        for code in queries.codes(self._stage.shop):
            places = isolate(", ".join(place.name for place in code.places)) if code.places else _("Hangs nowhere yet")
            seen = code.id in met and code.id not in lacking
            said = _("On this photo") if seen else _("Not on this photo")
            if code.id in lacking:
                said = ngettext("{count} sheet of it was not seen. Is it covered?", "{count} sheets of it were not seen. Covered?",
                                lacking[code.id]).format(count=lacking[code.id])
            icon = "question-fill" if code.id in lacking else "check-circle-fill" if seen else "clock"
            mark = picture(icon, 24, "ink" if code.id in lacking else "leaf" if seen else "amber")
            about = column(words(f"{_(queries.scheme_of(code).title)} {tail(code.last_digits)}"), words(places, "quiet"),
                           words(said, "strong" if code.id in lacking else "quiet"), space=0)
            line = row(mark, about)
            line.setStretch(1, 1)
            self._hanging.addLayout(line)
        if not queries.codes(self._stage.shop):
            self._hanging.addWidget(words(_("Add your own code first, so that it can be told from others."), "quiet"))

    # ------------------------------------------------------------------ the log
    def show_log(self) -> None:
        """The latest checks, newest first."""
        empty_layout(self._rows)
        for patrol in queries.patrols(self._stage.shop):
            self._rows.addWidget(self._log_row(patrol))
        if not self._rows.count():
            self._rows.addWidget(words(_("No check of the stall yet."), "quiet"))
        self._face(2)

    def _log_row(self, patrol: Patrol) -> QFrame:
        tone, icon, word, _sentence = TOLD[patrol.result]
        when = isolate(f"{clock.local(patrol.at):%Y-%m-%d %H:%M}")
        count = len(patrol.seen)
        found = ngettext("{count} code found", "{count} codes found", count).format(count=count)
        open_it: QPushButton = button(_("Show"), "eye", partial(self.show_patrol, patrol))
        open_it.setObjectName("showPatrol")
        line = row(picture(icon, 32, tone), column(words(_(word), "strong", tone=tone), words(found, "quiet"), space=0),
                   words(when, wrap=False), open_it, margins=(18, 12, 18, 12))
        line.setStretch(1, 1)
        return card(column(line, space=0))
