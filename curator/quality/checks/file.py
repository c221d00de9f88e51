"""F: the file as such can be read by anyone and by any program."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from curator.i18n import N_
from curator.issues import Severity
from curator.quality.checks.base import (
    NOT_APPLICABLE,
    Failure,
    Verdict,
    check,
    failure,
    names_text,
)
from curator.quality.subject import Delivered, Subject

TEXT_FORMATS = frozenset({"csv", "tsv", "txt"})

_BOM = b"\xef\xbb\xbf"


def _text_file(subject: Subject) -> Delivered | None:
    delivered = subject.delivered
    return delivered if delivered and delivered.format in TEXT_FORMATS else None


@check("F1", N_("The text is UTF-8 without a byte order mark, accents in their usual form."))
def _utf8(subject: Subject) -> Verdict:
    delivered = _text_file(subject)
    if delivered is not None:
        if delivered.raw.startswith(_BOM):
            return failure(N_("The file begins with a byte order mark: save it as UTF-8 without."))
        try:
            delivered.raw.decode("utf-8")
        except UnicodeDecodeError:
            reason = N_("The file is not UTF-8 but {encoding}: convert it.")
            return failure(reason, encoding=delivered.encoding or "?")
    odd = [name for name in subject.table.names if not _is_composed(subject, name)]
    if odd:
        reason = N_("Accents are written as separate signs in {fields}: normalise the text (NFC).")
        return failure(reason, fields=names_text(odd))
    return None


def _is_composed(subject: Subject, name: str) -> bool:
    column = subject.table.column(name)
    if pc.all(pc.string_is_ascii(column)).as_py() is not False:
        return True
    texts = pc.unique(column)
    return bool(pc.all(pc.equal(pc.utf8_normalize(texts, "NFC"), texts)).as_py())


@check("F2", N_("The file is a CSV with commas, quotes where needed and one kind of line end."))
def _separator(subject: Subject) -> Verdict:
    delivered = subject.delivered
    if delivered is None:
        return NOT_APPLICABLE
    if delivered.format not in TEXT_FORMATS:
        reason = N_("A file of the format {format} is not for everyone: publish it as CSV.")
        return failure(reason, format=delivered.format)
    if delivered.delimiter and delivered.delimiter != ",":
        return failure(N_("Fields are not separated by commas: convert the file."))
    if _has_mixed_line_ends(delivered.raw):
        return failure(N_("Lines end in different ways: write the file again."))
    return None


def _has_mixed_line_ends(raw: bytes) -> bool:
    if _kinds_of_line_end(raw) < 2:
        return False
    # Quoted cells may hold line ends of their own: look only between them.
    return _kinds_of_line_end(re.sub(rb'"[^"]*"', b"", raw)) > 1


def _kinds_of_line_end(raw: bytes) -> int:
    both = raw.count(b"\r\n")
    return sum((both > 0, raw.count(b"\n") > both, raw.count(b"\r") > both))


@check(
    "F3", N_("There is one header line; every field has a name of its own and every row a cell.")
)
def _header(subject: Subject) -> Verdict:
    delivered = subject.delivered
    if delivered is None:
        return NOT_APPLICABLE
    if not delivered.header_rows:
        return failure(N_("There is no header line that names the fields."))
    if (lines := len(delivered.header_rows)) != 1:
        return failure(N_("The header takes {n} lines: it must take one."), n=lines)
    return _labels(delivered) or _widths(delivered)


def _labels(delivered: Delivered) -> Failure | None:
    labels = [column.label for column in delivered.columns]
    if any(not label.strip() for label in labels):
        blank = [n for n, label in enumerate(labels, start=1) if not label.strip()]
        reason = N_("Columns without a name: {columns}.")
        return failure(reason, columns=names_text([str(n) for n in blank]))
    repeated = sorted({label for label in labels if labels.count(label) > 1})
    if repeated:
        return failure(N_("Names that stand twice: {fields}."), fields=names_text(repeated))
    return None


def _widths(delivered: Delivered) -> Failure | None:
    for note in delivered.notes:
        if note.code == "ragged-rows":
            reason = N_("Rows with another number of cells than the header: {n}.")
            return failure(reason, n=note.parameters.get("count", "?"))
    return None


@check("F4", N_("The table stands alone: no title, total, note, blank row or empty column."))
def _table_alone(subject: Subject) -> Verdict:
    table, delivered = subject.table, subject.delivered
    if delivered and delivered.header_rows and delivered.header_rows[0] > 0:
        reason = N_("Lines before the header, to be removed: {n}.")
        return failure(reason, n=delivered.header_rows[0])
    marked = len(table) - table.record_count
    if marked:
        reason = N_("Totals, notes or headings among the rows, to be removed: {n}.")
        return failure(reason, n=marked)
    empty = [
        name for name in table.names if not pc.any(pc.not_equal(table.column(name), "")).as_py()
    ]
    if empty and len(table):
        return failure(N_("Empty columns: {fields}."), fields=names_text(empty))
    if delivered and (blank := _blank_rows(subject, delivered)):
        return failure(N_("Blank rows inside the table, to be removed: {n}."), n=blank)
    return None


def _blank_rows(subject: Subject, delivered: Delivered) -> int:
    """Rows that reading skipped between the first and the last; they keep their numbers."""
    rows = subject.table.source_rows
    empty = int(np.count_nonzero(_all_empty(subject)))
    # Quoted line ends may make the rows of a text file skip numbers without a blank row.
    if not len(rows) or (delivered.format in TEXT_FORMATS and b'"' in delivered.raw):
        return empty
    gaps = int(rows[-1]) - int(rows[0]) + 1 - len(rows)
    return max(gaps, 0) + empty


def _all_empty(subject: Subject) -> npt.NDArray[np.bool_]:
    empty = np.ones(len(subject.table), dtype=np.bool_)
    for name in subject.table.names:
        empty &= pc.equal(subject.table.column(name), "").to_numpy()
    return empty


@check("F5", N_("Nothing is hidden in the file: no formula, hidden sheet, comment or author."))
def _nothing_hidden(subject: Subject) -> Verdict:
    if subject.delivered is None:
        return NOT_APPLICABLE
    weighty = [f for f in subject.delivered.hidden if f.severity is not Severity.NOTE]
    if not weighty:
        return None
    reason = N_("Hidden content in the file: {n} (first at {place}); publish the table alone.")
    return failure(reason, n=len(weighty), place=weighty[0].location)


# A sign that starts a formula, unless what follows is a number, a telephone number or a dash alone.
_FORMULA = r"^[=+\-@\t\r]"
_HARMLESS = r"^[+\-][0-9 .,\x{00A0}\x{202F}()/]*([eE][+\-]?[0-9]+)? ?[%€]?$|^-+$"


@check("F6", N_("No cell starts like a formula."), Severity.WARNING)
def _no_formula(subject: Subject) -> Verdict:
    found = 0
    fields = []
    for name in subject.table.names:
        texts = subject.table.column(name)
        suspects = texts.filter(pc.match_substring_regex(texts, _FORMULA))
        harmful = pc.invert(pc.match_substring_regex(suspects, _HARMLESS))
        if count := pc.sum(harmful).as_py() or 0:
            found += count
            fields.append(name)
    if not found:
        return None
    reason = N_("Cells that start like a formula, which a spreadsheet would run, in {fields}: {n}.")
    return failure(reason, n=found, fields=names_text(fields))


_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}\x{FFFD}]"
_MOJIBAKE = r"Ã[\x{80}-\x{bf}©¨ªª«¢®´¹»§]|â€[™œ\x{9d}“”¦]|Â[°«»€\x{a0}]"


@check("F7", N_("No unreadable sign is left in the text."))
def _readable(subject: Subject) -> Verdict:
    odd = []
    for name in subject.table.names:
        column = subject.table.column(name)
        unreadable = pc.match_substring_regex(column, f"{_CONTROL}|{_MOJIBAKE}")
        if re.search(f"{_python(_CONTROL)}", name) or pc.any(unreadable).as_py():
            odd.append(name)
    if not odd:
        return None
    reason = N_("Signs that nobody can read stand in {fields} (wrong encoding or control signs).")
    return failure(reason, fields=names_text(odd))


def _python(pattern: str) -> str:
    """The same class for Python's ``re``, which writes code points in another way."""
    return re.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda m: f"\\u{int(m.group(1), 16):04x}", pattern)
