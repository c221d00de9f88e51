"""The difference between source and public table: exact counts, cell by cell, by lineage."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import FieldNotFound
from curator.operations.cell import ReplaceCell
from curator.operations.row import DropMarkedRows, DropRows
from curator.operations.structure import AddField, OrderFields, RenameField, SuppressField
from curator.preview import ABSENT, DifferenceSummary, difference, field_lineage
from curator.recipe import Recipe, replay
from curator.schema.model import Field, Schema
from curator.table import RowMark, Table


def grants() -> Table:
    schema = Schema(
        fields=(Field(name="nom"), Field(name="tel"), Field(name="montant", type="number"))
    )
    table = Table.from_columns(
        {
            "nom": ["Chorale", "Judo", "Échecs", "Total"],
            "tel": ["0611223344", "", "0655443322", ""],
            "montant": ["1 250,50 €", "300", "n.c.", "1 550,50 €"],
        },
        schema=schema,
    )
    marks = np.array([0, 0, 0, RowMark.TOTAL], dtype=np.uint8)
    return replace(table, marks=marks)


def differing(summary: DifferenceSummary) -> dict[str, Any]:
    """What differs between the tables: everything there is but their sizes."""
    told = summary.to_descriptor().items()
    return {name: n for name, n in told if n and not name.startswith(("source", "public"))}


STEPS = (
    DropMarkedRows(),
    SuppressField(field="tel"),
    RenameField(field="montant", to="montant_eur"),
    ReplaceCell(row=2, field="montant_eur", value="1250.50"),
    AddField(field="annee", value="2024"),
    OrderFields(fields=("annee", "montant_eur", "nom")),
)


def test_everything_a_recipe_did_is_counted() -> None:
    source = grants()
    diff = difference(source, replay(Recipe(operations=STEPS), source), STEPS)
    summary = diff.summary
    assert (summary.source_rows, summary.public_rows) == (4, 3)
    assert (summary.source_fields, summary.public_fields) == (3, 3)
    assert summary.fields_removed == ("tel",)
    assert summary.fields_added == ("annee",)
    assert summary.fields_renamed == (("montant", "montant_eur"),)
    assert (summary.rows_removed, summary.marked_rows_removed, summary.rows_added) == (1, 1, 0)
    assert summary.cells_changed == {"montant_eur": 1}
    assert summary.changed_cell_count == 1
    assert diff.removed_rows.tolist() == [3]
    assert diff.changed_rows().tolist() == [0]
    assert {name: mask.tolist() for name, mask in diff.changed.items()} == {
        "montant_eur": [True, False, False]
    }


def test_a_cell_is_found_with_what_it_was() -> None:
    source = grants()
    diff = difference(source, replay(Recipe(operations=STEPS), source), STEPS)
    cell = diff.cell(0, "montant_eur")
    assert (cell.before, cell.after, cell.is_changed) == ("1 250,50 €", "1250.50", True)
    assert diff.cell(1, "nom").is_changed is False
    assert diff.cell(0, "annee").before is None
    with pytest.raises(FieldNotFound):
        diff.cell(0, "tel")


def test_totals_are_exact_and_leave_out_what_is_no_record() -> None:
    source = grants()
    diff = difference(source, replay(Recipe(operations=STEPS), source), STEPS)
    (totals,) = diff.totals
    assert totals.field == "montant_eur"
    assert totals.before is not None
    assert (totals.before.value, totals.before.counted, totals.before.unread) == (
        Decimal("1550.50"),
        2,
        1,
    )
    assert totals.after.value == Decimal("1550.50")
    assert totals.after.text() == "1550.5"


def test_an_untouched_table_has_no_difference() -> None:
    table = grants()
    diff = difference(table, table)
    assert differing(diff.summary) == {}
    assert diff.removed_rows.size == diff.changed_rows().size == 0


def test_rows_are_matched_by_their_number_whatever_their_order() -> None:
    source = grants()
    public = source.take_rows(np.array([2, 0]))
    diff = difference(source, public)
    assert diff.source_positions.tolist() == [2, 0]
    assert diff.summary.cells_changed == {}
    assert diff.summary.rows_removed == 2


def test_rows_without_a_source_and_repeated_ones_count_as_added() -> None:
    source = Table.from_columns({"a": ["x", "y"]})
    public = Table(
        data=source.data.take([0, 0, 1]),
        schema=source.schema,
        source_rows=np.array([2, 2, 0], dtype=np.int32),
        marks=np.zeros(3, dtype=np.uint8),
    )
    diff = difference(source, public)
    assert diff.summary.rows_added == 2
    assert diff.summary.rows_removed == 1
    assert diff.source_positions.tolist() == [0, 0, ABSENT]
    assert diff.cell(2, "a").before is None


def test_names_that_are_exchanged_are_followed() -> None:
    steps = (
        RenameField(field="a", to="tmp"),
        RenameField(field="b", to="a"),
        RenameField(field="tmp", to="b"),
    )
    assert field_lineage(["a", "b"], ["a", "b"], steps) == {"a": "b", "b": "a"}


def test_a_field_that_was_suppressed_and_made_anew_is_another() -> None:
    steps = (SuppressField(field="a"), AddField(field="a", value="z"))
    source = Table.from_columns({"a": ["x"], "b": ["y"]})
    diff = difference(source, replay(Recipe(operations=steps), source), steps)
    assert diff.summary.fields_removed == ("a",)
    assert diff.summary.fields_added == ("a",)


def test_without_operations_a_rename_is_a_removal_and_an_addition() -> None:
    source = Table.from_columns({"a": ["x"]})
    diff = difference(source, source.renaming("a", "b"))
    assert (diff.summary.fields_removed, diff.summary.fields_added) == (("a",), ("b",))


def test_empty_tables_compare() -> None:
    source = Table.from_columns({"a": ["x"]})
    nothing = source.filter_rows(np.array([False]))
    assert difference(source, nothing).summary.rows_removed == 1
    assert difference(nothing, source).summary.rows_added == 1
    assert differing(difference(nothing, nothing).summary) == {}


ROWS = st.lists(st.sampled_from(["", "a", "b"]), min_size=1, max_size=12)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.data())
def test_counts_equal_a_plain_comparison(cells: list[str], data: st.DataObject) -> None:
    source = Table.from_columns({"x": cells})
    dropped = data.draw(st.sets(st.integers(2, len(cells) + 1)))
    public = DropRows(rows=tuple(sorted(dropped))).apply(source)
    edited = data.draw(
        st.lists(st.sampled_from(["a", "c"]), min_size=len(public), max_size=len(public))
    )
    public = public.with_column("x", edited)
    kept = [n for n in range(2, len(cells) + 2) if n not in dropped]
    expected = sum(cells[n - 2] != new for n, new in zip(kept, edited, strict=True))
    summary = difference(source, public).summary
    assert summary.rows_removed == len(dropped)
    assert summary.changed_cell_count == expected


def test_a_summary_is_names_and_counts_only() -> None:
    source = grants()
    diff = difference(source, replay(Recipe(operations=STEPS), source), STEPS)
    told = str(diff.summary.to_descriptor())
    for value in ("0611223344", "1250", "Judo"):
        assert value not in told
