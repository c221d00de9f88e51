"""Yes and no written in several ways, or not in the way of the schema."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Issue
from curator.operations.field import ToBoolean
from curator.schema.conventions import BOOLEAN_WORDS
from curator.schema.distinct import as_mask
from curator.schema.fixes.view import FieldView
from curator.schema.types.boolean import FALSE_VALUES, TRUE_VALUES


def propose_booleans(view: FieldView) -> Iterator[Issue]:
    """The schema's words; without a schema, true and false."""
    field = view.target or view.inferred
    if field.type != "boolean":
        return
    options = view.target.options if view.target else {}
    true = str(options.get("trueValues", TRUE_VALUES)[0])
    false = str(options.get("falseValues", FALSE_VALUES)[0])
    trues = (*(pair[0] for pair in BOOLEAN_WORDS), "1", "x")
    falses = (*(pair[1] for pair in BOOLEAN_WORDS), "0")
    meaning = dict.fromkeys(trues, true) | dict.fromkeys(falses, false)
    touched = view.wrong if view.target else view.filled
    after = pa.array(
        [
            meaning.get(text.strip().casefold(), text) if change else text
            for text, change in zip(view.texts.to_pylist(), touched.tolist(), strict=True)
        ],
        type=pa.string(),
    )
    operation = ToBoolean(field=view.name, true=true, false=false)
    # Without a schema, “oui” may well be what is to be published.
    fix = view.fix(operation, after, is_safe=view.target is not None and not _has_lone_cross(view))
    if fix is not None:
        yield view.issue("boolean-form", as_mask(pc.not_equal(view.texts, after)), fix)


def _has_lone_cross(view: FieldView) -> bool:
    return any(text.strip().casefold() == "x" for text in view.texts.to_pylist())
