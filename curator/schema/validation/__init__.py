"""Validation of a table against a Table Schema, column by column, with exact counts."""

from curator.schema.validation.engine import NOT_A_RECORD, blank_rows_of, validate
from curator.schema.validation.report import ErrorGroup, ErrorItem, ValidationReport

__all__ = [
    "NOT_A_RECORD",
    "ErrorGroup",
    "ErrorItem",
    "ValidationReport",
    "blank_rows_of",
    "validate",
]
