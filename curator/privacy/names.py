"""The name dictionary and the word lists, loaded at the first look-up.

Names: ``resources/names`` (INSEE figures; how they were derived is told there). Words:
``resources/privacy/words.toml``.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


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
        return pq.read_table(path).combine_chunks()


@lru_cache(maxsize=1)
def word_groups() -> Mapping[str, frozenset[str]]:
    """Folded word → the word lists that hold it."""
    groups: dict[str, frozenset[str]] = {}
    for group, members in load_resource("words.toml").items():
        for word in members.split():
            groups[word] = groups.get(word, frozenset()) | {group}
    return MappingProxyType(groups)


def load_resource(name: str) -> dict[str, Any]:
    """A TOML file of ``resources/privacy``."""
    path = resources.files("resources") / "privacy" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


class _Sorted:
    """The dictionary's words, which are in order, as a sequence to bisect."""

    def __init__(self, tokens: pa.Array) -> None:
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, position: int) -> str:
        return str(self._tokens[position])


FEW = 2000
"""Words up to which searching one by one is faster than hashing the whole dictionary."""


def _positions(words: list[str], tokens: pa.Array) -> pa.Array:
    """Where each word is in the dictionary; null where it is not."""
    if len(words) > FEW:
        return pc.index_in(pa.array(words, pa.string()), value_set=tokens)
    ordered = _Sorted(tokens)
    found = [bisect_left(ordered, word) for word in words]
    return pa.array(
        [
            position if position < len(ordered) and ordered[position] == word else None
            for word, position in zip(words, found, strict=True)
        ],
        pa.int32(),
    )


class Lookup:
    """Words looked up in the dictionary, each once."""

    def __init__(self) -> None:
        self._known: dict[str, Word] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Look up every folded word that was not yet."""
        new = sorted(set(words) - self._known.keys())
        if not new:
            return
        table, groups = _dictionary(), word_groups()
        found = table.take(_positions(new, table["token"].chunk(0)))
        columns = [found[name].to_pylist() for name in ("first", "last", "commune")]
        for word, first, last, commune in zip(new, *columns, strict=True):
            self._known[word] = Word(
                first or 0, last or 0, bool(commune), groups.get(word, frozenset())
            )

    def __call__(self, word: str) -> Word:
        """What is known about a folded word (that was learnt)."""
        return self._known.get(word, UNKNOWN)


@lru_cache(maxsize=1)
def communes() -> frozenset[str]:
    """Names of communes, folded, words separated by a space."""
    table = _dictionary()
    return frozenset(table.filter(table["commune"])["token"].to_pylist())
