"""What the review says of a dossier, as (strong line, sentence) pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDateTime

from curator.i18n import N_, ngettext
from curator.i18n import gettext as _
from ui.i18n import locale, number

if TYPE_CHECKING:
    from curator.preview import DifferenceSummary
    from curator.review.events import Event

Lines = list[tuple[str, str]]

SHOWN_FIELDS = 12


def change_lines(changes: DifferenceSummary) -> Lines:
    """What differs between the file as read and what will be published: names and counts."""
    fields, rows, cells = (
        len(changes.fields_removed),
        changes.rows_removed,
        changes.changed_cell_count,
    )
    lines = [
        (
            ngettext("{n} field removed", "{n} fields removed", fields).format(n=number(fields)),
            ", ".join(changes.fields_removed) or _("every field is published"),
        ),
        (
            ngettext("{n} row removed", "{n} rows removed", rows).format(n=number(rows)),
            _rows_text(rows, changes.marked_rows_removed),
        ),
        (
            ngettext("{n} cell changed", "{n} cells changed", cells).format(n=number(cells)),
            _cells_text(changes.cells_changed),
        ),
    ]
    if changes.fields_renamed:
        n = len(changes.fields_renamed)
        pairs = [f"{before} → {after}" for before, after in changes.fields_renamed[:SHOWN_FIELDS]]
        strong = ngettext("{n} field renamed", "{n} fields renamed", n).format(n=number(n))
        lines.append((strong, ", ".join(pairs)))
    if changes.fields_added:
        n = len(changes.fields_added)
        strong = ngettext("{n} field added", "{n} fields added", n).format(n=number(n))
        lines.append((strong, ", ".join(changes.fields_added)))
    return lines


def _rows_text(rows: int, marked: int) -> str:
    if not rows:
        return _("every row is published")
    if not marked:
        return _("no total or note among them")
    if marked == rows:
        return ngettext("a total or a note", "totals or notes only", marked)
    text = ngettext("{n} of them is a total or a note", "{n} of them are totals or notes", marked)
    return text.format(n=number(marked))


def _cells_text(by_field: Mapping[str, int]) -> str:
    parts = [f"{field} ({number(n)})" for field, n in list(by_field.items())[:SHOWN_FIELDS]]
    return ", ".join(parts) or _("the texts are those of the file")


def kept_lines(judgements: Sequence[Mapping[str, Any]]) -> Lines:
    """The findings that were kept on purpose, with the reason given."""
    lines = [
        (str(j.get("field", "")), str(j.get("reason", "")) or _("no reason was given"))
        for j in judgements
        if j.get("field")
    ]
    return lines or [("", _("Nothing was kept on purpose."))]


ACTIONS = {
    "submit": N_("Submitted by {person}"),
    "approve": N_("Approved by {person}"),
    "reject": N_("Refused by {person}"),
}


def event_lines(events: Sequence[Event]) -> Lines:
    """Who did what and when, the last first."""
    lines = []
    for event in reversed(events):
        strong = _(ACTIONS[event.action.value]).format(person=event.by)
        parts = [_moment(event.at), event.reason]
        lines.append((strong, " · ".join(part for part in parts if part)))
    return lines or [("", _("Nothing yet."))]


def _moment(text: str) -> str:
    """An ISO moment as the language writes it, in local time."""
    try:
        moment = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return ""
    shown = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return locale().toString(shown, locale().FormatType.ShortFormat)
