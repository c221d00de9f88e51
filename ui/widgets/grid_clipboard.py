"""Blocks of cells as text: what a spreadsheet program puts on the clipboard and takes from it."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QItemSelectionRange, QMimeData

from curator.operations.cell import ReplaceCells
from curator.table import NO_SOURCE_ROW
from ui.models.arrangement import Order
from ui.models.cells import texts_of_rows
from ui.models.marks import Mark
from ui.models.table_model import MASK, UNEDITABLE, TableModel

MOST_CELLS = 100_000
"""Cells a copy or a paste may hold: beyond, exporting the table is the way."""
MOST_HTML_CELLS = 20_000

Block = list[list[str]]


def selected_block(model: TableModel, ranges: Sequence[QItemSelectionRange]) -> Block | None:
    """The texts of the selection as rows, as painted; None when it is too large to copy.

    Several ranges give the rectangle around them, with nothing in the cells between.
    """
    if not ranges:
        return []
    top, bottom = min(r.top() for r in ranges), max(r.bottom() for r in ranges)
    left, right = min(r.left() for r in ranges), max(r.right() for r in ranges)
    if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
        return None
    block = [[""] * (right - left + 1) for _row in range(top, bottom + 1)]
    for area in ranges:
        positions = model.positions(area.top(), area.bottom() + 1)
        for column in range(area.left(), area.right() + 1):
            for row, text in enumerate(_painted(model, positions, column), area.top() - top):
                block[row][column - left] = text
    return block


def _painted(model: TableModel, positions: Order, column: int) -> list[str]:
    """The texts of a field in these rows; masked ones as ``MASK``.

    A whole field at a time: asking the model for each of a hundred thousand cells would hold the
    window up.
    """
    name = model.field(column)
    texts = texts_of_rows(model.table.column(name), positions)
    flags = model.marks.flags(name, positions)
    if flags is None or not (flags & Mark.MASKED).any():
        return texts
    masked = (flags & Mark.MASKED).astype(bool).tolist()
    return [MASK if text and hides else text for text, hides in zip(texts, masked, strict=True)]


def as_mime(block: Block) -> QMimeData:
    """A block as tab-separated text, and as a table where it is not too long."""
    data = QMimeData()
    data.setText(as_tsv(block))
    if sum(len(row) for row in block) <= MOST_HTML_CELLS:
        data.setHtml(_as_html(block))
    return data


def as_tsv(block: Block) -> str:
    """Tab-separated text with quotes where a cell holds a tab, a quote or a line break."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(block)
    return out.getvalue()


def _as_html(block: Block) -> str:
    rows = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in block)
    # Spreadsheet programs would turn 01000 into 1000: the cells say that they are text.
    style = "<style>td {mso-number-format:'\\@';}</style>"
    return f"{style}<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def parsed_block(text: str) -> Block:
    """Tab-separated text as rows, all as wide as the widest; line ends alone are empty cells."""
    if not text:
        return []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    width = max(1, *(len(row) for row in rows))  # an empty line has no cell for the reader
    return [row + [""] * (width - len(row)) for row in rows]


def repeated(block: Block, area: QItemSelectionRange) -> Block:
    """``block`` again and again over a selection that is a multiple of it, as spreadsheet programs
    do; any other selection only says where the block goes.
    """
    down, right = area.height() // len(block), area.width() // len(block[0])
    fits = area.height() == down * len(block) and area.width() == right * len(block[0])
    if not fits or area.height() * area.width() > MOST_CELLS:
        return block
    return [line * right for _n in range(down) for line in block]


def pasting(model: TableModel, row: int, column: int, block: Block) -> tuple[ReplaceCells, int]:
    """The operation that puts ``block`` at a cell, and how many of its cells do not fit."""
    height = min(len(block), model.rowCount() - row)
    width = min(len(block[0]), model.columnCount() - column)
    fitting = [line[:width] for line in block[:height]]
    lost = sum(len(line) for line in block) - height * width
    places = range(row, row + height)
    return _replacing(model, places, range(column, column + width), fitting), lost


def filling(
    model: TableModel, ranges: Iterable[QItemSelectionRange], text: str
) -> ReplaceCells | None:
    """The operation that puts one text in every selected cell; None when there are too many."""
    areas = list(ranges)
    if sum(a.width() * a.height() for a in areas) > MOST_CELLS:
        return None
    rows = sorted({row for a in areas for row in range(a.top(), a.bottom() + 1)})
    columns = sorted({c for a in areas for c in range(a.left(), a.right() + 1)})
    line_of = {row: n for n, row in enumerate(rows)}
    place_of = {column: n for n, column in enumerate(columns)}
    block: list[list[str | None]] = [[None] * len(columns) for _row in rows]
    for area in areas:
        first, last = place_of[area.left()], place_of[area.right()] + 1
        for row in range(area.top(), area.bottom() + 1):
            block[line_of[row]][first:last] = [text] * (last - first)
    return _replacing(model, rows, columns, block)


def _replacing(
    model: TableModel,
    rows: Sequence[int],
    columns: Sequence[int],
    block: Sequence[Sequence[str | None]],
) -> ReplaceCells:
    """Only what changes and may be changed; rows without a change are left out."""
    shown = np.array(rows, dtype=np.int64)
    positions = shown if model.order is None else model.order[shown]
    present = zip(*(_changeable(model, positions, column) for column in columns), strict=True)
    numbers, values = [], []
    source_rows = model.table.source_rows[positions].tolist()
    for number, line, now in zip(source_rows, block, present, strict=True):
        texts = tuple(
            None if old is None or new == old else new for new, old in zip(line, now, strict=True)
        )
        if any(text is not None for text in texts):
            numbers.append(number)
            values.append(texts)
    return ReplaceCells(
        rows=tuple(numbers),
        fields=tuple(model.field(column) for column in columns),
        values=tuple(values),
        source=model.table.source_sha256,
    )


def _changeable(model: TableModel, positions: Order, column: int) -> list[str | None]:
    """The texts of a field in these rows; None where a cell cannot be changed."""
    name = model.field(column)
    texts = texts_of_rows(model.table.column(name), positions)
    locked = model.table.source_rows[positions] == NO_SOURCE_ROW
    flags = model.marks.flags(name, positions)
    if flags is not None:
        locked |= (flags & UNEDITABLE).astype(bool)
    return [None if lock else text for text, lock in zip(texts, locked.tolist(), strict=True)]
