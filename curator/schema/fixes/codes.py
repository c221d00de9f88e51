"""Codes that a spreadsheet damaged: leading zeros lost, printed in scientific notation, spaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Issue, Severity
from curator.operations.field import CompactCode, ExpandCode, PadCode
from curator.schema.code_fields import luhn, names_a_code
from curator.schema.distinct import BoolArray, as_mask, mapped, matches
from curator.schema.fixes.view import FieldView
from curator.schema.french import from_scientific, is_scientific
from curator.schema.words import words


@dataclass(frozen=True, kw_only=True)
class Code:
    """A code of fixed length, the words that name it, and whether a text is one."""

    name: str
    length: int
    words: frozenset[str]
    is_valid: Callable[[str], bool]


def _is_postal(text: str) -> bool:
    return bool(re.fullmatch(r"(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}", text))


def _is_commune(text: str) -> bool:
    return bool(re.fullmatch(r"(?:0[1-9]|[1-8][0-9]|9[0-57]|2[AB])[0-9]{3}", text))


def _is_siren(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{9}", text)) and luhn(text)


def _is_siret(text: str) -> bool:
    # The post office's establishments have a key of their own: the sum of the digits.
    post_office = text.startswith("356000000") and sum(map(int, text)) % 5 == 0
    return bool(re.fullmatch(r"[0-9]{14}", text)) and (luhn(text) or post_office)


def _is_telephone(text: str) -> bool:
    return bool(re.fullmatch(r"0[1-9](?:[ .\-\u00a0]?[0-9]{2}){4}", text))


CODES = (
    Code(name="siret", length=14, words=frozenset({"siret"}), is_valid=_is_siret),
    Code(name="siren", length=9, words=frozenset({"siren"}), is_valid=_is_siren),
    Code(
        name="postal", length=5, words=frozenset({"postal", "postale", "cp"}), is_valid=_is_postal
    ),
    Code(
        name="commune",
        length=5,
        words=frozenset({"insee", "depcom", "codgeo", "commune"}),
        is_valid=_is_commune,
    ),
    Code(
        name="telephone",
        length=10,
        words=frozenset({"tel", "telephone", "fax", "mobile", "portable"}),
        is_valid=_is_telephone,
    ),
)
"""In the order in which a name is held against them."""

_ENOUGH = 0.9


def propose_codes(view: FieldView) -> Iterator[Issue]:
    """Write out, compact, pad: what makes the texts codes of their kind again."""
    if view.target is not None and view.target.type not in ("string", "any"):
        return
    yield from _scientific(view)
    code = code_of(view)
    if code is not None:
        yield from _spaced(view, code)
        yield from _short(view, code)


def code_of(view: FieldView) -> Code | None:
    """The code that a field holds by its name."""
    found = set(words(view.name))
    if "labels" in found or "libelle" in found or "nom" in found:
        return None
    return next((code for code in CODES if code.words & found), None)


def _scientific(view: FieldView) -> Iterator[Issue]:
    if view.target is None and not names_a_code(view.name):
        return
    if not matches(view.texts, r"[0-9][eE]\+?[0-9]").any():
        return
    texts = view.texts.to_pylist()
    printed = np.array([is_scientific(t) for t in texts], dtype=bool) & view.filled
    if not printed.any():
        return
    whole = np.array([from_scientific(t) is not None for t in texts], dtype=bool) & printed
    if whole.any():
        after = pa.array([from_scientific(t) or t for t in texts], type=pa.string())
        fix = view.fix(ExpandCode(field=view.name), after, is_safe=True)
        if fix is not None:
            yield view.issue("code-scientific", whole, fix)
    lost = printed & ~whole
    if lost.any():
        yield view.issue("code-digits-lost", lost, severity=Severity.BLOCKING)


def _valid(texts: pa.Array, code: Code) -> BoolArray:
    return np.array([code.is_valid(text) for text in texts.to_pylist()], dtype=bool)


def _spaced(view: FieldView, code: Code) -> Iterator[Issue]:
    spaced = matches(view.texts, r"^[0-9][0-9AB\p{Z}.\-]*[\p{Z}.\-][0-9AB\p{Z}.\-]*$") & view.filled
    if code.name == "telephone" or not spaced.any():
        return  # people read telephone numbers in pairs: the spaces are meant
    pattern = r"[\p{Z}\t\x{200B}\x{FEFF}.\-]"
    after = pc.replace_substring_regex(view.texts, pattern=pattern, replacement="")
    changed = as_mask(pc.not_equal(view.texts, after))
    becomes_valid = _valid(after, code) | ~changed
    fix = view.fix(CompactCode(field=view.name), after, is_safe=bool(becomes_valid.all()))
    if fix is not None:
        yield view.issue("code-spaced", spaced, fix, kind=code.name)


def _short(view: FieldView, code: Code) -> Iterator[Issue]:
    # A SIRET misses as many zeros as it starts with; the other codes miss one.
    most = 2 if code.name in ("siret", "siren") else 1
    operation = PadCode(field=view.name, length=code.length, most=most)
    pattern = rf"^[0-9][0-9AB]{{{code.length - most - 1},{code.length - 2}}}$"
    short = matches(view.texts, pattern) & view.filled
    if not short.any():
        return
    after = mapped(pa.chunked_array([view.texts]), _pad(pattern, code.length)).combine_chunks()
    valid = _valid(after, code)
    if view.share(valid) >= _ENOUGH:
        safe = bool(valid[short].all()) and code.name != "telephone"
        fix = view.fix(operation, after, is_safe=safe)
        if fix is not None:
            yield view.issue("code-short", short, fix, kind=code.name, length=code.length)


def _pad(pattern: str, length: int) -> Callable[[pa.Array], pa.Array]:
    def pad(texts: pa.Array) -> pa.Array:
        short = as_mask(pc.match_substring_regex(texts, pattern=pattern))
        padded = pc.utf8_lpad(texts, length, "0")
        return pc.if_else(pa.array(short), padded, texts)

    return pad
