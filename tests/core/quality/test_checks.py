"""Each publication check passes on a good table and fails on the one thing it is there for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from curator.i18n import speaking
from curator.issues import Severity
from curator.publish.metadata import Contact, Metadata, Publisher, Spatial, Temporal
from curator.quality.checks import registered, run_checks
from curator.quality.checks.base import check
from curator.quality.model import CheckResult
from curator.quality.scores import scores, udata_points
from curator.quality.subject import Delivered, Subject
from curator.readers.model import Column, HiddenFinding, Note
from curator.schema.model import Field, Schema
from curator.table import RowMark, Table

GOOD = Metadata(
    title="Arbres d’alignement",
    description="x" * 120,
    publisher=Publisher(name="Ville", siret="21920040900015"),
    contact=Contact(name="Service", mail="opendata@ville.example"),
    themes=("ENVI",),
    keywords=("arbre",),
    temporal=Temporal(start="2024", end="2024"),
    spatial=Spatial(code="92040", granularity="fr:commune"),
    frequency="annual",
    issued="2024-01-01",
    modified="2024-01-02",
)

SCHEMA = Schema(
    name="arbres",
    fields=(
        Field(name="essence", title="Essence", constraints={"enum": ["Tilleul", "Érable"]}),
        Field(name="plantation", title="Plantation", type="date"),
        Field(name="hauteur", title="Hauteur", type="number", constraints={"minimum": 0}),
        Field(name="remarquable", title="Remarquable", type="boolean"),
        Field(name="code_insee", title="Code", constraints={"pattern": r"[0-9AB]{5}"}),
        Field(name="siret", title="SIRET"),
        Field(name="longitude", title="Longitude", type="number"),
        Field(name="latitude", title="Latitude", type="number"),
    ),
    extra={"version": "1.0"},
)

CELLS = {
    "essence": ["Tilleul", "Érable"],
    "plantation": ["2001-03-15", "1999-11-02"],
    "hauteur": ["12.5", "8"],
    "remarquable": ["true", "false"],
    "code_insee": ["92040", "01004"],
    "siret": ["21920040900015", ""],
    "longitude": ["2.27", "5.36"],
    "latitude": ["48.82", "45.96"],
}


def table(**cells: list[str]) -> Table:
    return Table.from_columns(CELLS | cells, schema=SCHEMA)


def delivered(**changes: Any) -> Delivered:
    given = {
        "name": "t.csv",
        "format": "csv",
        "encoding": "utf-8",
        "delimiter": ",",
        "columns": tuple(Column(name=n, label=n) for n in CELLS),
        "raw": b"a,b\r\n1,2\r\n",
    }
    return Delivered(**(given | changes))


def results(subject: Subject) -> dict[str, CheckResult]:
    return {result.id: result for result in run_checks(subject)}


def failed(subject: Subject) -> set[str]:
    return {key for key, result in results(subject).items() if not result.passed}


def subject(**cells: list[str]) -> Subject:
    return Subject(table=table(**cells), metadata=GOOD, delivered=delivered())


def test_a_good_table_passes_every_check() -> None:
    # Without a package there is no documentation yet: the two scores say so, nothing else fails.
    assert failed(subject()) <= {"M15", "M16"}


@pytest.mark.parametrize(
    ("check_id", "cells"),
    [
        ("F1", {"siret": ["E\u0301rable", ""]}),
        ("F4", {"essence": ["", ""]}),
        ("F6", {"siret": ["=HYPERLINK(1)", ""]}),
        ("F6", {"siret": ["@SUM(A1)", ""]}),
        ("F7", {"siret": ["Ã©cole", ""]}),
        ("F7", {"siret": ["a\x00b", ""]}),
        ("F7", {"siret": ["a\ufffdb", ""]}),
        ("S4", {"hauteur": ["élevée", "8"]}),
        ("S5", {"hauteur": ["-3", "8"]}),
        ("V1", {"plantation": ["15/03/2001", "1999-11-02"]}),
        ("V1", {"plantation": ["2001-3-15", "1999-11-02"]}),
        ("V1", {"siret": ["15/03/2001", "02/11/1999"]}),
        ("V2", {"hauteur": ["12,5", "8"]}),
        ("V2", {"siret": ["1 250,50 €", "300 €"]}),
        ("V3", {"code_insee": ["1004", "92040"]}),
        ("V4", {"siret": ["21920040900016", ""]}),
        ("V5", {"longitude": ["48.82", "45.96"], "latitude": ["2.27", "5.36"]}),
        ("V5", {"latitude": ["0.5", "0.7"]}),
        ("V6", {"siret": ["N/A", "-"]}),
        ("V7", {"remarquable": ["oui", "true"]}),
        ("V8", {"essence": [" Tilleul", "Érable"]}),
        ("V8", {"code_insee": ["92\u00a0040", "01004"]}),
        ("V9", {"essence": ["tilleul", "Erable"]}),
        ("P1", {"siret": ["jean.dupont@mail.example", "zoe.martin@mail.example"]}),
    ],
)
def test_one_bad_cell_fails_the_check_that_is_there_for_it(
    check_id: str, cells: dict[str, list[str]]
) -> None:
    found = results(subject(**cells))[check_id]
    assert not found.passed
    for texts in cells.values():
        for text in texts:
            assert len(text) < 4 or text not in found.detail()


@pytest.mark.parametrize(
    "texts", [["-12.5", "+33 6 12 34 56 78"], ["- 5 %", "-"], ["a=b", "x@y"], ["--", "+4"]]
)
def test_numbers_and_dashes_are_no_formulas(texts: list[str]) -> None:
    assert "F6" not in failed(subject(siret=texts))


@pytest.mark.parametrize(
    ("check_id", "changes"),
    [
        ("F1", {"raw": b"\xef\xbb\xbfa,b\r\n"}),
        ("F1", {"raw": "a,é\r\n".encode("cp1252")}),
        ("F2", {"format": "xlsx"}),
        ("F2", {"delimiter": ";"}),
        ("F2", {"raw": b"a,b\r\n1,2\n"}),
        ("F3", {"header_rows": ()}),
        ("F3", {"header_rows": (0, 1)}),
        ("F3", {"columns": (Column(name="a", label="a"), Column(name="field2", label=" "))}),
        ("F3", {"columns": (Column(name="a", label="a"), Column(name="a2", label="a"))}),
        ("F3", {"notes": (Note(code="ragged-rows", message="", parameters={"count": 3}),)}),
        ("F4", {"header_rows": (2,)}),
        (
            "F5",
            {
                "hidden": (
                    HiddenFinding(
                        kind="hidden-sheet",
                        location="feuille « X »",
                        message="",
                        severity=Severity.BLOCKING,
                    ),
                )
            },
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told(check_id: str, changes: dict[str, Any]) -> None:
    assert check_id in failed(replace(subject(), delivered=delivered(**changes)))


def test_coordinates_that_are_no_numbers_are_left_to_other_checks() -> None:
    nowhere = subject(longitude=["", "est"], latitude=["", "nord"])
    assert "V5" not in failed(nowhere)


def test_line_ends_inside_quotes_are_the_cells_own() -> None:
    raw = b'a,b\r\n"x\ny",2\r\n'
    assert "F2" not in failed(replace(subject(), delivered=delivered(raw=raw)))


def test_totals_and_blank_rows_are_no_part_of_a_table() -> None:
    marked = replace(table(), marks=np.array([0, RowMark.TOTAL], dtype=np.uint8))
    assert "F4" in failed(replace(subject(), table=marked))
    apart = replace(table(), source_rows=np.array([2, 5], dtype=np.int32))
    assert "F4" in failed(replace(subject(), table=apart))


def test_the_target_schema_decides_on_the_fields() -> None:
    other = Table.from_columns({"Essence": ["Tilleul"], "hauteur": ["3"], "note": ["x"]})
    found = failed(Subject(table=other, schema=SCHEMA, metadata=GOOD))
    assert {"S1", "S2", "S3"} <= found


def test_repeated_keys_fail_S7() -> None:
    keyed = replace(SCHEMA, primary_key=("essence",))
    bad = Table.from_columns(CELLS | {"essence": ["Tilleul", "Tilleul"]}, schema=keyed)
    assert "S7" in failed(Subject(table=bad, metadata=GOOD))


def test_a_schema_without_version_is_a_warning() -> None:
    bare = replace(SCHEMA, extra={})
    found = results(Subject(table=table().with_schema(bare)))
    assert not found["S8"].passed
    assert found["S8"].severity is Severity.WARNING


def test_a_person_may_decide_that_data_stay() -> None:
    mails = ["jean.dupont@mail.example", "zoe.martin@mail.example"]
    kept = replace(subject(siret=mails), justified=frozenset(CELLS))
    assert "P1" not in failed(kept)


@pytest.mark.parametrize(
    ("check_id", "path", "value"),
    [
        ("M1", "title", "Tableau"),
        ("M2", "description", "court"),
        ("M3", "licence", "cc-by"),
        ("M4", "temporal.end", "2020"),
        ("M5", "spatial.code", ""),
        ("M6", "frequency", ""),
        ("M7", "keywords", ()),
        ("M7", "themes", ()),
        ("M8", "contact.mail", ""),
        ("M8", "publisher.siret", ""),
        ("M11", "issued", "1/1/2024"),
        ("M12", "title", ""),
        ("M13", "keywords", ()),
    ],
)
def test_each_property_has_its_check(check_id: str, path: str, value: object) -> None:
    poorer = replace(subject(), metadata=GOOD.setting(path, value))
    assert check_id not in failed(subject())
    assert check_id in failed(poorer)


def test_metadata_are_not_checked_where_there_are_none() -> None:
    ids = set(results(Subject(table=table())))
    assert not {key for key in ids if key[0] in "MG"}
    assert {"F1", "S4", "V1", "P1"} <= ids


def test_scores_count_the_portals_points() -> None:
    nothing = scores(Subject(table=table()))
    assert nothing.udata == pytest.approx(3 / 9)  # open format, documented, online in the end
    full = scores(subject())
    assert full.udata == pytest.approx(8 / 9)
    assert [name for name, has in udata_points(subject()).items() if not has] == [
        "resources_documentation"
    ]
    assert nothing.mqa < full.mqa < 1
    as_package = Subject(table=table(), metadata=GOOD)
    assert (scores(as_package).udata, scores(as_package).mqa) == (1, 1)
    assert failed(as_package) == set()


def test_a_workbook_costs_the_open_format_point() -> None:
    book = replace(subject(), delivered=delivered(format="xlsx"))
    assert scores(book).udata == pytest.approx(7 / 9)


def test_ids_are_unique_and_in_order() -> None:
    ids = [one.id for one in registered()]
    assert len(set(ids)) == len(ids)
    assert ids[:7] == [f"F{n}" for n in range(1, 8)]
    with pytest.raises(ValueError, match="F1"):
        check("F1", "again")(lambda _: None)


def test_every_label_and_detail_is_in_french_too() -> None:
    english = [r.detail() for r in run_checks(subject(siret=["=x(1)", "N/A"]))]
    with speaking("fr"):
        french = [r.detail() for r in run_checks(subject(siret=["=x(1)", "N/A"]))]
    assert all(a != b for a, b in zip(english, french, strict=True))
