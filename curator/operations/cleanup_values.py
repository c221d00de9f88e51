"""Clean-up of the values of a field: find and replace, case, map, fill down, constant."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.operations.base import operation
from curator.schema.distinct import mapped, mapped_each
from curator.schema.expressions import Expression, NotAnExpression
from curator.table import Table

Case = Literal["upper", "lower", "title", "sentence"]


@operation("cell-map")
class MapValues:
    """Replace whole texts of a field by others; those that are not named stay."""

    type: ClassVar[str]
    field: str
    mapping: dict[str, str]

    def apply(self, table: Table) -> Table:
        column = mapped_each(table.column(self.field), lambda text: self.mapping.get(text, text))
        return table.with_column(self.field, column)

    def sentence(self) -> str:
        return _("Replace values of “{field}”").format(field=self.field)


@operation("cell-find-replace")
class FindReplace:
    """Replace a piece of text in a field, or in every field when none is named.

    With ``regex``, ``find`` is a regular expression (``expressions``) and ``replace`` may refer to
    its groups (``\\1``).
    """

    type: ClassVar[str]
    find: str
    replace: str
    fields: tuple[str, ...] = ()
    regex: bool = False
    ignore_case: bool = False
    whole_cell: bool = False

    def apply(self, table: Table) -> Table:
        expression = self._expression()
        replacement = self.replace if self.regex else self.replace.replace("\\", r"\\")
        for name in self.fields or tuple(table.names):
            try:
                column = mapped(
                    table.column(name), lambda texts: expression.replaced(texts, replacement)
                )
            except (re.error, IndexError):
                reason = _("the replacement refers to a group that the expression does not have")
                raise OperationError(operation=self.sentence(), reason=reason) from None
            table = table.with_column(name, column)
        return table

    def _expression(self) -> Expression:
        source = self.find if self.regex else re.escape(self.find)
        if not source:
            raise OperationError(operation=self.sentence(), reason=_("there is nothing to find"))
        if self.whole_cell:
            source = rf"^(?:{source})$"
        try:
            return Expression(source, ignore_case=self.ignore_case)
        except NotAnExpression as error:
            raise OperationError(operation=self.sentence(), reason=str(error)) from None

    def sentence(self) -> str:
        if not self.fields:
            return _("Find and replace in every field")
        return _("Find and replace in {fields}").format(fields=", ".join(self.fields))


@operation("cell-case")
class ChangeCase:
    """Write a field in capitals, small letters, Title Case, or with a leading capital only."""

    type: ClassVar[str]
    field: str
    case: Case

    def apply(self, table: Table) -> Table:
        column = table.column(self.field)
        if self.case == "upper":
            # “ß” becomes “SS” in Python and stays in Arrow; French has neither.
            changed = pc.utf8_upper(column)
        elif self.case == "lower":
            changed = pc.utf8_lower(column)
        elif self.case == "title":
            changed = mapped_each(column, title_case)
        else:
            changed = mapped_each(column, lambda text: text[:1].upper() + text[1:].lower())
        return table.with_column(self.field, changed)

    def sentence(self) -> str:
        return _("Change the case of “{field}”").format(field=self.field)


_SMALL_WORDS = frozenset(
    {
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "en",
        "sur",
        "sous",
        "aux",
        "au",
        "à",
        "lès",
        "lez",
    }
)


def title_case(text: str) -> str:
    """Capitals at the start of words, articles and prepositions small as in place names."""
    pieces = re.split(r"([\s\-'’]+)", text.lower())
    return "".join(
        piece if n and piece in _SMALL_WORDS else _capital(piece, pieces[n + 1 : n + 2])
        for n, piece in enumerate(pieces)
    )


def _capital(piece: str, following: list[str]) -> str:
    """A word with its capital; an elided ``d’`` or ``l’`` keeps its small letter."""
    if piece in ("d", "l") and following and following[0] in ("'", "’"):
        return piece
    return piece[:1].upper() + piece[1:]


@operation("cell-fill-down")
class FillDown:
    """Give the empty cells of a field the value above them, as merged cells meant it.

    Rows that are not records neither give a value nor get one: no total is anybody's category.
    """

    type: ClassVar[str]
    field: str

    def apply(self, table: Table) -> Table:
        column, is_record = table.column(self.field), pa.array(table.is_record)
        gives = pc.and_(pc.not_equal(column, ""), is_record)
        filled = pc.fill_null_forward(pc.if_else(gives, column, None))
        changed = pc.if_else(is_record, pc.fill_null(filled, ""), column)
        return table.with_column(self.field, changed)

    def sentence(self) -> str:
        return _("Fill “{field}” down").format(field=self.field)


@operation("cell-constant")
class SetConstant:
    """Give every record of a field the same text (``only_empty``: those that have none)."""

    type: ClassVar[str]
    field: str
    value: str
    only_empty: bool = False

    def apply(self, table: Table) -> Table:
        column = table.column(self.field)
        chosen = table.is_record
        if self.only_empty:
            chosen = chosen & np.asarray(pc.equal(column, "").to_numpy())
        return table.with_column(self.field, pc.if_else(pa.array(chosen), self.value, column))

    def sentence(self) -> str:
        return _("Put the same value in “{field}”").format(field=self.field)
