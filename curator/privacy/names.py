"""The name dictionary and the word lists, loaded at the first look-up.

Names: ``resources/names`` (INSEE figures; how they were derived is told there). Words:
``resources/privacy/words.toml``.
"""

from __future__ import annotations

import tomllib
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


class Lookup:
    """Words looked up in the dictionary, in batches: one search costs as much as a thousand."""

    def __init__(self) -> None:
        self._known: dict[str, Word] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Look up every folded word that was not yet."""
        new = sorted(set(words) - self._known.keys())
        if not new:
            return
        table, groups = _dictionary(), word_groups()
        positions = pc.index_in(pa.array(new, pa.string()), value_set=table["token"].chunk(0))
        found = table.take(positions)
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
