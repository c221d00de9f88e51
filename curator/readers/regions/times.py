"""Columns that are counted or named by years or days (``Commune, 2019, 2020``): a crosstab."""

from __future__ import annotations

from collections.abc import Sequence

from curator.readers.regions.cells import Look, is_date, look_of
from curator.readers.regions.looks import Looks

LEAST_IN_A_ROW = 3
LEAST_COUNTED = 4


def end_of_times(looks: Looks, row: int) -> int | None:
    """The position after the header whose columns ``row`` names by years or days, and the rows
    below by what is told of each; None when ``row`` names no columns."""
    columns = _columns_of_times(looks, row)
    if columns is None:
        return None
    times = [looks.rows[row][c].strip() for c in columns]
    below = [r for r in range(row + 1, len(looks.rows)) if looks.fill(r)]
    values = [looks.rows[r][c].strip() for r in below for c in columns]
    filled = [value for value in values if look_of(value) != Look.EMPTY]
    if not filled:
        return None
    are_dates = is_date(times[0])
    alike = sum(is_date(v) if are_dates else look_of(v) == Look.YEAR for v in filled)
    # Days among days are values whatever they are; years may be labels of figures like them.
    if alike * 2 > len(filled) and (are_dates or not _follow_each_other(_distinct(times))):
        return None
    last = row
    while last + 1 < len(looks.rows) and looks.words(last + 1) > 1 and not looks.values(last + 1):
        last += 1
    return last + 1


def _columns_of_times(looks: Looks, row: int) -> list[int] | None:
    cells = looks.cells[row]
    columns = [c for c, look in enumerate(cells) if look in (Look.YEAR, Look.TYPED)]
    times = [looks.rows[row][c].strip() for c in columns]
    distinct = _distinct(times)
    if len(distinct) < 2:
        return None
    if _are_counted(times) and cells[0] == Look.WORDS:
        # Below labels it is a record like others.
        return None if any(looks.fill(above) > 1 for above in range(row)) else columns
    are_years = all(cells[c] == Look.YEAR for c in columns)
    if not are_years and not all(map(is_date, times)):
        return None
    if len(distinct) == len(times):
        return columns
    if are_years and _follow_each_other(distinct):
        return columns
    # The same years under each of several groups, beside nothing else.
    is_cycle = times == distinct * (len(times) // len(distinct))
    return columns if is_cycle and Look.WORDS not in cells and row > 0 else None


def _are_counted(numbers: Sequence[str]) -> bool:
    """Whether the columns are counted: 1, 2, 3, 4 …"""
    count = len(numbers)
    return count >= LEAST_COUNTED and list(numbers) == [str(n) for n in range(1, count + 1)]


def _distinct(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _follow_each_other(years: Sequence[str]) -> bool:
    """Whether at least three years come one after the other, as labels do and values hardly."""
    if not all(look_of(year) == Look.YEAR for year in years):
        return False
    numbers = [int(float(year)) for year in years]
    first = numbers[0]
    return len(numbers) >= LEAST_IN_A_ROW and numbers == list(range(first, first + len(numbers)))
