"""The scan of a table: what is found, with what evidence, and what stays quiet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator.operations import to_descriptor
from curator.privacy.model import FieldFinding, Role, Rule, ScanResult
from curator.privacy.scan import scan
from curator.table import RowMark, Table

NAMES = ["DUPONT", "BENALI", "NGUYEN", "LE GALL", "TRAORÉ", "MARTIN"]
FIRST_NAMES = ["Jean", "Karima", "Linh", "Yann", "Fatoumata", "Léa"]
BIRTHS = ["12/03/1956", "01/04/1988", "23/11/1975", "15/08/1949", "02/02/1990", "30/09/2001"]
ADDRESSES = [
    "12 rue des Lilas", "3 bis av. Jean Jaurès", "5 impasse du Moulin", "1 place de la Mairie",
    "8 allée des Tilleuls", "14 bd Voltaire",
]  # fmt: skip
PHONES = ["0612345678", "612345678", "01 45 67 89 10", "+33 6 12 34 56 78", "06.11.22.33.44", "7.0"]


def found(columns: dict[str, list[str]], **options) -> ScanResult:
    return scan(Table.from_columns(columns), **options)


def kinds(finding: FieldFinding) -> list[str]:
    return [score.kind for score in finding.kinds if score.confidence >= 0.5]


def only(columns: dict[str, list[str]], field: str) -> FieldFinding:
    return next(f for f in found(columns).fields if f.name == field)


def test_a_register_of_persons_is_found_field_by_field():
    result = found(
        {"NOM": NAMES, "Prénom": FIRST_NAMES, "DATNAIS": BIRTHS, "adr1": ADDRESSES, "tel": PHONES}
    )
    assert [kinds(f)[:1] for f in result.fields] == [
        ["last-name"], ["first-name"], ["birth-date"], ["postal-address"], ["phone"],
    ]  # fmt: skip
    assert [f.role for f in result.fields[:3]] == [
        Role.DIRECT_IDENTIFIER, Role.DIRECT_IDENTIFIER, Role.QUASI_IDENTIFIER,
    ]  # fmt: skip
    assert [to_descriptor(f.suggestion)["type"] for f in result.fields if f.suggestion] == [
        "field-suppress", "field-suppress", "date-to-year", "field-suppress", "field-suppress",
    ]  # fmt: skip


def test_every_field_has_a_finding_and_an_index_from_one():
    result = found({"a": ["x"], "b": ["y"]})
    assert [(f.name, f.index, f.role) for f in result.fields] == [
        ("a", 1, Role.NONE),
        ("b", 2, Role.NONE),
    ]


def test_a_file_without_header_is_recognised_by_its_values():
    result = found({"field1": NAMES, "field2": FIRST_NAMES, "field3": BIRTHS})
    assert [kinds(f)[:1] for f in result.fields] == [["last-name"], ["first-name"], ["birth-date"]]


@pytest.mark.parametrize(
    "values",
    [
        ["156037511600190", "288042A00100155"],
        ["1 56 03 75 116 001 90", "2 88 04 2A 001 001 55"],
        ["156037511600190.0", "288042A00100155"],
    ],
)
def test_a_social_security_number_is_proved_by_its_key_under_any_header(values):
    finding = only({"ref": values * 3}, "ref")
    assert kinds(finding) == ["nir"]
    assert any("6" in reason.text() for reason in finding.reasons)


def test_one_number_in_a_field_of_remarks_is_found_where_it_stands():
    remarks = ["RAS"] * 30 + ["n° 156037511600190 noté"] + ["Dossier complet"] * 30
    result = found({"Remarques": remarks})
    assert [(c.row, c.start, c.end, c.kind) for c in result.cells] == [(32, 3, 18, "nir")]
    assert result.fields[0].role is Role.DIRECT_IDENTIFIER
    assert to_descriptor(result.fields[0].suggestion) == {
        "type": "text-redact", "field": "Remarques", "kinds": ["nir"],
    }  # fmt: skip


def test_spans_are_code_points_of_the_text_as_read():
    text = "\u00a0🙂 Rappeler M\u202f. BENALI, né le 3 mars 1956"
    result = found({"Observations": [text]})
    spans = {c.kind: text[c.start : c.end] for c in result.cells}
    assert spans["birth-date"] == "3 mars 1956"


def test_the_limit_bounds_the_cells_and_not_their_count():
    result = found({"Obs": [f"Mme Durand au 06 12 34 56 {n:02d}" for n in range(20)]}, limit=3)
    assert len(result.cells) == 3
    assert result.cell_count == 40


def test_rows_that_are_no_records_are_scanned_too():
    table = Table.from_columns({"Notes": ["a", "écrire à jean.dupont@orange.fr"]})
    marked = replace(table, marks=table.marks * 0 + [RowMark.RECORD, RowMark.NOTE])
    assert [c.row for c in scan(marked).cells] == [3]


QUIET = {
    "streets": {"Voie": ["Jean Jaurès", "Pierre Brossolette", "Victor Hugo"], "Type": ["rue"] * 3},
    "schools": {
        "Ecole": ["École Jules Ferry", "Collège Anne Frank", "Lycée Jean Moulin"],
        "Adresse": ["12 rue des Lilas", "1 place de la Mairie", "14 bd Voltaire"],
        "Tél": ["01 45 67 89 10", "01 45 67 89 11", "01 45 67 89 12"],
    },
    "companies": {
        "Fournisseur": ["SARL Dupont et Fils", "Martin Paysages", "EDF"],
        "SIRET": ["73282932000074", "35600000000048", "55208131766522"],
        "Montant": ["1 234,56", "12,00", "7,10"],
    },
    "books": {
        "Titre": ["Germinal", "La Peste", "Nana"],
        "Auteur": ["Émile Zola", "Albert Camus", "Émile Zola"],
        "Année": ["1885", "1947", "1880"],
    },
    "events": {"Manifestation": ["Brocante", "Carnaval"], "Date": ["12/05/2025", "01/06/2025"]},
    "software": {"Logiciel": ["Ciril", "Oxalis"], "Version": ["5.2.14.1", "3.0.0.2"]},
    "first names given": {
        "Prénom": FIRST_NAMES, "Nombre": ["12", "9", "8", "7", "5", "4"], "Année": ["2024"] * 6,
    },
    "accounts": {"Article": ["6042", "60611"], "Libellé": ["Eau", "Énergie"], "BP": ["1", "2"]},
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_what_is_not_personal_stays_quiet(name):
    result = found(QUIET[name])
    assert [(f.name, kinds(f)) for f in result.fields if kinds(f)] == []
    assert result.cell_count == 0


def test_elected_officials_are_found_with_their_rule():
    columns = {
        "Nom de l'élu": NAMES,
        "Prénom de l'élu": FIRST_NAMES,
        "Date de naissance": BIRTHS,
        "Libellé de la fonction": ["Maire", *["Conseiller municipal"] * 5],
    }
    result = found(columns)
    assert {f.rule for f in result.fields[:3]} == {Rule.ELECTED_OFFICIAL}
    assert result.fields[0].suggestion is None


def test_mailboxes_of_offices_are_advice_and_persons_mail_is_alarm():
    offices = only({"mail": ["mairie@exemple.fr", "contact@exemple.fr"]}, "mail")
    persons = only({"mail": ["jean.dupont@orange.fr", "k.benali@gmail.com"]}, "mail")
    assert (kinds(offices), offices.rule, offices.role) == ([], Rule.ROLE_MAILBOX, Role.NONE)
    assert (kinds(persons), persons.rule) == (["email"], None)


def test_a_name_beside_a_valid_siren_may_be_a_sole_trader():
    columns = {
        "Commerçant": ["Jean DUPONT", "Karima BENALI", "Léa MARTIN"],
        "SIREN": ["732829320", "356000000", "552081317"],
    }
    assert only(columns, "Commerçant").rule is Rule.SOLE_TRADER


def test_sensitive_information_needs_a_person():
    facilities = {"Équipement": ["Piscine", "Gymnase"], "Handicap": ["oui", "non"]}
    persons = {"Nom": NAMES, "Prénom": FIRST_NAMES, "RQTH": ["oui", *["non"] * 5]}
    assert kinds(only(facilities, "Handicap")) == []
    assert only(persons, "RQTH").role is Role.SENSITIVE


@pytest.mark.parametrize(
    ("values", "word"),
    [
        (["06******12", "07******99"], "masked"),
        (["5d41402abc4b2a76b9719d911017c592", "7d793037a0760186574b0282f2f435e7"], "pseudonymised"),
    ],
)
def test_what_was_treated_already_is_recognised(values, word):
    finding = only({"Téléphone": values}, "Téléphone")
    assert finding.kinds == ()
    assert word in finding.reasons[0].text()


def test_evidence_never_quotes_a_value():
    result = found({"NOM": NAMES, "Prénom": FIRST_NAMES, "tel": PHONES, "DDN": BIRTHS})
    lines = " ".join(reason.text() for f in result.fields for reason in f.reasons).casefold()
    values = [v.casefold() for v in (*NAMES, *FIRST_NAMES, *PHONES, *BIRTHS) if len(v) > 3]
    assert not [value for value in values if value in lines]
