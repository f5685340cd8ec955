"""A row of buttons wraps where it must, keeps its order and its primary button at the end edge, mirrored in Uyghur."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from producer_app.app import window_start
from producer_app.ui.flow import flow
from producer_app.ui.widgets import button


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [1000, 520, 260])
def test_nothing_is_cut_and_the_primary_button_ends_the_last_line(qtbot: QtBot, width: int, mirrored: bool) -> None:
    window_start.application()
    parts = [button("Remove"), button("Print the sign"), button("Save it all", kind="primary")]
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    outer = QVBoxLayout(holder)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(flow(*parts, ends=1))
    outer.addStretch(1)
    holder.resize(width, 400)
    holder.show()
    qtbot.waitExposed(holder)
    boxes = [QRect(p.mapTo(holder, p.rect().topLeft()), p.size()) for p in parts]
    for number, box in enumerate(boxes):
        assert box.left() >= 0
        assert box.right() < width
        assert box.width() >= parts[number].sizeHint().width()
        assert not any(box.intersects(other) for other in boxes[number + 1:])
    edge = boxes[-1].left() if mirrored else width - 1 - boxes[-1].right()
    assert edge == 0
    assert (boxes[-1].top() > boxes[0].top()) == (width < 520)


def test_hidden_buttons_leave_the_words_at_the_start(qtbot: QtBot) -> None:
    window_start.application()
    said, first, second = button("What it is"), button("Changed"), button("Print again")
    holder = flow(said, first, second, ends=2)
    qtbot.addWidget(holder)
    holder.resize(900, 80)
    holder.show()
    qtbot.waitExposed(holder)
    laid = holder.layout()
    assert laid is not None
    first.hide()
    second.hide()
    laid.activate()
    assert said.x() == 0
    second.show()
    laid.activate()
    assert said.x() == 0
    assert second.geometry().right() == 899
