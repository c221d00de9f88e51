"""The kinds that the organisation added by pattern, word list or header."""

from __future__ import annotations

from collections.abc import Iterable

from curator.i18n import N_
from curator.privacy.detectors.base import View, detector
from curator.privacy.evidence import Value
from curator.privacy.house_kinds import HouseKind, house_kinds
from curator.privacy.score import Case, Finding


@detector
def detect_house_kinds(view: View) -> Iterable[Finding]:
    """A field of an organisation's kind, or one that holds some of it."""
    column = view.column
    for kind in view.table.once("house kinds", view.table, house_kinds):
        share = sum(v.count for v in column.sample if _is_of(v, kind)) / column.weight
        named = column.name.casefold() in kind.headers or _header(column.name) in kind.headers
        if not named and share == 0:
            continue
        case = Case(kind.name, share=share if not named else max(share, 0.5))
        case.is_whole = named or share >= 0.5
        if named:
            case.add(5, N_("The organisation’s list names this header"))
        if share:
            case.add(
                5.5 + 2 * share,
                N_("{share} of the values are in the organisation’s list"),
                share=share,
            )
        yield case.closed()


def _header(name: str) -> str:
    from curator.privacy.text import folded

    return " ".join(folded(name).split())


def _is_of(value: Value, kind: HouseKind) -> bool:
    if value.folded in kind.words:
        return True
    return kind.pattern is not None and kind.pattern.search(value.text) is not None
