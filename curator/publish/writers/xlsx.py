"""A workbook with values only: no formula, no link, no property but those that are fixed here."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from curator.i18n import N_, gettext
from curator.progress import Report, silent
from curator.publish.writers.model import FileFormat, TooLarge, rows_of
from curator.table import Table

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELL = 32_767
"""Limits of the format."""

_SHEET = "data"
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,14})?")


def write_xlsx(table: Table, path: Path, report: Report = silent) -> None:
    """Write the table as one sheet. Cells of number fields become numbers where that loses no
    character of their text; everything else is text, never a formula.

    Raises ``TooLarge`` for a table or a cell that a sheet cannot hold.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    _refuse_too_large(table, path)
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),  # no cell leaves the folder of the output, even for a moment
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    workbook = xlsxwriter.Workbook(str(path), options)
    # XlsxWriter would put today's date into the file.
    workbook.set_properties({"created": datetime.datetime(1980, 1, 1)})
    try:
        _write_sheet(
            workbook.add_worksheet(_SHEET), workbook.add_format({"bold": True}), table, report
        )
    finally:
        try:
            workbook.close()
        except FileCreateError as error:
            raise _system_error(error) from error


def _write_sheet(sheet: object, bold: object, table: Table, report: Report) -> None:
    sheet.freeze_panes(1, 0)  # type: ignore[attr-defined]
    for column, name in enumerate(table.names):
        sheet.write_string(0, column, name, bold)  # type: ignore[attr-defined]
    numeric = [f.type in ("number", "integer", "year") for f in table.schema]
    for row, cells in enumerate(rows_of(table), start=1):
        if row % 10_000 == 0:
            report(row / len(table), "")
        for column, text in enumerate(cells):
            if not text:
                continue
            if numeric[column] and (number := exact_number(text)) is not None:
                sheet.write_number(row, column, number)  # type: ignore[attr-defined]
            else:
                sheet.write_string(row, column, text)  # type: ignore[attr-defined]


def exact_number(text: str) -> float | None:
    """The number that ``text`` writes, if the number gives back that very text; else None."""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    shortest = repr(number).removesuffix(".0")
    return number if shortest == text else None


def _refuse_too_large(table: Table, path: Path) -> None:
    import pyarrow.compute as pc

    reason = ""
    if len(table) >= MAX_ROWS or len(table.names) > MAX_COLUMNS:
        reason = gettext("a sheet holds at most {rows} rows and {columns} columns; use CSV")
        reason = reason.format(rows=MAX_ROWS - 1, columns=MAX_COLUMNS)
    for name in table.names:
        longest = pc.max(pc.utf8_length(table.column(name))).as_py() or 0
        if longest > MAX_CELL:
            reason = gettext("a cell of “{field}” is longer than a sheet allows; use CSV")
            raise TooLarge(name=path.name, reason=reason.format(field=name), field=name)
    if reason:
        raise TooLarge(name=path.name, reason=reason)


def _system_error(error: Exception) -> Exception:
    """The system's refusal that XlsxWriter wraps in its own."""
    cause = error.args[0] if error.args else None
    return cause if isinstance(cause, OSError) else error


XLSX = FileFormat(
    name="xlsx",
    suffix=".xlsx",
    mediatype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    authority="XLSX",
    label=N_("The same data as a workbook (XLSX)"),
    write=write_xlsx,
)
