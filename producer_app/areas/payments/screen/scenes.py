"""Steps of this screen that are worth a picture of their own, each brought about on a shown page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from producer_app.areas.payments import actions, approving, pictures, queries
from producer_app.areas.payments.screen import example
from producer_app.areas.payments.screen.approval import STEPS as PROVEN
from producer_app.areas.payments.screen.live import spots_of
from producer_app.areas.payments.screen.sheet_marks import proof_of
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.findings import Finding
from producer_app.base.i18n import _
from producer_app.base.progress import silent
from producer_app.ui import frames, paper

if TYPE_CHECKING:
    from producer_app.areas.payments.screen.page import CodesPage


def _one(page: CodesPage) -> None:
    page.show_one(queries.codes(page.shop)[0])


def _add(page: CodesPage) -> None:
    page.show_adding()


def _found(page: CodesPage) -> None:
    """The picture that a kept code came from, read once more."""
    page.show_adding()
    code = next(c for c in queries.codes(page.shop) if c.image)
    page.adding.look_at(page.shop.files.path(code.image))


def _own(page: CodesPage) -> None:
    page.show_adding()
    page.adding.choose_way(1)
    page.adding.choose_scheme("pix")
    page.adding.form.fill({"key_type": "cpf", "key": "529.982.247-25", "name": "MARIA DO MEL", "city": "CARUARU"})
    page.adding.check_form()


def _patrol(page: CodesPage, *, foreign: bool = True) -> None:
    """A stall with her codes, one of them covered by somebody else's, one that cannot be read."""
    mine = [code.payload for code in queries.codes(page.shop)]
    page.show_patrolling()
    jpeg = example.stall(mine, foreign=foreign)
    photo = pictures.stall_photo(jpeg)
    page.patrolling.show_patrol(actions.keep_patrol(page.shop, photo))


def _live(page: CodesPage) -> None:
    """A camera over the stall, which has looked at it once."""
    image = QImage.fromData(example.stall([code.payload for code in queries.codes(page.shop)], foreign=True))
    page.show_patrolling()
    page.patrolling.watching.camera.use(lambda: frames.ScriptedSource([image]))
    page.patrolling.show_live()
    page.patrolling.watching.camera.view.show_frame(image)
    page.patrolling.watching.camera.looked.emit(image, spots_of(image, silent))


def _proof_camera(page: CodesPage) -> None:
    code = queries.codes(page.shop)[0]
    page.show_approving(code.id)
    image = paper.picture_of(proof_of(page.shop, code), 110)
    page.approving.filming.camera.use(lambda: frames.ScriptedSource([image]))
    page.approving.show_camera()
    page.approving.filming.camera.view.show_frame(image)
    page.approving.filming.camera.show_seen(queries.whose(page.shop, spots_of(image, silent)))


def _log(page: CodesPage) -> None:
    for foreign in (False, True, False):
        _patrol(page, foreign=foreign)
    page.patrolling.show_log()


def _protect(page: CodesPage) -> None:
    page.show_protecting()
    page.guarding.first.fill({"passphrase": "roses boil at noon"})
    page.guarding._judge()


def _passphrase(page: CodesPage) -> None:
    page.guarding.faces.setCurrentIndex(1)
    page.levels.setCurrentWidget(page.guarding)


def _forgotten(page: CodesPage) -> None:
    page.guarding.show_forgotten()
    page.levels.setCurrentWidget(page.guarding)


def _second_agrees(page: CodesPage) -> None:
    page.second.ask(lambda _key: None)
    page.levels.setCurrentWidget(page.second)


def _proof(page: CodesPage, *, step: int) -> None:
    code = queries.codes(page.shop)[0]
    page.show_approving(code.id)
    page.approving.scanned = code.payload
    if step == PROVEN:
        page.approving._tell_done("")
    page.approving.show_step(step)


def _record(page: CodesPage) -> None:
    for place, code in zip((_("Counter"), ""), queries.codes(page.shop), strict=False):
        actions.note_copies(page.shop, code.id, 2, place)
    page.show_record()


def _record_two(page: CodesPage) -> None:
    """Protected, with a second person; stands late, since the shop stays protected."""
    if not proving.look(page.shop).protected:
        key = approving.protect(page.shop, "roses boil at noon")
        approving.set_second(page.shop, "热依拉", "walnuts fall on friday", key=key)
    page.show_record()


def _missing(page: CodesPage) -> None:
    """One of her sheets is covered, so that no reader sees it."""
    for code in queries.codes(page.shop)[:2]:
        actions.hang(page.shop, code.id, _("Counter"))
    page.show_patrolling()
    jpeg = example.stall([queries.codes(page.shop)[0].payload], foreign=False)
    page.patrolling.show_patrol(actions.keep_patrol(page.shop, pictures.stall_photo(jpeg), place=_("Counter")))


def _stop(page: CodesPage) -> None:
    """As it looks when another program exchanged a code; nothing is changed for it."""
    proof = proving.look(page.shop)
    code = queries.codes(page.shop)[0]
    held = proof.state.codes[code.id]
    mine = replace(held, values={**held.values, "payload": code.payload[:-6] + "MINE01"})
    proof = replace(proof, state=replace(proof.state, codes={**proof.state.codes, code.id: mine}))
    found = (Finding("PAYLOAD", code.id, code.owner), Finding("ADDED", 0, "李四"))
    page.stop.show_proof(replace(proof, findings=found))
    page.levels.setCurrentWidget(page.stop)


def _renewed(page: CodesPage) -> None:
    """As it looks where a new passphrase was set on another computer; nothing is changed for it."""
    page.stop.show_proof(replace(proving.look(page.shop), findings=(Finding("RENEWED"),)))
    page.levels.setCurrentWidget(page.stop)


SCENES: Mapping[str, Callable[[Any], object]] = {
    "patrol_begin": lambda page: page.show_patrolling(), "patrol": _patrol, "patrol_good": partial(_patrol, foreign=False),
    "live": _live, "patrol_log": _log, "missing": _missing, "one": _one, "add": _add, "found": _found, "own": _own,
    "protect": _protect, "passphrase": _passphrase, "forgotten": _forgotten, "second": lambda page: page._show_second(None),
    "proof_print": partial(_proof, step=0), "proof_photo": partial(_proof, step=1),
    "proof_name": partial(_proof, step=2), "proof_done": partial(_proof, step=3), "proof_camera": _proof_camera,
    "record": _record, "stop": _stop, "renewed": _renewed, "record_two": _record_two,
    "second_agrees": _second_agrees}
