"""A pause: days on which nothing is sent, why, and what buyers read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from producer_app.areas.parcels import actions, pausing, saying
from producer_app.areas.parcels.pausing import REASONS
from producer_app.areas.parcels.screen.sheets import Sheet
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import button, card, column, picture, row, words


class Days(Sheet):
    """Pauses that are kept, and a new one."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__(stage, _("Pause"), close)
        keep = button(_("Pause sending"), "pause-circle", self.keep_pause, kind="primary")
        keep.setObjectName("keepPause")
        self.put_foot(keep)
        self._form = self._new_form({})

    def _new_form(self, values: dict[str, str]) -> Form:
        form = Form([
            Field("starts", _("First day"), "code", example="2026-07-10", limit=10),
            Field("ends", _("Last day"), "code", example="2026-07-20", limit=10),
            Field("reason", _("Why"), "choice", choices={key: _(title) for key, title in REASONS.items()}),
            Field("note", _("In your own words"), optional=True, limit=120)], columns=2)
        today = clock.today()
        form.fill({"starts": today.isoformat(), "ends": (today + timedelta(days=7)).isoformat(), **values})
        return form

    def look_again(self) -> None:
        typed = self._form.values() if self.body.count() else {}
        parts: list[QWidget | QLayout] = []
        for pause in pausing.pauses(self.stage.shop):
            end = button(_("Send again"), "play", partial(self._end, pause.id))
            end.setObjectName("endPause")
            days = words(isolate(f"{pause.starts} … {pause.ends}"), "title")
            line = row(picture("pause-circle", 28, "amber"), days, end, space=12, margins=(16, 10, 16, 10))
            line.setStretch(1, 1)
            texts = [words(saying.paused(pause, language), "quiet") for language in ("zh", "ug", "en")]
            parts.append(card(column(line, column(*texts, space=2, margins=(16, 0, 16, 10)), space=0)))
        parts.append(words(_("While nothing is sent, home and every message to buyers say so."), "body"))
        self._form = self._new_form(typed)
        parts.append(card(column(self._form, margins=(16, 12, 16, 12))))
        self.fill(*parts)

    def keep_pause(self) -> None:
        """Keeps the pause as typed."""
        typed = self._form.values()
        try:
            actions.begin_pause(self.stage.shop, typed["starts"], typed["ends"], reason=typed["reason"], note=typed["note"])
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.look_again()
        self.stage.saved(_("The pause is kept."))

    def _end(self, pause_id: int) -> None:
        actions.end_pause(self.stage.shop, pause_id)
        self.look_again()
        self.stage.saved(_("Sending goes on."))
