"""Clean-up operations: what they do, what they refuse, and that recipes can hold them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from curator.errors import OperationError, RecipeError
from curator.operations import from_descriptor, to_descriptor
from curator.operations.cleanup_formula import ComputeField
from curator.operations.cleanup_rows import FilterRows, SortRows
from curator.operations.clusters import clusters
from curator.table import RowMark, Table


def applied(columns: dict[str, list[str]], type_: str, **parameters: Any) -> dict[str, list[str]]:
    """The columns after an operation that went through its descriptor."""
    op = from_descriptor({"type": type_, **parameters})
    assert from_descriptor(to_descriptor(op)) == op
    assert op.sentence()
    return dict(op.apply(Table.from_columns(columns)).data.to_pydict())


def one(texts: list[str], type_: str, **parameters: Any) -> list[str]:
    return applied({"a": texts}, type_, field="a", **parameters)["a"]


@pytest.mark.parametrize(
    ("type_", "parameters", "before", "after"),
    [
        ("cell-map", {"mapping": {"x": "y"}}, ["x", "xx"], ["y", "xx"]),
        ("cell-case", {"case": "upper"}, ["été"], ["ÉTÉ"]),
        ("cell-case", {"case": "title"}, ["SAINT-DENIS DE L'HÔTEL"], ["Saint-Denis de l'Hôtel"]),
        ("cell-case", {"case": "sentence"}, ["LE BUDGET"], ["Le budget"]),
        ("cell-fill-down", {}, ["", "a", "", "b"], ["", "a", "a", "b"]),
        ("cell-constant", {"value": "z", "only_empty": True}, ["", "a"], ["z", "a"]),
        ("field-to-iso-date", {}, ["31/12/2024", "x", ""], ["2024-12-31", "x", ""]),
        ("field-to-iso-date", {"month_first": True}, ["01/02/2024"], ["2024-01-02"]),
        ("field-to-decimal", {}, ["1 234,5 €", "x", "1.234"], ["1234.5", "x", "1234"]),
        ("field-to-decimal", {"decimal_char": "."}, ["1,234.5", "1.234"], ["1234.5", "1.234"]),
        ("field-to-boolean", {}, ["Oui", "NON", "?"], ["true", "false", "?"]),
        ("code-pad", {"length": 5}, ["1000", "75001", "1"], ["01000", "75001", "1"]),
        ("code-expand", {}, ["2.1750001600019E+13", "2,17E+13"], ["21750001600019", "2,17E+13"]),
        ("code-compact", {}, ["217 500-016.00019"], ["21750001600019"]),
        ("geo-swap", {}, ["48.8, 2.3", "[48.8,2.3]", "x"], ["2.3, 48.8", "[2.3,48.8]", "x"]),
    ],
)  # fmt: skip
def test_cells(type_: str, parameters: dict[str, Any], before: list[str], after: list[str]) -> None:
    assert one(before, type_, **parameters) == after


def test_find_and_replace() -> None:
    columns = {"a": ["Rue A.", "rue a"], "b": ["rue", "x"]}
    assert applied(columns, "cell-find-replace", find="a.", replace="B\\1")["a"] == [
        "Rue A.",
        "rue a",
    ]
    found = applied(columns, "cell-find-replace", find="rue", replace="Voie", ignore_case=True)
    assert found == {"a": ["Voie A.", "Voie a"], "b": ["Voie", "x"]}
    found = applied(columns, "cell-find-replace", find=r"(\w)\.", replace=r"<\1>", regex=True)
    assert found["a"][0] == "Rue <A>"
    for wrong in ({"find": "("}, {"find": "a", "replace": r"\2"}):
        with pytest.raises(OperationError):
            applied(columns, "cell-find-replace", **{"replace": "", "regex": True} | wrong)


def test_split_and_merge() -> None:
    split = applied(
        {"a": ["x - y - z", "x", ""]}, "field-split", field="a", separator=" - ", into=["b", "c"]
    )
    assert (split["b"], split["c"]) == (["x", "x", ""], ["y - z", "", ""])
    merged = applied({"a": ["x", ""], "b": ["1", "2"]}, "field-merge", fields=["a", "b"], into="c")
    assert merged == {"c": ["x 1", "2"]}
    with pytest.raises(OperationError):
        applied({"a": ["x"], "b": ["1"]}, "field-split", field="a", separator=",", into=["b"])


def test_wide_to_long_and_back() -> None:
    wide = {"ville": ["A", "B"], "pop 2019": ["1", "2"], "pop 2020": ["3", ""]}
    long = applied(wide, "table-unpivot", fields=["pop 2019", "pop 2020"], key="annee", value="pop")
    assert long == {
        "ville": ["A", "A", "B"],
        "annee": ["2019", "2020", "2019"],
        "pop": ["1", "3", "2"],
    }
    assert applied(long, "table-pivot", key="annee", value="pop") == {
        "ville": ["A", "B"], "2019": ["1", "2"], "2020": ["3", ""],
    }  # fmt: skip
    with pytest.raises(OperationError, match="row 3"):
        applied(
            {"v": ["A", "A"], "k": ["x", "x"], "n": ["1", "2"]}, "table-pivot", key="k", value="n"
        )


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (["n"], ["2,5", "9", "10", ""]),
        (["-n"], ["10", "9", "2,5", ""]),
        (["d"], ["2,5", "9", "10", ""]),
        (["t", "-n"], ["10", "9", "2,5", ""]),
    ],
)
def test_sort(by: list[str], expected: list[str]) -> None:
    columns = {
        "n": ["10", "9", "", "2,5"],
        "d": ["01/02/2024", "31/01/2024", "", "2023-01-01"],
        "t": ["É", "e", "z", "F"],
    }
    assert applied(columns, "row-sort", by=by)["n"] == expected


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        ("equals", ["9"], ["9"]),
        ("in", ["9", "10"], ["10", "9"]),
        ("contains", [","], ["2,5"]),
        ("starts", ["1"], ["10"]),
        ("matches", [r"^\d$"], ["9"]),
        ("empty", [], [""]),
        ("greater", ["3"], ["10", "9"]),
        ("at-most", ["9"], ["9", "2,5"]),
    ],
)
def test_filter(condition: str, values: list[str], expected: list[str]) -> None:
    texts = ["10", "9", "", "2,5"]
    assert one(texts, "row-filter", condition=condition, values=values) == expected
    rest = one(texts, "row-filter", condition=condition, values=values, keep=False)
    assert rest == [t for t in texts if t not in expected]


def test_rows_that_are_not_records_stay_and_come_last() -> None:
    table = Table.from_columns({"a": ["b", "Total", "a"]})
    table = replace(table, marks=np.array([0, RowMark.TOTAL, 0], dtype=np.uint8))
    ordered = from_descriptor({"type": "row-sort", "by": ["a"]}).apply(table)
    assert ordered.column("a").to_pylist() == ["a", "b", "Total"]
    kept = from_descriptor(
        {"type": "row-filter", "field": "a", "condition": "equals", "values": ["a"]}
    )
    assert kept.apply(table).column("a").to_pylist() == ["Total", "a"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{n} * 2", ["20", "5", ""]),
        ("round({n} / 3, 2)", ["3.33", "0.83", ""]),
        ("-({n} + 1)", ["-11", "-3.5", ""]),
        ("2 + 3 * 4", ["14", "14", "14"]),
        ("{t} & '-' & {n}", ["a-10", "b-2,5", "c-"]),
        ('if({n} > 5, "grand", "petit")', ["grand", "petit", "petit"]),
        ("coalesce({n}, {t})", ["10", "2,5", "c"]),
        ("upper(left({t}, 1))", ["A", "B", "C"]),
        ("{n} / 0", ["", "", ""]),
    ],
)
def test_formulas(expression: str, expected: list[str]) -> None:
    columns = {"n": ["10", "2,5", ""], "t": ["a", "b", "c"]}
    assert applied(columns, "field-formula", field="x", expression=expression)["x"] == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("arrondi({n} * 1,5 ; 1)", ["15", "3.8", ""]),
        ('SI({n} > 5 ; "grand" ; "petit")', ["grand", "petit", "petit"]),
        ("concatener({t};{n})", ["a10", "b2,5", "c"]),
        ("round(2.5)", ["3", "3", "3"]),
        ('année("3 mai 2024")', ["2024"] * 3),
        ("{n} * 2,5", ["25", "6.25", ""]),
        ("round(12345678901234567890.5, 20)", ["12345678901234567890.5"] * 3),
    ],
)
def test_formulas_as_french_spreadsheets_write_them(expression: str, expected: list[str]) -> None:
    columns = {"n": ["10", "2,5", ""], "t": ["a", "b", "c"]}
    assert applied(columns, "field-formula", field="x", expression=expression)["x"] == expected


def test_a_number_is_read_as_its_field_writes_it() -> None:
    table = Table.from_columns({"n": ["12.345", "2.5", "100"]})
    numbers = table.with_schema(table.schema.replacing("n", type="number"))
    made = ComputeField(field="x", expression="{n} * 2").apply(numbers)
    assert made.column("x").to_pylist() == ["24.69", "5", "200"]
    ordered = SortRows(by=("n",)).apply(numbers)
    assert ordered.column("n").to_pylist() == ["2.5", "12.345", "100"]
    kept = FilterRows(field="n", condition="at-most", values=("12,5",)).apply(numbers)
    assert kept.column("n").to_pylist() == ["12.345", "2.5"]


def test_a_formula_cannot_grow_without_bound() -> None:
    expression = '"aaaaaaaaaa"'
    for _level in range(20):
        expression = f'replace({expression},"a","aaaaaaaaaa")'
    (made,) = applied({"n": ["1"]}, "field-formula", field="x", expression=expression)["x"]
    assert len(made) == 32_767


@pytest.mark.parametrize(
    "expression",
    ["__import__('os')", "{n}.x", "open('x')", "{n} +", "(" * 500, "round()", "'a", "lambda: 1"],
)
def test_formulas_can_do_nothing_else(expression: str) -> None:
    with pytest.raises(OperationError, match="cannot be read"):
        applied({"n": ["1"]}, "field-formula", field="x", expression=expression)


def test_clusters_are_proposed_and_merged() -> None:
    texts = ["Mairie de Paris", "mairie de paris", "Paris, mairie de", "Lyon", "Lyom", "Lyon"]
    table = Table.from_columns({"a": texts})
    (found,) = clusters(table, "a")
    assert {v for v, _n in found.values} == set(texts[:3])
    merged = found.merge("a", "Mairie de Paris").apply(table)
    assert merged.column("a").to_pylist()[:3] == ["Mairie de Paris"] * 3
    near = clusters(table, "a", "levenshtein", similarity=0.7)
    assert any({v for v, _n in c.values} == {"Lyon", "Lyom"} for c in near)
    assert clusters(Table.from_columns({"a": ["Bordeaux", "Bordaeux"]}), "a", "ngram") == ()


def test_a_recipe_with_a_wrong_parameter_is_refused() -> None:
    with pytest.raises(RecipeError, match="decimal_char"):
        from_descriptor({"type": "field-to-decimal", "field": "a", "decimal_char": ";"})


def test_a_total_neither_gives_a_value_downwards_nor_gets_one() -> None:
    table = Table.from_columns({"a": ["Culture", "", "Total Culture", "", "Sport", ""]})
    marks = np.array([0, 0, RowMark.TOTAL, 0, 0, RowMark.TOTAL], dtype=np.uint8)
    made = from_descriptor({"type": "cell-fill-down", "field": "a"}).apply(
        replace(table, marks=marks)
    )
    assert made.column("a").to_pylist() == [
        "Culture", "Culture", "Total Culture", "Culture", "Sport", "",
    ]  # fmt: skip


def test_values_whose_digits_differ_are_never_nearly_the_same() -> None:
    table = Table.from_columns(
        {"a": ["Groupe scolaire 1", "Groupe scolaire 2", "Groupe scolair 2"]}
    )
    found = clusters(table, "a", "levenshtein", similarity=0.9)
    assert [{v for v, _n in c.values} for c in found] == [{"Groupe scolaire 2", "Groupe scolair 2"}]
