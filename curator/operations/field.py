"""Operations that turn the texts of a field into the form its type is published in.

Cells that cannot be read stay as they are, so nothing is lost and validation still names them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Literal

import pyarrow as pa
import pyarrow.compute as pc

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.operations.base import operation
from curator.schema.conventions import BOOLEAN_WORDS
from curator.schema.distinct import BoolArray, Distinct, mapped, mapped_each, matches
from curator.schema.french import decimals, from_scientific, iso_dates, with_pattern
from curator.table import Table

Converter = Callable[[pa.Array], tuple[pa.Array, BoolArray]]


def _convert(table: Table, field: str, converter: Converter) -> tuple[Table, pa.Array]:
    """The table with the field's texts converted, and the distinct texts that were understood."""
    distinct = Distinct.of(table.column(field))
    if not len(distinct):
        return table, distinct.texts
    made, known = converter(distinct.texts)
    return table.with_column(field, distinct.column(made)), made.filter(pa.array(known))


def _defined(table: Table, field: str, **definition: Any) -> Table:
    """The table with the field's type set and the options of its old form dropped."""
    options = {
        key: value
        for key, value in table.schema[field].options.items()
        if key in ("categories", "categoriesOrdered")
    }
    return table.with_schema(table.schema.replacing(field, options=options, **definition))


@operation("field-to-iso-date")
class ToIsoDate:
    """Write the dates of a field in ISO 8601; ``month_first`` reads 12/31/2024 the American way,
    ``serial`` reads 45292 as the day that a spreadsheet counts from 1900. With a strptime
    ``pattern`` the dates are written in that form instead, as some schemas want them.

    The field becomes a date, or a datetime where some texts have a time of day.
    """

    type: ClassVar[str]
    field: str
    month_first: bool = False
    serial: bool = False
    pattern: str = ""

    def apply(self, table: Table) -> Table:
        if self.pattern:
            return self._patterned(table)
        result, made = _convert(table, self.field, self._converted)
        clock = bool(len(made)) and matches(made, "T").any()
        if clock and not matches(made, "T").all():
            result = result.with_column(
                self.field, mapped(result.column(self.field), _with_midnight)
            )
        type_ = "datetime" if clock else "date"
        return _defined(result, self.field, type=type_, format="default")

    def _patterned(self, table: Table) -> Table:
        def write(texts: pa.Array) -> tuple[pa.Array, BoolArray]:
            converted = self._converted(texts)
            return with_pattern(texts, converted, self.pattern), converted[1]

        return _convert(table, self.field, write)[0]

    def _converted(self, texts: pa.Array) -> tuple[pa.Array, BoolArray]:
        return iso_dates(texts, month_first=self.month_first, serial=self.serial)

    def sentence(self) -> str:
        if self.pattern:
            return _("Write the dates of “{field}” as the schema asks").format(field=self.field)
        return _("Write the dates of “{field}” as year-month-day").format(field=self.field)


def _with_midnight(texts: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(
        texts, pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})$", replacement=r"\1T00:00:00"
    )


@operation("field-to-decimal")
class ToDecimal:
    """Write the numbers of a field with a point, without spaces, groups or unit.

    ``decimal_char`` says what a lone separator is (``1.234``, ``1,234``).
    """

    type: ClassVar[str]
    field: str
    decimal_char: Literal[",", "."] = ","

    def apply(self, table: Table) -> Table:
        result, made = _convert(table, self.field, lambda texts: decimals(texts, self.decimal_char))
        was = table.schema[self.field].type
        whole = was == "integer" or (bool(len(made)) and not matches(made, r"\.").any())
        return _defined(result, self.field, type="integer" if whole else "number", format="default")

    def sentence(self) -> str:
        return _("Write the numbers of “{field}” plainly").format(field=self.field)


@operation("field-to-boolean")
class ToBoolean:
    """Write yes and no the same way in every row of a field.

    ``true_values`` and ``false_values`` are what the table has, in any case (by default the
    usual pairs: oui/non, vrai/faux, o/n, 1/0); ``true`` and ``false`` what is written instead.
    """

    type: ClassVar[str]
    field: str
    true_values: tuple[str, ...] = ()
    false_values: tuple[str, ...] = ()
    true: str = "true"
    false: str = "false"

    def apply(self, table: Table) -> Table:
        trues = self.true_values or (*(pair[0] for pair in BOOLEAN_WORDS), "1", "x")
        falses = self.false_values or (*(pair[1] for pair in BOOLEAN_WORDS), "0")
        meaning = {text.casefold(): self.true for text in trues}
        meaning |= {text.casefold(): self.false for text in falses}
        column = mapped_each(
            table.column(self.field), lambda text: meaning.get(text.strip().casefold(), text)
        )
        made = _defined(table.with_column(self.field, column), self.field, type="boolean")
        if (self.true, self.false) == ("true", "false"):
            return made
        options = {"trueValues": [self.true], "falseValues": [self.false]}
        return made.with_schema(made.schema.replacing(self.field, options=options))

    def sentence(self) -> str:
        return _("Write yes and no the same way in “{field}”").format(field=self.field)


@operation("code-pad")
class PadCode:
    """Put back the leading zeros that a spreadsheet took from the codes of a field.

    Only texts of digits (with the letter of Corsican communes) shorter than ``length`` are
    touched, and only those that lack at most ``most`` characters.
    """

    type: ClassVar[str]
    field: str
    length: int
    most: int = 1

    def apply(self, table: Table) -> Table:
        if not 0 < self.length <= 50:
            reason = _("the length must be between 1 and 50")
            raise OperationError(operation=self.sentence(), reason=reason, field=self.field)
        pattern = rf"^[0-9][0-9AB]{{{max(0, self.length - self.most - 1)},{self.length - 2}}}$"

        def pad(texts: pa.Array) -> pa.Array:
            short = matches(texts, pattern) if self.length > 1 else matches(texts, r"^\b$")
            return pc.if_else(pa.array(short), pc.utf8_lpad(texts, self.length, "0"), texts)

        result = table.with_column(self.field, mapped(table.column(self.field), pad))
        return _defined(result, self.field, type="string", format="default")

    def sentence(self) -> str:
        sentence = _("Complete the codes of “{field}” to {length} characters with zeros")
        return sentence.format(field=self.field, length=self.length)


@operation("code-expand")
class ExpandCode:
    """Write out whole numbers that a spreadsheet printed in scientific notation.

    Only where every digit is still there: ``2.1750001600019E+13``, not ``2.17E+13``.
    """

    type: ClassVar[str]
    field: str

    def apply(self, table: Table) -> Table:
        column = mapped_each(table.column(self.field), lambda text: from_scientific(text) or text)
        return table.with_column(self.field, column)

    def sentence(self) -> str:
        return _("Write out the numbers of “{field}” in full").format(field=self.field)


@operation("code-compact")
class CompactCode:
    """Remove what people put between the characters of a code: spaces, points, hyphens."""

    type: ClassVar[str]
    SEPARATORS: ClassVar[str] = r"[\p{Z}\t\x{200B}\x{FEFF}.\-]"
    field: str

    def apply(self, table: Table) -> Table:
        column = pc.replace_substring_regex(
            table.column(self.field), self.SEPARATORS, replacement=""
        )
        return table.with_column(self.field, column)

    def sentence(self) -> str:
        return _("Remove the separators inside the codes of “{field}”").format(field=self.field)


@operation("geo-swap")
class SwapCoordinates:
    """Exchange the two numbers of the points of a field: latitude first becomes longitude first."""

    type: ClassVar[str]
    field: str

    def apply(self, table: Table) -> Table:
        pattern = (
            r"^([\[(]? *)([-+]?[0-9]+(?:\.[0-9]+)?)( *[,;] *)([-+]?[0-9]+(?:\.[0-9]+)?)( *[\])]?)$"
        )
        column = pc.replace_substring_regex(
            table.column(self.field), pattern=pattern, replacement=r"\1\4\3\2\5"
        )
        return table.with_column(self.field, column)

    def sentence(self) -> str:
        return _("Exchange latitude and longitude in “{field}”").format(field=self.field)
