"""The right panel of the Aperçu stage: what changes by field, and totals before and after."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QPushButton,
    QWidget,
)

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.preview import Difference, FieldTotals
from ui import theme
from ui.i18n import locale, number
from ui.plain import Label, breakable, caption, tip
from ui.widgets.form import section
from ui.widgets.layouts import drop_all
from ui.widgets.side_panel import SidePanel

MOST_ROWS = 50
LEGEND_CHANGED, LEGEND_REMOVED = "✎", "▨"

NAME_WIDTH = 10
"""Room for a field's name, in heights of a line; the rest of the panel is for what happens."""


class ChangesPanel(SidePanel):
    """Field names are buttons that lead to the field in the grid."""

    field_chosen = Signal(str)
    only_changed_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._difference: Difference | None = None
        self._show_title = section(self)
        self._fields_title = section(self)
        self._totals_title = section(self)
        self._fields = _Rows(self)
        self._fields.chosen.connect(self.field_chosen)
        self._totals = _Rows(self)
        self._totals.chosen.connect(self.field_chosen)
        self._totals_note = Label(self)
        theme.set_role(self._totals_note, "small")
        self._totals_note.setWordWrap(True)
        self.only_changed = QCheckBox(self)
        self.only_changed.toggled.connect(self.only_changed_toggled)
        self._legend = Label(self)
        theme.set_role(self._legend, "small")
        self._legend.setWordWrap(True)
        self.add_part(self._show_title, self.only_changed, self._legend)
        self.add_part(self._fields_title, self._fields)
        self.add_part(self._totals_title, self._totals, self._totals_note)
        self.column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(_("What changes"))
        for label, text in (
            (self._fields_title, _("By field")),
            (self._totals_title, _("Totals before and after")),
            (self._show_title, _("Display")),
        ):
            label.setText(text.upper())
            label.setAccessibleName(text)
        self.only_changed.setText(_("Only the rows that changed"))
        changed = _("changed: what it was, then what it is")
        self._legend.setText(f"{LEGEND_CHANGED} {changed}\n{LEGEND_REMOVED} {_('removed')}")
        self._show()

    def show_difference(self, difference: Difference | None) -> None:
        """Show another comparison; None: it is being worked out."""
        if difference is None or difference is not self._difference:
            self._difference = difference
            self._show()

    def forget(self) -> None:
        """Let go of the tables that were compared."""
        self._difference = None

    def _show(self) -> None:
        found = self._difference
        if found is None:
            self._fields.show_rows([(_("Being compared…"), "", "")])
            self._totals.show_rows([])
        else:
            self._fields.show_rows(_most(_field_rows(found)) or [(_("Nothing changes."), "", "")])
            self._totals.show_rows(_most([_total_row(t) for t in found.totals]))
        has_totals = found is not None and bool(found.totals)
        self._totals_title.setVisible(has_totals)
        self._totals_note.setVisible(has_totals)
        if found is not None and has_totals:
            self._totals_note.setText(_totals_note(found))


def _most(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """As many lines as anyone reads; the grid has them all."""
    rest = len(rows) - MOST_ROWS
    if rest <= 0:
        return rows
    more = ngettext("and {n} more", "and {n} more", rest).format(n=number(rest))
    return [*rows[:MOST_ROWS], (more, "", "")]


def _field_rows(found: Difference) -> list[tuple[str, str, str]]:
    """(label, what happens, field to go to) for every field with a change."""
    summary = found.summary
    renamed = {after: before for before, after in summary.fields_renamed}
    rows = []
    for name in found.public.names:
        parts = []
        if name in renamed:
            parts.append(_("was “{name}”").format(name=renamed[name]))
        n = summary.cells_changed.get(name, 0)
        if n:
            cells = ngettext("{n} cell", "{n} cells", n).format(n=number(n))
            parts.append(f"{cells} {LEGEND_CHANGED}")
        if name in summary.fields_added:
            parts.append(_("added"))
        if parts:
            rows.append((name, " · ".join(parts), name))
    rows += [(name, f"{_('removed')} {LEGEND_REMOVED}", name) for name in summary.fields_removed]
    return rows


def figure(value: Decimal) -> str:
    """An exact sum as the language writes it."""
    sign, digits, exponent = value.as_tuple()
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    text = f"{abs(value):f}"
    whole, _point, rest = text.partition(".")
    rest = rest.rstrip("0")
    if decimals and rest and len(rest) < 2:
        rest = rest.ljust(2, "0")
    shown = locale().toString(int(whole)) if len(whole) < 16 else whole
    joined = f"{shown}{locale().decimalPoint()}{rest}" if rest else shown
    return f"−{joined}" if sign and any(digits) else joined


def _total_row(totals: FieldTotals) -> tuple[str, str, str]:
    after = figure(totals.after.value)
    if totals.before is None:
        return totals.field, after, totals.field
    before = figure(totals.before.value)
    if totals.before.value == totals.after.value:
        return totals.field, f"✓ {after}", totals.field
    return totals.field, f"▲ {before} → {after}", totals.field


def _totals_note(found: Difference) -> str:
    unread = sum(t.after.unread for t in found.totals)
    if not unread:
        return _("Sums of the rows that are data.")
    text = ngettext(
        "Sums of the rows that are data; {n} text that is no number is left out.",
        "Sums of the rows that are data; {n} texts that are no numbers are left out.",
        unread,
    )
    return text.format(n=number(unread))


class _Rows(QWidget):
    """Lines of a name, which is a button, and a text."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        drop_all(self._grid)
        for n, (label, text, field) in enumerate(rows):
            name: QWidget
            if field:
                name = self._button(label, field)
            else:
                name = Label(label, self)
                theme.set_role(name, "muted")
            what = Label(breakable(text), self)
            what.setWordWrap(True)
            what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(name, n, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(what, n, 1)

    def _button(self, label: str, field: str) -> QPushButton:
        room = NAME_WIDTH * self.fontMetrics().height()
        shown = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, room)
        button = QPushButton(caption(shown), self)
        if shown != label:
            button.setAccessibleName(label)
            button.setToolTip(tip(label))
        theme.set_role(button, "link")
        button.setProperty("field", field)
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("field")))
