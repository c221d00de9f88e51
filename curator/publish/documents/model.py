"""What a document of a package is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curator.i18n import gettext
from curator.publish.release import Release


@dataclass(frozen=True, kw_only=True)
class WrittenFile:
    """A file of data that was written; ``format`` is its name in ``curator.publish.writers``."""

    path: str
    format: str
    bytes: int
    sha256: str


Render = Callable[[Release, Sequence[WrittenFile]], str]
"""The text of a document, given the release and the data files that were written."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document: its file name, what it is, and how its text is made.

    ``quotes_cells``: it holds public cells as examples.
    """

    path: str
    label: str
    mediatype: str
    render: Render
    quotes_cells: bool = False

    def text(self) -> str:
        """What the document is, in the current language."""
        return gettext(self.label)
