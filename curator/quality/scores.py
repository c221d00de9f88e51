"""The two scores that portals will show, as far as they can be known before publication.

data.gouv.fr: nine points, one each (udata, ``compute_quality``). European metadata quality
assessment: 405 points, 80 of which are given only once the files answer online.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.i18n import N_
from curator.publish.metadata import Metadata
from curator.publish.metadata_rules import MIN_DESCRIPTION
from curator.publish.vocabularies import (
    FREQUENCIES,
    LANGUAGES,
    THEMES,
    UNSCHEDULED,
    term_of,
)
from curator.quality.model import Scores
from curator.quality.subject import Subject

MQA_OFFLINE = 325

CLOSED_FORMATS = frozenset({"pdf", "doc", "docx", "word", "xls", "excel", "xlsx"})
"""Formats that udata does not call open."""

MACHINE_READABLE = frozenset({"csv", "tsv", "txt", "json", "geojson", "xlsx", "xls", "ods"})
NON_PROPRIETARY = frozenset({"csv", "tsv", "txt", "json", "geojson", "ods"})

UDATA_LABELS: Mapping[str, str] = {
    "license": N_("licence"),
    "temporal_coverage": N_("period"),
    "spatial": N_("territory"),
    "update_frequency": N_("update frequency"),
    "update_fulfilled_in_time": N_("updated in time"),
    "dataset_description_quality": N_("description"),
    "has_open_format": N_("open format"),
    "all_resources_available": N_("files online"),
    "resources_documentation": N_("documentation of the files"),
}
"""udata's names of the points and what they are for."""


def scores(subject: Subject) -> Scores:
    """Both scores, as fractions of what can be had before publication."""
    udata = udata_points(subject)
    return Scores(udata=sum(udata.values()) / len(udata), mqa=mqa_points(subject) / MQA_OFFLINE)


def udata_points(subject: Subject) -> dict[str, bool]:
    """The nine points of data.gouv.fr by name. That the files answer is taken for granted."""
    m = _metadata(subject)
    is_scheduled = bool(m.frequency) and m.frequency not in UNSCHEDULED
    return {
        "license": m.known_licence is not None,
        "temporal_coverage": bool(m.temporal.start and m.temporal.end),
        "spatial": bool(m.spatial.code),
        "update_frequency": term_of(FREQUENCIES, m.frequency) is not None,
        "update_fulfilled_in_time": bool(m.frequency) and (not is_scheduled or bool(m.modified)),
        "dataset_description_quality": len(m.description.strip()) > MIN_DESCRIPTION,
        "has_open_format": _format(subject) not in CLOSED_FORMATS,
        "all_resources_available": True,
        "resources_documentation": subject.is_packaged,
    }


def mqa_points(subject: Subject) -> int:
    """Points of the European assessment, without the 80 for files that answer online."""
    m = _metadata(subject)
    known = _format(subject)
    is_packaged = subject.is_packaged
    licence = m.known_licence is not None
    points = {
        "keyword": (30, bool(m.keywords)),
        "theme": (30, any(term_of(THEMES, code) for code in m.themes)),
        "spatial": (20, bool(m.spatial.code)),
        "temporal": (20, bool(m.temporal.start or m.temporal.end)),
        "download": (20, True),
        "format": (20, True),
        "media_type": (10, True),
        "vocabulary": (10, True),
        "non_proprietary": (20, known in NON_PROPRIETARY),
        "machine_readable": (20, known in MACHINE_READABLE),
        "dcat_ap": (30, bool(m.title and m.description and term_of(LANGUAGES, m.language))),
        "licence": (20, bool(m.licence)),
        "licence_vocabulary": (10, licence),
        "access_rights": (15, is_packaged),
        "contact": (20, bool(m.contact.mail or m.contact.name)),
        "publisher": (10, bool(m.publisher.name)),
        "rights": (5, licence),
        "byte_size": (5, is_packaged),
        "issued": (5, bool(m.issued)),
        "modified": (5, bool(m.modified)),
    }
    return sum(weight for weight, has_it in points.values() if has_it)


def _metadata(subject: Subject) -> Metadata:
    return subject.metadata or Metadata(licence="")


def _format(subject: Subject) -> str:
    """The format of what is handed over; a table without a file would go out as CSV."""
    return subject.delivered.format if subject.delivered else "csv"
