"""Characters that an earlier conversion damaged (“Ã©” for “é”)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from curator.issues import Issue
from curator.mojibake import repair
from curator.operations.cleanup_text import RepairCharacters
from curator.schema.distinct import is_plain_ascii
from curator.schema.fixes.view import FieldView


def propose_characters(view: FieldView) -> Iterator[Issue]:
    """Repair; safe where damaging the repaired text again would give the text as it stands."""
    if is_plain_ascii(view.texts):
        return
    found = repair(view.texts)
    if not len(found.damaged):
        return
    operation = RepairCharacters(field=view.name)
    fix = view.fix(operation, found.texts, is_safe=found.is_reversible)
    if fix is not None:
        failing = np.zeros(len(view.texts), dtype=bool)
        failing[found.damaged] = True
        yield view.issue("characters-damaged", failing, fix)
