"""Days on which nothing leaves: a calm strip on the board, until when, and which promises fall into them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas.orders import dues
from producer_app.base import clock
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui.flow import flow
from producer_app.ui.screen import DaysOff, Stage
from producer_app.ui.widgets import button, card, picture, row, words


def said(rest: DaysOff) -> str:
    """The days of rest in one sentence."""
    if rest.first <= clock.today().isoformat():
        return _("Nothing is sent until {day}: {reason}").format(day=isolate(rest.last), reason=rest.why)
    return _("From {first} to {last} nothing is sent: {reason}").format(first=isolate(rest.first), last=isolate(rest.last),
                                                                        reason=rest.why)


class Resting(QWidget):
    """The strip, hidden where no days of rest are near. ``look``: shows the promises."""

    def __init__(self, stage: Stage, look: Callable[[], object]) -> None:
        super().__init__()
        self._stage = stage
        self._said = words("", "strong")
        self._said.setObjectName("restSaid")
        self._touched = button("", "calendar-check", look, kind="chip")
        self._touched.setObjectName("restTouched")
        line = row(picture("pause-circle", 26, "amber"), self._said, space=12, margins=(16, 2, 8, 2))
        line.addWidget(flow(self._touched))
        line.setStretch(1, 1)
        strip = card(line, chip="amber")
        strip.setObjectName("restStrip")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(strip)
        self.hide()

    def look_again(self) -> bool:
        """Asks anew whether there are days of rest; gives whether the strip is shown."""
        rest = self._stage.days_off()
        if rest is None:
            self.hide()
            return False
        many = len(dues.touched(self._stage.shop, rest.first, rest.last))
        self._said.setText(said(rest))
        self._touched.setText(" " + ngettext("{count} promise falls into it", "{count} promises fall into it", many).format(
            count=isolate(str(many))))
        self._touched.setVisible(bool(many))
        self.show()
        return True
