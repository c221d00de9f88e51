"""Keys of SIREN and SIRET over whole columns agree with python-stdnum, number by number."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import siren, siret

from curator.quality.checks.company_keys import wrong_keys
from curator.quality.checks.kinds import Kind

digits = st.text("0123456789", min_size=7, max_size=14)
poste = st.text("0123456789", min_size=5, max_size=5).map(lambda end: f"356000000{end}")


def _keyed(text: str) -> str:
    return text + str(luhn.calc_check_digit(text))


texts = st.one_of(
    digits,
    poste,
    digits.map(_keyed),
    st.just("73282932000074"),
    st.just("732 829 320 00074"),
    st.just("732829320"),
    st.just("35600000000048"),
    st.just("00000000000000"),
    st.text(max_size=15),
)


@pytest.mark.parametrize(("kind", "module"), [(Kind.SIREN, siren), (Kind.SIRET, siret)])
@given(cells=st.lists(texts, max_size=30), cut=st.integers(0, 5))
def test_wrong_keys_are_those_that_stdnum_refuses(kind, module, cells, cut):
    whole = pa.array(cells, type=pa.string())
    column = pa.chunked_array([whole.slice(0, cut), whole.slice(cut)], type=pa.string())
    assert wrong_keys(column, kind) == sum(not module.is_valid(text) for text in cells)
