"""Points that must be on French soil."""

from __future__ import annotations

import json
from typing import Any

from curator.i18n import N_
from curator.schema.checks.base import cell_check

_MESSAGES = {
    "message": N_("“{field}” is not a point of French territory, as [longitude, latitude]."),
    "reversed": N_("“{field}” gives the latitude first: write the longitude, then the latitude."),
    "form": N_("“{field}” is not two numbers in square brackets: [longitude, latitude]."),
}


@cell_check("french-gps-coordinates", "coordonnees-gps-francaises", **_MESSAGES)
def is_on_french_soil(text: str) -> bool | str:
    """``[lon, lat]`` within the surroundings of a French territory."""
    point = _pair(text)
    if point is None:
        return "form"
    from frformat import CoordonneesGPSFrancaises

    if CoordonneesGPSFrancaises.is_valid(*point):
        return True
    return "reversed" if CoordonneesGPSFrancaises.is_valid(point[1], point[0]) else False


def _pair(text: str) -> tuple[float, float] | None:
    try:
        value: Any = json.loads(text)
    except ValueError:
        return None
    if not isinstance(value, list) or len(value) != 2:
        return None
    if not all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value):
        return None
    return float(value[0]), float(value[1])
