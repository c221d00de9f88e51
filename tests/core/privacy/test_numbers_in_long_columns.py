"""Of thousands of texts not each is read; none with a person's number is left out."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest

from curator.privacy.checksums import luhn
from curator.privacy.reading import ALONE, FEW, worth_reading
from curator.privacy.scan import scan
from curator.privacy.spans import find_spans
from curator.table import Table

CARDS = [f"497010123456{n:04d}" for n in range(2 * FEW)]
VALID = luhn(CARDS, 16)
BAD = [card for card, is_valid in zip(CARDS, VALID, strict=True) if not is_valid]
GOOD = [card for card, is_valid in zip(CARDS, VALID, strict=True) if is_valid][:3]


@pytest.mark.parametrize("form", ["Reglement Martin {}", "ref client {}", "Versement n° {}"])
@pytest.mark.parametrize("groups", [(16,), (4, 4, 4, 4), (4, 8, 4), (8, 8)])
def test_a_card_is_found_behind_thousands_of_other_numbers(
    form: str, groups: tuple[int, ...]
) -> None:
    def spaced(number: str) -> str:
        pieces = re.match("".join(rf"(.{{{n}}})" for n in groups), number)
        assert pieces is not None
        return form.format(" ".join(pieces.groups()))

    texts = [spaced(n) for n in (*BAD[: FEW + 500], *GOOD)]
    assert "payment-card" in {s.kind for s in find_spans(texts[-1], about_persons=False)}
    found = scan(Table.from_columns({"objet": texts, "n": [str(i) for i in range(len(texts))]}))
    field = found.fields[0]
    assert "payment-card" in {score.kind for score in field.kinds}


def test_only_texts_without_a_long_number_have_kin() -> None:
    texts = [f"Zorglub {n}" for n in range(FEW)]
    texts += [f"Zorglub {n:08d}" for n in range(FEW)]

    kin = worth_reading(pa.array(texts)).kin.tolist()
    assert ALONE not in kin[:FEW]
    assert len(set(kin[:FEW])) == 4  # one for each length
    assert set(kin[FEW:]) == {ALONE}
