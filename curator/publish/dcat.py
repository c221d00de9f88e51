"""The dataset as DCAT-AP 3.0.1, in JSON-LD: what harvesters of open data portals read.

Every node has an identifier relative to the document and the keys keep one order, so that the
same release gives the same bytes. https://semiceu.github.io/DCAT-AP/releases/3.0.1/
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from curator.publish.documents.model import WrittenFile
from curator.publish.metadata import Metadata
from curator.publish.metadata_rules import is_iso_date
from curator.publish.release import Release
from curator.publish.vocabularies import (
    AUTHORITY,
    FREQUENCIES,
    GRANULARITIES,
    LANGUAGES,
    THEMES,
    term_of,
)
from curator.publish.writers import format_of

CONTEXT: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

MEDIA_TYPES = "http://www.iana.org/assignments/media-types"

LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"

PUBLIC = f"{AUTHORITY}/access-right/PUBLIC"
NON_PUBLIC = f"{AUTHORITY}/access-right/NON_PUBLIC"


def dcat_document(release: Release, files: Sequence[WrittenFile]) -> str:
    """The JSON-LD text."""
    document = {"@context": dict(CONTEXT)} | dataset_node(release, files)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def dataset_node(release: Release, files: Sequence[WrittenFile]) -> dict[str, Any]:
    """The ``dcat:Dataset`` with all it refers to nested in it; what is unknown is left out."""
    metadata = release.metadata
    text = _texts(metadata.language)
    node = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": release.name,
        "dct:title": text(metadata.title),
        "dct:description": text(metadata.description),
        "dct:publisher": _publisher(metadata),
        "dcat:contactPoint": _contact(metadata),
        "dcat:theme": [_ref(t.uri) for code in metadata.themes if (t := term_of(THEMES, code))],
        "dcat:keyword": [text(keyword) for keyword in metadata.keywords],
        "dct:language": _term(LANGUAGES, metadata.language),
        "dct:temporal": _temporal(metadata),
        "dct:spatial": _spatial(metadata),
        "dct:accrualPeriodicity": _term(FREQUENCIES, metadata.frequency),
        "dct:issued": _date(metadata.issued),
        "dct:modified": _date(metadata.modified),
        "dcat:version": metadata.version,
        "dct:accessRights": _ref(NON_PUBLIC if release.is_draft else PUBLIC),
        "dct:provenance": _statement("provenance", "dct:ProvenanceStatement", metadata.source_note),
        "foaf:page": {"@id": "LISEZMOI.md", "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(release, file) for file in files],
    }
    return _without_empty(node)


def _distribution(release: Release, file: WrittenFile) -> dict[str, Any]:
    metadata = release.metadata
    file_format = format_of(file.format)
    licence = metadata.known_licence
    text = _texts(metadata.language)
    status = "DEVELOP" if release.is_draft else "COMPLETED"
    authority = file_format.authority
    node = {
        "@id": f"#distribution-{file.format}",
        "@type": "dcat:Distribution",
        "dct:title": text(file.path),
        "dct:description": text(file_format.text()),
        "dcat:accessURL": _ref(file.path),
        "dcat:downloadURL": _ref(file.path),
        "dct:format": _ref(f"{AUTHORITY}/file-type/{authority}") if authority else None,
        "dcat:mediaType": _ref(f"{MEDIA_TYPES}/{file_format.mediatype}"),
        "dct:license": _ref(licence.uri) if licence else None,
        "dct:rights": _rights(metadata),
        "dcat:byteSize": _typed(str(file.bytes), "nonNegativeInteger"),
        "spdx:checksum": {
            "@id": f"#checksum-{file.format}",
            "@type": "spdx:Checksum",
            "spdx:algorithm": _ref("spdx:checksumAlgorithm_sha256"),
            "spdx:checksumValue": _typed(file.sha256, "hexBinary"),
        },
        "dct:conformsTo": _standard(release),
        "dct:issued": _date(metadata.issued),
        "dct:modified": _date(metadata.modified),
        "dct:language": _term(LANGUAGES, metadata.language),
        "adms:status": _ref(f"{AUTHORITY}/distribution-status/{status}"),
        "dcatap:availability": None
        if release.is_draft
        else _ref(f"{AUTHORITY}/planned-availability/AVAILABLE"),
    }
    return _without_empty(node)


def _publisher(metadata: Metadata) -> dict[str, Any] | None:
    if not metadata.publisher.name:
        return None
    return {
        "@id": "#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _texts(metadata.language)(metadata.publisher.name),
        "dct:identifier": metadata.publisher.siret,
        "dct:type": _ref(LOCAL_AUTHORITY),
    }


def _contact(metadata: Metadata) -> dict[str, Any] | None:
    name, mail = metadata.contact.name, metadata.contact.mail
    if not (name or mail):
        return None
    return {
        "@id": "#contact",
        "@type": "vcard:Organization",
        "vcard:fn": name or metadata.publisher.name or mail,
        "vcard:hasEmail": _ref(f"mailto:{mail}") if mail else None,
    }


def _temporal(metadata: Metadata) -> dict[str, Any] | None:
    start, end = _date(metadata.temporal.start), _date(metadata.temporal.end)
    if not (start or end):
        return None
    node = {"@id": "#period", "@type": "dct:PeriodOfTime"}
    return node | {"dcat:startDate": start, "dcat:endDate": end}


def _spatial(metadata: Metadata) -> dict[str, Any] | None:
    code = metadata.spatial.code
    if not code:
        return None
    granularity = term_of(GRANULARITIES, metadata.spatial.granularity)
    if granularity and granularity.uri:  # INSEE's repository describes the place itself
        return _ref(granularity.uri + code)
    return {"@id": "#territory", "@type": "dct:Location", "dct:identifier": code}


def _rights(metadata: Metadata) -> dict[str, Any] | None:
    licence = metadata.known_licence
    return _statement("rights", "dct:RightsStatement", licence.text()) if licence else None


def _statement(name: str, kind: str, text: str) -> dict[str, Any] | None:
    return {"@id": f"#{name}", "@type": kind, "rdfs:label": text} if text else None


def _standard(release: Release) -> dict[str, Any] | None:
    """The schema that the data follow, when it has an address of its own."""
    extra = release.schema.extra
    address = next(
        (
            str(extra[k])
            for k in ("path", "$id", "homepage")
            if str(extra.get(k, "")).startswith("http")
        ),
        "",
    )
    return {"@id": address, "@type": "dct:Standard"} if address else None


_DATE_TYPES = ((r"\d{4}", "gYear"), (r"\d{4}-\d{2}", "gYearMonth"), (r"\d{4}-\d{2}-\d{2}", "date"))


def _date(text: str) -> dict[str, str] | None:
    """A date as a typed literal; None for a text that is none."""
    for pattern, kind in _DATE_TYPES:
        if re.fullmatch(pattern, text):
            return _typed(text, kind)
    return _typed(text, "dateTime") if is_iso_date(text) else None


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@value": text, "@type": f"xsd:{kind}"}


def _texts(language: str) -> Any:
    def text(value: str) -> dict[str, str] | None:
        return {"@value": value, "@language": language} if value else None

    return text


def _ref(uri: str) -> dict[str, str]:
    return {"@id": uri}


def _term(vocabulary: tuple[Any, ...], code: str) -> dict[str, str] | None:
    term = term_of(vocabulary, code)
    return _ref(term.uri) if term else None


def _without_empty(node: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in node.items():
        if value in (None, "", []):
            continue
        kept[key] = _without_empty(value) if isinstance(value, dict) else value
    return kept
