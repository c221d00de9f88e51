"""Cells that hold something which is not seen."""

from __future__ import annotations

from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.far import far_cells_in
from curator.readers.audit.registry import cell_rule, found, sheet_rule
from curator.readers.audit.xlsx import SheetView, column_letters, is_true, rectangle
from curator.readers.model import HiddenFinding
from curator.readers.workbook.xlsx_parts import Patterns
from curator.severity import Severity

MOST_CELLS = 200_000

WHYS = {
    "colour": N_(
        "Cells of the sheet “{sheet}” are written in the colour of their background"
        " ({count} in all, the first is {cell}). They are read like the others and"
        " would be published."
    ),
    "size": N_(
        "Cells of the sheet “{sheet}” are written too small to be seen ("
        "{count} in all, the first is {cell}). They are read like the others and would be "
        "published."
    ),
    "format": N_(
        "Cells of the sheet “{sheet}” have a number format that shows nothing "
        "({count} in all, the first is {cell}). They are read like the others and "
        "would be published."
    ),
}


@sheet_rule
def invisible_text(sheet: SheetView) -> Iterator[HiddenFinding]:
    """White on white, tiny, or a format of three semicolons."""
    styles = sheet.book.styles.invisible
    if not styles:
        return
    cells: dict[str, list[tuple[int, int]]] = {}
    for (style, column), rows in sheet.tags.places.items():
        if style in styles:
            held = [(row, column) for row in rows if sheet.text_at(row, column)]
            cells.setdefault(styles[style], []).extend(held)
    for why in [why for why, places in cells.items() if places]:
        places = sorted(cells[why])
        row, column = places[0]
        yield found(
            "invisible-text",
            f"{sheet.name}!{column_letters(column)}{row + 1}",
            WHYS[why],
            texts=(sheet.text_at(*place) for place in places),
            count=len(places),
            sheet=sheet.name,
            cell=f"{column_letters(column)}{row + 1}",
        )


@sheet_rule
def values_under_merges(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Merged cells show the first value only; the others are still there."""
    places: list[tuple[int, int]] = []
    looked = 0
    for element in sheet.elements("mergeCell"):
        area = rectangle(element.get("ref", ""))
        if area is None or looked > MOST_CELLS:
            continue
        top, left, bottom, right = area
        for row in range(top, min(bottom + 1, sheet.grid.height)):
            for column in range(left, min(right + 1, sheet.grid.width)):
                looked += 1
                if (row, column) != (top, left) and sheet.text_at(row, column).strip():
                    places.append((row, column))
    if places:
        row, column = places[0]
        yield found(
            "values-under-merges",
            f"{sheet.name}!{column_letters(column)}{row + 1}",
            N_(
                "Values of the sheet “{sheet}” lie under merged cells, where they are not "
                "seen ({count} in all, the first is {cell}). They are read like the others"
                " and would be published."
            ),
            texts=(sheet.text_at(*place) for place in places),
            count=len(places),
            sheet=sheet.name,
            cell=f"{column_letters(column)}{row + 1}",
        )


@cell_rule
def far_cells(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Cells far below or to the right of all others, where nobody scrolls."""
    yield from far_cells_in(sheet.name, sheet.grid.filled, sheet.column)


@sheet_rule
def formulas(sheet: SheetView) -> Iterator[HiddenFinding]:
    """The text of formulas can quote what the cells do not show."""
    if not sheet.tags.has_formulas:
        return
    written = Patterns.of(sheet.data).formula.findall(sheet.data)
    texts = [text.decode("utf-8", "replace") for text in written]
    if texts:
        yield found(
            "formulas",
            sheet.name,
            N_(
                "The sheet “{sheet}” holds formulas ({count} in all). Only their results "
                "are exported."
            ),
            severity=Severity.NOTE,
            texts=[t for t in texts if '"' in t or "[" in t],
            count=len(texts),
            sheet=sheet.name,
        )


@sheet_rule
def conditional_formats(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Conditions that make cells unseen, and texts inside conditions."""
    hiding = sheet.book.styles.invisible_differences
    rules = sheet.elements("cfRule")
    texts = [e.text for rule in rules for e in rule.iter() if e.text and e.text.strip()]
    unseen = [r for r in rules if r.get("dxfId", "").isdigit() and int(r.get("dxfId")) in hiding]
    if unseen:
        yield found(
            "conditional-format",
            sheet.name,
            N_(
                "A conditional format of the sheet “{sheet}” makes cells unseen. They are read like"
                " the others and would be published."
            ),
            texts=texts,
            sheet=sheet.name,
        )
    elif any('"' in text for text in texts):
        yield found(
            "conditional-format",
            sheet.name,
            N_("Conditional formats of the sheet “{sheet}” quote texts. They are not exported."),
            severity=Severity.NOTE,
            texts=texts,
            sheet=sheet.name,
        )


@sheet_rule
def table_styles(sheet: SheetView) -> Iterator[HiddenFinding]:
    """A table style or a sheet setting that hides zeros or values."""
    views = [e for e in sheet.elements("sheetView") if e.get("showZeros") in ("0", "false")]
    if views:
        yield found(
            "hidden-zeros",
            sheet.name,
            N_("The sheet “{sheet}” does not show its zeros. They are read like other values."),
            severity=Severity.NOTE,
            sheet=sheet.name,
        )
    for element in sheet.elements("sheetPr"):
        if is_true(element.get("filterMode", "")) and not sheet.elements("autoFilter"):
            yield found(
                "filtered-rows",
                sheet.name,
                N_("The sheet “{sheet}” is filtered: rows may be put away."),
                severity=Severity.NOTE,
                sheet=sheet.name,
            )
