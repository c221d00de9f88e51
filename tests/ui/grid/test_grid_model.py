"""The model shows a table in an order, with marks, and never changes it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from curator.table import NO_SOURCE_ROW, Table
from ui.models.marks import Mark, Marks
from ui.models.table_model import BLOCK_ROWS, MASK, TableModel


@pytest.fixture
def model(table: Table) -> TableModel:
    made = TableModel()
    made.set_table(table)
    return made


def test_the_model_keeps_qts_rules(model: TableModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.set_order(np.array([3, 1, 2], dtype=np.int64))
    qtmodeltester.check(model)


def test_an_empty_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(TableModel())


def test_cells_beyond_the_first_block_and_chunk_are_read() -> None:
    texts = [str(n) for n in range(3 * BLOCK_ROWS)]
    column = pa.chunked_array([texts[:300], texts[300:]])
    model = TableModel()
    model.set_table(Table.from_columns({"n": column}))
    assert [model.cell(row, 0).text for row in range(3 * BLOCK_ROWS)] == texts
    order = np.arange(3 * BLOCK_ROWS)[::-1].copy()
    model.set_order(order)
    assert [model.cell(row, 0).text for row in range(3 * BLOCK_ROWS)] == texts[::-1]


def test_rows_are_numbered_as_in_the_source(model: TableModel) -> None:
    assert model.headerData(0, Qt.Orientation.Vertical) == "5"
    model.set_order(np.array([7, 2], dtype=np.int64))
    assert model.headerData(0, Qt.Orientation.Vertical) == "12"
    assert model.row_of_source(7) == 1
    assert model.row_of_source(5) is None


def test_numbers_stand_to_the_right(model: TableModel) -> None:
    side = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight


def test_the_same_rows_keep_the_order_and_do_not_reset(model: TableModel, qtbot: QtBot) -> None:
    model.set_order(np.array([3, 1], dtype=np.int64))
    edited = model.table.with_column("note", ["x"] * len(model.table))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        assert not model.set_table(edited)
    assert model.rowCount() == 2
    assert model.cell(0, 2).text == "x"


def test_other_rows_reset_to_the_order_of_the_table(model: TableModel, qtbot: QtBot) -> None:
    model.set_order(np.array([3, 1], dtype=np.int64))
    with qtbot.waitSignal(model.modelReset):
        model.set_table(model.table.take_rows(np.arange(10)))
    assert model.rowCount() == 10


def test_an_edit_is_a_request_and_changes_nothing(model: TableModel, qtbot: QtBot) -> None:
    index = model.index(2, 0)
    with qtbot.waitSignal(model.edit_requested) as asked:
        assert not model.setData(index, "Paris")
    assert asked.args == [7, "town", "Paris"]
    assert index.data() == "evry"
    with qtbot.assertNotEmitted(model.edit_requested):
        model.setData(index, "evry")


def test_rows_without_a_source_row_cannot_be_edited(table: Table) -> None:
    rows = table.source_rows.copy()
    rows[0] = NO_SOURCE_ROW
    model = TableModel()
    model.set_table(
        Table(data=table.data, schema=table.schema, source_rows=rows, marks=table.marks)
    )
    assert not model.is_editable(0, 0)
    assert model.is_editable(1, 0)
    assert model.headerData(0, Qt.Orientation.Vertical) == "+"


def test_a_masked_text_never_leaves_the_model(model: TableModel) -> None:
    model.set_marks(Marks(masked_fields=frozenset({"town"})))
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    said = [str(model.data(model.index(0, 0), role)) for role in roles]
    assert said[0] == MASK
    assert not any("Issy" in text for text in said)
    assert not model.is_editable(0, 0)
    assert model.cell(4, 0).text == ""  # nothing to hide


def test_revealing_shows_one_cell_until_it_is_hidden(model: TableModel) -> None:
    model.set_marks(Marks(masked_fields=frozenset({"town"})))
    model.reveal(5, "town")
    assert model.cell(0, 0).text == "Issy"
    assert model.cell(1, 0).text == MASK
    model.reveal(None)
    assert model.cell(0, 0).text == MASK


def test_marks_follow_the_order(model: TableModel, table: Table) -> None:
    invalid = np.zeros(len(table), dtype=np.bool_)
    invalid[3] = True
    model.set_marks(Marks(invalid={"amount": invalid}))
    model.set_order(np.array([0, 3], dtype=np.int64))
    assert not model.cell(0, 1).flags & Mark.INVALID
    assert model.cell(1, 1).flags & Mark.INVALID


def test_a_changed_cell_says_what_it_was(model: TableModel, table: Table) -> None:
    changed = np.ones(len(table), dtype=np.bool_)
    before = pa.chunked_array([[f"was {n}" for n in range(len(table))]])
    model.set_marks(Marks(changed={"note": changed}, before={"note": before}))
    assert model.cell(1, 2).before == "was 1"
    spoken = model.data(model.index(1, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Changed from was 1 to note 1"


def test_a_problem_is_explained_on_hover(model: TableModel, table: Table) -> None:
    model.set_marks(Marks(invalid={"amount": np.ones(len(table), dtype=np.bool_)}))
    model.set_explainer(lambda row, field: f"row {row}, {field}")
    tip = model.data(model.index(1, 1), Qt.ItemDataRole.ToolTipRole)
    assert tip == "row 6, amount"
