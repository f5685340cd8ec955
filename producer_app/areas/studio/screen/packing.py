"""A pack for one place of sale: which, the title and the text as they will be pasted, risky words with plain ones, one press."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.studio import packs, queries, wording
from producer_app.areas.studio.kinds import channels
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, row, scrolling, words

MOST_SHOWN = 6


class Packing(QWidget):
    """``close``: back to the photo."""

    def __init__(self, stage: Stage, *, close: Callable[[], object]) -> None:
        super().__init__()
        self.stage = stage
        self._close = close
        self.product: products.Product | None = None
        self.channel: Channel = next(iter(channels().values()))
        self.made: packs.Pack | None = None
        self._name = words("", "head", wrap=False)
        self._wants = words("", "quiet")
        self._wants.setObjectName("wants")
        self.title, self.text = QLineEdit(), QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.title.setObjectName("packTitle")
        self.text.setObjectName("packText")
        self._count = words("", "quiet", wrap=False)
        self._count.setObjectName("titleCount")
        self._risky = words("", "body")
        self._risky.setObjectName("risky")
        self._plain = button(_("Use plain words"), "check", self.use_plain_words)
        self._plain.setObjectName("plainWords")
        self._risky_card = card(column(self._risky, row(None, self._plain), space=8, margins=(16, 12, 16, 12)), chip="amber")
        self._result = words("", "strong")
        self._result.setObjectName("packMade")
        self._open = button(_("Open the folder"), "folder-open", self._open_folder)
        self._open.setObjectName("openFolder")
        self._result_card = card(column(self._result, row(None, self._open), space=8, margins=(16, 12, 16, 12)), chip="leaf")
        self._lay_out()

    def _lay_out(self) -> None:
        back = button("", "arrow-left", self._close, kind="square", name=_("Back"))
        back.setObjectName("backToPhoto")
        self._chips = QButtonGroup(self)
        chips = []
        for channel in channels().values():
            made = button(_(channel.title), "", partial(self.choose, channel.id), kind="chip")
            made.setObjectName(f"channel_{channel.id}")
            made.setCheckable(True)
            self._chips.addButton(made)
            chips.append(made)
        label, text_label = words(_("Title"), "label"), words(_("Text"), "label")
        label.setBuddy(self.title)
        text_label.setBuddy(self.text)
        self.title.setAccessibleName(_("Title"))
        self.text.setAccessibleName(_("Text"))
        self.title.setMinimumHeight(theme.px(theme.TARGET))
        self.text.setMinimumHeight(theme.px(150))
        self.title.textChanged.connect(lambda _text: self._look())
        self.text.textChanged.connect(self._look)
        over = row(label, None, self._count)
        inner = column(flow(*chips, space=8), self._wants, over, self.title, self._risky_card, text_label, self.text,
                       self._result_card, None, space=8, margins=(0, 0, 8, 0))
        go = button(_("Make the pack"), "package", self.ask_where, kind="primary")
        go.setObjectName("makePack")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row(back, self._name, None))
        outer.addWidget(scrolling(boxed(inner)), 1)
        outer.addWidget(flow(go, ends=1))

    # ------------------------------------------------------------------ choosing
    def open(self, product: products.Product) -> None:
        """The words and pictures of a product."""
        self.product = product
        self._name.setText(product.name)
        self.choose(self.channel.id)

    def choose(self, channel_id: str) -> None:
        """Another place of sale, with the words as it wants them."""
        self.channel = channels()[channel_id]
        self.made = None
        for made in self._chips.buttons():
            made.setChecked(made.objectName() == f"channel_{channel_id}")
        if self.product is not None:
            written = packs.words(self.product, self.channel)
            self.title.setText(written.title)
            self.title.setCursorPosition(0)
            self.text.setPlainText(written.text)
        self._look()

    def _look(self) -> None:
        channel = self.channel
        frame = isolate(channel.frame)
        megabytes = channel.most_bytes >> 20
        wants = _("{shape} pictures, {side} points wide or high, at most {count} of {megabytes} MB.").format(
            shape=frame, side=channel.side, count=channel.most_pictures, megabytes=megabytes)
        if not channel.confirmed:
            wants += " " + _("As sellers say; look at the shop's own rules too.")
        self._wants.setText(wants)
        count = channel.count(self.title.text().strip())
        self._count.setText(isolate(f"{count} / {channel.title_limit}"))
        theme.mark(self._count, tone="red" if count > channel.title_limit else "")
        self._show_risky(wording.found(f"{self.title.text()}\n{self.text.toPlainText()}"))
        self._result_card.setVisible(self.made is not None)

    def _show_risky(self, found: list[wording.Word]) -> None:
        self._risky_card.setVisible(bool(found))
        lines = []
        for word in list({one.text: one for one in found}.values())[:MOST_SHOWN]:
            instead = apart(word.instead) if word.instead else _("leave it out")
            lines.append(_("“{word}” → {instead}").format(word=apart(word.text), instead=instead))
        reasons = list(dict.fromkeys(word.why for word in found))
        self._risky.setText("\n".join([*reasons, *lines]))

    def use_plain_words(self) -> None:
        """Every risky word in title and text replaced by its plain one."""
        self.title.setText(wording.plain(self.title.text()))
        self.text.setPlainText(wording.plain(self.text.toPlainText()))

    # ------------------------------------------------------------------ making
    def ask_where(self) -> None:
        """Asks for the folder in which the pack shall lie."""
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        dialog = QFileDialog(self, _("Where shall the pack lie?"), place)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
        dialog.fileSelected.connect(lambda chosen: self.make(Path(chosen)))
        dialog.open()

    def make(self, target: Path) -> None:
        """Makes the pack in a folder."""
        if self.product is None:
            return
        shots = queries.shots(self.stage.shop, self.product.id)
        written = packs.Words(self.title.text().strip(), self.text.toPlainText().strip())
        name = self.product.name_in(self.channel.language)
        work = partial(packs.make, self.stage.shop.files, shots, self.channel, written, target, name)
        self.stage.run(_("Making the pack"), work, self._done)

    def _done(self, pack: packs.Pack) -> None:
        self.made = pack
        told = [ngettext("{count} picture and the text are in “{folder}” and in a zip beside it.",
                         "{count} pictures and the text are in “{folder}” and in a zip beside it.", pack.pictures).format(
                             count=pack.pictures, folder=apart(pack.folder.name))]
        if pack.missing:
            told.append(ngettext("This shop wants {count} picture more.", "This shop wants {count} pictures more.",
                                 pack.missing).format(count=pack.missing))
        if pack.small:
            told.append(_("Some pictures are smaller than this shop likes: take them again with the camera's full size."))
        if pack.untold:
            told.append(_("The goods cannot be told from their ground. Lay a plain cloth under them."))
        self._result.setText("\n".join(told))
        theme.mark(self._result_card, chip="amber" if len(told) > 1 else "leaf")
        self._result_card.show()
        self.stage.say(_("The pack is ready."))

    def _open_folder(self) -> None:
        if self.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made.folder)))

    # ------------------------------------------------------------------ another language
    def keep(self) -> dict[str, Any]:
        """What was chosen and written."""
        return {"channel": self.channel.id, "title": self.title.text(), "text": self.text.toPlainText()}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets it back."""
        self.choose(kept["channel"])
        self.title.setText(kept["title"])
        self.text.setPlainText(kept["text"])
