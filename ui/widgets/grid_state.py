"""What the user sees of a grid: kept over a change of table, put back after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from ui.models.table_model import TableModel
from ui.widgets.grid_widths import WIDEST
from ui.widgets.selection import selected_areas


@dataclass(frozen=True, kw_only=True)
class Area:
    """A selected rectangle by source rows and fields."""

    top: int
    bottom: int
    left: str
    right: str


@dataclass(frozen=True, kw_only=True)
class ViewState:
    """Current cell, selection, scroll and widths, by source row and field name."""

    row: int
    field: str
    areas: tuple[Area, ...]
    top_row: int
    horizontal: int
    widths: dict[str, int]
    names: tuple[str, ...]


def captured(
    view: QTableView, model: TableModel, pending: frozenset[str] = frozenset()
) -> ViewState:
    """What ``view`` shows now; fields that are ``pending`` have no width yet."""
    current = view.currentIndex()
    names = model.table.names
    areas: list[Area] = []
    for area in selected_areas(view):
        if area.isValid() and len(areas) < 64:
            areas.append(
                Area(
                    top=model.source_row(area.top()),
                    bottom=model.source_row(area.bottom()),
                    left=model.field(area.left()),
                    right=model.field(area.right()),
                )
            )
    top = view.rowAt(0)
    header = view.horizontalHeader()
    return ViewState(
        row=model.source_row(current.row()) if current.isValid() else 0,
        field=model.field(current.column()) if current.isValid() else "",
        areas=tuple(areas),
        top_row=model.source_row(top) if top >= 0 else 0,
        horizontal=view.horizontalScrollBar().value(),
        widths={name: header.sectionSize(n) for n, name in enumerate(names) if name not in pending},
        names=tuple(names),
    )


def restore(
    view: QTableView, model: TableModel, state: ViewState, *, areas: bool = True
) -> list[str]:
    """Put ``state`` back, as far as its rows and fields are still there; gives the fields that it
    knows no width of.
    """
    names = present_names(state.names, model.table.names)
    new = _restore_widths(view, model, state, names)
    top = model.row_of_source(state.top_row) if state.top_row else None
    if top is not None:
        view.verticalScrollBar().setValue(_scroll_value(view, top))
    view.horizontalScrollBar().setValue(state.horizontal)
    row = model.row_of_source(state.row) if state.row else None
    column = model.column_of(names.get(state.field, ""))
    if row is not None and column is not None:
        view.selectionModel().setCurrentIndex(
            model.index(row, column), QItemSelectionModel.SelectionFlag.NoUpdate
        )
    if areas:
        _restore_areas(view, model, state, names)
    return new


def present_names(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """What the fields of a table are called after a change; those that are lost are left out.

    A field has kept its name or, where there are as many as before, taken the new one at its place
    or the only one there is.
    """
    before, present = frozenset(old), frozenset(new)
    names = {name: name for name in old if name in present}
    if len(old) != len(new):
        return names
    lost = [name for name in old if name not in present]
    came = [name for name in new if name not in before]
    if len(lost) == len(came) == 1:
        return names | {lost[0]: came[0]}
    at_its_place = zip(old, new, strict=True)
    return names | {a: b for a, b in at_its_place if a not in present and b not in before}


def _scroll_value(view: QTableView, row: int) -> int:
    by_pixel = view.verticalScrollMode() == QTableView.ScrollMode.ScrollPerPixel
    return row * view.verticalHeader().defaultSectionSize() if by_pixel else row


def _restore_widths(
    view: QTableView, model: TableModel, state: ViewState, names: Mapping[str, str]
) -> list[str]:
    old = {new: state.widths[name] for name, new in names.items() if name in state.widths}
    for column, name in enumerate(model.table.names):
        if name in old and old[name] > 0:
            view.setColumnWidth(column, old[name])
    return [name for name in model.table.names if name not in old]


def _restore_areas(
    view: QTableView, model: TableModel, state: ViewState, names: Mapping[str, str]
) -> None:
    chosen = QItemSelection()
    for area in state.areas:
        top, bottom = model.row_of_source(area.top), model.row_of_source(area.bottom)
        left = model.column_of(names.get(area.left, ""))
        right = model.column_of(names.get(area.right, ""))
        if top is None or bottom is None or left is None or right is None:
            continue
        chosen.select(model.index(min(top, bottom), left), model.index(max(top, bottom), right))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def show_new_chips(view: QTableView, model: TableModel, old: Mapping[str, str]) -> None:
    """Widen the fields whose chip has new words that would be cut."""
    header = view.horizontalHeader()
    for name, chip in model.chips().items():
        column = model.column_of(name)
        if column is None or chip == old.get(name, ""):
            continue
        wanted = min(WIDEST, header.sectionSizeFromContents(column).width())
        if wanted > view.columnWidth(column):
            view.setColumnWidth(column, wanted)
