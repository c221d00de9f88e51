"""What hides in markup that passes for a workbook: SpreadsheetML 2003 and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from curator.i18n import N_
from curator.readers.audit.elements import get, words
from curator.readers.audit.far import far_cells_of
from curator.readers.audit.registry import found, html_rule, xml_rule
from curator.readers.model import HiddenFinding
from curator.readers.workbook.model import ParsedSheet
from curator.readers.workbook.package import local
from curator.severity import Severity

PROPERTIES = (
    "Author", "LastAuthor", "Company", "Manager", "Title", "Subject", "Keywords", "Description",
    "Category", "HyperlinkBase",
)  # fmt: skip
KNOWN = (
    "DocumentProperties", "CustomDocumentProperties", "OfficeDocumentSettings", "ExcelWorkbook",
    "Styles", "Names", "Worksheet", "ComponentOptions",
)  # fmt: skip
"""Elements that programs write directly into a workbook."""

ELEMENTS: tuple[tuple[tuple[str, ...], str, str, Severity], ...] = (
    (
        ("Comment",),
        "comment",
        N_("Cells carry notes, often with the name of an author. Notes are not exported."),
        Severity.WARNING,
    ),
    (
        ("NamedRange",),
        "defined-names",
        N_(
            "The workbook has defined names, which can hold values or point to deleted cells. They"
            " are not exported."
        ),
        Severity.NOTE,
    ),
    (
        ("PivotTable", "PivotCache"),
        "pivot-cache",
        N_(
            "A pivot table keeps a copy of its source data, even if that sheet was deleted. It is"
            " not exported."
        ),
        Severity.WARNING,
    ),
    (
        ("DataValidation",),
        "data-validation",
        N_("The workbook has input rules with lists or messages. They are not exported."),
        Severity.NOTE,
    ),
    (
        ("ConditionalFormatting",),
        "conditional-format",
        N_("The workbook has conditional formats. They are not exported."),
        Severity.NOTE,
    ),
    (
        ("SupBook",),
        "external-link",
        N_(
            "The workbook refers to another one and keeps its path and copies of its values. They"
            " are not exported."
        ),
        Severity.WARNING,
    ),
    (
        ("QueryTable",),
        "query-table",
        N_("A table is filled by a query. The query is not exported."),
        Severity.NOTE,
    ),
    (
        ("Scenarios",),
        "scenario",
        N_("The workbook holds scenarios with other values. They are not exported."),
        Severity.WARNING,
    ),
)
"""Elements of SpreadsheetML 2003 that are recognised by their name."""

HIDDEN = N_(
    "Rows of the sheet “{sheet}” are hidden ({count} in all). They are read "
    "like the others and would be published: check that they are meant."
)
LAID_ASIDE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0", re.IGNORECASE
)
"""Styles under which a page does not show an element."""


@dataclass(eq=False)
class MarkupView:
    """The root of the document, and the sheets as they were read."""

    name: str
    root: Any
    sheets: Sequence[ParsedSheet] = ()
    tables: Sequence[Any] = ()
    """The elements of a page that the sheets were read from."""

    @cached_property
    def worksheets(self) -> list[tuple[Any, ParsedSheet]]:
        """The elements of the sheets of a workbook, with what was read in them."""
        return list(zip(self.root.iter("{*}Worksheet"), self.sheets, strict=True))


def _texts(sheet: ParsedSheet) -> list[str]:
    return [text for column in sheet.columns for text in column.to_pylist()]


@xml_rule
def hidden_sheets(view: MarkupView) -> Iterator[HiddenFinding]:
    """Sheets that are not among the tabs."""
    for element, sheet in view.worksheets:
        states = [e.text or "" for e in element.iter("{*}Visible")]
        if not states:
            continue
        rows = sum(map(any, zip(*(c.to_pylist() for c in sheet.columns), strict=True)))
        yield found(
            "very-hidden-sheet" if states[0] == "SheetVeryHidden" else "hidden-sheet",
            sheet.name,
            N_(
                "The sheet “{sheet}” is hidden (rows with text: {rows}). It is left out"
                " of exports unless it is chosen."
            ),
            texts=_texts(sheet),
            sheet=sheet.name,
            rows=rows,
        )


def _is_hidden(element: Any) -> bool:
    return get(element, "Hidden") == "1" or get(element, "Height") == "0"


@xml_rule
def hidden_rows_and_columns(view: MarkupView) -> Iterator[HiddenFinding]:
    """Rows and columns that are hidden or of no size."""
    for element, sheet in view.worksheets:
        rows = [r for r in element.iter("{*}Row") if _is_hidden(r) and words(r)]
        if rows:
            yield found(
                "hidden-rows",
                sheet.name,
                HIDDEN,
                texts=[t for r in rows for t in words(r)],
                count=len(rows),
                sheet=sheet.name,
            )
        texts = _texts_in_hidden_columns(element, sheet)
        if texts:
            yield found(
                "hidden-columns",
                sheet.name,
                N_(
                    "Columns of the sheet “{sheet}” are hidden. They are read like the others and"
                    " would be published: check that they are meant."
                ),
                texts=texts,
                sheet=sheet.name,
            )


def _texts_in_hidden_columns(element: Any, sheet: ParsedSheet) -> list[str]:
    texts: list[str] = []
    at = 0
    for column in element.iter("{*}Column"):
        index, span = get(column, "Index"), get(column, "Span")
        at = int(index) - 1 if index.isdigit() else at
        end = at + 1 + (int(span) if span.isdigit() else 0)
        if get(column, "Hidden") == "1" or get(column, "Width") == "0":
            for held in sheet.columns[at:end]:
                texts += [text for text in held.to_pylist() if text.strip()]
        at = end
    return texts


@xml_rule
def elements(view: MarkupView) -> Iterator[HiddenFinding]:
    """Vectors that are recognised by the name of an element."""
    for names, kind, message, severity in ELEMENTS:
        hits = list(view.root.iter(*(f"{{*}}{name}" for name in names)))
        if hits:
            texts = [t for e in hits for t in words(e)]
            texts += [str(v) for e in hits for n in e.iter() for v in n.attrib.values()]
            yield found(kind, view.name, message, severity=severity, texts=texts)


@xml_rule
def around_the_cells(view: MarkupView) -> Iterator[HiddenFinding]:
    """Formulas and links of cells, headers and footers of pages."""
    cells = list(view.root.iter("{*}Cell"))
    formulas = [f for cell in cells if (f := get(cell, "Formula"))]
    if formulas:
        yield found(
            "formulas",
            view.name,
            N_("The workbook holds formulas ({count} in all). Only their results are exported."),
            severity=Severity.NOTE,
            texts=[text for text in formulas if '"' in text or "[" in text],
            count=len(formulas),
        )
    names = ("HRef", "HRefScreenTip")
    links = [text for cell in cells for name in names if (text := get(cell, name))]
    if links:
        yield found(
            "hyperlinks",
            view.name,
            N_(
                "Cells carry links whose address is not their text. The addresses are not exported."
            ),
            severity=Severity.NOTE,
            texts=links,
        )
    pages = [get(e, "Data") for e in view.root.iter("{*}Header", "{*}Footer") if get(e, "Data")]
    if pages:
        yield found(
            "header-footer",
            view.name,
            N_("The workbook has page headers or footers. They are not exported."),
            severity=Severity.NOTE,
            texts=pages,
        )


@xml_rule
def properties(view: MarkupView) -> Iterator[HiddenFinding]:
    """Authors, title, keywords, own properties."""
    usual = [e for group in view.root.iter("{*}DocumentProperties") for e in group]
    held = [e for e in usual if local(e.tag) in PROPERTIES]
    held += [e for group in view.root.iter("{*}CustomDocumentProperties") for e in group]
    yield from _properties(view.name, [text for element in held for text in words(element)])


def _properties(name: str, texts: Sequence[str]) -> Iterator[HiddenFinding]:
    if texts:
        yield found(
            "document-properties",
            name,
            N_(
                "The document properties name a person, an organisation or a subject. They are not"
                " exported."
            ),
            severity=Severity.NOTE,
            texts=texts,
        )


@xml_rule
def unknown_elements(view: MarkupView) -> Iterator[HiddenFinding]:
    """Elements directly in the workbook that no program is known to write."""
    for element in view.root:
        if isinstance(element.tag, str) and local(element.tag) not in KNOWN:
            yield found(
                "unknown-part",
                local(element.tag),
                N_("The workbook holds a part that Curator does not know. It is not exported."),
                texts=words(element),
            )


@xml_rule
@html_rule
def far_cells(view: MarkupView) -> Iterator[HiddenFinding]:
    """Cells far below or to the right of all others."""
    yield from far_cells_of(view.sheets)


@html_rule
def not_shown(view: MarkupView) -> Iterator[HiddenFinding]:
    """Rows and cells that a browser does not show; tables that stand inside such a place."""
    for table, sheet in zip(view.tables, view.sheets, strict=True):
        hidden = [e for e in table.iter("tr", "td", "th", "tbody", "col") if _is_laid_aside(e)]
        if _is_laid_aside(table) or any(map(_is_laid_aside, table.iterancestors())):
            hidden = [table]
        texts = [text for element in hidden for text in words(element)]
        if texts:
            yield found(
                "hidden-rows",
                sheet.name,
                HIDDEN,
                texts=texts,
                count=len(hidden),
                sheet=sheet.name,
            )


def _is_laid_aside(element: Any) -> bool:
    attributes = element.attrib
    return "hidden" in attributes or LAID_ASIDE.search(attributes.get("style", "")) is not None


@html_rule
def beside_the_tables(view: MarkupView) -> Iterator[HiddenFinding]:
    """Comments of the page, scripts, form fields, its author."""
    comments = [e.text.strip() for e in view.root.iter(etree.Comment) if (e.text or "").strip()]
    if comments:
        yield found(
            "comment",
            view.name,
            N_("The page holds comments that no browser shows. They are not exported."),
            texts=comments,
        )
    scripts = list(view.root.iter("script", "object", "embed", "iframe"))
    if scripts:
        yield found(
            "macro",
            view.name,
            N_("The workbook holds macros. They are not run and not exported."),
            texts=[text for e in scripts for text in (*words(e), *e.attrib.values())],
        )
    fields = [e.get("value", "") for e in view.root.iter("input", "option", "button")]
    if any(fields):
        yield found(
            "control",
            view.name,
            N_("The workbook holds form controls. They are not exported."),
            severity=Severity.NOTE,
            texts=fields,
        )
    named = [e.get("content", "") for e in view.root.iter("meta") if e.get("name")]
    titles = [text for e in view.root.iter("title") for text in words(e)]
    yield from _properties(view.name, [text for text in (*named, *titles) if text.strip()])
