"""Names of persons: first names, surnames, full names; and what is only called after a person."""

from __future__ import annotations

from collections.abc import Iterable

from curator.i18n import N_
from curator.privacy.context import Context, is_about_person
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import ColumnEvidence, TableEvidence, Value
from curator.privacy.model import Rule
from curator.privacy.names import known_word
from curator.privacy.profile import NameProfile, name_profile
from curator.privacy.score import Case, Finding
from curator.privacy.text import words

_NOT_A_PERSON = frozenset({"organisation", "venue", "work", "thing", "place"})
_IN_DICTIONARY = N_("{share} of the values: names in INSEE’s lists")


def _profile_of(column: ColumnEvidence) -> NameProfile:
    return name_profile(column)


@detector
def detect_first_names(view: View) -> Iterable[Finding]:
    """A field of first names."""
    column, table, context = view.column, view.table, view.context
    if column.is_numeric or column.is_long or column.header.has("observation"):
        return
    names = _profile_of(column)
    header = column.header.strength("first-name")
    if names.shaped < 0.5 or (header < 0.3 and names.first_only < 0.5):
        return
    case = Case("first-name", share=max(names.first_only, 0.0), group="name")
    header_evidence(case, column)
    case.add(
        4.5 * names.first_only if header else 6 * (names.first_only - 0.25),
        _IN_DICTIONARY, share=names.first_only,
    )  # fmt: skip
    if header >= 0.8:
        case.share = max(case.share, names.shaped)
        case.add(1.0 * names.shaped)
    case.add(-3 * names.thing - 2 * names.full * (header < 0.5))
    if is_about_person(column) and names.first_only >= 0.7:
        case.add(2.0, N_("The header names a person"))
    elif not header:
        case.add(-2 * names.coined)
        _weigh_alternatives(case, column, names)
    if _has_neighbour(column, context, "last-name"):
        case.add(2.0, N_("The field beside it holds surnames"))
    yield _with_rule(case, column, table, context).closed()


def _surname_headers(table: TableEvidence) -> frozenset[int]:
    return frozenset(c.index for c in table.columns if c.header.has("nom", "nomfamille"))


def _is_statistics(column: ColumnEvidence, table: TableEvidence, context: Context) -> bool:
    """Whether the table counts first names (how many children were given each)."""
    # The headers are asked for surnames, not the findings: those rest on the first names.
    surnames = table.once("surname headers", table, lambda: _surname_headers(table))
    if surnames - {column.index}:
        return False
    return (
        context.subject("aggregate") >= 0.5
        and column.header.strength("first-name") >= 0.8
        and context.kind_elsewhere(column, "last-name", "full-name", "nir") < 0.5
    )


@detector
def detect_surnames(view: View) -> Iterable[Finding]:
    """A field of surnames: the dictionary proves little, header and neighbours decide."""
    column, table, context = view.column, view.table, view.context
    if column.is_numeric or column.is_long or column.header.has("observation"):
        return
    names = _profile_of(column)
    header = column.header.strength("last-name")
    beside = _has_neighbour(column, context, "first-name")
    if names.shaped < 0.5 or (header < 0.3 and not beside and names.last_only < 0.6):
        return
    case = Case("last-name", share=max(names.last_only, names.shaped * bool(header)), group="name")
    header_evidence(case, column)
    case.add(4 * (names.last_only - 0.4), _IN_DICTIONARY, share=names.last_only)
    about_person = is_about_person(column)
    if about_person and (column.header.has("nom") or names.last_only >= 0.7):
        case.add(2.0 if header else 3.0, N_("The header names a person"))
    if not beside and _is_bare_list(column, names):
        case.add(2.8)
    if not beside and _is_list_of_bearers(column, names, context):
        case.add(3.0)
    if beside:
        case.add(4.5, N_("The field beside it holds first names"))
    elif header and context.kind_elsewhere(column, "first-name") >= 0.5:
        case.add(3.0, N_("Another field holds first names"))
    case.add(-5 * names.thing - 2.5 * names.full - 1.5 * (names.first_only > 0.6))
    if not beside:
        case.add(-2.5 * names.coined - 3 * (names.commune > 0.5))
        if header < 0.8 and not about_person:
            _weigh_alternatives(case, column, names)
    if header and not beside and names.last_only >= 0.6:
        _weigh_persons(case, column, context)
    _weigh_header(case, column, context)
    yield _with_rule(case, column, table, context).closed()


def _weigh_persons(case: Case, column: ColumnEvidence, context: Context) -> None:
    """A bare “NOM” beside what only persons have."""
    if context.person_apart(column) >= 0.6 and context.public < 0.45:
        case.add(2.5, N_("The neighbouring fields are about a person"))


def _is_list_of_bearers(column: ColumnEvidence, names: NameProfile, context: Context) -> bool:
    """Whether a field called “Nom” holds frequent surnames, in a table of nothing public."""
    return (
        column.header.has("nom")
        and names.surname >= 0.55
        and names.commune + names.coined + names.thing < 0.4
        and column.distinct >= 0.3 * column.filled
        and context.public < 0.45
        and not column.header.subjects & _NOT_A_PERSON
    )


def _is_bare_list(column: ColumnEvidence, names: NameProfile) -> bool:
    """Whether values without a header are a list of surnames: many, different, no communes."""
    return (
        column.header.is_missing
        and names.last_only >= 0.75
        and column.distinct >= 0.5 * column.filled
        and column.distinct >= 8
        and names.commune + names.coined + names.thing < 0.35
    )


@detector
def detect_full_names(view: View) -> Iterable[Finding]:
    """A field of persons’ names, in any order; authors and companies set apart."""
    column, table, context = view.column, view.table, view.context
    if column.is_numeric or column.mean_words > 7:
        return
    names = _profile_of(column)
    header = column.header.strength("full-name")
    about_person = is_about_person(column)
    evidence = max(names.full, names.titled, names.person)
    if evidence < 0.35 and not (header >= 0.8 and names.shaped >= 0.5):
        return
    case = Case("full-name", share=max(evidence, names.shaped * (header >= 0.8)), group="name")
    header_evidence(case, column)
    case.add(7 * names.full, _IN_DICTIONARY, share=names.full)
    case.add(4.5 * max(names.person - names.full - names.titled * (names.titled >= 0.3), 0.0))
    if names.titled >= 0.3:
        case.add(
            (5.2 if names.titled >= 0.6 and names.thing < 0.3 else 2.5) * names.titled,
            N_("{share} of the values begin with a title (Mme, M.)"),
            share=names.titled,
        )
    if about_person and names.shaped >= 0.4:
        case.add(2.0, N_("The header names a person"))
    elif column.header.has("par") and evidence >= 0.6:
        case.add(1.5, N_("The header names a person"))  # filed by, seen by, handed in by
    case.add(-6 * names.thing - 2.0 * (names.first_only > 0.7) - 1.0 * (names.last_only > 0.9))
    if header < 0.8 and column.share(_is_famous) >= 0.25:
        case.at_most(0.3)  # writers, composers: the field is of works
    _weigh_header(case, column, context, evidence)
    yield _with_rule(case, column, table, context).closed()


def _is_famous(value: Value) -> bool:
    return "famous" in known_word("_".join(words(value.folded))).groups


def _weigh_alternatives(case: Case, column: ColumnEvidence, names: NameProfile) -> None:
    """Without a header: labels repeat, names do so less; communes are surnames too."""
    if not column.header.is_missing and not column.header.has("nom"):
        case.add(-2)
    if column.filled >= 20 and column.distinct / column.filled < 0.15:
        case.add(-2)
    case.add(-2 * names.commune)


_LENT = 0.75
"""How sure other fields must be of persons for a table of books to be one of their readers."""


def _weigh_header(case: Case, column: ColumnEvidence, context: Context, share: float = 0.0) -> None:
    """What the header says against a person: a school’s name, a street’s, a book’s author."""
    subjects = column.header.subjects
    about_person = is_about_person(column)
    # Nobody writes “Mme” before an author’s name, or an address behind it.
    is_private = _profile_of(column).titled >= 0.5 or context.person_apart(column) >= _LENT
    if "work" in subjects or (
        context.subject("work") >= 0.8 and not about_person and not is_private
    ):
        case.add(-4).at_most(0.3)
    elif subjects & _NOT_A_PERSON and not about_person:
        # A field of holders or operators may hold persons: then nearly all of it does.
        is_of_persons = "organisation" in subjects and share >= 0.75
        case.add(-0.5 if is_of_persons else -3.5)
    elif not about_person and context.is_settled and context.public >= 0.85:
        case.add(-1.0)


def _has_neighbour(column: ColumnEvidence, context: Context, kind: str) -> bool:
    return any(context.kind_at(column.index + step, kind) >= 0.5 for step in (-1, 1, -2, 2))


def _with_rule(case: Case, column: ColumnEvidence, table: TableEvidence, context: Context) -> Case:
    """The rule under which a person’s name may be public, to be checked."""
    if not context.is_settled:
        return case
    if _is_statistics(column, table, context):
        return case.at_most(0.2)
    if context.subject("official") >= 0.5 and not _is_private(context):
        case.rule = Rule.ELECTED_OFFICIAL
        case.add(0, N_("The table is about elected officials"))
    elif _siren_share(table) >= 0.5 and case.kind == "full-name":
        case.rule = Rule.SOLE_TRADER
        case.add(0, N_("A valid SIREN or SIRET stands beside it: perhaps a sole trader"))
    elif context.subject("agent") >= 0.5 and not _is_private(context):
        case.rule = Rule.PUBLIC_AGENT
        case.add(0, N_("The table is about public servants"))
    return case


def _is_private(context: Context) -> bool:
    """Whether the table holds what no rule makes public."""
    private = ("nir", "iban", "health", "disability", "family-situation", "union", "social-aid")
    return any(context.kind_at(i, *private) >= 0.5 for i in context.kinds)


def _siren_share(table: TableEvidence) -> float:
    """The best share of valid SIREN or SIRET numbers in any field."""
    from curator.privacy.detectors.companies import siren_share

    def best() -> float:
        return max((siren_share(column) for column in table.columns), default=0.0)

    return float(table.once("siren", table, best))
