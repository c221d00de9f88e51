"""Which character encoding a text is in, on evidence over the whole of its bytes."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from curator.readers.errors import NoSuchEncoding

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

MOST_RUNS = 4000
"""Runs of high bytes of a sample that are weighed to name an encoding."""

SINGLE_BYTE = ("cp1252", "iso8859-15", "mac_roman", "cp850")
"""Candidates for French text that is not UTF-8, the likeliest first."""

_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ")
_PUNCTUATION = frozenset("\u00a0’‘“”«»–—…€°²³•·º№§£×®©ªµ½¼´")
_OTHER_LETTERS = frozenset("áíóúñãõÁÍÓÚÑÃÕßøåØÅìòÌÒýÝšžŠŽčČ¿¡")


def codec_name(name: str) -> str:
    """The codec that Python calls ``name``. Raises ``NoSuchEncoding``."""
    cleaned = name.strip().lower()
    cleaned = {"ansi": "cp1252", "macintosh": "mac_roman", "latin-9": "iso8859-15"}.get(
        cleaned, cleaned
    )
    try:
        info = codecs.lookup(cleaned)
    except LookupError:
        raise NoSuchEncoding(encoding=name) from None
    if not getattr(info, "_is_text_encoding", True):
        raise NoSuchEncoding(encoding=name)
    return info.name.replace("iso8859-1", "latin-1") if info.name == "iso8859-1" else info.name


def encoding_by_bom(head: bytes) -> str | None:
    """The encoding that a byte order mark states."""
    return next((name for bom, name in BOMS if head.startswith(bom)), None)


def wide_without_bom(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of ASCII text is zero."""
    head = head[: len(head) // 2 * 2]
    if len(head) < 8:
        return None
    even, odd = head[0::2], head[1::2]
    zeros_even, zeros_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros_odd > 0.6 and zeros_even < 0.05:
        return "utf-16-le"
    if zeros_even > 0.6 and zeros_odd < 0.05:
        return "utf-16-be"
    return None


_ASCII = bytes(range(128))
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# What French and its neighbours need of UTF-8: Latin letters and signs (C2, C3, C5), dashes,
# quotation marks and the euro (E2 80, E2 82). In Windows-1252 these pairs read “Ã©”, “â€™”.
_UTF8_SEQUENCE = re.compile(rb"[\xc2\xc3\xc5][\x80-\xbf]+|\xe2[\x80\x82][\x80-\xbf]")


_UTF8_LEADS = (b"\xc2", b"\xc3", b"\xc5", b"\x80", b"\x82")
"""One of these bytes, which are rare in other encodings, is in each of them."""


def has_utf8_sequences(data: bytes) -> bool:
    """Whether some high bytes are UTF-8 (in a text that as a whole is not)."""
    # Far quicker than searching all of it: single bytes, then the high bytes alone, as if they
    # were neighbours.
    if not any(lead in data for lead in _UTF8_LEADS):
        return False
    if not _UTF8_SEQUENCE.search(data.translate(None, _ASCII)):
        return False
    for found in _UTF8_SEQUENCE.finditer(data):
        run = _high_run_around(data, found.start(), found.end())
        try:
            run.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False


def _high_run_around(data: bytes, start: int, end: int) -> bytes:
    while start > 0 and data[start - 1] >= 0x80:
        start -= 1
    while end < len(data) and data[end] >= 0x80:
        end += 1
    return data[start:end]


def single_byte_encoding(samples: Iterable[bytes]) -> str:
    """The likeliest single-byte encoding of texts with high bytes in them."""
    runs = Counter(
        sample[max(0, run.start() - 1) : run.end() + 1]
        for sample in samples
        for run in islice(_HIGH_RUN.finditer(sample), MOST_RUNS)
    )
    scores = {
        name: sum(count * _plausibility(run, name) for run, count in runs.items())
        for name in SINGLE_BYTE
    }
    # A tie goes to the likeliest; Latin-9 differs from Windows-1252 in eight characters only.
    return max(SINGLE_BYTE, key=lambda name: (scores[name], -SINGLE_BYTE.index(name)))


def _plausibility(run: bytes, encoding: str) -> float:
    """How well a few high bytes and their neighbours read as French."""
    text = run.decode(encoding, "replace")
    total = 0.0
    for index, char in enumerate(text):
        if char < "\x80":
            continue
        before = text[index - 1] if index else ""
        after = text[index + 1] if index + 1 < len(text) else ""
        total += _character_score(char, before, after)
    return total


def _character_score(char: str, before: str, after: str) -> float:
    if char in _FRENCH:
        if char.isupper() and (before.islower() or (before.isalpha() and after.islower())):
            return -1.0
        return 2.0 if before.isalpha() or after.isalpha() else 0.5
    if char in _PUNCTUATION:
        # A sign between two letters is suspect, save for the apostrophe.
        inside = before.isalpha() and after.isalpha()
        return 1.0 if char in "’\u00a0°–…" or not inside else -0.5
    if char in _OTHER_LETTERS:
        return 0.2
    return -2.0 if char < "\xa0" or char == "\ufffd" or not char.isalpha() else -0.7
