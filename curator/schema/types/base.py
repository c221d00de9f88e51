"""How the texts of a field are read as values: one reader per Table Schema type.

A reader knows two ways that give the same answer: ``read`` for one text, exact and complete, and
``vectorised`` for many, which may leave texts to ``read``. Verdicts follow the reference
implementation (frictionless) except where that departs from the standard; the departures are
listed in ``tests/parity/exceptions.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from curator.schema.distinct import BoolArray
from curator.schema.model import Field

Vectorised = tuple[BoolArray, "npt.NDArray[Any] | None"]


class Reader:
    """Reads texts of one field. A value of None means: not of this type."""

    supports: tuple[str, ...] = ("required", "enum")
    """Constraints that mean something for the type."""

    def __init__(self, definition: Field) -> None:
        self.definition = definition

    def read(self, text: str) -> Any:
        """The value of one text, or None."""
        raise NotImplementedError

    def constant(self, value: Any) -> Any:
        """The value that a constraint of the schema gives, or None when it is not of the type."""
        return self.read(value) if isinstance(value, str) else value

    def vectorised(self, texts: pa.Array) -> Vectorised:
        """Which texts were read, and their values (meaningless where they were not)."""
        return np.zeros(len(texts), dtype=bool), None

    def check_value(self, value: Any) -> Mapping[str, Any]:  # noqa: ARG002
        """What is wrong inside a value that is of the type (items of an array), by rule."""
        return {}

    checks_values = False
    """Whether ``check_value`` has anything to say."""


@dataclass(frozen=True, eq=False)
class Values:
    """Distinct texts read as values.

    ``array`` holds the values where ``known``; ``others`` those that were read one by one;
    ``missing`` texts stand for no value and ``invalid`` ones are not of the type.
    """

    texts: pa.Array
    missing: BoolArray
    invalid: BoolArray
    known: BoolArray
    array: npt.NDArray[Any] | None
    others: Mapping[int, Any] = field(default_factory=dict)

    @property
    def present(self) -> BoolArray:
        """Texts that have a value."""
        return ~(self.missing | self.invalid)

    def as_objects(self, reader: Reader) -> list[Any]:
        """Every value as a Python object; None where there is none."""
        texts = self.texts.to_pylist()
        present = self.present
        return [
            self.others[n] if n in self.others else (reader.read(texts[n]) if present[n] else None)
            for n in range(len(texts))
        ]


def read_values(reader: Reader, texts: pa.Array, missing: BoolArray) -> Values:
    """Read distinct texts: most at once, the others one by one."""
    known, array = reader.vectorised(texts)
    known = known & ~missing
    invalid = np.zeros(len(texts), dtype=bool)
    others: dict[int, Any] = {}
    rest = np.flatnonzero(~(known | missing))
    if len(rest):
        for position, text in zip(
            rest.tolist(), texts.take(pa.array(rest)).to_pylist(), strict=True
        ):
            value = reader.read(text)
            if value is None:
                invalid[position] = True
            else:
                others[position] = value
    return Values(texts, missing, invalid, known, array, others)


_readers: dict[str, Callable[[Field], Reader]] = {}


def reads(*types: str) -> Callable[[type[Reader]], type[Reader]]:
    """Class decorator: the reader of these field types."""

    def decorate(cls: type[Reader]) -> type[Reader]:
        for name in types:
            if name in _readers:
                raise ValueError(f"two readers of type {name}")
            _readers[name] = cls
        return cls

    return decorate


def reader_of(definition: Field) -> Reader:
    """The reader of a field; a type that the standard does not have is read as ``any``."""
    return _readers.get(definition.type, _readers["any"])(definition)
