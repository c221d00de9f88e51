"""Points whose latitude comes first, where the standard wants the longitude."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Issue
from curator.operations.field import SwapCoordinates
from curator.schema.distinct import BoolArray, as_mask
from curator.schema.fixes.view import FieldView
from curator.table import Table

_POINT = r"^[\[(]? *(?P<a>[-+]?[0-9]+(?:\.[0-9]+)?) *[,;] *(?P<b>[-+]?[0-9]+(?:\.[0-9]+)?) *[\])]?$"

# West, south, east, north of French territories with inhabitants (degrees, generous).
FRENCH_BOXES = (
    (-5.5, 41.0, 10.0, 51.5),
    (-62.0, 14.0, -60.5, 18.5),
    (-55.0, 2.0, -51.0, 6.0),
    (44.8, -21.5, 56.0, -12.5),
    (-57.0, 46.5, -56.0, 47.5),
    (163.0, -23.5, 168.5, -19.0),
    (-155.0, -28.0, -134.0, -7.5),
)


def propose_places(view: FieldView) -> Iterator[Issue]:
    """Longitude first, where every point is in France that way and none is as it stands."""
    if view.target is not None and view.target.type != "geopoint":
        return
    texts = view.texts.filter(pa.array(view.filled))
    points = pc.extract_regex(texts, pattern=_POINT)
    if not len(texts) or pc.all(pc.is_valid(points)).as_py() is not True:
        return
    first, second = (
        pc.cast(pc.struct_field(points, name), pa.float64()).to_numpy(zero_copy_only=False)
        for name in ("a", "b")
    )
    if in_france(first, second).any() or not in_france(second, first).all():
        return
    operation = SwapCoordinates(field=view.name)
    after = operation.apply(_alone(view)).column(view.name).combine_chunks()
    fix = view.fix(operation, after, is_safe=view.target is not None)
    if fix is not None:
        yield view.issue("coordinates-swapped", as_mask(pc.not_equal(view.texts, after)), fix)


def in_france(lon: np.ndarray, lat: np.ndarray) -> BoolArray:
    """Which points lie in the surroundings of a French territory."""
    inside = np.zeros(len(lon), dtype=bool)
    for west, south, east, north in FRENCH_BOXES:
        inside |= (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return inside


def _alone(view: FieldView) -> Table:
    return Table.from_columns({view.name: view.texts})
