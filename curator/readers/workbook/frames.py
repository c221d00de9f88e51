"""How the parsing process hands its results over: frames of length and bytes."""

from __future__ import annotations

import struct
from typing import IO

OUT_OF_MEMORY = 9
"""Exit code of a parsing process that met its memory limit and could still say so."""

_LENGTH = struct.Struct("<q")


def write_frame(stream: IO[bytes], *pieces: bytes | memoryview) -> None:
    """Write one frame made of ``pieces``."""
    stream.write(_LENGTH.pack(sum(len(piece) for piece in pieces)))
    for piece in pieces:
        stream.write(piece)
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
