"""The digest that an approval is bound to."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_release import METADATA, STEPS, sample_release, source_table

from curator.operations.structure import RenameField
from curator.publish.content_hash import content_sha256, table_sha256
from curator.recipe import Recipe
from curator.table import Table

CELLS = st.lists(st.text(max_size=8), min_size=1, max_size=12)


@settings(deadline=None, max_examples=50)
@given(CELLS, st.integers(0, 12))
def test_cells_give_one_digest_however_columns_are_chunked(cells: list[str], cut: int) -> None:
    whole = Table.from_columns({"a": cells})
    pieces = pa.chunked_array(
        [pa.array(["", *cells[:cut]]).slice(1), pa.array(cells[cut:], type=pa.string())],
        type=pa.string(),
    )
    assert table_sha256(whole) == table_sha256(Table.from_columns({"a": pieces}))


@settings(deadline=None, max_examples=50)
@given(CELLS, CELLS)
def test_other_cells_give_another_digest(one: list[str], other: list[str]) -> None:
    tables = [Table.from_columns({"a": cells}) for cells in (one, other)]
    assert (table_sha256(tables[0]) == table_sha256(tables[1])) == (one == other)


def test_where_one_cell_ends_matters() -> None:
    one = Table.from_columns({"a": ["ab", "c"], "b": ["", ""]})
    other = Table.from_columns({"a": ["a", "bc"], "b": ["", ""]})
    assert table_sha256(one) != table_sha256(other)


def test_any_of_the_four_parts_changes_the_digest() -> None:
    table, recipe = source_table(), Recipe(operations=STEPS)
    base = content_sha256(table, table.schema, METADATA, recipe)
    changed_cell = table.with_column("Montant voté", ["1250.51", "300", "12", "1562.50"])
    changed_schema = table.schema.replacing("Contact", title="Contact")
    changed_recipe = Recipe(operations=(*STEPS, RenameField(field="montant", to="Montant")))
    others = {
        content_sha256(changed_cell, table.schema, METADATA, recipe),
        content_sha256(table, changed_schema, METADATA, recipe),
        content_sha256(table, table.schema, replace(METADATA, limits=""), recipe),
        content_sha256(table, table.schema, METADATA, changed_recipe),
    }
    assert base not in others
    assert len(others) == 4


def test_where_the_source_was_and_who_approved_do_not_change_it() -> None:
    table = source_table()
    plain = Recipe(operations=STEPS)
    elsewhere = Recipe(operations=STEPS, source={"sha256": "0" * 64}, review={"state": "approved"})
    digests = [content_sha256(table, table.schema, METADATA, r) for r in (plain, elsewhere)]
    assert digests[0] == digests[1]


def test_metadata_count_alike_as_object_and_as_descriptor() -> None:
    table, recipe = source_table(), Recipe()
    as_object = content_sha256(table, table.schema, METADATA, recipe)
    descriptor = dict(reversed(METADATA.to_descriptor().items()))
    assert content_sha256(table, table.schema, descriptor, recipe) == as_object


def test_the_digest_of_the_sample_is_the_same_on_every_machine() -> None:
    table = Table.from_columns({"é": ["à", "", "b\r\nc"], "n": ["1", "2", "3"]})
    assert table_sha256(table) == (
        "437f6f5c115506788d3599bec1044b7b3b0b3db5a7d50d22990fad5440c1f152"
    )
    assert len(sample_release().content_sha256) == 64
