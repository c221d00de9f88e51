"""V: values are written as everyone expects, whatever the schema says of them."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.issues import Severity
from curator.quality.checks.base import Verdict, check, failure, names_text
from curator.quality.checks.company_keys import wrong_keys
from curator.quality.checks.kinds import (
    CODE_LENGTHS,
    Kind,
    coordinate_kind,
    kind_of,
    share_matching,
)
from curator.quality.subject import Subject
from curator.schema.model import Field

MOST = 0.8
"""A field of untyped text is judged as dates or amounts when this share of its cells are."""

Columns = Iterator[tuple[Field, pa.ChunkedArray]]


def _filled(subject: Subject) -> Columns:
    """Every field with its records' cells that hold a value."""
    for field in subject.table.schema:
        column = subject.records.column(field.name)
        missing = {"", *subject.table.schema.missing_values_of(field.name)}
        none = pa.array(sorted(missing), type=pa.string())
        yield field, column.filter(pc.invert(pc.is_in(column, value_set=none)))


def _failing(message: str, found: dict[str, int]) -> Verdict:
    """A failure that counts the cells and names the fields; passed when there are none."""
    if not found:
        return None
    return failure(message, n=sum(found.values()), fields=names_text(list(found)))


def _not_matching(column: pa.ChunkedArray, pattern: str) -> int:
    matches = pc.match_substring_regex(column, pattern)
    return len(column) - (pc.sum(matches).as_py() or 0)


_ISO_DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_ISO_DATETIME = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_FRENCH_DATE = r"^[0-9]{1,2}[/.-][0-9]{1,2}[/.-]([0-9]{4}|[0-9]{2})( [0-9:]+)?$"


@check("V1", N_("Dates are written as ISO 8601: 2024-01-31."))
def _dates(subject: Subject) -> Verdict:
    found: dict[str, int] = {}
    for field, cells in _filled(subject):
        if field.type == "date":
            n = _not_matching(cells, _ISO_DATE)
        elif field.type == "datetime":
            n = _not_matching(cells, f"{_ISO_DATETIME}|{_ISO_DATE}")
        elif share_matching(cells, _FRENCH_DATE) >= MOST:
            n = len(cells)
        else:
            n = 0
        if n:
            found[field.name] = n
    return _failing(N_("Dates that are not written as 2024-01-31, in {fields}: {n}."), found)


_PLAIN_NUMBER = r"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"
_DRESSED_NUMBER = (
    r"^[-−]?[0-9]{1,3}([ \x{00A0}\x{202F}'’.]?[0-9]{3})*([,.][0-9]+)?"
    r"[ \x{00A0}\x{202F}]*(€|EUR|%)?$"
)


@check("V2", N_("Numbers have a decimal point and nothing else: no space, currency or percent."))
def _numbers(subject: Subject) -> Verdict:
    found: dict[str, int] = {}
    for field, cells in _filled(subject):
        is_numeric = field.type in ("number", "integer")
        if not is_numeric and not (field.type == "string" and _is_dressed(cells)):
            continue
        if n := _not_matching(cells, _PLAIN_NUMBER):
            found[field.name] = n
    return _failing(N_("Numbers that are not written plainly (1234.56), in {fields}: {n}."), found)


def _is_dressed(cells: pa.ChunkedArray) -> bool:
    """Whether these are amounts as spreadsheets show them (a comma or a sign among most)."""
    if share_matching(cells, _DRESSED_NUMBER) < MOST:
        return False
    return share_matching(cells, r"[,€%]|EUR") > 0.0


@check("V3", N_("Codes keep their leading zeros and their length."))
def _code_lengths(subject: Subject) -> Verdict:
    found: dict[str, int] = {}
    for field, cells in _filled(subject):
        kind = kind_of(field.name)
        if kind not in CODE_LENGTHS or not len(cells):
            continue
        allowed = pa.array(CODE_LENGTHS[kind], type=pa.int32())
        bare = pc.replace_substring_regex(cells, pattern=r"[\s\p{Z}]", replacement="")
        wrong = pc.invert(pc.is_in(pc.utf8_length(bare), value_set=allowed))
        if n := pc.sum(wrong).as_py() or 0:
            found[field.name] = n
    return _failing(N_("Codes without their right length (lost zeros?), in {fields}: {n}."), found)


@check("V4", N_("SIRET and SIREN numbers have a right key."))
def _sirets(subject: Subject) -> Verdict:
    found: dict[str, int] = {}
    for field, cells in _filled(subject):
        kind = kind_of(field.name)
        if kind not in (Kind.SIRET, Kind.SIREN):
            continue
        if bad := wrong_keys(cells, kind):
            found[field.name] = bad
    return _failing(N_("Numbers with a wrong key, in {fields}: {n}."), found)


# Metropolitan France and the overseas territories, as (west, south, east, north) in degrees.
_FRANCE = (
    (-5.5, 41.2, 9.8, 51.3), (-63.3, 14.3, -60.7, 18.2), (-54.7, 2.0, -51.5, 5.9),
    (55.1, -21.5, 55.9, -20.8), (44.9, -13.1, 45.4, -12.5), (-56.6, 46.6, -56.0, 47.3),
    (163.4, -23.0, 168.3, -19.3), (-155.0, -28.0, -134.0, -7.5), (-178.3, -14.5, -175.9, -13.1),
)  # fmt: skip


@check("V5", N_("Coordinates are longitudes and latitudes in France, in that order."))
def _coordinates(subject: Subject) -> Verdict:
    axes = {coordinate_kind(f.name): f.name for f in subject.table.schema}
    if Kind.LONGITUDE not in axes or Kind.LATITUDE not in axes:
        return None
    x = _degrees(subject.records.column(axes[Kind.LONGITUDE]))
    y = _degrees(subject.records.column(axes[Kind.LATITUDE]))
    both = pc.and_(pc.is_valid(x), pc.is_valid(y))
    x, y = x.filter(both), y.filter(both)
    outside = len(x) - _inside(x, y)
    if not outside:
        return None
    names = names_text([axes[Kind.LONGITUDE], axes[Kind.LATITUDE]])
    if _inside(y, x) > len(x) / 2:
        return failure(N_("Longitude and latitude are swapped in {fields}."), fields=names)
    reason = N_("Points outside France, in {fields}: {n}.")
    return failure(reason, n=outside, fields=names)


def _degrees(column: pa.ChunkedArray) -> pa.ChunkedArray:
    plain = pc.match_substring_regex(column, r"^-?[0-9]{1,9}(\.[0-9]+)?$")
    return pc.if_else(plain, column, None).cast(pa.float64())


def _inside(x: pa.ChunkedArray, y: pa.ChunkedArray) -> int:
    """How many points are in a part of France."""
    if not len(x):
        return 0
    total = pc.is_null(x)  # none: both coordinates are there
    for west, south, east, north in _FRANCE:
        inside = pc.and_(
            pc.and_(pc.greater_equal(x, west), pc.less_equal(x, east)),
            pc.and_(pc.greater_equal(y, south), pc.less_equal(y, north)),
        )
        total = pc.or_(total, inside)
    return int(pc.sum(total).as_py() or 0)


_PLACEHOLDERS = (
    r"(?i)^(nc|n\.c\.|n/c|nd|n\.d\.|n/d|na|n/a|n\.a\.|#n/a|null|none|nan|néant|neant|inconnue?"
    r"|non renseignée?|non communiquée?|sans objet|vide|-+|–|—|\?+|\.+|x+)$"
)


@check("V6", N_("What is not known is left empty."), Severity.WARNING)
def _placeholders(subject: Subject) -> Verdict:
    found: dict[str, int] = {}
    for field, cells in _filled(subject):
        trimmed = pc.utf8_trim_whitespace(cells)
        if n := pc.sum(pc.match_substring_regex(trimmed, _PLACEHOLDERS)).as_py() or 0:
            found[field.name] = n
    message = N_("Cells that say nothing is known instead of being empty, in {fields}: {n}.")
    return _failing(message, found)


@check("V7", N_("Yes and no are written as the schema says."))
def _booleans(subject: Subject) -> Verdict:
    found: dict[str, int] = {}
    for group in subject.validation.groups:
        is_known = group.type == "type-error" and group.column in subject.target
        if is_known and subject.target[group.column].type == "boolean":
            found[group.column] = len(group)
    return _failing(
        N_("Cells that are neither yes nor no as the schema writes it, in {fields}: {n}."), found
    )


_EDGES = r"^[\s\p{Z}\x{200B}\x{FEFF}]|[\s\p{Z}\x{200B}\x{FEFF}]$"


@check("V8", N_("No superfluous space stands around texts or inside codes."), Severity.WARNING)
def _spaces(subject: Subject) -> Verdict:
    found: dict[str, int] = {}
    for field, cells in _filled(subject):
        pattern = _EDGES
        if kind_of(field.name) is not None:
            pattern = rf"{_EDGES}|[\x{{00A0}}\x{{202F}}]"
        if n := pc.sum(pc.match_substring_regex(cells, pattern)).as_py() or 0:
            found[field.name] = n
    return _failing(N_("Cells with superfluous spaces, in {fields}: {n}."), found)


@check("V9", N_("Values of a list are written as in the list."))
def _near_misses(subject: Subject) -> Verdict:
    """Cells that would be in the field's list but for case, accents or spaces."""
    found: dict[str, int] = {}
    for field, cells in _filled(subject):
        allowed = field.constraints.get("enum")
        if not allowed or not len(cells):
            continue
        exact = {str(v) for v in allowed}
        folded = {_folded(v) for v in exact}
        counts = pc.value_counts(cells)
        n = sum(
            count
            for text, count in zip(
                counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True
            )
            if text not in exact and _folded(text) in folded
        )
        if n:
            found[field.name] = n
    return _failing(
        N_("Cells that differ from the list by case, accents or spaces, in {fields}: {n}."), found
    )


def _folded(text: str) -> str:
    import unicodedata

    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(bare.casefold().split())
