"""Numbers with a decimal comma, groups of digits, or a unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Issue
from curator.operations.field import ToDecimal
from curator.schema.code_fields import looks_like_code, names_a_code, names_an_identifier
from curator.schema.distinct import BoolArray, as_mask, matches
from curator.schema.fixes.view import FieldView
from curator.schema.french import decimal_signs, decimals, unit_of

_ENOUGH = 0.8
"""Share of the filled records that must be numbers where no schema says that they are."""

_SAMPLE = 200
_PLAIN = r"^-?[0-9]+(?:\.[0-9]+)?$"
_LONE_COMMA = r"^\D*[0-9]{1,3},[0-9]{3}\D*$"
_LONE_POINT = r"^\D*[0-9]{1,3}\.[0-9]{3}\D*$"


def propose_numbers(view: FieldView) -> Iterator[Issue]:
    """A point for decimals, nothing between the digits, no unit."""
    texts = view.texts.filter(pa.array(view.filled))
    if not len(texts) or not _is_wanted(view, texts):
        return
    if not decimals(texts.slice(0, _SAMPLE))[1].any():
        return
    signs = decimal_signs(texts)
    comma, point = "," in signs, "." in signs
    sign: Literal[",", "."] = "." if point and not comma else ","
    after, known = decimals(view.texts, sign)
    if view.share(known) < (0.01 if view.target else _ENOUGH):
        return
    units = unit_of(texts) - {""}
    is_doubtful = (
        len(units) > 1
        or bool(matches(texts, r"^\(").any())
        or bool(matches(texts, _LONE_COMMA).any() and not comma)
        or bool(matches(texts, _LONE_POINT).any() and (sign == "," or not point))
        or bool(comma and point)
    )
    fix = view.fix(ToDecimal(field=view.name, decimal_char=sign), after, is_safe=not is_doubtful)
    if fix is not None:
        changed = as_mask(pc.not_equal(view.texts, after))
        yield view.issue("number-form", changed, fix, unit=", ".join(sorted(units)))
    yield from _unreadable(view, known)


def _unreadable(view: FieldView, known: BoolArray) -> Iterator[Issue]:
    """Texts among numbers, where no schema says what the field is (validation would)."""
    lost = view.told & ~known
    if view.target is None and view.inferred.type == "string" and lost.any():
        yield view.issue("number-unreadable", lost)


def _is_wanted(view: FieldView, texts: pa.Array) -> bool:
    target = view.target
    if target is not None:
        plain = not {"decimalChar", "groupChar", "bareNumber"} & set(target.options)
        return target.type in ("integer", "number") and plain
    if view.inferred.type in ("integer", "number"):
        return bool(view.inferred.options)
    if view.inferred.type != "string" or names_a_code(view.name) or looks_like_code(texts):
        return False
    if names_an_identifier(view.name):
        return False  # 248.10 tells a tree from 248.1
    numeric = matches(texts, r"^[^\p{L}]*[0-9][^\p{L}]*(?:€|%|EUR|euros?)?\s*$")
    return view.share_of(texts, numeric) >= _ENOUGH and not matches(texts, _PLAIN).all()
