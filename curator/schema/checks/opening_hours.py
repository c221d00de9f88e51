"""Opening hours in OpenStreetMap’s syntax.

Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification . A value is rules
separated by ``;``, ``,`` or ``||``; a rule is selectors of months, weeks, days and hours, then
perhaps ``open``, ``off`` or ``unknown`` and a comment in quotes.
"""

from __future__ import annotations

import re

from curator.i18n import N_
from curator.schema.checks.base import cell_check

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_OFFSET = r"(?: ?[+-] ?\d+ days?)?"
_NTH = r"(?:\[-?[1-5](?:[-,]-?[1-5])*\])?"
_WEEKDAY = rf"(?:(?:{_DAY}(?:-{_DAY})?{_NTH}|PH|SH){_OFFSET})"
_WEEKDAYS = rf"{_WEEKDAY}(?:, ?{_WEEKDAY})*"
_DATE = rf"(?:(?:\d{{4}} )?(?:{_MONTH}(?: \d{{1,2}})?|easter){_OFFSET}(?: {_DAY})?)"
_DATES = (
    rf"(?:{_DATE}(?: ?- ?(?:{_DATE}|\d{{1,2}}))?(?:\+)?)(?:, ?{_DATE}(?:-(?:{_DATE}|\d{{1,2}}))?)*"
)
_YEARS = r"(?:\d{4}(?:-\d{4}(?:/\d+)?)?\+?)(?:,\d{4}(?:-\d{4})?)*"
_WEEKS = r"week \d{1,2}(?:-\d{1,2}(?:/\d+)?)?(?:,\d{1,2}(?:-\d{1,2})?)*"
_CLOCK = r"(?:[01]?\d|2[0-9]|3\d|4[0-8]):[0-5]\d"
_EVENT = r"(?:\(?(?:dawn|sunrise|sunset|dusk)(?:[+-]\d{1,2}:[0-5]\d)?\)?)"
_TIME = rf"(?:{_CLOCK}|{_EVENT})"
_SPAN = rf"(?:{_TIME} ?- ?{_TIME}\+?(?:/\d{{1,2}}(?::\d{{2}})?)?|{_TIME}\+)"
_SPANS = rf"{_SPAN}(?:, ?{_SPAN})*"
_STATE = r"(?:open|off|closed|unknown)"
_COMMENT = r'(?:"[^"]*")'

_RULE = re.compile(
    rf"(?:24/7|(?:(?:{_YEARS}|{_DATES}|{_WEEKS})(?::)? ?)*(?:{_WEEKDAYS})?(?: ?{_SPANS})?)"
    rf"(?: ?{_STATE})?(?: ?{_COMMENT})?"
)


@cell_check(
    "opening-hours-value",
    message=N_(
        "“{field}” is not opening hours in OpenStreetMap’s form, such as "
        "Mo-Fr 08:30-12:00,13:30-17:00; Sa 09:00-12:00."
    ),
)
def is_opening_hours(text: str) -> bool:
    """Every rule of the value follows the grammar."""
    rules = [rule.strip() for rule in _split(text)]
    return any(rules) and all(not rule or _RULE.fullmatch(rule) for rule in rules)


def _split(text: str) -> list[str]:
    """Rules of a value; separators inside comments are part of the comment."""
    pieces = re.findall(r'"[^"]*"|\|\||;|[^";|]+|.', text)
    rules = [""]
    for piece in pieces:
        if piece in (";", "||"):
            rules.append("")
        else:
            rules[-1] += piece
    return [part for rule in rules for part in re.split(rf",\s(?={_DAY}|PH|SH)", rule)]
