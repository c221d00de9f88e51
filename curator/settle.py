"""What there is to settle in a table before it is published, counted by code."""

from __future__ import annotations

from collections import Counter

from curator.privacy.model import Role
from curator.quality.subject import Subject


def count_issues(subject: Subject) -> dict[str, int]:
    """Problems with proposed fixes, errors against the schema, and personal data, by code.

    Errors carry their frictionless type, personal data ``personal-data:`` and the role; fields
    that somebody judged publishable are not counted.
    """
    from curator.schema.fixes import propose

    counts: Counter[str] = Counter()
    for issue in propose(subject.table):
        counts[issue.code] += issue.count
    counts.update(subject.validation.counts)
    for finding in subject.scan.fields:
        if finding.role is not Role.NONE and finding.name not in subject.justified:
            counts[f"personal-data:{finding.role}"] += 1
    if subject.scan.cell_count:
        counts["personal-data:cells"] = subject.scan.cell_count
    return dict(sorted(counts.items()))
