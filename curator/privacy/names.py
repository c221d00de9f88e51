"""The name dictionary and the word lists, loaded at the first look-up.

Names: ``resources/names`` (INSEE figures; how they were derived is told there). Words:
``resources/privacy/words.toml``.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Word:
    """What is known about one folded word.

    ``first`` and ``last`` are tiers of frequency among first names and surnames: 0 unknown, 4
    borne by more than 500 people. ``groups`` are the word lists that hold it.
    """

    first: int = 0
    last: int = 0
    is_commune: bool = False
    groups: frozenset[str] = frozenset()

    @property
    def is_name(self) -> bool:
        """Whether somebody bears it."""
        return self.first > 0 or self.last > 0

    @property
    def is_thing(self) -> bool:
        """Whether it is first of all a common word."""
        return bool(self.groups)


UNKNOWN = Word()


@lru_cache(maxsize=1)
def _dictionary() -> pa.Table:
    import pyarrow.parquet as pq

    with resources.as_file(resources.files("resources") / "names" / "names.parquet") as path:
        return pq.ParquetFile(path).read().combine_chunks()  # lighter to import than a dataset


@lru_cache(maxsize=1)
def word_groups() -> Mapping[str, frozenset[str]]:
    """Folded word → the word lists that hold it."""
    groups: dict[str, frozenset[str]] = {}
    for group, members in load_resource("words.toml").items():
        for word in members.split():
            groups[word] = groups.get(word, frozenset()) | {group}
    return MappingProxyType(groups)


def load_resource(name: str, folder: str = "privacy") -> dict[str, Any]:
    """A TOML file of ``resources/privacy``, or of another folder beside it."""
    path = resources.files("resources") / folder / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


class _Tokens(Sequence[bytes]):
    """The dictionary's tokens as bytes, for a search by halves: its order is that of the bytes."""

    def __init__(self, tokens: pa.StringArray) -> None:
        _, offsets, data = tokens.buffers()
        self._offsets = np.frombuffer(offsets, dtype=np.int32)[: len(tokens) + 1]
        self._data = memoryview(data)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, at: Any) -> Any:
        return self._data[self._offsets[at] : self._offsets[at + 1]].tobytes()


@lru_cache(maxsize=1)
def _tokens() -> _Tokens:
    return _Tokens(_dictionary()["token"].chunk(0))


@lru_cache(maxsize=50_000)
def known_word(word: str) -> Word:
    """What is known about a folded word."""
    groups, encoded = word_groups().get(word, _NO_GROUPS), word.encode()
    at = bisect_left(_tokens(), encoded)
    first, last, is_commune = 0, 0, False
    if at < len(_tokens()) and _tokens()[at] == encoded:
        first, last, is_commune = (
            _dictionary()[column][at].as_py() for column in ("first", "last", "commune")
        )
    abroad = _abroad()
    if first < _RARE and word in abroad.first:
        first = _RARE
    if not last and word.endswith(abroad.endings) and len(word) >= _SHORTEST_SURNAME:
        last = _RARE
    if not (groups or first or last or is_commune) and word.endswith(_NOUN_ENDINGS):
        groups = _COMMON if len(word) >= _SHORTEST_NOUN else groups
    found = Word(first, last, is_commune, groups)
    return UNKNOWN if found == UNKNOWN else found


_NO_GROUPS: frozenset[str] = frozenset()
_COMMON = frozenset({"general"})
_RARE = 2
"""Tier of the names that INSEE’s figures miss or know too rarely."""

_SHORTEST_SURNAME, _SHORTEST_NOUN = 6, 7
_NOUN_ENDINGS = tuple(
    f"{ending}{plural}"
    for ending in (
        "tion", "sion", "ment", "ite", "isme", "iste", "ance", "ence", "ture", "erie", "ique",
        "able", "ible", "oire", "teur", "trice", "euse", "logie", "graphe", "phone", "scope",
        "ateur", "ification", "itude", "ateurs", "ette", "ade", "age",
    )
    for plural in ("", "s")
)  # fmt: skip
"""Endings of French nouns and adjectives: a word so formed that nobody bears is no name."""


@dataclass(frozen=True)
class _Abroad:
    first: frozenset[str]
    endings: tuple[str, ...]


@lru_cache(maxsize=1)
def _abroad() -> _Abroad:
    """First names and endings of surnames from elsewhere than INSEE’s lists."""
    data = load_resource("abroad.toml", "names")
    given = frozenset(folded for names in data["first"].values() for folded in names.split())
    return _Abroad(given, tuple(data["last"]["endings"].split()))


@lru_cache(maxsize=1)
def communes() -> frozenset[str]:
    """Names of communes, folded, words separated by a space."""
    table = _dictionary()
    return frozenset(table.filter(table["commune"])["token"].to_pylist())
