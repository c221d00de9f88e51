"""The right panel of the Source stage: every decision of the reading, each open to change."""

from __future__ import annotations

from codecs import lookup

from PySide6.QtWidgets import (
    QPushButton,
    QSpinBox,
    QWidget,
)

from curator.i18n import N_, ngettext
from curator.i18n import gettext as _
from ui import theme
from ui.i18n import file_size, number
from ui.models.wording import place_name
from ui.plain import Label
from ui.view_models.dossier import DossierViewModel
from ui.view_models.source import DELIMITERS, ENCODINGS, SourceViewModel
from ui.widgets.choice import Choice
from ui.widgets.form import Form, Remarks, refill, section
from ui.widgets.side_panel import SidePanel

HEADER_LIMIT = 200
HEADER_HEIGHT_LIMIT = 5

FORMATS = {
    "csv": N_("Delimited text"),
    "xlsx": N_("Excel workbook"),
    "xlsm": N_("Excel workbook"),
    "xlsb": N_("Excel binary workbook"),
    "xls": N_("Old Excel workbook"),
    "ods": N_("OpenDocument spreadsheet"),
    "json": N_("JSON"),
    "geojson": N_("GeoJSON"),
    "parquet": N_("Parquet"),
    "html": N_("Web page with a table"),
    "spreadsheetml": N_("XML spreadsheet"),
}

DELIMITER_NAMES = {
    ";": N_("Semicolon ;"),
    ",": N_("Comma ,"),
    "\t": N_("Tab"),
    "|": N_("Vertical bar |"),
}

ENCODING_NAMES = {
    "utf-8": N_("Unicode (UTF-8)"),
    "utf-8-sig": N_("Unicode (UTF-8, marked)"),
    "cp1252": N_("Windows (Western Europe)"),
    "iso-8859-15": N_("Latin-9"),
    "mac_roman": N_("Old Macintosh"),
    "utf-16": N_("Unicode (UTF-16)"),
}


class ReadingPanel(SidePanel):
    """Asks the view model for every change; shows what it says."""

    def __init__(
        self, model: SourceViewModel, dossier: DossierViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._dossier = dossier
        self._kind = Label(self)
        theme.set_role(self._kind, "muted")
        self._kind.setWordWrap(True)
        self._decided = section(self)
        self._form = Form(self)
        self.sheet = Choice(self)
        self.header = QSpinBox(self)
        self.header_height = QSpinBox(self)
        self.encoding = Choice(self)
        self.delimiter = Choice(self)
        self.again = QPushButton(self)
        theme.set_role(self.again, "link")
        self._hidden_title = section(self)
        self.hidden = Remarks(self)
        self._notes_title = section(self)
        self._notes = Remarks(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        for key, widget in (
            ("sheet", self.sheet),
            ("header", self.header),
            ("height", self.header_height),
            ("encoding", self.encoding),
            ("delimiter", self.delimiter),
        ):
            self._form.add(key, widget)
        for spin in (self.header, self.header_height):
            spin.setMinimumWidth(100)
            spin.lineEdit().setTextMargins(6, 0, 0, 0)
        self.header.setRange(0, HEADER_LIMIT)
        self.header.setKeyboardTracking(False)
        self.header_height.setRange(1, HEADER_HEIGHT_LIMIT)
        self.header_height.setKeyboardTracking(False)
        self.column.addWidget(self._kind)
        self.add_part(self._decided, self._form, self.again)
        self.add_part(self._hidden_title, self.hidden)
        self.add_part(self._notes_title, self._notes)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.sheet.activated.connect(self._on_sheet)
        self.header.valueChanged.connect(self._on_header)
        self.header_height.valueChanged.connect(self._on_header)
        self.encoding.activated.connect(self._on_encoding)
        self.delimiter.activated.connect(self._on_delimiter)
        self.again.clicked.connect(self._model.decide_again)

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the reading as it is now."""
        if not self._dossier.is_open:
            return
        file, info = self._dossier.source.file, self._model.table
        kind = _(FORMATS.get(file.format, file.format))
        self._kind.setText(f"{kind}, {file_size(file.bytes)}")
        refill(self.sheet, self._table_choices(), self._model.number)
        self._form.set_line_visible("sheet", len(self._model.tables) > 1)
        self._show_header(info.header_rows)
        is_text = not self._model.is_workbook
        self._form.set_line_visible("encoding", is_text)
        self._form.set_line_visible("delimiter", is_text and info.delimiter is not None)
        if is_text:
            refill(self.encoding, _encoding_choices(info.encoding), info.encoding)
            refill(self.delimiter, _delimiter_choices(info.delimiter), info.delimiter)
        self.again.setVisible(self._model.is_decided_by_user)
        self._show_hidden()
        notes = self._model.notes()
        self._notes.show_remarks([("", note) for note in notes])
        self._notes_title.setVisible(bool(notes))

    def _show_header(self, rows: tuple[int, ...]) -> None:
        for spin, value in (
            (self.header, rows[0] + 1 if rows else 0),
            (self.header_height, max(len(rows), 1)),
        ):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        # Translators: a number stands before it, in an input.
        unit = ngettext("row", "rows", max(len(rows), 1))
        self.header_height.setSuffix(f" {unit}")
        self._form.set_line_visible("height", bool(rows))

    def _show_hidden(self) -> None:
        findings = self._model.hidden
        if findings:
            remarks = [(place_name(finding), finding.text()) for finding in findings]
        else:
            remarks = [("", _("Nothing hidden was found in this file."))]
        self.hidden.show_remarks(remarks)

    def _table_choices(self) -> list[tuple[str, object]]:
        choices: list[tuple[str, object]] = []
        for place, info in enumerate(self._model.tables, start=1):
            name = info.sheet or _("Table {n}").format(n=place)
            n = info.row_count
            rows = ngettext("{n} row", "{n} rows", n).format(n=number(n))
            choices.append((f"{name} ({rows})", place))
        return choices

    def retranslate(self) -> None:
        self.set_title(_("How the file is read"))
        self._decided.setText(_("DECIDED BY CURATOR"))
        for key, text in (
            ("sheet", _("Sheet")),
            ("header", _("Header row")),
            ("height", _("Header height")),
            ("encoding", _("Encoding")),
            ("delimiter", _("Separator")),
        ):
            self._form.set_label(key, text)
        self.header.setSpecialValueText(_("none"))
        self.header.setPrefix(_("row") + " ")
        self.header.setToolTip(_("The row with the names of the fields; 0 when there is none."))
        self.again.setText(_("Let Curator decide again"))
        self._hidden_title.setText(_("HIDDEN CONTENT"))
        self._notes_title.setText(_("GOOD TO KNOW"))
        self.refresh()

    # -- asking --------------------------------------------------------------------------------

    def _on_sheet(self) -> None:
        self._model.set_table(int(self.sheet.currentData()))

    def _on_header(self) -> None:
        self._model.set_header_rows(self.header.value(), self.header_height.value())

    def _on_encoding(self) -> None:
        self._model.set_encoding(str(self.encoding.currentData()))

    def _on_delimiter(self) -> None:
        self._model.set_delimiter(str(self.delimiter.currentData()))


def _encoding_choices(found: str | None) -> list[tuple[str, object]]:
    """Names and encodings; the one that was found stands as the reading calls it."""
    choices: list[tuple[str, object]] = []
    for name in ENCODINGS:
        is_found = found is not None and _codec(name) == _codec(found)
        choices.append((_encoding_name(name), found if is_found else name))
    if found is not None and all(encoding != found for _name, encoding in choices):
        choices.insert(0, (_encoding_name(found), found))
    return choices


def _codec(name: str) -> str:
    """One name for what has several: Python says ``iso8859-15`` for ``iso-8859-15``."""
    try:
        return lookup(name).name
    except LookupError:
        return name


def _encoding_name(name: str) -> str:
    if name.startswith("mixed"):  # as the reading says of lines that are not all of one
        return _("Several, line by line")
    return _(ENCODING_NAMES[name]) if name in ENCODING_NAMES else name


def _delimiter_choices(found: str | None) -> list[tuple[str, object]]:
    names = dict.fromkeys([*([found] if found else []), *DELIMITERS])
    return [(_(DELIMITER_NAMES[n]) if n in DELIMITER_NAMES else n, n) for n in names]
