"""The rest of a field's definition: description, example, missing values, constraints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from curator.i18n import gettext as _
from curator.schema.model import Field, Schema
from ui import theme
from ui.widgets.form import SEPARATOR, Form, parted

LENGTHS = ("minLength", "maxLength")
BOUNDS = ("minimum", "maximum")
BOUNDED_TYPES = ("number", "integer", "date", "datetime", "time", "year", "yearmonth")


class LeavingTextEdit(QPlainTextEdit):
    """A text of some lines that says when it is left changed; Tab goes on to the next control."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.text_height(3))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()

    def finish(self) -> None:
        """Say what was changed, as leaving does."""
        if self.document().isModified():
            self.document().setModified(False)
            self.edited.emit(self.toPlainText().strip())


class RulesForm(QWidget):
    """Says which property or constraint was changed, and to what (None: taken away)."""

    property_changed = Signal(str, object)
    constraint_changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = Field(name="")
        self._form = Form(self)
        self.title = QLineEdit(self)
        self.description = LeavingTextEdit(self)
        self.example = QLineEdit(self)
        self.missing = QLineEdit(self)
        self.limits = {key: QLineEdit(self) for key in (*BOUNDS, *LENGTHS)}
        self.pattern = QLineEdit(self)
        self.members = QLineEdit(self)
        self.unique = QCheckBox(self)
        lines: dict[str, QWidget] = {
            "title": self.title,
            "description": self.description,
            "example": self.example,
            "missing": self.missing,
            **self.limits,
            "pattern": self.pattern,
            "enum": self.members,
        }
        for key, widget in lines.items():
            self._form.add(key, widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._form)
        layout.addWidget(self.unique)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        for key, edit in self._lines():
            edit.editingFinished.connect(lambda key=key, edit=edit: self._on_line(key, edit))
        self.description.edited.connect(
            lambda text: self.property_changed.emit("description", text or None)
        )
        self.missing.editingFinished.connect(self._on_missing)
        for key, edit in self._limits():
            edit.editingFinished.connect(lambda key=key, edit=edit: self._on_limit(key, edit))
        self.members.editingFinished.connect(self._on_members)
        self.unique.clicked.connect(
            lambda on: self.constraint_changed.emit("unique", True if on else None)
        )

    def retranslate(self) -> None:
        labels = {
            "title": _("Title"),
            "description": _("Description"),
            "example": _("Example"),
            "missing": _("Means “no value”"),
            "minimum": _("At least"),
            "maximum": _("At most"),
            "minLength": _("Shortest"),
            "maxLength": _("Longest"),
            "pattern": _("Pattern"),
            "enum": _("One of"),
        }
        for key, text in labels.items():
            self._form.set_label(key, text)
        self.unique.setText(_("Unique: no value twice"))
        for edit in (self.missing, self.members):
            edit.setPlaceholderText(_("values separated by {sign}").format(sign=SEPARATOR))
        self.pattern.setToolTip(_("A regular expression that every whole value must match."))

    def show_field(self, field: Field, schema: Schema) -> None:
        """Show a field's properties; what is being typed stays."""
        self._field = field
        constraints = field.constraints
        _fill(self.title, field.title)
        if not self.description.hasFocus():
            self.description.setPlainText(field.description)
            self.description.document().setModified(False)
        _fill(self.example, "" if field.example is None else str(field.example))
        _fill(self.missing, _joined([v for v in schema.missing_values_of(field.name) if v]))
        for key, edit in self.limits.items():
            _fill(edit, str(constraints.get(key, "")))
        _fill(self.pattern, str(constraints.get("pattern", "")))
        _fill(self.members, _joined(constraints.get("enum", ())))
        self.unique.setChecked(bool(constraints.get("unique")))
        for key in BOUNDS:
            self._form.set_line_visible(key, field.type in BOUNDED_TYPES)
        for key in (*LENGTHS, "pattern"):
            self._form.set_line_visible(key, field.type == "string")

    # -- what the user changes -----------------------------------------------------------------

    def _lines(self) -> tuple[tuple[str, QLineEdit], ...]:
        return ("title", self.title), ("example", self.example)

    def _limits(self) -> tuple[tuple[str, QLineEdit], ...]:
        return (*self.limits.items(), ("pattern", self.pattern))

    def finish_editing(self) -> None:
        """Say everything that was typed, as leaving each input would."""
        for key, edit in self._lines():
            self._on_line(key, edit)
        for key, edit in self._limits():
            self._on_limit(key, edit)
        self._on_missing()
        self._on_members()
        self.description.finish()

    def _on_line(self, key: str, edit: QLineEdit) -> None:
        if _was_edited(edit):
            self.property_changed.emit(key, edit.text().strip() or None)

    def _on_missing(self) -> None:
        if _was_edited(self.missing):
            values = ["", *parted(self.missing.text())]
            self.property_changed.emit("missingValues", values if len(values) > 1 else None)

    def _on_limit(self, key: str, edit: QLineEdit) -> None:
        if _was_edited(edit):
            self.constraint_changed.emit(key, self._limit(key, edit.text().strip()))

    def _limit(self, key: str, text: str) -> Any:
        """A limit as the standard writes it: a number where the field is one."""
        if not text:
            return None
        if key in LENGTHS or self._field.type in ("integer", "year"):
            return int(text) if text.lstrip("-").isdigit() else text
        if key in BOUNDS and self._field.type == "number":
            plain = text.replace(",", ".").replace(" ", "")
            try:
                return int(plain) if plain.lstrip("-").isdigit() else float(plain)
            except ValueError:
                return text
        return text

    def _on_members(self) -> None:
        if _was_edited(self.members):
            self.constraint_changed.emit("enum", parted(self.members.text()) or None)


def _fill(edit: QLineEdit, text: str) -> None:
    if not (edit.hasFocus() and edit.isModified()):
        edit.setText(text)


def _was_edited(edit: QLineEdit) -> bool:
    """Whether the user changed the text since it was shown; asked once per change."""
    was = edit.isModified()
    edit.setModified(False)
    return was


def _joined(values: Sequence[Any]) -> str:
    return f" {SEPARATOR} ".join(str(value) for value in values)
