"""Characters that an earlier conversion damaged (“Ã©” for “é”)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from curator.issues import Issue
from curator.mojibake import damaged, is_reversible, repaired
from curator.operations.cleanup_text import RepairCharacters
from curator.schema.distinct import is_plain_ascii
from curator.schema.fixes.view import FieldView


def propose_characters(view: FieldView) -> Iterator[Issue]:
    """Repair; safe where damaging the repaired text again would give the text as it stands."""
    if is_plain_ascii(view.texts):
        return
    at = damaged(view.texts)
    if not len(at):
        return
    before = view.texts.take(pa.array(at))
    after = repaired(view.texts)
    changes = zip(before.to_pylist(), after.take(pa.array(at)).to_pylist(), strict=True)
    is_safe = all(old == new or is_reversible(old, new) for old, new in changes)
    fix = view.fix(RepairCharacters(field=view.name), after, is_safe=is_safe)
    if fix is not None:
        failing = np.zeros(len(view.texts), dtype=bool)
        failing[at] = True
        yield view.issue("characters-damaged", failing, fix)
