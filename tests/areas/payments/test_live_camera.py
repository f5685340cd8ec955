"""The camera over codes: frames played to the real window, codes told apart at once, the page proven without a photo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from producer_app.areas import payments
from producer_app.areas.payments import actions, approving, pictures, queries
from producer_app.areas.payments.screen import example
from producer_app.areas.payments.screen.live import LiveCamera, spots_of
from producer_app.areas.payments.screen.page import CodesPage
from producer_app.areas.payments.screen.sheet_marks import proof_of
from producer_app.areas.payments.trail import keys, proving
from producer_app.base.progress import silent
from producer_app.store.shop import Shop
from producer_app.ui import paper
from producer_app.ui.frames import BUSY, UNPLUGGED, FrameSource, QtCamera, ScriptedSource
from producer_app.ui.window import Window
from tests.areas.payments import swaps
from tests.window_kit import click, find, open_window, settle

OWNER = "Amina"
EVERY_MS = 20


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


@pytest.fixture
def mine(shop: Shop) -> Shop:
    for text in swaps.MINE:
        actions.register(shop, text, OWNER)
    return shop


def stall(*, foreign: bool) -> QImage:
    return QImage.fromData(example.stall(swaps.MINE, foreign=foreign)).scaledToWidth(1280)


def empty_table() -> QImage:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGray)
    return image


def opened(qtbot: QtBot, shop: Shop) -> tuple[Window, CodesPage]:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("payments")
    page = window.pages["payments"]
    assert isinstance(page, CodesPage)
    return window, page


def played(camera: LiveCamera, *frames: QImage | str) -> ScriptedSource:
    """A camera that plays these frames, the last one for ever."""
    source = ScriptedSource(frames, every_ms=EVERY_MS)
    camera.use(lambda: source)
    return source


def waits(qtbot: QtBot, true: Callable[[], bool]) -> None:
    qtbot.waitUntil(true, timeout=60_000)


def said(window: Window, name: str) -> str:
    QApplication.processEvents()  # a line that was just set is shown by the next round of events
    label = find(window, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_every_code_of_a_frame_is_told_apart_while_the_camera_looks(qtbot: QtBot, mine: Shop) -> None:
    window, page = opened(qtbot, mine)
    page.show_patrolling()
    watching = page.patrolling.watching
    source = played(watching.camera, stall(foreign=True))
    spoken: list[str] = []
    page.stage.warn = spoken.append  # type: ignore[assignment]  # a computer without a voice says nothing to hear
    click(window, "watchStall")
    waits(qtbot, lambda: watching.result == "stop")
    verdicts = sorted(one.verdict for one in watching.camera.view._seen)
    assert verdicts == ["foreign", "own", "own", "unreadable"]
    assert said(window, "watchTold").startswith("Stop!")
    waits(qtbot, lambda: bool(spoken))
    assert "NOT yours" in watching.camera.view.accessibleDescription()
    source.script = [stall(foreign=False)]
    waits(qtbot, lambda: watching.result == "good")
    assert said(window, "watchTold") == "Every code in the picture is yours."
    source.script = [empty_table()]
    waits(qtbot, lambda: watching.result is None)
    assert len(spoken) == 1, "said once, not at every frame"
    assert not queries.patrols(mine), "nothing is kept before she says so"


def test_the_frame_that_is_seen_goes_into_the_log_and_the_camera_goes_out(qtbot: QtBot, mine: Shop) -> None:
    window, page = opened(qtbot, mine)
    page.show_patrolling()
    watching = page.patrolling.watching
    source = played(watching.camera)
    click(window, "watchStall")
    assert not find(window, "noteWatch").isEnabled(), "there is nothing to note yet"
    source.script = [stall(foreign=False)]
    waits(qtbot, lambda: watching.result == "good")
    click(window, "noteWatch")
    assert not source.running
    waits(qtbot, lambda: bool(queries.patrols(mine)))
    settle()
    (patrol,) = queries.patrols(mine)
    assert patrol.result == "good"
    assert page.patrolling.faces.currentIndex() == 1


def test_another_page_ends_the_film_and_a_pulled_plug_is_told(qtbot: QtBot, mine: Shop) -> None:
    window, page = opened(qtbot, mine)
    page.show_patrolling()
    watching = page.patrolling.watching
    source = played(watching.camera, stall(foreign=False), UNPLUGGED)
    click(window, "watchStall")
    waits(qtbot, lambda: bool(watching.camera._trouble))
    assert "pulled out" in said(window, "cameraTrouble")
    source.script = [stall(foreign=False)]
    source.plug("Scripted camera")
    waits(qtbot, lambda: watching.result == "good")
    window.go("home")
    settle()
    assert not source.running
    busy = played(watching.camera, BUSY)
    window.go("payments")
    page.patrolling.show_live()
    waits(qtbot, lambda: watching.camera._trouble == BUSY)
    assert not busy.running
    watching.camera.use(FrameSource)
    page.patrolling.show_live()
    assert "no camera here" in said(window, "cameraTrouble")


def test_a_page_before_the_camera_proves_the_code_and_a_false_one_is_a_red_stop(qtbot: QtBot, shop: Shop) -> None:
    key = approving.protect(shop, "roses boil at noon")
    code_id = payments.register(shop, swaps.MINE[0], OWNER, key=key)
    window, page = opened(qtbot, shop)
    page.show_approving(code_id)
    page.approving.show_step(1)
    true = paper.picture_of(proof_of(shop, queries.get(shop, code_id)), 150)
    false = QImage.fromData(example.stall([example.STRANGER], foreign=False))
    source = played(page.approving.filming.camera, empty_table(), false)
    click(window, "proofCamera")
    waits(qtbot, lambda: said(window, "filmTold").startswith("Stop."))
    assert page.approving.faces.currentIndex() != 2
    assert not page.approving.scanned
    source.script = [true]
    waits(qtbot, lambda: page.approving.faces.currentIndex() == 2)
    assert page.approving.scanned == swaps.MINE[0]
    assert not source.running
    page.approving.owner.fill({"owner_again": OWNER})
    approving.approve(shop, code_id, page.approving.scanned, OWNER, key=key)
    assert proving.look(shop).ready(code_id)


def test_two_codes_in_the_picture_prove_nothing(qtbot: QtBot, mine: Shop) -> None:
    window, page = opened(qtbot, mine)
    page.show_approving(1)
    page.approving.show_step(1)
    camera = page.approving.filming.camera
    looks: list[object] = []
    camera.looked.connect(lambda _image, spots: looks.append(spots))
    played(camera, stall(foreign=False))
    click(window, "proofCamera")
    waits(qtbot, lambda: len(looks) >= 4)
    assert not page.approving.scanned
    click(window, "backInProof")
    assert page.approving.faces.currentIndex() == 1


def test_a_large_frame_is_read_smaller_and_its_corners_are_the_frames_own(qtbot: QtBot) -> None:
    small, large = stall(foreign=False), stall(foreign=False).scaledToWidth(2560)
    for one, other in zip(spots_of(small, silent), spots_of(large, silent), strict=True):
        assert one.text == other.text
        for (x, y), (wide, high) in zip(one.corners, other.corners, strict=True):
            assert abs(2 * x - wide) <= 8
            assert abs(2 * y - high) <= 8


def test_a_frame_of_qts_own_video_input_is_read(qtbot: QtBot) -> None:
    why = "QtMultimedia or a library it needs is not here"
    media = pytest.importorskip("PySide6.QtMultimedia", reason=why, exc_type=ImportError)
    feed = media.QVideoFrameInput()
    camera = LiveCamera(lambda: QtCamera(feed))
    qtbot.addWidget(camera)
    camera.show()
    picture = QImage.fromData(pictures_png())
    feed.readyToSendVideoFrame.connect(lambda: feed.sendVideoFrame(media.QVideoFrame(picture)))
    with qtbot.waitSignal(camera.looked, timeout=60_000) as looked:
        camera.open_camera()
    assert looked.args is not None
    assert [spot.text for spot in looked.args[1]] == [swaps.MINE[0]]
    camera.close_camera()


def pictures_png() -> bytes:
    import io

    out = io.BytesIO()
    pictures.drawn(swaps.MINE[0]).convert("RGB").resize((640, 640)).save(out, "PNG")
    return out.getvalue()
