"""What each error says to the employee who has to mend it: what is wrong, and what to do.

One sentence per error type, and for ``type-error`` and ``constraint-error`` one per type and
constraint. They never quote the cell: a screen shows it beside, a log must not have it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from curator.i18n import N_, gettext
from curator.schema.pattern_words import PATTERN_MESSAGES, listed, worded_pattern

if TYPE_CHECKING:
    from curator.issues import Issue
    from curator.schema.validation.report import ErrorItem

HEADER_MESSAGES: Mapping[str, str] = {
    "blank-header": N_("The header is empty: say in which row the names of the fields are."),
    "blank-label": N_(
        "Column {number} has no name where “{field}” is expected: name the column, or remove it."
    ),
    "duplicate-label": N_(
        "The name “{label}” is used by several columns: give each column its own name."
    ),
    "extra-label": N_(
        "The schema has no field “{label}”: remove it, or rename it to the field it stands for."
    ),
    "incorrect-label": N_(
        "Column {number} is called “{label}” where the schema expects “{field}”: rename it, "
        "or put the columns in the order of the schema."
    ),
    "missing-label": N_("The field “{field}” is missing: add it, or rename the one that holds it."),
    "unmatched-header": N_(
        "No column has the name of a field of the schema: check that it is the right schema and "
        "that the header is the right row."
    ),
    "disordered-label": N_(
        "The fields are not in the order of the schema, from “{field}” on: put them in that order."
    ),
}
"""What is wrong with the header."""

ROW_MESSAGES: Mapping[str, str] = {
    "blank-row": N_("The row is empty: remove it."),
    "extra-cell": N_("The row has more cells than the header has names: check the separators."),
    "missing-cell": N_("The row has fewer cells than the header has names: complete it."),
    "duplicate-row": N_("The row repeats another one: remove it if it was entered twice."),
    "foreign-key": N_(
        "The value of {fields} does not exist in “{resource}”: correct it, or add it there first."
    ),
    "source-error": N_("The table is empty: check that the right sheet was taken."),
    "field-error": N_(
        "The schema sets “{rule}” on “{field}”, which means nothing for the type {type}: "
        "it was not applied."
    ),
    "unknown-check": N_(
        "The schema asks for a check that Curator does not know (“{rule}”): it was not run."
    ),
    "not-a-record": N_(
        "The row is not data (total, note, group heading or repeated header) and was not "
        "validated: remove it before publishing."
    ),
}
"""What is wrong with a row, or with what was to be checked."""

KEY_MESSAGES: Mapping[str, str] = {
    "unique": N_(
        "The value is already in row {other}, and “{field}” must not repeat: correct one of "
        "the two, or remove the row that was entered twice."
    ),
    "uniqueKeys": N_(
        "The values of {fields} are already in row {other} and must not repeat together: correct "
        "one of the two rows."
    ),
    "primary-key:unique": N_(
        "The key ({fields}) is already in row {other}: every row needs a key of its own."
    ),
    "primary-key:required": N_("The key ({fields}) is empty: every row needs one."),
    "foreign-key:unchecked": N_(
        "Whether the values of {fields} exist in “{resource}” was not checked: give that table."
    ),
}
"""What is wrong between rows."""

TYPE_MESSAGES: Mapping[str, str] = {
    "integer": N_("A whole number is expected, without letters, unit or decimals, such as 1250."),
    "number": N_("A number is expected, with a point for the decimals, such as 1250.75."),
    "number:,": N_("A number is expected, with a comma for the decimals, such as 1250,75."),
    "boolean": N_("Yes or no is expected, written as one of: {accepted}."),
    "date": N_("A date is expected, written year-month-day, such as 2024-12-31."),
    "date:pattern": N_("A date is expected, written as {example}."),
    "time": N_("A time is expected, such as 14:30:00."),
    "time:pattern": N_("A time is expected, written as {example}."),
    "datetime": N_("A date and time are expected, such as 2024-12-31T14:30:00."),
    "datetime:pattern": N_("A date and time are expected, written as {example}."),
    "year": N_("A year of four digits is expected, such as 2024."),
    "yearmonth": N_("A year and month are expected, such as 2024-12."),
    "duration": N_("A duration is expected, such as P1DT2H (one day and two hours)."),
    "geopoint": N_("Longitude then latitude are expected, such as 2.2706, 48.8239."),
    "geopoint:array": N_("Longitude then latitude are expected, such as [2.2706, 48.8239]."),
    "geopoint:object": N_(
        'Longitude and latitude are expected, such as {{"lon": 2.2706, "lat": 48.8239}}.'
    ),
    "geojson": N_("A GeoJSON object is expected."),
    "geojson:topojson": N_("A TopoJSON object is expected."),
    "object": N_("A JSON object is expected, between braces."),
    "array": N_('A list in square brackets is expected, such as ["a", "b"].'),
    "array:item": N_(
        'A list in square brackets is expected, its items of type {item}, such as ["a", "b"].'
    ),
    "list": N_("Items of type {item} separated by “{delimiter}” are expected."),
    "string:email": N_("An e-mail address is expected, such as mairie@exemple.fr."),
    "string:uri": N_("A web address is expected, starting with https://."),
    "string:uuid": N_("A UUID is expected: 36 characters, such as those the software gives."),
    "string:binary": N_("Base64 text is expected."),
    "string:wkt": N_("A shape in WKT is expected, such as POINT (2.2706 48.8239)."),
    "string": N_("Text is expected."),
}
"""What a cell of the wrong type should have been."""

CONSTRAINT_MESSAGES: Mapping[str, str] = {
    "required": N_("The cell is empty and “{field}” must have a value: fill it in."),
    "minimum": N_("The value is too small: {value} is the least that is allowed."),
    "maximum": N_("The value is too large: {value} is the most that is allowed."),
    "exclusiveMinimum": N_("The value must be greater than {value}."),
    "exclusiveMaximum": N_("The value must be less than {value}."),
    "minLength": N_("The text is too short: at least {value} characters are needed."),
    "maxLength": N_("The text is too long: {value} characters at most; shorten it."),
    "pattern": N_(
        "The text does not have the expected form ({value}): check for a missing or superfluous "
        "character."
    ),
    "enum": N_("The value is not one of those that are allowed: choose among {members}."),
    "categories": N_("The value is not one of the categories: choose among {members}."),
    "jsonSchema": N_("The value does not have the structure that the schema asks for."),
}
"""What a cell that breaks a constraint should have been."""

ISSUE_MESSAGES: Mapping[str, tuple[str, str]] = {
    "spaces": (
        N_("Superfluous spaces"),
        N_("There are superfluous spaces in “{field}”: remove them."),
    ),
    "characters-damaged": (
        N_("Damaged characters"),
        N_("Characters of “{field}” were damaged by an earlier conversion: repair them."),
    ),
    "date-form": (
        N_("Dates not written year-month-day"),
        N_("The dates of “{field}” are not written year-month-day: convert them."),
    ),
    "date-serial": (
        N_("Dates stored as numbers"),
        N_(
            "“{field}” holds the numbers by which a spreadsheet stores dates: convert them, and "
            "compare a few with the original."
        ),
    ),
    "date-unreadable": (
        N_("Texts among dates"),
        N_("“{field}” holds dates and some texts that are not dates: correct or empty them."),
    ),
    "number-form": (
        N_("Numbers with commas, spaces or units"),
        N_(
            "The numbers of “{field}” have a decimal comma, spaces or a unit: write them plainly, "
            "and put the unit in the field’s description."
        ),
    ),
    "number-unreadable": (
        N_("Texts among numbers"),
        N_("“{field}” holds numbers and some texts that are not numbers: correct or empty them."),
    ),
    "boolean-form": (
        N_("Yes and no to harmonise"),
        N_("Yes and no are not written in the expected way in “{field}”: harmonise them."),
    ),
    "enum-form": (
        N_("Values written with other accents or case"),
        N_("Some values of “{field}” differ from the allowed ones by accents or case only."),
    ),
    "enum-spelling": (
        N_("Values close to an allowed one"),
        N_("Some values of “{field}” look like an allowed one with a spelling mistake: confirm."),
    ),
    "values-similar": (
        N_("Values written in several ways"),
        N_(
            "Some values of “{field}” differ from others by accents, capitals or signs only: "
            "confirm that they mean the same."
        ),
    ),
    "other-form": (
        N_("Values to write in the form of the schema"),
        N_(
            "Some values of “{field}” mean what the schema asks for but are written otherwise: "
            "convert them."
        ),
    ),
    "code-scientific": (
        N_("Codes in scientific notation"),
        N_("A spreadsheet printed codes of “{field}” in scientific notation: write them out."),
    ),
    "code-digits-lost": (
        N_("Codes that lost digits"),
        N_(
            "Codes of “{field}” lost digits to scientific notation and cannot be recovered here: "
            "go back to the original, with the column set to text."
        ),
    ),
    "code-spaced": (
        N_("Codes with separators inside"),
        N_("Codes of “{field}” have spaces or points inside: remove them."),
    ),
    "code-short": (
        N_("Codes that lost their leading zeros"),
        N_("Codes of “{field}” lost their leading zeros: complete them."),
    ),
    "coordinates-swapped": (
        N_("Latitude before longitude"),
        N_("The points of “{field}” give the latitude first; the standard wants the longitude."),
    ),
    "rows-not-records": (
        N_("Rows that are not data"),
        N_("Some rows are totals, notes or headings: remove them before publishing."),
    ),
    "rows-duplicated": (
        N_("Repeated rows"),
        N_("Some rows repeat another one entirely: remove those that were entered twice."),
    ),
    "field-empty": (N_("Empty fields"), N_("“{field}” has no value at all: remove it.")),
    "years-as-fields": (
        N_("Years as columns"),
        N_("Years stand side by side as columns: turn them into rows, one per year."),
    ),
    "name-form": (
        N_("Names of fields to simplify"),
        N_("“{field}” would be easier to reuse as “{to}”."),
    ),
}
"""Issue code → its title in a list, and the sentence for one field."""

_EXAMPLES = {
    "%Y": "2024", "%m": "12", "%d": "31", "%H": "14", "%M": "30", "%S": "00", "%y": "24",
    "%B": "December", "%b": "Dec", "%f": "000000", "%z": "+0100", "%j": "366", "%p": "PM",
    "%I": "02",
}  # fmt: skip


def error_message(item: ErrorItem) -> str:
    """The sentence for one error, in the current language."""
    from curator.schema.checks import check_message

    own = check_message(item)
    if own is not None:
        return own
    values: dict[str, Any] = {
        "number": item.field_number,
        "field": item.field_name,
        "rule": item.rule,
        "label": "",
        "other": "",
        "resource": "",
    }
    values |= dict(item.parameters)
    return gettext(_template(item, values)).format(**values)


def _template(item: ErrorItem, values: dict[str, Any]) -> str:
    if item.type == "type-error":
        return _type_template(values)
    if item.type == "constraint-error":
        values["members"] = _members(values.get("value"))
        return (
            _pattern_template(values)
            if item.rule == "pattern"
            else (CONSTRAINT_MESSAGES[item.rule])
        )
    if item.type == "primary-key":
        return KEY_MESSAGES[f"primary-key:{item.rule}"]
    if item.type == "foreign-key" and item.rule:
        return KEY_MESSAGES[f"foreign-key:{item.rule}"]
    if item.type == "unique-error":
        return KEY_MESSAGES[item.rule]
    if item.type == "field-error":
        values["type"] = _type_noun(str(values.get("type", "")))
    return HEADER_MESSAGES.get(item.type) or ROW_MESSAGES[item.type]


def _pattern_template(values: dict[str, Any]) -> str:
    worded = worded_pattern(str(values.get("value", "")), str(values.get("example") or ""))
    if worded is None:
        return CONSTRAINT_MESSAGES["pattern"]
    values |= worded[1]
    return PATTERN_MESSAGES[worded[0]]


def _type_template(values: dict[str, Any]) -> str:
    type_, form = values.get("type", "string"), values.get("format", "default")
    options = values.get("options", {})
    if values.get("item"):
        values["item"] = _type_noun(values["item"])
        return TYPE_MESSAGES["array:item"]
    if type_ == "boolean":
        values["accepted"] = _accepted(options)
    elif type_ == "list":
        values |= {"item": _type_noun(str(options.get("itemType", "string")))}
        values |= {"delimiter": options.get("delimiter", ",")}
    elif type_ == "number":
        form = "," if options.get("decimalChar") == "," else form
    elif form not in ("default", "any") and type_ in ("date", "time", "datetime"):
        values["example"] = _example(form)
        form = "pattern"
    return (
        TYPE_MESSAGES.get(f"{type_}:{form}") or TYPE_MESSAGES.get(type_) or TYPE_MESSAGES["string"]
    )


TYPE_NOUNS: Mapping[str, str] = {
    "string": N_("text"), "integer": N_("whole number"), "number": N_("number"),
    "boolean": N_("yes or no"), "date": N_("date"), "datetime": N_("date and time"),
    "time": N_("time of day"), "year": N_("year"), "yearmonth": N_("month of a year"),
    "duration": N_("duration"), "geopoint": N_("point"), "geojson": N_("GeoJSON"),
    "object": N_("JSON object"), "array": N_("JSON list"), "list": N_("list"),
    "any": N_("anything"),
}  # fmt: skip
"""What the types are called inside a sentence."""


def _type_noun(name: str) -> str:
    known = TYPE_NOUNS.get(name)
    return gettext(known) if known else name


def _accepted(options: Mapping[str, Any]) -> str:
    from curator.schema.types.boolean import FALSE_VALUES, TRUE_VALUES

    true = options.get("trueValues", TRUE_VALUES)
    false = options.get("falseValues", FALSE_VALUES)
    return ", ".join(str(value) for value in (*true, *false))


def _example(pattern: str) -> str:
    text = pattern.removeprefix("fmt:")
    for directive, example in _EXAMPLES.items():
        text = text.replace(directive, example)
    return text


def _members(value: Any) -> str:
    """The members of an enumeration, as many as fit in a sentence."""
    members = (
        [str(m["value"] if isinstance(m, Mapping) else m) for m in value or ()]
        if isinstance(value, (list, tuple))
        else []
    )
    return listed(members)


def issue_title(code: str) -> str:
    """What kind of thing is to settle, in the current language; an error type stays as it is."""
    known = ISSUE_MESSAGES.get(code)
    return gettext(known[0]) if known else code


def issue_message(issue: Issue) -> str:
    """The sentence for one issue, in the current language."""
    values = {"field": issue.field, "to": ""} | dict(issue.parameters)
    return gettext(ISSUE_MESSAGES[issue.code][1]).format(**values)


def naming_field(sentence: str, field: str) -> str:
    """``sentence`` preceded by the field it is about, unless it names that field already."""
    if not field or field in _named(sentence):
        return sentence
    return gettext("{field}: {problem}").format(field=field, problem=sentence)


def _named(sentence: str) -> set[str]:
    """What stands in quotation marks or, one after the other, in brackets."""
    quoted = re.findall(r"“([^”]*)”|«\s*([^»]*?)\s*»", sentence)
    listed = (part for group in re.findall(r"\(([^)]*)\)", sentence) for part in group.split(", "))
    return {name for pair in quoted for name in pair} | set(listed)
