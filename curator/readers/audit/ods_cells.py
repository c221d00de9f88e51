"""OpenDocument: far cells, words in number formats, and paths left in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.elements import get
from curator.readers.audit.far import far_cells_of
from curator.readers.audit.ods import OdsView
from curator.readers.audit.registry import found, ods_rule
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local
from curator.severity import Severity

_FORMAT_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_PATH = re.compile(r"file:/|(?:^|/)[A-Za-z]:[\\/]|^\\\\|^/(?:home|Users|mnt|media|srv)/")
LEAST_LETTERS = 3
"""Shorter words are units and marks between the parts of a date."""


@ods_rule
def far_cells(view: OdsView) -> Iterator[HiddenFinding]:
    """Cells far below or to the right of all others."""
    yield from far_cells_of(view.sheets)


@ods_rule
def format_literals(view: OdsView) -> Iterator[HiddenFinding]:
    """Words that number formats add to values."""
    roots = {id(root): root for root in (view.root, view.part("styles.xml"))}
    texts = [
        word
        for root in roots.values()
        for element in root.iter(f"{_FORMAT_SPACE}text")
        if sum(map(str.isalpha, word := (element.text or "").strip())) >= LEAST_LETTERS
    ]
    if texts:
        yield found(
            "number-format-text",
            "styles.xml",
            N_("Number formats add words to the values shown. The words are not exported."),
            severity=Severity.NOTE,
            texts=texts,
        )


@ods_rule
def paths(view: OdsView) -> Iterator[HiddenFinding]:
    """Folders of the machine where the document was made: its template, its settings."""
    held = [e.text or "" for e in view.part("settings.xml").iter() if local(e.tag) == "config-item"]
    held += [get(e, "href") for e in view.part("meta.xml").iter() if local(e.tag) == "template"]
    texts = [text for text in held if _PATH.search(text)]
    if texts:
        yield found(
            "author-path",
            view.name,
            N_("The workbook names the folder where it was saved. It is not exported."),
            severity=Severity.NOTE,
            texts=texts,
        )
