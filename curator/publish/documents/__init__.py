"""The documents of a package, in the language of its metadata.

To add one: write a module here with a ``Document`` in it, and name it in ``_DOCUMENTS``.
"""

from __future__ import annotations

from curator.publish.documents.dcat import DCAT
from curator.publish.documents.dictionary import DICTIONARY
from curator.publish.documents.model import Document, WrittenFile
from curator.publish.documents.readme import README
from curator.publish.documents.report import REPORT

_DOCUMENTS = (README, DICTIONARY, REPORT, DCAT)

__all__ = ["Document", "WrittenFile", "documents"]


def documents() -> tuple[Document, ...]:
    """Every document, in the order in which a package lists them."""
    return _DOCUMENTS
