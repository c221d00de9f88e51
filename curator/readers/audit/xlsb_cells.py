"""XLSB: cells that are not seen, texts that no cell shows, formulas."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping

from curator.i18n import N_
from curator.readers.audit.colours import TINY, WHITE, hides_values, is_same, literal_text
from curator.readers.audit.far import far_cells_of
from curator.readers.audit.merges import values_under
from curator.readers.audit.registry import found, xlsb_rule
from curator.readers.audit.xlsb import XlsbView
from curator.readers.audit.xlsx import column_letters
from curator.readers.audit.xlsx_cells import WHYS
from curator.readers.model import HiddenFinding
from curator.readers.workbook.xlsb_cells import (
    CELL_STYLES,
    CELL_STYLES_END,
    FORMAT,
    STYLE,
    SheetCells,
    counted_text,
    records,
)
from curator.severity import Severity

FONT, FILL, SHARED_TEXT = 43, 45, 19


def unseen_styles(view: XlsbView) -> tuple[dict[int, str], list[str]]:
    """Style → why its cells are not seen (``format size colour``), and the words in formats."""
    codes: dict[int, str] = {}
    fonts: list[tuple[str, float]] = []
    fills: list[str] = []
    unseen: dict[int, str] = {}
    number, is_cell = 0, False
    for kind, body in records(view.related("/styles")):
        if kind == FORMAT:
            codes[struct.unpack_from("<H", body, 0)[0]] = counted_text(body, 2)[0]
        elif kind == FONT:
            fonts.append((_colour(body[12:20]), struct.unpack_from("<H", body, 0)[0] / 20))
        elif kind == FILL:
            is_solid = struct.unpack_from("<I", body, 0)[0] == 1
            fills.append((_colour(body[4:12]) if is_solid else "") or WHITE)
        elif kind in (CELL_STYLES, CELL_STYLES_END):
            is_cell = kind == CELL_STYLES
        elif kind == STYLE and is_cell:
            _parent, code, font, fill = struct.unpack_from("<HHHH", body, 0)
            colour, points = fonts[font] if font < len(fonts) else ("", 11.0)
            background = fills[fill] if fill < len(fills) else WHITE
            if hides_values(codes.get(code, "")):
                unseen[number] = "format"
            elif points < TINY:
                unseen[number] = "size"
            elif colour and is_same(colour, background):
                unseen[number] = "colour"
            number += 1
    return unseen, [text for code in codes.values() if (text := literal_text(code))]


def _colour(body: bytes) -> str:
    """RRGGBB of a colour that gives it; nothing for an automatic one."""
    gives_it = len(body) == 8 and body[0] & 1 and body[0] >> 1
    return body[4:7].hex().upper() if gives_it else ""


@xlsb_rule
def cells_not_seen(view: XlsbView) -> Iterator[HiddenFinding]:
    """White, tiny or formatted away; under merges; in folded groups; formulas."""
    unseen, words = unseen_styles(view)
    if words:
        yield found(
            "number-format-text",
            view.book.package.name,
            N_("Number formats add words to the values shown. The words are not exported."),
            severity=Severity.NOTE,
            texts=words,
        )
    used: set[int] = set()
    for sheet, _state in view.sheets():
        cells = view.cells[sheet.name]
        used |= cells.used_strings
        is_needed = cells.places or cells.merges
        columns = [column.to_pylist() for column in sheet.columns] if is_needed else []
        yield from _unseen(sheet.name, cells, unseen, columns)
        yield from _merged(sheet.name, cells, columns)
        yield from _folded_and_counted(sheet.name, cells)
    yield from _orphans(view, used)


def _text_at(columns: list[list[str]], row: int, column: int) -> str:
    held = columns[column] if column < len(columns) else []
    return held[row] if row < len(held) else ""


def _unseen(
    name: str, cells: SheetCells, unseen: Mapping[int, str], columns: list[list[str]]
) -> Iterator[HiddenFinding]:
    places_of: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (style, column), rows in cells.places.items():
        if style in unseen:
            places_of[unseen[style]] += [(row, column) for row in rows]
    for why, places in places_of.items():
        held = [place for place in sorted(places) if _text_at(columns, *place).strip()]
        if held:
            row, column = held[0]
            cell = f"{column_letters(column)}{row + 1}"
            yield found(
                "invisible-text",
                f"{name}!{cell}",
                WHYS[why],
                texts=[_text_at(columns, *place) for place in held],
                count=len(held),
                sheet=name,
                cell=cell,
            )


def _merged(name: str, cells: SheetCells, columns: list[list[str]]) -> Iterator[HiddenFinding]:
    height = max(map(len, columns), default=0)
    texts = [
        text
        for top, bottom, left, right in cells.merges[:20_000]
        for row in range(top, min(bottom + 1, height))
        for column in range(left, min(right + 1, len(columns)))
        if (row, column) != (top, left) and (text := _text_at(columns, row, column)).strip()
    ]
    yield from values_under(name, texts)


def _folded_and_counted(name: str, cells: SheetCells) -> Iterator[HiddenFinding]:
    if cells.is_folded:
        yield found(
            "collapsed-outline",
            name,
            N_(
                "The sheet “{sheet}” has groups that are folded away. Their rows and "
                "columns are read like the others."
            ),
            severity=Severity.NOTE,
            sheet=name,
        )
    if cells.formulas:
        yield found(
            "formulas",
            name,
            N_(
                "The sheet “{sheet}” holds formulas ({count} in all). Only their results "
                "are exported."
            ),
            severity=Severity.NOTE,
            texts=cells.literals,
            count=cells.formulas,
            sheet=name,
        )


def _orphans(view: XlsbView, used: set[int]) -> Iterator[HiddenFinding]:
    """Texts in the common list that no cell uses any more."""
    bodies = [b for kind, b in records(view.related("/sharedStrings")) if kind == SHARED_TEXT]
    left = [counted_text(body, 1)[0] for n, body in enumerate(bodies) if n not in used]
    left = [text for text in left if text.strip()]
    if left:
        yield found(
            "orphan-strings",
            view.book.package.name,
            N_(
                "Texts are stored that no cell shows: they may come from deleted cells "
                "({count} in all). They are not exported."
            ),
            texts=left,
            count=len(left),
        )


@xlsb_rule
def far_cells(view: XlsbView) -> Iterator[HiddenFinding]:
    """Cells far below or to the right of all others."""
    yield from far_cells_of(view.parsed)
