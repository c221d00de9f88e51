"""Delimited text: characters that are not seen, and cells that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from curator.i18n import N_
from curator.readers.audit.registry import found
from curator.readers.grid import Grid
from curator.readers.model import HiddenFinding
from curator.readers.regions.cells import Look, look_of

_ASCII = bytes(range(128))
# Zero width and bidirectional controls (E2 80 8B–8F, AA–AE; E2 81 A0–A9), soft hyphen (C2 AD),
# byte order marks inside the text (EF BB BF), tag characters (F3 A0 80/81).
_UNSEEN_BYTES = re.compile(
    rb"\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa9]|\xc2\xad|\xef\xbb\xbf|\xf3\xa0[\x80\x81]"
)
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff\U000e0000-\U000e007f]")

_STARTS = np.zeros(256, dtype=bool)
# = + - @ tab, carriage return, and the first byte of their full-width variants (EF BC …).
_STARTS[[0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0xEF]] = True
_RUNS = re.compile(r"[=@\t\r＝＋－＠]|[+-]\s*(?:[A-Za-z_\"'(][^(!|]*[(!|]|\d[\d.,]*\s*[+*/(])")

MOST_LOOKED_AT = 200_000


def text_findings(grid: Grid, name: str) -> Iterator[HiddenFinding]:
    """What hides in a text; findings name the first row (as a spreadsheet numbers it)."""
    unseen = _cells_with_unseen(grid)
    if unseen:
        row, _text = unseen[0]
        yield found(
            "hidden-characters",
            f"{name}:{row + 1}",
            N_(
                "Some cells hold characters that cannot be seen (zero width, direction marks;"
                " {count} cells, the first in row {row}). They would be published with the text."
            ),
            texts=[text for _row, text in unseen],
            count=len(unseen),
            row=row + 1,
        )
    running = _cells_that_run(grid)
    if running:
        row, _text = running[0]
        yield found(
            "formula-injection",
            f"{name}:{row + 1}",
            N_(
                "Some cells begin like a formula ({count} cells, the first in row {row}): a"
                " spreadsheet program that opens the published CSV could run them."
            ),
            count=len(running),
            row=row + 1,
        )


def _cells_with_unseen(grid: Grid) -> list[tuple[int, str]]:
    hits: list[tuple[int, str]] = []
    for column in grid.columns:
        start = 0
        for chunk in column.chunks:
            if _may_hold_unseen(chunk):
                hits += [
                    (start + n, text)
                    for n, text in enumerate(chunk.to_pylist())
                    if UNSEEN.search(text)
                ]
            start += len(chunk)
    return sorted(hits)


def _may_hold_unseen(chunk: pa.Array) -> bool:
    data = chunk.buffers()[2]
    # Inside UTF-8 the high bytes alone keep their order, so ASCII can be left out first.
    high = bytes(data).translate(None, _ASCII) if data is not None else b""
    return bool(high) and _UNSEEN_BYTES.search(high) is not None


def _cells_that_run(grid: Grid) -> list[tuple[int, str]]:
    hits: list[tuple[int, str]] = []
    for column in grid.columns:
        start = 0
        for chunk in column.chunks:
            at = _starting(chunk)[:MOST_LOOKED_AT]
            texts = chunk.take(pa.array(at)).to_pylist() if len(at) else []
            hits += [
                (start + int(n), text)
                for n, text in zip(at, texts, strict=True)
                if _RUNS.match(text) and look_of(text) == Look.WORDS
            ]
            start += len(chunk)
    return sorted(hits)


def _starting(chunk: pa.Array) -> np.ndarray:
    _validity, offsets_buffer, data = chunk.buffers()
    if data is None or not len(data):
        return np.zeros(0, dtype=np.int64)
    offsets = np.frombuffer(offsets_buffer, dtype=np.int32)
    offsets = offsets[chunk.offset : chunk.offset + len(chunk) + 1]
    first = np.frombuffer(data, dtype=np.uint8)[np.minimum(offsets[:-1], len(data) - 1)]
    return np.flatnonzero(_STARTS[first] & (offsets[1:] > offsets[:-1]))
