"""Persons named in a sentence: titles, first names beside surnames, names beside telling words.

What is only called after somebody is told apart by ``namesakes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curator.privacy.namesakes import (
    BREAK,
    SAINTS,
    is_brand,
    is_company,
    is_famous,
    is_feast,
    is_named_after,
    is_of_work,
)
from curator.privacy.spans import Span
from curator.privacy.tokens import (
    Token,
    are_joined,
    is_shouted,
    run_after_title,
    run_at,
)

_LEARNED = frozenset({"dr", "docteur", "pr", "me", "maitre", "professeur"})
"""Titles that places and companies bear too (Pharmacie Docteur X)."""


def person_spans(text: str, tokens: Sequence[Token], *, wants_all: bool) -> Iterable[Span]:
    """The names of persons in ``text``; ``wants_all`` False keeps those behind a title."""
    shouted = is_shouted(tokens)
    position = 0
    while position < len(tokens):
        step, span = _at(tokens, position, text, shouted, wants_all)
        if span is not None:
            yield span
        position += step


def _at(
    tokens: Sequence[Token], at: int, text: str, shouted: bool, wants_all: bool
) -> tuple[int, Span | None]:
    """The name that starts at a word, and how many words to go on by."""
    if (
        _is_title(tokens, at, text)
        and not is_famous(tokens, at, at + 2, text)
        and (wants_all or tokens[at].low not in _LEARNED)
    ):
        run = run_after_title(tokens, at + 1, text, shouted)
        if run:
            named_after = is_named_after(tokens, at, text) or is_company(
                tokens, at + 1 + len(run), text
            )
            return len(run) + 1, None if named_after else _span(run, 0.95)
        return 1, None
    if not wants_all:
        return 1, None
    run = run_at(tokens, at, text, shouted)
    if not run:
        small = _in_small_letters(tokens, at, text)
        if small is not None:
            return 2, small
        return 1, _after_cue(tokens, at, text, shouted)
    return len(run), _judge(tokens, at, list(run), text, shouted)


def _after_cue(tokens: Sequence[Token], at: int, text: str, shouted: bool) -> Span | None:
    """A surname that is also a place (Moulin), right behind “famille” or the like."""
    token = tokens[at]
    if at == 0 or shouted or not token.is_capital or not _is_cue(tokens[at - 1], token, text):
        return None
    groups = token.word.groups
    if token.word.last < 4 or "function" in groups or "official" in groups:
        return None
    return None if is_named_after(tokens, at, text) else _span([token], 0.7)


_BEFORE_A_PERSON = frozenset(
    {"a", "par", "avec", "de", "pour", "chez", "et", "contacter", "appeler", "voir"}
)


def _in_small_letters(tokens: Sequence[Token], at: int, text: str) -> Span | None:
    """A first name and a surname typed without capitals (vu avec karim benali)."""
    pair = tokens[at : at + 2]
    if at == 0 or len(pair) < 2 or tokens[at - 1].low not in _BEFORE_A_PERSON:
        return None
    first, last = pair
    if not (first.text.islower() and last.text.islower() and are_joined(first, last, text)):
        return None
    if first.word.first < 2 or first.is_common or first.word.is_commune or last.is_common:
        return None
    if last.word.last < 1 or is_named_after(tokens, at, text):
        return None
    return _span(pair, 0.7)


def _is_title(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether the word is a title right before another (``M`` and ``me`` mean other things)."""
    token = tokens[at]
    if not token.is_title or at + 1 == len(tokens):
        return False
    between = text[token.end : tokens[at + 1].start]
    if token.start and text[token.start - 1] in "'’":
        return False
    if len(between) > 3 or between.strip(". \u00a0\u202f"):
        return False
    if text[: token.start].rstrip()[-1:].isdigit():
        return False  # five metres
    if token.low == "me":
        return token.text in ("Me", "ME")
    return token.low != "m" or token.text == "M" or between.startswith(".")


def _judge(
    tokens: Sequence[Token], start: int, run: list[Token], text: str, shouted: bool
) -> Span | None:
    """The span of the name in a run of words without title, or None."""
    after = start + len(run)
    if is_named_after(tokens, start, text) or is_company(tokens, after, text):
        return None
    if is_brand(run) or is_famous(tokens, start, after, text) or is_of_work(tokens, start, text):
        return None
    cue = (start > 0 and _is_cue(tokens[start - 1], run[0], text)) or _ends_with_initial(
        tokens, start, run, text
    )
    names = _trimmed(run, keep_unknown=cue or start > 0, cue=cue)
    if not names:
        return None
    sure = _sureness(names, shouted, cue)
    if not sure and not shouted:
        sure = _from_around(tokens, start, after, names, text)
    return _span(names, sure) if sure >= 0.5 else None


_DOES = frozenset(
    {
        "a", "n", "ne", "est", "etait", "avait", "doit", "devait", "peut", "veut", "sera", "aura",
        "souhaite", "demande", "refuse", "conteste", "rappelle", "rappellera", "passe", "passera",
        "viendra", "vient", "habite", "vit", "s", "se", "travaille", "suit", "prend", "percoit",
        "accepte", "garde", "qui", "signale", "confirme", "annule", "attend",
        "ont", "sont", "dit", "pense",
    }
)  # fmt: skip
"""Verbs of which a person is the subject more often than a thing."""


def _from_around(
    tokens: Sequence[Token], start: int, after: int, names: Sequence[Token], text: str
) -> float:
    """How sure it is of words that are no known name, from the words on both sides."""
    core = [t for t in names if not t.is_particle or _opens(t, names)]
    if not core or len(core) > 3 or any(t.is_hard for t in core if len(t.text) > 1):
        return 0.0
    if _opens(names[0], names):
        # An initial with its point before a common word that is a frequent surname (S. Marchand).
        leads = start == 0 or tokens[start - 1].low in _BEFORE_A_PERSON
        return 0.65 if leads and all(t.word.last >= 3 for t in core if len(t.text) > 1) else 0.0
    does = after < len(tokens) and tokens[after].low in _DOES and names[-1] is tokens[after - 1]
    if len(core) == 1 and start and core[0].text.isupper() and len(core[0].text) >= 4:
        leads = tokens[start - 1].low in ("pour", "par", "avec", "chez")
        return 0.55 if leads and core[0].word.last >= 3 and not core[0].is_common else 0.0
    if not does or any(t.is_common or len(t.text) == 1 for t in core):
        return 0.0
    if len(core) == 1:
        word = core[0].word
        opens = start == 0 or BREAK.search(text[tokens[start - 1].end : core[0].start])
        is_known = word.first >= 2 or (bool(opens) and word.last >= 3)
        return 0.55 if is_known and not word.is_commune and not word.groups else 0.0
    return 0.6 if any(t.word.is_name for t in core) else 0.0


def _ends_with_initial(
    tokens: Sequence[Token], start: int, run: Sequence[Token], text: str
) -> bool:
    """Whether a name in capitals and an initial with its point follow “de”, “par” or the like."""
    last = run[-1]
    is_initial = len(run) > 1 and len(last.text) == 1 and text[last.end : last.end + 1] == "."
    if not is_initial:
        return False
    if run[0].text.isupper() and len(run[0].text) > 2:
        return True
    return start > 0 and not {tokens[start - 1].low, run[0].low}.isdisjoint(_BEFORE_A_PERSON)


_ABBREVIATED = 4
"""Letters of an abbreviation, whose point ends no sentence."""


def _is_cue(before: Token, first: Token, text: str) -> bool:
    between = text[before.end : first.start]
    is_short = len(before.text) <= _ABBREVIATED and between.strip() == "."
    return "cue" in before.word.groups and (
        not BREAK.search(between) or between.strip() in (":", "(", ",") or is_short
    )


def _trimmed(run: list[Token], *, keep_unknown: bool, cue: bool) -> list[Token]:
    """The run without the common words at its ends that open or close the sentence."""
    names = list(run)
    if cue and len(names) == 1 and names[0].is_capital and names[0].word.last >= 4:
        return names if "function" not in names[0].word.groups else []
    while names and (
        _is_filler(names[0], names[1:])
        or (
            not keep_unknown
            and len(names) >= 3
            and not names[0].word.is_name
            and not _opens(names[0], names)
        )
    ):
        names.pop(0)
    if len(names) == 2 and not names[0].word.is_name and _is_shout_behind(names):
        names.pop(0)  # “Litige MARTIN”: the first capital is the sentence’s
    while names and (_is_filler(names[-1], names[:-1]) or names[-1].is_particle):
        names.pop()
    return names


def _is_shout_behind(names: Sequence[Token]) -> bool:
    first, last = names
    return not first.text.isupper() and last.text.isupper() and len(last.text) > 3


def _opens(token: Token, names: Sequence[Token]) -> bool:
    """Whether it is an initial with its point (L. Martin) that opens the name."""
    is_first = len(names) > 1 and token is names[0]
    is_one = len(token.text) == 1 and token.is_capital
    return is_first and is_one and names[1].start > token.end + 1


def _is_filler(token: Token, others: Sequence[Token]) -> bool:
    if _opens(token, [token, *others]):
        return False
    if token.is_hard:
        return True
    if not token.is_common:
        return False
    return not (
        token.can_be_first or (any(o.can_be_first for o in others) and token.word.last >= 4)
    )


def _sureness(names: Sequence[Token], shouted: bool, cue: bool) -> float:
    """How sure it is that these words are a person’s name, without a title before them."""
    core = [t for t in names if not t.is_particle or _opens(t, names)] or list(names)
    if not cue and is_feast(names):
        return 0.0
    if len(core) == 1:
        is_saint = names[0].low in SAINTS and names[0] is not core[0]
        return 0.0 if is_saint and not cue else _lone(core[0], shouted, cue)
    if any(len(t.text) == 1 for t in core):
        others = [t for t in core if len(t.text) > 1]
        known = any(t.word.is_name for t in others) or cue or _opens(names[0], names)
        clean = not any(t.is_common for t in others)
        return 0.8 if others and clean and known and not shouted and len(others) <= 3 else 0.0
    if _has_first_and_last(core):
        known = any(t.word.last >= 1 for t in core if not t.can_be_first) or all(
            t.can_be_first for t in core
        )
        return 0.92 if known else 0.0 if shouted else 0.8
    if cue:
        return 0.8 if all(t.can_be_last for t in core) else 0.0
    known = all(t.word.is_name and not t.is_common for t in core)
    weak_first = any(t.word.first >= 1 and not t.is_common for t in core)
    return 0.65 if known and weak_first and not shouted else 0.0


def _has_first_and_last(core: Sequence[Token]) -> bool:
    """Whether one word can be the first name and another the surname."""
    return any(
        last.can_be_last and first.can_be_first
        for first in core
        for last in core
        if first is not last
    )


def _lone(token: Token, shouted: bool, cue: bool) -> float:
    """How sure it is that one word alone is a person’s name."""
    word = token.word
    if len(token.text) < 3:
        return 0.0
    if cue:
        return _cued(token, shouted)
    if token.is_common or shouted or word.is_commune:
        return 0.0
    is_upper = token.text.isupper() and len(token.text) >= 4
    return 0.6 if word.first >= 3 or (is_upper and word.last >= 2) else 0.0


def _cued(token: Token, shouted: bool) -> float:
    """The same right behind “famille”, “appeler” or the like."""
    word = token.word
    if token.is_common:
        is_name = word.is_name and token.is_capital and not shouted
        return 0.75 if is_name and (word.last >= 3 or word.first >= 2) else 0.0
    if word.is_name:
        return 0.75
    return 0.0 if shouted else 0.55


def _span(names: Sequence[Token], sure: float) -> Span:
    core = [t for t in names if not t.is_particle or _opens(t, names)]
    if len(core) > 1:
        kind = "full-name"
    else:
        is_first = bool(core) and core[0].word.first > core[0].word.last
        kind = "first-name" if is_first else "last-name"
    return Span(names[0].start, names[-1].end, kind, sure)
