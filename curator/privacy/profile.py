"""How much the values of a column look like names of persons, seen through the dictionary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from curator.privacy.evidence import ColumnEvidence, Value
from curator.privacy.names import Word, communes, known_word
from curator.privacy.text import folded, words

_NAME_TEXT = re.compile(r"[^\W\d_]+(?:(?:\.?[ ]|\.|[ ]?[\-’'/,&()]+[ ]?)[^\W\d_]+)*\.?")
_SHORT_TITLES = frozenset(
    {
        "m", "mr", "mme", "mlle", "mm", "dr", "pr", "me", "mmes", "melle", "mrs", "maitre",
        "monsieur", "madame", "mademoiselle", "docteur", "messieurs", "mesdames",
    }
)  # fmt: skip
_TIES = frozenset(
    {
        "et", "ou", "nee", "ne", "epouse", "ep", "epx", "veuve", "vve", "dit", "dite", "feu",
        "e", "famille", "conjoint", "epoux", "fam", "succession", "heritiers", "hoirs",
        "consorts", "indivision",
    }
)  # fmt: skip
_INITIAL = Word(first=0, last=0, is_commune=False, groups=frozenset())
"""A single capital beside a name, whatever the letter means elsewhere (“à”, “o”, “d’”)."""

_FREQUENT = 3
"""Tier of the surnames that a hundred people bear."""

_HARD_GROUPS = frozenset({"street", "venue", "organisation", "function", "calendar"})


@dataclass(frozen=True)
class NameProfile:
    """Shares of the non-empty cells, from 0 to 1, by what their words are.

    ``first_only``: first names alone; ``last_only``: surnames alone; ``full``: a first name with
    another name; ``titled``: opens with Mme, M., Dr; ``shaped``: letters only and written like a
    name; ``thing``: holds a street, a place, an organisation or several common words; ``commune``:
    is a commune's name; ``coined``: a single common word; ``person``: full or titled; ``surname``:
    a frequent surname that is hardly anything else.
    """

    first_only: float
    last_only: float
    full: float
    titled: float
    shaped: float
    thing: float
    commune: float
    coined: float
    person: float
    surname: float


def name_profile(column: ColumnEvidence) -> NameProfile:
    """The profile of a column, from its sample."""
    profile: NameProfile = column.once("names", lambda: _profile(column))
    return profile


def _profile(column: ColumnEvidence) -> NameProfile:
    cut = [(value, words(value.text)) for value in column.sample]
    totals = dict.fromkeys(NameProfile.__dataclass_fields__, 0.0)
    for value, parts in cut:
        for trait in _traits(value, parts):
            totals[trait] += value.count
    return NameProfile(**{trait: n / column.weight for trait, n in totals.items()})


def _traits(value: Value, parts: list[str]) -> list[str]:
    traits: list[str] = []
    if not parts or len(parts) > 9:
        return ["thing"] if len(parts) > 9 else []
    lowered = [folded(part) for part in parts]
    if " ".join(lowered) in communes():
        traits.append("commune")
    if lowered[0] in _SHORT_TITLES and len(parts) > 1:
        traits.append("titled")
    core = _core(value.text, parts, lowered)
    if not core:
        return traits
    if is_thing(value.text, [word for _, _, word in core]):
        return [*traits, "thing"]
    if not _NAME_TEXT.fullmatch(value.text):
        return traits
    if len(core) <= 6 and _is_written_like_a_name(value.text):
        traits.append("shaped")
    known = [word for _, _, word in core]
    if len(known) == 1 and known[0].is_thing:
        traits.append("coined")
    if len(known) == 1 and known[0].last >= _FREQUENT and not known[0].is_thing:
        traits.append("surname")
    traits += _name_kinds(core)
    if "titled" in traits or "full" in traits:
        traits.append("person")
    return traits


def _is_written_like_a_name(text: str) -> bool:
    """A capital first, no capital at all, or a script that has none."""
    return text[0].isupper() or text.islower() or text[0].upper() == text[0].lower()


def _core(text: str, parts: list[str], lowered: list[str]) -> list[tuple[str, str, Word]]:
    """The words of a name that count: titles, particles and ties apart, initials as such."""
    core = []
    for at, (part, low) in enumerate(zip(parts, lowered, strict=True)):
        if len(part) == 1 and _is_initial(text, parts, at):
            core.append((part, low, _INITIAL))
        elif low not in _SHORT_TITLES and low not in _TIES:
            word = known_word(low)
            if "particle" not in word.groups:
                core.append((part, low, word))
    return core


def _is_initial(text: str, parts: list[str], at: int) -> bool:
    """Whether a letter stands for a name: a capital at an end, with no apostrophe behind it."""
    part = parts[at]
    if not part.isupper() or len(parts) == 1 or at not in (0, len(parts) - 1):
        return False
    if at == 0:
        return part != "M" and text[1:2] in (".", " ")
    return text[-2:].strip(".") == part or text[-2:] == f" {part}"


def is_thing(text: str, known: list[Word]) -> bool:
    """Whether the words are rather those of a place, an organisation or a label."""
    if any(char.isdigit() for char in text):
        return True
    hard = sum(not word.groups.isdisjoint(_HARD_GROUPS) for word in known)
    # A surname may be a common word (Petit, Fontaine): beside a first name it stays a surname.
    names = sum(word.first >= 2 and not word.is_thing for word in known)
    general = sum(word.is_thing for word in known)
    if hard and all("calendar" in word.groups for word in known):
        return True
    if hard and not (names and hard == 1 and len(known) <= 3 and _is_surname(known)):
        return len(known) > 1
    return general >= 2 and general > names


def _is_surname(known: list[Word]) -> bool:
    """Whether every hard word of the value is also a frequent surname that ends or opens it."""
    hard = [word for word in known if not word.groups.isdisjoint(_HARD_GROUPS)]
    return all(word.last >= 4 for word in hard) and known[0] not in hard


def _name_kinds(core: list[tuple[str, str, Word]]) -> list[str]:
    known = [word for _, _, word in core]
    firsts = [_can_be_first(word) for word in known]
    kinds: list[str] = []
    if all(firsts):
        kinds.append("first_only")
    if all(word.last >= 1 or len(part) == 1 for part, _, word in core) and len(core) <= 3:
        kinds.append("last_only")
    initials = sum(len(part) == 1 for part, _, _ in core)
    # “Sauté de veau Marengo”, “Rosa canina”: what is no name in small letters beside a capital.
    if core[0][0][0].isupper() and any(
        p[0].islower() and (w.is_thing or not w.is_name) for p, _, w in core
    ):
        return kinds
    if 2 <= len(core) <= 6 and (
        (any(firsts) and _has_other(known, firsts))
        or (initials == 1 and all(len(p) == 1 or _is_surname_like(p, w) for p, _, w in core))
    ):
        kinds.append("full")
    return kinds


def _is_surname_like(part: str, word: Word) -> bool:
    """Whether a word beside an initial can be the surname: known as one, or as nothing."""
    return word.last >= 1 or (part[0].isupper() and not word.groups)


def _can_be_first(word: Word) -> bool:
    """Whether it is a first name rather than a surname or a common word."""
    least = 3 if word.groups - {"cue", "work", "qualifier", "particle", "mailbox"} else 1
    return word.first >= least and (word.first >= 2 or word.last < 3)


def _has_other(known: list[Word], firsts: list[bool]) -> bool:
    """Whether one word can be the surname: any but a first name that is nobody's surname."""
    can_be = [word.last >= 1 or not word.is_name for word in known]
    return any(
        can for i, can in enumerate(can_be) if any(f for j, f in enumerate(firsts) if j != i)
    )
