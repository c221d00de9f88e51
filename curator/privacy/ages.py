"""Ages said of a person in a sentence, apart from how long something lasts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from curator.privacy.span import Span
from curator.privacy.speech import clauses, is_public, speaks_of_one
from curator.privacy.tokens import Token

_YEARS = re.compile(r"(?<![\d.,/])(\d{1,3}) ?ans?\b")
_LASTING = re.compile(
    r"\b(?:depuis|pendant|dans|durant|tous|toutes|pour|sur|sous|a|apres|avant|environ|encore|"
    r"y a|duree|tacite|de \d+ a|plus|moins|d'ici|derniers?|chaque|les|quelques|d'au)(?: de)?\Z"
)
"""What before a number of years makes it a time that passes, not an age."""

_TERM = frozenset(
    {
        "emprunt", "pret", "credit", "bail", "baux", "contrat", "garantie", "concession", "duree",
        "location", "convention", "abonnement", "engagement", "peine", "prison", "sursis",
        "mandat", "reclusion", "renouvellement", "renouvelable", "amortissement", "licence",
        "assurance", "anciennete", "experience", "formation", "carriere", "service", "delai",
        "prescription", "decennale", "financement", "remboursement", "echeance", "maintenance",
    }
)  # fmt: skip
"""Words of what is agreed or inflicted for a number of years."""

_HAS = re.compile(
    r"\b(?:a|aura|avait|a eu|aura eu|vient d'avoir|fete|fetera|fetait|(?:fete )?ses|"
    r"l'age de|agee? de)(?: deja| bientot| aujourd'hui)?\Z"
)
_BEFORE = 28
_OLDEST = 115


def age_spans(
    tokens: Sequence[Token], text: str, folded: str, named: Sequence[Span]
) -> Iterable[Span]:
    """Numbers of years that are somebody’s age: a person stands in the clause, nothing lasts."""
    matches = list(_YEARS.finditer(folded))
    if not matches:
        return
    spoken = list(clauses(tokens, text))
    for match in matches:
        clause = next(
            (tokens[a:b] for a, b in spoken if tokens[b - 1].end >= match.end() - 1), tokens
        )
        if int(match[1]) <= _OLDEST and _is_age(match, clause, text, folded, named):
            yield Span(match.start(1), match.end(1), "age", 0.75)


def _is_age(
    match: re.Match[str], clause: Sequence[Token], text: str, folded: str, named: Sequence[Span]
) -> bool:
    before = folded[max(0, match.start() - _BEFORE) : match.start()].rstrip()
    has = bool(_HAS.search(before))
    if _LASTING.search(before) and not has:
        return False
    if any(t.low in _TERM for t in clause):
        return False
    first, last = clause[0].start, clause[-1].end
    if any(first <= span.start < last for span in named):
        return True
    return speaks_of_one(clause, text) and (before.endswith(" ses") or not is_public(clause))
