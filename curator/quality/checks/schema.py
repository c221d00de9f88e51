"""S: the table follows its schema. The verdicts are those of ``curator.schema.validation``."""

from __future__ import annotations

from curator.i18n import N_
from curator.issues import Severity
from curator.quality.checks.base import (
    NOT_APPLICABLE,
    Verdict,
    check,
    failure,
    names_text,
)
from curator.quality.subject import Subject

_KEYS = frozenset({"unique-error", "primary-key", "foreign-key"})
_CONSTRAINTS = frozenset({"constraint-error"})
_TYPES = frozenset({"type-error"})
_STRUCTURE = frozenset(
    {"blank-header", "blank-label", "duplicate-label", "extra-label", "incorrect-label",
     "missing-label", "unmatched-header", "blank-row", "extra-cell", "missing-cell"}
)  # fmt: skip


def _header_names(subject: Subject, kind: str) -> list[str]:
    return [item.field_name for item in subject.validation.header if item.type == kind]


def _fields(subject: Subject, types: frozenset[str]) -> list[str]:
    """Names of the fields with errors of these types, each once."""
    groups = subject.validation.groups
    return list(dict.fromkeys(g.column for g in groups if g.type in types and g.column))


def _count(subject: Subject, types: frozenset[str]) -> int:
    return sum(n for kind, n in subject.validation.counts.items() if kind in types)


@check("S1", N_("Every field that the schema requires is there."))
def _required(subject: Subject) -> Verdict:
    missing = _header_names(subject, "missing-label")
    if not missing:
        return None
    return failure(N_("Fields of the schema are missing: {fields}."), fields=names_text(missing))


@check("S2", N_("Fields are named exactly as the schema names them."))
def _exact_names(subject: Subject) -> Verdict:
    known = {f.name.casefold(): f.name for f in subject.target}
    near = [n for n in subject.table.names if known.get(n.casefold(), n) != n]
    wrong = near or _header_names(subject, "incorrect-label")
    if not wrong:
        return None
    return failure(
        N_("Fields with another name than the schema's: {fields}."), fields=names_text(wrong)
    )


@check("S3", N_("There is no field that the schema does not know."), Severity.WARNING)
def _extra(subject: Subject) -> Verdict:
    if subject.schema is None:
        return NOT_APPLICABLE
    extra = [name for name in subject.table.names if name not in subject.schema]
    if not extra:
        return None
    return failure(N_("Fields that the schema does not know: {fields}."), fields=names_text(extra))


@check("S4", N_("Every cell is of its field's type."))
def _types(subject: Subject) -> Verdict:
    n = _count(subject, _TYPES)
    if not n:
        return None
    fields = names_text(_fields(subject, _TYPES))
    return failure(
        N_("Cells that are not of their field's type, in {fields}: {n}."), n=n, fields=fields
    )


@check("S5", N_("Every cell keeps the rules of its field."))
def _constraints(subject: Subject) -> Verdict:
    n = _count(subject, _CONSTRAINTS)
    if not n:
        return None
    fields = names_text(_fields(subject, _CONSTRAINTS))
    return failure(
        N_("Cells that break a rule of their field, in {fields}: {n}."), n=n, fields=fields
    )


@check("S6", N_("The checks that the schema asks for pass."))
def _custom(subject: Subject) -> Verdict:
    known = _KEYS | _CONSTRAINTS | _TYPES | _STRUCTURE
    n = sum(count for kind, count in subject.validation.counts.items() if kind not in known)
    if not n:
        return None
    kinds = sorted(kind for kind in subject.validation.counts if kind not in known)
    return failure(
        N_("Errors of the schema's own checks ({kinds}): {n}."), n=n, kinds=names_text(kinds)
    )


@check("S7", N_("Keys are unique."))
def _unique(subject: Subject) -> Verdict:
    n = _count(subject, _KEYS)
    return failure(N_("Rows that repeat or break a key: {n}."), n=n) if n else None


@check("S8", N_("The schema is named with its version."), Severity.WARNING)
def _declared(subject: Subject) -> Verdict:
    schema = subject.target
    if not (schema.name or schema.title):
        return NOT_APPLICABLE
    if schema.extra.get("version"):
        return None
    return failure(N_("The schema does not say its version."))
