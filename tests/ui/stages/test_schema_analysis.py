"""What the stage knows of a table is the same whether it looks at all of it or at what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from curator.issues import Severity
from curator.operations import Operation
from curator.operations.cell import ReplaceCell
from curator.operations.row import DropRows
from curator.operations.structure import ApplySchema, DefineField, RenameField, SuppressField
from curator.schema.inference import infer
from curator.table import Table, is_same_memory
from ui.view_models.schema_analysis import SchemaAnalysis, Target, analyse, touched_cells


@pytest.fixture
def table() -> Table:
    made = Table.from_columns(
        {
            "Le nom": [" Ana", "Bob", "Cléa", "Dan "],
            "jour": ["14/03/2025", "2 avril 2025", "2025-01-03", "31/11/2025"],
            "montant": ["1 200,50 €", "3,00 €", "12 €", "7,5 €"],
        }
    )
    return made.with_schema(infer(made))


def told(analysis: SchemaAnalysis) -> tuple[list[object], list[object]]:
    proposals = [(p.sentence, p.field, p.count, p.samples, p.is_safe) for p in analysis.proposals]
    problems = [(p.sentence, p.field, p.count, p.positions.tolist()) for p in analysis.problems]
    return proposals, problems  # type: ignore[return-value]


STEPS: tuple[Sequence[Operation], ...] = (
    [ReplaceCell(row=3, field="jour", value="3 avril 2025")],
    [DropRows(rows=(2,))],
    [DefineField(field="jour", properties={"type": "date"})],
    [RenameField(field="montant", to="m"), ReplaceCell(row=2, field="m", value="x")],
)


@pytest.mark.parametrize("steps", STEPS, ids=lambda steps: steps[0].type)
def test_looking_at_what_changed_says_the_same(table: Table, steps: Sequence[Operation]) -> None:
    before = analyse(table, Target())
    for step in steps:
        table = step.apply(table)
    target = Target.of(steps)
    assert told(analyse(table, target, before)) == told(analyse(table, target))


def test_an_unchanged_field_is_not_looked_at_again(table: Table) -> None:
    before = analyse(table, Target())
    after = analyse(ReplaceCell(row=3, field="jour", value="").apply(table), Target(), before)
    assert after.looks["montant"] is before.looks["montant"]
    assert after.looks["jour"] is not before.looks["jour"]


def test_touched_cells_are_those_that_differ(table: Table) -> None:
    proposals = analyse(table, Target()).proposals
    wanted = next(p for p in proposals if p.field == "Le nom" and p.unit == "cells")
    masks = touched_cells(table, wanted.operations)
    assert masks["Le nom"].tolist() == [True, False, False, True]
    assert set(masks) == {"Le nom"}


def test_removed_rows_are_touched_in_every_field(table: Table) -> None:
    masks = touched_cells(table, [DropRows(rows=(3,))])
    assert set(masks) == set(table.names)
    assert all(mask.tolist() == [False, True, False, False] for mask in masks.values())


def test_another_name_touches_no_cell(table: Table) -> None:
    rename = RenameField(field="montant", to="m")
    assert touched_cells(table, [rename]) == {}
    masks = touched_cells(table, [rename, ReplaceCell(row=3, field="m", value="x")])
    assert set(masks) == {"montant"}
    assert masks["montant"].tolist() == [False, True, False, False]


def test_removed_fields_are_touched_in_every_row(table: Table) -> None:
    masks = touched_cells(table, [SuppressField(field="montant")])
    assert set(masks) == {"montant"}
    assert masks["montant"].all()


def test_the_names_of_all_fields_are_one_proposal(table: Table) -> None:
    other = table.renaming("jour", "Le Jour")
    (names,) = [p for p in analyse(other, Target()).proposals if p.unit == "fields"]
    assert names.count == 2
    renamed = other
    for operation in names.operations:
        renamed = operation.apply(renamed)
    assert all(name == name.lower() and " " not in name for name in renamed.names)
    assert names.is_optional


def test_shares_leave_out_what_is_no_record(table: Table) -> None:
    marked = replace(table, marks=np.array([0, 0, 1, 1], dtype=np.uint8))
    emptied = marked.with_column("jour", ["", "x", "", ""])
    assert analyse(emptied, Target()).shares["jour"].empty == 0.5


def test_what_a_schema_tolerates_is_told_without_counting_as_a_problem(table: Table) -> None:
    schema = {
        "title": "Mine",
        "fields": [{"name": "jour"}, *({"name": f"f{n}"} for n in range(12))],
        "fieldsMatch": "partial",
    }
    step = ApplySchema(schema=schema)
    problems = analyse(step.apply(table), Target.of([step])).problems
    notes = [p.sentence for p in problems if p.severity is Severity.NOTE]
    assert any("12 optional fields" in sentence and "f7…" in sentence for sentence in notes)
    assert any("“montant”" in sentence for sentence in notes)


def test_columns_with_and_without_memory_can_be_told_apart() -> None:
    """Where no cell is null there is no memory that says so, or memory of no length."""
    none = pa.py_buffer(b"")
    places = pa.py_buffer(b"\0" * 8)
    with_mask = pa.StringArray.from_buffers(1, places, none, pa.py_buffer(b"\1"))
    without = pa.StringArray.from_buffers(1, places, none)
    empty_mask = pa.StringArray.from_buffers(0, places, none, none)
    no_rows = pa.StringArray.from_buffers(0, places, none)
    columns = [pa.chunked_array([c]) for c in (with_mask, without, empty_mask, no_rows)]
    for n, one in enumerate(columns):
        assert [is_same_memory(one, other) for other in columns] == [n == m for m in range(4)]
