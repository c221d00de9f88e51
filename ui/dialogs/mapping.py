"""A table made to follow a schema: which column stands for which field, to be corrected first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QHeaderView,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.schema.matching import UNTOLD, FieldMatch
from ui import theme
from ui.dialogs.base import Dialog
from ui.i18n import number
from ui.models.wording import type_name
from ui.plain import Label, caption, tip
from ui.view_models.mapping import MappingViewModel
from ui.widgets.choice import Choice
from ui.widgets.form import refill
from ui.widgets.layouts import added
from ui.widgets.tables import item_at

FIELD, COLUMN, REASON, EXAMPLES = range(4)
SHARING = (FIELD, COLUMN, EXAMPLES)
"""Columns that share the width that is left."""


class MappingDialog(Dialog):
    """One line per field of the schema; under them, what will be done and what will be left."""

    SIZE = (920, 680)

    def __init__(self, model: MappingViewModel, parent: QWidget | None = None) -> None:
        buttons = QDialogButtonBox.StandardButton
        super().__init__(parent, buttons.Apply | buttons.Close)
        self.model = model
        model.setParent(self)
        self._choices: dict[str, Choice] = {}
        self.setWindowTitle(_("Apply the schema “{name}”").format(name=model.proposal.title))
        self.summary = self._label("strong")
        self.hint = self._label("muted")
        self.hint.setText(_("Check what is marked ▲, and choose another column where it is wrong."))
        self.only_open = QCheckBox(_("Only what is to be checked"), self)
        self.only_open.toggled.connect(self._show_lines)
        self.table = self._make_table()
        self.convert = QCheckBox(_("Also convert the cells that have one reading only"), self)
        self.convert.setChecked(True)
        self.drop_others = QCheckBox(self)
        for box in (self.convert, self.drop_others):
            box.toggled.connect(self._on_options)
        self.steps = QListWidget(self)
        self.steps.setAccessibleName(_("What will be done"))
        self.steps.setMinimumHeight(theme.text_height(4))
        self.outcome = self._label("muted")
        self._lay_out()
        self._connect()
        self._fill()
        model.look()

    def _label(self, role: str) -> Label:
        label = Label(self)
        label.setWordWrap(True)
        theme.set_role(label, role)
        return label

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(self)
        table.setColumnCount(4)
        table.setHorizontalHeaderLabels(
            [_("Field of the schema"), _("Column of the table"), _("Because"), _("Examples")]
        )
        table.setAccessibleName(_("Fields of the schema and columns of the table"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in SHARING:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _lay_out(self) -> None:
        for widget in (self.summary, self.hint, self.only_open):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 3)
        under = added(self.body, QVBoxLayout())
        under.setSpacing(4)
        under.addWidget(self.convert)
        under.addWidget(self.drop_others)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.steps, 1)
        self.apply_button = self.word_apply(_("Apply"))
        self.apply_button.setDefault(True)

    def _connect(self) -> None:
        self.apply_button.clicked.connect(self._on_apply)
        self.model.match_changed.connect(self._show_lines)
        self.model.plan_changed.connect(self._show_plan)
        self.model.refused.connect(self._on_refused)
        self.model.interrupted.connect(self._on_interrupted)

    # -- lines -----------------------------------------------------------------------------------

    def _fill(self) -> None:
        schema = self.model.proposal.schema
        self.table.setRowCount(len(schema))
        entries = [(_("(none)"), ""), *((name, name) for name in self.model.columns)]
        for row, field in enumerate(schema):
            name = f"{field.name} *" if field.is_required else field.name
            item = QTableWidgetItem(name)
            parts = (field.title, type_name(field.type), field.description)
            item.setToolTip(tip("\n".join(part for part in parts if part)))
            self.table.setItem(row, FIELD, item)
            choice = Choice(self.table)
            refill(choice, entries, "")
            choice.setAccessibleName(_("Column for {field}").format(field=field.name))
            choice.activated.connect(partial(self._on_chosen, field.name))
            self._choices[field.name] = choice
            self.table.setCellWidget(row, COLUMN, choice)
            for column in (REASON, EXAMPLES):
                self.table.setItem(row, column, QTableWidgetItem())
        self.table.resizeRowsToContents()
        self._show_lines()

    def _on_chosen(self, field: str, _index: int) -> None:
        self.model.set_column(field, self._choices[field].currentData())

    def _show_lines(self) -> None:
        for row, field in enumerate(self.model.proposal.schema):
            found = self.model.field_match(field.name)
            choice = self._choices[field.name]
            choice.setCurrentIndex(max(choice.findData(found.column or ""), 0))
            is_open = self.model.is_to_check(field.name)
            sign = "▲" if is_open else "✓" if found.column is not None else ""
            reason = _("required") if is_open and found.column is None else _reason(found)
            item_at(self.table, row, REASON).setText(f"{sign} {reason}".strip())
            some = self.model.proposal.samples.get(found.column or "", ())
            examples = item_at(self.table, row, EXAMPLES)
            examples.setText(" · ".join(value.replace("\n", " ") for value in some))
            examples.setToolTip(tip("\n".join(some)))
            self.table.setRowHidden(row, self.only_open.isChecked() and not is_open)
        self._show_summary()

    def _show_summary(self) -> None:
        match = self.model.match
        text = _("{known} of the {all} fields of the schema are there.")
        parts = [text.format(known=len(match.columns), all=len(match.matches))]
        plan = self.model.plan
        missing = match.missing_required if plan is None else plan.missing
        if missing:
            sentence = ngettext(
                "A required one is missing: {fields}.", "Required ones are missing: {fields}.",
                len(missing),
            )  # fmt: skip
            parts.append(sentence.format(fields=", ".join(missing)))
        self.summary.setText(" ".join(parts))
        n = len(match.extra)
        text = ngettext(
            "Remove the column that the schema does not know: {fields}",
            "Remove the {n} columns that the schema does not know: {fields}",
            n,
        )
        shown = ", ".join(match.extra[:4]) + ("…" if n > 4 else "")
        self.drop_others.setText(caption(text.format(n=number(n), fields=shown)))
        self.drop_others.setVisible(n > 0)

    # -- plan --------------------------------------------------------------------------------------

    def _on_options(self) -> None:
        self.model.set_options(
            is_converting=self.convert.isChecked(), is_dropping=self.drop_others.isChecked()
        )

    def _show_plan(self) -> None:
        plan = self.model.plan
        self.apply_button.setEnabled(plan is not None)
        if plan is None:
            self.outcome.setText(_("Being worked out…"))
            return
        self._show_summary()
        self.steps.clear()
        for sentence, cells in plan.steps:
            counted = ngettext("{n} cell", "{n} cells", cells).format(n=number(cells))
            self.steps.addItem(f"{sentence} ({counted})" if cells else sentence)
        if plan.problems:
            text = ngettext(
                "One undoable step. {n} cell or field will be left to correct.",
                "One undoable step. {n} cells or fields will be left to correct.",
                plan.problems,
            )
            self.outcome.setText(text.format(n=number(plan.problems)))
        else:
            self.outcome.setText(_("One undoable step. Nothing will be left to correct."))

    def _on_interrupted(self) -> None:
        self.outcome.setText(_("Interrupted: change a choice, or open this window again."))

    def _on_refused(self, sentence: str) -> None:
        self.outcome.setText(sentence)

    def _on_apply(self) -> None:
        self.model.apply()
        self.accept()

    def leave(self) -> None:
        self.model.drop()


def _reason(found: FieldMatch) -> str:
    """Why the column is proposed, in figures a person can weigh."""
    if found.column is None:
        return ""
    if found.by_name == found.by_content == 1.0 and found.score == 1.0:
        return _("as chosen, or the same name")
    name, content = round(100 * found.by_name), round(100 * found.by_content)
    if not found.by_name:
        return _("contents {n}%").format(n=content)
    if found.by_content == UNTOLD:
        return _("name {name}%").format(name=name)
    return _("name {name}%, contents {content}%").format(name=name, content=content)
