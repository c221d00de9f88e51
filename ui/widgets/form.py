"""Parts of forms: section headings, labels tied to their inputs, lists of remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.pacing import repeat
from ui.plain import Label, breakable

if TYPE_CHECKING:
    from curator.quality.model import CheckResult


def section(parent: QWidget) -> QLabel:
    """A small heading over a group."""
    label = Label(parent)
    label.setWordWrap(True)
    theme.set_role(label, "section")
    return label


class Form(QWidget):
    """Inputs one under the other, each beside its label, which names it for screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, QLabel] = {}
        self._inputs: dict[str, QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def add(self, key: str, widget: QWidget) -> None:
        """A line for ``widget`` at the bottom."""
        label = Label(self)
        label.setBuddy(widget)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(widget, row, 1)
        self._labels[key] = label
        self._inputs[key] = widget

    def set_label(self, key: str, text: str) -> None:
        """What stands beside an input; it is the input's accessible name too."""
        self._labels[key].setText(text)
        self._inputs[key].setAccessibleName(text)

    def set_line_visible(self, key: str, is_visible: bool) -> None:
        """Show or hide an input with its label."""
        self._labels[key].setVisible(is_visible)
        self._inputs[key].setVisible(is_visible)


SEPARATOR = "|"
"""Between values of a list typed in one line; it occurs in hardly any value."""


def parted(text: str) -> list[str]:
    """The values of a list typed in one line."""
    return [part.strip() for part in text.split(SEPARATOR) if part.strip()]


class _Remark(QWidget):
    """A sentence, under a strong line where it has one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._labels = (Label(self), Label(self))
        for label, role in zip(self._labels, ("strong", "muted"), strict=True):
            label.setWordWrap(True)
            theme.set_role(label, role)
            column.addWidget(label)

    def say(self, *texts: str) -> None:
        """Show a strong line and a sentence; ``""``: none."""
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(breakable(text))
            label.setVisible(bool(text))
        self.setVisible(any(texts))


REMARKS_AT_ONCE = 20
"""Remarks that are worded in one step: more than there is room for."""


class Remarks(QWidget):
    """Sentences one under the other, each under a strong line where it has one. There may be
    hundreds: what stands already is not made again, and what is out of sight follows in steps.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._remarks: list[tuple[str, str]] = []
        self._boxes: list[_Remark] = []
        self._said = 0
        self._is_going_on = False

    def show_remarks(self, remarks: Sequence[tuple[str, str]]) -> None:
        """Show (strong line or ``""``, sentence) pairs instead of what there was."""
        if list(remarks) == self._remarks:
            return
        self._remarks, self._said = list(remarks), 0
        for box in self._boxes[len(remarks) :]:
            box.say("", "")
        was_going_on = self._is_going_on
        if self._say_some() and not was_going_on:
            repeat(self, self._say_some)

    def _say_some(self) -> bool:
        """Some more remarks; whether others are left."""
        for strong, sentence in self._remarks[self._said : self._said + REMARKS_AT_ONCE]:
            if self._said == len(self._boxes):
                self._boxes.append(_Remark(self))
                self._column.addWidget(self._boxes[-1])
            self._boxes[self._said].say(strong, sentence)
            self._said += 1
        self._is_going_on = self._said < len(self._remarks)
        return self._is_going_on


SIGNS = {"blocking": "✕", "warning": "▲", "note": "·"}
"""What stands before a finding of each severity."""


def check_lines(results: Iterable[CheckResult]) -> list[tuple[str, str]]:
    """Outcomes of publication checks as remarks, each with its sign."""
    return [("", f"{SIGNS[result.severity.value]} {result.detail()}") for result in results]


def refill(combo: QComboBox, entries: Sequence[tuple[str, object]], chosen: object) -> None:
    """Put other entries (text, data) in ``combo`` and select one, without saying so."""
    combo.blockSignals(True)
    combo.clear()
    for text, data in entries:
        combo.addItem(text, data)
    # Compared here: Qt does not find what is no plain value, such as a pair of characters.
    places = [n for n, (_text, data) in enumerate(entries) if data == chosen]
    combo.setCurrentIndex(places[0] if places else 0)
    combo.blockSignals(False)
