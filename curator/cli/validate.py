"""``validate FILE [--schema S]``: the verdict on a table."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.command import DONE, TO_SETTLE, Outcome, add_file
from curator.cli.opened import Opened, open_table
from curator.errors import UsageError
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _

if TYPE_CHECKING:
    from curator.schema.validation import ErrorItem, ValidationReport

SUMMARY = N_("Check a table against a schema; without one, its structure.")

_SHOWN = 20
"""Errors that a person is shown without --limit."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_file(parser)
    parser.add_argument(
        "--schema",
        metavar="SCHEMA",
        help=_("Table Schema: a JSON file, an address, or the name of a published schema"),
    )
    parser.add_argument(
        "--reference",
        action="append",
        default=[],
        metavar="NAME=FILE",
        help=_("the file of a table that foreign keys point to (sheets of FILE are found by name)"),
    )
    parser.add_argument(
        "--limit", type=int, metavar="N", help=_("list only the first N errors; all are counted")
    )
    parser.add_argument(
        "--error-workbook",
        type=Path,
        metavar="OUT",
        help=_("write the failing rows, marked, for the service that owns the data (.xlsx)"),
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Read, validate, word the verdict."""
    from curator.schema.loading import load_schema
    from curator.schema.references import References
    from curator.schema.validation import blank_rows_of, validate

    if arguments.limit is not None and arguments.limit < 0:
        raise UsageError(reason=_("--limit takes a number from 0"))
    _check_workbook(arguments.error_workbook, arguments.file)
    schema = load_schema(arguments.schema) if arguments.schema else None
    files = _references(arguments.reference)
    opened = open_table(arguments)
    table = opened.table
    report = validate(
        table,
        schema,
        limit=arguments.limit,
        references=References(opened.source, files).tables(schema),
        blank_rows=blank_rows_of(table, opened.info.first_row + 1),
    )
    warnings = [*_label_warnings(opened), *report.warnings]
    document = report.to_descriptor()
    document["warnings"] = [item.to_descriptor() for item in warnings]
    document["skipped"] = opened.skipped
    lines = [*_lines(report, warnings, arguments.limit)]
    if arguments.error_workbook is not None:
        lines.append(_write_workbook(report, arguments.error_workbook))
    return Outcome(
        document=document,
        lines=tuple(lines),
        exit_code=DONE if report.valid else TO_SETTLE,
    )


def _check_workbook(output: Path | None, file: Path) -> None:
    """Raises ``UsageError`` for a workbook that cannot or must not be written."""
    if output is None:
        return
    if output.suffix.lower() != ".xlsx":
        raise UsageError(reason=_("--error-workbook takes the name of an .xlsx file"))
    if output.exists() and file.exists() and output.samefile(file):
        raise UsageError(reason=_("the output would replace the source: choose another name"))


def _write_workbook(report: ValidationReport, output: Path) -> str:
    """Write the failing rows; returns what to say of it."""
    from curator.schema.error_workbook import faults_of, write_error_workbook

    if report.valid:
        return _("No row fails: no workbook was written.")
    result = write_error_workbook(
        report.table,
        faults_of(report),
        output,
        header=[item.message() for item in report.header],
        blank_rows=report.blank_rows,
    )
    text = ngettext("{n} failing row: {output}", "{n} failing rows: {output}", result.rows)
    return text.format(n=result.rows, output=output)


def _references(pairs: list[str]) -> dict[str, Path]:
    """The files of ``--reference``, by name. Raises ``UsageError``."""
    found: dict[str, Path] = {}
    for pair in pairs:
        name, equals, path = pair.partition("=")
        if not (name and equals and path):
            raise UsageError(reason=_("--reference takes a name and a file: NAME=FILE"))
        found[name] = Path(path)
    return found


def _label_warnings(opened: Opened) -> Iterator[ErrorItem]:
    """Header cells that were empty or repeated, and got a name of their own when read."""
    from curator.schema.validation import ErrorItem

    seen: set[str] = set()
    for number, column in enumerate(opened.info.columns, start=1):
        label = column.label.strip()
        if label and label not in seen:
            seen.add(label)
            continue
        yield ErrorItem(
            type="duplicate-label" if label else "blank-label",
            field_number=number,
            field_name=column.name,
            parameters={"label": label},
        )


def _lines(report: ValidationReport, warnings: list[ErrorItem], limit: int | None) -> Iterator[str]:
    n = report.rows
    rows = ngettext("{n} row", "{n} rows", n).format(n=n)
    if report.valid:
        yield _("Valid: {rows}.").format(rows=rows)
    else:
        n = report.error_count
        errors = ngettext("{n} error", "{n} errors", n).format(n=n)
        yield _("Not valid: {errors} in {rows}.").format(errors=errors, rows=rows)
        for type_, count in report.counts.items():
            yield f"  {type_}: {count}"
    shown = report.page(0, _SHOWN if limit is None else limit)
    for item in shown:
        yield _place(item) + item.message()
    for item in warnings[:_SHOWN]:
        yield _("warning: ") + _place(item) + item.message()


def _place(item: ErrorItem) -> str:
    """Where an error is, as a spreadsheet shows it."""
    if item.row_number is None:
        return ""
    if item.field_name:
        place = _("row {row}, “{field}”: ")
        return place.format(row=item.row_number, field=item.field_name)
    return _("row {row}: ").format(row=item.row_number)
