"""Whether an ONNX model stands on its own: no tensor of it may lie in another file.

The format (github.com/onnx/onnx, ``onnx.proto3``) lets a tensor name a file and an offset instead
of carrying its numbers. Only the few messages in which a tensor can stand are walked through; a
field of length is looked into where ``_INSIDE`` says what it is, and passed over otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5

_INSIDE: dict[str, dict[int, str]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "function": {7: "node", 11: "attribute"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {
        5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse",
    },
    "sparse": {1: "tensor", 2: "tensor"},
    "tensor": {},
}  # fmt: skip
"""Message → number of the field → the message in it."""

_EXTERNAL_DATA, _DATA_LOCATION = 13, 14
_DEEPEST = 64
_GRAPH = 7


class NotOnnx(Exception):
    """The bytes are not those of an ONNX model."""


def names_other_files(data: bytes) -> bool:
    """Whether a tensor of the model lies outside of ``data``. Raises ``NotOnnx``."""
    view = memoryview(data)
    if all(number != _GRAPH for number, _kind, _value in _fields(view)):
        raise NotOnnx
    return _looks_outside(view, "model", 0)


def _looks_outside(view: memoryview, message: str, depth: int) -> bool:
    if depth > _DEEPEST:
        raise NotOnnx
    inside = _INSIDE[message]
    for number, kind, value in _fields(view):
        if message == "tensor":
            if number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value != 0):
                return True
        elif number in inside:
            if kind != _LENGTH or not isinstance(value, memoryview):
                raise NotOnnx
            if _looks_outside(value, inside[number], depth + 1):
                return True
    return False


def _fields(view: memoryview) -> Iterator[tuple[int, int, int | memoryview]]:
    """Number, wire type and content of every field of a message, in order."""
    at, end = 0, len(view)
    while at < end:
        key, at = _varint(view, at)
        number, kind = key >> 3, key & 7
        value: int | memoryview
        if kind == _VARINT:
            value, at = _varint(view, at)
        elif kind == _LENGTH:
            length, at = _varint(view, at)
            value, at = view[at : at + length], at + length
        elif kind in (_FIXED64, _FIXED32):
            value, at = 0, at + (8 if kind == _FIXED64 else 4)
        else:
            raise NotOnnx
        if at > end or number == 0:
            raise NotOnnx
        yield number, kind, value


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    """A number in base 128, least first, and where it ends."""
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(view):
            raise NotOnnx
        byte = view[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise NotOnnx
