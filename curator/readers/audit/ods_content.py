"""OpenDocument: sheets, rows, columns and cells that are not seen, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from curator.i18n import N_
from curator.readers.audit.elements import get, words
from curator.readers.audit.merges import values_under
from curator.readers.audit.ods import OdsView
from curator.readers.audit.registry import found, ods_rule
from curator.readers.audit.xlsx_cells import WHYS
from curator.readers.model import HiddenFinding
from curator.readers.workbook.opendocument import CELL, COLUMN, COVERED, FORMULA, ROW, STYLE_NAME
from curator.readers.workbook.package import local
from curator.severity import Severity


def _is_cache(table: Any) -> bool:
    """LibreOffice keeps values of other documents in sheets named by their address."""
    return get(table, "name").startswith("'file:") or any(
        local(child.tag) == "table-source" for child in table
    )


@ods_rule
def hidden_sheets(view: OdsView) -> Iterator[HiddenFinding]:
    """Sheets that are not among the tabs, and copies of other documents."""
    for table in view.tables:
        name = get(table, "name")
        if _is_cache(table):
            yield found(
                "external-link",
                view.name,
                N_(
                    "The workbook refers to another one and keeps its path and copies of "
                    "its values. They are not exported."
                ),
                texts=[name, *_sources(table), *_filled(view.texts(table))],
            )
        elif _is_hidden_table(view, table):
            columns = view.texts(table)
            yield found(
                "hidden-sheet",
                name,
                N_(
                    "The sheet “{sheet}” is hidden (rows with text: {rows}). It is left out"
                    " of exports unless it is chosen."
                ),
                texts=_filled(columns),
                sheet=name,
                rows=sum(map(any, zip(*columns, strict=True))),
            )


def _filled(columns: Iterable[Iterable[str]]) -> list[str]:
    return [text for column in columns for text in column if text.strip()]


def _sources(table: Any) -> list[str]:
    """Addresses that a sheet was filled from."""
    sources = [child for child in table if local(child.tag) == "table-source"]
    return [str(value) for source in sources for value in source.attrib.values()]


def _is_hidden_table(view: OdsView, table: Any) -> bool:
    style = view.styles.get(get(table, "style-name"))
    return style is not None and any(get(e, "display") == "false" for e in style.iter())


@ods_rule
def hidden_rows(view: OdsView) -> Iterator[HiddenFinding]:
    """Rows folded away or filtered."""
    for table in view.tables:
        for state, kind in (("collapse", "hidden-rows"), ("filter", "filtered-rows")):
            rows = [r for r in table.iter(ROW) if get(r, "visibility") == state and _cell_texts(r)]
            if rows:
                yield found(
                    kind,
                    get(table, "name"),
                    N_(
                        "Rows of the sheet “{sheet}” are hidden ({count} in all). They are read "
                        "like the others and would be published: check that they are meant."
                    ),
                    texts=[t for r in rows for t in _cell_texts(r)],
                    count=len(rows),
                    sheet=get(table, "name"),
                )


def _cell_texts(row: Any) -> list[str]:
    return [t for cell in row if local(cell.tag).endswith("table-cell") for t in words(cell)]


@ods_rule
def hidden_columns(view: OdsView) -> Iterator[HiddenFinding]:
    """Columns folded away."""
    for table in view.tables:
        hidden: set[int] = set()
        at = 0
        for column in table.iter(COLUMN):
            repeat = get(column, "number-columns-repeated", "1")
            count = int(repeat) if repeat.isdigit() else 1
            if get(column, "visibility") in ("collapse", "filter"):
                hidden.update(range(at, at + min(count, 16_384)))
            at += count
        columns = view.texts(table) if hidden else []
        texts = _filled(columns[at] for at in sorted(hidden) if at < len(columns))
        if texts:
            yield found(
                "hidden-columns",
                get(table, "name"),
                N_(
                    "Columns of the sheet “{sheet}” are hidden. They are read like the others and"
                    " would be published: check that they are meant."
                ),
                texts=texts,
                sheet=get(table, "name"),
            )


@ods_rule
def groups(view: OdsView) -> Iterator[HiddenFinding]:
    """Groups of rows or columns that are folded."""
    for table in view.tables:
        folded = table.iter("{*}table-row-group", "{*}table-column-group")
        if any(get(e, "display") == "false" for e in folded):
            yield found(
                "collapsed-outline",
                get(table, "name"),
                N_(
                    "The sheet “{sheet}” has groups that are folded away. Their rows and "
                    "columns are read like the others."
                ),
                severity=Severity.NOTE,
                sheet=get(table, "name"),
            )


@ods_rule
def invisible_text(view: OdsView) -> Iterator[HiddenFinding]:
    """Text in the colour of its background, tiny, or under a format that shows nothing."""
    for table in view.tables if view.unseen_styles else ():
        seen: dict[str, list[str]] = {}
        for cell in table.iter(CELL, COVERED):
            why = view.unseen_styles.get(cell.get(STYLE_NAME, ""), "")
            values = (words(cell) or [get(cell, "value")]) if why else []
            if any(values):
                seen.setdefault(why, []).extend(values)
        for why, texts in seen.items():
            yield found(
                "invisible-text",
                get(table, "name"),
                WHYS[why],
                texts=texts,
                count=len(texts),
                sheet=get(table, "name"),
                cell=get(table, "name"),
            )


@ods_rule
def notes(view: OdsView) -> Iterator[HiddenFinding]:
    """Notes with their authors."""
    notes = view.named("annotation")
    if notes:
        yield found(
            "comment",
            "content.xml",
            N_(
                "Cells carry notes, often with the name of an author ({count} in all). "
                "Notes are not exported."
            ),
            texts=[t for note in notes for t in words(note)],
            count=len(notes),
        )


@ods_rule
def covered_cells(view: OdsView) -> Iterator[HiddenFinding]:
    """Values under merged cells."""
    for table in view.tables:
        texts = [t for e in table.iter(COVERED) for t in words(e)]
        yield from values_under(get(table, "name"), texts)


SIMPLE: tuple[tuple[tuple[str, ...], str, str, Severity], ...] = (
    (
        ("tracked-changes",),
        "revision-log",
        N_("The workbook keeps a log of changes, with old values and users. It is not exported."),
        Severity.WARNING,
    ),
    (
        ("scenario",),
        "scenario",
        N_("The workbook holds scenarios with other values. They are not exported."),
        Severity.WARNING,
    ),
    (
        ("content-validation",),
        "data-validation",
        N_("The workbook has input rules with lists or messages. They are not exported."),
        Severity.NOTE,
    ),
    (
        ("named-range", "named-expression"),
        "defined-names",
        N_(
            "The workbook has defined names, which can hold values or point to deleted cells. They"
            " are not exported."
        ),
        Severity.NOTE,
    ),
    (
        ("data-pilot-table",),
        "pivot-cache",
        N_("The workbook holds a pivot table with its settings. It is not exported."),
        Severity.NOTE,
    ),
    (
        (
            "database-source-sql",
            "database-source-table",
            "database-source-query",
            "cell-range-source",
        ),
        "connection",
        N_("The workbook is connected to a data source. The connection is not exported."),
        Severity.WARNING,
    ),
    (
        ("conditional-format",),
        "conditional-format",
        N_("The workbook has conditional formats. They are not exported."),
        Severity.NOTE,
    ),
    (
        ("a",),
        "hyperlinks",
        N_("Cells carry links whose address is not their text. The addresses are not exported."),
        Severity.NOTE,
    ),
    (
        ("frame", "custom-shape", "rect", "line", "polygon", "text-box"),
        "drawing",
        N_("The workbook holds drawings or pictures. They are not exported."),
        Severity.WARNING,
    ),
    (
        ("form", "listbox", "combobox", "button"),
        "control",
        N_("The workbook holds form controls. They are not exported."),
        Severity.NOTE,
    ),
)


@ods_rule
def elements(view: OdsView) -> Iterator[HiddenFinding]:
    """Vectors that are recognised by the name of an element."""
    for names, kind, message, severity in SIMPLE:
        hits = view.named(*names)
        if hits:
            texts = [t for e in hits for t in words(e)]
            texts += [str(v) for e in hits for n in e.iter() for v in n.attrib.values()]
            yield found(kind, "content.xml", message, severity=severity, texts=texts)


@ods_rule
def formulas(view: OdsView) -> Iterator[HiddenFinding]:
    """Texts inside formulas."""
    texts = [
        e.get(FORMULA) for e in view.named("table-cell", "covered-table-cell") if e.get(FORMULA)
    ]
    if texts:
        yield found(
            "formulas",
            "content.xml",
            N_("The workbook holds formulas ({count} in all). Only their results are exported."),
            severity=Severity.NOTE,
            texts=[t for t in texts if '"' in t or "file:" in t],
            count=len(texts),
        )
