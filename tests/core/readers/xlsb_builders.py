"""XLSB workbooks made record by record, as no library here writes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from tests.core.readers.builders import CONTENT_TYPES, relations


def varying(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def record(kind: int, body: bytes = b"") -> bytes:
    return varying(kind) + varying(len(body)) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_row(
    row: int, texts: list[str], *, hidden: bool = False, folded: bool = False, style: int = 0
) -> bytes:
    flags = bytes([0, (0x10 if hidden else 0) | (0x08 if folded else 0), 0])
    head = record(0, struct.pack("<IIH", row, 0, 300) + flags + bytes(4))
    return head + b"".join(
        record(6, struct.pack("<II", column, style) + wide(text))
        for column, text in enumerate(texts)
    )


def binary_sheet(rows: bytes, extra: bytes = b"") -> bytes:
    return b"".join(
        [
            record(129),
            record(148, struct.pack("<IIII", 0, 2000, 0, 2)),
            record(390),
            record(60, struct.pack("<IIIIH", 1, 1, 2560, 0, 1)),
            record(391),
            record(145),
            rows,
            record(146),
            extra,
            record(130),
        ]
    )


def xlsb_parts(
    sheets: Mapping[str, bytes],
    styles: bytes,
    *,
    states: Mapping[str, int] | None = None,
    before: bytes = b"",
    after: bytes = b"",
) -> dict[str, str | bytes]:
    """The parts of a workbook of ``sheets``; ``before`` and ``after`` stand around their list."""
    related = [
        (f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)
    ]
    related += [
        ("rId98", "styles", "styles.bin"),
        ("rId99", "sharedStrings", "sharedStrings.bin"),
    ]
    bundle = b"".join(
        record(
            156,
            struct.pack("<II", (states or {}).get(name, 0), n) + wide(f"rId{n}") + wide(name),
        )
        for n, name in enumerate(sheets, 1)
    )
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": relations(*related),
        "xl/workbook.bin": record(131)
        + before
        + record(143)
        + bundle
        + record(144)
        + after
        + record(132),
        "xl/styles.bin": styles,
        **{f"xl/worksheets/sheet{n}.bin": data for n, data in enumerate(sheets.values(), 1)},
    }
