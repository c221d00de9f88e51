"""A field worked out from others by a formula, in a small language that can do nothing else.

An expression has field names in braces, numbers, texts in quotes, ``+ - * /``, comparisons,
``if(…, …, …)`` and a few functions, under their English and their French names. Arguments are
separated by ``;``, and decimals may then have a comma, as French spreadsheets write them; or by
``,``. It is parsed here, not run by Python: there are no attributes, no calls but the functions
named below, no loops, and no text or number may grow beyond a bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.operations.base import operation
from curator.schema.distinct import Distinct
from curator.schema.french import decimals, figures
from curator.schema.model import Field
from curator.schema.words import plain
from curator.table import Table

Value = Decimal | str | bool | None
Node = Callable[[Sequence[Value]], Value]

_LEXEME = (
    r"\s*(?:(?P<number>[0-9]+(?:[%s][0-9]+)?)|(?P<text>\"[^\"]*\"|'[^']*')|\{(?P<field>[^{}]+)\}"
    r"|(?P<name>[^\W\d_]+)|(?P<sign><=|>=|<>|!=|==|[-+*/(),;=<>&]))"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|\{[^{}]*\}")
_DEEPEST = 50
_LONGEST = 2000
_LONGEST_TEXT = 32_767
"""Characters of a result: what a cell of a workbook holds. A text that would be longer is cut."""

_DIGITS = 40
"""Significant digits of a result."""


class _Cell(str):
    """The text of a cell, with the number it stands for in its field."""

    number: Decimal | None = None


class _Broken(Exception):
    """Where and why an expression cannot be read; the operation words it."""


@dataclass(frozen=True)
class _Formula:
    fields: tuple[str, ...]
    node: Node


def _numeric(value: Value) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, _Cell):
        return value.number
    return _read(value) if isinstance(value, str) and value.strip() else None


@lru_cache(maxsize=1 << 14)
def _read(text: str) -> Decimal | None:
    """A text that a function made, as a person writes numbers."""
    made, known = decimals(pa.array([text]))
    return Decimal(made[0].as_py()) if known[0] else None


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    return value


def _arithmetic(sign: str, left: Value, right: Value) -> Value:
    first, second = _numeric(left), _numeric(right)
    if first is None or second is None:
        return None
    try:
        with localcontext() as context:
            context.prec = _DIGITS
            if sign == "+":
                return first + second
            if sign == "-":
                return first - second
            return first * second if sign == "*" else first / second
    except (DivisionByZero, InvalidOperation, Overflow):
        return None


def _compared(sign: str, left: Value, right: Value) -> Value:
    first, second = _numeric(left), _numeric(right)
    pair: tuple[Any, Any] = (first, second)
    if first is None or second is None:
        if isinstance(left, Decimal) or isinstance(right, Decimal):
            # What is no number is neither above nor below one.
            return sign in ("<>", "!=")
        pair = (_text(left), _text(right))
    results = {
        "=": pair[0] == pair[1], "==": pair[0] == pair[1], "<>": pair[0] != pair[1],
        "!=": pair[0] != pair[1], "<": pair[0] < pair[1], ">": pair[0] > pair[1],
        "<=": pair[0] <= pair[1], ">=": pair[0] >= pair[1],
    }  # fmt: skip
    return bool(results[sign])


def _round(value: Value, digits: Value = Decimal(0)) -> Value:
    number, places = _numeric(value), _numeric(digits)
    if number is None or places is None or not -20 <= places <= 20:
        return None
    try:
        with localcontext() as context:
            context.prec = 2 * _DIGITS
            # As spreadsheets do: 2.5 is 3.
            return number.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return None


def _slice(value: Value, count: Value, *, last: bool) -> Value:
    number = _numeric(count)
    size = 0 if number is None else max(0, int(min(number, Decimal(_LONGEST_TEXT))))
    text = _text(value)
    if last:
        return text[-size:] if size else ""
    return text[:size]


def _replaced(value: Value, old: Value, new: Value) -> Value:
    text, wanted, put = _text(value), _text(old), _text(new)
    if not wanted:
        return text
    # Cut before, not after: repeated replacements would grow without bound.
    most = max(1, _LONGEST_TEXT // max(len(put), 1))
    return text.replace(wanted, put, most)[:_LONGEST_TEXT]


_FUNCTIONS: dict[str, tuple[int, int, Callable[..., Value]]] = {
    "round": (1, 2, _round),
    "abs": (1, 1, lambda v: None if (n := _numeric(v)) is None else abs(n)),
    "number": (1, 1, _numeric),
    "text": (1, 1, _text),
    "upper": (1, 1, lambda v: _text(v).upper()),
    "lower": (1, 1, lambda v: _text(v).lower()),
    "trim": (1, 1, lambda v: " ".join(_text(v).split())),
    "length": (1, 1, lambda v: Decimal(len(_text(v)))),
    "left": (2, 2, lambda v, n: _slice(v, n, last=False)),
    "right": (2, 2, lambda v, n: _slice(v, n, last=True)),
    "replace": (3, 3, _replaced),
    "year": (1, 1, lambda v: m[0] if (m := re.search(r"(?:1[89]|20)\d{2}", _text(v))) else None),
    "if": (3, 3, lambda test, yes, no: yes if test is True else no),
    "empty": (1, 1, lambda v: not _text(v)),
    "coalesce": (1, 9, lambda *vs: next((v for v in vs if _text(v)), None)),
    "concat": (1, 9, lambda *vs: "".join(map(_text, vs))[:_LONGEST_TEXT]),
}
"""Name → least and most arguments, and the function."""

_FRENCH = {
    "arrondi": "round", "nombre": "number", "texte": "text", "majuscule": "upper",
    "minuscule": "lower", "supprespace": "trim", "nbcar": "length", "gauche": "left",
    "droite": "right", "substitue": "replace", "annee": "year", "si": "if",
    "estvide": "empty", "premier": "coalesce", "concatener": "concat",
}  # fmt: skip
"""The names that French spreadsheets give the same functions, without accents."""


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    position, source = 0, source.rstrip()
    bare = _QUOTED.sub("", source)
    # A comma between digits is a decimal sign where it cannot part two arguments.
    has_commas = ";" in bare or "(" not in bare
    token = re.compile(_LEXEME % (".,") if has_commas else _LEXEME % ".")
    while position < len(source):
        found = token.match(source, position)
        if found is None:
            raise _Broken(_("character {n} is not understood").format(n=position + 1))
        yield str(found.lastgroup), found[str(found.lastgroup)]
        position = found.end()


class _Parser:
    """Recursive descent: comparison > concatenation (&) > sum > product > sign > atom."""

    def __init__(self, source: str) -> None:
        self._tokens = [*_tokens(source), ("end", "")]
        self._position = 0
        self._depth = 0
        self.fields: list[str] = []

    def parse(self) -> Node:
        node = self._level(0)
        if self._peek()[0] != "end":
            raise _Broken(_("“{text}” is not expected here").format(text=self._peek()[1]))
        return node

    _LEVELS: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("=", "==", "<>", "!=", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"),
    )  # fmt: skip

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._position]

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._position += 1
        return token

    def _level(self, level: int) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST * len(self._LEVELS):
            raise _Broken(_("it is nested too deeply"))
        node = self._signed() if level == len(self._LEVELS) else self._binary(level)
        self._depth -= 1
        return node

    def _binary(self, level: int) -> Node:
        node = self._level(level + 1)
        while self._peek()[0] == "sign" and self._peek()[1] in self._LEVELS[level]:
            sign = self._next()[1]
            node = _joined(level, sign, node, self._level(level + 1))
        return node

    def _signed(self) -> Node:
        if self._peek() == ("sign", "-"):
            self._next()
            inner = self._level(len(self._LEVELS))
            return lambda row: _arithmetic("-", Decimal(0), inner(row))
        return self._atom()

    def _atom(self) -> Node:
        kind, text = self._next()
        if kind == "number":
            number = Decimal(text.replace(",", "."))
            return lambda _row: number
        if kind == "text":
            return lambda _row: text[1:-1]
        if kind == "field":
            if text not in self.fields:
                self.fields.append(text)
            index = self.fields.index(text)
            return lambda row: row[index]
        if kind == "name":
            return self._call(plain(text))
        if (kind, text) == ("sign", "("):
            node = self._level(0)
            self._expect(")")
            return node
        raise _Broken(
            _("something is missing at the end")
            if kind == "end"
            else _("“{text}” is not expected here").format(text=text)
        )

    def _expect(self, sign: str) -> None:
        if self._next() != ("sign", sign):
            raise _Broken(_("“{text}” is missing").format(text=sign))

    def _call(self, name: str) -> Node:
        name = _FRENCH.get(name, name)
        if name not in _FUNCTIONS:
            raise _Broken(_("there is no function “{name}”").format(name=name))
        least, most, function = _FUNCTIONS[name]
        self._expect("(")
        arguments = [self._level(0)]
        while self._peek() in (("sign", ","), ("sign", ";")):
            self._next()
            arguments.append(self._level(0))
        self._expect(")")
        if not least <= len(arguments) <= most:
            raise _Broken(
                _("“{name}” does not take {n} arguments").format(name=name, n=len(arguments))
            )
        return lambda row: function(*(argument(row) for argument in arguments))


def _joined(level: int, sign: str, left: Node, right: Node) -> Node:
    if level == 0:
        return lambda row: _compared(sign, left(row), right(row))
    if level == 1:
        return lambda row: (_text(left(row)) + _text(right(row)))[:_LONGEST_TEXT]
    return lambda row: _arithmetic(sign, left(row), right(row))


def _parsed(expression: str) -> _Formula:
    if len(expression) > _LONGEST:
        raise _Broken(_("it is too long"))
    parser = _Parser(expression)
    node = parser.parse()
    return _Formula(fields=tuple(parser.fields), node=node)


@operation("field-formula")
class ComputeField:
    """Give a field what a formula says, row by row; a field of that name is made if there is none.

    ``{Montant} * 1.2``, ``{Nom} & " " & {Prénom}``, ``if({Total} > 1000, "grand", "petit")``. A
    cell that is not a number makes an arithmetic result empty. Functions: round, abs, number,
    text, upper, lower, trim, length, left, right, replace, year, if, empty, coalesce, concat; in
    French arrondi, nombre, texte, majuscule, minuscule, supprespace, nbcar, gauche, droite,
    substitue, annee, si, estvide, premier, concatener.
    """

    type: ClassVar[str]
    field: str
    expression: str

    def apply(self, table: Table) -> Table:
        if not self.field.strip():
            raise OperationError(operation=self.sentence(), reason=_("a name is needed"))
        try:
            formula = _parsed(self.expression)
        except _Broken as broken:
            reason = _("the formula cannot be read: {why}").format(why=broken)
            raise OperationError(operation=self.sentence(), reason=reason) from None
        column = pa.chunked_array([_worked_out(table, formula)], type=pa.string())
        if self.field in table.schema:
            return table.with_column(self.field, column)
        return table.inserting(len(table.names), Field(name=self.field), column)

    def sentence(self) -> str:
        return _("Work out “{field}” by a formula").format(field=self.field)


def _worked_out(table: Table, formula: _Formula) -> pa.Array:
    """The formula on every combination of values, spread over the rows."""
    read = [Distinct.of(table.column(name)) for name in formula.fields]
    combined = np.zeros(len(table), dtype=np.int64)
    for distinct in read:
        combined = combined * (len(distinct) + 1) + distinct.indices
        combined = np.unique(combined, return_inverse=True)[1].astype(np.int64)
    _values, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
    columns = []
    for name, distinct in zip(formula.fields, read, strict=True):
        cells = _cells(distinct, table.schema[name])
        columns.append([cells[n] for n in distinct.indices[first].tolist()])
    rows = zip(*columns, strict=True) if columns else [()] * len(first)
    results = pa.array([_text(formula.node(row)) for row in rows], type=pa.string())
    return results.take(pa.array(inverse))


def _cells(distinct: Distinct, definition: Field) -> list[_Cell]:
    """The distinct texts of a field, each with its number as the field writes numbers."""
    plainly, known = figures(distinct.texts, definition)
    cells = []
    for text, number, is_number in zip(
        distinct.texts.to_pylist(), plainly.to_pylist(), known.tolist(), strict=True
    ):
        cell = _Cell(text)
        cell.number = Decimal(number) if is_number else None
        cells.append(cell)
    return cells
