"""Print for the stall: what, of which products, with which code; the page at once beside it, exactly as it prints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from producer_app.areas import payments, products
from producer_app.areas.posters.kinds import printables
from producer_app.areas.posters.queries import pages
from producer_app.areas.posters.tile import TILE
from producer_app.base import page as paper_page
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.store.shop import Shop
from producer_app.ui import icons, paper, theme
from producer_app.ui.screen import Page, Screen, Stage
from producer_app.ui.tables import CardDelegate, Cards, Pages, Thumbs, draw_lines, draw_photo, line_height
from producer_app.ui.widgets import SearchBox, boxed, button, column, empty, row, scrolling, words

WATCHES = frozenset({"products", "product_names", "prices", "photos", "receiving_codes"})
PAGE = 60


class PickDelegate(CardDelegate):
    """A small product card with a tick where it is chosen."""

    def __init__(self, shop: Shop, thumbs: Thumbs, picked: list[int]) -> None:
        super().__init__()
        self._shop, self._thumbs, self._picked = shop, thumbs, picked

    def size(self) -> QSize:
        return QSize(theme.px(148), theme.px(88) + 3 * line_height("small", bold=True) + 28)

    def paint_card(self, painter: QPainter, box: QRect, value: products.Product, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(88))
        path = self._shop.files.path(value.thumb) if value.thumb else None
        draw_photo(painter, photo, self._thumbs.get(path) if path else None)
        painter.setFont(theme.font("small", bold=True))
        words_box = QRect(box.left() + 8, photo.bottom() + 4, box.width() - 16, box.bottom() - photo.bottom() - 8)
        last = line_height("small", bold=True)
        draw_lines(painter, words_box.adjusted(0, 0, 0, -last), value.name, theme.INK)
        draw_lines(painter, words_box.adjusted(0, words_box.height() - last, 0, 0), value.price_now.shown(), theme.ROSE)
        if value.id in self._picked:
            mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
            side = theme.px(34)
            spot = QRect(box.left() + 6 if mirrored else box.right() - side - 6, box.top() + 6, side, side)
            painter.setBrush(QColor(theme.ROSE))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(spot)
            icons.draw(painter, "check", spot.adjusted(6, 6, -6, -6).toRectF(), theme.CARD)


class PostersPage(Page):
    """Chooses on the start side, shows the finished page on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._picked: list[int] = []
        self._kind = next(iter(printables()))
        self._search = SearchBox(_("Search products"))
        self._model: Pages = Pages(self._load, lambda p: p.name, self)
        self._search.textChanged.connect(lambda _text: self._model.reload())
        thumbs = Thumbs(theme.px(220))
        self._cards = Cards(self._model, PickDelegate(self.shop, thumbs, self._picked), _("Products to print"))
        self._cards.setObjectName("pick")
        thumbs.setParent(self)
        thumbs.ready.connect(self._cards.viewport().update)
        self._cards.chosen.connect(self._toggle)
        self._codes = QComboBox()
        self._codes.setObjectName("codes")
        self._codes.setAccessibleName(_("Payment code"))
        self._codes.currentIndexChanged.connect(lambda _index: self._show())
        self.preview = paper.Preview()
        self._number = words("", "quiet")
        self._problem = words("", "error")
        self._problem.setObjectName("problem")
        self._print = button(_("Print"), "printer", self.print_out, kind="primary")
        self._print.setObjectName("print")
        self._save = button(_("Save as PDF"), "file-pdf", self.save_pdf)
        self._save.setObjectName("savePdf")
        self._body = boxed(row(self._choices(), self._page_side(), space=20))
        self._empty = empty("printer", _("First add a product, then print its sign."), _("Add a product"),
                            lambda: stage.go("products"), tone="violet")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(words(_("Print for the stall"), "head"))
        outer.addWidget(self._body, 1)
        outer.addWidget(self._empty, 1)

    def _choices(self) -> QWidget:
        kinds = QHBoxLayout()
        kinds.setSpacing(8)
        group = QButtonGroup(self)
        for kind in printables().values():
            made = button(_(kind.title), kind.icon, partial(self.choose, kind.id), kind="chip")
            made.setObjectName(f"kind_{kind.id}")
            made.setCheckable(True)
            made.setChecked(kind.id == self._kind)
            group.addButton(made)
            kinds.addWidget(made)
        kinds.addStretch(1)
        label = words(_("Payment code on it"), "label")
        label.setBuddy(self._codes)
        side = boxed(column(boxed(kinds), column(label, self._codes, space=4), self._search, space=12))
        holder = boxed(column(side, self._cards, space=8))
        self._cards.setMinimumHeight(theme.px(200))
        area = scrolling(holder)
        area.setMinimumWidth(theme.px(340))
        area.setMaximumWidth(theme.px(640))
        return area

    def _page_side(self) -> QWidget:
        return boxed(column(self.preview, self._problem, row(self._number, None, self._save, self._print), space=8))

    # ------------------------------------------------------------------ the page shown
    def _load(self, last: products.Product | None) -> Sequence[products.Product]:
        return products.listing(self.shop, search=self._search.text(), limit=PAGE, before=last.id if last else None)

    def refresh(self) -> None:
        self._model.reload()
        kept = [p.id for p in products.some(self.shop, self._picked) if not p.removed_at]
        self._picked[:] = kept or [p.id for p in self._model.rows[:1]]
        chosen = self._codes.currentData()
        self._codes.blockSignals(True)
        self._codes.clear()
        self._codes.addItem(_("No code"), None)
        for code in payments.codes(self.shop):
            self._codes.addItem(f"{_(payments.scheme_of(code).title)} · {isolate(code.owner)}", code.id)
        place = self._codes.findData(chosen)
        self._codes.setCurrentIndex(place if place > 0 else min(1, self._codes.count() - 1))
        self._codes.blockSignals(False)
        nothing = not self._model.rows and not self._search.text()
        self._empty.setVisible(nothing)
        self._body.setVisible(not nothing)
        self._show()

    def enter(self, **intent: Any) -> None:
        if "product" in intent:
            self._picked[:] = [intent["product"]]
            self._show()

    def choose(self, kind: str) -> None:
        """Another printable."""
        self._kind = kind
        self._show()

    def _toggle(self, product: products.Product) -> None:
        if product.id in self._picked:
            self._picked.remove(product.id)
        else:
            self._picked.append(product.id)
        self._cards.viewport().update()
        self._show()

    def made(self) -> list[paper_page.Page]:
        """The pages as chosen now. Raises ShopError."""
        return pages(self.shop, self._kind, self._picked, code_id=self._codes.currentData())

    def _show(self) -> None:
        try:
            made = self.made()
            for one in made:
                paper.check_fit(one)
            paper.prove(made[0])
        except ShopError as refusal:
            self.preview.show_page(None)
            self._problem.setText(str(refusal))
            made = []
        else:
            self.preview.show_page(made[0])
            self._problem.setText("")
        self._problem.setVisible(not made)
        for part in (self._print, self._save):
            part.setEnabled(bool(made))
        count = ngettext("{count} page", "{count} pages", len(made)).format(count=len(made)) if made else ""
        self._number.setText(count)

    # ------------------------------------------------------------------ out of the house
    def save_pdf(self) -> None:
        """Asks where, and writes the PDF."""
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), f"{self._kind}.pdf", "PDF (*.pdf)")
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Writes the PDF, each code read back first, and says so."""
        try:
            read = paper.to_pdf(self.made(), path)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        said = ngettext("Saved. {count} code was read back and is right.", "Saved. {count} codes were read back and are right.",
                        len(read)).format(count=len(read)) if read else _("Saved.")
        self.stage.say(said)

    def print_out(self) -> None:
        """Asks for the printer and prints; without a printer the PDF is offered."""
        if not QPrinterInfo.availablePrinterNames():
            self.stage.say(_("No printer was found. Save the page as PDF and print it where there is one."))
            self.save_pdf()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        try:
            made = self.made()
            for one in made:
                paper.check_letters(one)
                paper.prove(one)
            printer.setFullPage(True)
            paper.print_pages(made, printer, printer.resolution())
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.stage.say(_("Sent to the printer."))

    def keep(self) -> dict[str, Any]:
        return {"kind": self._kind, "picked": list(self._picked), "code": self._codes.currentData()}

    def take(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self._kind, self._picked[:] = kept["kind"], kept["picked"]
        self._codes.setCurrentIndex(max(0, self._codes.findData(kept["code"])))
        self._show()


SCREEN = Screen(TILE, PostersPage, WATCHES, said=lambda _shop: _("Signs and price tags"))
