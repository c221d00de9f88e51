"""What the Source stage shows and asks: the file as it was read, and the decisions behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.models.raw_rows import RawKind, RawRow
from ui.models.wording import place_name
from ui.view_models.dossier import DossierViewModel

if TYPE_CHECKING:
    from curator.readers import HiddenFinding, ReadingOptions, TableInfo

PREVIEW_ROWS = 200
"""Rows of the file that are shown as they stand."""

ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "mac_roman", "utf-16")
"""Encodings offered; the one that was found is offered too."""

DELIMITERS = (";", ",", "\t", "|")


@dataclass(frozen=True, kw_only=True)
class MarkedCounts:
    """How many rows of the table are not records, by what they are."""

    by_mark: dict[str, int]

    @property
    def total(self) -> int:
        """Of all of them."""
        return sum(self.by_mark.values())


class SourceViewModel(QObject):
    """Reads the dossier's source; asks the dossier to read it differently."""

    changed = Signal()

    def __init__(self, dossier: DossierViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._keeps_marked = False
        """Whether the user leaves the rows that are not records in the table."""
        dossier.opened.connect(self._on_opened)
        dossier.reading_changed.connect(self.changed)
        dossier.table_changed.connect(self.changed)

    # -- what was read ---------------------------------------------------------------------------

    @property
    def number(self) -> int:
        """Which of the file's tables is taken, from 1."""
        return self._dossier.source.number()

    @property
    def table(self) -> TableInfo:
        """The table taken."""
        return self._dossier.source.tables[self.number - 1]

    @property
    def tables(self) -> tuple[TableInfo, ...]:
        """Every table of the file, the main one first."""
        return self._dossier.source.tables

    @property
    def is_workbook(self) -> bool:
        """Whether the file has sheets rather than characters to decode."""
        return self.table.encoding is None

    @property
    def hidden(self) -> tuple[HiddenFinding, ...]:
        """What the file carries out of sight; what would be said again in the same words, once."""
        told: dict[tuple[str, str], HiddenFinding] = {}
        for finding in self._dossier.source.hidden:
            told.setdefault((place_name(finding), finding.text()), finding)
        return tuple(told.values())

    def notes(self) -> list[str]:
        """What should be known about how the file was read, as sentences."""
        notes = [*self._dossier.source.notes, *self.table.notes]
        return list(dict.fromkeys(note.text() for note in notes))

    def rows(self) -> list[RawRow]:
        """The first rows as they stand in the file."""
        info = self.table
        read = self._dossier.source_table
        # Rows are in the order of the file: those of its first lines are among the first.
        numbers = read.source_rows[:PREVIEW_ROWS].tolist()
        marks = dict(zip(numbers, read.marks[:PREVIEW_ROWS].tolist(), strict=True))
        header = {n + 1 for n in info.header_rows}
        rows = []
        for row in self._dossier.source.preview(self.number, PREVIEW_ROWS):
            if row.number in header:
                kind = RawKind.HEADER
            elif row.number not in marks:
                kind = RawKind.OUTSIDE
            else:
                kind = RawKind.MARKED if marks[row.number] else RawKind.DATA
            rows.append(RawRow(number=row.number, cells=row.cells, kind=kind))
        return rows

    def marked(self) -> MarkedCounts:
        """The rows of the table as it is now that are not records."""
        from curator.table import RowMark

        marks = self._dossier.table.marks
        counts = Counter(marks[marks != RowMark.RECORD].tolist())
        by_mark = {RowMark(mark).name.lower(): n for mark, n in sorted(counts.items())}
        return MarkedCounts(by_mark=by_mark)

    def pending_count(self) -> int:
        """Rows to decide on, unless the user keeps them."""
        if not self._dossier.is_open or self._keeps_marked:
            return 0
        return 1 if self.marked().total else 0

    # -- decisions -------------------------------------------------------------------------------

    def set_header_rows(self, first: int, count: int = 1) -> None:
        """The header is ``count`` rows from ``first`` (from 1; 0: there is none)."""
        rows = () if first < 1 else tuple(range(first - 1, first - 1 + count))
        self._change(lambda: {"header_rows": rows, "sheet": self.table.sheet, "table": None})

    def set_table(self, number: int) -> None:
        """Take another table of the file (from 1), its header found anew."""
        self._change(
            lambda: {"table": number, "header_rows": None, "sheet": self.tables[number - 1].sheet}
        )

    def set_encoding(self, encoding: str) -> None:
        """Decode the characters in another way."""
        self._change(lambda: {"encoding": encoding})

    def set_delimiter(self, delimiter: str) -> None:
        """Separate the fields in another way."""
        self._change(lambda: {"delimiter": delimiter, "header_rows": None})

    def decide_again(self) -> None:
        """Forget what the user decided: Curator decides."""
        from curator.readers import ReadingOptions

        self._dossier.change_reading(lambda present: ReadingOptions(password=present.password))

    @property
    def is_decided_by_user(self) -> bool:
        """Whether something of the reading was decided by the user."""
        return bool(self._options().to_descriptor())

    def remove_marked(self) -> None:
        """Remove the rows that are not records."""
        from curator.operations.row import DropMarkedRows

        self._dossier.apply(DropMarkedRows())

    def keep_marked(self) -> None:
        """Leave the rows that are not records in the table."""
        self._keeps_marked = True
        self.changed.emit()

    def _options(self) -> ReadingOptions:
        return self._dossier.dossier.options

    def _change(self, decided: Callable[[], dict[str, Any]]) -> None:
        if self._dossier.is_open:  # an input may be left as its dossier goes
            self._dossier.change_reading(lambda present: replace(present, **decided()))

    def _on_opened(self) -> None:
        self._keeps_marked = False
        self.changed.emit()
