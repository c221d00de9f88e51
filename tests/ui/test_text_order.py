"""Texts sort by their bytes once case and accents are taken away, however many there are."""

from __future__ import annotations

import unicodedata

import numpy as np
import pyarrow as pa
from hypothesis import example, given
from hypothesis import strategies as st

from curator.table import Table
from ui.models.arrangement import sorted_positions
from ui.models.text_order import folded, text_ranks

characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
texts = st.lists(
    st.one_of(st.text("aàbé", max_size=20), st.text(characters, max_size=12)), max_size=40
)


def _chunked(values: list[str], cut: int) -> pa.ChunkedArray:
    whole = pa.array(values, type=pa.string())
    return pa.chunked_array([whole.slice(0, cut), whole.slice(cut)], type=pa.string())


@given(values=texts, cut=st.integers(0, 5))
@example(values=["association n° 10", "association n° 2", "association n° 10"], cut=1)
@example(values=["abcdefgh", "abcdefgh", "abcdefghijklm", "abcdefghijkln"], cut=1)
@example(values=["abcde1", "abcde2", "abcde"], cut=2)
@example(values=["abcdefgh"] * 3, cut=1)
def test_ranks_order_texts_as_their_bytes_do(values, cut):
    found = text_ranks(_chunked(values, cut))
    in_order = sorted(values, key=str.encode)
    assert [int(rank) for rank in found] == [in_order.index(value) for value in values]


@given(values=texts, cut=st.integers(0, 5))
def test_folding_takes_every_accent_away(values, cut):
    def plain(text: str) -> str:
        apart = unicodedata.normalize("NFD", text)
        return "".join(c for c in apart if unicodedata.category(c) != "Mn")

    lower = pa.compute.utf8_lower(pa.array(values, type=pa.string())).to_pylist()
    expected = [plain(text) for text in lower]
    given_back = folded(_chunked(values, cut)).to_pylist()
    # Hangul comes apart into letters either way; no accent is left in any.
    assert [plain(text) for text in given_back] == expected


def test_many_different_texts_keep_their_order_where_they_are_alike():
    numbers = np.random.default_rng(7).permutation(60_000)
    values = [f"Été {n // 2:06d}" if n % 3 else f"ete {n // 2:06d}" for n in numbers]
    values[10] = values[20] = ""
    table = Table.from_columns({"nom": values})
    for descending in (False, True):
        order = [int(n) for n in sorted_positions(table, "nom", descending)]
        filled = [n for n in range(len(values)) if values[n]]
        key = lambda n: values[n].lower().replace("é", "e")  # noqa: E731
        wanted = sorted(filled, key=key, reverse=descending)
        assert order == [*wanted, 10, 20]
