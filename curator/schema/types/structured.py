"""Types whose text has a structure: JSON objects and arrays, lists, places, durations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.distinct import matches
from curator.schema.model import Field
from curator.schema.types.base import Reader, Vectorised, reader_of, reads


def _json(text: Any) -> Any:
    """The JSON value of a text; None when it is not JSON (a JSON null is no value either)."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None


@reads("object")
class ObjectReader(Reader):
    """JSON objects."""

    supports = ("required", "minLength", "maxLength", "enum", "jsonSchema")

    def read(self, text: str) -> dict[str, Any] | None:
        value = _json(text)
        return value if isinstance(value, dict) else None


@reads("array")
class ArrayReader(Reader):
    """JSON arrays; ``arrayItem`` describes what may be in them."""

    supports = ("required", "minLength", "maxLength", "enum", "jsonSchema")

    def __init__(self, definition: Field) -> None:
        super().__init__(definition)
        item = definition.options.get("arrayItem")
        self._item: ItemRule | None = None
        if item:
            descriptor = {"name": definition.name, "type": "any"} | dict(item)
            descriptor.pop("arrayItem", None)
            self._item = ItemRule(Field.from_descriptor(descriptor))

    def read(self, text: str) -> list[Any] | None:
        value = _json(text)
        return value if isinstance(value, list) else None

    @property
    def checks_values(self) -> bool:  # type: ignore[override]
        return self._item is not None

    def check_value(self, value: Any) -> Mapping[str, Any]:
        """Rules that some item breaks."""
        found: dict[str, Any] = {}
        if self._item is not None:
            for item in value:
                found.update(self._item.broken(item))
        return found


class ItemRule:
    """What an item of an array must be: a JSON value read as a value of the item's type."""

    def __init__(self, definition: Field) -> None:
        from curator.schema.validation.constraints import constraint_tests

        self._definition = definition
        self._reader = reader_of(definition)
        self._missing = definition.missing_values if definition.missing_values else ("",)
        self._tests = constraint_tests(definition, self._reader)

    def broken(self, item: Any) -> dict[str, Any]:
        """Rule → its parameter, for every rule the item breaks."""
        text = str(item)
        value = None if item is None or text in self._missing else item
        if value is not None:
            value = self._value(item)
            if value is None:
                return {"type": self._definition.type}
        return {
            rule: self._definition.constraints[rule]
            for rule, test in self._tests.items()
            if not test(value)
        }

    def _value(self, item: Any) -> Any:
        """A JSON value as a value of the type: numbers are numbers, the rest is read from text."""
        kind = self._definition.type
        if isinstance(item, str):
            return self._reader.read(item)
        if kind == "string":
            return None
        if kind in ("boolean", "any", "array", "object", "geojson"):
            natural = {"boolean": bool, "array": list, "object": dict, "geojson": dict}
            return item if kind == "any" or isinstance(item, natural[kind]) else None
        if isinstance(item, bool) or not isinstance(item, (int, float)):
            return None
        return self._reader.constant(item)


@reads("list")
class ListReader(Reader):
    """Items separated by a delimiter."""

    supports = ("required", "minLength", "maxLength")

    def __init__(self, definition: Field) -> None:
        super().__init__(definition)
        self._delimiter = str(definition.options.get("delimiter") or ",")
        kind = str(definition.options.get("itemType") or "string")
        self._item = reader_of(Field(name=definition.name, type=kind))

    def read(self, text: str) -> list[Any] | None:
        items = [self._item.read(piece) for piece in text.split(self._delimiter)]
        return None if any(item is None for item in items) else items


class GeoPoint(NamedTuple):
    """Longitude and latitude, in degrees."""

    lon: Decimal
    lat: Decimal


_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,12})?"
_POINTS = {
    "default": rf"^({_NUMBER}) *, *({_NUMBER})$",
    "array": r"^\[ *(-?[0-9]{1,3}(?:\.[0-9]{1,12})?) *, *(-?[0-9]{1,3}(?:\.[0-9]{1,12})?) *\]$",
}


@reads("geopoint")
class GeopointReader(Reader):
    """Points of the earth: ``"lon, lat"``, ``[lon, lat]`` or ``{"lon", "lat"}``."""

    def read(self, text: str) -> GeoPoint | None:
        pair = self._pair(text)
        if pair is None:
            return None
        try:
            point = GeoPoint(*(Decimal(part) for part in pair))
            inside = abs(point.lon) <= 180 and abs(point.lat) <= 90
        except (InvalidOperation, TypeError, ValueError):
            return None
        return point if inside else None

    def _pair(self, text: str) -> tuple[Any, Any] | None:
        form = self.definition.format
        if form == "default":
            parts: Any = [part.strip() for part in text.split(",")]
        elif form == "array":
            parts = _json(text)
        else:
            value = _json(text)
            complete = isinstance(value, dict) and set(value) == {"lon", "lat"}
            parts = [value["lon"], value["lat"]] if complete else None
        return (parts[0], parts[1]) if isinstance(parts, list) and len(parts) == 2 else None

    def vectorised(self, texts: pa.Array) -> Vectorised:
        pattern = _POINTS.get(self.definition.format)
        if pattern is None:
            return super().vectorised(texts)
        # Leading zeros are not JSON: such an array is looked at by itself.
        known = matches(texts, pattern) & ~matches(texts, r"[\[ ,-]0[0-9]")
        safe = pc.if_else(pa.array(known), texts, "0,0")
        pieces = pc.extract_regex(safe, pattern=rf"(?P<lon>{_NUMBER}) *, *(?P<lat>{_NUMBER})")
        degrees = [
            pc.cast(
                pc.replace_substring_regex(pc.struct_field(pieces, name), r"^\+|\.$", ""),
                pa.float64(),
            ).to_numpy(zero_copy_only=False)
            for name in ("lon", "lat")
        ]
        known &= (np.abs(degrees[0]) <= 180) & (np.abs(degrees[1]) <= 90)
        return known, None


@reads("geojson")
class GeojsonReader(Reader):
    """GeoJSON and TopoJSON objects."""

    def read(self, text: str) -> dict[str, Any] | None:
        value = _json(text)
        if not isinstance(value, dict):
            return None
        validator = _geojson_validator(self.definition.format)
        return value if validator is None or validator.is_valid(value) else None


@cache
def _geojson_validator(form: str) -> Any:
    """The JSON Schema that the reference implementation checks with; None: no check."""
    from frictionless import settings
    from jsonschema.validators import validator_for  # type: ignore[import-untyped]

    profiles = {"default": settings.GEOJSON_PROFILE, "topojson": settings.TOPOJSON_PROFILE}
    profile = profiles.get(form)
    return None if profile is None else validator_for(profile)(profile)


@reads("duration")
class DurationReader(Reader):
    """ISO 8601 durations."""

    def read(self, text: str) -> Any:
        from isodate import ISO8601Error, parse_duration  # type: ignore[import-untyped]

        try:
            return parse_duration(text)
        except (ISO8601Error, ValueError, OverflowError, InvalidOperation, TypeError):
            return None
