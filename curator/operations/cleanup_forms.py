"""Clean-up towards the form that a schema asks for, where the texts mean that already."""

from __future__ import annotations

from typing import ClassVar, Literal

from curator.i18n import N_, gettext
from curator.operations.base import operation
from curator.schema.distinct import mapped_each
from curator.schema.forms import CONVERTERS
from curator.table import Table

Form = Literal["whole", "month", "time", "web-address", "point-array", "telephone", "decimal-comma"]

SENTENCES = {
    "whole": N_("Write the whole numbers of “{field}” without decimals"),
    "month": N_("Write the months of “{field}” as year-month"),
    "time": N_("Write the times of “{field}” as hours:minutes:seconds"),
    "web-address": N_("Complete the web addresses of “{field}” with https://"),
    "point-array": N_("Write the points of “{field}” in square brackets"),
    "telephone": N_("Write the telephone numbers of “{field}” with their country code"),
    "decimal-comma": N_("Write the numbers of “{field}” with a comma"),
}
"""What each does."""


@operation("cell-form")
class WriteForm:
    """Write the texts of a field in a form (``curator.schema.forms``).

    Texts that do not mean that stay as they are; the definition of the field does too.
    """

    type: ClassVar[str]
    field: str
    form: Form

    def apply(self, table: Table) -> Table:
        convert = CONVERTERS[self.form]
        column = mapped_each(table.column(self.field), lambda text: convert(text) or text)
        return table.with_column(self.field, column)

    def sentence(self) -> str:
        return gettext(SENTENCES[self.form]).format(field=self.field)
