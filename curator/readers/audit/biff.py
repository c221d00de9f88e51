"""The streams of a compound file and the records of a BIFF workbook ([MS-CFB], [MS-XLS])."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import Any

CONTINUE, EOF, LABEL_SST, SST = 0x003C, 0x000A, 0x00FD, 0x00FC
STARTS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
FORMULAS = frozenset({0x0006, 0x0206, 0x0406, 0x00BC, 0x04BC, 0x0021, 0x0221})
"""Formulas of a cell, shared ones and those of an array."""
CHART, BIFF8 = 0x0020, 0x0600
STRING_TOKEN = 0x17
FREE_SECTOR = 0xFFFFFFFF

# Values, blanks and rows, which are read elsewhere: there are too many of them to keep.
CELLS = frozenset(
    {0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00BE, 0x0208, 0x00D7, LABEL_SST}
)


@dataclass(frozen=True, eq=False)
class Record:
    """A record with its continuations; ``start`` is where its sheet begins in the stream."""

    kind: int
    parts: list[bytes]
    start: int
    in_chart: bool

    @property
    def body(self) -> bytes:
        """All its bytes."""
        return b"".join(self.parts)


@dataclass(eq=False)
class BookStream:
    """What the stream of a workbook holds beside the values of its cells."""

    records: list[Record] = field(default_factory=list)
    used_strings: set[int] = field(default_factory=set)
    formulas: int = 0
    literals: list[str] = field(default_factory=list)
    """Texts inside formulas."""
    has_flags: bool = True
    """Whether texts say how wide they are (BIFF8)."""
    rest: bytes = b""
    """What follows the end of the last sheet."""

    def of(self, *kinds: int) -> list[Record]:
        """Its records of ``kinds``."""
        return [record for record in self.records if record.kind in kinds]


def book_stream(data: bytes) -> BookStream:
    """Walk the records of a workbook; stops where one is cut."""
    found = BookStream()
    nested: list[tuple[int, bool]] = []
    start, in_chart = 0, False
    at, header, end = 0, struct.Struct("<HH"), len(data) - 4
    while at <= end:
        kind, length = header.unpack_from(data, at)
        place, at = at, at + 4 + length
        if kind in CELLS and not in_chart:
            if kind == LABEL_SST and length >= 10:
                found.used_strings.add(int.from_bytes(data[place + 10 : place + 14], "little"))
            continue
        if not nested and found.records and kind not in STARTS:
            found.rest = data[place:]
            break
        body = data[place + 4 : at]
        if kind in STARTS:
            version, content = header.unpack_from(body.ljust(4, b"\0"), 0)
            nested.append((place, kind == 0x0809 and content == CHART))
            found.has_flags = kind == 0x0809 and version == BIFF8
            start, in_chart = nested[-1]
        _take(found, kind, body, (start, in_chart))
        if kind == EOF and nested:
            nested.pop()
            start, in_chart = nested[-1] if nested else (0, False)
    return found


def _take(stream: BookStream, kind: int, body: bytes, place: tuple[int, bool]) -> None:
    if kind in FORMULAS:
        stream.formulas += kind in (0x0006, 0x0206, 0x0406)
        stream.literals += literals(body, has_flags=stream.has_flags)
    elif kind == CONTINUE and stream.records:
        stream.records[-1].parts.append(body)
    else:
        stream.records.append(Record(kind, [body], *place))


def literals(code: bytes, *, has_flags: bool) -> list[str]:
    """Texts of two letters or more that a parsed formula quotes ([MS-XLS] 2.5.198.89)."""
    texts: list[str] = []
    at = code.find(STRING_TOKEN)
    while 0 <= at < len(code) - 3:
        count, flag = code[at + 1], code[at + 2] if has_flags else 0
        start = at + 2 + has_flags
        end = start + count * (2 if flag else 1)
        text = code[start:end].decode("utf-16-le" if flag else "cp1252", "replace")
        is_text = count > 1 and flag < 2 and end <= len(code) and text.isprintable()
        if is_text:
            texts.append(text)
        at = code.find(STRING_TOKEN, end if is_text else at + 1)
    return texts


def container_streams(data: bytes) -> dict[str, bytes]:
    """The streams of a compound file by path; a file without container is its own stream."""
    import olefile

    if not data.startswith(olefile.MAGIC):
        return {"workbook": data}
    streams = {}
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for path in container.listdir():
                streams["/".join(path)] = container.openstream(path).read()
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return streams  # what could be read before the damage; the reader reports the damage
    return streams


def outside_streams(data: bytes) -> tuple[bytes, bytes]:
    """Bytes after the last sector of a compound file, and those in its free sectors."""
    import olefile

    if not data.startswith(olefile.MAGIC):
        return b"", b""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            table: list[int] = list(container.fat)
            size = container.sector_size
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return b"", b""  # damage, which the reader reports
    used = [sector for sector, following in enumerate(table) if following != FREE_SECTOR]
    last = used[-1] if used else -1
    free = [n for n in range(last) if table[n] == FREE_SECTOR]
    # The header takes the place of one sector.
    left = b"".join(data[(n + 1) * size : (n + 2) * size] for n in free)
    return data[(last + 2) * size :], left


def shared_strings(record: Record) -> list[str]:
    """The texts that cells share, in order."""
    import xlrd.book

    (count,) = struct.unpack_from("<i", record.parts[0], 4)
    unpacked: Any = xlrd.book.unpack_SST_table(record.parts, count)
    return [str(text) for text in unpacked[0]]
