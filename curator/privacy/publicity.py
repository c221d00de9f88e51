"""Whether the values of a field name organisations and places, whatever its header says."""

from __future__ import annotations

from curator.privacy.evidence import ColumnEvidence
from curator.privacy.names import known_word
from curator.privacy.text import words

_PUBLIC = frozenset({"venue", "organisation"})
# Words of those lists that are just as much at home in a remark about a person.
_WEAK = frozenset(
    {
        "service", "services", "centre", "place", "cours", "fils", "parents", "eleves", "maison",
        "espace", "france", "francaise", "francais", "groupe", "conseil", "accueil", "courrier",
        "bureau", "cour", "logement", "transport", "cabinet", "mairie", "commune", "ville",
        "parking", "passage", "voie", "lot", "pass", "mail", "petite", "sa", "av", "all", "res",
        "etude", "coeur", "rouge", "union", "site", "residence", "vote", "prix", "parc", "foyer",
        "loisirs", "ensemble", "etage", "bois", "fort", "pont", "gestion", "tour", "bar",
    }
)  # fmt: skip


_NAME_LENGTH, _FREQUENT = 2, 4


def public_share(column: ColumnEvidence) -> float:
    """Share of the non-empty cells (of the sample) that hold a word of organisations or places."""
    share: float = column.once("public words", lambda: _share(column))
    return share


def _share(column: ColumnEvidence) -> float:
    return sum(v.count for v in column.sample if names_public(v.folded)) / column.weight


def names_public(folded: str) -> bool:
    """Whether a folded text holds a word of organisations or places."""
    parts = words(folded)
    if folded[:1].isdigit():
        return False  # a house number: the street may well be called after a church
    if len(parts) == _NAME_LENGTH and known_word(parts[0]).first >= 2:
        last = known_word(parts[1])
        if last.last >= _FREQUENT and not known_word(parts[0]).is_thing:
            return False  # somebody called Moulin
    return 1 < len(parts) <= 15 and any(
        part not in _WEAK and not known_word(part).groups.isdisjoint(_PUBLIC) for part in parts
    )
