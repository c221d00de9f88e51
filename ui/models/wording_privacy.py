"""Words of the Données personnelles stage: treatments on offer and grounds for keeping data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curator.i18n import N_
from curator.i18n import gettext as _
from curator.operations import Operation
from curator.operations.privacy import (
    GeneraliseDate,
    MaskCells,
    Pseudonymise,
    RedactText,
    TruncatePostalCode,
)
from curator.operations.structure import SuppressField

DATES = frozenset({"birth-date", "event-date"})


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """Something to do with a field. ``kinds`` limits it to fields of these kinds (none: to any).

    ``label`` is what a button says, ``explanation`` what it does and what risk is left.
    """

    key: str
    label: str
    explanation: str
    make: Callable[[str], Operation]
    kinds: frozenset[str] = frozenset()

    def text(self) -> str:
        """The label in the current language."""
        return _(self.label)

    def sentence(self) -> str:
        """The explanation in the current language."""
        return _(self.explanation)


TREATMENTS: tuple[Treatment, ...] = (
    Treatment(
        key="field-suppress",
        label=N_("Remove the field"),
        explanation=N_("The field does not go out at all: the surest way."),
        make=lambda field: SuppressField(field=field),
    ),
    Treatment(
        key="text-redact",
        label=N_("Redact the texts"),
        explanation=N_(
            "Names, numbers and addresses inside the texts are replaced by what they were, such "
            "as [téléphone]. Read a few texts again afterwards."
        ),
        make=lambda field: RedactText(field=field),
    ),
    Treatment(
        key="cell-mask",
        label=N_("Mask the values"),
        explanation=N_("Every value becomes ***; the field stays with nothing in it."),
        make=lambda field: MaskCells(field=field),
    ),
    Treatment(
        key="date-to-year",
        label=N_("Keep the year only"),
        explanation=N_("A year of birth says much less than a day, and can still be counted."),
        make=lambda field: GeneraliseDate(field=field),
        kinds=DATES,
    ),
    Treatment(
        key="date-to-decade",
        label=N_("Keep the decade only"),
        explanation=N_("Coarser than the year, for small groups of people."),
        make=lambda field: GeneraliseDate(field=field, keep="decade"),
        kinds=DATES,
    ),
    Treatment(
        key="postal-code-truncate",
        label=N_("Keep the department only"),
        explanation=N_("The first two digits of the postal codes stay."),
        make=lambda field: TruncatePostalCode(field=field),
        kinds=frozenset({"postal-code"}),
    ),
    Treatment(
        key="field-pseudonymise",
        label=N_("Replace by pseudonyms"),
        explanation=N_(
            "The same person keeps the same code. The hash of a name remains personal data: it "
            "needs a secret key, and a reason to be published."
        ),
        make=lambda field: Pseudonymise(field=field),
    ),
)
"""In the order in which they are offered."""


def treatments_for(kinds: frozenset[str]) -> list[Treatment]:
    """What can be done with a field of these kinds."""
    return [t for t in TREATMENTS if not t.kinds or t.kinds & kinds]


def treatment_label(operation: Operation) -> str:
    """A short name for a proposed operation; its own sentence where it is none of the above."""
    for treatment in TREATMENTS:
        if treatment.make(getattr(operation, "field", "")) == operation:
            return treatment.text()
    for treatment in TREATMENTS:
        if treatment.key == operation.type:
            return treatment.text()
    return operation.sentence()


GROUNDS: Mapping[str, str] = {
    "not-personal": N_("Not about a person: the finding is wrong"),
    "legal-person": N_("Companies, associations or public bodies, not private persons"),
    "elected-official": N_("Elected officials and their mandates (CRPA, art. D312-1-3, 6°)"),
    "public-agent": N_("Public servants acting as such (name, grade, office)"),
    "organisation": N_("Organisation of the administration (CRPA, art. D312-1-3, 1°)"),
    "subsidy": N_("Subsidies to legal persons above €23,000 (law 2000-321, art. 10)"),
    "law": N_("A law or a decree requires this publication"),
    "consent": N_("The persons agreed to this publication"),
    "not-identifiable": N_("Nobody can be recognised from it, after treatment"),
    "other": N_("Another reason, written below"),
}
"""Grounds on which a finding may be kept (CRPA, art. L312-1-2), by a stable key."""


def ground_text(key: str) -> str:
    """A ground in words; what is no known key is shown as it is."""
    return _(GROUNDS[key]) if key in GROUNDS else key
