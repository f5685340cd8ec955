"""What each maker must bring for the open orders, and who has said that she can."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas import orders, products
from producer_app.areas.makers import actions, queries
from producer_app.areas.makers.queries import in_words
from producer_app.areas.makers.rows import Part
from producer_app.areas.makers.screen.one import OneMaker
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, bare, isolate, ngettext
from producer_app.base.quantity import Quantity
from producer_app.ui.flow import flow
from producer_app.ui.screen import Page, Stage
from producer_app.ui.widgets import boxed, button, card, chip, column, empty, empty_layout, row, scrolling, words

STATES = {"asked": (N_("No word yet"), "amber"), "more": (N_("More is needed now"), "amber"), "yes": (N_("Brings it"), "leaf"),
          "nothing": (N_("Nothing to bring"), "ink")}


class MakersPage(Page):
    """The makers' parts; one maker opens in their place."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._count = words("", "title")
        self._count.setObjectName("makersCount")
        back = button("", "arrow-left", lambda: stage.go("orders"), kind="square", name=_("Back to the board"))
        new = button(_("A new maker"), "user-plus", partial(self.open, 0), kind="primary")
        new.setObjectName("newMaker")
        inner = boxed(self._cards)
        self._empty = empty("users-three", _("Who makes things with you? Write her down, and see what she must bring."),
                            _("A new maker"), partial(self.open, 0), button_icon="user-plus", tone="violet")
        self._area = scrolling(inner)
        self._print = button(_("Print the sheets"), "printer", partial(self.print_sheets, None))
        self._print.setObjectName("printMakers")
        self._foot = flow(self._print, new, ends=1)
        whole = column(flow(back, words(_("Who brings what"), "head", wrap=False)), self._count, self._area, self._empty,
                       self._foot, space=12, margins=(20, 16, 20, 12))
        whole.setStretch(2, 1)
        self._one = OneMaker(stage, self.close_one)
        self._views = QStackedWidget()
        self._views.addWidget(boxed(whole))
        self._views.addWidget(self._one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._views)

    # ------------------------------------------------------------------ looking
    def refresh(self) -> None:
        parts = queries.parts(self.shop)
        empty_layout(self._cards)
        for part in parts:
            self._cards.addWidget(self._card(part))
        lost = queries.nobody(self.shop) if parts else []
        if lost:
            text = column(words(_("Nobody is named for these"), "strong", tone="amber"),
                          words(", ".join(map(in_words, lost[:12]))), space=2, margins=(16, 12, 16, 12))
            nobody = card(text, chip="amber")
            nobody.setObjectName("nobody")
            self._cards.addWidget(nobody)
        self._cards.addStretch(1)
        asked = [part for part in parts if part.goods]
        yes = sum(part.state == "yes" for part in asked)
        self._count.setText(ngettext("{yes} of {count} has said yes.", "{yes} of {count} have said yes.", len(asked)).format(
            yes=isolate(str(yes)), count=isolate(str(len(asked)))) if asked else _("No open order needs anything."))
        self._print.setVisible(bool(asked))
        # What goes is hidden first: both at once would ask for more room than there is.
        if parts:
            self._empty.hide()
        for part_of in (self._area, self._count, self._foot):
            part_of.setVisible(bool(parts))
        self._empty.setVisible(not parts)
        if self._views.currentIndex():
            self._one.look_again()

    def _card(self, part: Part) -> QWidget:
        text, tone = STATES[part.state]
        maker = part.maker
        opened = button(maker.name, "", partial(self.open, maker.id), kind="plain", name=_("Open {name}").format(name=maker.name))
        opened.setObjectName(f"maker_{maker.id}")
        state = chip(_(text), tone)
        state.setObjectName(f"makerState_{maker.id}")
        head = row(opened, words(isolate(maker.phone), "quiet", wrap=False), None, state, space=12)
        lines: list[QWidget] = [words(in_words(one)) for one in part.goods]
        if part.more:
            lines.append(words(_("Beyond her word: {goods}").format(goods=", ".join(map(in_words, part.more))), "label",
                               tone="amber"))
        if not part.goods:
            return card(column(head, margins=(16, 10, 16, 10)))
        copy = button(_("Copy the message"), "copy", partial(self.copy, part))
        copy.setObjectName(f"copyPart_{maker.id}")
        sheet = button(_("Her sheet"), "printer", partial(self.print_sheets, maker.id),
                       name=_("The sheet of {name}").format(name=maker.name))
        sheet.setObjectName(f"sheet_{maker.id}")
        yes = part.state == "yes"
        tick = button(_("She said yes") if not yes else _("Take her word away"), "check" if not yes else "arrow-u-up-left",
                      partial(self.tick, part))
        tick.setObjectName(f"confirm_{maker.id}")
        return card(column(head, *lines, flow(copy, sheet, tick, ends=1), space=8, margins=(16, 10, 16, 14)))

    # ------------------------------------------------------------------ doing
    def open(self, maker_id: int) -> None:
        """Shows one maker, 0 for a new one."""
        self._one.begin(maker_id)
        self._views.setCurrentIndex(1)

    def close_one(self) -> None:
        """Back to the parts."""
        self._views.setCurrentIndex(0)
        self.refresh()

    def copy(self, part: Part) -> None:
        """Puts the message to a maker onto the clipboard."""
        QGuiApplication.clipboard().setText(bare(queries.message(part)))
        self.stage.say(_("Copied. Send it to {name}.").format(name=part.maker.name))

    def print_sheets(self, maker_id: int | None) -> None:
        """Shows her sheet ready to print; None for the sheets of all who have something to bring."""
        ids = [part.maker.id for part in queries.parts(self.shop) if part.goods]
        self.stage.go("posters", makers=ids if maker_id is None else [maker_id])

    def tick(self, part: Part) -> None:
        """Keeps her word, or takes it away."""
        try:
            if part.state == "yes":
                actions.unconfirm(self.shop, part.maker.id)
            else:
                actions.confirm(self.shop, part)
        except ShopError as refusal:
            self.stage.refuse(refusal)

    def back(self) -> bool:
        if self._views.currentIndex():
            self.close_one()
            return True
        self.stage.go("orders")
        return True


# ---------------------------------------------------------------- steps worth a picture
def scene_parts(page: MakersPage) -> None:
    """Three makers, one of whom has said yes."""
    goods = products.listing(page.shop, limit=3)
    for name, product in zip(("ئايگۈل", "古丽娜尔", "Patime"), goods, strict=False):
        maker = actions.add(page.shop, name, "139 9999 0001")
        actions.assign(page.shop, product.id, maker)
        orders.sell(page.shop, [orders.LineDraft("", "", quantity=Quantity.of(4), product_id=product.id)], paid_by="cash")
    page.refresh()
    for part in [one for one in queries.parts(page.shop) if one.goods][:1]:
        actions.confirm(page.shop, part)
    page.refresh()


def scene_one(page: MakersPage) -> None:
    """One maker and her goods."""
    scene_parts(page)
    for maker in queries.listing(page.shop)[:1]:
        page.open(maker.id)
