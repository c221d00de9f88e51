"""P: no personal data are published unless a person decided so."""

from __future__ import annotations

from curator.i18n import N_
from curator.privacy.model import Role
from curator.quality.checks.base import Verdict, check, failure, names_text
from curator.quality.subject import Subject


@check("P1", N_("No personal data were found but those that someone judged publishable."))
def _no_personal_data(subject: Subject) -> Verdict:
    """CRPA L.312-1-2; a rule (elected official, role mailbox …) is only a hint: it does not
    pass the check, a person's decision does."""
    open_fields = [
        finding.name
        for finding in subject.scan.fields
        if finding.role in (Role.DIRECT_IDENTIFIER, Role.SENSITIVE)
        and finding.name not in subject.justified
    ]
    cells = subject.scan.cell_count
    if open_fields:
        reason = N_("Personal data in {fields}: remove them, or decide and say why they may stay.")
        return failure(reason, fields=names_text(open_fields))
    if cells and not subject.justified.issuperset(subject.table.names):
        reason = N_("Personal data inside the text of cells, places to look at: {n}.")
        return failure(reason, n=cells)
    return None
