"""The page: the grid, the form, the bin and the faults of a file, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas.products import queries
from producer_app.areas.products.rows import Photo, Product, Sheet
from producer_app.areas.products.screen.guard import Guard
from producer_app.areas.products.screen.parts import DropVeil, sentence
from producer_app.areas.products.screen.shelf import ProductDelegate, Shelf
from producer_app.areas.products.tile import TILE
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.base.progress import Progress
from producer_app.store.files import Files
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.levels import Levels
from producer_app.ui.person import person
from producer_app.ui.screen import Page, Stage
from producer_app.ui.tables import Cards, Pages, Thumbs
from producer_app.ui.widgets import SearchBox, boxed, button, chip, column, empty, empty_layout, row, scrolling, words

if TYPE_CHECKING:
    from producer_app.areas.products.screen.camera import CameraView
    from producer_app.areas.products.screen.costs import CostsPage
    from producer_app.areas.products.screen.editor import Editor
    from producer_app.areas.products.screen.grid import GridPage

PHOTO_FILES = "*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.gif *.bmp *.tif *.tiff"


LARGE = 150  # percent: from here on the buttons take so many lines that the photos would have no room


def prepare_all(paths: Sequence[Path | bytes], files: Files, progress: Progress) -> tuple[list[Photo], list[ShopError]]:
    """Every photo that is sound, and a refusal for each that is not: one bad file does not keep the others out."""
    made: list[Photo] = []
    refused: list[ShopError] = []
    from producer_app.areas.products import photos

    for one in photos.prepare_many(paths, files, progress):
        if isinstance(one, ShopError):
            refused.append(one)
        else:
            made.append(one)
    return made, refused


class ProductsPage(Page):
    """Grid, form, bin and the faults of a file, one at a time."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self._thumbs = Thumbs(theme.px(320))
        self._thumbs.setParent(self)
        self.model = Shelf(self.shop, self)
        self.search = SearchBox(_("Search products"))
        self.search.textChanged.connect(self._search)
        self.cards = Cards(self.model, ProductDelegate(self.shop, self._thumbs), _("Products"))
        self.cards.setObjectName("products")
        self.cards.chosen.connect(self.edit)
        self._thumbs.ready.connect(self.cards.viewport().update)
        self._guard = Guard()
        self._before_camera: QWidget | None = None
        self._unfinished: dict[str, Any] | None = None
        self._stack = Levels(self)
        self._nothing = empty("camera", _("Take a picture of what you make, and sell it."), _("Add photo"), self.choose)
        self._grid = self._grid_page()
        self._binned: Pages = Pages(lambda last: [] if last else queries.binned(self.shop), lambda p: p.name, self)
        self._bin_hint = words("", "quiet")
        self._faults_lines = QVBoxLayout()
        self._stack.put(self._grid)
        self._stack.put(self._nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._veil = DropVeil(self)
        # A line being written in takes the key for itself.
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.setWhatsThis(_("Paste a picture"))

    # ------------------------------------------------------------------ what opens in place of the grid, each made then
    @cached_property
    def editor(self) -> Editor:
        """The form of one product."""
        from producer_app.areas.products.screen.editor import Editor

        return self._stack.put(Editor(self.stage, close=self.show_grid, begun=self._begin, choose=self.choose,
                                      camera=self.open_camera, costs=self.open_costs))

    @cached_property
    def costs(self) -> CostsPage:
        """What a product costs."""
        from producer_app.areas.products.screen.costs import CostsPage

        return self._stack.put(CostsPage(self.stage, self._costs_closed))

    @cached_property
    def grid(self) -> GridPage:
        """All in one table."""
        from producer_app.areas.products.screen.grid import GridPage

        return self._stack.put(GridPage(self.stage, self.show_grid))

    @cached_property
    def camera(self) -> CameraView:
        """Taking a photo here."""
        from producer_app.areas.products.screen.camera import CameraView

        return self._stack.put(CameraView(self.stage, taken=lambda photo: self._prepare([photo]), close=self._camera_closed,
                                          choose=self._instead))

    @cached_property
    def _bin(self) -> QWidget:
        return self._stack.put(self._bin_page())

    @cached_property
    def _faults(self) -> QWidget:
        return self._stack.put(self._faults_page())

    # ------------------------------------------------------------------ building
    def _grid_page(self) -> QWidget:
        self._count = words("", "quiet", wrap=False)
        self._none_found = words("", "title")
        self._none_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none_found.hide()
        bin_ = button(_("Bin"), "trash", self.show_bin)
        bin_.setObjectName("bin")
        from_list = button(_("Add from a list"), "table", self.choose_list)
        from_list.setObjectName("fromList")
        table = button(_("All in one table"), "pencil-line", self.open_table)
        table.setObjectName("table")
        self._go_on = button(_("Go on with the new product"), "pencil-simple", self.go_on)
        self._go_on.setObjectName("goOn")
        self._go_on.hide()
        take = button(_("Take a photo"), "camera", self.open_camera)
        take.setObjectName("takePhoto")
        add = button(_("Add photo"), "image-square", self.choose, kind="primary")
        add.setObjectName("addPhoto")
        page = boxed(column(
            flow(words(_("Photo and product"), "head", wrap=False), self._count, self.search, ends=1),
            self.cards, self._none_found, self._guard,
            flow(bin_, from_list, table, *self.doors(TILE.id), self._go_on, take, add, ends=2), space=12,
            margins=(20, 16, 20, 16)))
        if theme.scale() < LARGE:
            return page
        # Large letters: the page scrolls rather than make its window grow, and a card is whole.
        self.cards.setMinimumHeight(theme.px(240))
        return scrolling(page)

    def _bin_page(self) -> QWidget:
        cards = Cards(self._binned, ProductDelegate(self.shop, self._thumbs), _("Bin"))
        cards.setObjectName("binned")
        cards.chosen.connect(self.bring_back)
        self._thumbs.ready.connect(cards.viewport().update)
        back = button("", "arrow-left", self.show_grid, kind="square", name=_("Back"))
        return boxed(column(row(back, words(_("Bin"), "head", wrap=False), None), self._bin_hint, cards,
                            space=12, margins=(20, 16, 20, 16)))

    def _faults_page(self) -> QWidget:
        back = button("", "arrow-left", self.show_grid, kind="square", name=_("Back"))
        again = button(_("Choose the file again"), "table", self.choose_list, kind="primary")
        hint = words(_("Nothing was changed. Put these right in the file and import it again."), "body")
        self._faults_lines.setSpacing(8)
        lines = boxed(column(self._faults_lines, None))
        return boxed(column(row(back, words(_("The list has faults"), "head", wrap=False), None), hint, scrolling(lines),
                            row(None, again), space=12, margins=(20, 16, 20, 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._veil.isVisible():
            self._veil.cover()

    # ------------------------------------------------------------------ looking
    def refresh(self) -> None:
        bar = self.cards.verticalScrollBar()
        before = bar.value()
        self.model.reload()
        self.cards.doItemsLayout()
        bar.setValue(before)
        self._binned.reload()
        self._told()
        if self._stack.currentWidget() in (self._grid, self._nothing):
            self.show_grid()
        elif self._stack.at("grid"):
            self.grid.reload()
        elif self._stack.at("editor") and not self.editor.look_again():
            self.show_grid()

    def _search(self, text: str) -> None:
        self.model.reload(text)
        self.cards.scrollToTop()
        self._told()

    def _told(self) -> None:
        count = queries.count(self.shop)
        self._count.setText(ngettext("{count} product", "{count} products", count).format(count=f"{count:,}"))
        nothing = self.model.rowCount() == 0 and bool(self.model.search.strip())
        self._none_found.setVisible(nothing)
        self._none_found.setText(_("Nothing found for “{text}”.").format(text=apart(self.model.search.strip()[:60])))
        self.cards.setVisible(not nothing)
        days = ngettext("{count} product can be brought back: tap it.", "{count} products can be brought back: tap one.",
                        len(self._binned.rows)).format(count=len(self._binned.rows))
        self._bin_hint.setText(days if self._binned.rows else _("The bin is empty. Removed products wait here for 30 days."))

    def show_grid(self, product_id: int | None = None) -> None:
        """The photos; with an id, where that product stands."""
        empty_shop = self.model.rowCount() == 0 and not self.model.search
        self._stack.setCurrentWidget(self._nothing if empty_shop and not self._binned.rows else self._grid)
        self._go_on.setVisible(self._unfinished is not None)
        place = self.model.row_of(product_id) if product_id is not None else -1
        if place >= 0:
            self.cards.setCurrentIndex(self.model.index(place))
            self.cards.scrollTo(self.model.index(place))

    def _begin(self, kept: dict[str, Any]) -> None:
        self._unfinished = kept

    def go_on(self) -> None:
        """Opens the new product that was left before it was saved, as it was."""
        if self._unfinished is not None:
            kept, self._unfinished = self._unfinished, None
            self.editor.take(kept)
            self._stack.setCurrentWidget(self.editor)

    def show_bin(self) -> None:
        """What was removed in the last thirty days."""
        self._binned.reload()
        self._told()
        self._stack.setCurrentWidget(self._bin)

    def edit(self, product: Product | None) -> None:
        """Opens a product in the form."""
        if product is not None:
            self.editor.open_product(queries.get(self.shop, product.id))
            self._stack.setCurrentWidget(self.editor)

    def show_editor(self) -> None:
        """The form, as it stands."""
        self._stack.setCurrentWidget(self.editor)

    def open_costs(self, product: Product) -> None:
        """Works out what a product costs."""
        self.costs.open_product(product)
        self._stack.setCurrentWidget(self.costs)

    def _costs_closed(self, product_id: int) -> None:
        self.editor.open_product(queries.get(self.shop, product_id))
        self._stack.setCurrentWidget(self.editor)

    def open_table(self) -> None:
        """What the search finds, as rows to edit."""
        self.grid.open(self.search.text())
        self._stack.setCurrentWidget(self.grid)

    def bring_back(self, product: Product) -> None:
        """Takes a product out of the bin."""
        from producer_app.areas.products import actions

        try:
            actions.bring_back(self.shop, product.id)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.show_grid(product.id)
        self.stage.saved(_("“{name}” is back.").format(name=apart(product.name)))

    # ------------------------------------------------------------------ photos in
    def choose(self) -> None:
        """Asks for photos from this computer."""
        self._ask(_("Choose photos"), _("Photos"), PHOTO_FILES, QStandardPaths.StandardLocation.PicturesLocation, self.take_files)

    def choose_list(self) -> None:
        """Asks for a file of products."""
        self._ask(_("Choose the file with your products"), _("Tables"), "*.csv *.xlsx",
                  QStandardPaths.StandardLocation.DocumentsLocation, self.take_files)

    def _ask(self, title: str, kind: str, patterns: str, place: QStandardPaths.StandardLocation, chosen: Any) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, title, QStandardPaths.writableLocation(place), f"{kind} ({patterns} {patterns.upper()})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._veil.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._veil.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_files(paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Photos become products one after another; a table becomes products at once."""
        stage = self.stage
        tables = [path for path in paths if path.suffix.lower() in (".csv", ".xlsx")]
        if tables:
            from producer_app.areas.products import sheet

            self.stage.run(_("Reading the list"), lambda progress: sheet.read(tables[0]), lambda read: stage.go(TILE.id, read=read))
            return
        self._prepare(paths)

    def _prepare(self, sources: Sequence[Path | bytes]) -> None:
        stage, files, chosen = self.stage, self.shop.files, list(sources)
        title = ngettext("Preparing {count} photo", "Preparing {count} photos", len(chosen)).format(count=len(chosen))
        # By way of the stage: the language may be another by then, and this page no more.
        self.stage.run(title, lambda progress: prepare_all(chosen, files, progress), lambda made: stage.go(TILE.id, prepared=made))

    def paste(self) -> None:
        """A picture or files from the clipboard, as a chat or a file manager copied them."""
        copied = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        image = QImage(copied.imageData()) if copied.hasImage() else QImage()
        if paths:
            self.take_files(paths)
        elif not image.isNull():
            from producer_app.ui import frames

            self._prepare([frames.still(image)])
        else:
            self.stage.say(_("There is no picture on the clipboard. Copy one first."))

    # ------------------------------------------------------------------ the camera
    def open_camera(self) -> None:
        """The camera in place of what is shown; afterwards that is shown again."""
        self._before_camera = self._stack.currentWidget()
        photo = self.editor.photo if self._stack.at("editor") else None
        newest = next((p.picture for p in queries.listing(self.shop, limit=20) if p.picture), "")
        name = photo.picture if photo else newest
        self._stack.setCurrentWidget(self.camera)
        self.camera.open(self.shop.files.path(name) if name else None)

    def _camera_closed(self) -> None:
        if self._stack.has("editor") and self._before_camera is self.editor:
            self._stack.setCurrentWidget(self.editor)
        else:
            self.show_grid()

    def _instead(self) -> None:
        self.camera.leave()
        self.choose()

    def _prepared(self, result: tuple[list[Photo], list[ShopError]]) -> None:
        made, refused = result
        if made and self._stack.at("editor"):
            self.editor.take_photo(made[0])
            self.editor.waiting += made[1:]
        elif made:
            self.editor.open_new(made[0], made[1:])
            self._stack.setCurrentWidget(self.editor)
        if refused:
            self.stage.refuse(refused[0])

    def _import(self, read: Sheet, reason: str = "") -> None:
        if read.refused:
            empty_layout(self._faults_lines)
            for one in read.refused[:200]:
                place = chip(_("Row {row}, {column}").format(row=one.row, column=isolate(one.column)), "red")
                line = row(place, words(sentence(one.reason)))
                line.setStretch(1, 1)
                self._faults_lines.addLayout(line)
            self._stack.setCurrentWidget(self._faults)
            return
        from producer_app.areas.products import actions

        try:
            done = actions.import_rows(self.shop, read.rows, who=person(), reason=reason)
        except ShopError as refusal:
            self._stack.setCurrentWidget(self._grid)
            if refusal.code == "BELOW_COST":
                self._guard.stop(refusal, lambda why: self._import(read, why))
            else:
                self.stage.refuse(refusal)
            return
        self.show_grid()
        text = _("{new} new, {changed} changed, {same} the same.")
        self.stage.saved(text.format(new=done.new, changed=done.changed, same=done.same))

    # ------------------------------------------------------------------ language, back
    def enter(self, **intent: Any) -> None:
        if "product" in intent:
            self.edit(queries.get(self.shop, int(intent["product"])))
        if "prepared" in intent:
            self._prepared(intent["prepared"])
        if "read" in intent:
            self._import(intent["read"])

    def keep(self) -> dict[str, Any]:
        kept: dict[str, Any] = {"search": self.search.text()} if self.search.text() else {}
        if self._stack.at("editor"):
            kept["editor"] = self.editor.keep()
        if self._stack.at("costs"):
            kept["costs"] = self.costs.keep()
        if self._stack.has("grid") and (self.grid.cells.table.edits or self._stack.at("grid")):
            kept["table"] = self.grid.keep() | {"shown": self._stack.at("grid")}
        if self._unfinished is not None:
            kept["unfinished"] = self._unfinished
        return kept

    def take(self, kept: dict[str, Any]) -> None:
        if "search" in kept:
            self.search.setText(kept["search"])
        if "unfinished" in kept:
            self._unfinished = kept["unfinished"]
            self._go_on.show()
        if "editor" in kept:
            self.editor.take(kept["editor"])
            self._stack.setCurrentWidget(self.editor)
        if "table" in kept:
            self.grid.take(kept["table"])
            if kept["table"]["shown"]:
                self._stack.setCurrentWidget(self.grid)
        if "costs" in kept:
            self.costs.take(kept["costs"])
            self._stack.setCurrentWidget(self.costs)

    def back(self) -> bool:
        for name in ("editor", "camera", "costs"):
            if self._stack.at(name):
                getattr(self, name).leave()
                return True
        if self._stack.name() in ("_bin", "_faults", "grid"):
            self.show_grid()
            return True
        return False
