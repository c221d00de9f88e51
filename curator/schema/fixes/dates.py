"""Dates that are not written year-month-day."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Fix, Issue
from curator.operations.field import ToIsoDate
from curator.schema.distinct import BoolArray, as_mask, matches
from curator.schema.fixes.view import FieldView
from curator.schema.french import SERIAL, has_two_digit_year, is_day_first, iso_dates, with_pattern
from curator.schema.words import words

_ENOUGH = 0.8
"""Share of the filled records that must be dates where no schema says that they are."""

_SAMPLE = 200
_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}.*)?$"


def propose_dates(view: FieldView) -> Iterator[Issue]:
    """ISO 8601, the day first unless the field itself says otherwise."""
    if _are_serial(view):
        yield from _serial(view)
        return
    if not _is_wanted(view) or not _is_likely(view):
        return
    some = view.texts.filter(pa.array(view.filled)).to_pylist()
    orders = {order for order in map(is_day_first, some) if order is not None}
    month_first = orders == {False}
    after, known = iso_dates(view.texts, month_first=month_first)
    if view.share(known) < (0.01 if view.target else _ENOUGH):
        return
    pattern = _pattern_of(view)
    if pattern:
        after = with_pattern(view.texts, (after, known), pattern)
    changed = as_mask(pc.not_equal(view.texts, after))
    operation = ToIsoDate(field=view.name, month_first=month_first, pattern=pattern)
    fix = view.fix(operation, after, is_safe=_is_safe(view, changed, orders))
    if fix is not None:
        yield from _issues(view, changed, known, fix)


def _are_serial(view: FieldView) -> bool:
    """Whether a field of dates holds the numbers by which a spreadsheet stores them."""
    if view.target is not None:
        if view.target.type not in ("date", "datetime"):
            return False
    elif view.inferred.type != "integer" or not {"date", "dates"} & set(words(view.name)):
        return False
    texts = view.texts.filter(pa.array(view.filled))
    return bool(len(texts)) and view.share_of(texts, matches(texts, f"^{SERIAL}$")) >= _ENOUGH


def _serial(view: FieldView) -> Iterator[Issue]:
    """Never safe: some workbooks count the days from 1904, and the text does not say."""
    after, _known = iso_dates(view.texts, serial=True)
    fix = view.fix(ToIsoDate(field=view.name, serial=True), after, is_safe=False)
    if fix is not None:
        yield view.issue("date-serial", as_mask(pc.not_equal(view.texts, after)), fix)


def _is_wanted(view: FieldView) -> bool:
    target = view.target
    if target is not None:
        return target.type in ("date", "datetime") and target.format != "any"
    texts = view.texts.filter(pa.array(view.filled))
    # Digits alone are a number or a code unless a schema says that they are a date.
    return (
        bool(len(texts))
        and view.inferred.type in ("string", "date", "datetime")
        and not (matches(texts, _ISO).all() or matches(texts, r"^[0-9]*$").any())
    )


def _pattern_of(view: FieldView) -> str:
    """The pattern that a schema wants dates in; ``""``: ISO 8601."""
    form = view.target.format if view.target is not None else "default"
    return "" if form in ("default", "%Y-%m-%d") else form.removeprefix("fmt:")


def _is_likely(view: FieldView) -> bool:
    """Whether a sample of the texts holds dates: reading all of them takes time."""
    sample = view.texts.filter(pa.array(view.filled)).slice(0, _SAMPLE)
    known = iso_dates(sample)[1] | iso_dates(sample, month_first=True)[1]
    return bool(known.any()) if view.target else bool(known.mean() >= _ENOUGH / 2)


def _is_safe(view: FieldView, changed: BoolArray, orders: set[bool]) -> bool:
    """Whether every text that changes is one date only."""
    texts = view.texts.filter(pa.array(changed))
    if len(orders) == 2 or any(has_two_digit_year(text) for text in texts.to_pylist()):
        return False
    numeric = matches(texts, r"^\s*[0-9]{1,2}[/.\- ][0-9]{1,2}[/.\- ]")
    return len(orders) == 1 or not numeric.any()


def _issues(view: FieldView, changed: BoolArray, known: BoolArray, fix: Fix) -> Iterator[Issue]:
    yield view.issue("date-form", changed, fix)
    lost = view.told & ~known
    if lost.any() and view.target is None and np.any(view.counts[lost]):
        yield view.issue("date-unreadable", lost)
