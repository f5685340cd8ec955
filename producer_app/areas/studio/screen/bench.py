"""One photo on the bench: what could be better, one press for all of it, every change by itself, before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.studio import actions, coach, darkroom, queries, work
from producer_app.areas.studio.rows import FRAMES, PLAIN, Recipe, Shot
from producer_app.areas.studio.screen.compare import Compare
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Cancelled, Progress
from producer_app.ui import jobs, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, chip, column, empty_layout, row, scrolling, words

# One press of plus or minus, and how far it goes.
STEPS = {"light": (15, -90, 90), "turn": (5, -150, 150), "fill": (4, 40, 100)}
USUAL_FILL = 84


class Bench(QWidget):
    """``close``: back to the shelf; ``pack``: called with the product's id."""

    def __init__(self, stage: Stage, *, close: Callable[[], object], pack: Callable[[int], object]) -> None:
        super().__init__()
        self.stage = stage
        self._close, self._pack = close, pack
        self.shot: Shot | None = None
        self.recipe = PLAIN
        self.proxy: darkroom.Proxy | None = None
        self._shown: Recipe | None = None
        self._busy = False
        self._turn = 0
        self.compare = Compare()
        self.compare.setObjectName("compare")
        self._name = words("", "head", wrap=False)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._advice = words("", "strong")
        self._advice.setObjectName("advice")
        self._hint = words("", "quiet")
        self._advice_card = card(column(self._advice, self._hint, space=4, margins=(16, 10, 16, 10)), chip="leaf")
        self._told = chip("", "amber")
        self._told.setWordWrap(True)
        self._told.hide()
        self._photos = QVBoxLayout()
        self._lay_out()

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        back = button("", "arrow-left", self._close, kind="square", name=_("Back"))
        back.setObjectName("back")
        best = button(_("Make it look its best"), "magic-wand", self.make_best, kind="leaf")
        best.setObjectName("best")
        self._toggles = {key: self._toggle(key, text, icon) for key, text, icon in (
            ("white", _("White ground"), "selection"), ("shadow", _("Soft shadow"), "drop"), ("bright", _("Good light"), "sun"),
            ("balance", _("True colours"), "palette"), ("level", _("Straighten"), "ruler"))}
        self._shapes = QButtonGroup(self)
        shapes = [self._shape(frame) for frame in FRAMES]
        tools = column(
            best, self._advice_card, self._told, self._photos, flow(*self._toggles.values(), space=8),
            words(_("Shape"), "label"), flow(*shapes, space=8),
            self._stepper("light", _("Brightness")), self._stepper("fill", _("Size of the goods")),
            self._stepper("turn", _("Turn")), None, space=10, margins=(0, 0, 8, 0))
        inside = boxed(tools)
        inside.setParent(self.stage.place)  # dressed, since it is measured
        self._side = scrolling(inside)
        # As wide as its widest button and the scroll bar beside it.
        self._least = max(theme.px(250), inside.minimumSizeHint().width() + 24)
        self._side.setMinimumWidth(self._least)
        self._body: QBoxLayout = row(self.compare, self._side, space=16)
        self._body.setStretch(0, 3)
        self._body.setStretch(1, 2)
        self._original = button(_("Back to the original"), "arrow-counter-clockwise", self.back_to_original)
        self._original.setObjectName("original")
        packs = button(_("For your shops"), "package", lambda: self.shot and self._pack(self.shot.product_id))
        packs.setObjectName("packs")
        self._use = button(_("Use this picture"), "check", self.use, kind="primary")
        self._use.setObjectName("use")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row(back, self._name, None))
        outer.addLayout(self._body, 1)
        outer.addWidget(flow(self._original, packs, self._use, ends=2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setMaximumWidth(max(self._least, self.width() * 9 // 20))

    def _toggle(self, key: str, text: str, icon: str) -> QPushButton:
        made = button(text, icon, partial(self._flip, key), kind="chip")
        made.setObjectName(f"tool_{key}")
        made.setCheckable(True)
        return made

    def _shape(self, frame: str) -> QPushButton:
        made = button(isolate(frame) if frame else _("As it is"), "", partial(self._reshape, frame), kind="chip",
                      name=_("Shape {shape}").format(shape=frame) if frame else _("Shape as it is"))
        made.setObjectName(f"shape_{frame or 'own'}")
        made.setCheckable(True)
        made.setProperty("frame", frame)
        self._shapes.addButton(made)
        return made

    def _stepper(self, key: str, text: str) -> QWidget:
        less = button("", "minus", partial(self._step, key, -1), kind="square", name=_("{what}: less").format(what=text))
        more = button("", "plus", partial(self._step, key, 1), kind="square", name=_("{what}: more").format(what=text))
        less.setObjectName(f"less_{key}")
        more.setObjectName(f"more_{key}")
        line = row(words(text, "label"), less, more, space=8)
        line.setStretch(0, 1)
        return boxed(line)

    # ------------------------------------------------------------------ opening
    def open(self, product_id: int, original: str = "") -> None:
        """A product's photo, the main one unless ``original`` names another."""
        shots = queries.shots(self.stage.shop, product_id)
        shot = next((one for one in shots if one.original == original), shots[0])
        self.shot, self.recipe, self.proxy, self._shown = shot, shot.recipe, None, None
        self._turn += 1
        self._name.setText(products.get(self.stage.shop, product_id).name)
        self.compare.show_before(QImage())
        self._advice_card.hide()
        self._told.hide()
        self._show_photos(shots)
        self._show_recipe()
        files = self.stage.shop.files
        self._run(partial(_looked, files, shot), self._looked_at, self._turn)

    def _show_photos(self, shots: list[Shot]) -> None:
        empty_layout(self._photos)
        if len(shots) < 2:
            return
        made = []
        for number, shot in enumerate(shots, 1):
            one = button(isolate(str(number)), "", partial(self.open, shot.product_id, shot.original), kind="chip",
                         name=_("Photo {number}").format(number=number))
            one.setCheckable(True)
            one.setChecked(self.shot is not None and shot.original == self.shot.original)
            made.append(one)
        self._photos.addWidget(flow(*made, space=8))

    def look_again(self) -> None:
        """After an undo or a change elsewhere: the recipe the shop holds now."""
        if self.shot is None:
            return
        shots = queries.shots(self.stage.shop, self.shot.product_id)
        now = next((one for one in shots if one.original == self.shot.original), None)
        if now is None:
            self._close()
        elif now != self.shot:
            self.shot, self.recipe = now, now.recipe
            self._show_recipe()

    def take(self, original: str, recipe: Recipe) -> None:
        """The photo and the recipe as they were before the language changed."""
        if self.shot is not None and self.shot.original != original:
            self.open(self.shot.product_id, original)
        self._change(recipe)

    def _looked_at(self, turn: int, proxy: darkroom.Proxy) -> None:
        if turn != self._turn:
            return
        self.proxy = proxy
        self.compare.show_before(QImage.fromData(proxy.jpeg))
        told = coach.advice(proxy.seen)
        self._advice.setText(told.title)
        self._hint.setText(told.hint)
        theme.mark(self._advice_card, chip="leaf" if told.good else "amber")
        self._advice_card.show()
        self._make()

    # ------------------------------------------------------------------ the recipe
    def make_best(self) -> None:
        """Everything that suits this photo, at one press."""
        if self.proxy is not None:
            self._change(work.auto(self.proxy.seen))
        elif self.shot is not None:
            # Pressed before the photo was looked at: done as soon as it is.
            self._run(partial(_looked, self.stage.shop.files, self.shot), self._best_of, self._turn)

    def _best_of(self, turn: int, proxy: darkroom.Proxy) -> None:
        if turn == self._turn:
            self._change(work.auto(proxy.seen))

    def _flip(self, key: str) -> None:
        changed: dict[str, Any] = {key: self._toggles[key].isChecked()}
        self._change(replace(self.recipe, **changed))

    def _reshape(self, frame: str) -> None:
        self._change(replace(self.recipe, frame=frame))

    def _step(self, key: str, way: int) -> None:
        step, least, most = STEPS[key]
        now = getattr(self.recipe, key) or (USUAL_FILL if key == "fill" else 0)
        changed: dict[str, Any] = {key: min(most, max(least, now + way * step))}
        self._change(replace(self.recipe, **changed))

    def _change(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self._show_recipe()

    def _show_recipe(self) -> None:
        for key, made in self._toggles.items():
            made.setChecked(bool(getattr(self.recipe, key)))
        self._toggles["shadow"].setVisible(self.recipe.white)
        for shape in self._shapes.buttons():
            shape.setChecked(shape.property("frame") == self.recipe.frame)
        self._use.setEnabled(self.shot is not None and self.recipe != self.shot.recipe)
        self._original.setEnabled(self.recipe != PLAIN or (self.shot is not None and self.shot.recipe != PLAIN))
        self._make()

    def _make(self) -> None:
        """The picture of the recipe, small; while one is being made only the newest wish is remembered."""
        if self.proxy is None or self._busy or self._shown == self.recipe:
            return
        self._busy = True
        recipe, turn = self.recipe, self._turn
        work_ = partial(_preview, self.proxy.jpeg, recipe)
        jobs.run(self, work_, lambda made: self._made(turn, recipe, made), self._failed)

    def _made(self, turn: int, recipe: Recipe, made: darkroom.Made) -> None:
        self._busy = False
        if turn == self._turn:
            self._shown = recipe
            self.compare.show_after(QImage() if recipe == PLAIN else QImage.fromData(made.jpeg))
            untold = recipe.white and not made.told
            self._told.setText(_("The goods cannot be told from their ground. Lay a plain cloth under them."))
            self._told.setVisible(untold)
        self._make()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, ShopError):
            self.stage.refuse(error)
        elif not isinstance(error, Cancelled):
            raise error

    def _run(self, work_: jobs.Work, done: Callable[[int, Any], object], turn: int) -> None:
        jobs.run(self, work_, lambda value: done(turn, value), self._failed)

    # ------------------------------------------------------------------ keeping
    def use(self) -> None:
        """Keeps the picture in the shop; said once it is there."""
        if self.shot is None:
            return
        title, shot = _("Making the picture"), self.shot
        stage = self.stage
        self.stage.run(title, partial(work.develop, stage.shop.files, [shot], self.recipe), partial(_kept, stage))

    def back_to_original(self) -> None:
        """The photo as it came, at once; Undo stands beside the word for it."""
        if self.shot is None:
            return
        if self.shot.recipe == PLAIN:
            self._change(PLAIN)
            return
        try:
            actions.back_to_original(self.stage.shop, [self.shot])
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.look_again()
        self.stage.saved(_("The original is back."))


def _looked(files: Any, shot: Shot, progress: Progress) -> darkroom.Proxy:
    return darkroom.proxy(work.original(files, shot), glance=lambda: progress(0, 1))


def _preview(jpeg: bytes, recipe: Recipe, progress: Progress) -> darkroom.Made:
    return darkroom.made(jpeg, recipe, side=darkroom.PROXY_SIDE, thumb=False, glance=lambda: progress(0, 1))


def _kept(stage: Stage, batch: work.Batch) -> None:
    if batch.refused:
        stage.refuse(batch.refused[0])
        return
    actions.use(stage.shop, batch.made)
    stage.saved(_("The picture is saved. The original stays as it is."))
