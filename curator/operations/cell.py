"""Operations on cells that do not depend on what a field means."""

from __future__ import annotations

from typing import ClassVar

import pyarrow.compute as pc

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.operations.base import RowOperation, operation
from curator.table import Table

# Every kind of space a spreadsheet produces, as an RE2 class: Unicode separators (no-break,
# narrow no-break, thin …), control blanks, zero-width space and byte order mark.
SPACES = r"[\p{Z}\t\n\v\f\r\x{0085}\x{200B}\x{FEFF}]"


@operation("cell-replace")
class ReplaceCell(RowOperation):
    """Put another text in one cell, addressed by its row in the source."""

    type: ClassVar[str]
    row: int
    field: str
    value: str
    source: str = ""

    def apply(self, table: Table) -> Table:
        column = table.column(self.field)
        position = table.position_of_row(self.row)
        if position is None:
            reason = _("the table has no row {row}").format(row=self.row)
            raise OperationError(operation=self.sentence(), reason=reason, field=self.field)
        before, after = column.slice(0, position), column.slice(position + 1)
        import pyarrow as pa

        cell = pa.array([self.value], type=pa.string())
        chunks = [*before.chunks, cell, *after.chunks]
        return table.with_column(self.field, pa.chunked_array(chunks, type=pa.string()))

    def sentence(self) -> str:
        return _("Change row {row}, field “{field}”").format(row=self.row, field=self.field)


@operation("cell-trim")
class TrimCells:
    """Remove white space around the texts of a field, and squeeze it inside if asked."""

    type: ClassVar[str]
    field: str
    squeeze: bool = False

    def apply(self, table: Table) -> Table:
        column = table.column(self.field)
        pattern = rf"^{SPACES}+|{SPACES}+$"
        trimmed = pc.replace_substring_regex(column, pattern=pattern, replacement="")
        if self.squeeze:
            trimmed = pc.replace_substring_regex(trimmed, pattern=f"{SPACES}+", replacement=" ")
        return table.with_column(self.field, trimmed)

    def sentence(self) -> str:
        return _("Remove superfluous spaces in “{field}”").format(field=self.field)
