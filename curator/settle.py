"""What there is to settle in a table before it is published, counted by code."""

from __future__ import annotations

from collections import Counter

from curator.table import Table


def count_issues(table: Table) -> dict[str, int]:
    """Problems with proposed fixes, errors against the schema, and personal data, by code.

    Errors carry their frictionless type, personal data ``personal-data:`` and the role.
    """
    from curator.privacy.model import Role
    from curator.privacy.scan import scan
    from curator.schema.fixes import propose
    from curator.schema.validation import validate

    counts: Counter[str] = Counter()
    for issue in propose(table):
        counts[issue.code] += issue.count
    counts.update(validate(table, table.schema, limit=0).counts)
    found = scan(table, limit=0)
    for finding in found.fields:
        if finding.role is not Role.NONE:
            counts[f"personal-data:{finding.role}"] += 1
    if found.cell_count:
        counts["personal-data:cells"] = found.cell_count
    return dict(sorted(counts.items()))
