"""Forms drawn from rows: a list of fields in plain words becomes labels, inputs, examples and errors by the field."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from producer_app.base import i18n
from producer_app.ui import theme
from producer_app.ui.widgets import words

Kind = Literal["text", "money", "number", "code", "choice", "long", "yes"]
LEFT_TO_RIGHT = ("money", "number", "code")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. ``label``, ``example``, ``choices`` values: already translated; ``width``: grid columns.

    ``language``: the language of what is typed, for its font and direction; ``limit``: letters.
    """

    key: str
    label: str
    kind: Kind = "text"
    example: str = ""
    choices: dict[str, str] = field(default_factory=dict)
    language: str = ""
    limit: int = 200
    width: int = 1
    optional: bool = False


class Form(QWidget):
    """The fields in a grid of so many columns. ``changed`` after each key, ``entered`` on Return in the last field."""

    changed = Signal()
    entered = Signal()

    def __init__(self, fields: Sequence[Field], columns: int = 1) -> None:
        super().__init__()
        self.fields = {f.key: f for f in fields}
        self.inputs: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        line = place = 0
        for one in fields:
            if place + one.width > columns:
                line, place = line + 1, 0
            grid.addWidget(self._cell(one), line, place, 1, one.width)
            place += one.width
        for number in range(columns):
            grid.setColumnStretch(number, 1)

    def _cell(self, one: Field) -> QWidget:
        cell = QWidget()
        box = QVBoxLayout(cell)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        label = words(one.label, "label")
        made = self._input(one)
        made.setAccessibleName(one.label)
        made.setObjectName(f"field_{one.key}")
        label.setBuddy(made)
        error = words("", "error")
        error.hide()
        self.inputs[one.key], self._errors[one.key] = made, error
        for part in (label, made, error):
            box.addWidget(part)
        box.addStretch(1)
        return cell

    def _input(self, one: Field) -> QWidget:
        if one.kind == "choice":
            combo = QComboBox()
            for value, text in one.choices.items():
                combo.addItem(text, value)
            combo.currentIndexChanged.connect(lambda _index: self.changed.emit())
            return combo
        if one.kind == "yes":
            check = QCheckBox(one.example)
            check.toggled.connect(lambda _on: self.changed.emit())
            return check
        if one.kind == "long":
            area = QPlainTextEdit()
            area.setPlaceholderText(one.example)
            area.setTabChangesFocus(True)
            area.setFixedHeight(theme.px(96))
            area.textChanged.connect(self.changed.emit)
            return area
        line = QLineEdit()
        line.setMaxLength(one.limit)
        line.setPlaceholderText(one.example)
        if one.kind == "money":
            line.setProperty("role", "price")
        if one.kind in LEFT_TO_RIGHT:
            # A price or a code reads from the left in every language.
            line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        elif one.language:
            rtl = i18n.right_to_left(one.language)
            line.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
            line.setFont(theme.font(language=one.language))
        line.textEdited.connect(lambda _text: self.right(one.key))
        line.textEdited.connect(lambda _text: self.changed.emit())
        line.returnPressed.connect(self.entered.emit)
        return line

    # ------------------------------------------------------------------ values
    def value(self, key: str) -> str:
        """What stands in one field; a choice gives its key, a tick ``yes`` or ``""``."""
        made = self.inputs[key]
        if isinstance(made, QLineEdit):
            return made.text().strip()
        if isinstance(made, QPlainTextEdit):
            return made.toPlainText().strip()
        if isinstance(made, QComboBox):
            return str(made.currentData() or "")
        assert isinstance(made, QCheckBox)
        return "yes" if made.isChecked() else ""

    def values(self) -> dict[str, str]:
        """What stands in all fields."""
        return {key: self.value(key) for key in self.inputs}

    def fill(self, values: dict[str, Any]) -> None:
        """Puts values in; fields not named keep theirs."""
        for key, value in values.items():
            made = self.inputs.get(key)
            if isinstance(made, QLineEdit):
                made.setText(str(value))
            elif isinstance(made, QPlainTextEdit):
                made.setPlainText(str(value))
            elif isinstance(made, QComboBox):
                made.setCurrentIndex(max(0, made.findData(value)))
            elif isinstance(made, QCheckBox):
                made.setChecked(bool(value))

    def clear(self) -> None:
        """Empties every field and takes away the errors."""
        for key in self.inputs:
            self.right(key)
        self.fill({k: "" for k, f in self.fields.items() if f.kind != "choice"})

    # ------------------------------------------------------------------ errors by the field
    def wrong(self, key: str, sentence: str) -> None:
        """Shows a sentence under a field, marks it and puts the cursor there."""
        self._errors[key].setText(sentence)
        self._errors[key].show()
        theme.mark(self.inputs[key], wrong="yes")
        self.inputs[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def doubt(self, key: str, sentence: str) -> None:
        """Marks a field in amber and says why: what stands in it was guessed. "" marks nothing."""
        if not sentence:
            return
        theme.mark(self._errors[key], role="label", tone="amber")
        self._errors[key].setText(sentence)
        self._errors[key].show()
        theme.mark(self.inputs[key], doubt="yes")

    def doubtful(self) -> int:
        """How many fields are still amber."""
        return sum(1 for made in self.inputs.values() if made.property("doubt") == "yes")

    def right(self, key: str) -> None:
        """Takes a field's error or doubt away."""
        if not self._errors[key].isHidden():
            self._errors[key].hide()
            theme.mark(self._errors[key], role="error", tone="")
            theme.mark(self.inputs[key], wrong="", doubt="")


def fields_of(settings: Any, labels: dict[str, str]) -> list[Field]:
    """Fields for a settings dataclass, one each for the labels given: tick for bool, number for int, else text."""
    kinds: dict[str, Kind] = {"bool": "yes", "int": "number"}
    return [Field(f.name, labels[f.name], kinds.get(str(f.type), "text"))
            for f in dataclasses.fields(settings) if f.name in labels]
