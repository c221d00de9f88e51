"""Identifiers of establishments, companies and associations."""

from __future__ import annotations

import re

from curator.i18n import N_
from curator.schema.checks.base import cell_check


@cell_check(
    "french-siret-value",
    "siret",
    message=N_(
        "“{field}” is not a valid SIRET (14 digits, the last a key): copy it again from the "
        "official directory."
    ),
)
def is_siret(text: str) -> bool:
    """Luhn key, with the exception of the post office; separators are let through."""
    from stdnum.fr import siret

    return bool(siret.is_valid(text))


@cell_check(
    "french-siren-value",
    "siren",
    message=N_(
        "“{field}” is not a valid SIREN (9 digits, the last a key): copy it again from the "
        "official directory."
    ),
)
def is_siren(text: str) -> bool:
    """Luhn key; separators are let through."""
    from stdnum.fr import siren

    return bool(siren.is_valid(text))


@cell_check(
    "code-rna",
    message=N_("“{field}” is not an association’s RNA number: W followed by 9 digits."),
)
def is_rna(text: str) -> bool:
    """``W`` and nine digits."""
    return re.fullmatch(r"W[0-9]{9}", text) is not None


@cell_check(
    "phone-number-value",
    message=N_("“{field}” is not a telephone number in use in France or abroad: check the digits."),
)
def is_telephone(text: str) -> bool:
    """A number of the French plan, short ones too, or an international one."""
    import phonenumbers
    from phonenumbers import shortnumberinfo

    for region in ("FR", None):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return True
        if region and shortnumberinfo.is_valid_short_number_for_region(number, region):
            return True
    return False
