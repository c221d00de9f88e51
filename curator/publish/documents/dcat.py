"""``dcat.jsonld``: the dataset for harvesters."""

from __future__ import annotations

from curator.i18n import N_
from curator.publish.dcat import dcat_document
from curator.publish.documents.model import Document

DCAT = Document(
    path="dcat.jsonld",
    label=N_("Metadata for the harvesters of portals (DCAT-AP)"),
    mediatype="application/ld+json",
    render=dcat_document,
)
