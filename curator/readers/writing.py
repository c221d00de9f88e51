"""A table as a plain CSV or XLSX file: text as read, nothing that runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

from curator.errors import UsageError
from curator.files import replacing
from curator.i18n import gettext as _
from curator.table import Table

CHUNK_ROWS = 20_000
XLSX_ROWS = 1_048_576
XLSX_COLUMNS = 16_384
XLSX_CELL = 32_767


def writer_for(path: Path) -> Callable[[Table, Path], None]:
    """The writer for a file's suffix. Raises ``UsageError`` on another than .csv or .xlsx."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return write_csv
    if suffix == ".xlsx":
        return write_xlsx
    raise UsageError(reason=_("the output must be a .csv or .xlsx file"))


def write_csv(table: Table, path: Path) -> None:
    """UTF-8, commas, RFC 4180; cells as they are, so that reading it back gives the same text."""
    with replacing(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        writer = csv.writer(text)
        writer.writerow(table.names)
        for start in range(0, len(table), CHUNK_ROWS):
            writer.writerows(table.rows(start, start + CHUNK_ROWS))
        text.flush()
        text.detach()


def write_xlsx(table: Table, path: Path) -> None:
    """One sheet of text cells: no number is reformatted and no formula can be live."""
    import xlsxwriter

    _check_size(table)
    with replacing(path) as stream:
        book = xlsxwriter.Workbook(
            stream, {"constant_memory": True, "strings_to_urls": False, "in_memory": True}
        )
        # A fixed date: the same table gives the same bytes.
        book.set_properties({"created": dt.datetime(2000, 1, 1)})
        sheet = book.add_worksheet()
        for column, name in enumerate(table.names):
            sheet.write_string(0, column, name)
        for number, row in enumerate(table.rows(), 1):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)
        book.close()


def _check_size(table: Table) -> None:
    if len(table) >= XLSX_ROWS or len(table.names) > XLSX_COLUMNS:
        raise UsageError(
            reason=_("the table has more rows or columns than an XLSX sheet holds: write a CSV")
        )
    import pyarrow.compute as pc

    for name in table.names:
        longest = pc.max(pc.utf8_length(table.column(name))).as_py() or 0
        if longest > XLSX_CELL:
            raise UsageError(
                reason=_(
                    "a cell of “{field}” is longer than an XLSX cell can be: write a CSV"
                ).format(field=name)
            )
