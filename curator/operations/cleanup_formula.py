"""A field worked out from others by a formula, in a small language that can do nothing else.

An expression has field names in braces, numbers, texts in quotes, ``+ - * /``, comparisons,
``if(…, …, …)`` and a few functions. It is parsed here, not run by Python: there are no attributes,
no calls but the functions named below, no loops.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.operations.base import operation
from curator.schema.distinct import Distinct
from curator.schema.french import decimals
from curator.schema.model import Field
from curator.table import Table

Value = Decimal | str | bool | None
Node = Callable[[Sequence[Value]], Value]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>\"[^\"]*\"|'[^']*')|\{(?P<field>[^{}]+)\}"
    r"|(?P<name>[A-Za-z]+)|(?P<sign><=|>=|<>|!=|==|[-+*/(),=<>&]))"
)
_DEEPEST = 50
_LONGEST = 2000


class _Broken(Exception):
    """Where and why an expression cannot be read; the operation words it."""


@dataclass(frozen=True)
class _Formula:
    fields: tuple[str, ...]
    node: Node


def _numeric(value: Value) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and value.strip():
        made, known = decimals(pa.array([value]))
        return Decimal(made[0].as_py()) if known[0] else None
    return None


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
            context.prec = 28
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
    return number.quantize(Decimal(1).scaleb(-int(places)))


def _slice(value: Value, count: Value, *, last: bool) -> Value:
    number = _numeric(count)
    size = 0 if number is None else max(0, min(int(number), 10_000))
    text = _text(value)
    if last:
        return text[-size:] if size else ""
    return text[:size]


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
    "replace": (3, 3, lambda v, a, b: _text(v).replace(_text(a), _text(b)) if a else _text(v)),
    "year": (1, 1, lambda v: m[0] if (m := re.search(r"(?:1[89]|20)\d{2}", _text(v))) else None),
    "if": (3, 3, lambda test, yes, no: yes if test is True else no),
    "empty": (1, 1, lambda v: not _text(v)),
    "coalesce": (1, 9, lambda *vs: next((v for v in vs if _text(v)), None)),
    "concat": (1, 9, lambda *vs: "".join(map(_text, vs))),
}
"""Name → least and most arguments, and the function."""


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    position, source = 0, source.rstrip()
    while position < len(source):
        found = _TOKEN.match(source, position)
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
            number = Decimal(text)
            return lambda _row: number
        if kind == "text":
            return lambda _row: text[1:-1]
        if kind == "field":
            if text not in self.fields:
                self.fields.append(text)
            index = self.fields.index(text)
            return lambda row: row[index]
        if kind == "name":
            return self._call(text.lower())
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
        if name not in _FUNCTIONS:
            raise _Broken(_("there is no function “{name}”").format(name=name))
        least, most, function = _FUNCTIONS[name]
        self._expect("(")
        arguments = [self._level(0)]
        while self._peek() == ("sign", ","):
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
        return lambda row: _text(left(row)) + _text(right(row))
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
    text, upper, lower, trim, length, left, right, replace, year, if, empty, coalesce, concat.
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
    columns = [
        distinct.texts.take(pa.array(distinct.indices[first])).to_pylist() for distinct in read
    ]
    rows = zip(*columns, strict=True) if columns else [()] * len(first)
    results = pa.array([_text(formula.node(row)) for row in rows], type=pa.string())
    return results.take(pa.array(inverse))
