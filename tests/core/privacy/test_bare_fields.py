"""Fields without a header, told from how their values are spread and from the persons beside."""

from __future__ import annotations

import pytest

from curator.privacy.scan import scan
from curator.table import Table

SURNAMES = ["DUPONT", "BENALI", "NGUYEN", "KOWALSKI", "TRAORÉ", "MARTIN", "LEFÈVRE", "DIALLO"]
FIRST_NAMES = ["Jean", "Karima", "Linh", "Yann", "Fatoumata", "Léa", "Hugo", "Solène"]


def kinds(columns: dict[str, list[str]], field: str) -> set[str]:
    found = next(f for f in scan(Table.from_columns(columns)).fields if f.name == field)
    return {score.kind for score in found.kinds if score.confidence >= 0.5}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["27395", "31200", "22411", "36780", "18999", "40123", "25047", "33310"], "birth-date"),
        (["1956", "1988", "1975", "1949", "2001", "1962", "1993", "1980"], "birth-year"),
        (["44000", "35510", "75020", "69100", "33200", "59110", "13290", "31700"], "postal-code"),
        (["47.21837", "47.23912", "47.20045", "47.25511", "47.21002", "47.24444", "47.19873",
          "47.22222"], "coordinates"),
        (["1", "2", "2", "1", "2", "1", "1", "2"], "sex"),
        (["12/03/1956", "01/04/1988", "23/11/1975", "15/08/1949", "30/01/2001", "07/07/1962",
          "19/05/1993", "02/10/1980"], "birth-date"),
        (["18-24", "25-39", "40-59", "60-74", "25-39", "40-59", "18-24", "60-74"], "age-band"),
    ],
)  # fmt: skip
def test_values_beside_persons(values, kind):
    columns = {"C1": SURNAMES, "C2": FIRST_NAMES, "C3": values}
    assert kind in kinds(columns, "C3")


@pytest.mark.parametrize(
    "values",
    [
        ["27395", "31200", "22411", "36780", "18999", "40123", "25047", "33310"],
        ["44000", "35510", "75020", "69100", "33200", "59110", "13290", "31700"],
        ["1", "2", "2", "1", "2", "1", "1", "2"],
    ],
)
def test_the_same_values_beside_things(values):
    columns = {"C1": ["banc", "table", "chaise", "lampe"] * 2, "C2": values}
    assert kinds(columns, "C2") == set()


def test_a_list_of_different_surnames():
    assert "last-name" in kinds({"C1": SURNAMES * 2 + ["GARNIER", "MOREAU"]}, "C1")


def test_numbers_of_thirteen_digits_with_a_month_are_social_security_numbers():
    numbers = [f"{s}{y:02d}{m:02d}75{n:06d}" for s, y, m, n in (
        (1, 56, 3, 114233), (2, 88, 4, 115002), (1, 75, 11, 220145), (2, 49, 8, 301778),
        (2, 1, 1, 401236), (1, 62, 7, 512009), (1, 93, 5, 640321), (2, 80, 10, 705544),
    )]  # fmt: skip
    assert "nir" in kinds({"C1": numbers, "C2": FIRST_NAMES}, "C1")


def test_an_address_nobody_is_named_beside_is_to_check():
    columns = {
        "Adresse postale": [f"{n} rue des Lilas" for n in range(3, 19, 2)],
        "Sexe": ["F", "M"] * 4,
    }
    assert "postal-address" in kinds(columns, "Adresse postale")
