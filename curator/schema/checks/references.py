"""Texts that must be in a public reference list: communes, departments, countries, postal codes…

The lists are those of ``frformat``, at the latest edition of the official geographic code it has.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from curator.i18n import N_
from curator.schema.checks.base import CellTest, cell_check

_VERSIONED: dict[str, tuple[str, str]] = {
    "canton": ("Canton", N_("“{field}” is not the name of a canton: check the spelling.")),
    "code-commune-insee": (
        "CodeCommuneInsee",
        N_("“{field}” is not the INSEE code of a commune (it is not the postal code)."),
    ),
    "code-departement": ("CodeDepartement", N_("“{field}” is not the code of a department.")),
    "code-region": ("CodeRegion", N_("“{field}” is not the code of a region.")),
    "commune": (
        "Commune",
        N_("“{field}” is not the name of a commune: check the spelling."),
    ),
    "departement": ("Departement", N_("“{field}” is not the name of a department.")),
    "region": ("Region", N_("“{field}” is not the name of a region.")),
    "pays": ("Pays", N_("“{field}” is not the name of a country.")),
    "code-pays-iso2": ("CodePaysISO2", N_("“{field}” is not the two-letter code of a country.")),
    "code-pays-iso3": ("CodePaysISO3", N_("“{field}” is not the three-letter code of a country.")),
}

_PLAIN: dict[str, tuple[str, str]] = {
    "code-postal": ("CodePostal", N_("“{field}” is not a French postal code.")),
    "code-fantoir": ("CodeFantoir", N_("“{field}” is not a FANTOIR code of a street.")),
    "id-rnb": (
        "IdRNB",
        N_("“{field}” is not an identifier of the register of buildings."),
    ),
}

_NUMERIC: dict[str, tuple[str, str]] = {
    "latitude-l93": (
        "LatitudeL93",
        N_("“{field}” is not a Lambert 93 northing of mainland France (6 037 008 to 7 230 728)."),
    ),
    "longitude-l93": (
        "LongitudeL93",
        N_("“{field}” is not a Lambert 93 easting of France."),
    ),
}


@cache
def _format(name: str, *, versioned: bool) -> Any:
    import frformat

    cls = getattr(frformat, name)
    if versioned:
        try:
            return cls(frformat.Millesime.LATEST)
        except (TypeError, ValueError, KeyError):
            return cls("latest")
    return cls()


def _text_test(name: str, *, versioned: bool) -> CellTest:
    def test(text: str) -> bool:
        return bool(_format(name, versioned=versioned).is_valid(text))

    return test


def _number_test(name: str) -> CellTest:
    def test(text: str) -> bool:
        try:
            return bool(_format(name, versioned=False).is_valid(float(text.replace(",", "."))))
        except ValueError:
            return False

    return test


for _name, (_class, _message) in _VERSIONED.items():
    cell_check(_name, message=_message)(_text_test(_class, versioned=True))
for _name, (_class, _message) in _PLAIN.items():
    cell_check(_name, message=_message)(_text_test(_class, versioned=False))
for _name, (_class, _message) in _NUMERIC.items():
    cell_check(_name, message=_message)(_number_test(_class))


@cache
def _lenient(name: str) -> Any:
    import frformat

    options = frformat.Options(
        ignore_case=True,
        ignore_accents=True,
        replace_non_alphanumeric_with_space=True,
        ignore_extra_whitespace=True,
    )
    return getattr(frformat, name)(frformat.Millesime.LATEST, options)


def is_name_in_reference(check: str, text: str) -> bool:
    """Whether a name is in the list of a check, whatever its case, accents and punctuation."""
    return bool(_lenient(_VERSIONED[check][0]).is_valid(text))


def is_in_reference(check: str, text: str) -> bool:
    """Whether a text is in the reference list of a check (``code-postal`` …)."""
    versioned = check in _VERSIONED
    name, _sentence = _VERSIONED[check] if versioned else _PLAIN[check]
    return bool(_format(name, versioned=versioned).is_valid(text))
