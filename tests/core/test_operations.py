"""Operations: each registered type survives JSON, refuses what is wrong, and does what it says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from curator.errors import CuratorError, OperationError, RecipeError
from curator.operations import from_descriptor, registered_types, to_descriptor
from curator.table import RowMark, Table


def example_of(annotation: Any, name: str) -> Any:
    """A value of the right form for a parameter."""
    text = str(annotation).removeprefix("<class '")
    if "Literal" in text:
        chosen = text.split("Literal[")[1].split("]")[0].split(",")[0].strip(" '")
        return [chosen] if text.startswith("tuple") else chosen
    forms = {
        "tuple[tuple[str": [["a"]], "tuple[int": [2], "tuple[str": ["a"],
        "dict[str": {"type": "string"}, "list[": ["a"], "bool": True, "int": 2, "float": 1.5,
    }  # fmt: skip
    return next((value for start, value in forms.items() if text.startswith(start)), name)


def minimal(type_name: str) -> dict[str, Any]:
    """The shortest descriptor of a type: its required parameters."""
    import dataclasses
    import typing

    cls = registered_types()[type_name]
    hints = typing.get_type_hints(cls)
    descriptor: dict[str, Any] = {"type": type_name}
    for f in dataclasses.fields(cls):  # type: ignore[arg-type]
        if f.repr and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING:
            descriptor[f.name] = example_of(hints[f.name], f.name)
    return descriptor


@pytest.mark.parametrize("type_name", sorted(registered_types()))
def test_every_type_round_trips_through_json_and_has_a_sentence(type_name: str) -> None:
    try:
        op = from_descriptor(minimal(type_name))
    except RecipeError:
        pytest.skip("its parameters constrain each other; its own tests cover it")
    descriptor = to_descriptor(op)
    again = from_descriptor(json.loads(json.dumps(descriptor)))
    assert again == op
    assert to_descriptor(again) == descriptor
    assert op.sentence()


@pytest.mark.parametrize("type_name", sorted(registered_types()))
def test_every_type_refuses_a_parameter_it_does_not_have(type_name: str) -> None:
    with pytest.raises(RecipeError, match=r"Step 3 of the recipe: .*surprise"):
        from_descriptor({"type": type_name, "surprise": 1} | minimal(type_name), 3)


@pytest.mark.parametrize(
    ("descriptor", "sentence"),
    [
        (5, "it has no “type”"),
        ({"field": "a"}, "it has no “type”"),
        ({"type": "cell-melt"}, "no operation of type “cell-melt”"),
        ({"type": "field-rename", "field": "a"}, "the parameter “to” of “field-rename” is missing"),
        (
            {"type": "cell-replace", "row": "2", "field": "a", "value": "x"},
            "the parameter “row” of “cell-replace” does not have the right form",
        ),
    ],
)
def test_a_wrong_step_is_named_with_its_parameter(descriptor: object, sentence: str) -> None:
    with pytest.raises(RecipeError) as refusal:
        from_descriptor(descriptor, 4)
    assert str(refusal.value).startswith("Step 4 of the recipe")
    assert sentence in str(refusal.value)


@pytest.fixture
def table() -> Table:
    made = Table.from_columns({"nom": [" Ada ", "Léo\u00a0", "Ada"], "ville": ["A", "B", "Total"]})
    return replace(made, marks=np.array([0, 0, RowMark.TOTAL], dtype=np.uint8))


def apply(table: Table, **descriptor: Any) -> Table:
    return from_descriptor(descriptor).apply(table)


def test_fields_are_suppressed_renamed_ordered_and_added(table: Table) -> None:
    assert apply(table, type="field-suppress", field="nom").names == ["ville"]
    assert apply(table, type="field-rename", field="nom", to="n").names == ["n", "ville"]
    assert apply(table, type="field-order", fields=["ville"]).names == ["ville", "nom"]
    added = apply(table, type="field-add", field="pays", value="FR", position=0)
    assert added.names == ["pays", "nom", "ville"]
    assert added.column("pays").to_pylist() == ["FR"] * 3


@pytest.mark.parametrize("name", ["ville", "  "])
def test_a_name_that_is_taken_or_empty_is_refused(table: Table, name: str) -> None:
    with pytest.raises(OperationError):
        apply(table, type="field-rename", field="nom", to=name)


def test_one_cell_is_replaced_by_its_row_in_the_source(table: Table) -> None:
    changed = apply(table, type="cell-replace", row=3, field="nom", value="Lou")
    assert changed.column("nom").to_pylist() == [" Ada ", "Lou", "Ada"]
    assert table.column("nom").to_pylist()[1] == "Léo\u00a0"
    with pytest.raises(OperationError, match="no row 99"):
        apply(table, type="cell-replace", row=99, field="nom", value="x")


def test_trimming_knows_every_kind_of_space(table: Table) -> None:
    assert apply(table, type="cell-trim", field="nom").column("nom").to_pylist() == [
        "Ada",
        "Léo",
        "Ada",
    ]
    squeezed = Table.from_columns({"a": ["x\u202f\u00a0 y\t\ufeff"]})
    assert apply(squeezed, type="cell-trim", field="a", squeeze=True).column("a").to_pylist() == [
        "x y"
    ]


def test_rows_are_dropped_by_number_or_by_mark(table: Table) -> None:
    assert apply(table, type="row-drop", rows=[2, 4]).source_rows.tolist() == [3]
    assert apply(table, type="row-drop-marked").source_rows.tolist() == [2, 3]
    assert len(apply(table, type="row-drop-marked", marks=["note"])) == 3


def test_duplicates_keep_the_first_record_and_every_marked_row() -> None:
    table = Table.from_columns({"a": ["x", "y", "x", "x"], "b": ["1", "1", "1", "2"]})
    assert apply(table, type="row-deduplicate").source_rows.tolist() == [2, 3, 5]
    assert apply(table, type="row-deduplicate", fields=["a"]).source_rows.tolist() == [2, 3]
    marked = replace(table, marks=np.array([0, 0, RowMark.TOTAL, 0], dtype=np.uint8))
    assert apply(marked, type="row-deduplicate").source_rows.tolist() == [2, 3, 4, 5]


def test_a_definition_changes_the_schema_and_no_cell(table: Table) -> None:
    defined = apply(
        table, type="field-define", field="nom", properties={"title": "Nom", "type": "any"}
    )
    assert defined.schema["nom"].title == "Nom"
    assert defined.schema["nom"].type == "any"
    assert defined.column("nom").equals(table.column("nom"))
    back = apply(defined, type="field-define", field="nom", properties={"title": None})
    assert back.schema["nom"].title == ""


def test_a_schema_is_laid_over_fields_of_the_same_name(table: Table) -> None:
    schema = {
        "title": "Villes",
        "fields": [{"name": "ville", "type": "string", "title": "Ville"}, {"name": "autre"}],
        "primaryKey": ["ville"],
    }
    laid = apply(table, type="schema-apply", schema=schema)
    assert laid.names == ["nom", "ville"]
    assert laid.schema["ville"].title == "Ville"
    assert laid.schema.primary_key == ("ville",)


def test_errors_never_quote_a_cell(table: Table) -> None:
    with pytest.raises(CuratorError) as refusal:
        apply(table, type="cell-replace", row=99, field="nom", value="06 12 34 56 78")
    assert "06 12" not in str(refusal.value)
