"""Texts that a schema refuses for their form alone: decimals of nothing, months in words, times…"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Issue
from curator.operations.cleanup_forms import Form, WriteForm
from curator.operations.field import CompactCode
from curator.schema.distinct import BoolArray, as_mask
from curator.schema.fixes.codes import code_of
from curator.schema.fixes.view import FieldView
from curator.schema.forms import CONVERTERS
from curator.schema.model import Field
from curator.schema.types import read_values, reader_of

_Test = Callable[[pa.Array], BoolArray]

_UNSAFE = frozenset({"web-address"})
"""Forms that add something the text did not say."""


def propose_forms(view: FieldView) -> Iterator[Issue]:
    """The texts that the schema would take once they are written in its form."""
    target = view.target
    if target is None:
        return
    pattern = target.constraints.get("pattern")
    if pattern and target.type == "string":
        yield from _towards_pattern(view, target, str(pattern))
        return
    form = _form_of(target)
    if form is not None and view.wrong.any():
        yield from _issue(view, form, view.wrong, _is_read(target))


_FORMS: Mapping[tuple[str, str], Form] = {
    ("integer", "default"): "whole",
    ("year", "default"): "whole",
    ("yearmonth", "default"): "month",
    ("time", "default"): "time",
    ("string", "uri"): "web-address",
    ("geopoint", "array"): "point-array",
}
"""Type and format → the form of its texts that may be another."""


def _form_of(target: Field) -> Form | None:
    if target.type == "number" and target.options.get("decimalChar") == ",":
        return "decimal-comma"
    return _FORMS.get((target.type, target.format))


def _is_read(target: Field) -> _Test:
    reader = reader_of(target)

    def test(texts: pa.Array) -> BoolArray:
        return ~read_values(reader, texts, np.zeros(len(texts), dtype=bool)).invalid

    return test


def _towards_pattern(view: FieldView, target: Field, pattern: str) -> Iterator[Issue]:
    """Separators taken out, or the country code put before, where that makes the text match."""
    from curator.schema.validation.constraints import failing_pattern

    def fits(texts: pa.Array) -> BoolArray:
        return ~failing_pattern(target, texts, pattern)

    failing = view.filled & ~fits(view.texts)
    if not failing.any():
        return
    if re.search(r"\\\+33", pattern):
        yield from _issue(view, "telephone", failing, fits)
        return
    if code_of(view) is not None:
        return  # what its name says it is was looked at as such
    compact = CompactCode(field=view.name)
    after = pc.replace_substring_regex(view.texts, pattern=compact.SEPARATORS, replacement="")
    mended = failing & fits(after) & as_mask(pc.not_equal(after, view.texts))
    others = as_mask(pc.not_equal(after, view.texts)) & ~failing
    # It works on the whole field: nothing that is right may have a separator.
    if mended.any() and not (others & view.filled).any():
        fix = view.fix(compact, pc.if_else(pa.array(failing), after, view.texts), is_safe=True)
        if fix is not None:
            yield view.issue("code-spaced", mended, fix, kind="pattern")


def _issue(view: FieldView, form: Form, failing: BoolArray, fits: _Test) -> Iterator[Issue]:
    convert = CONVERTERS[form]
    texts = view.texts.to_pylist()
    made = [
        (convert(text) or text) if change else text
        for text, change in zip(texts, failing.tolist(), strict=True)
    ]
    after = pa.array(made, type=pa.string())
    mended = as_mask(pc.not_equal(after, view.texts)) & fits(after)
    if not mended.any():
        return
    fix = view.fix(WriteForm(field=view.name, form=form), after, is_safe=form not in _UNSAFE)
    if fix is not None:
        yield view.issue("other-form", mended, fix)
