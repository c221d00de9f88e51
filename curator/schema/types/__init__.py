"""Readers of the Table Schema types. To add a type: one module with a reader, one import here."""

from curator.schema.types import boolean, numeric, structured, temporal, text
from curator.schema.types.base import Reader, Values, read_values, reader_of

__all__ = [
    "Reader",
    "Values",
    "boolean",
    "numeric",
    "read_values",
    "reader_of",
    "structured",
    "temporal",
    "text",
]
