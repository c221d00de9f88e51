"""What is said about a person: sensitive information, and traits that help to recognise one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from curator.i18n import N_
from curator.privacy.aligned import aligned
from curator.privacy.context import Context
from curator.privacy.detectors.base import HEADER_WEIGHT, View, detector, header_evidence
from curator.privacy.evidence import ColumnEvidence
from curator.privacy.model import Rule
from curator.privacy.names import load_resource
from curator.privacy.score import Case, Finding
from curator.privacy.terms import Strength, find_terms
from curator.privacy.tokens import tokenised

SENSITIVE = (
    "health", "disability", "politics", "union", "religion", "origin", "sexual-life", "offence",
    "social-aid",
)  # fmt: skip
PLAIN = ("sex", "nationality", "family-situation", "profession")


@dataclass(frozen=True)
class Vocabulary:
    """Values that say a kind by themselves, and values that say it under its header."""

    values: frozenset[str]
    plain: frozenset[str]


@lru_cache(maxsize=1)
def vocabularies() -> Mapping[str, Vocabulary]:
    """The vocabulary of every kind that has one."""

    def cut(text: str) -> list[str]:
        return [part for part in text.strip().split("|") if part]

    return {
        kind: Vocabulary(
            frozenset(cut(lists.get("values", ""))),
            frozenset(cut(lists.get("plain", ""))),
        )
        for kind, lists in load_resource("vocabulary.toml").items()
    }


def _shares(column: ColumnEvidence, kind: str) -> tuple[float, float]:
    """Shares of the cells that are a value of the kind, and that fit it under its header."""

    def compute() -> tuple[float, float]:
        vocabulary = vocabularies()[kind]
        exact = sum(n for text, n in column.folded_counts.items() if text in vocabulary.values)
        plain = sum(n for text, n in column.folded_counts.items() if text in vocabulary.plain)
        return exact / column.weight, plain / column.weight

    shares: tuple[float, float] = column.once(("vocabulary", kind), compute)
    return shares


def _term_shares(column: ColumnEvidence) -> Mapping[str, float]:
    """Kind → share of the cells (of the sample) that hold an expression of it."""

    def compute() -> dict[str, float]:
        shares: Counter[str] = Counter()
        for value in column.sample:
            tokens = tokenised(value.text, aligned(value.text))
            terms = find_terms(tokens, value.text)
            for kind in {t.kind for t in terms if t.strength is not Strength.NEAR}:
                shares[kind] += value.count
        return {kind: count / column.weight for kind, count in shares.items()}

    found: Mapping[str, float] = column.once("terms", compute)
    return found


@detector
def detect_traits(view: View) -> Iterable[Finding]:
    """Sex, nationality, family situation, profession: quasi-identifiers in a table of persons."""
    column, context = view.column, view.context
    for kind in PLAIN:
        exact, plain = _shares(column, kind)
        header = column.header.strength(kind)
        is_coded = kind == "sex" and _is_coded_sex(column, context)
        if header < 0.3 and exact < 0.6 and not is_coded:
            continue
        if not column.filled or (
            exact + plain < (0.1 if kind == "nationality" else 0.3)
            and not (header >= 0.8 and kind == "profession")
        ):
            continue
        case = Case(kind, share=max(exact + plain, 0.5 * header), group="trait")
        header_evidence(case, column)
        case.add(
            3.5 * exact + 0.8 * plain,
            N_("{share} of the values are in the word list"),
            share=exact + plain,
        )
        if header >= 0.8:
            case.add(1.0)
        if is_coded and header < 0.3:
            case.add(2.6)
        if exact >= 0.6 and column.distinct <= 2 and header < 0.3 and kind == "sex":
            case.add(0.5)
        if context.is_settled:
            _weigh_subject(case, column, context, exact)
        yield case.closed()


def _is_coded_sex(column: ColumnEvidence, context: Context) -> bool:
    """Whether a field without a header holds INSEE’s codes of sex, 1 and 2, beside persons."""
    return (
        column.header.is_missing
        and context.person >= 0.75
        and column.folded_counts.keys() == {"1", "2"}
    )


def _weigh_subject(case: Case, column: ColumnEvidence, context: Context, exact: float) -> None:
    if context.subject("official") >= 0.5:
        case.rule = Rule.ELECTED_OFFICIAL
    # Titles are natural persons' by themselves.
    if context.person_apart(column) >= 0.5 or column.header.has("civilite"):
        case.add(1.0)
    elif "person" in column.header.subjects or "agent" in column.header.subjects:
        case.at_most(0.6)
    elif context.public < 0.45 and (
        column.header.strength(case.kind) >= 0.8 or (column.header.is_missing and exact >= 0.9)
    ):
        case.at_most(0.55)
    else:
        case.at_most(0.3)
    if context.subject("aggregate") >= 0.5 and context.person < 0.7:
        case.at_most(0.3)


@detector
def detect_sensitive(view: View) -> Iterable[Finding]:
    """Special categories, offences and social aid: header, vocabulary, and whom the rows are."""
    column, context = view.column, view.context
    for kind in SENSITIVE:
        exact, plain = _shares(column, kind)
        terms = 0.0 if column.is_numeric else _term_shares(column).get(kind, 0.0)
        header = column.header.strength(kind)
        content = max(exact, 0.9 * terms)
        said = content + plain if header >= 0.3 else content
        if not column.filled or (header < 0.8 and said < (0.4 if header < 0.3 else 0.5)):
            continue
        if column.is_long and header < 0.5:
            continue
        case = Case(
            kind, share=max(content + plain, 0.9 if header >= 0.8 else 0.0), group="sensitive"
        )
        case.is_whole = True
        header_evidence(case, column, HEADER_WEIGHT)
        case.add(
            5 * content + 1.0 * plain,
            N_("{share} of the values are in the word list"),
            share=content,
        )
        if header >= 0.8:
            case.add(0.7)
        if context.is_settled:
            _weigh_sensitive(case, column, context, content)
        yield case.closed()


_CATEGORIES = 40
"""Different values of a field of categories."""


def _weigh_sensitive(case: Case, column: ColumnEvidence, context: Context, content: float) -> None:
    if context.subject("official") >= 0.5:
        case.rule = Rule.ELECTED_OFFICIAL
        return
    person = context.person_apart(column)
    if person >= 0.6:
        case.add(1.5, N_("The rows are persons"))
    elif context.public >= 0.45 or context.subject("aggregate") >= 0.5:
        case.at_most(0.3)
    elif person < 0.45:
        header = column.header.strength(case.kind)
        is_said = content >= 0.3 if header >= 0.8 else column.header.is_missing and content >= 0.9
        is_said &= column.distinct <= _CATEGORIES and not context.subject("thing")
        case.at_most(0.55 if is_said else 0.3)
    else:
        case.at_most(0.6 if column.header.strength(case.kind) >= 0.8 else 0.4)
