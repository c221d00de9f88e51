"""Texts inside pictures that viewers do not show: EXIF, XMP, PNG text, comments."""

from __future__ import annotations

import re
import struct
import zlib

_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)


def picture_texts(data: bytes) -> list[str]:
    """Texts of metadata in a JPEG, PNG or any picture with XMP."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"\x89PNG"):
        return _png(data)
    return [found.decode("utf-8", "replace") for found in _XMP.findall(data)]


def _jpeg(data: bytes) -> list[str]:
    texts: list[str] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (0xD9, 0xDA):
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at + 4 : at + 2 + length]
        # APP1 is EXIF or XMP, APP13 is IPTC, FE a comment; APP0 (JFIF) says nothing.
        if data[at + 1] in (0xE1, 0xED, 0xFE):
            texts += _readable(segment)
        at += 2 + max(2, length)
    return texts


def _png(data: bytes) -> list[str]:
    texts: list[str] = []
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"eXIf"):
            texts += _readable(body)
        elif kind == b"zTXt" and b"\x00" in body:
            texts += _inflated(body.split(b"\x00", 1)[1][1:])
        at += 12 + length
    return texts


def _inflated(data: bytes) -> list[str]:
    try:
        return _readable(zlib.decompressobj().decompress(data, 1 << 20))
    except zlib.error:
        return []


def _readable(data: bytes) -> list[str]:
    return [
        run.decode("utf-8", "replace") for run in re.findall(rb"[\x20-\x7e\x80-\xff]{4,}", data)
    ]
