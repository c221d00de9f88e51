"""Laws of the scan: what is proved by a key or by its syntax is found however it is written."""

from __future__ import annotations

import itertools
import random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.privacy.checksums import luhn, nir_key, nir_keys_of_digits
from curator.privacy.scan import scan
from curator.privacy.spans import find_spans
from curator.table import Table

SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0"])


@st.composite
def social_security_numbers(draw: st.DrawFn) -> str:
    """A number with its key, Corsica included."""
    department = draw(st.sampled_from(["75", "13", "2A", "2B", "99", "59"]))
    rest = draw(st.integers(0, 999_999))
    body = f"{draw(st.sampled_from('12'))}{draw(st.integers(0, 99)):02d}{draw(st.integers(1, 12)):02d}{department}{rest:06d}"  # noqa: E501
    digits = int(body.replace("2A", "19").replace("2B", "18"))
    return f"{body}{97 - digits % 97:02d}"


@st.composite
def ibans(draw: st.DrawFn) -> str:
    """A French account with both of its keys."""
    bank, branch = draw(st.integers(1, 99_999)), draw(st.integers(0, 99_999))
    account = draw(st.integers(0, 10**11 - 1))
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    body = f"{bank:05d}{branch:05d}{account:011d}{key:02d}"
    return f"FR{98 - int(body + '152700') % 97:02d}{body}"


PIECES = {"nir": (1, 3, 5, 7, 10, 13), "iban": tuple(range(4, 27, 4))}


def separated(text: str, separator: str, cuts: tuple[int, ...]) -> str:
    places = (0, *cuts, len(text))
    pieces = [text[a:b] for a, b in itertools.pairwise(places)]
    return separator.join(pieces)


def kinds_of(columns: dict[str, list[str]]) -> dict[str, set[str]]:
    result = scan(Table.from_columns(columns))
    return {f.name: {k.kind for k in f.kinds if k.confidence >= 0.5} for f in result.fields}


@settings(max_examples=40, deadline=None)
@given(st.lists(social_security_numbers(), min_size=3, max_size=8), SEPARATORS, st.booleans())
def test_a_key_proves_a_number_whatever_stands_inside_it(numbers, separator, is_lower):
    values = [separated(n, separator, PIECES["nir"]) for n in numbers]
    values = [v.lower() if is_lower else v for v in values]
    assert "nir" in kinds_of({"x": values})["x"]


@settings(max_examples=30, deadline=None)
@given(st.lists(ibans(), min_size=1, max_size=5), st.sampled_from(["", " ", "-"]), st.booleans())
def test_an_account_is_found_whatever_stands_inside_it(accounts, separator, is_lower):
    values = [separated(a, separator, PIECES["iban"]) for a in accounts]
    values = [v.lower() if is_lower else v for v in values]
    assert "iban" in kinds_of({"x": values})["x"]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(ibans(), min_size=3, max_size=3))
def test_the_order_of_rows_and_fields_loses_nothing(shuffler: random.Random, accounts):
    columns = {
        "a": accounts,
        "b": ["jean.dupont@orange.fr", "k.benali@gmail.com", "lea.martin@free.fr"],
        "c": ["00:1B:44:11:3A:B7", "00:1B:44:11:3A:B8", "00:1B:44:11:3A:B9"],
        "d": ["12", "13", "14"],
    }
    before = kinds_of(columns)
    names, rows = list(columns), list(range(3))
    shuffler.shuffle(names)
    shuffler.shuffle(rows)
    after = kinds_of({name: [columns[name][i] for i in rows] for name in names})
    assert after == before
    assert (before["a"], before["b"], before["c"]) == ({"iban"}, {"email"}, {"mac-address"})


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_spans_lie_in_their_text_and_do_not_overlap(text):
    end = 0
    for span in find_spans(text, about_persons=True):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@settings(max_examples=60, deadline=None)
@given(social_security_numbers().filter(str.isdigit))
def test_the_two_ways_to_check_a_key_agree(number):
    wrong = number[:-2] + f"{(int(number[-2:]) + 1) % 100:02d}"
    assert nir_keys_of_digits([number, wrong]).tolist() == nir_key([number, wrong]).tolist()
    assert nir_key([number, wrong]).tolist() == [True, False]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**13 - 1))
def test_one_check_digit_in_ten_is_the_right_one(number):
    candidates = [f"{number:013d}{digit}" for digit in range(10)]
    assert sum(luhn(candidates, 14)) == (number != 0)


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("156037511600190", "nir"),
        ("FR76 3000 6000 0112 3456 7890 189", "iban"),
        ("jean.dupont@orange.fr", "email"),
    ],
)
def test_one_value_in_a_million_is_found(planted, kind):
    values = [f"{n},{n % 90 + 10}" for n in range(1_000_000)]
    values[654_321] = planted
    result = scan(Table.from_columns({"montant": pa.array(values)}))
    assert kind in {k.kind for k in result.fields[0].kinds if k.confidence >= 0.5}
    assert [(c.row, c.start, c.kind) for c in result.cells] == [(654_323, 0, kind)]
