"""The metadata of the dataset, each property under its label with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import N_
from curator.i18n import gettext as _
from ui import theme
from ui.models.typed_dates import iso_bound, iso_day
from ui.plain import Label
from ui.widgets.choice import Choice
from ui.widgets.form import refill
from ui.widgets.layouts import added

if TYPE_CHECKING:
    from curator.issues import Issue
    from curator.publish.metadata import Metadata

MARGINS = 76
"""Pixels around and between two columns of entries."""


@dataclass(frozen=True, kw_only=True)
class Property:
    """A property of the metadata: its path, label, hint, kind of input, and how wide it is."""

    path: str
    label: str
    hint: str = ""
    kind: str = "line"
    """``line``, ``text``, ``words`` (separated by commas), ``day``, ``bound`` (of a period: a day,
    a month or a year) or the name of a list of choices.
    """
    is_wide: bool = False


GROUPS: tuple[tuple[str, tuple[Property, ...]], ...] = (
    (
        N_("THE DATASET"),
        (
            Property(
                path="title",
                label=N_("Title"),
                hint=N_("Subsidies to associations in 2025"),
                is_wide=True,
            ),
            Property(
                path="description",
                label=N_("Description"),
                hint=N_("What the data hold, who made them, how."),
                kind="text",
                is_wide=True,
            ),
            Property(
                path="keywords", label=N_("Keywords"), hint=N_("separated by commas"), kind="words"
            ),
            Property(path="themes", label=N_("Theme"), kind="themes"),
        ),
    ),
    (
        N_("WHO PUBLISHES"),
        (
            Property(path="publisher.name", label=N_("Publisher"), hint=N_("Town of …")),
            Property(
                path="publisher.siret", label=N_("SIRET of the publisher"), hint=N_("14 digits")
            ),
            Property(path="contact.name", label=N_("Contact"), hint=N_("the service in charge")),
            Property(path="contact.mail", label=N_("Contact’s mail"), hint=N_("opendata@town.fr")),
            Property(path="licence", label=N_("Licence"), kind="licences"),
            Property(
                path="language", label=N_("Language of the published texts"), kind="languages"
            ),
        ),
    ),
    (
        N_("WHEN AND WHERE"),
        (
            Property(
                path="temporal.start",
                label=N_("Covers from"),
                hint=N_("2025-01-01"),
                kind="bound",
            ),
            Property(path="temporal.end", label=N_("to"), hint=N_("2025-12-31"), kind="bound"),
            Property(path="spatial.granularity", label=N_("Territory"), kind="granularities"),
            Property(path="spatial.code", label=N_("Code of the territory"), hint=N_("INSEE code")),
            Property(path="frequency", label=N_("Updated"), kind="frequencies"),
            Property(
                path="issued", label=N_("First published on"), hint=N_("2026-01-31"), kind="day"
            ),
            Property(
                path="modified", label=N_("Last modified on"), hint=N_("2026-01-31"), kind="day"
            ),
            Property(path="version", label=N_("Version"), hint="1.0"),
        ),
    ),
    (
        N_("FOR THOSE WHO USE THE DATA"),
        (
            Property(
                path="source_note", label=N_("Where the data come from"), kind="text", is_wide=True
            ),
            Property(
                path="limits",
                label=N_("What they cannot be used for"),
                kind="text",
                is_wide=True,
            ),
        ),
    ),
)
"""The form, in order."""

READ_AS: Mapping[str, Callable[[str], str]] = {"day": iso_day, "bound": iso_bound}
"""What is typed in one line, as the metadata hold it, by the kind of input."""


class Entry(QWidget):
    """One property: label above, input, and a remark below when something is wrong."""

    edited = Signal(str, object)
    """Path, new value."""

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.property_ = prop
        self._label = Label(self)
        theme.set_role(self._label, "strong")
        self.input = self._make_input()
        self.input.setObjectName(f"metadata-{prop.path}")
        self._label.setBuddy(self.input)
        self._badge = Label(self)
        self._badge.hide()
        self._remark = Label(self)
        self._remark.setWordWrap(True)
        self._remark.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = added(column, QHBoxLayout())
        heading.setSpacing(8)
        self._label.setWordWrap(True)
        heading.addWidget(self._label, 1)
        heading.addWidget(self._badge)
        self._label.setMinimumHeight(self._label.sizeHint().height() + 6)
        column.addWidget(self.input)
        column.addWidget(self._remark)
        column.addStretch(1)
        self.retranslate()

    def _make_input(self) -> QWidget:
        kind = self.property_.kind
        if kind == "text":
            text = QPlainTextEdit(self)
            text.setTabChangesFocus(True)
            text.setFixedHeight(theme.text_height(4))
            text.textChanged.connect(self._on_edited)
            return text
        if kind in ("line", "words", *READ_AS):
            line = QLineEdit(self)
            line.textEdited.connect(self._on_edited)
            if kind in READ_AS:
                line.editingFinished.connect(self._on_finished)
            return line
        combo = Choice(self, least=12)
        combo.activated.connect(self._on_edited)
        return combo

    def retranslate(self) -> None:
        label = _(self.property_.label)
        self._label.setText(label)
        self.input.setAccessibleName(label)
        hint = _(self.property_.hint) if self.property_.hint else ""
        if isinstance(self.input, (QLineEdit, QPlainTextEdit)):
            self.input.setPlaceholderText(hint)
        elif isinstance(self.input, QComboBox):
            chosen = self.input.currentData()
            refill(self.input, _choices(self.property_.kind), chosen)

    # -- value ---------------------------------------------------------------------------------

    def show_value(self, value: Any) -> None:
        """Show a value without telling that it was edited."""
        self.input.blockSignals(True)
        if isinstance(self.input, QComboBox):
            code = (value[0] if value else "") if isinstance(value, tuple) else value
            if self.input.findData(code) < 0:
                self.input.addItem(str(code), code)
            self.input.setCurrentIndex(self.input.findData(code))
        elif isinstance(self.input, QPlainTextEdit):
            if self.input.toPlainText() != value:
                self.input.setPlainText(str(value))
        elif isinstance(self.input, QLineEdit):
            text = ", ".join(value) if isinstance(value, tuple) else str(value)
            if self.input.text() != text:
                self.input.setText(text)
        self.input.blockSignals(False)

    def value(self) -> Any:
        """The value as the metadata hold it."""
        if isinstance(self.input, QComboBox):
            code = self.input.currentData()
            return ((code,) if code else ()) if self.property_.kind == "themes" else code
        if isinstance(self.input, QPlainTextEdit):
            return self.input.toPlainText()
        text = self.input.text() if isinstance(self.input, QLineEdit) else ""
        if self.property_.kind == "words":
            return tuple(word.strip() for word in text.split(",") if word.strip())
        read = READ_AS.get(self.property_.kind)
        return read(text.strip()) if read is not None else text.strip()

    def show_remark(self, text: str, *, is_blocking: bool, is_insistent: bool = False) -> None:
        """Say what is wrong; ``""``: nothing is.

        What is merely missing gets a quiet word beside the label, until the user wanted to go on
        without it (``is_insistent``).
        """
        is_quiet = bool(text) and not self.value() and not (is_blocking and is_insistent)
        if is_quiet:
            # The role first: a label measures itself anew only with another text.
            theme.set_role(self._badge, "badge-red" if is_blocking else "small")
            self._badge.setText(_("needed") if is_blocking else _("advised"))
            self._badge.setToolTip(text)
        elif text:
            theme.set_role(self._remark, "error" if is_blocking else "warning")
            self._remark.setText(f"{'✕' if is_blocking else '▲'} {text}")
        self._badge.setVisible(is_quiet)
        self._remark.setVisible(bool(text) and not is_quiet)
        self.input.setAccessibleDescription(text)
        self._show_invalid(bool(text) and is_blocking and not is_quiet)

    def _show_invalid(self, is_invalid: bool) -> None:
        if bool(self.input.property("invalid")) != is_invalid:
            self.input.setProperty("invalid", is_invalid)
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit(self.property_.path, self.value())

    def _on_finished(self) -> None:
        """A date that was typed in another way stands there as the metadata hold it."""
        self.show_value(self.value())


class MetadataForm(QScrollArea):
    """Every property; says what was edited and shows what it is told."""

    edited = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entries: dict[str, Entry] = {}
        self._headings: list[tuple[QLabel, str]] = []
        self._grids: list[tuple[QGridLayout, list[Entry]]] = []
        self._columns = 0
        box = QFrame(self)
        theme.set_role(box, "box")
        self._column = QVBoxLayout(box)
        self._column.setContentsMargins(20, 16, 20, 20)
        self._column.setSpacing(12)
        for heading, properties in GROUPS:
            self._add_group(heading, properties)
        self._column.addStretch(1)
        self.setWidget(box)
        self._place(2)  # as most windows have room for: placed once and not again when shown
        self.retranslate()

    def _add_group(self, heading: str, properties: Sequence[Property]) -> None:
        label = Label(self)
        theme.set_role(label, "section")
        self._headings.append((label, heading))
        if len(self._headings) > 1:
            self._column.addSpacing(8)
        self._column.addWidget(label)
        grid = added(self._column, QGridLayout())
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        entries = []
        for prop in properties:
            entry = Entry(prop, self)
            entry.edited.connect(self.edited)
            self.entries[prop.path] = entry
            entries.append(entry)
        self._grids.append((grid, entries))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two entries beside each other where both have room, else one under the other."""
        widest = max(entry.minimumSizeHint().width() for entry in self.entries.values())
        self._place(2 if self.viewport().width() >= 2 * widest + MARGINS else 1)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for grid, entries in self._grids:
            place(grid, entries, columns)

    def retranslate(self) -> None:
        self.setAccessibleName(_("Description of the dataset"))
        for label, text in self._headings:
            label.setText(_(text))
        if self.isVisible():
            self._arrange()

    def show_metadata(self, metadata: Metadata) -> None:
        """Show these values."""
        for path, entry in self.entries.items():
            entry.show_value(metadata.value(path))

    def show_problems(
        self, problems: Mapping[str, tuple[str, bool]], *, is_insistent: bool = False
    ) -> None:
        """By path: the sentence and whether it blocks."""
        for path, entry in self.entries.items():
            text, is_blocking = problems.get(path, ("", False))
            entry.show_remark(text, is_blocking=is_blocking, is_insistent=is_insistent)

    def go_to(self, path: str) -> None:
        """Put the focus on a property."""
        entry = self.entries.get(path)
        if entry is not None:
            self.ensureWidgetVisible(entry)
            entry.input.setFocus()


def place(grid: QGridLayout, entries: Sequence[Entry], columns: int) -> None:
    """Put entries in ``columns`` columns; a wide one has a row to itself."""
    for entry in entries:
        grid.removeWidget(entry)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1 if columns == 2 else 0)
    row, column = 0, 0
    for entry in entries:
        if entry.property_.is_wide or columns == 1:
            row += 1 if column else 0
            grid.addWidget(entry, row, 0, 1, columns)
            row, column = row + 1, 0
        else:
            grid.addWidget(entry, row, column)
            row, column = (row, 1) if column == 0 else (row + 1, 0)


def _choices(kind: str) -> list[tuple[str, object]]:
    from curator.publish import vocabularies as lists

    terms: Mapping[str, Sequence[Any]] = {
        "licences": lists.LICENCES,
        "themes": lists.THEMES,
        "frequencies": lists.FREQUENCIES,
        "granularities": lists.GRANULARITIES,
        "languages": lists.LANGUAGES,
    }
    entries: list[tuple[str, object]] = [(term.text(), term.code) for term in terms[kind]]
    if kind in ("themes", "frequencies", "granularities"):
        entries.insert(0, (_("Choose…"), ""))
    return entries


def blocking_of(issue: Issue) -> bool:
    """Whether a metadata problem stands in the way of publishing."""
    from curator.issues import Severity

    return issue.severity is Severity.BLOCKING
