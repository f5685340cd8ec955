"""Old tags that still hang: what they say, what the product costs now, and a tick once they are down."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from producer_app.areas import products
from producer_app.areas.posters import actions, queries
from producer_app.areas.posters.rows import OldTag
from producer_app.base import clock
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui import theme
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty, empty_layout, row, scrolling, words


class OldTags(QWidget):
    """The list, with the way back and the button that prints the new ones."""

    def __init__(self, stage: Stage, back: Callable[[], object], print_new: Callable[[], object]) -> None:
        super().__init__()
        self._stage = stage
        self._rows = column(space=8)
        self._none = empty("check-circle", _("No old tag hangs any more."), _("Back to printing"), back,
                           button_icon="printer", tone="leaf")
        self._area = scrolling(boxed(column(self._rows, None)))
        self._new = button(_("Print the new tags"), "printer", print_new, kind="primary")
        self._new.setObjectName("printNew")
        leave = button(_("Back"), "arrow-left", back)
        leave.setObjectName("leaveOldTags")
        head = row(leave, words(_("Old tags still hanging"), "head", wrap=False), None)
        self.setLayout(column(head, self._area, self._none, row(None, self._new)))

    def refresh(self) -> None:
        """Looks again."""
        empty_layout(self._rows)
        found = queries.old_tags(self._stage.shop)
        for number, tag in enumerate(found):
            self._rows.addWidget(self._row(tag, number))
        self._area.setVisible(bool(found))
        self._none.setVisible(not found)
        self._new.setVisible(bool(queries.changed(self._stage.shop)))

    def _row(self, tag: OldTag, number: int) -> QWidget:
        (product,) = products.some(self._stage.shop, [tag.product_id])
        now = _("No longer on offer") if product.removed_at else _("Now {price}").format(price=product.price_now.shown())
        day = isolate(clock.local(tag.since).strftime("%Y-%m-%d"))
        hangs = ngettext("{count} printed, since {day}", "{count} printed, since {day}", tag.copies).format(
            count=tag.copies, day=day)
        done = button(_("Taken down"), "check", partial(self._down, tag), kind="leaf")
        done.setObjectName(f"down_{number}")
        said = words(_("On the tag {price}").format(price=tag.said.shown()), "strong", tone="red")
        name = words(tag.name if tag.name != product.name else product.name, "title")
        said.setMinimumWidth(theme.px(150))
        line = row(column(name, words(hangs, "quiet"), space=2), column(said, words(now, "strong", tone="leaf"), space=2), done,
                   space=16, margins=(16, 10, 16, 10))
        line.setStretch(0, 1)
        return card(line)

    def _down(self, tag: OldTag) -> None:
        actions.taken_down(self._stage.shop, tag.item_ids)
        self._stage.saved(_("Taken down."))
