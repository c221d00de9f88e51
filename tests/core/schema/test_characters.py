"""Characters that an earlier conversion damaged: seen, proposed for repair, repaired by a step."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.mojibake import DAMAGE, is_reversible, repair, repaired_text
from curator.operations import from_descriptor, to_descriptor
from curator.readers import open_source
from curator.schema.fixes import propose, safe_fixes
from curator.table import Table


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("HÃ©lÃ¨ne", "Hélène"),
        ("Mairie dâ€™Issy", "Mairie d’Issy"),
        ("Ã\u00a0 Ã‰vry", "à Évry"),
        ("12 â‚¬", "12 €"),
        ("NÂ° 3", "N° 3"),
        ("Ãƒ©tÃ©", "été"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("ÂGE", "ÂGE"),
        ("Ã perdu", "Ã perdu"),
    ],
)
def test_only_what_is_certain_is_repaired(before: str, after: str) -> None:
    assert repaired_text(before) == after


@given(st.text(alphabet="abcdéèêàçôîïûÉÈÀ’«»€°œ ", max_size=30))
def test_french_text_is_left_alone(text: str) -> None:
    assert repaired_text(text) == text


@given(st.text(alphabet="abcd éèêçôîûÉÈ’«»€°œ", min_size=1, max_size=30))
def test_damage_done_by_windows_is_undone(text: str) -> None:
    damaged = text.encode("utf-8").decode("cp1252", "ignore")
    if damaged.encode("cp1252", "ignore") == text.encode("utf-8"):
        assert repaired_text(damaged) == text
        assert damaged == text or is_reversible(damaged, text)


FRENCH = st.text(alphabet="abcd éèêçôîûÉÈ’«»€°œ\x00", max_size=12)
DAMAGED = FRENCH.map(lambda text: text.encode("utf-8").decode("cp1252", "ignore"))


@given(st.lists(st.one_of(DAMAGED, DAMAGED, FRENCH, st.text(max_size=5)), max_size=150))
def test_many_texts_are_repaired_as_each_alone_would_be(texts: list[str]) -> None:
    distinct = list(dict.fromkeys(texts))
    alone = [repaired_text(text) for text in distinct]
    damaged = [n for n, text in enumerate(distinct) if DAMAGE.search(text)]
    together = repair(pa.array(distinct, type=pa.string()))
    assert together.texts.to_pylist() == alone
    assert together.damaged.tolist() == damaged
    pairs = [(distinct[n], alone[n]) for n in damaged]
    assert together.is_reversible == all(a == b or is_reversible(a, b) for a, b in pairs)


def test_the_repair_is_proposed_with_cells_and_samples() -> None:
    table = Table.from_columns({"nom": ["HÃ©lÃ¨ne", "Anne", "HÃ©lÃ¨ne", "René"]})
    issue = next(i for i in propose(table) if i.code == "characters-damaged")
    assert (issue.field, issue.count, issue.rows) == ("nom", 2, (2, 4))
    (fix,) = issue.fixes
    assert (fix.cells, fix.samples, fix.is_safe) == (2, (("HÃ©lÃ¨ne", "Hélène"),), True)
    again = from_descriptor(to_descriptor(fix.operation))
    assert again.apply(table).column("nom").to_pylist() == ["Hélène", "Anne", "Hélène", "René"]
    assert "nom" in again.sentence()


def test_a_repair_with_more_than_one_reading_is_not_safe() -> None:
    table = Table.from_columns({"nom": ["Ãƒ©tÃ©"]})
    assert not safe_fixes(table)
    assert any(i.code == "characters-damaged" for i in propose(table))


def test_a_file_that_is_noted_as_damaged_is_proposed_for_repair(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("nom;n\nHÃ©lÃ¨ne;1\nZoé;2\n", encoding="utf-8")
    source = open_source(path)
    assert any(note.code == "mojibake" for note in source.text_notes)
    (fix,) = safe_fixes(source.read())
    assert fix.operation.apply(source.read()).column("nom").to_pylist() == ["Hélène", "Zoé"]
