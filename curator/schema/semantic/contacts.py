"""Ways to reach someone, and places."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.schema.distinct import BoolArray, matches
from curator.schema.fixes.places import in_france
from curator.schema.semantic.types import SemanticType, Test, form, named

_NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]+)?"


def _points(pattern: str, *, latitude_first: bool) -> Test:
    """Pairs of numbers that are a point of France in this order."""
    whole = re.compile(pattern)

    def test(texts: pa.Array) -> BoolArray:
        found = matches(texts, f"^{pattern}$")
        pairs = [whole.match(t) for t in texts.filter(pa.array(found)).to_pylist()]
        first = np.array([float(p[1]) for p in pairs if p], dtype=float)
        second = np.array([float(p[2]) for p in pairs if p], dtype=float)
        inside = in_france(second, first) if latitude_first else in_france(first, second)
        found[np.flatnonzero(found)] = inside
        return found

    return test


def _between(low: float, high: float) -> Test:
    def test(texts: pa.Array) -> BoolArray:
        found = matches(texts, r"^-?[0-9]{1,8}(?:[.,][0-9]+)?$")
        plain = pc.if_else(pa.array(found), pc.replace_substring(texts, ",", "."), "0")
        values = pc.cast(plain, pa.float64()).to_numpy(zero_copy_only=False)
        inside: BoolArray = found & (values >= low) & (values <= high)
        return inside

    return test


CONTACTS = (
    SemanticType(
        name="telephone",
        title=N_("telephone number"),
        test=form(r"(?:(?:\+|00)33 ?(?:\(0\))?[ .]?|0)[1-9](?:[ .\-]?[0-9]{2}){4}"),
        proof=0.9,
        words=named("tel telephone fax mobile portable phone"),
    ),
    SemanticType(
        name="telephone-short",
        title=N_("telephone number without its leading zero"),
        test=form("[1-9][0-9]{8}"),
        proof=0.0,
        words=named("tel telephone fax mobile portable phone"),
    ),
    SemanticType(
        name="email",
        title=N_("e-mail address"),
        test=form(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),
        proof=0.98,
        words=named("mail email courriel mel"),
    ),
    SemanticType(
        name="url",
        title=N_("web address"),
        test=form(r"(?:https?://|www\.)\S+"),
        proof=0.98,
        words=named("url lien site web"),
    ),
    SemanticType(
        name="lat-lon",
        title=N_("point, latitude first"),
        test=_points(rf"({_NUMBER}) *[,;] *({_NUMBER})", latitude_first=True),
        proof=0.95,
        words=named("geo point coordonnees position"),
    ),
    SemanticType(
        name="lon-lat",
        title=N_("point, longitude first"),
        test=_points(rf"\[? *({_NUMBER}) *, *({_NUMBER}) *\]?", latitude_first=False),
        proof=0.95,
        words=named("geo point coordonnees position"),
        table_schema="geopoint",
    ),
    SemanticType(
        name="latitude",
        title=N_("latitude"),
        test=_between(-25, 51.5),
        proof=0.0,
        words=named("lat latitude ylat"),
        table_schema="number",
    ),
    SemanticType(
        name="longitude",
        title=N_("longitude"),
        test=_between(-63, 56),
        proof=0.0,
        words=named("lon long lng longitude xlong"),
        table_schema="number",
    ),
    SemanticType(
        name="lambert93-x",
        title=N_("Lambert 93 easting"),
        test=_between(80_000, 1_320_000),
        proof=0.0,
        words=named("x l93 lambert lambert93 easting"),
        table_schema="number",
    ),
    SemanticType(
        name="lambert93-y",
        title=N_("Lambert 93 northing"),
        test=_between(6_030_000, 7_240_000),
        proof=0.4,
        words=named("y l93 lambert lambert93 northing"),
        table_schema="number",
    ),
)
