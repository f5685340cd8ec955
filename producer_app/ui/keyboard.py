"""The whole window by keyboard: Tab goes in reading order whatever was built first, and every shortcut has its words.

Qt's own order is the order in which widgets were made. Here it is worked out from where they lie when Tab is pressed, so a
row that came later stands where it is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from producer_app.base import i18n
from producer_app.base.i18n import _

Keys = QKeySequence | QKeySequence.StandardKey | str
_WHOLE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)


# ---------------------------------------------------------------- Tab
def reading_order(root: QWidget) -> list[QWidget]:
    """What Tab visits inside a widget, as one reads: row by row from the start edge."""
    return list(_visited(root))


def _visited(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, _WHOLE):
        return
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from _visited(inner)
        return
    for child in _as_read(widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)):
        yield from _visited(child)


def _as_read(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Row by row from the top, each row from the start of the line; columns beside each other are one row.

    By where they lie and not by their layouts: PySide 6.11 dies when a layout goes whose items Python has looked at.
    """
    rest = sorted((w for w in widgets if w.isVisible() and not w.isWindow()), key=lambda w: w.y())
    order: list[QWidget] = []
    while rest:
        first = rest[0].geometry()
        line = [w for w in rest if _beside(first, w.geometry())]
        line.sort(key=lambda w: -w.geometry().right() if i18n.right_to_left() else w.x())
        order += line
        rest = [w for w in rest if w not in line]
    return order


def _beside(one: QRect, two: QRect) -> bool:
    shared = min(one.bottom(), two.bottom()) - max(one.top(), two.top()) + 1
    return shared * 2 > min(one.height(), two.height()) or one == two


def go_on(root: QWidget, *, forward: bool) -> bool:
    """Tab and Shift+Tab: the next control in reading order, brought into view. False where there is none."""
    order = reading_order(root)
    if not order:
        return False
    here = QApplication.focusWidget()
    while here is not None and here not in order and here is not root:
        here = here.parentWidget()
    if here in order:
        place = order.index(here) + (1 if forward else -1)
    else:
        place = 0 if forward else -1
    target = order[place % len(order)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    holder = target.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(target)
        holder = holder.parentWidget()
    return True


# ---------------------------------------------------------------- shortcuts
class Key(NamedTuple):
    """A key as people read it, and what it does."""

    key: str
    does: str


def shortcut(parent: QObject, keys: Keys, does: str, act: Callable[[], object], *,
             context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut) -> QShortcut:
    """A key and the words under which the help lists it, "" for a second key of the same."""
    made = QShortcut(QKeySequence(keys), parent)
    made.setContext(context)
    made.setWhatsThis(does)
    made.activated.connect(act)
    return made


def listed(root: QWidget) -> list[Key]:
    """Every key that works on what is shown, found by a walk over the real shortcuts."""
    found: dict[str, Key] = {}
    made = [(one.parent(), [one.key()], one.whatsThis()) for one in root.findChildren(QShortcut)]
    made += [(one.parent(), one.shortcuts(), one.whatsThis() or one.text()) for one in root.findChildren(QAction)]
    for holder, keys, does in made:
        if isinstance(holder, QWidget) and not holder.isVisible():
            continue
        for key in keys:
            name = key.toString(QKeySequence.SequenceFormat.NativeText)
            if does and name:
                found.setdefault(does, Key(name, does))
    return [*found.values(), Key("Tab", _("The next control; with Shift the one before"))]
