"""The page: what, of which products or orders, on which paper; the finished page at once beside it, exactly as it prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from producer_app.areas import makers, orders, payments, products
from producer_app.areas.posters import actions, queries, sheets
from producer_app.areas.posters.kinds import printable
from producer_app.areas.posters.rows import Heading, SheetSettings
from producer_app.areas.posters.screen import scan
from producer_app.areas.posters.screen.choices import Choices
from producer_app.areas.posters.screen.labels import OwnSheet
from producer_app.areas.posters.screen.machines import Measured
from producer_app.areas.posters.screen.old_tags import OldTags
from producer_app.areas.posters.screen.out import Out, Print
from producer_app.areas.posters.screen.pick import MakerDelegate, OrderDelegate, ProductDelegate
from producer_app.areas.posters.screen.printers_page import PrintersPage, told
from producer_app.areas.posters.screen.scan import ScanTest
from producer_app.base import page as paper_page
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, ngettext
from producer_app.base.search import folded
from producer_app.ui import paper, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Page, Stage
from producer_app.ui.tables import Cards, Pages, Thumbs
from producer_app.ui.widgets import SearchBox, boxed, button, column, empty, row, scrolling, words

PAGE = 60
SEARCH = {"products": N_("Search products"), "orders": N_("Search orders"), "makers": N_("Search makers")}
# Why a code is not printed, as its record says.
NOT_TO_PRINT = frozenset({"TAMPERED", "NOT_APPROVED", "WAITING"})


class PostersPage(Page):
    """Chooses on the start side, shows the finished page on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._picked: list[int] = []
        self._picked_orders: list[int] = []
        self._picked_makers: list[int] = []
        self._made: list[paper_page.Page] = []
        self._shown = 0
        self.choices = Choices(self._show, self.measure_sheet, self.begin_at, self.show_printers)
        self.out = Out(self, stage, self.wanted)
        self._search = SearchBox(_("Search products"))
        self._search.textChanged.connect(lambda _text: self._models[self.choices.of].reload())
        self._lists: dict[str, Cards] = {}
        self._models: dict[str, Pages] = {}
        self._add_lists()
        self.preview = paper.Preview()
        self._problem = words("", "error")
        self._problem.setObjectName("problem")
        self._caution = words("", "strong", tone="amber")
        self._caution.setObjectName("caution")
        self._old = OldTags(stage, self.leave, self.print_new)
        self._body = boxed(column(self._head(), boxed(row(self._choose_side(), self._page_side(), space=20)), space=12))
        self._empty = empty("printer", _("First add a product, then print its sign."), _("Add a product"),
                            lambda: stage.go("products"), tone="violet")
        self._stack = QStackedLayout()
        self._printers = PrintersPage(stage, self.leave)
        for part in (self._body, self._empty, self._old, self._printers):
            self._stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 12)
        outer.addLayout(self._stack)

    def _add_lists(self) -> None:
        thumbs = Thumbs(theme.px(220))
        thumbs.setParent(self)
        for of, load, text, delegate, name in (
            ("products", self._load_products, lambda p: p.name, ProductDelegate(self.shop, thumbs, self._picked),
             _("Products to print")),
            ("orders", self._load_orders, lambda o: o.number, OrderDelegate(self._picked_orders), _("Orders to print")),
            ("makers", self._load_makers, lambda part: part.maker.name, MakerDelegate(self._picked_makers), _("Makers to print")),
        ):
            self._models[of] = Pages(load, text, self)
            cards = Cards(self._models[of], delegate, name)
            cards.setObjectName({"products": "pick", "orders": "pickOrders", "makers": "pickMakers"}[of])
            cards.setMinimumHeight(theme.px(200))
            cards.chosen.connect(self._toggle)
            thumbs.ready.connect(cards.viewport().update)
            self._lists[of] = cards

    def _head(self) -> QWidget:
        self._changed = button("", "tag", self.choose_changed)
        self._changed.setObjectName("changed")
        self._hanging = button("", "eye", self.show_old_tags)
        self._hanging.setObjectName("hanging")
        self._again = button(_("Print again"), "arrow-counter-clockwise", self.choose_last)
        self._again.setObjectName("again")
        self._title = words(_("Print for the stall"), "head", wrap=False)
        return flow(self._title, self._changed, self._hanging, self._again, ends=3)

    def _choose_side(self) -> QWidget:
        self._filler = boxed(column(None))  # where no list takes the room, the choices stay together at the top
        holder = boxed(column(self.choices, self._search, *self._lists.values(), self._filler, space=8))
        area = scrolling(holder)
        area.setParent(self)  # dressed, since it is measured
        area.setMinimumWidth(max(min(theme.px(340), 520), self.choices.minimumSizeHint().width() + 24))
        area.setMaximumWidth(theme.px(560))
        return area

    def _page_side(self) -> QWidget:
        self._back = button("", "caret-left", partial(self.step, -1), kind="square", name=_("Page before"))
        self._next = button("", "caret-right", partial(self.step, 1), kind="square", name=_("Next page"))
        self._next.setObjectName("nextPage")
        self._number = words("", "quiet", wrap=False)
        self._number.setObjectName("pageNumber")
        self._print = button(_("Print"), "printer", self.out.print_out, kind="primary")
        self._print.setObjectName("print")
        self._save = button(_("Save as file"), "file-pdf", self.out.save_file)
        self._save.setObjectName("savePdf")
        self._measure = button(_("What I measured"), "ruler", self.measure_printer)
        self._measure.setObjectName("measure")
        self.scan_test = ScanTest(self, self.stage, self._show)
        self._scan = button(_("Read the photo"), "camera", lambda: self.scan_test.ask(self.choices.paper))
        self._scan.setObjectName("readScan")
        ends = (self.out.rest, self._measure, self._scan, self._save, self._print)
        steps = flow(self._back, self._number, self._next, *ends, ends=len(ends), space=8)
        page = scrolling(boxed(column(self.preview, self._problem, self._caution, space=8)))
        return boxed(column(page, steps, space=8))

    # ------------------------------------------------------------------ what there is
    def _load_products(self, last: products.Product | None) -> Sequence[products.Product]:
        return products.listing(self.shop, search=self._search.text(), limit=PAGE, before=last.id if last else None)

    def _load_orders(self, last: orders.Order | None) -> Sequence[orders.Order]:
        return orders.board(self.shop, search=self._search.text(), limit=PAGE, before=last)

    def _load_makers(self, last: makers.Part | None) -> Sequence[makers.Part]:
        if last is not None:
            return ()
        wanted = folded(self._search.text())
        return [part for part in makers.parts(self.shop) if part.goods and wanted in folded(part.maker.name)]

    def refresh(self) -> None:
        for model in self._models.values():
            model.reload()
        rows = self._models["products"].rows
        kept = [p.id for p in products.some(self.shop, self._picked) if not p.removed_at]
        self._picked[:] = kept or [p.id for p in rows[:1]]
        if not self._picked_orders:
            self._picked_orders[:] = [o.id for o in self._models["orders"].rows[:1]]
        bringing = [part.maker.id for part in makers.parts(self.shop) if part.goods]
        self._picked_makers[:] = [one for one in self._picked_makers if one in bringing] or bringing
        self.choices.fill(payments.kept(self.shop), [code.id for code in payments.codes(self.shop)],
                          self.shop.load(Heading).name, payments.places(self.shop))
        self._say_old()
        self._old.refresh()
        nothing = not rows and not self._search.text()
        if self._stack.currentWidget() not in (self._old, self._printers) or nothing:
            self._stack.setCurrentWidget(self._empty if nothing else self._body)
        self._show()

    def _say_old(self) -> None:
        count, hanging = queries.changed_count(self.shop), len(queries.old_tags(self.shop))
        self._changed.setText(" " + ngettext("{count} changed tag", "{count} changed tags", count).format(count=count))
        self._changed.setVisible(bool(count))
        self._hanging.setText(" " + ngettext("{count} old tag hangs", "{count} old tags hang", hanging).format(count=hanging))
        self._hanging.setVisible(bool(hanging))
        again = bool(queries.runs(self.shop, limit=1))
        self._again.setVisible(again)
        # Very large letters: the buttons need the line; the rail says where one is.
        self._title.setVisible(theme.scale() <= 150 or not (count or hanging or again))

    def enter(self, **intent: Any) -> None:
        if "product" in intent:
            self._picked[:] = [intent["product"]]
        if "order" in intent:
            self._picked_orders[:] = [intent["order"]]
            self.choose("packing_slip")
        if "makers" in intent:
            self._picked_makers[:] = intent["makers"]
            self.choose("makers_sheet")
        if "code" in intent:
            self.choices.choose_code(intent["code"])
            self.choose("payment_card")
        if intent:
            self._stack.setCurrentWidget(self._body)
            self._show()

    # ------------------------------------------------------------------ choosing
    def choose(self, kind: str, sheet: str = "") -> None:
        """Another printable, on its usual paper or a named one."""
        self.choices.choose(kind, sheet)

    def _toggle(self, value: products.Product | orders.Order | makers.Part) -> None:
        picked, one = (self._picked_makers, value.maker.id) if isinstance(value, makers.Part) else (
            self._picked if isinstance(value, products.Product) else self._picked_orders, value.id)
        if one in picked:
            picked.remove(one)
        else:
            picked.append(one)
        self._lists[self.choices.of].viewport().update()
        self._show()

    def choose_changed(self) -> None:
        """All products whose tag says something old, as tags."""
        self._picked[:] = queries.changed(self.shop)
        self.choose("price_tags", self.choices.paper)

    def choose_last(self) -> None:
        """The last print once more, ready to go."""
        for run in queries.runs(self.shop, limit=1):
            self._picked[:] = [p.id for p in products.some(self.shop, run.product_ids) if not p.removed_at] or self._picked
            self._picked_orders[:] = run.order_ids or self._picked_orders
            self._picked_makers[:] = run.maker_ids or self._picked_makers
            self.choices.choose_code(run.code_id)
            self.choices.copies.setValue(run.copies)
            self.choose(run.printable, run.paper)

    def show_old_tags(self) -> None:
        """The list of old tags that still hang."""
        self._old.refresh()
        self._stack.setCurrentWidget(self._old)

    def show_printers(self) -> None:
        """The printers of this computer that take dots."""
        self._stack.setCurrentWidget(self._printers)

    def leave(self) -> None:
        """Back to the choices."""
        self._stack.setCurrentWidget(self._body)
        self._show()

    def print_new(self) -> None:
        """From the old tags to the new ones."""
        self.leave()
        self.choose_changed()

    def back(self) -> bool:
        if self._stack.currentWidget() not in (self._old, self._printers):
            return False
        self.leave()
        return True

    def begin_at(self, used: int) -> None:
        """The label of the opened sheet to begin at."""
        actions.use_labels(self.shop, self.choices.paper, used)

    def measure_sheet(self) -> None:
        """Asks for the numbers of a sheet of one's own."""
        OwnSheet(self, self.shop).exec()

    def measure_printer(self) -> None:
        """Asks what a printer made of the ruler page."""
        Measured(self).exec()

    # ------------------------------------------------------------------ the page shown
    def made(self) -> list[paper_page.Page]:
        """The pages as chosen now. Raises ShopError."""
        chosen = self.choices
        return queries.pages(
            self.shop, chosen.kind, self._picked, code_id=chosen.code_id, paper=chosen.paper, order_ids=self._picked_orders,
            maker_ids=self._picked_makers, shop_name=chosen.name.text().strip(),
            start=queries.used_labels(self.shop, chosen.paper), copies=chosen.copies.value())

    def _show(self) -> None:
        kind = printable(self.choices.kind)
        self._show_parts(kind.of)
        stopped = False
        try:
            made = self.made()
            for one in made:
                paper.check_fit(one)
            paper.prove(made[0])
        except ShopError as refusal:
            made, stopped = [], refusal.code in NOT_TO_PRINT
            self._problem.setText(str(refusal))
        self._problem.setVisible(not made)
        self._made, self._shown = made, min(self._shown, max(0, len(made) - 1))
        self._show_caution()
        for part in (self._print, self._save):
            # Pressed for a code that may not be printed, they lead to where it is put right.
            part.setEnabled(bool(made) or stopped)
        self._show_page()

    def _show_parts(self, of: str) -> None:
        for name, cards in self._lists.items():
            cards.setVisible(name == of)
        self._search.setVisible(of in self._lists)
        self._filler.setVisible(of not in self._lists)
        self._search.setPlaceholderText(_(SEARCH.get(of, SEARCH["products"])))
        self._measure.setVisible(self.choices.kind == "ruler_page")
        self._scan.setVisible(self.choices.kind == "scan_test")
        own = self.shop.load(SheetSettings).own
        paper_name = self.choices.paper
        sheet = own if paper_name == sheets.OWN else sheets.SHEETS.get(paper_name)
        self.choices.show_printer(told(paper_name, labels=printable(self.choices.kind).labels))
        self.choices.show_sheet(sheet, queries.used_labels(self.shop, paper_name), len(self._picked), own)

    def _show_caution(self) -> None:
        said = ""
        code_id = self.choices.code_id
        kind = printable(self.choices.kind)
        shipped = kind.shipped and kind.coded
        if self._made and shipped and code_id is not None and payments.get(self.shop, code_id).personal:
            said = _("This is a personal code: it may only be used face to face. Choose a merchant code for what is sent away.")
        elif self._made and self.choices.lacks_room(self.shop.load(SheetSettings).own):
            said = _("This label is too small for a code; the tags are printed without.")
        elif self._made and 0 < self._smallest_code() < (read := scan.smallest("A4")):
            said = _("Your scan test read codes from {size} mm on; those on this label are smaller.").format(size=read)
        elif self._made and kind.of == "makers":
            said = queries.of_nobody(self.shop)
        self._caution.setText(said)
        self._caution.setVisible(bool(said))

    def _smallest_code(self) -> float:
        """The side in mm of the smallest code on the pages, where they are sheets; 0 where none is."""
        if not printable(self.choices.kind).labels or sheets.SHEETS.get(self.choices.paper, sheets.SHEETS["A4"]).count == 1:
            return 0.0
        return min((item.box.width for item in self._made[0].flat() if isinstance(item, paper_page.Qr)), default=0.0)

    def step(self, by: int) -> None:
        """Another page of the print."""
        self._shown = max(0, min(len(self._made) - 1, self._shown + by))
        self._show_page()

    def _show_page(self) -> None:
        count = len(self._made)
        self.preview.show_page(self._made[self._shown] if count else None)
        many = count > 1
        self._back.setVisible(many)
        self._next.setVisible(many)
        self._back.setEnabled(self._shown > 0)
        self._next.setEnabled(self._shown < count - 1)
        one = ngettext("{count} page", "{count} pages", count).format(count=count) if count else ""
        self._number.setText(_("Page {number} of {count}").format(number=self._shown + 1, count=count) if many else one)

    # ------------------------------------------------------------------ out of the house
    def wanted(self) -> Print:
        """What is to be printed as chosen now. Raises ShopError."""
        try:
            made = self.made()
        except ShopError:
            self._show()  # what stood here a moment ago is not what may be printed now
            raise
        chosen, kind, name = self.choices, printable(self.choices.kind), self.choices.name.text().strip()
        ran = partial(
            actions.printed, self.shop, chosen.kind, pages=len(made),
            product_ids=tuple(self._picked) if kind.of == "products" else (),
            order_ids=tuple(self._picked_orders) if kind.of == "orders" else (),
            maker_ids=tuple(self._picked_makers) if kind.of == "makers" else (), paper=chosen.paper, copies=chosen.copies.value(),
            start=queries.used_labels(self.shop, chosen.paper), code_id=chosen.code_id)
        signs = partial(actions.signs_printed, self.shop, chosen.code_id, queries.codes_on(kind.id, made), chosen.hangs_at)
        return Print(chosen.kind, chosen.paper, made, partial(self._note, name, ran, signs))

    def _note(self, name: str, ran: Callable[[], object], signs: Callable[..., object], *, as_file: bool = False) -> None:
        if name != self.shop.load(Heading).name:
            self.shop.save(Heading(name), _("Name on paper"))
        ran()
        signs(as_file=as_file)

    def keep(self) -> dict[str, Any]:
        return {"choices": self.choices.keep(), "picked": list(self._picked), "orders": list(self._picked_orders),
                "makers": list(self._picked_makers)}

    def take(self, kept: dict[str, Any]) -> None:
        if kept:
            self._picked[:], self._picked_orders[:] = kept["picked"], kept["orders"]
            self._picked_makers[:] = kept["makers"]
            self.choices.take(kept["choices"])
