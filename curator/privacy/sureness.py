"""How sure it is that words of a sentence are a person’s name, when no title stands before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from curator.privacy.namesakes import BREAK, SAINTS, is_feast
from curator.privacy.tokens import Token

LEADING = frozenset(
    {"a", "par", "avec", "de", "pour", "chez", "et", "contacter", "appeler", "voir"}
)
"""Words that often stand right before a person."""

_LINKS = frozenset({"a", "par", "au", "avec", "pour", "de", "d"})
"""Words between a cue and the person it announces (transmis à X)."""

_ABBREVIATED = 4
"""Letters of an abbreviation, whose point ends no sentence."""

_DOES = frozenset(
    {
        "a", "n", "ne", "est", "etait", "avait", "doit", "devait", "peut", "veut", "sera", "aura",
        "souhaite", "demande", "refuse", "conteste", "rappelle", "rappellera", "passe", "passera",
        "viendra", "vient", "habite", "vit", "s", "se", "travaille", "suit", "prend", "percoit",
        "accepte", "garde", "qui", "signale", "confirme", "annule", "attend",
        "ont", "sont", "dit", "pense", "absent", "absente", "dort", "mange", "pleure", "arrive",
        "part", "revient", "explique", "declare", "appelle", "reste", "porte", "touche", "souffre",
        "serait", "aurait", "fait", "sort", "rentre", "quitte", "crie", "parle", "mord", "tape",
    }
)  # fmt: skip
"""Verbs of which a person is the subject more often than a thing."""

_FREQUENT, _KNOWN, _EVERYWHERE = 3, 2, 4
"""Tiers: borne by a hundred people, by fifty, by five hundred."""

_SHORTEST = 3
_SURE = 0.85
_LIKELY = 0.6


class Cue(Enum):
    """What announces a person right before the words."""

    NONE = auto()
    LINKED = auto()
    """A cue with a preposition behind it (transmis à)."""
    DIRECT = auto()
    """A cue (famille, appeler)."""


@dataclass(frozen=True)
class Place:
    """Where words that may be a name stand: from ``start`` to ``after``, half-open."""

    tokens: Sequence[Token]
    start: int
    after: int
    text: str
    shouted: bool

    @property
    def cue(self) -> Cue:
        """What announces a person before the words."""
        if self.start and is_cue(self.tokens[self.start - 1], self.tokens[self.start], self.text):
            return Cue.DIRECT
        if self.start > 1 and self.tokens[self.start - 1].low in _LINKS:
            link = self.tokens[self.start - 1]
            if is_cue(self.tokens[self.start - 2], link, self.text):
                return Cue.LINKED
        return Cue.NONE

    @property
    def announces_kin(self) -> bool:
        """Whether the word before says who somebody is, rather than with or by whom."""
        before = self.tokens[self.start - 1] if self.start else None
        return before is not None and before.low not in LEADING and self.cue is Cue.DIRECT

    @property
    def opens(self) -> bool:
        """Whether the words open the sentence or what follows a comma."""
        if not self.start:
            return True
        before = self.tokens[self.start - 1]
        return bool(BREAK.search(self.text[before.end : self.tokens[self.start].start]))

    def is_led(self) -> bool:
        """Whether a word that often stands before a person does."""
        return self.start == 0 or self.tokens[self.start - 1].low in LEADING

    def does(self, names: Sequence[Token]) -> bool:
        """Whether a person’s verb follows the words right away."""
        if self.after >= len(self.tokens) or names[-1] is not self.tokens[self.after - 1]:
            return False
        verb = self.tokens[self.after]
        return verb.low in _DOES and not BREAK.search(self.text[names[-1].end : verb.start])


def is_cue(before: Token, first: Token, text: str) -> bool:
    """Whether ``before`` announces a person right behind it."""
    between = text[before.end : first.start]
    is_short = len(before.text) <= _ABBREVIATED and between.strip() == "."
    return "cue" in before.word.groups and (
        not BREAK.search(between) or between.strip() in (":", "(", ",") or is_short
    )


def opens_with_initial(token: Token, names: Sequence[Token]) -> bool:
    """Whether it is an initial with its point (L. Martin) that opens the name."""
    is_first = len(names) > 1 and token is names[0]
    is_one = len(token.text) == 1 and token.is_capital
    return is_first and is_one and names[1].start > token.end + 1


def core_of(names: Sequence[Token]) -> list[Token]:
    """The words of a name that count: particles left out."""
    return [t for t in names if not t.is_particle or opens_with_initial(t, names)]


def sureness(names: Sequence[Token], place: Place, *, cue: bool) -> float:
    """How sure it is that these words are a person’s name, from 0 to 1.

    ``cue``: something before or behind them says so.
    """
    core = core_of(names) or list(names)
    if is_feast(names) and not place.announces_kin:
        return 0.0
    if len(core) == 1:
        is_saint = names[0].low in SAINTS and names[0] is not core[0]
        return 0.0 if is_saint and not cue else _lone(core[0], names, place)
    if any(len(t.text) == 1 for t in core):
        return _with_initial(core, names, place, cue=cue)
    return _several(core, names, place, cue=cue)


def _several(core: Sequence[Token], names: Sequence[Token], place: Place, *, cue: bool) -> float:
    """The same of two words or more, none of them an initial."""
    if _has_first_and_last(core):
        known = any(t.word.last >= 1 for t in core if not t.can_be_first) or all(
            t.can_be_first for t in core
        )
        return 0.92 if known else 0.0 if place.shouted else 0.8
    if cue:
        return 0.8 if all(t.can_be_last for t in core) else 0.0
    known = all(t.word.is_name and not t.is_common for t in core)
    weak_first = any(t.word.first >= 1 and not t.is_common for t in core)
    if known and weak_first and not place.shouted:
        return 0.65
    return _from_around(core, names, place)


def _with_initial(
    core: Sequence[Token], names: Sequence[Token], place: Place, *, cue: bool
) -> float:
    """The same of an initial and a surname, either first."""
    others = [t for t in core if len(t.text) > 1]
    opens = opens_with_initial(names[0], names)
    known = any(t.word.is_name for t in others) or cue or opens
    clean = not any(t.is_common for t in others)
    if others and clean and known and len(others) <= 3:
        is_frequent = opens and all(t.word.last >= _FREQUENT for t in others)
        return 0.8 if not place.shouted or is_frequent else 0.0
    # An initial with its point before a common word that is a frequent surname (S. Marchand).
    is_surname = all(t.word.last >= _FREQUENT and not t.is_hard for t in others)
    return 0.65 if opens and others and is_surname and place.is_led() else 0.0


def _has_first_and_last(core: Sequence[Token]) -> bool:
    """Whether one word can be the first name and another the surname."""
    return any(
        (last.can_be_last or last.can_follow(first)) and first.can_be_first
        for first in core
        for last in core
        if first is not last
    )


def _lone(token: Token, names: Sequence[Token], place: Place) -> float:
    """How sure it is that one word alone is a person’s name."""
    if len(token.text) < _SHORTEST:
        return 0.0
    if place.cue is Cue.DIRECT:
        return _cued(token, place)
    if token.is_common or token.word.groups & {"brand", "named"}:
        return 0.0
    is_upper = token.text.isupper() and len(token.text) > _SHORTEST and not place.shouted
    if place.does(names):
        return _doing(token, place, is_upper=is_upper)
    return _undone(token, place, is_upper=is_upper)


_SPECIES = re.compile(
    r"\w{2,}(?:us|um|ata|atum|ensis|ense|ifera|oides|alis|aris|osa|osum|ica|icum|ana|ola|ula|ea|"
    r"ora|ina|ens|ans|color|folia|folium|phylla|carpa|flora|gera|ens|robur|ella|pens)"
)
"""A Latin word in small letters: what stands before it is a plant’s or an animal’s name."""


def _is_species(place: Place) -> bool:
    """Whether the next word makes a name of natural history of it (Tilia cordata)."""
    if place.after >= len(place.tokens):
        return False
    following = place.tokens[place.after]
    is_latin = following.text.islower() and _SPECIES.fullmatch(following.low)
    return bool(is_latin) and not (following.word.groups - {"general"} or following.word.is_name)


def _undone(token: Token, place: Place, *, is_upper: bool) -> float:
    """The same of a word that no verb follows."""
    word = token.word
    if _is_species(place):
        return 0.0
    if word.is_commune and word.first < _EVERYWHERE:
        return 0.0
    if place.cue is Cue.LINKED:
        is_known = word.first >= _FREQUENT or word.last >= _KNOWN
        return _SURE if (is_upper or place.shouted) and is_known else 0.0
    if place.shouted or word.is_commune:
        return 0.0
    return _LIKELY if word.first >= _FREQUENT or (is_upper and word.last >= _KNOWN) else 0.0


def _doing(token: Token, place: Place, *, is_upper: bool) -> float:
    """The same of a word that a person’s verb follows (Selim a oublié…)."""
    word = token.word
    is_given = word.first >= _KNOWN and (word.first >= _FREQUENT or not word.is_commune)
    if is_given or (is_upper and word.last >= _KNOWN):
        return _SURE if place.opens else _LIKELY
    is_surname = word.last >= _FREQUENT and not (word.groups or word.is_commune or place.shouted)
    return 0.55 if place.opens and is_surname else 0.0


def _cued(token: Token, place: Place) -> float:
    """The same right behind “famille”, “appeler” or the like."""
    word = token.word
    if token.is_common:
        is_name = word.is_name and token.is_capital and not place.shouted
        return 0.75 if is_name and (word.last >= 3 or word.first >= 2) else 0.0
    if word.is_name:
        is_frequent = word.first >= _FREQUENT or word.last >= _FREQUENT
        return _SURE if is_frequent and place.announces_kin and not word.is_commune else 0.75
    return 0.0 if place.shouted else 0.55


def _from_around(core: Sequence[Token], names: Sequence[Token], place: Place) -> float:
    """How sure it is of words that are no known first name, from the words on both sides."""
    if place.shouted or len(core) > 3 or any(t.is_hard or t.is_common for t in core):
        return 0.0
    if place.does(names):
        return 0.6 if any(t.word.is_name for t in core) else 0.0
    # A first name from anywhere beside a frequent surname (pour Thanussan Roche).
    is_foreign = not core[0].word.is_commune and core[-1].word.last >= _FREQUENT
    return 0.6 if is_foreign and place.start and place.is_led() else 0.0
