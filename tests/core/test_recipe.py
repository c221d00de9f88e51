"""Recipes: one JSON form, checked on load, replayed only where they fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.errors import FieldNotFound, FileMissing, RecipeError, SchemaError
from curator.operations import OtherSource, from_descriptor
from curator.recipe import Recipe, load_recipe, replay
from curator.table import Table

DESCRIPTOR = {
    "version": 1,
    "operations": [
        {"type": "cell-trim", "field": "a"},
        {"type": "field-rename", "field": "a", "to": "b"},
    ],
    "source": {"sha256": "ab"},
    "metadata": {"title": "Essai"},
    "formats": ["csv", "xlsx"],
    "note": "kept",
}


def test_a_recipe_is_loaded_and_told_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(DESCRIPTOR), encoding="utf-8")
    recipe = load_recipe(path)
    assert recipe.to_descriptor() == DESCRIPTOR
    assert Recipe.from_descriptor(recipe.to_descriptor(), "r.json") == recipe


def test_an_empty_recipe_is_valid_and_changes_nothing() -> None:
    recipe = Recipe.from_descriptor({"version": 1, "operations": []}, "r.json")
    table = Table.from_columns({"a": ["1"]})
    assert replay(recipe, table) is table


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "r.json: it is not valid JSON (line 1)."),
        ("[]", "r.json: a recipe is a JSON object."),
        ("{}", "r.json: its “version” must be 1."),
        ('{"version": 2, "operations": []}', "r.json: its “version” must be 1."),
        ('{"version": 1}', "r.json: “operations” must be a list."),
        (
            '{"version": 1, "operations": [], "formats": "csv"}',
            "r.json: “formats” must be a list of names.",
        ),
        ('{"version": 1, "operations": [], "source": 3}', "r.json: “source” must be an object."),
        (
            '{"version": 1, "operations": [{"type": "cell-trim"}]}',
            "Step 1 of the recipe: the parameter “field” of “cell-trim” is missing.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError) as refusal:
        load_recipe(tmp_path / "r.json")
    assert str(refusal.value) == sentence


def test_a_wrong_target_schema_is_refused_on_load(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text('{"version": 1, "operations": [], "schema": {"fields": 1}}', encoding="utf-8")
    with pytest.raises(SchemaError):
        load_recipe(path)


def test_a_missing_recipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"absent\.json does not exist"):
        load_recipe(tmp_path / "absent.json")


def test_steps_that_address_rows_are_refused_on_another_file() -> None:
    op = from_descriptor({"type": "row-drop", "rows": [2], "source": "aa"})
    here = Table.from_columns({"a": ["1", "2"]}, source_sha256="aa")
    other = Table.from_columns({"a": ["1", "2"]}, source_sha256="bb")
    assert len(replay(Recipe(operations=(op,)), here)) == 1
    with pytest.raises(OtherSource, match="Remove 1 row"):
        replay(Recipe(operations=(op,)), other)


def test_a_recipe_binds_its_row_steps_to_its_source() -> None:
    op = from_descriptor({"type": "row-drop", "rows": [2]})
    recipe = Recipe(operations=(op,), source={"sha256": "aa"})
    with pytest.raises(OtherSource):
        replay(recipe, Table.from_columns({"a": ["1"]}, source_sha256="bb"))


def test_a_step_for_a_missing_field_stops_the_replay() -> None:
    recipe = Recipe.from_descriptor(DESCRIPTOR, "r.json")
    with pytest.raises(FieldNotFound):
        replay(recipe, Table.from_columns({"z": ["1"]}))


def test_the_target_schema_is_the_last_step() -> None:
    recipe = Recipe(schema={"fields": [{"name": "a", "type": "integer"}]})
    table = Table.from_columns({"a": ["1"]})
    assert replay(recipe, table).schema["a"].type == "integer"
    assert replay(recipe.resolved(), table).schema["a"].type == "integer"
    assert recipe.resolved().schema == {}
