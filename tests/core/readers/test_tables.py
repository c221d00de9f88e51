"""Finding tables: headers, what is not a record, several tables on a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.readers import open_source
from curator.table import RowMark


def opened(tmp_path: Path, text: str):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return open_source(path)


def test_title_lines_stand_above_the_header(tmp_path: Path) -> None:
    source = opened(
        tmp_path, "Subventions 2024;;\n;;\nNom;Objet;Montant\nA;x;10\nB;y;20\nTotal;;30\n"
    )
    info = source.tables[0]
    assert (info.header_rows, info.first_row, info.row_count, info.record_count) == ((2,), 3, 3, 2)
    assert list(source.read().marks) == [RowMark.RECORD, RowMark.RECORD, RowMark.TOTAL]


def test_header_of_two_rows_is_joined(tmp_path: Path) -> None:
    source = opened(
        tmp_path,
        "Commune;Dépenses;;Recettes;\n;2023;2024;2023;2024\nA;1;2;3;4\nB;5;6;7;8\nC;1;1;1;1\n".replace(
            "2023;2024;2023;2024", "budget;réel;budget;réel"
        ),
    )
    assert source.tables[0].header_rows == (0, 1)
    assert source.read().names == [
        "Commune",
        "Dépenses / budget",
        "réel",
        "Recettes / budget",
        "réel2",
    ]


def test_years_name_the_columns_of_a_crosstab(tmp_path: Path) -> None:
    source = opened(tmp_path, "Commune;2022;2023;2024\nA;1,5;2;3\nB;4;5;6\n")
    assert source.tables[0].header_rows == (0,)
    assert source.read().names == ["Commune", "2022", "2023", "2024"]


def test_a_table_without_header(tmp_path: Path) -> None:
    source = opened(tmp_path, "5400;A.K SPORT;11500\n2055;AIKIDO;500\n985;BOULES;500\n")
    assert source.tables[0].header_rows == ()
    assert source.read().names == ["field1", "field2", "field3"]


def test_duplicate_and_missing_names_become_unique(tmp_path: Path) -> None:
    source = opened(tmp_path, "budget;budget;;budget2\n1;2;3;4\n5;6;7;8\n")
    names = source.read().names
    assert names == ["budget", "budget3", "field3", "budget2"]
    assert [c.label for c in source.tables[0].columns] == ["budget", "budget", "", "budget2"]


def test_a_repeated_header_group_headings_and_notes_are_marked(tmp_path: Path) -> None:
    source = opened(
        tmp_path,
        "Nom;Ville;Montant\nZone A;;\nX;Nice;1\nY;Nice;2\nNom;Ville;Montant\nZ;Lyon;3\n"
        "* chiffres provisoires;;\n",
    )
    assert [RowMark(mark).name for mark in source.read().marks] == [
        "HEADING",
        "RECORD",
        "RECORD",
        "HEADER",
        "RECORD",
        "NOTE",
    ]


def test_stacked_tables_are_listed_and_nothing_is_left_out(tmp_path: Path) -> None:
    source = opened(
        tmp_path,
        "Nom;Montant;Ville\nA;1;Nice\nB;2;Lyon\n;;\nRecettes;;\nService;Tarif;Nombre\n"
        "Cantine;3,5;10\nGarderie;2,0;20\n",
    )
    assert [info.header_rows for info in source.tables] == [(0,), (5,)]
    assert source.tables[0].row_count == 6
    assert source.tables[0].record_count == 2
    assert source.read(2).names == ["Service", "Tarif", "Nombre"]
    assert any(note.code == "further-tables" for note in source.tables[0].notes)


def test_a_table_goes_on_where_its_header_comes_again(tmp_path: Path) -> None:
    """A list printed by subject, one page of which has columns of its own."""
    header = "Code;Structure;Type;Projet;Montant;Étape;Exercice;Demandé\n"
    page = header + "".join(f"{n};Asso {n};F;Fête;{n}00;CM;2014;{n}50\n" for n in range(1, 6))
    other = "Code;Structure;Nature;Thématique;Somme;;;\n64;Adages;F;Enfance;75;;;\n65;B;F;Y;5;;;\n"
    source = opened(tmp_path, f"{page}{';' * 7}\n{other}{';' * 7}\n{page}{';' * 7}\n{page}")
    assert [(info.header_rows, info.record_count) for info in source.tables] == [
        ((0,), 15),
        ((7,), 2),
    ]
    marks = [RowMark(mark).name for mark in source.read(1).marks]
    assert marks[5:8] == ["HEADER", "NOTE", "NOTE"]
    assert marks[8:10] == ["HEADER", "RECORD"]
    assert list(source.read(2).rows())[1][:2] == ("65", "B")


def test_side_by_side_tables(tmp_path: Path) -> None:
    lines = ["Nom;Montant;;;", "A;1;;;", "B;2;;Fichier;Nombre", "C;3;;x.csv;10", "D;4;;y.csv;20"]
    lines.append("E;5;;z.csv;30")
    source = opened(tmp_path, "\n".join(lines))
    assert [len(info.columns) for info in source.tables] == [2, 2]
    assert next(iter(source.read(2).rows())) == ("x.csv", "10")


def test_years_that_differ_do_not_make_another_header(tmp_path: Path) -> None:
    block = "Année {y};ASVP;PM;Total\nJanvier;1;2;3\nFévrier;4;5;9\nTOTAUX;5;7;12\n"
    text = "\n".join(block.format(y=year) for year in (2008, 2009, 2010))
    source = opened(tmp_path, text)
    assert len(source.tables) == 1
    assert source.tables[0].record_count == 6


def test_a_readable_file_without_a_table(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "vide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    source = open_source(path)
    assert source.tables == ()
    assert [note.code for note in source.notes] == ["no-table"]


def test_names_that_begin_like_a_total_are_records(tmp_path: Path) -> None:
    rows = "TOTAL ENERGIES;Nice;\nEnsemble vocal;Nice;4\nTotal Direct;Lyon;5\nSomme;Amiens;6\n"
    source = opened(tmp_path, "Nom;Ville;Montant\n" + rows + "A;Nice;1\nTotal général;;16\n")
    marks = [RowMark(mark).name for mark in source.read().marks]
    assert marks[:3] == ["RECORD"] * 3
    assert marks[-1] == "TOTAL"


WORDS = "".join(
    f"{c};{n};{p};rue {v};{v}\n"
    for c, n, p, v in zip(
        ["cadre", "ouvrier", "employé", "cadre"] * 3,
        ["Dupont", "Martin", "Durand", "Petit", "Moreau", "Leroy"] * 2,
        ["Jean", "Marie", "Paul", "Anne"] * 3,
        ["Issy", "Vanves", "Meudon", "Issy"] * 3,
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("Métier;Personne;;Adresse;\n;Nom;Prénom;Voie;Ville\n", (0, 1)),
        ("Métier;Nom;Prénom;Adresse;\n;;;Voie;Ville\n", (0, 1)),
        ("Titre;;;;\nMétier;Nom;Prénom;Adresse;\n;;;Voie;Ville\n", (1, 2)),
        ("Métier;Personne;Personne;Adresse;Adresse\n;Nom;Prénom;Voie;Ville\n", (0, 1)),
        ("Métier;Nom;Prénom;Voie;Ville\n", (0,)),
        ("Métier;Nom;Prénom;;Ville\n", (0,)),
        ("Métier;Nom;Nom;Voie;Ville\n", (0,)),
    ],
)
def test_a_header_of_two_rows_over_nothing_but_words(
    tmp_path: Path, header: str, rows: tuple[int, ...]
) -> None:
    assert opened(tmp_path, header + WORDS).tables[0].header_rows == rows


def test_figures_under_years_are_no_repeated_header(tmp_path: Path) -> None:
    years = ";".join(str(year) for year in range(2018, 2025))
    rows = "".join(f"Ville {n};" + ";".join(str(n * y) for y in range(7)) + "\n" for n in range(20))
    info = opened(tmp_path, f"Commune;{years}\n{rows}").tables[0]
    assert (info.header_rows, info.row_count, info.record_count) == ((0,), 20, 20)


def test_units_below_the_labels_belong_to_the_header(tmp_path: Path) -> None:
    rows = "".join(f"Site {n};rue {n};{n}\n" for n in range(9))
    source = opened(tmp_path, f"Nom;Surface;Prix\n;(m²);[€]\n{rows}")
    assert source.tables[0].header_rows == (0, 1)
    assert source.read().names == ["Nom", "Surface / (m²)", "Prix / [€]"]


def test_a_header_that_names_no_column_of_values(tmp_path: Path) -> None:
    rows = "".join(f"Question {n};Réponse {n};{n + 1:02d}/01/2024\n" for n in range(20))
    source = opened(tmp_path, f"Question;Réponse;\n{rows}")
    assert source.tables[0].header_rows == (0,)
    assert source.read().names == ["Question", "Réponse", "field3"]


def test_lines_of_names_and_values_above_a_table_are_not_its_header(tmp_path: Path) -> None:
    above = "Source;Mairie\nDate;2024-05-01\nContact;ville@example.org\n\n"
    for table, width in (
        ("code;libelle\n" + "".join(f"{n:05d};Lieu {n}\n" for n in range(20)), 2),
        ("nom;âge;ville\nAnne;32;Issy\nPaul;45;Vanves\nZoé;7;Meudon\n", 3),
        (
            "Commune;2019;2020;2021\n" + "".join(f"V{n};{n};{n * 2};{n * 3}\n" for n in range(20)),
            4,
        ),
    ):
        info = opened(tmp_path, above + table).tables[0]
        assert info.header_rows == (4,)
        assert len(info.columns) == width


def test_no_table_above_another_is_taken_for_its_title(tmp_path: Path) -> None:
    first = "Question;Réponse;Jour\n" + "".join(
        f"Pourquoi {n} ?;Parce que {n};{n + 1:02d}/01/2024\n" for n in range(12)
    )
    second = "Service;Agents;Budget\n" + "".join(f"S{n};{n};{n * 100}\n" for n in range(30))
    source = opened(tmp_path, f"{first}\n{second}")
    assert [info.header_rows for info in source.tables] == [(14,), (0,)]  # the larger one first
    assert [info.record_count for info in source.tables] == [30, 12]


def test_years_that_follow_each_other_are_labels(tmp_path: Path) -> None:
    rows = "".join(f"Ind {n};%;{1900 + n};{1950 + n};{2000 + n}\n" for n in range(9))
    info = opened(tmp_path, f"Indicateur;Unité;2021;2022;2023\n{rows}").tables[0]
    assert (info.header_rows, info.record_count) == ((0,), 9)


def test_what_is_told_of_each_year_stands_below_it(tmp_path: Path) -> None:
    rows = "".join(f"A{n};{n * 900};{n * 900};{n * 901};{n * 800}\n" for n in range(1, 9))
    source = opened(tmp_path, f"Association;2023;;2024;\n;Voté;Versé;Voté;Versé\n{rows}")
    assert source.tables[0].header_rows == (0, 1)
    assert source.read().names == ["Association", "2023 / Voté", "Versé", "2024 / Voté", "Versé2"]


def test_a_subtotal_is_marked_however_full_its_row(tmp_path: Path) -> None:
    rows = "".join(f"A{n};{n};{n};\n" for n in range(1, 9))
    source = opened(tmp_path, f"Nom;Voté;Versé;Note\n{rows}Sous-total culture;36;36;\n{rows}")
    assert list(source.read().marks).count(RowMark.TOTAL) == 1


def test_tables_side_by_side_with_labels_in_common(tmp_path: Path) -> None:
    left = [f"École {n};{n * 20};{n}" for n in range(12)]
    right = [f"Crèche {n};{n * 10};{n}" for n in range(7)] + [";;"] * 5
    lines = [";;".join(pair) for pair in zip(left, right, strict=True)]
    text = "Nom;Élèves;Classes;;Nom;Berceaux;Agents\n" + "\n".join(lines) + "\n"
    source = opened(tmp_path, text)
    assert [[c.name for c in info.columns] for info in source.tables] == [
        ["Nom", "Élèves", "Classes"],
        ["Nom", "Berceaux", "Agents"],
    ]
    assert [info.record_count for info in source.tables] == [12, 7]
