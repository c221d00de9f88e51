"""What people leave around tables: notes, legends, printed pages, signs for what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.readers import Source, open_source
from curator.table import RowMark

RECORDS = "".join(f"{n:02d};École n° {n};{n * 7};{n * 3}\n" for n in range(1, 9))
HEADER = "Code;Lieu;Inscrits;Votants\n"
WORDS = [
    f"{service};agent n° {n};{task};a{n}@ville.example"
    for n, (service, task) in enumerate(
        [("Voirie", "suivi"), ("Urbanisme", "permis"), ("Voirie", "accueil")] * 4
    )
]


def opened(tmp_path: Path, text: str) -> Source:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return open_source(path)


def records(source: Source) -> list[list[str]]:
    table = source.read()
    kept = table.marks == RowMark.RECORD
    return [list(row) for row, is_kept in zip(table.rows(), kept, strict=True) if is_kept]


@pytest.mark.parametrize(
    "ending",
    [
        "\nLégende :\nn.d.;non disponible\ns;secret statistique\n",
        "\nn.d.;\n(1) chiffres provisoires;\n",
        "Source : Insee\n",
        "* hors budgets annexes\n",
        "\nRépartition\nCode;Libellé\n01;Voirie\n02;Culture\n",
        "\n;Fait à Gex, le 12 mars\n;Le maire\n",
    ],
)
def test_what_stands_below_the_last_record(tmp_path: Path, ending: str) -> None:
    source = opened(tmp_path, HEADER + RECORDS + ending)
    assert source.tables[0].record_count == 8
    assert len(records(source)) == 8


@pytest.mark.parametrize("note", ["Source : Insee", "(1) chiffres provisoires", "Nota : voir p. 2"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_notes_below_a_table_of_two_columns(tmp_path: Path, note: str, gap: str) -> None:
    listed = "".join(f"{n:02d};Rubrique {n}\n" for n in range(1, 9))
    source = opened(tmp_path, f"Code;Libellé\n{listed}{gap}{note};\n")
    assert source.tables[0].record_count == 8


def test_records_after_a_blank_row_remain_records(tmp_path: Path) -> None:
    source = opened(tmp_path, HEADER + RECORDS + "\n09;École n° 9;;\n10;École n° 10;70;3\n")
    assert source.tables[0].record_count == 10


def test_the_title_of_a_further_table_is_no_record_of_the_first(tmp_path: Path) -> None:
    text = "Code;Libellé;;\n01;Voirie;;\n02;Culture;;\n03;Sport;;\n;;;\nTableau 2;;;\n"
    source = opened(tmp_path, text + "Année;Prénom;Sexe;Nombre\n2010;Zoé;F;4\n2011;Léa;F;5\n")
    assert [table.record_count for table in source.tables] == [3, 2]


def test_a_table_of_words_stands_above_one_of_figures(tmp_path: Path) -> None:
    words = "Service;Responsable;Missions;Courriel\n" + "\n".join(WORDS)
    source = opened(tmp_path, f"{words}\n\nTableau 2\n{HEADER}{RECORDS}")
    assert [table.header_rows for table in source.tables] == [(0,), (15,)]
    assert [table.record_count for table in source.tables] == [12, 8]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("Numéro;Objet;Montant", ["D2020_001;Tarifs;12", "D2020_002;;", "D2020_003;Voirie;7"]),
        ("Bureau;Inscrits;Votants", ["0001;800;300", "0002;;", "0003;;120", "0004;700;250"]),
        ("Service;Agent;Poste", ["CCAS;Zoé;12", "CCAS;Léa;13", "CCAS;;", "Voirie;Inès;14"]),
    ],
)
def test_an_identifier_alone_is_a_record(tmp_path: Path, header: str, rows: list[str]) -> None:
    source = opened(tmp_path, "\n".join([header, *rows, *rows[:1]]))
    assert source.tables[0].record_count == len(rows) + 1


def test_a_header_on_every_printed_page_of_words(tmp_path: Path) -> None:
    header = "Service;Responsable;Missions;Courriel"
    pages = [header, *WORDS[:4], header, *WORDS[4:8], header, *WORDS[8:]]
    source = opened(tmp_path, "\n".join(pages))
    assert source.tables[0].header_rows == (0,)
    assert records(source) == [line.split(";") for line in WORDS]


def test_a_title_above_row_numbers_without_label_is_no_header(tmp_path: Path) -> None:
    lines = [f"{n};{line}" for n, line in enumerate(WORDS, 1)]
    source = opened(
        tmp_path,
        "Liste des services;;;;\n;;;;\n;Service;Agent;Mission;Courriel\n" + "\n".join(lines),
    )
    assert source.tables[0].header_rows == (2,)
    assert source.tables[0].record_count == len(WORDS)


def test_names_and_values_above_a_table_with_one_column_of_dates(tmp_path: Path) -> None:
    above = "Collectivité;Commune de Gex\nBudget;01 - Principal\nExercice;2022\nLignes;20\n\n"
    rows = "".join(f"D{n};2022-0{n}-03;Tarifs {n};Mme Roux;Unanimité\n" for n in range(1, 9))
    source = opened(tmp_path, f"{above}Numéro;Date;Objet;Rapporteur;Vote\n{rows}")
    assert source.tables[0].header_rows == (5,)


@pytest.mark.parametrize("missing", ["-", "///", "n.d.", "NC", "…"])
def test_signs_for_what_is_missing_are_no_labels(tmp_path: Path, missing: str) -> None:
    first = f"Harmonie;43844727116123;Fonctionnement;{missing};{missing}\n"
    rows = "".join(f"Club {n};4384472711612{n};Aide;{n}5,20;0{n}/02/2022\n" for n in range(1, 8))
    source = opened(tmp_path, f"Nom;SIRET;Objet;Montant;Date\n{first}{rows}")
    assert source.tables[0].header_rows == (0,)
    assert records(source)[0][3:] == [missing, missing]


def test_a_year_that_names_two_columns(tmp_path: Path) -> None:
    rows = "".join(f"010{n};Gex;{n}12;{n}15;{n}30;{n}31\n" for n in range(10, 20))
    source = opened(tmp_path, f"Code;Commune;2019;2020;2021;2021\n{rows}")
    assert source.tables[0].header_rows == (0,)


@pytest.mark.parametrize(
    "header", ["01/01/2018;01/01/2019;01/01/2020", "2018-12-31;2019-12-31;2020-12-31"]
)
def test_days_name_the_columns_of_a_crosstab(tmp_path: Path, header: str) -> None:
    rows = "".join(f"Commune {n};{n * 7};{n * 31};{n * 43}\n" for n in range(1, 9))
    source = opened(tmp_path, f"Commune;{header}\n{rows}")
    assert source.tables[0].header_rows == (0,)
    assert source.read().names == ["Commune", *header.split(";")]


def test_days_among_days_are_values(tmp_path: Path) -> None:
    rows = "".join(f"Lot {n};0{n}/01/2018;1{n}/01/2019;2{n}/05/2020\n" for n in range(1, 9))
    assert opened(tmp_path, rows).tables[0].header_rows == ()


def test_the_same_years_under_each_of_several_groups(tmp_path: Path) -> None:
    rows = "".join(f"Commune {n};{n * 7};{n * 31};{n * 43};{n * 3}\n" for n in range(1, 9))
    above = "Commune;Logements;;;\n;Individuel;;Collectif;\n;2019;2020;2019;2020\n"
    source = opened(tmp_path, above + rows)
    assert source.tables[0].header_rows == (0, 1, 2)
    assert source.tables[0].record_count == 8


def test_two_tables_of_two_columns_with_titles(tmp_path: Path) -> None:
    first = "Recettes\nNature;Montant\nImpôts;12,50\nDotations;8,20\nLoyers;7,00\n"
    second = "\nDépenses\nPoste;Somme\nÉnergie;4,10\nPersonnel;9,00\nAssurances;3,30\n"
    source = opened(tmp_path, first + second)
    assert [table.header_rows for table in source.tables] == [(1,), (7,)]
    assert [table.record_count for table in source.tables] == [3, 3]


def test_a_full_total_at_the_end(tmp_path: Path) -> None:
    rows = "".join(f"0{n} - École {n};{n}00;{n}50;{n}20\n" for n in range(1, 9))
    total = "TOTAL COMMUNE;3600;4000;3760\n"
    assert opened(tmp_path, HEADER + rows + total).tables[0].record_count == 8
    assert opened(tmp_path, HEADER + total + rows).tables[0].record_count == 9


def test_counted_columns(tmp_path: Path) -> None:
    rows = "".join(f"Commune {n};{n % 3};{n * 7};0;{n}\n" for n in range(1, 9))
    source = opened(tmp_path, f"Secteur;1;2;3;4\n{rows}")
    assert source.read().names == ["Secteur", "1", "2", "3", "4"]


def test_the_same_words_under_each_of_several_groups(tmp_path: Path) -> None:
    rows = "".join(f"Salle {n};Yoga;Judo;Danse;Yoga\n" for n in range(1, 9))
    source = opened(tmp_path, f"Salle;Lundi;;Mardi;\n;Matin;Soir;Matin;Soir\n{rows}")
    assert source.tables[0].header_rows == (0, 1)


@pytest.mark.parametrize(
    "cells", ["\x1c;\x1d;\x1e", "\u200b;\u200b;", "\xa0;\x85;\x1f", ";;\ufeff"]
)
def test_a_last_row_of_odd_white_space_is_read_without_harm(tmp_path: Path, cells: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"a;b;c\n1;2;3\n4;5;6\n7;8;9\n{cells}\n", encoding="utf-8")
    rows = list(open_source(path).read().rows())
    assert rows[:3] == [("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9")]
