"""OpenDocument: sheets, rows, columns and cells that are not seen, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curator.i18n import N_
from curator.readers.audit.colours import TINY, WHITE, is_same
from curator.readers.audit.merges import values_under
from curator.readers.audit.ods import OdsView, get, words
from curator.readers.audit.registry import found, ods_rule
from curator.readers.audit.xlsx_cells import WHYS
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local
from curator.severity import Severity

VISIBILITY = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}visibility"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
STYLE_NAME = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}style-name"


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
                texts=[name, *_sources(table), *words(table)],
            )
        elif _is_hidden_table(view, table):
            yield found(
                "hidden-sheet",
                name,
                N_(
                    "The sheet “{sheet}” is hidden (rows with text: {rows}). It is left out"
                    " of exports unless it is chosen."
                ),
                texts=words(table),
                sheet=name,
                rows=sum(bool(words(row)) for row in _rows(table)),
            )


def _sources(table: Any) -> list[str]:
    """Addresses that a sheet was filled from."""
    sources = [child for child in table if local(child.tag) == "table-source"]
    return [str(value) for source in sources for value in source.attrib.values()]


def _is_hidden_table(view: OdsView, table: Any) -> bool:
    style = view.styles.get(get(table, "style-name"))
    return style is not None and any(get(e, "display") == "false" for e in style.iter())


def _rows(table: Any) -> list[Any]:
    return [e for e in table.iter() if local(e.tag) == "table-row"]


@ods_rule
def hidden_rows(view: OdsView) -> Iterator[HiddenFinding]:
    """Rows folded away or filtered."""
    for table in view.tables:
        for state, kind in (("collapse", "hidden-rows"), ("filter", "filtered-rows")):
            rows = [r for r in _rows(table) if get(r, "visibility") == state and _cell_texts(r)]
            if rows:
                yield found(
                    kind,
                    get(table, "name"),
                    N_(
                        "Rows of the sheet “{sheet}” are hidden (number: {count}). They are read "
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
        for column in (e for e in table.iter() if local(e.tag) == "table-column"):
            repeat = get(column, "number-columns-repeated", "1")
            count = int(repeat) if repeat.isdigit() else 1
            if get(column, "visibility") in ("collapse", "filter"):
                hidden.update(range(at, at + min(count, 16_384)))
            at += count
        texts = _texts_in(table, hidden) if hidden else []
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


def _texts_in(table: Any, columns: set[int]) -> list[str]:
    texts: list[str] = []
    for row in _rows(table):
        at = 0
        for cell in row:
            if not local(cell.tag).endswith("table-cell"):
                continue
            if at in columns:
                texts += words(cell)
            repeat = get(cell, "number-columns-repeated", "1")
            at += int(repeat) if repeat.isdigit() else 1
    return texts


@ods_rule
def groups(view: OdsView) -> Iterator[HiddenFinding]:
    """Groups of rows or columns that are folded."""
    for table in view.tables:
        names = ("table-row-group", "table-column-group")
        if any(local(e.tag) in names and get(e, "display") == "false" for e in table.iter()):
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
    empty = _empty_formats(view)
    why_of = {name: why for name, style in view.styles.items() if (why := _why(style, empty))}
    if not why_of:
        return
    for table in view.tables:
        seen: dict[str, list[str]] = {}
        for cell in table.iter():
            if local(cell.tag).endswith("table-cell"):
                why = why_of.get(cell.get(STYLE_NAME, ""), "")
                values = words(cell) or [get(cell, "value")]
                if why and any(values):
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


def _empty_formats(view: OdsView) -> set[str]:
    """Number and text formats without any part that shows something."""
    found_names = set()
    formats = view.named("text-style", "number-style")
    formats += [
        e for e in view.part("styles.xml").iter() if local(e.tag) in ("text-style", "number-style")
    ]
    for element in formats:
        parts = [c for c in element if local(c.tag) not in ("map", "text-properties")]
        if not any(local(c.tag) != "text" or (c.text or "").strip() for c in parts):
            found_names.add(get(element, "name"))
    return found_names


def _why(style: Any, empty_formats: set[str]) -> str:
    if get(style, "data-style-name") in empty_formats:
        return "format"
    colour, background, size = "", WHITE, ""
    for element in style.iter():
        name = local(element.tag)
        if name == "text-properties":
            colour, size = get(element, "color"), get(element, "font-size")
        elif name == "table-cell-properties":
            stated = get(element, "background-color")
            background = stated.lstrip("#").upper() if stated.startswith("#") else WHITE
    if size.endswith("pt") and _points(size) < TINY:
        return "size"
    plain = colour.lstrip("#").upper()
    return "colour" if len(plain) == 6 and is_same(plain, background) else ""


def _points(size: str) -> float:
    try:
        return float(size.removesuffix("pt"))
    except ValueError:
        return 11.0


@ods_rule
def notes(view: OdsView) -> Iterator[HiddenFinding]:
    """Notes with their authors."""
    notes = view.named("annotation")
    if notes:
        yield found(
            "comment",
            "content.xml",
            N_(
                "Cells carry notes, often with the name of an author (number: {count}). "
                "Notes are not exported."
            ),
            texts=[t for note in notes for t in words(note)],
            count=len(notes),
        )


@ods_rule
def covered_cells(view: OdsView) -> Iterator[HiddenFinding]:
    """Values under merged cells."""
    for table in view.tables:
        texts = [t for e in table.iter() if local(e.tag) == "covered-table-cell" for t in words(e)]
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
            N_("The workbook holds formulas (number: {count}). Only their results are exported."),
            severity=Severity.NOTE,
            texts=[t for t in texts if '"' in t or "file:" in t],
            count=len(texts),
        )
