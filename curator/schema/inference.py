"""The schema that a table follows as it is read: what each text is, never what it could become.

A type is given only if every record's text reads as it, so the inferred schema validates the
table it came from. French conventions are described with the standard's own means (decimalChar,
groupChar, bareNumber, trueValues, formats). Whatever counts nothing stays text: codes, and
anything with a leading zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.progress import Report, silent
from curator.schema.code_fields import looks_like_code, names_a_code, names_an_identifier
from curator.schema.conventions import (
    BOOLEAN_WORDS,
    DATE_PATTERNS,
    DATETIME_PATTERNS,
    NULL_WORDS,
    SPACE_CHARS,
    TIME_PATTERNS,
    UNITS,
)
from curator.schema.distinct import BoolArray, Distinct, is_in, matches
from curator.schema.model import Field, Schema
from curator.schema.types import read_values, reader_of
from curator.schema.words import words
from curator.table import Table

_SAMPLE = 100
"""Distinct texts that a type is tried on before all of them are read."""

_FEW_ROWS = 5000
"""Rows under which handing a field to a thread costs more than reading it."""

_CODE_LENGTH = 5
"""Digits from which texts of digits, all as long and kept as text, are codes (four are a year)."""

_YEAR_WORDS = frozenset(["annee", "annees", "exercice", "millesime", "year", "an"])
_SHARE_WORDS = frozenset(["pourcentage", "taux", "ratio", "pct", "percent", "percentage"])
_FLAG_WORDS = frozenset(
    ["present", "presente", "presence", "absent", "absente", "actif", "active", "ouvert",
     "gratuit", "gratuite", "accessible", "visible", "valide", "obligatoire", "is", "est", "has"]
)  # fmt: skip
"""Words of fields that answer a question; under another name, 0 and 1 may well be counts."""

_DATE_WORDS = frozenset(["date", "jour", "le"])


def infer(table: Table, *, blank_rows: Sequence[int] = (), report: Report = silent) -> Schema:
    """The schema of a table, from all its records; names stay as they are.

    Where the source has ``blank_rows`` among them (or records without any value), the schema says
    ``skipBlankRows``: it describes the table as it is.
    """
    records = table.records()
    fields, blank = [], np.ones(len(records), dtype=bool)
    for field, is_blank in _each_field(records, report):
        fields.append(field)
        blank &= is_blank
    fields = _reconciled(records, fields)
    skips = bool(blank_rows) or bool(fields and blank.any())
    return Schema(fields=tuple(fields), extra={"skipBlankRows": True} if skips else {})


def _each_field(records: Table, report: Report) -> Iterator[tuple[Field, BoolArray]]:
    """The definition of every field in turn, and which rows have no value in it."""

    def defined(name: str) -> tuple[Field, BoolArray]:
        distinct = Distinct.of(records.column(name))
        field = infer_field(name, distinct.texts, records.hints.get(name, ""))
        missing = is_in(distinct.texts, field.missing_values or ("",))
        return field, distinct.rows(missing) if missing.any() else np.zeros(len(records), bool)

    if len(records) < _FEW_ROWS:
        for n, name in enumerate(records.names):
            report(n / len(records.names), "")
            yield defined(name)
        return
    # Most of it is Arrow's work, which lets other threads run. No more than two at once: each may
    # hold a field's texts twice.
    with ThreadPoolExecutor(max_workers=2) as pool:
        tasks = [pool.submit(defined, name) for name in records.names]
        try:
            for n, task in enumerate(tasks):
                report(n / len(tasks), "")
                yield task.result()
        finally:
            for task in tasks:  # interrupted, or one of them failed
                task.cancel()


def _reconciled(records: Table, fields: list[Field]) -> list[Field]:
    """``1,234`` alone could be 1.234; where other fields group digits with commas, it is 1234."""
    groups = any(f.options.get("groupChar") == "," for f in fields)
    decides = [f for f in fields if f.options.get("decimalChar") == ","]
    if not groups or not decides:
        return fields
    texts = {f.name: Distinct.of(records.column(f.name)).texts for f in decides}
    if not all(_only_groups(found) for found in texts.values()):
        return fields
    return [_with_groups(f) if f.name in texts else f for f in fields]


def _with_groups(field: Field) -> Field:
    options = {key: value for key, value in field.options.items() if key != "decimalChar"}
    return replace(field, options={"groupChar": ","} | options)


def _only_groups(texts: pa.Array) -> bool:
    """Whether every comma has groups of three digits on its right."""
    with_comma = matches(texts, ",")
    return bool(matches(texts, r"^\D*[0-9]{1,3}(?:,[0-9]{3})+\D*$")[with_comma].all())


def infer_field(name: str, texts: pa.Array, hint: str = "") -> Field:
    """The definition that fits every one of the distinct ``texts`` of a field.

    ``hint`` is the number format of a workbook's column (``Table.hints``). It decides only between
    definitions that both fit: whole amounts under a format with decimals are numbers, whole numbers
    filled up with zeros, or kept as text and all as long, are codes.
    """
    filled = texts.filter(pc.not_equal(texts, ""))
    if not len(filled):
        return Field(name=name)
    whole = _fitting(name, filled, hint)
    if whole is not None:
        return whole
    nulls = is_in(pc.utf8_trim_whitespace(filled), NULL_WORDS)
    if nulls.any() and not nulls.all():
        rest = _fitting(name, filled.filter(pa.array(~nulls)), hint)
        # Among crosses for “yes”, a dash is an answer too.
        if rest is not None and rest.type != "string" and not _is_crossed(rest, filled):
            said = sorted(filled.filter(pa.array(nulls)).to_pylist())
            return replace(rest, missing_values=("", *said))
    return Field(name=name)


def _is_crossed(definition: Field, filled: pa.Array) -> bool:
    """Whether yes and no are told by signs rather than by words."""
    return definition.type == "boolean" and bool(is_in(filled, ("x", "X", "?")).any())


def _fitting(name: str, filled: pa.Array, hint: str) -> Field | None:
    sample = filled.slice(0, _SAMPLE)
    if hint in ("code", "text") and _is_code_by_format(filled, hint):
        return Field(name=name)
    for candidate in _candidates(name, sample, filled):
        if _reads(candidate, sample) and _reads(candidate, filled):
            is_amount = candidate.type == "integer" and hint in ("decimal", "currency", "percent")
            return replace(candidate, type="number") if is_amount else candidate
    return None


def _is_code_by_format(filled: pa.Array, hint: str) -> bool:
    """Whether whole numbers are codes, as far as their format says."""
    if not matches(filled, "^[0-9]+$").all():
        return False
    lengths = pc.unique(pc.utf8_length(filled)).to_pylist()
    return hint == "code" or (len(lengths) == 1 and lengths[0] >= _CODE_LENGTH)


def _reads(field: Field, texts: pa.Array) -> bool:
    nothing_missing = np.zeros(len(texts), dtype=bool)
    return not read_values(reader_of(field), texts, nothing_missing).invalid.any()


def _candidates(name: str, sample: pa.Array, filled: pa.Array) -> Iterator[Field]:
    """Definitions worth trying, the narrowest first."""
    first = sample[0].as_py()
    if not any(c.isdigit() for c in first):
        yield from _boolean(name, sample, filled)
    elif not names_a_code(name) and not looks_like_code(filled):
        yield from _numbers(name, filled)
    if any(c.isdigit() for c in first):
        yield from _dates(name, filled)
        yield from _places(name, sample)
    yield from _texts(name, first)


def _boolean(name: str, sample: pa.Array, filled: pa.Array) -> Iterator[Field]:
    if len(filled) > 8:
        return
    found = sample.to_pylist()
    said = {text.casefold() for text in found}
    for true, false in BOOLEAN_WORDS:
        # A single letter means yes or no only beside its opposite.
        enough = said == {true, false} if len(true) == 1 else said <= {true, false}
        if enough:
            trues = [t for t in found if t.casefold() == true] or [true]
            falses = [t for t in found if t.casefold() == false] or [false]
            standard = {*trues, *falses} <= {"true", "True", "TRUE", "false", "False", "FALSE"}
            options = {} if standard else {"trueValues": trues, "falseValues": falses}
            yield Field(name=name, type="boolean", options=options)
            return


# -- numbers -------------------------------------------------------------------------------------

_YEAR = "^(?:1[5-9]|20)[0-9]{2}$"
_UNIT = "(?:" + "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True)) + ")"
_ANY_SPACE = "[" + "".join(SPACE_CHARS) + "]"


# Decimal and group characters, in the order they are tried: ``1,234`` is read the French way.
_SEPARATORS = (
    (".", ""),
    *((".", space) for space in SPACE_CHARS),
    (",", ""),
    *((",", space) for space in SPACE_CHARS),
    (",", "."),
    (".", ","),
    (".", "'"),
)


def _number_pattern(decimal: str, group: str, *, bare: bool) -> str:
    """RE2 pattern of numbers written with these characters, groups of three where there are any."""
    digits = r"[0-9]+"
    if group:
        digits = rf"(?:[0-9]+|[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+)"
    body = rf"[+-]?{digits}(?:{re.escape(decimal)}[0-9]+)?"
    if bare:
        return f"^{body}$"
    return rf"^(?:{_UNIT}{_ANY_SPACE}?)?{body}(?:{_ANY_SPACE}*{_UNIT})?$"


def _numbers(name: str, filled: pa.Array) -> Iterator[Field]:
    # Readers of numbers put spaces around aside.
    filled = pc.utf8_trim_whitespace(filled)
    if matches(filled, r"^[+-]?[0-9]+$").all():
        if _YEAR_WORDS.intersection(words(name)) and matches(filled, _YEAR).all():
            yield Field(name=name, type="year")
        if _FLAG_WORDS.intersection(words(name)) and set(filled.to_pylist()) == {"0", "1"}:
            yield Field(name=name, type="boolean")
        # A share that is whole here has decimals elsewhere.
        is_share = bool(_SHARE_WORDS.intersection(words(name)))
        yield Field(name=name, type="number" if is_share else "integer")
        return
    sample = filled.slice(0, _SAMPLE)
    for bare in (True, False):
        for decimal, group in _SEPARATORS:
            pattern = _number_pattern(decimal, group, bare=bare)
            if matches(sample, pattern).all() and matches(filled, pattern).all():
                found = _number_field(name, filled, decimal, group, bare=bare)
                # 248.10 tells a tree from 248.1; as numbers they are the same.
                if found.type == "integer" or not names_an_identifier(name):
                    yield found
                return


def _number_field(name: str, filled: pa.Array, decimal: str, group: str, *, bare: bool) -> Field:
    has_decimals = matches(filled, re.escape(decimal) + "[0-9]").any()
    options: dict[str, Any] = {}
    if decimal != "." and has_decimals:
        options["decimalChar"] = decimal
    if group:
        options["groupChar"] = group
    if not bare:
        options["bareNumber"] = False
    is_whole = not has_decimals and not group
    return Field(name=name, type="integer" if is_whole else "number", options=options)


# -- dates and times -------------------------------------------------------------------------------

_COMPACT_DATE = r"^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$"


def _dates(name: str, filled: pa.Array) -> Iterator[Field]:
    if matches(filled, r"^[0-9]{4}-[0-9]{2}$").all():
        yield Field(name=name, type="yearmonth")
    for pattern in DATE_PATTERNS:
        if pattern == "%Y%m%d":
            named = _DATE_WORDS.intersection(words(name)) and matches(filled, _COMPACT_DATE).all()
            if not named:
                continue
        form = "default" if pattern == "%Y-%m-%d" else pattern
        yield Field(name=name, type="date", format=form)
    yield Field(name=name, type="datetime")
    for pattern in DATETIME_PATTERNS:
        yield Field(name=name, type="datetime", format=pattern)
    yield Field(name=name, type="time")
    for pattern in TIME_PATTERNS:
        yield Field(name=name, type="time", format=pattern)


# -- the rest ----------------------------------------------------------------------------------


def _places(name: str, sample: pa.Array) -> Iterator[Field]:
    """``[lon, lat]`` on French soil or not; ``lat, lon`` is not what the standard calls a point."""
    if matches(sample, r"^\[ *-?[0-9.]+ *, *-?[0-9.]+ *\]$").all():
        yield Field(name=name, type="geopoint", format="array")


def _texts(name: str, first: str) -> Iterator[Field]:
    if first.startswith("{"):
        yield Field(name=name, type="geojson")
        yield Field(name=name, type="object")
    if first.startswith("["):
        yield Field(name=name, type="array")
    if "@" in first:
        yield Field(name=name, format="email")
    if first.startswith(("http://", "https://", "ftp://")):
        yield Field(name=name, format="uri")
    if re.fullmatch(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", first):
        yield Field(name=name, format="uuid")
