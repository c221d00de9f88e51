"""How the parsing process hands its results over: frames of length and bytes."""

from __future__ import annotations

import struct
from typing import IO

OUT_OF_MEMORY = 9
"""Exit code of a parsing process that met its memory limit and could still say so."""

_LENGTH = struct.Struct("<q")


def write_length(stream: IO[bytes], length: int) -> None:
    """Begin a frame of so many bytes, which the caller writes."""
    stream.write(_LENGTH.pack(length))


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    write_length(stream, len(data))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame; None at the end. Raises ``EOFError`` when it is cut."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
