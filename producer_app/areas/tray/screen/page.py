"""The tray: photos that came in at the start side, the product of the one asked about at the end side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from producer_app.areas import products
from producer_app.areas.tray import actions, folder, likeness, proposing, queries
from producer_app.areas.tray.folder import Found
from producer_app.areas.tray.likeness import Look
from producer_app.areas.tray.rows import Proposal, TrayPhoto, TraySettings
from producer_app.areas.tray.screen.bringing import Brought, bring, file_of
from producer_app.areas.tray.screen.cards import Answers, TrayCards, TrayDelegate, named
from producer_app.areas.tray.screen.choosing import Choosing
from producer_app.areas.tray.screen.line import Line
from producer_app.areas.tray.screen.phone_panel import PhonePanel
from producer_app.areas.tray.tile import TILE
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, ngettext
from producer_app.base.progress import Cancelled, Progress
from producer_app.ui import jobs, theme
from producer_app.ui.flow import flow
from producer_app.ui.jobs import Job
from producer_app.ui.screen import Page, Stage
from producer_app.ui.tables import Pages, Thumbs
from producer_app.ui.widgets import button, card, column, empty, row, words

PHOTO_FILES = " ".join(f"*{end} *{end.upper()}" for end in folder.ENDS)
# The pane stands beside the photos from this width on, else in their place.
WIDE = 760


class TrayPage(Page):
    """Photos, what they may show, and the pane beside them: the product to choose or the code for the phone."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self.line = Line(self.shop)
        self.line.told.connect(self._phone_told)
        self._handed_on = False
        self._answers = Answers()
        self._looks: dict[str, Look] = {}
        self._looking: Job | None = None
        self._offered: list[Found] = []
        self._pane_open = False
        thumbs = Thumbs(theme.px(320))
        thumbs.setParent(self)
        self._model = Pages(lambda last: queries.waiting(self.shop) if last is None else [], self._spoken, self)
        self._grid = TrayCards(self._model, TrayDelegate(self.shop, thumbs, self._answers), _("Photos that came in"))
        self._grid.setObjectName("trayPhotos")
        self._grid.chosen.connect(self.select)
        thumbs.ready.connect(self._grid.viewport().update)
        self._choosing = Choosing(self.shop, thumbs, self._answers, give=self.give, new=self.new_product, away=self.put_away,
                                  back=self._close_pane)
        self._phone = PhonePanel(close=self._close_phone, start=self._start_phone, renew=self._renew, stop=self._stop_phone)
        self._pane = QStackedWidget()
        self._pane.addWidget(self._choosing)
        self._pane.addWidget(self._phone)
        self._build()
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build(self) -> None:
        back = button("", "arrow-left", lambda: self.stage.go("products"), kind="square", name=_("Back to the products"))
        back.setObjectName("trayBack")
        self._count = words("", "quiet", wrap=False)
        self._head = flow(back, words(_(TILE.title), "head", wrap=False), self._count)
        self._offer_words = words("", "body")
        bring_in = button(_("Bring them in"), "download-simple", self.bring_offered)
        bring_in.setObjectName("bringIn")
        not_now = button("", "x", self._hide_offer, kind="square", name=_("Not now"))
        offer_line = row(self._offer_words, bring_in, not_now, margins=(12, 6, 12, 6))
        offer_line.setStretch(0, 1)
        self._offer = card(offer_line, chip="blue")
        self._offer.hide()
        self._empty = empty("device-mobile-camera", _("Take pictures with the phone; they come here by themselves."),
                            _("From the phone"), self.open_phone, button_icon="qr-code", tone="blue")
        for first in self._empty.findChildren(QPushButton):
            first.setObjectName("fromPhoneFirst")
        phone = button(_("From the phone"), "qr-code", self.open_phone)
        phone.setObjectName("fromPhone")
        files = button(_("Choose photos"), "image-square", self.choose)
        files.setObjectName("trayChoose")
        from_folder = button(_("From a folder"), "folder-open", self.choose_folder)
        from_folder.setObjectName("fromFolder")
        self._take_all = button("", "checks", self.take_all, kind="primary")
        self._take_all.setObjectName("takeAll")
        self._phone_button = phone
        self._ways = flow(from_folder, files, phone, self._take_all, ends=1)
        both = row(space=16)
        both.addWidget(self._grid, 1)
        both.addWidget(self._empty, 1)
        both.addWidget(self._pane)
        outer = column(self._head, self._offer, both, self._ways, space=12, margins=(20, 16, 20, 16))
        outer.setStretch(2, 1)
        self.setLayout(outer)

    def _spoken(self, photo: TrayPhoto) -> str:
        return self._answers.told(photo.id)[0]

    # ------------------------------------------------------------------ looking
    def refresh(self) -> None:
        bar = self._grid.verticalScrollBar()
        before = bar.value()
        self._model.reload()
        self._grid.doItemsLayout()
        bar.setValue(before)
        self._know_products()
        ids = [photo.id for photo in self._model.rows]
        if self._answers.selected not in ids:
            self._answers.selected = ids[0] if ids else 0
        self._show_selected()
        self._told()
        self._look_at_pictures()

    def _know_products(self) -> None:
        wanted = {i for one in self._answers.of.values() for i in (one.product_id, one.same_as) if i}
        self._answers.products = {product.id: product for product in products.some(self.shop, sorted(wanted))}

    def _show_selected(self) -> None:
        self._choosing.show_photo(next((p for p in self._model.rows if p.id == self._answers.selected), None))
        self._grid.viewport().update()

    def _told(self) -> None:
        count = len(self._model.rows)
        self._count.setText(ngettext("{count} photo waits for its product", "{count} photos wait for their products", count).format(
            count=count) if count else "")
        sure = len(self._sure())
        self._take_all.setText(" " + ngettext("Take {count} proposal", "Take all {count} proposals", sure).format(count=sure))
        self._take_all.setAccessibleName(self._take_all.text().strip())
        self._take_all.setVisible(bool(sure))
        self._arrange()

    def _arrange(self) -> None:
        """Beside each other where there is room, else one of the two."""
        has, wide = bool(self._model.rows), self.width() >= theme.px(WIDE) and self._high_enough()
        phone = self._pane.currentWidget() is self._phone
        shown = phone or (has and (wide or self._pane_open))
        self._pane.setVisible(shown)
        self._pane.setMinimumWidth(min(theme.px(380), 560) if wide else 0)
        self._pane.setMaximumWidth(self._pane_width() if wide else 16_777_215)
        self._grid.setVisible(has and (wide or not shown))
        self._empty.setVisible(not has and (wide or not shown))
        self._choosing.back.setVisible(not wide)
        # A pane that stands alone needs the room, and has its own buttons.
        self._ways.setVisible(wide or not shown)
        self._phone_button.setVisible(has or shown)

    def _pane_width(self) -> int:
        return max(theme.px(440), self.width() * 2 // 5)

    def _high_enough(self) -> bool:
        """Whether the choosing side fits between the head and the buttons; long words fold into more lines on a low screen."""
        inner, asking = self.width() - 40, self._choosing.layout()
        assert asking is not None
        room = self.height() - 32 - sum(part.heightForWidth(inner) + 12 for part in (self._head, self._ways))
        return room >= asking.totalMinimumHeightForWidth(self._pane_width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _look_at_pictures(self) -> None:
        """Reckons what the photos may show, in a worker; what is known of a picture is not reckoned again."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        tray, pictured = queries.waiting(self.shop), queries.pictured(self.shop)
        if not tray:
            return
        names = dict.fromkeys([*(one.photo.thumb for one in tray), *(one.thumb for one in pictured)])
        thumbs = [(name, self.shop.files.path(name)) for name in names]
        known = dict(self._looks)

        def work(progress: Progress) -> tuple[dict[str, Look], list[Proposal]]:
            def glance() -> None:
                progress(0, 0)

            looks = likeness.looks_of(thumbs, known, glance)
            return looks, proposing.proposals(tray, pictured, looks, glance)

        def failed(error: BaseException) -> None:
            if not isinstance(error, Cancelled):
                raise error

        self._looking = jobs.run(self, work, self._looked, failed)

    def _looked(self, found: tuple[dict[str, Look], list[Proposal]]) -> None:
        self._looking = None
        self._looks, proposed = found
        self._answers.of = {one.tray_id: one for one in proposed}
        self._know_products()
        self._choosing.look_again()
        self._grid.viewport().update()
        self._told()

    def _sure(self) -> dict[int, int]:
        waiting = {photo.id for photo in self._model.rows}
        return {one.tray_id: one.product_id for one in self._answers.of.values()
                if one.sure and one.tray_id in waiting and one.product_id in self._answers.products}

    # ------------------------------------------------------------------ photos to products
    def select(self, photo: TrayPhoto) -> None:
        """Asks about this photo."""
        self._answers.selected = photo.id
        self._pane.setCurrentWidget(self._choosing)
        self._pane_open = True
        self._show_selected()
        self._arrange()

    def give(self, tray_id: int, product: products.Product) -> None:
        """A photo goes to a product."""
        self._go_on_after(tray_id)
        try:
            actions.give(self.shop, tray_id, product.id)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.stage.saved(_("The photo is with “{product}” now.").format(product=named(product)))

    def take_all(self) -> None:
        """Everything that is surely right, in one step."""
        pairs = self._sure()
        if not pairs:
            return
        try:
            done = actions.give_all(self.shop, pairs)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.stage.saved(ngettext("{count} photo is with its product now.", "{count} photos are with their products now.",
                                  done).format(count=done))

    def new_product(self) -> None:
        """The form of a new product with this photo."""
        if self._choosing.photo is not None:
            self.stage.go("products", prepared=([self._choosing.photo.photo], []))

    def put_away(self) -> None:
        """This photo is for no product."""
        photo = self._choosing.photo
        if photo is not None:
            self._go_on_after(photo.id)
            actions.put_away(self.shop, photo.id)
            self.stage.saved(_("The photo was put away."))

    def _go_on_after(self, tray_id: int) -> None:
        """The next photo is asked about as soon as this one is gone."""
        ids = [photo.id for photo in self._model.rows]
        if tray_id == self._answers.selected and tray_id in ids:
            place = ids.index(tray_id)
            rest = ids[place + 1:] or ids[:place][-1:]
            self._answers.selected = rest[0] if rest else 0

    def _close_pane(self) -> None:
        self._pane_open = False
        self._arrange()
        self._grid.setFocus()

    # ------------------------------------------------------------------ the phone
    def open_phone(self) -> None:
        """Opens the page for the phone and shows its code."""
        self._start_phone(False)

    def _start_phone(self, other: bool) -> None:
        try:
            self.line.start(other=other)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self._pane.setCurrentWidget(self._phone)
        self._phone.show_line(self.line)
        self._arrange()

    def _renew(self) -> None:
        self.line.renew()
        self._phone.show_line(self.line)

    def _stop_phone(self) -> None:
        self.line.stop()
        self._close_phone()

    def _close_phone(self) -> None:
        self._pane.setCurrentWidget(self._choosing)
        self._pane_open = False
        self._arrange()

    def _phone_told(self, _told: object) -> None:
        self._phone.show_line(self.line)

    # ------------------------------------------------------------------ from this computer
    def choose(self) -> None:
        """Asks for photos."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, _("Choose photos"), pictures, f"{_('Photos')} ({PHOTO_FILES})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.bring([Path(name) for name in names], "file"))
        dialog.open()

    def choose_folder(self) -> None:
        """Asks for a folder and looks which of its photos are new."""
        dialog = QFileDialog(self, _("Choose the folder with the photos"), self.shop.load(TraySettings).folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.look_into(Path(name)))
        dialog.open()

    def look_into(self, place: Path) -> None:
        """Offers the new photos of a folder, and remembers it for the next time."""
        known = queries.brought(self.shop)
        if self.shop.load(TraySettings).folder != str(place):
            self.shop.save(TraySettings(str(place)), _("Remember the folder"))
        stage = self.stage
        self.stage.run(_("Looking into the folder"), lambda progress: folder.new_in(place, known),
                       lambda found: stage.go(TILE.id, offered=found))

    def _offer_found(self, found: list[Found]) -> None:
        self._offered = found
        self._offer.setVisible(bool(found))
        self._offer_words.setText(ngettext("{count} new photo in the folder.", "{count} new photos in the folder.",
                                           len(found)).format(count=len(found)))
        if not found:
            self.stage.say(_("There is no new photo in this folder."))

    def _hide_offer(self) -> None:
        self._offered = []
        self._offer.hide()

    def bring_offered(self) -> None:
        """Brings in what the folder offers."""
        found = list(self._offered)
        self._hide_offer()
        self.bring(found, "folder")

    def bring(self, sources: Sequence[Path | bytes | Found], source: str) -> None:
        """Prepares photos and puts them into the tray."""
        stage, files, chosen = self.stage, self.shop.files, list(sources)
        title = ngettext("Preparing {count} photo", "Preparing {count} photos", len(chosen)).format(count=len(chosen))
        stage.run(title, lambda progress: bring(chosen, files, source, progress), lambda made: stage.go(TILE.id, brought=made))

    def _brought(self, brought: Brought) -> None:
        if brought.photos or brought.marks:
            actions.take_in(self.shop, brought.photos, source=brought.source, marks=brought.marks)
        if brought.refused:
            self.stage.refuse(brought.refused[0])
        elif brought.photos:
            count = len(brought.photos)
            self.stage.saved(ngettext("{count} photo came in.", "{count} photos came in.", count).format(count=count))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_paths(paths)

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Files are brought in; of a folder the new photos are offered."""
        folders = [path for path in paths if path.is_dir()]
        files = [path for path in paths if path not in folders]
        if files:
            self.bring(files, "file")
        elif folders:
            self.look_into(folders[0])

    def paste(self) -> None:
        """A picture or files from the clipboard, as a chat or a file manager copied them."""
        copied = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        image = QImage(copied.imageData()) if copied.hasImage() else QImage()
        if paths:
            self.take_paths(paths)
        elif not image.isNull():
            self.bring([file_of(image)], "paste")
        else:
            self.stage.say(_("There is no picture on the clipboard. Copy one first."))

    # ------------------------------------------------------------------ language, back, the end
    def enter(self, **intent: Any) -> None:
        if "brought" in intent:
            self._brought(intent["brought"])
        if "offered" in intent:
            self._offer_found(intent["offered"])
        if self._pane.currentWidget() is self._phone:
            self._phone.show_line(self.line)

    def keep(self) -> dict[str, Any]:
        self._handed_on = True
        self.line.told.disconnect(self._phone_told)
        return {"line": self.line, "looks": self._looks, "selected": self._answers.selected, "offered": self._offered,
                "phone": self._pane.currentWidget() is self._phone, "pane": self._pane_open}

    def take(self, kept: dict[str, Any]) -> None:
        self.line = kept["line"]
        self.line.told.connect(self._phone_told)
        self._looks, self._answers.selected, self._pane_open = kept["looks"], kept["selected"], kept["pane"]
        if kept["phone"]:
            self._pane.setCurrentWidget(self._phone)
        self._phone.show_line(self.line)
        if kept["offered"]:
            self._offer_found(kept["offered"])
        self.refresh()

    def back(self) -> bool:
        if self._pane.currentWidget() is self._phone:
            self._close_phone()
        elif self._pane_open and not self._choosing.back.isHidden():
            self._close_pane()
        else:
            self.stage.go("products")
        return True

    def end(self) -> None:
        """The page for the phone goes with this one."""
        if not self._handed_on:
            self.line.stop()

    def pane(self) -> QWidget:
        """What stands beside the photos."""
        current = self._pane.currentWidget()
        assert current is not None
        return current
