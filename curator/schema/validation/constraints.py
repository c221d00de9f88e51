"""Constraints of one field, tested on its distinct values.

Every rule exists once as a test on a Python value (``constraint_tests``); the common ones also
run over a whole array. https://datapackage.org/standard/table-schema/#field-constraints
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.errors import SchemaError
from curator.i18n import gettext as _
from curator.schema.distinct import BoolArray, as_mask, is_in, is_plain_ascii, matches
from curator.schema.expressions import is_costly, linear_pattern
from curator.schema.model import Field
from curator.schema.types.base import Reader, Values

Test = Callable[[Any], bool]

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}

RULES = (
    "required", "minLength", "maxLength", *_COMPARISONS, "pattern", "enum", "jsonSchema",
    "categories",
)  # fmt: skip
"""Rules in the order in which a cell is held against them. ``unique`` spans rows: see keys."""


def constraint_tests(definition: Field, reader: Reader) -> dict[str, Test]:
    """Rule → test of a value (None: no value). Raises ``SchemaError`` for a rule that is broken."""
    tests: dict[str, Test] = {}
    for rule in RULES:
        parameter = _parameter(definition, rule)
        if parameter is not None and (rule in reader.supports or rule == "categories"):
            tests[rule] = _test(definition, reader, rule, parameter)
    return tests


def unsupported_constraints(definition: Field, reader: Reader) -> list[str]:
    """Constraints of the field that mean nothing for its type, or that nobody knows."""
    known = {*reader.supports, "unique"}
    return [rule for rule in definition.constraints if rule not in known]


def _parameter(definition: Field, rule: str) -> Any:
    if rule != "categories":
        parameter = definition.constraints.get(rule)
        return None if rule == "required" and not parameter else parameter
    categories = definition.options.get("categories")
    if not isinstance(categories, (list, tuple)) or not categories:
        return None
    return [c["value"] if isinstance(c, Mapping) else c for c in categories]


def _test(definition: Field, reader: Reader, rule: str, parameter: Any) -> Test:
    if rule == "required":
        return lambda value: value is not None
    made = _value_test(definition, reader, rule, parameter)
    return lambda value: value is None or made(value)


def _value_test(definition: Field, reader: Reader, rule: str, parameter: Any) -> Test:
    if rule in _COMPARISONS:
        bound = reader.constant(parameter)
        if bound is None:
            raise _broken(definition, rule)
        compare = _COMPARISONS[rule]
        # NaN differs from itself and lies within no bound.
        return lambda value: value == value and bool(compare(value, bound))  # noqa: PLR0124
    if rule == "minLength":
        return lambda value: len(value) >= _whole(definition, rule, parameter)
    if rule == "maxLength":
        return lambda value: len(value) <= _whole(definition, rule, parameter)
    if rule == "pattern":
        expression = python_pattern(definition, parameter)
        return lambda value: expression.match(value) is not None
    if rule == "jsonSchema":
        return _json_schema_test(definition, parameter)
    if not isinstance(parameter, (list, tuple)):
        raise _broken(definition, rule)
    members = [reader.constant(member) for member in parameter]
    return lambda value: value in members


def _json_schema_test(definition: Field, parameter: Any) -> Test:
    from jsonschema import SchemaError as BadSchema  # type: ignore[import-untyped]
    from jsonschema.validators import validator_for  # type: ignore[import-untyped]

    try:
        cls = validator_for(parameter)
        cls.check_schema(parameter)
    except (BadSchema, TypeError, AttributeError):
        raise _broken(definition, "jsonSchema") from None
    validator = cls(parameter)
    return lambda value: bool(validator.is_valid(value))


def _whole(definition: Field, rule: str, parameter: Any) -> int:
    if isinstance(parameter, bool) or not isinstance(parameter, int):
        raise _broken(definition, rule)
    return parameter


def _broken(definition: Field, rule: str) -> SchemaError:
    reason = _("the constraint “{rule}” of the field “{field}” does not have the right form")
    reason = reason.format(rule=rule, field=definition.name)
    return SchemaError(name="", reason=reason, field=definition.name)


def python_pattern(definition: Field, parameter: Any) -> re.Pattern[str]:
    """The pattern as the reference implementation anchors it. Raises ``SchemaError``."""
    try:
        return re.compile(f"^{parameter}$")
    except (re.error, OverflowError, RecursionError):
        raise _broken(definition, "pattern") from None


# -- many at once ------------------------------------------------------------------------------


def broken_rules(definition: Field, reader: Reader, values: Values) -> dict[str, BoolArray]:
    """Rule → distinct texts that break it, for the rules that some text breaks.

    ``type`` comes first. Raises ``SchemaError`` for a constraint that is itself broken.
    """
    found: dict[str, BoolArray] = {"type": values.invalid}
    tests = constraint_tests(definition, reader)
    for rule, test in tests.items():
        if rule == "required":
            found[rule] = values.missing
        else:
            found[rule] = _failing(definition, reader, values, rule, test)
    if reader.checks_values:
        _add_item_rules(reader, values, found)
    return {rule: mask for rule, mask in found.items() if mask.any()}


def _failing(definition: Field, reader: Reader, values: Values, rule: str, test: Test) -> BoolArray:
    """Present values that fail a test: over the array where that can be done, else one by one."""
    failing = _failing_at_once(definition, reader, values, rule)
    if failing is None:
        failing = np.zeros(len(values.texts), dtype=bool)
        rest = np.flatnonzero(values.present)
    else:
        failing = failing & values.present
        rest = np.array(sorted(values.others), dtype=np.int64)
    if len(rest):
        texts = values.texts.take(pa.array(rest)).to_pylist()
        for position, text in zip(rest.tolist(), texts, strict=True):
            value = values.others.get(position)
            failing[position] = not test(reader.read(text) if value is None else value)
    return failing


def _failing_at_once(
    definition: Field, reader: Reader, values: Values, rule: str
) -> BoolArray | None:
    """What fails among the known values (anything elsewhere); None when it cannot be said."""
    parameter = _parameter(definition, rule)
    if definition.type in ("string", "any"):
        return _failing_texts(definition, values.texts, rule, parameter)
    if values.array is None or not values.known.any():
        return None
    if rule in _COMPARISONS:
        bound = _as_array_value(reader.constant(parameter), values.array)
        return None if bound is None else ~_COMPARISONS[rule](values.array, bound)
    if rule in ("enum", "categories"):
        members = [_as_array_value(reader.constant(m), values.array) for m in parameter]
        if any(member is None for member in members):
            return None
        return ~np.isin(values.array, np.array(members, dtype=values.array.dtype))
    return None


def _failing_texts(
    definition: Field, texts: pa.Array, rule: str, parameter: Any
) -> BoolArray | None:
    if rule in ("enum", "categories"):
        return ~is_in(texts, [m for m in parameter if isinstance(m, str)])
    if rule == "minLength":
        return as_mask(pc.less(pc.utf8_length(texts), _whole(definition, rule, parameter)))
    if rule == "maxLength":
        return as_mask(pc.greater(pc.utf8_length(texts), _whole(definition, rule, parameter)))
    if rule == "pattern":
        return failing_pattern(definition, texts, parameter)
    return None


# Where RE2 and Python read a pattern differently, or may.
_UNSAFE_PATTERN = re.compile(r"\[\[|\[:|\{,|\\[QCpPzZGK]|\(\?[^:P]|\(\?P[^<]")
_PLAIN_ASCII = r"^[\x20-\x7E]*$"


def failing_pattern(definition: Field, texts: pa.Array, parameter: Any) -> BoolArray:
    """Distinct texts that a pattern refuses: RE2 where both agree, Python for the other texts."""
    expression = python_pattern(definition, parameter)
    rest = np.ones(len(texts), dtype=bool)
    failing = np.zeros(len(texts), dtype=bool)
    if not _UNSAFE_PATTERN.search(str(parameter)):
        try:
            refused = ~matches(texts, rf"\A(?:^{parameter}$)")
        except pa.ArrowInvalid:
            refused = None
        if refused is not None:
            rest = np.zeros(len(texts), dtype=bool)
            if not is_plain_ascii(texts):
                rest = ~matches(texts, _PLAIN_ASCII)
            failing = refused & ~rest
    if rest.any() and is_costly(f"^{parameter}$"):
        failing, rest = _failing_without_end(texts, f"^{parameter}$", failing, rest)
    positions = np.flatnonzero(rest)
    for position, text in zip(
        positions.tolist(), texts.take(pa.array(positions)).to_pylist(), strict=True
    ):
        failing[position] = expression.match(text) is None
    return failing


def _failing_without_end(
    texts: pa.Array, pattern: str, failing: BoolArray, rest: BoolArray
) -> tuple[BoolArray, BoolArray]:
    """The same for texts with accents, where Python could look at one of them for ever.

    What is left over has line breaks, before which ``$`` matches in Python alone.
    """
    linear = linear_pattern(pattern)
    if linear is None:
        return failing, rest
    whole = rest & ~matches(texts, "[\\r\\n]")
    refused = ~matches(texts, rf"\A(?:{linear})")
    return np.where(whole, refused, failing), rest & ~whole


def _as_array_value(value: Any, array: Any) -> Any:
    """A constant as an element of the array's kind, if it is one without loss; else None."""
    kind = array.dtype.kind
    if value is None or isinstance(value, bool) != (array.dtype == np.int8):
        return None
    if kind == "M":
        return _as_instant(value)
    if kind == "i" and isinstance(value, int):
        return value if abs(value) < 2**62 else None
    return _as_double(value) if kind == "f" else None


def _as_instant(value: Any) -> Any:
    """A day or an instant without zone or fraction; None for anything else."""
    if isinstance(value, datetime):
        return np.datetime64(value, "s") if not (value.tzinfo or value.microsecond) else None
    return np.datetime64(value, "s") if isinstance(value, date) else None


def _as_double(value: Any) -> float | None:
    """A decimal of at most 15 significant digits as the double that stands for it."""
    exact = Decimal(value)
    if not exact.is_finite() or len(exact.normalize().as_tuple().digits) > 15:
        return None
    return float(exact)


def _add_item_rules(reader: Reader, values: Values, found: dict[str, BoolArray]) -> None:
    """Rules that items of arrays break; an array that is wrong itself is not looked into."""
    already = np.logical_or.reduce(list(found.values()))
    for position in np.flatnonzero(values.present & ~already).tolist():
        value = values.others.get(position)
        for rule in reader.check_value(value):
            mask = found.setdefault(rule, np.zeros(len(values.texts), dtype=bool))
            mask[position] = True
