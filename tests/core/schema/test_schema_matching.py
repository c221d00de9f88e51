"""Match a table to a schema, suggest the schema, reshape by operations."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.operations import from_descriptor, to_descriptor
from curator.readers import open_source
from curator.schema.conforming import conform, conform_operations
from curator.schema.loading import load_schema
from curator.schema.matching import match_fields, name_score, suggest_schemas
from curator.schema.model import Field, Schema
from curator.schema.validation import validate
from curator.table import Table

SUBSIDIES = {
    "Nom de l'attribuant": ["Ville d'Issy", "Ville d'Issy"],
    "SIRET attribuant": ["21920040400012"] * 2,
    "Date de la convention": ["31/12/2024", "15/01/2024"],
    "Nom du bénéficiaire": ["Les Amis", "Le Club"],
    "Objet de la subvention": ["Fête", "Stade"],
    "Montant (€)": ["1 234,50 €", "500 €"],
    "Nature": ["Aide en numéraire", "aide en numéraire"],
}


def test_fields_are_found_under_other_names() -> None:
    match = match_fields(Table.from_columns(SUBSIDIES), load_schema("scdl/subventions"))
    assert match.columns["nomAttribuant"] == "Nom de l'attribuant"
    assert match.columns["dateConvention"] == "Date de la convention"
    assert match.columns["nomBeneficiaire"] == "Nom du bénéficiaire"
    assert match.columns["montant"] == "Montant (€)"
    assert match.columns["nature"] == "Nature"
    assert "pourcentageSubvention" in match.missing_required
    assert len(set(match.columns.values())) == len(match.columns)


def test_the_schema_of_a_table_is_suggested() -> None:
    assert suggest_schemas(Table.from_columns(SUBSIDIES))[0].entry.name == "scdl/subventions"
    assert suggest_schemas(Table.from_columns({"couleur": ["bleu"], "taille": ["3"]})) == ()


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        (
            {"Nom du DAE": ["Mairie"], "Latitude": ["48.85"], "Longitude": ["2.30"],
             "Code postal": ["75007"], "Accès libre": ["oui"], "Modèle": ["HS1"],
             "Numéro de série": ["X1"], "Dernier entretien": ["2024-01-02"],
             "Jours": ["7j/7"], "Heures": ["24h/24"], "Fabricant": ["Philips"],
             "Exploitant": ["Ville"], "Fonctionnement": ["En fonctionnement"]},
            "atlasante/schema-dae",
        ),
        (
            {"Genre": ["Tilia"], "Espèce": ["cordata"], "Variété": ["Greenspire"],
             "Nom vernaculaire": ["Tilleul"], "Hauteur": ["1200"], "Diamètre": ["40"],
             "Date plantation": ["2001-11-25"], "Arbre remarquable": ["non"],
             "Longitude": ["2.27"], "Latitude": ["48.82"]},
            "NaturalSolutions/schema-arbre",
        ),
        (
            {"nom": ["Espace numérique"], "commune": ["Reims"], "code_postal": ["51100"],
             "adresse": ["12 rue Pasteur"], "horaires": ["Mo-Fr 09:00-12:00"],
             "services": ["Accès internet et matériel informatique"], "itinerance": ["Fixe"],
             "frais_a_charge": ["Gratuit"], "date_maj": ["2024-04-02"]},
            "LaMednum/standard-mediation-num",
        ),
    ],
)  # fmt: skip
def test_the_schema_of_a_municipal_register_is_suggested(
    columns: dict[str, list[str]], name: str
) -> None:
    assert [s.entry.name for s in suggest_schemas(Table.from_columns(columns))][:1] == [name]


def test_a_decision_of_the_user_replaces_a_proposal() -> None:
    table = Table.from_columns({"a": ["1"], "b": ["2"]})
    schema = Schema.from_descriptor({"fields": [{"name": "a"}, {"name": "c"}]})
    match = match_fields(table, schema).with_column("c", "a")
    assert dict(match.columns) == {"c": "a"}
    assert match.with_column("c", None).extra == ("b", "a")


def test_conforming_renames_orders_adds_and_converts() -> None:
    table = Table.from_columns(SUBSIDIES)
    schema = load_schema("scdl/subventions")
    result, operations = conform(table, schema)
    columns = result.data.to_pydict()
    assert columns["montant"] == ["1234.50", "500"]
    assert columns["dateConvention"] == ["2024-12-31", "2024-01-15"]
    assert columns["nature"] == ["aide en numéraire"] * 2
    wanted = [f.name for f in schema if f.name in result.names]
    assert result.names[: len(wanted)] == wanted
    assert "type-error" not in validate(result, schema).counts
    again = table
    for op in operations:
        again = from_descriptor(to_descriptor(op)).apply(again)
    assert again.data.to_pydict() == columns


def test_names_that_are_exchanged_take_a_detour() -> None:
    table = Table.from_columns({"x": ["1"], "y": ["2"]})
    schema = Schema.from_descriptor({"fields": [{"name": "x"}, {"name": "y"}]})
    match = match_fields(table, schema).with_column("x", "y").with_column("y", "x")
    for op in conform_operations(table, match):
        table = op.apply(table)
    assert table.data.to_pydict() == {"x": ["2"], "y": ["1"]}


def test_two_numbers_make_a_point_and_a_point_two_numbers() -> None:
    point = Schema.from_descriptor(
        {"fields": [{"name": "nom"}, {"name": "geo", "type": "geopoint"}]}
    )
    table = Table.from_columns({"nom": ["a"], "lat": ["48.8"], "lon": ["2.3"]})
    assert conform(table, point)[0].data.to_pydict() == {"nom": ["a"], "geo": ["2.3, 48.8"]}
    numbers = [{"name": "latitude", "type": "number"}, {"name": "longitude", "type": "number"}]
    schema = Schema.from_descriptor({"fields": [{"name": "nom"}, *numbers]})
    table = Table.from_columns({"nom": ["a"], "geo_point_2d": ["48.8, 2.3"]})
    made = conform(table, schema)[0].data.to_pydict()
    assert (made["latitude"], made["longitude"]) == (["48.8"], ["2.3"])


@pytest.mark.parametrize(
    "name",
    [
        "maine_et_loire_conventions_subventions.csv",
        "toulouse_subventions_2022.csv",
        "mayenne_subventions_2019.xlsx",
        "vendee_subventions_2018.csv",
    ],
)
def test_real_subsidies_are_recognised(shared: Path, name: str) -> None:
    table = open_source(shared / "corpus" / "real" / name).read()
    assert [s.entry.name for s in suggest_schemas(table)][:1] == ["scdl/subventions"]


def conformed(columns: dict[str, list[str]], *fields: object) -> dict[str, list[str]]:
    """What a table becomes under a schema of these fields (names, or descriptors)."""
    described = [f if isinstance(f, dict) else {"name": f} for f in fields]
    schema = Schema.from_descriptor({"fields": described})
    return conform(Table.from_columns(columns), schema)[0].data.to_pydict()  # type: ignore[no-any-return]


def test_what_several_columns_hold_is_merged_and_what_one_holds_is_split() -> None:
    made = conformed(
        {"id": ["1", "2"], "Localité": ["92130 Issy-les-Moulineaux", "75007  Paris"]},
        "id", "code_postal", "ville",
    )  # fmt: skip
    assert (made["code_postal"], made["ville"]) == (
        ["92130", "75007"],
        ["Issy-les-Moulineaux", "Paris"],
    )
    made = conformed(
        {"id": ["1", "2"], "Siège": ["12 bis, rue Pasteur", "3 place du Marché"]},
        "id", "numero", "nom_voie",
    )  # fmt: skip
    assert (made["numero"], made["nom_voie"]) == (
        ["12 bis", "3"],
        ["rue Pasteur", "place du Marché"],
    )
    made = conformed({"n° rue": ["1"], "Nom de la rue": ["rue A"], "id": ["x"]}, "id", "adresse")
    assert made["adresse"] == ["1 rue A"]
    made = conformed(
        {"id": ["1"], "Date de début": ["01/02/2024"], "Date de fin": ["2024-12-31"]},
        "id", "periode",
    )  # fmt: skip
    assert made["periode"] == ["2024-02-01/2024-12-31"]


def test_nothing_is_split_that_does_not_have_the_form_all_the_way_down() -> None:
    made = conformed({"Localité": ["92130 Issy", "Paris"]}, "code_postal", "ville")
    assert made["Localité"] == ["92130 Issy", "Paris"]


def test_a_column_left_over_makes_way_for_the_one_that_takes_its_name() -> None:
    table = Table.from_columns({"a": ["1"], "b": ["2"]})
    schema = Schema.from_descriptor({"fields": [{"name": "a"}]})
    match = match_fields(table, schema).with_column("a", "b")
    for op in conform_operations(table, match):
        table = op.apply(table)
    assert table.data.to_pydict() == {"a": ["2"], "a_2": ["1"]}


def test_contents_speak_where_names_say_nothing() -> None:
    table = Table.from_columns(
        {
            "Colonne 1": ["21750001600019", "35600000000048"],
            "Colonne 2": ["aide en numéraire", "aide en nature"],
            "Colonne 3": ["1", "2"],
        }
    )
    match = match_fields(
        table,
        Schema.from_descriptor(
            {
                "fields": [
                    {"name": "beneficiaire"},
                    {"name": "nature",
                     "constraints": {"enum": ["aide en numéraire", "aide en nature"]}},
                    {"name": "montant", "type": "number"},
                ],
                "custom_checks": [
                    {"name": "french-siret-value", "params": {"column": "beneficiaire"}}
                ],
            }
        ),
    )  # fmt: skip
    assert dict(match.columns) == {"beneficiaire": "Colonne 1", "nature": "Colonne 2"}
    assert not any(m.is_sure for m in match.matches)


@pytest.mark.parametrize(
    ("column", "name", "title", "is_alike"),
    [
        ("SIRET bénéf.", "idBeneficiaire", "SIRET du bénéficiaire", True),
        ("SIRET bénéf.", "partBeneficiaire", "Part du bénéficiaire", False),
        ("Objet de la subvention", "objet", "Objet", True),
        ("Nom", "nom_commune", "Nom de la commune", False),
        ("Benéficaire", "nomBeneficiaire", "Bénéficiaire", True),
        ("Date", "dateConvention", "Date de la convention", False),
    ],
)
def test_names_are_alike_by_their_words(column: str, name: str, title: str, is_alike: bool) -> None:
    score = name_score(column, Field(name=name, title=title))
    assert (score >= 0.62) is is_alike, score
