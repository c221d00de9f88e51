"""Operations: every change a user can make to a table, by family, found through one registry."""

# Importing a family registers its operations. The order has no meaning.
from curator.operations import (
    cell,
    cleanup_forms,
    cleanup_formula,
    cleanup_rows,
    cleanup_shape,
    cleanup_text,
    cleanup_values,
    field,
    privacy,
    row,
    structure,
)
from curator.operations.base import (
    KeyedOperation,
    Operation,
    OtherSource,
    RowOperation,
    from_descriptor,
    registered_types,
    to_descriptor,
)

__all__ = [
    "KeyedOperation",
    "Operation",
    "OtherSource",
    "RowOperation",
    "cell",
    "cleanup_forms",
    "cleanup_formula",
    "cleanup_rows",
    "cleanup_shape",
    "cleanup_text",
    "cleanup_values",
    "field",
    "from_descriptor",
    "privacy",
    "registered_types",
    "row",
    "structure",
    "to_descriptor",
]
