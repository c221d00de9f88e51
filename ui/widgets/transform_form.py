"""The form of a transform: one input for everything it asks, and what was filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSpinBox,
    QWidget,
)

from curator.i18n import gettext as _
from ui import theme
from ui.models.transforms import Input
from ui.plain import caption
from ui.widgets.choice import Choice
from ui.widgets.form import Form, parted

SPIN_MARGIN = 6
"""Pixels before a number."""

SHOWN_FIELDS = 6
"""Lines of a list of fields that stand there without scrolling."""


class FieldList(QListWidget):
    """Fields to tick."""

    def __init__(self, fields: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(theme.text_height(min(max(len(fields), 2), SHOWN_FIELDS)))
        for name in fields:
            item = QListWidgetItem(name, self)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Unchecked)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def tick(self, fields: Sequence[str]) -> None:
        """Tick these fields and no others."""
        for item in self._items():
            on = item.text() in fields
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def ticked(self) -> tuple[str, ...]:
        """The fields ticked, in the order of the table."""
        return tuple(i.text() for i in self._items() if i.checkState() is Qt.CheckState.Checked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(n) for n in range(self.count())]


class FormulaEdit(QWidget):
    """A line for a formula, with a button that puts the name of a field into it."""

    changed = Signal()

    def __init__(self, fields: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.textChanged.connect(self.changed)
        self.setFocusProxy(self.edit)
        self.button = QPushButton(_("Insert a field"), self)
        menu = QMenu(self.button)
        menu.setAccessibleName(self.button.text())
        for name in fields:
            menu.addAction(caption(name), partial(self._insert, name))
        self.button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _insert(self, name: str) -> None:
        self.edit.insert(f"{{{name}}}")
        self.edit.setFocus()


class TransformForm(Form):
    """Built for the inputs of one transform over the fields of one table."""

    changed = Signal()

    def __init__(
        self, inputs: Sequence[Input], fields: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._asked = inputs
        self._fields = fields
        self.inputs: dict[str, QWidget] = {}
        for one in inputs:
            widget = _MAKERS[one.kind](self, one)
            self.inputs[one.key] = widget
            self.add(one.key, widget)
            self.set_label(one.key, "" if one.kind == "flag" else _(one.label))
            if one.kind == "flag":
                widget.setAccessibleName(_(one.label))
        self._show_lines()

    # -- making ----------------------------------------------------------------------------------

    def _combo(self, entries: Sequence[tuple[str, Any]]) -> Choice:
        combo = Choice(self, least=18)
        for text, data in entries:
            combo.addItem(text, data)
        combo.currentIndexChanged.connect(self._on_changed)
        return combo

    def _make_field(self, one: Input) -> QWidget:
        nothing = [(f"({_(one.hint)})", "")] if one.hint else []
        return self._combo([*nothing, *((name, name) for name in self._fields)])

    def _make_choice(self, one: Input) -> QWidget:
        return self._combo([(_(label), value) for value, label in one.choices])

    def _make_fields(self, _one: Input) -> QWidget:
        made = FieldList(self._fields, self)
        made.itemChanged.connect(self._on_changed)
        return made

    def _make_text(self, one: Input) -> QWidget:
        made = QLineEdit(str(one.default), self)
        made.setPlaceholderText(_(one.hint) if one.hint else "")
        made.textChanged.connect(self._on_changed)
        return made

    def _make_formula(self, _one: Input) -> QWidget:
        made = FormulaEdit(self._fields, self)
        made.changed.connect(self._on_changed)
        return made

    def _make_flag(self, one: Input) -> QWidget:
        made = QCheckBox(_(one.label), self)
        made.setChecked(bool(one.default))
        made.toggled.connect(self._on_changed)
        return made

    def _make_number(self, one: Input) -> QWidget:
        made = QSpinBox(self)
        made.setRange(*one.bounds)
        made.setValue(int(one.default or one.bounds[0]))
        made.lineEdit().setTextMargins(SPIN_MARGIN, 0, 0, 0)
        made.valueChanged.connect(self._on_changed)
        return made

    # -- what was filled in ------------------------------------------------------------------------

    def preset(self, field: str) -> None:
        """Choose a field where the first one is asked for."""
        for one in self._asked:
            widget = self.inputs[one.key]
            if isinstance(widget, FieldList):
                widget.tick([field])
                return
            if one.kind == "field" and isinstance(widget, QComboBox):
                widget.setCurrentIndex(max(widget.findData(field), 0))
                return

    def focus_first(self) -> None:
        """Put the cursor where the first answer goes."""
        first = next(iter(self.inputs.values()), None)
        if first is not None:
            first.setFocus()

    def values(self) -> dict[str, Any]:
        """What was filled in, by input."""
        return {one.key: self._value(one) for one in self._asked}

    def _value(self, one: Input) -> Any:
        return _READERS[one.kind](self.inputs[one.key])

    def _on_changed(self, *_what: object) -> None:
        self._show_lines()
        self.changed.emit()

    def _show_lines(self) -> None:
        """Only what the other answers call for."""
        for one in self._asked:
            key, wanted = one.only_for
            if key:
                self.set_line_visible(one.key, self._value(self._input(key)) in wanted)

    def _input(self, key: str) -> Input:
        return next(one for one in self._asked if one.key == key)


_MAKERS: dict[str, Callable[[TransformForm, Input], QWidget]] = {
    "field": TransformForm._make_field,
    "fields": TransformForm._make_fields,
    "text": TransformForm._make_text,
    "names": TransformForm._make_text,
    "formula": TransformForm._make_formula,
    "choice": TransformForm._make_choice,
    "flag": TransformForm._make_flag,
    "number": TransformForm._make_number,
}


_READERS: dict[str, Callable[[Any], Any]] = {
    "field": lambda combo: combo.currentData() or "",
    "fields": FieldList.ticked,
    "text": QLineEdit.text,
    "names": lambda edit: tuple(parted(edit.text())),
    "formula": lambda formula: formula.edit.text(),
    "choice": QComboBox.currentData,
    "flag": QCheckBox.isChecked,
    "number": QSpinBox.value,
}
