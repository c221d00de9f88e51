"""The table: immutable, shares what does not change, keeps numbers and marks with their rows."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest

from curator.errors import FieldNotFound
from curator.schema.model import Field, Schema
from curator.table import RowMark, Table


@pytest.fixture
def table() -> Table:
    return Table.from_columns({"nom": ["Ada", "Léo", ""], "code": ["01000", "2", "3"]})


def test_records_are_numbered_under_a_one_line_header(table: Table) -> None:
    assert table.source_rows.tolist() == [2, 3, 4]
    assert table.record_count == 3


def test_suppressing_a_field_leaves_the_original_and_shares_the_other_columns(
    table: Table,
) -> None:
    public = table.without("nom")
    assert public.names == ["code"]
    assert table.names == ["nom", "code"]
    before = table.column("code").chunk(0).buffers()[2].address
    assert public.column("code").chunk(0).buffers()[2].address == before


def test_every_missing_field_is_refused_by_name(table: Table) -> None:
    for attempt in (
        lambda: table.column("x"),
        lambda: table.without("x"),
        lambda: table.selecting(["x"]),
        lambda: table.renaming("x", "y"),
        lambda: table.with_column("x", ["1", "2", "3"]),
    ):
        with pytest.raises(FieldNotFound) as refusal:
            attempt()
        assert refusal.value.field == "x"
        assert str(refusal.value) == "There is no field called “x”."


def test_rows_keep_their_numbers_and_marks(table: Table) -> None:
    marked = dataclasses.replace(table, marks=np.array([0, RowMark.TOTAL, 0], dtype=np.uint8))
    assert marked.records().source_rows.tolist() == [2, 4]
    turned = marked.take_rows(np.array([2, 1, 0]))
    assert turned.source_rows.tolist() == [4, 3, 2]
    assert turned.marks.tolist() == [0, RowMark.TOTAL, 0]
    assert turned.position_of_row(3) == 1
    assert turned.position_of_row(99) is None


def test_nulls_become_empty_cells() -> None:
    table = Table.from_columns({"a": pa.array(["x", None])})
    assert table.column("a").to_pylist() == ["x", ""]


def test_a_table_without_fields_has_no_rows_left(table: Table) -> None:
    nothing = table.selecting([])
    assert nothing.names == []
    assert len(nothing) == 0


def test_renaming_follows_in_keys() -> None:
    schema = Schema(
        fields=(Field(name="id"), Field(name="b")), primary_key=("id",), unique_keys=(("id", "b"),)
    )
    table = Table.from_columns({"id": ["1"], "b": ["2"]}, schema=schema)
    renamed = table.renaming("id", "code").schema
    assert renamed.primary_key == ("code",)
    assert renamed.unique_keys == (("code", "b"),)
    assert table.without("id").schema.primary_key == ()


def test_nothing_can_be_changed_in_place(table: Table) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.data = table.data  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        table.source_rows[0] = 7


def test_the_pandas_frame_is_a_view_of_the_same_cells(table: Table) -> None:
    assert table.frame["code"].tolist() == ["01000", "2", "3"]
    assert table.frame["code"].dtype.storage == "pyarrow" or "pyarrow" in str(
        table.frame["code"].dtype
    )


def test_a_schema_that_does_not_fit_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="schema's names"):
        Table.from_columns({"a": ["1"]}, schema=Schema(fields=(Field(name="b"),)))


def test_a_program_without_pandas_still_gives_a_frame() -> None:
    code = (
        "import sys; from curator.lean import spare_pandas; spare_pandas();"
        "from curator.table import Table; t = Table.from_columns({'a': ['1', '2']});"
        "assert 'pandas' not in sys.modules; print(t.frame['a'].tolist())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['1', '2']"
