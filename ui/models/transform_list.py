"""The changes that are offered, by menu.

To offer another operation: one ``Transform`` here; menus, dialog and preview follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from curator.i18n import N_
from ui.models.transforms import Group, Input, Transform, Values

if TYPE_CHECKING:
    from curator.operations import Operation


def _field(label: str = N_("Field")) -> Input:
    return Input(key="field", kind="field", label=label)


def _operation(name: str, **fixed: Any) -> Callable[[Values], Operation]:
    """Makes an operation of a registered type whose parameters are the inputs' keys."""

    def make(values: Values) -> Operation:
        from curator.operations import registered_types

        return registered_types()[name](**values, **fixed)

    return make


_LISTED = ("in", "contains", "starts")
_ALONE = ("less", "at-most", "greater", "at-least", "matches")


def _filter(values: Values) -> Operation:
    from curator.operations.cleanup_rows import FilterRows

    condition = values["condition"]
    wanted = values["values"] if condition in _LISTED else [values["value"]]
    return FilterRows(
        field=values["field"],
        condition=condition,
        values=() if condition == "empty" else tuple(v for v in wanted if v),
        keep=values["keep"] == "keep",
    )


def _sort(values: Values) -> Operation:
    from curator.operations.cleanup_rows import SortRows

    pairs = ((values["field"], values["order"]), (values["second"], values["second_order"]))
    return SortRows(
        by=tuple(f"-{name}" if order == "down" else name for name, order in pairs if name)
    )


def _find(values: Values) -> Operation:
    from curator.operations.cleanup_values import FindReplace

    where = values["field"]
    return FindReplace(
        **{key: value for key, value in values.items() if key != "field"},
        fields=(where,) if where else (),
    )


_SEPARATOR = Input(key="separator", kind="text", label=N_("Separator"), default=" ")

VALUES = Group(
    title=N_("Values"),
    transforms=(
        Transform(
            key="find",
            title=N_("Find and replace…"),
            explanation=N_("Replaces a piece of text wherever it stands."),
            inputs=(
                Input(key="field", kind="field", label=N_("In"), hint=N_("every field")),
                Input(key="find", kind="text", label=N_("Find")),
                Input(key="replace", kind="text", label=N_("Replace with"), may_be_empty=True),
                Input(key="whole_cell", kind="flag", label=N_("Only whole cells")),
                Input(key="ignore_case", kind="flag", label=N_("Capitals do not matter")),
                Input(key="regex", kind="flag", label=N_("It is a regular expression")),
            ),
            make=_find,
        ),
        Transform(
            key="case",
            title=N_("Change capitals…"),
            explanation=N_("Writes the whole field in the same kind of letters."),
            inputs=(
                _field(),
                Input(
                    key="case",
                    kind="choice",
                    label=N_("Written"),
                    choices=(
                        ("upper", N_("IN CAPITALS")),
                        ("lower", N_("in small letters")),
                        ("title", N_("With Capitals at the Start of Words")),
                        ("sentence", N_("With one capital at the start")),
                    ),
                ),
            ),
            make=_operation("cell-case"),
        ),
        Transform(
            key="clusters",
            title=N_("Bring similar values together…"),
            explanation=N_("Finds what was probably written in several ways, to keep one."),
            inputs=(_field(),),
            make=_operation("cell-map"),
            dialog="clusters",
        ),
        Transform(
            key="map",
            title=N_("Replace values one by one…"),
            explanation=N_("Lists the values of a field, each to be replaced by another."),
            inputs=(_field(),),
            make=_operation("cell-map"),
            dialog="values",
        ),
        Transform(
            key="fill-down",
            title=N_("Fill empty cells from above…"),
            explanation=N_("As merged cells meant it: each empty cell gets the value above it."),
            inputs=(_field(),),
            make=_operation("cell-fill-down"),
        ),
        Transform(
            key="constant",
            title=N_("Put the same value everywhere…"),
            explanation=N_("Gives every row of data the same text in a field."),
            inputs=(
                _field(),
                Input(key="value", kind="text", label=N_("Value"), may_be_empty=True),
                Input(key="only_empty", kind="flag", label=N_("Only where it is empty")),
            ),
            make=_operation("cell-constant"),
        ),
        Transform(
            key="trim",
            title=N_("Remove superfluous spaces…"),
            explanation=N_("Before and after texts, and doubled inside; no-break spaces too."),
            inputs=(_field(),),
            make=_operation("cell-trim", squeeze=True),
        ),
    ),
)

FIELDS = Group(
    title=N_("Fields"),
    transforms=(
        Transform(
            key="formula",
            title=N_("Work out by a formula…"),
            explanation=N_(
                'Field names stand in braces: {Montant} * 1.2, {Nom} & ", " & {Ville}, '
                'if({Total} > 1000, "large", "small"). Functions: round, abs, number, text, '
                "upper, lower, trim, length, left, right, replace, year, empty, coalesce, concat."
            ),
            inputs=(
                Input(key="field", kind="text", label=N_("Name of the field")),
                Input(key="expression", kind="formula", label=N_("Formula")),
            ),
            make=_operation("field-formula"),
        ),
        Transform(
            key="split",
            title=N_("Split…"),
            explanation=N_(
                "Cuts each text at a separator; the last new field takes whatever is left."
            ),
            inputs=(
                _field(),
                _SEPARATOR,
                Input(
                    key="into",
                    kind="names",
                    label=N_("Into"),
                    hint=N_("names separated by |"),
                ),
                Input(key="regex", kind="flag", label=N_("It is a regular expression")),
                Input(key="keep", kind="flag", label=N_("Keep the field"), default=True),
            ),
            make=_operation("field-split"),
        ),
        Transform(
            key="merge",
            title=N_("Merge…"),
            explanation=N_("Joins the texts of several fields into one; empty ones are left out."),
            inputs=(
                Input(key="fields", kind="fields", label=N_("Fields")),
                replace(_SEPARATOR, may_be_empty=True),
                Input(key="into", kind="text", label=N_("Name of the field")),
                Input(key="keep", kind="flag", label=N_("Keep the fields")),
            ),
            make=_operation("field-merge"),
        ),
        Transform(
            key="copy",
            title=N_("Copy…"),
            explanation=N_("Puts a copy of the field after it."),
            inputs=(_field(), Input(key="to", kind="text", label=N_("Name of the copy"))),
            make=_operation("field-copy"),
        ),
        Transform(
            key="add",
            title=N_("Add a field…"),
            explanation=N_("A new last field, with the same text in every row or empty."),
            inputs=(
                Input(key="field", kind="text", label=N_("Name of the field")),
                Input(key="value", kind="text", label=N_("Value"), may_be_empty=True),
            ),
            make=_operation("field-add"),
        ),
        Transform(
            key="order",
            title=N_("Put fields first…"),
            explanation=N_("The fields ticked come first, in this order; the others follow."),
            inputs=(Input(key="fields", kind="fields", label=N_("Fields")),),
            make=_operation("field-order"),
        ),
    ),
)

ROWS = Group(
    title=N_("Rows"),
    transforms=(
        Transform(
            key="filter",
            title=N_("Keep or remove some rows…"),
            explanation=N_("Totals, notes and headings are not concerned."),
            inputs=(
                Input(
                    key="keep",
                    kind="choice",
                    label=N_("Rows are"),
                    choices=(
                        ("keep", N_("kept, the others go")),
                        ("drop", N_("removed, the others stay")),
                    ),
                ),
                _field(N_("where")),
                Input(
                    key="condition",
                    kind="choice",
                    label=N_("Condition"),
                    choices=(
                        ("in", N_("is one of")),
                        ("contains", N_("contains")),
                        ("starts", N_("starts with")),
                        ("empty", N_("is empty")),
                        ("less", N_("is less than")),
                        ("at-most", N_("is at most")),
                        ("greater", N_("is greater than")),
                        ("at-least", N_("is at least")),
                        ("matches", N_("matches the regular expression")),
                    ),
                ),
                Input(
                    key="values",
                    kind="names",
                    label=N_("Values"),
                    hint=N_("values separated by |"),
                    only_for=("condition", _LISTED),
                ),
                Input(
                    key="value",
                    kind="text",
                    label=N_("Value"),
                    only_for=("condition", _ALONE),
                ),
            ),
            make=_filter,
        ),
        Transform(
            key="sort",
            title=N_("Sort…"),
            explanation=N_(
                "For good, in the published table too; a click on a header sorts what you see only."
            ),
            inputs=(
                _field(N_("By")),
                Input(
                    key="order",
                    kind="choice",
                    label=N_("Order"),
                    choices=(
                        ("up", N_("first to last")),
                        ("down", N_("last to first")),
                    ),
                ),
                Input(key="second", kind="field", label=N_("Then by"), hint=N_("nothing more")),
                Input(
                    key="second_order",
                    kind="choice",
                    label=N_("Order"),
                    choices=(
                        ("up", N_("first to last")),
                        ("down", N_("last to first")),
                    ),
                ),
            ),
            make=_sort,
        ),
        Transform(
            key="deduplicate",
            title=N_("Remove duplicates…"),
            explanation=N_(
                "Keeps the first of the rows that are alike in the fields ticked; none: in all."
            ),
            inputs=(Input(key="fields", kind="fields", label=N_("Alike in"), may_be_empty=True),),
            make=_operation("row-deduplicate"),
        ),
    ),
)

TABLE = Group(
    title=N_("Whole table"),
    transforms=(
        Transform(
            key="unpivot",
            title=N_("Turn columns into rows…"),
            explanation=N_(
                "Years side by side become one row per year: the name of the column and its value."
            ),
            inputs=(
                Input(key="fields", kind="fields", label=N_("Columns")),
                Input(key="key", kind="text", label=N_("Their names go to"), default="annee"),
                Input(key="value", kind="text", label=N_("Their values go to"), default="valeur"),
                Input(key="keep_empty", kind="flag", label=N_("Keep empty cells")),
            ),
            make=_operation("table-unpivot"),
        ),
        Transform(
            key="pivot",
            title=N_("Turn rows into columns…"),
            explanation=N_("One column for each value of a field, filled with those of another."),
            inputs=(
                Input(key="key", kind="field", label=N_("Names of the columns")),
                Input(key="value", kind="field", label=N_("Values")),
            ),
            make=_operation("table-pivot"),
        ),
    ),
)

CONVERSIONS = Group(
    title=N_("Conversions"),
    transforms=(
        Transform(
            key="date",
            title=N_("Dates as year-month-day…"),
            explanation=N_("Texts that are no date stay as they are."),
            inputs=(
                _field(),
                Input(key="month_first", kind="flag", label=N_("The month comes before the day")),
                Input(key="serial", kind="flag", label=N_("Numbers are days counted from 1900")),
            ),
            make=_operation("field-to-iso-date"),
        ),
        Transform(
            key="decimal",
            title=N_("Numbers with a decimal point…"),
            explanation=N_("Without spaces or unit. Texts that are no number stay as they are."),
            inputs=(
                _field(),
                Input(
                    key="decimal_char",
                    kind="choice",
                    label=N_("Decimals come after"),
                    choices=((",", N_("a comma: 1.234,50")), (".", N_("a point: 1,234.50"))),
                ),
            ),
            make=_operation("field-to-decimal"),
        ),
        Transform(
            key="boolean",
            title=N_("Yes and no…"),
            explanation=N_("Reads oui, non, vrai, faux, o, n, x, 1 and 0, in capitals or not."),
            inputs=(
                _field(),
                Input(key="true", kind="text", label=N_("Yes is written"), default="true"),
                Input(key="false", kind="text", label=N_("No is written"), default="false"),
            ),
            make=_operation("field-to-boolean"),
        ),
        Transform(
            key="pad",
            title=N_("Codes with their leading zeros…"),
            explanation=N_("Puts back the zeros that a spreadsheet took away."),
            inputs=(
                _field(),
                Input(key="length", kind="number", label=N_("Characters of the code"), default=5),
                Input(key="most", kind="number", label=N_("Zeros missing, at most"), default=1),
            ),
            make=_operation("code-pad"),
        ),
        Transform(
            key="compact",
            title=N_("Codes without separators…"),
            explanation=N_("Removes spaces, points and hyphens inside codes."),
            inputs=(_field(),),
            make=_operation("code-compact"),
        ),
    ),
)

GROUPS: tuple[Group, ...] = (VALUES, FIELDS, ROWS, TABLE, CONVERSIONS)
"""Everything that is offered, in the order of the menu."""


def transforms() -> Iterator[Transform]:
    """All of them, in the order of the menu."""
    for group in GROUPS:
        yield from group.transforms
