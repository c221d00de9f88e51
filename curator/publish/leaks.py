"""Which values were removed, and the search for them in everything that is published.

What is a removed value
    The text of a source cell whose field was suppressed, whose row was dropped or whose text was
    changed, and, in a changed text, every mail address and long number in it. It does not count
    when it is still the whole text of a public cell: then it is published on purpose.

What is searched
    *Distinctive* values: those with an ``@``, or with at least ``MIN_DIGITS`` digits (telephone,
    SIRET, NIR, IBAN …). Found anywhere, even as part of a public cell, they are a leak.
    *Other* values of at least ``MIN_LETTERS`` characters with a letter among them. They may be
    ordinary words, so they are a leak only where nobody wrote them on purpose: not in the
    dataset's metadata or in the fixed words of the documents, and not as part of a longer public
    cell, which the recipe left as it is (counted as a warning, see ``LeakReport.quoted``).
    Shorter values, bare amounts and dates would be found by chance and are not searched.

Values are found as whole words, in every file of the package, compressed parts included.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from curator.errors import OutputError
from curator.i18n import N_
from curator.operations import Operation
from curator.preview import Difference, difference
from curator.progress import Report, silent
from curator.publish.metadata import Metadata
from curator.publish.search import ValueFinder
from curator.table import Table

MIN_DIGITS = 9
MIN_LETTERS = 6

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_LONG_NUMBER = r"(?:\+|\b)\d(?:[ \u00a0\u202f./-]?\d){8,}\b"
_PARTS = re.compile(f"{_MAIL}|{_LONG_NUMBER}")


class RemovedValueFound(OutputError):
    """A value that the recipe removes is in the package; nothing was written."""

    code = "removed-value-found"
    template = N_(
        "{name} was not written: {file} would still hold removed values ({count}); take them out "
        "of the field, the schema or the metadata where they stand, then export again."
    )


@dataclass(frozen=True, kw_only=True)
class RemovedValues:
    """What must not be found: ``distinctive`` anywhere, ``others`` where nobody wrote them."""

    distinctive: frozenset[str] = field(default=frozenset(), repr=False)
    others: frozenset[str] = field(default=frozenset(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.distinctive or self.others)


@dataclass(frozen=True, kw_only=True)
class LeakReport:
    """``leaks``: file name → how many removed values it holds; ``quoted``: how many of the other
    values stand inside longer public cells."""

    leaks: Mapping[str, int]
    quoted: int


def removed_values(source: Table, public: Table, operations: Sequence[Operation] = ()) -> set[str]:
    """Every removed value that is searched for, as the module's rule says."""
    removed = removed_from(difference(source, public, operations))
    return set(removed.distinctive | removed.others)


def removed_from(
    diff: Difference,
    metadata: Metadata | None = None,
    review: Mapping[str, Any] | None = None,
) -> RemovedValues:
    """The removed values of a difference.

    A distinctive value that is published on purpose is left out: the whole text of a property of
    the metadata (the contact's address), or the address of a person in the approval record.
    """
    kept_as = {origin: name for name, origin in diff.lineage.items() if origin is not None}
    gone: list[pa.Array] = []
    parts: set[str] = set()
    for name in diff.source.names:
        column = diff.source.column(name)
        if name not in kept_as:
            gone.append(pc.unique(column))
            continue
        if len(diff.removed_rows):
            gone.append(pc.unique(column.take(pa.array(diff.removed_rows))))
        changed = _changed_texts(diff, name, kept_as[name])
        parts.update(part for text in changed.to_pylist() for part in _PARTS.findall(text))
        gone.append(changed)
    gone.append(pa.array(sorted(parts), type=pa.string()))
    texts = pc.unique(pc.utf8_trim_whitespace(pa.chunked_array(gone, type=pa.string())))
    texts = _not_whole_cells(texts.filter(_is_searched(texts)), diff.public)
    sure = _is_distinctive(texts)
    written = set(_leaves(metadata.to_descriptor())) if metadata else set()
    written |= {parseaddr(person)[1] for person in _leaves(review or {})}
    return RemovedValues(
        distinctive=frozenset(texts.filter(sure).to_pylist()) - written,
        others=frozenset(texts.filter(pc.invert(sure)).to_pylist()),
    )


def _changed_texts(diff: Difference, origin: str, field: str) -> pa.Array:
    """The distinct source texts of changed cells, those left out that were only written in
    another way: a text with the same letters and digits was not removed."""
    mask = diff.changed.get(field)
    if mask is None:
        return pa.array([], type=pa.string())
    before = diff.source.column(origin).take(pa.array(diff.source_positions[mask]))
    after = diff.public.column(field).filter(pa.array(mask))
    return pc.unique(before.filter(pc.not_equal(_bare(before), _bare(after))))


def _bare(column: pa.ChunkedArray) -> pa.ChunkedArray:
    bare = pc.replace_substring_regex(column, pattern=r"[^\p{L}\p{N}]+", replacement="")
    return pc.utf8_lower(bare)


def search_files(
    folder: Path,
    removed: RemovedValues,
    *,
    data_files: Iterable[str],
    fixed_text: str,
    report: Report = silent,
) -> LeakReport:
    """Look for removed values in every file under ``folder``.

    ``data_files`` are those that hold the public cells; ``fixed_text`` is what the package says
    whatever the data are.
    """
    if not removed:
        return LeakReport(leaks={}, quoted=0)
    finder = ValueFinder([*sorted(removed.distinctive), *sorted(removed.others)])
    said = finder.found_in(fixed_text.encode("utf-8", "surrogatepass")) & removed.others
    data, leaks, quoted = set(data_files), {}, set()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for n, path in enumerate(files):
        report(n / len(files), "")
        found = found_in_package_file(finder, path)
        if path.name in data:
            quoted |= found & removed.others
            found &= removed.distinctive
        if leaked := found - said:
            leaks[path.name] = len(leaked)
    return LeakReport(leaks=leaks, quoted=len(quoted))


def found_in_package_file(finder: ValueFinder, path: Path) -> set[str]:
    """The values found in a file; the members of a ZIP (a workbook is one) are unpacked."""
    found = finder.found_in_file(path)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                found |= finder.found_in(archive.read(member))
    return found


def verify_no_leak(
    folder: Path,
    removed: RemovedValues,
    *,
    data_files: Iterable[str],
    fixed_text: str,
    name: str = "",
    report: Report = silent,
) -> LeakReport:
    """Like ``search_files``; raises ``RemovedValueFound`` when there is a leak (``name`` says in
    what)."""
    result = search_files(
        folder, removed, data_files=data_files, fixed_text=fixed_text, report=report
    )
    for file, count in result.leaks.items():
        raise RemovedValueFound(name=name or folder.name, file=file, count=count)
    return result


def _is_distinctive(texts: pa.Array) -> pa.Array:
    """Which texts point at someone wherever they stand."""
    mail = pc.match_substring(texts, "@")
    return pc.or_(mail, pc.match_substring_regex(texts, f"(?:[0-9][^0-9]*){{{MIN_DIGITS}}}"))


def _is_searched(texts: pa.Array) -> pa.Array:
    is_long = pc.greater_equal(pc.utf8_length(texts), MIN_LETTERS)
    is_wordy = pc.and_(is_long, pc.match_substring_regex(texts, r"\p{L}"))
    return pc.or_(_is_distinctive(texts), is_wordy)


def _not_whole_cells(texts: pa.Array, public: Table) -> pa.Array:
    """``texts`` without those that are the whole text of a public cell, spaces around it apart."""
    for name in public.names:
        if not len(texts):
            break
        cells = pc.unique(pc.utf8_trim_whitespace(pc.unique(public.column(name))))
        if len(cells) > len(texts):  # the smaller side is the one to put in a hash table
            cells = cells.filter(pc.is_in(cells, value_set=texts))
        texts = texts.filter(pc.invert(pc.is_in(texts, value_set=cells)))
    return texts


def _leaves(value: object) -> Iterable[str]:
    """Every text in JSON data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _leaves(inner)
