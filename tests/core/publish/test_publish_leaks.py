"""What counts as removed, where it may not be found, and that every export looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_release import METADATA, NAMES, PHONES, STEPS, sample_release, source_table

from curator.operations.cell import ReplaceCell, TrimCells
from curator.operations.structure import DefineField, SuppressField
from curator.preview import difference
from curator.publish.leaks import RemovedValueFound, removed_from, removed_values
from curator.publish.package import write_package
from curator.publish.search import BLOCK, ValueFinder
from curator.recipe import Recipe, replay
from curator.table import Table


def test_suppressed_fields_dropped_rows_and_changed_cells_are_removed() -> None:
    table = Table.from_columns(
        {"nom": ["Ferdinand", "Gustave"], "objet": ["Aide au 06 11 22 33 44", "Concert de mai"]}
    )
    public = ReplaceCell(row=2, field="objet", value="Aide").apply(table.without("nom"))
    assert removed_values(table, public) == {
        "Ferdinand",
        "Gustave",
        "Aide au 06 11 22 33 44",
        "06 11 22 33 44",
    }


def test_what_is_still_a_whole_public_cell_was_not_removed() -> None:
    table = Table.from_columns({"nom": ["Ferdinand", "Gustave "], "lieu": ["Gustave", "x"]})
    assert removed_values(table, table.without("nom")) == {"Ferdinand"}


def test_text_written_another_way_was_not_removed() -> None:
    table = Table.from_columns({"nom": ["  Club  de lecture ", "TENNIS-CLUB"]})
    public = TrimCells(field="nom", squeeze=True).apply(table)
    public = public.with_column("nom", ["Club de lecture", "Tennis club"])
    assert removed_values(table, public) == set()


def test_values_that_would_be_found_by_chance_are_not_searched() -> None:
    table = Table.from_columns({"x": ["oui", "12", "1 250,50 €", "31/12/2024", "92130", "Paul"]})
    assert removed_values(table, table.with_column("x", [""] * 6)) == set()


def test_a_contact_address_in_the_metadata_is_published_on_purpose() -> None:
    table = Table.from_columns(
        {"mail": ["opendata@ville.example", "a.b@mail.example"], "n": ["1", "2"]}
    )
    removed = removed_from(difference(table, table.without("mail")), METADATA)
    assert removed.distinctive == {"a.b@mail.example"}


def test_the_address_of_who_approved_is_published_on_purpose() -> None:
    table = Table.from_columns({"mail": ["bob@ville.example", "zoe@mail.example"], "n": ["1", "2"]})
    review = {"approved_by": "Bob <bob@ville.example>"}
    removed = removed_from(difference(table, table.without("mail")), METADATA, review)
    assert removed.distinctive == {"zoe@mail.example"}


def leaky(step: object) -> dict:
    recipe = Recipe(operations=(*STEPS, step))
    table = source_table()
    return {"recipe": recipe, "source": table, "public": replay(recipe, table)}


@pytest.mark.parametrize(
    "properties",
    [
        {"constraints": {"enum": [NAMES[0], "Club de lecture"]}},
        {"example": PHONES[0]},
        {"description": f"Appeler {PHONES[1]}"},
        {"x-note": [NAMES[2]]},
    ],
)
def test_a_removed_value_in_the_schema_refuses_the_export(tmp_path: Path, properties: dict) -> None:
    step = DefineField(field="Association", properties=properties)
    with pytest.raises(RemovedValueFound) as refusal:
        write_package(sample_release(**leaky(step)), tmp_path / "out")
    assert not (tmp_path / "out").exists()
    for value in (*NAMES, *PHONES):
        assert value not in str(refusal.value)


def test_a_removed_telephone_number_in_a_public_text_refuses_the_export(tmp_path: Path) -> None:
    step = ReplaceCell(row=2, field="Association", value=f"Club, tél. {PHONES[0]}")
    with pytest.raises(RemovedValueFound):
        write_package(sample_release(**leaky(step)), tmp_path)


def test_a_removed_name_inside_a_longer_public_text_is_counted(tmp_path: Path) -> None:
    step = ReplaceCell(row=2, field="Association", value=f"Club de {NAMES[0]}")
    assert write_package(sample_release(**leaky(step)), tmp_path).quoted_values == 1


def test_a_removed_word_that_the_metadata_say_is_no_leak(tmp_path: Path) -> None:
    table = Table.from_columns({"commune": ["Issy-les-Moulineaux", "subvention"], "n": ["1", "2"]})
    step = SuppressField(field="commune")
    release = sample_release(
        recipe=Recipe(operations=(step,)), source=table, public=step.apply(table)
    )
    assert "Issy-les-Moulineaux" in release.removed.others
    write_package(release, tmp_path)


def test_a_removed_telephone_number_in_the_metadata_refuses_the_export(tmp_path: Path) -> None:
    metadata = METADATA.setting("limits", f"Questions au {PHONES[2]}.")
    with pytest.raises(RemovedValueFound):
        write_package(sample_release(metadata=metadata), tmp_path)


WORD = st.text(alphabet="abcdeé", min_size=5, max_size=9)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORD, min_size=1, max_size=6), st.lists(WORD, max_size=12))
def test_exactly_the_words_that_stand_there_are_found(values: list[str], words: list[str]) -> None:
    data = "; ".join(words).encode()
    expected = {value for value in values if value in words}
    assert ValueFinder(values).found_in(data) == expected


@pytest.mark.parametrize("shift", range(-16, 4))
def test_a_value_across_two_blocks_is_found(shift: int) -> None:
    data = b"x" * (BLOCK + shift) + b" Jean Dupont " + b"y" * 50
    assert ValueFinder(["Jean Dupont"]).found_in(data) == {"Jean Dupont"}
    glued = b"x" * (BLOCK + shift) + b"Jean Dupont " + b"y" * 50
    assert ValueFinder(["Jean Dupont"]).found_in(glued) == set()


@pytest.mark.parametrize(
    "text",
    [
        "« L'été & co »",
        "<td>L&#39;été &amp; co</td>",
        "<t>L'été &amp; co</t>",
        '{"a":"L\'\\u00e9t\\u00e9 & co"}',
    ],
)
def test_a_value_is_found_however_a_format_writes_it(text: str) -> None:
    assert ValueFinder(["L'été & co"]).found_in(text.encode()) == {"L'été & co"}
