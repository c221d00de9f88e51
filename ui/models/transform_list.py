"""The changes that are offered, by menu.

To offer another operation: one ``Transform`` here; menus, dialog and preview follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from curator.i18n import N_
from ui.models.transform_conversions import CONVERSIONS
from ui.models.transforms import Group, Input, Transform, Values, field_input, operation_of

if TYPE_CHECKING:
    from curator.operations import Operation


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
                field_input(),
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
            make=operation_of("cell-case"),
        ),
        Transform(
            key="clusters",
            title=N_("Bring similar values together…"),
            explanation=N_("Finds what was probably written in several ways, to keep one."),
            inputs=(field_input(),),
            make=operation_of("cell-map"),
            dialog="clusters",
        ),
        Transform(
            key="map",
            title=N_("Replace values one by one…"),
            explanation=N_("Lists the values of a field, each to be replaced by another."),
            inputs=(field_input(),),
            make=operation_of("cell-map"),
            dialog="values",
        ),
        Transform(
            key="fill-down",
            title=N_("Fill empty cells from above…"),
            explanation=N_("As merged cells meant it: each empty cell gets the value above it."),
            inputs=(field_input(),),
            make=operation_of("cell-fill-down"),
        ),
        Transform(
            key="constant",
            title=N_("Put the same value everywhere…"),
            explanation=N_("Gives every row of data the same text in a field."),
            inputs=(
                field_input(),
                Input(key="value", kind="text", label=N_("Value"), may_be_empty=True),
                Input(key="only_empty", kind="flag", label=N_("Only where it is empty")),
            ),
            make=operation_of("cell-constant"),
        ),
        Transform(
            key="trim",
            title=N_("Remove superfluous spaces…"),
            explanation=N_("Before and after texts, and doubled inside; no-break spaces too."),
            inputs=(field_input(),),
            make=operation_of("cell-trim", squeeze=True),
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
            make=operation_of("field-formula"),
        ),
        Transform(
            key="split",
            title=N_("Split…"),
            explanation=N_(
                "Cuts each text at a separator; the last new field takes whatever is left."
            ),
            inputs=(
                field_input(),
                _SEPARATOR,
                Input(
                    key="into",
                    kind="names",
                    label=N_("New fields"),
                    hint=N_("names separated by |"),
                ),
                Input(key="regex", kind="flag", label=N_("It is a regular expression")),
                Input(key="keep", kind="flag", label=N_("Keep the field"), default=True),
            ),
            make=operation_of("field-split"),
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
            make=operation_of("field-merge"),
        ),
        Transform(
            key="copy",
            title=N_("Copy…"),
            explanation=N_("Puts a copy of the field after it."),
            inputs=(field_input(), Input(key="to", kind="text", label=N_("Name of the copy"))),
            make=operation_of("field-copy"),
        ),
        Transform(
            key="add",
            title=N_("Add a field…"),
            explanation=N_("A new last field, with the same text in every row or empty."),
            inputs=(
                Input(key="field", kind="text", label=N_("Name of the field")),
                Input(key="value", kind="text", label=N_("Value"), may_be_empty=True),
            ),
            make=operation_of("field-add"),
        ),
        Transform(
            key="order",
            title=N_("Put fields first…"),
            explanation=N_("The fields ticked come first, in this order; the others follow."),
            inputs=(Input(key="fields", kind="fields", label=N_("Fields")),),
            make=operation_of("field-order"),
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
                field_input(N_("where")),
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
                field_input(N_("By")),
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
            make=operation_of("row-deduplicate"),
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
            make=operation_of("table-unpivot"),
        ),
        Transform(
            key="pivot",
            title=N_("Turn rows into columns…"),
            explanation=N_("One column for each value of a field, filled with those of another."),
            inputs=(
                Input(key="key", kind="field", label=N_("Names of the columns")),
                Input(key="value", kind="field", label=N_("Values")),
            ),
            make=operation_of("table-pivot"),
        ),
    ),
)

GROUPS: tuple[Group, ...] = (VALUES, FIELDS, ROWS, TABLE, CONVERSIONS)
"""Everything that is offered, in the order of the menu."""


def transforms() -> Iterator[Transform]:
    """All of them, in the order of the menu."""
    for group in GROUPS:
        yield from group.transforms
