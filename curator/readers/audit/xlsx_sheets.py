"""Sheets, rows and columns that are not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.registry import found, sheet_rule
from curator.readers.audit.xlsx import SheetView, column_letters, is_true
from curator.readers.model import HiddenFinding
from curator.severity import Severity

_HIDDEN_ROW = re.compile(
    rb'<(?:\w+:)?row\b(?=[^>]*\b(?:hidden="(?:1|true)"|ht="0(?:\.0+)?"))[^>]*?\br="(\d+)"[^>]*>'
)
_COLLAPSED = re.compile(rb'<(?:\w+:)?row\b[^>]*\bcollapsed="(?:1|true)"')

FILTERED = N_(
    "Rows of the sheet “{sheet}” are put away by a filter ({count} in all, the first is row"
    " {row}). They are read like the others and would be published: check that they are meant."
)
HIDDEN = N_(
    "Rows of the sheet “{sheet}” are hidden ({count} in all, the first is row {row}). They are"
    " read like the others and would be published: check that they are meant."
)


@sheet_rule
def hidden_sheet(sheet: SheetView) -> Iterator[HiddenFinding]:
    """A sheet that is not among the tabs."""
    if sheet.state == "visible":
        return
    very = sheet.state == "veryHidden"
    message = (
        N_(
            "The sheet “{sheet}” is hidden so that Excel’s menus do not show it (rows with"
            " text: {rows}). It is left out of exports unless it is chosen."
        )
        if very
        else N_(
            "The sheet “{sheet}” is hidden (rows with text: {rows}). It is left out"
            " of exports unless it is chosen."
        )
    )
    texts = [text for number in range(sheet.grid.width) for text in sheet.column(number)]
    rows = int((sheet.grid.row_fill > 0).sum())
    kind = "very-hidden-sheet" if very else "hidden-sheet"
    yield found(kind, sheet.name, message, texts=texts, sheet=sheet.name, rows=rows)


@sheet_rule
def hidden_rows(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Rows that are hidden, of no height, or put away by a filter."""
    tags = sheet.tags.row_tags
    if b'hidden="' not in tags and b' ht="0' not in tags:
        return
    numbers = [int(found.group(1)) for found in _HIDDEN_ROW.finditer(tags)]
    held = [n for n in numbers if any(sheet.row(n - 1))] if numbers else []
    if not held:
        return
    filtered = bool(sheet.elements("autoFilter")) or any(
        kind.endswith("/table") for kind, _t, _o in sheet.relations.values()
    )
    yield found(
        "filtered-rows" if filtered else "hidden-rows",
        f"{sheet.name}!{held[0]}:{held[-1]}",
        FILTERED if filtered else HIDDEN,
        texts=(text for n in held[:1000] for text in sheet.row(n - 1)),
        count=len(held),
        sheet=sheet.name,
        row=held[0],
    )


@sheet_rule
def hidden_columns(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Columns that are hidden or of no width."""
    columns: list[int] = []
    for element in sheet.elements("col"):
        if not is_true(element.get("hidden", "")) and element.get("width", "1") not in ("0", "0.0"):
            continue
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        columns += range(first - 1, min(last, 16_384))
    held = [c for c in columns if any(sheet.column(c))]
    if not held:
        return
    letters = ", ".join(column_letters(c) for c in held[:10])
    yield found(
        "hidden-columns",
        f"{sheet.name}!{letters}",
        N_(
            "Columns of the sheet “{sheet}” are hidden ({count} in all; {columns}). "
            "They are read like the others and would be published: check that they are "
            "meant."
        ),
        texts=(text for c in held for text in sheet.column(c)),
        count=len(held),
        sheet=sheet.name,
        columns=letters,
    )


@sheet_rule
def collapsed_groups(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Groups of rows or columns that are folded away."""
    columns = any(is_true(e.get("collapsed", "")) for e in sheet.elements("col"))
    tags = sheet.tags.row_tags
    rows = b"collapsed=" in tags and _COLLAPSED.search(tags)
    if columns or rows:
        yield found(
            "collapsed-outline",
            sheet.name,
            N_(
                "The sheet “{sheet}” has groups that are folded away. Their rows and columns are"
                " read like the others."
            ),
            severity=Severity.NOTE,
            sheet=sheet.name,
        )
