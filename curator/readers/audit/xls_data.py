"""BIFF workbooks: texts that no cell shows, formulas, charts, pictures, leftovers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from curator.i18n import N_
from curator.readers.audit.biff import SST, literals, outside_streams, shared_strings
from curator.readers.audit.colours import literal_text
from curator.readers.audit.far import far_cells_of
from curator.readers.audit.pictures import picture_texts
from curator.readers.audit.registry import found, xls_rule
from curator.readers.audit.xls_book import XlsView
from curator.readers.audit.xlsx_data import strings_of
from curator.readers.model import HiddenFinding
from curator.severity import Severity

CONDITIONS = (0x01B1, 0x087A)
NAME, DRAWING_GROUP = 0x0018, 0x00EB
CHART_LABEL, SERIES_TEXT = 0x0204, 0x100D
CHART_VALUES = (CHART_LABEL, SERIES_TEXT, 0x0203)
_PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n")


@xls_rule
def far_cells(view: XlsView) -> Iterator[HiddenFinding]:
    """Cells far below or to the right of all others."""
    yield from far_cells_of(view.parsed)


@xls_rule
def orphan_strings(view: XlsView) -> Iterator[HiddenFinding]:
    """Texts in the common list that no cell uses any more."""
    texts = [
        text
        for record in view.stream.of(SST)
        for number, text in enumerate(shared_strings(record))
        if number not in view.stream.used_strings and text.strip()
    ]
    if texts:
        yield found(
            "orphan-strings",
            view.name,
            N_(
                "Texts are stored that no cell shows: they may come from deleted cells "
                "({count} in all). They are not exported."
            ),
            texts=texts,
            count=len(texts),
        )


@xls_rule
def formulas(view: XlsView) -> Iterator[HiddenFinding]:
    """The text of formulas can quote what the cells do not show."""
    if view.stream.formulas:
        yield found(
            "formulas",
            view.name,
            N_("The workbook holds formulas ({count} in all). Only their results are exported."),
            severity=Severity.NOTE,
            texts=view.stream.literals,
            count=view.stream.formulas,
        )


@xls_rule
def constants_in_names(view: XlsView) -> Iterator[HiddenFinding]:
    """Texts that a name holds instead of a place."""
    texts = [t for record in view.stream.of(NAME) for t in _quoted(view, record.body)]
    if texts:
        yield found(
            "defined-names",
            view.name,
            N_("Names of the workbook hold texts that no cell shows. They are not exported."),
            texts=texts,
        )


@xls_rule
def conditional_formats(view: XlsView) -> Iterator[HiddenFinding]:
    """Rules for the look of cells, and texts inside their conditions."""
    rules = view.stream.of(*CONDITIONS)
    if rules:
        yield found(
            "conditional-format",
            view.name,
            N_("The workbook has conditional formats. They are not exported."),
            severity=Severity.NOTE,
            texts=[text for rule in rules for text in _quoted(view, rule.body)],
        )


def _quoted(view: XlsView, body: bytes) -> list[str]:
    return literals(body, has_flags=view.stream.has_flags)


@xls_rule
def format_literals(view: XlsView) -> Iterator[HiddenFinding]:
    """Words inside number formats."""
    formats = getattr(view.book, "format_map", {}).values()
    texts = [text for code in formats if (text := literal_text(code.format_str or ""))]
    if texts:
        yield found(
            "number-format-text",
            view.name,
            N_("Number formats add words to the values shown. The words are not exported."),
            severity=Severity.NOTE,
            texts=texts,
        )


@xls_rule
def chart_caches(view: XlsView) -> Iterator[HiddenFinding]:
    """Values that a chart keeps of its source, even when those cells are gone."""
    held = [record for record in view.stream.of(*CHART_VALUES) if record.in_chart]
    if held:
        texts = [
            text
            for record in held
            if record.kind in (CHART_LABEL, SERIES_TEXT)
            for text in strings_of(record.body, 3)
        ]
        yield found(
            "chart-cache",
            view.name,
            N_("A chart keeps a copy of the values that it draws. It is not exported."),
            texts=texts,
        )


@xls_rule
def folded_groups(view: XlsView) -> Iterator[HiddenFinding]:
    """Groups of rows or columns that are folded away."""
    for sheet in view.sheets:
        rows = any(
            (info.outline_level and info.hidden) or info.outline_group_starts_ends
            for info in sheet.rowinfo_map.values()
        )
        columns = any(
            (info.outline_level and info.hidden) or info.collapsed
            for info in sheet.colinfo_map.values()
        )
        if rows or columns:
            yield found(
                "collapsed-outline",
                sheet.name,
                N_(
                    "The sheet “{sheet}” has groups that are folded away. Their rows and "
                    "columns are read like the others."
                ),
                severity=Severity.NOTE,
                sheet=sheet.name,
            )


@xls_rule
def pictures(view: XlsView) -> Iterator[HiddenFinding]:
    """Pictures in the drawings of the workbook, and their metadata."""
    for record in view.stream.of(DRAWING_GROUP):
        starts = [match.start() for match in _PICTURE.finditer(record.body)]
        for start, end in pairwise([*starts, len(record.body)]):
            texts = picture_texts(record.body[start:end])
            yield found(
                "image-metadata" if texts else "image",
                view.name,
                N_("A picture carries metadata (author, camera, place). It is not exported.")
                if texts
                else N_("The workbook holds a picture. It is not exported."),
                severity=Severity.WARNING if texts else Severity.NOTE,
                texts=texts,
            )


@xls_rule
def leftovers(view: XlsView) -> Iterator[HiddenFinding]:
    """Bytes outside the container, and what was deleted inside it without being overwritten."""
    after, free = outside_streams(view.data)
    if after.strip(b"\0"):
        yield found(
            "trailing-data",
            view.name,
            N_("The file holds bytes outside its container. They are not exported."),
            texts=strings_of(after),
        )
    names = {part for path in view.container for part in path.split("/")} | {"Root Entry"}
    held = strings_of(free.replace(b"\xff", b"\0")) + strings_of(view.stream.rest)
    texts = [text for text in held if text not in names and any(map(str.isalpha, text))]
    if texts:
        yield found(
            "leftover-data",
            view.name,
            N_(
                "Unused places of the file still hold texts, often of deleted content. They are"
                " not exported."
            ),
            texts=texts,
        )
