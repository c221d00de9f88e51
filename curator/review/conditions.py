"""What a new file must meet for the approval of a recipe to hold for it.

The reviewer looked at one content: a schema, and certain personal data that stayed in it on
purpose. Next month's file is released without a second look only if it is no worse: it follows the
approved schema, and the scan finds nothing in it that was not there when the reviewer said yes.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.privacy.model import Role, ScanResult
from curator.schema.model import Schema
from curator.table import Table

ALARMING = (Role.DIRECT_IDENTIFIER, Role.SENSITIVE)

Accepted = Mapping[str, list[str]]
"""Kinds of personal data by field name."""


def alarming_kinds(found: ScanResult) -> dict[str, list[str]]:
    """Fields with direct identifiers or sensitive information, and the kinds found in them."""
    kinds = {
        f.name: sorted(score.kind for score in f.kinds if score.confidence >= 0.5)
        for f in found.fields
        if f.role in ALARMING
    }
    for span in found.cells:
        kinds.setdefault(span.field, [])
        if span.kind not in kinds[span.field]:
            kinds[span.field] = sorted([*kinds[span.field], span.kind])
    return kinds


def unmet_conditions(public: Table, schema: Schema | None, accepted: Accepted) -> tuple[str, ...]:
    """Why a public table made by an approved recipe may not be released; empty when it may."""
    return (*_schema_problems(public, schema), *_new_personal_data(public, accepted))


def _schema_problems(public: Table, schema: Schema | None) -> list[str]:
    from curator.schema.validation import validate

    if schema is None:
        return []
    verdict = validate(public, schema, limit=0)
    if verdict.valid:
        return []
    n = sum(verdict.counts.values())
    sentence = ngettext(
        "It does not follow the approved schema: {n} problem.",
        "It does not follow the approved schema: {n} problems.",
        n,
    )
    return [sentence.format(n=n)]


def _new_personal_data(public: Table, accepted: Accepted) -> list[str]:
    from curator.privacy.scan import scan

    problems = []
    for field, kinds in alarming_kinds(scan(public)).items():
        if set(kinds) - set(accepted.get(field, ())) or (not kinds and field not in accepted):
            sentence = _("The field “{field}” holds personal data that the approval did not cover.")
            problems.append(sentence.format(field=field))
    return problems
