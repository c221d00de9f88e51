"""``validate``: keys, numbers and exit codes of the contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text("id,jour\n1,2024-01-01\n\n1,31/12/2024\nx,\n", encoding="utf-8")
    fields = [
        {"name": "id", "type": "integer", "constraints": {"unique": True}},
        {"name": "jour", "type": "date"},
    ]
    (tmp_path / "s.json").write_text(json.dumps({"fields": fields}), encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    code = main([str(a) for a in arguments] + ["--json"])
    return code, json.loads(capsys.readouterr().out)


def test_errors_with_their_numbers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = run(capsys, "validate", folder / "a.csv", "--schema", folder / "s.json")
    assert code == 1
    assert (found["valid"], found["rows"]) == (False, 3)
    assert found["counts"] == {"blank-row": 1, "type-error": 2, "unique-error": 1}
    assert [
        (e["type"], e["rowNumber"], e["fieldNumber"], e["fieldName"], e["cell"])
        for e in found["errors"]
    ] == [
        ("blank-row", 3, None, "", ""),
        ("type-error", 4, 2, "jour", "31/12/2024"),
        ("unique-error", 4, 1, "id", "1"),
        ("type-error", 5, 1, "id", "x"),
    ]
    assert all(e["note"] for e in found["errors"])


def test_the_limit_bounds_details_not_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _code, found = run(
        capsys, "validate", folder / "a.csv", "--schema", folder / "s.json", "--limit", 1
    )
    assert len(found["errors"]) == 1
    assert sum(found["counts"].values()) == 4


def test_without_a_schema_only_the_structure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = run(capsys, "validate", folder / "a.csv")
    assert (code, found["counts"]) == (1, {"blank-row": 1})
    (folder / "b.csv").write_text("a,,a\n1,2,3\n4,5,6\n", encoding="utf-8")
    code, found = run(capsys, "validate", folder / "b.csv")
    assert (code, found["valid"]) == (0, True)
    assert [w["type"] for w in found["warnings"]] == ["blank-label", "duplicate-label"]


def test_foreign_keys_across_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = {"fields": "id", "reference": {"resource": "ids", "fields": "code"}}
    schema = {"fields": [{"name": "id"}, {"name": "n"}], "foreignKeys": [key]}
    (folder / "f.json").write_text(json.dumps(schema), encoding="utf-8")
    (folder / "ids.csv").write_text("code,nom\n1,a\n2,b\n", encoding="utf-8")
    (folder / "c.csv").write_text("id,n\n1,x\n9,y\n", encoding="utf-8")
    arguments = ["validate", folder / "c.csv", "--schema", folder / "f.json"]
    code, found = run(capsys, *arguments, "--reference", f"ids={folder / 'ids.csv'}")
    assert (code, found["counts"]) == (1, {"foreign-key": 1})
    code, found = run(capsys, *arguments)
    assert (code, [w["type"] for w in found["warnings"]]) == (0, ["foreign-key"])
    assert run(capsys, *arguments, "--reference", "ids")[0] == 2


def test_a_published_schema_by_name_is_lenient(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "p.csv").write_text(
        "ANNEE,COLL_INSEE,ENFANT_SEXE,ENFANT_PRENOM,NOMBRE_OCCURRENCES,note\n"
        "2024,92040,F,Alice,12,x\n2024,92040,M,Louis,10,y\n",
        encoding="utf-8",
    )
    code, found = run(capsys, "validate", folder / "p.csv", "--schema", "scdl/prenoms")
    assert (code, found["errors"]) == (0, [])
    assert [w["type"] for w in found["warnings"]] == [
        "missing-label",
        "extra-label",
        "disordered-label",
    ]


@pytest.mark.parametrize(
    "arguments", [["--schema", "no.json"], ["--schema", "nobody/knows"], ["--limit", "-1"]]
)
def test_refusals(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, found = run(capsys, "validate", folder / "a.csv", *arguments)
    assert code == 2
    assert set(found["error"]) == {"code", "message"}


def test_a_person_reads_french(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["validate", str(folder / "a.csv"), "--schema", str(folder / "s.json"), "--lang", "fr"])
    assert "Une date est attendue" in capsys.readouterr().out


def test_the_failing_rows_can_be_written_for_those_who_own_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook

    out = folder / "errors.xlsx"
    code, found = run(
        capsys, "validate", folder / "a.csv", "--schema", folder / "s.json", "--limit", 0,
        "--error-workbook", out,
    )  # fmt: skip
    assert code == 1
    assert found["errors"] == []
    rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert [row[:3] for row in rows[1:]] == [
        (3, None, None), (4, "1", "31/12/2024"), (5, "x", None),
    ]  # fmt: skip


def test_no_workbook_where_nothing_fails_and_none_over_the_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "good.csv").write_text("id\n1\n", encoding="utf-8")
    out = folder / "errors.xlsx"
    assert main(["validate", str(folder / "good.csv"), "--error-workbook", str(out)]) == 0
    assert not out.exists()
    capsys.readouterr()
    code, found = run(capsys, "validate", folder / "a.csv", "--error-workbook", folder / "a.csv")
    assert (code, found["error"]["code"]) == (2, "usage")


def test_foreign_keys_into_a_sheet_of_the_same_workbook(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / "w.xlsx")) as book:
        for name, rows in (
            ("data", [["id", "n"], ["1", "x"], ["9", "y"]]),
            ("ids", [["code"], ["1"]]),
        ):
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    key = {"fields": "id", "reference": {"resource": "ids", "fields": "code"}}
    schema = {"fields": [{"name": "id"}, {"name": "n"}], "foreignKeys": [key]}
    (folder / "f.json").write_text(json.dumps(schema), encoding="utf-8")
    arguments = ["validate", folder / "w.xlsx", "--sheet", "data", "--schema", folder / "f.json"]
    code, found = run(capsys, *arguments)
    assert (code, found["counts"]) == (1, {"foreign-key": 1})
