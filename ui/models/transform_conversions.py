"""The changes that write the texts of a field in another form."""

from __future__ import annotations

from curator.i18n import N_
from ui.models.transforms import Group, Input, Transform, field_input, operation_of

CONVERSIONS = Group(
    title=N_("Conversions"),
    transforms=(
        Transform(
            key="date",
            title=N_("Dates as year-month-day…"),
            explanation=N_("Texts that are no date stay as they are."),
            inputs=(
                field_input(),
                Input(key="month_first", kind="flag", label=N_("The month comes before the day")),
                Input(key="serial", kind="flag", label=N_("Numbers are days counted from 1900")),
            ),
            make=operation_of("field-to-iso-date"),
        ),
        Transform(
            key="decimal",
            title=N_("Numbers with a decimal point…"),
            explanation=N_("Without spaces or unit. Texts that are no number stay as they are."),
            inputs=(
                field_input(),
                Input(
                    key="decimal_char",
                    kind="choice",
                    label=N_("Decimals come after"),
                    choices=((",", N_("a comma: 1.234,50")), (".", N_("a point: 1,234.50"))),
                ),
            ),
            make=operation_of("field-to-decimal"),
        ),
        Transform(
            key="boolean",
            title=N_("Yes and no…"),
            explanation=N_("Reads oui, non, vrai, faux, o, n, x, 1 and 0, in capitals or not."),
            inputs=(
                field_input(),
                Input(key="true", kind="text", label=N_("Yes is written"), default="true"),
                Input(key="false", kind="text", label=N_("No is written"), default="false"),
            ),
            make=operation_of("field-to-boolean"),
        ),
        Transform(
            key="pad",
            title=N_("Codes with their leading zeros…"),
            explanation=N_("Puts back the zeros that a spreadsheet took away."),
            inputs=(
                field_input(),
                Input(key="length", kind="number", label=N_("Characters of the code"), default=5),
                Input(key="most", kind="number", label=N_("Zeros missing, at most"), default=1),
            ),
            make=operation_of("code-pad"),
        ),
        Transform(
            key="form",
            title=N_("Other forms…"),
            explanation=N_("Texts that do not mean what the form is for stay as they are."),
            inputs=(
                field_input(),
                Input(
                    key="form",
                    kind="choice",
                    label=N_("Written as"),
                    choices=(
                        ("telephone", N_("telephone with country code: +33145678901")),
                        ("month", N_("year-month: 2024-01")),
                        ("time", N_("hours:minutes:seconds: 08:30:00")),
                        ("whole", N_("whole number without decimals: 12")),
                        ("web-address", N_("web address with https://")),
                        ("point-array", N_("point in square brackets: [2.27, 48.82]")),
                        ("decimal-comma", N_("number with a comma: 12,5")),
                    ),
                ),
            ),
            make=operation_of("cell-form"),
        ),
        Transform(
            key="compact",
            title=N_("Codes without separators…"),
            explanation=N_("Removes spaces, points and hyphens inside codes."),
            inputs=(field_input(),),
            make=operation_of("code-compact"),
        ),
    ),
)
