"""Values under merged cells: the first of a merged area is seen, the others are still there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.i18n import N_
from curator.readers.audit.registry import found
from curator.readers.model import HiddenFinding


def values_under(sheet: str, texts: Sequence[str]) -> Iterator[HiddenFinding]:
    """The finding about ``texts`` that merged cells of ``sheet`` cover; none where there are
    none."""
    if texts:
        yield found(
            "values-under-merges",
            sheet,
            N_(
                "Values of the sheet “{sheet}” lie under merged cells, where they are not "
                "seen ({count} in all). They are read like the others and would be "
                "published."
            ),
            texts=texts,
            count=len(texts),
            sheet=sheet,
        )
