"""The detectors, one module per kind or close family, found through one registry."""

# Importing a module registers its detectors. The order has no meaning.
from curator.privacy.detectors import (
    addresses,
    bank,
    bare,
    codes,
    dates,
    devices,
    emails,
    house,
    identifiers,
    minors,
    persons,
    phones,
    places,
    traits,
)
from curator.privacy.detectors.base import Detector, View, registered_detectors

__all__ = [
    "Detector",
    "View",
    "addresses",
    "bank",
    "bare",
    "codes",
    "dates",
    "devices",
    "emails",
    "house",
    "identifiers",
    "minors",
    "persons",
    "phones",
    "places",
    "registered_detectors",
    "traits",
]
