"""Definition of a field: its Table Schema descriptor as a form; each change is one step."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from curator.i18n import gettext as _
from curator.schema.model import Field
from ui import theme
from ui.models.wording import (
    DATE_FORMATS,
    STRING_FORMATS,
    TYPE_NAMES,
    format_name,
    number_form,
    type_explanation,
    type_name,
)
from ui.view_models.dossier import DossierViewModel
from ui.view_models.schema import SchemaViewModel
from ui.widgets.choice import Choice
from ui.widgets.form import Form, refill
from ui.widgets.inspector.rules import RulesForm
from ui.widgets.inspector.section import Section

NUMBER_FORMS: tuple[tuple[str, str], ...] = (
    (".", ""),
    (",", ""),
    (",", " "),
    (",", "\u202f"),
    (",", "\u00a0"),
    (",", "."),
    (".", ","),
)
"""Decimal and group characters offered for numbers."""


class DefinitionSection(Section):
    """Name, type, format and whether it is required; more rules on demand."""

    def __init__(
        self, dossier: DossierViewModel, model: SchemaViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._model = model
        self._shown_of: Callable[[], object] = lambda: None
        """The dossier that the definition is of, which is not held on to."""
        self._form = Form(self)
        self.name = QLineEdit(self)
        self.type = Choice(self)
        self.format = Choice(self)
        self.required = QCheckBox(self)
        for key, widget in (("name", self.name), ("type", self.type), ("format", self.format)):
            self._form.add(key, widget)
        self.more = QPushButton(self)
        theme.set_role(self.more, "link")
        self.rules = RulesForm(self)
        self.rules.hide()
        self.body.addWidget(self._form)
        self.body.addWidget(self.required)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.rules)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._on_name)
        self.type.activated.connect(self._on_type)
        self.format.activated.connect(self._on_format)
        self.required.clicked.connect(self._on_required)
        self.more.clicked.connect(self._on_more)
        self.rules.property_changed.connect(self._on_property)
        self.rules.constraint_changed.connect(self._on_constraint)

    def title(self) -> str:
        return _("Definition")

    def retranslate(self) -> None:
        self._form.set_label("name", _("Name"))
        self._form.set_label("type", _("Type"))
        self._form.set_label("format", _("Read as"))
        self.required.setText(_("Required: no cell may be empty"))
        self._word_more()
        super().retranslate()

    def _word_more(self) -> None:
        is_open = not self.rules.isHidden()
        self.more.setText(_("Fewer rules") if is_open else _("Description, rules…"))

    @property
    def _definition(self) -> Field | None:
        if not self._dossier.is_open or self.field not in self._dossier.table.schema:
            return None
        return self._dossier.table.schema[self.field]

    def refresh(self) -> None:
        field = self._definition
        if field is None:
            return
        if self._shown_of() is not self._dossier.dossier:
            self._forget_typing()
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(field.name)
        types = [(type_name(name), name) for name in TYPE_NAMES]
        if field.type not in TYPE_NAMES:
            types.append((field.type, field.type))
        refill(self.type, types, field.type)
        self.type.setToolTip(type_explanation(field.type))
        self.type.setAccessibleDescription(type_explanation(field.type))
        self._show_format(field)
        self.required.setChecked(field.is_required)
        self.rules.show_field(field, self._dossier.table.schema)

    def _forget_typing(self) -> None:
        """What was typed was about another dossier."""
        self._shown_of = weakref.ref(self._dossier.dossier)
        for edit in self.findChildren(QLineEdit):
            edit.setModified(False)
        self.rules.description.document().setModified(False)

    def _show_format(self, field: Field) -> None:
        entries = _format_entries(field)
        self._form.set_line_visible("format", len(entries) > 1)
        refill(self.format, entries, _format_of(field))

    # -- what the user changes -----------------------------------------------------------------

    def finish_editing(self) -> None:
        self._on_name()
        self.rules.finish_editing()

    def _is_there(self) -> bool:
        """Whether what is shown is in the dossier that is open, and in no other."""
        return self._definition is not None and self._shown_of() is self._dossier.dossier

    def _on_name(self) -> None:
        if not self._is_there():
            return
        text = self.name.text().strip()
        if self.name.isModified() and text and text != self.field:
            self.name.setModified(False)
            self._model.rename(self.field, text)
        elif not text:
            self.name.setText(self.field)

    def _on_type(self) -> None:
        if self._definition is not None:
            self._model.set_type(self.field, str(self.type.currentData()))

    def _on_format(self) -> None:
        field, wanted = self._definition, self.format.currentData()
        if field is None or wanted == _format_of(field):
            return
        if field.type in ("number", "integer"):
            decimal, group = wanted
            written = {
                "decimalChar": decimal if decimal != "." else None,
                "groupChar": group or None,
            }
            self._model.define(self.field, written)
        else:
            self._model.define(self.field, {"format": None if wanted == "default" else wanted})

    def _on_required(self, is_required: bool) -> None:
        self._model.constrain(self.field, {"required": True if is_required else None})

    def _on_more(self) -> None:
        self.rules.setVisible(self.rules.isHidden())
        self._word_more()

    def _on_property(self, key: str, value: object) -> None:
        if self._is_there():
            self._model.define(self.field, {key: value})

    def _on_constraint(self, key: str, value: object) -> None:
        if self._is_there():
            self._model.constrain(self.field, {key: value})


def _format_of(field: Field) -> Any:
    if field.type in ("number", "integer"):
        return (
            str(field.options.get("decimalChar", ".")),
            str(field.options.get("groupChar", "")),
        )
    return field.format


def _format_entries(field: Field) -> list[tuple[str, object]]:
    """The ways of writing that are offered for the field's type, its own among them."""
    own = _format_of(field)
    if field.type in ("number", "integer"):
        forms = [*NUMBER_FORMS] if own in NUMBER_FORMS else [own, *NUMBER_FORMS]
        entries: list[tuple[str, object]] = []
        for decimal, group in forms:
            example = Field(
                name="", type=field.type, options={"decimalChar": decimal, "groupChar": group}
            )
            entries.append((_shown_number(example, group), (decimal, group)))
        return entries
    formats = tuple(STRING_FORMATS) if field.type == "string" else DATE_FORMATS.get(field.type, ())
    if not formats:
        return []
    known = formats if own in formats else (own, *formats)
    return [(format_name(field.type, form), form) for form in known]


def _shown_number(example: Field, group: str) -> str:
    text = number_form(example)
    names = {"\u202f": _("narrow space"), "\u00a0": _("no-break space")}
    return f"{text} ({names[group]})" if group in names else text
