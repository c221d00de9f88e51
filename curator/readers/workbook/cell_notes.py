"""Notes on cells that hold no value of their own."""

from __future__ import annotations

from curator.i18n import N_
from curator.readers.model import Note


def error_cells(count: int) -> Note:
    """The note on cells whose value is an error."""
    return Note(
        code="error-cells",
        message=N_(
            "Some cells hold an error (#N/A, #DIV/0! …) instead of a value ({count} in all)."
        ),
        parameters={"count": count},
    )


def formulas_without_value(count: int) -> Note:
    """The note on formulas that were never computed."""
    return Note(
        code="formulas-without-value",
        message=N_(
            "Some formulas have no stored result and read as empty cells ("
            "{count} in all): open the file in a spreadsheet program, let it compute, and save"
            " it."
        ),
        parameters={"count": count},
    )
