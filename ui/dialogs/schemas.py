"""The published schemas: search them, read what they are for, fetch the catalogue, take one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from curator.errors import Cancelled
from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import theme
from ui.dialogs.base import Dialog
from ui.i18n import number
from ui.plain import Label
from ui.view_models.published_schemas import PublishedSchemas
from ui.widgets.form import Form
from ui.widgets.layouts import added
from ui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from curator.schema.catalogue import PackEntry, Refreshed

MOST_FIELDS = 12
"""Names of fields that the description of a schema gives."""


class SchemasDialog(Dialog):
    """A list on the left, what the chosen schema is on the right."""

    SIZE = (860, 560)

    def __init__(self, model: PublishedSchemas, parent: QWidget | None = None) -> None:
        buttons = QDialogButtonBox.StandardButton
        super().__init__(parent, buttons.Apply | buttons.Close)
        self.model = model
        self._entries: tuple[PackEntry, ...] = ()
        self.setWindowTitle(_("Published schemas"))
        self.form = Form(self)
        self.search = SearchLine(self)
        self.search.setPlaceholderText(_("subject, name of a field…"))
        self.address = QLineEdit(self)
        self.address.setPlaceholderText("https://…/schema.json")
        for key, widget, label in (
            ("search", self.search, _("Search")),
            ("address", self.address, _("Or a web address")),
        ):
            self.form.add(key, widget)
            self.form.set_label(key, label)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Published schemas"))
        self.description = Label(self)
        self.description.setWordWrap(True)
        self.description.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.refresh_button = QPushButton(_("Fetch the catalogue"), self)
        self.refresh_button.setToolTip(
            _("Fetches the current schemas from schema.data.gouv.fr; no data of yours is sent.")
        )
        self.state = Label(self)
        self.state.setWordWrap(True)
        theme.set_role(self.state, "muted")
        self.use_button = self.word_apply(_("Use this schema…"))
        self._lay_out()
        self._connect()
        self._show_entry()
        model.list_published()
        self.search.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(self.form)
        middle = added(self.body, QHBoxLayout(), 1)
        middle.setSpacing(16)
        middle.addWidget(self.list, 1)
        middle.addWidget(self.description, 1)
        bottom = added(self.body, QHBoxLayout())
        bottom.addWidget(self.state, 1)
        bottom.addWidget(self.refresh_button)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._fill)
        self.address.textChanged.connect(self._show_entry)
        self.list.currentRowChanged.connect(self._show_entry)
        self.list.itemActivated.connect(self._on_use)
        self.refresh_button.clicked.connect(self._on_refresh)
        self.use_button.clicked.connect(self._on_use)
        self.model.listed.connect(self._on_listed)
        self.model.refreshed.connect(self._on_refreshed)
        self.model.refused.connect(self._on_refused)
        self.model.interrupted.connect(self._on_interrupted)

    # -- list ------------------------------------------------------------------------------------

    def _on_listed(self, entries: tuple[PackEntry, ...]) -> None:
        self._entries = entries
        self._fill()

    def _fill(self) -> None:
        from curator.schema.catalogue import search_entries

        self.list.blockSignals(True)
        self.list.clear()
        for entry in search_entries(self.search.text(), self._entries):
            item = QListWidgetItem(f"{entry.title or entry.name} {entry.version}".strip())
            item.setData(Qt.ItemDataRole.UserRole, entry.name)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if self.list.count():
            self.list.setCurrentRow(0)
        self._show_entry()

    def entry(self) -> PackEntry | None:
        """The schema chosen in the list."""
        item = self.list.currentItem()
        name = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return next((entry for entry in self._entries if entry.name == name), None)

    def _show_entry(self, *_row: object) -> None:
        entry = self.entry()
        self.description.setText("" if entry is None else _described(entry))
        self.use_button.setEnabled(entry is not None or bool(self.address.text().strip()))

    # -- asking ------------------------------------------------------------------------------------

    def _on_use(self, *_item: object) -> None:
        address, entry = self.address.text().strip(), self.entry()
        self.state.setText("")
        theme.set_role(self.state, "muted")
        if address:
            self.model.open_address(address)
        elif entry is not None:
            self.model.propose_published(entry.schema, entry.name)

    def _on_refresh(self) -> None:
        self.refresh_button.setEnabled(False)
        theme.set_role(self.state, "muted")
        self.state.setText(_("Fetching the catalogue…"))
        self.model.refresh_catalogue()

    def _on_refreshed(self, refreshed: Refreshed) -> None:
        self.refresh_button.setEnabled(True)
        n = refreshed.fetched
        text = ngettext("{n} schema was fetched.", "{n} schemas were fetched.", n)
        parts = [text.format(n=number(n))]
        if refreshed.failed:
            n = len(refreshed.failed)
            text = ngettext(
                "{n} could not be and stays as it was: {names}.",
                "{n} could not be and stay as they were: {names}.",
                n,
            )
            parts.append(text.format(n=number(n), names=", ".join(refreshed.failed)))
        self.state.setText(" ".join(parts))

    def _on_interrupted(self) -> None:
        self.refresh_button.setEnabled(True)
        theme.set_role(self.state, "muted")
        self.state.setText(str(Cancelled()))

    def _on_refused(self, sentence: str) -> None:
        self.refresh_button.setEnabled(True)
        theme.set_role(self.state, "error")
        self.state.setText(sentence)


def _described(entry: PackEntry) -> str:
    """Title, purpose, where it comes from, and the first of its fields."""
    schema = entry.schema
    required = sum(field.is_required for field in schema)
    text = ngettext(
        "{n} field, {required} required", "{n} fields, {required} required", len(schema)
    )
    names = ", ".join(schema.names[:MOST_FIELDS]) + ("…" if len(schema) > MOST_FIELDS else "")
    origin = _("From the catalogue fetched last.") if entry.is_stored else _("Ships with Curator.")
    lines = [
        f"{entry.name} {entry.version}".strip(),
        schema.description,
        text.format(n=number(len(schema)), required=number(required)),
        names,
        entry.source,
        origin,
    ]
    return "\n\n".join(line for line in lines if line)
