"""Sentences for problems that the core hands over as codes: what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from curator.i18n import N_
from curator.i18n import gettext as _
from curator.issues import Issue

ISSUE_SENTENCES: Mapping[str, str] = {
    "spaces": N_("There are spaces before, after or twice inside texts."),
    "date-form": N_("The dates are not written year-month-day."),
    "date-unreadable": N_("This is not a date that exists or can be read: correct it by hand."),
    "number-form": N_("The numbers are written with spaces, a comma or a unit."),
    "boolean-form": N_("Yes and no are written in several ways."),
    "code-scientific": N_("The spreadsheet shows these codes as powers of ten."),
    "code-digits-lost": N_(
        "The spreadsheet rounded these codes (such as 4.21E+13) and digits are lost: type them "
        "in again from the original."
    ),
    "code-spaced": N_("There are spaces or points inside these codes."),
    "code-short": N_("The spreadsheet dropped the zeros these codes begin with."),
    "coordinates-swapped": N_("Longitude and latitude are the wrong way round."),
    "value-near": N_("These values are nearly one of those the schema allows."),
    "rows-not-records": N_("These rows are totals, notes or headings, not data."),
    "rows-duplicated": N_("These rows repeat another one from end to end."),
    "field-empty": N_("The field is empty in every row."),
    "years-as-fields": N_("Each year has a field of its own; one row per year is easier to reuse."),
    "name-form": N_("The name has capitals, accents or spaces, which programs handle badly."),
}
"""By the codes of the schema's proposals."""

WHAT_TO_CHECK = N_("Something is to be checked here ({code}).")


def issue_sentence(issue: Issue) -> str:
    """What an issue says, in the current language."""
    if issue.code in ISSUE_SENTENCES:
        return _(ISSUE_SENTENCES[issue.code])
    return _(WHAT_TO_CHECK).format(code=issue.code)
