"""Who made the workbook, where, with what: properties, paths, printers, names."""

from __future__ import annotations

from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.registry import book_rule, found
from curator.readers.audit.xlsx import BookView, is_true
from curator.readers.audit.xlsx_data import strings_of
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local
from curator.severity import Severity

CORE = (
    "creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category",
    "contentStatus", "identifier",
)  # fmt: skip
APP = ("Company", "Manager", "HyperlinkBase", "Template")


@book_rule
def properties(book: BookView) -> Iterator[HiddenFinding]:
    """Author, company, keywords …"""
    for part, names in (("docProps/core.xml", CORE), ("docProps/app.xml", APP)):
        texts = book.texts(part, *names)
        if texts:
            yield found(
                "document-properties",
                part,
                N_(
                    "The document properties name a person, an organisation or a subject. They are"
                    " not exported."
                ),
                severity=Severity.NOTE,
                texts=texts,
            )
    texts = book.texts("docProps/custom.xml")
    root = book.root("docProps/custom.xml")
    texts += [e.get("name", "") for e in root.iter() if local(e.tag) == "property"]
    if texts:
        yield found(
            "custom-properties",
            "docProps/custom.xml",
            N_("The document has properties of its own. They are not exported."),
            severity=Severity.NOTE,
            texts=texts,
        )


@book_rule
def labels_and_thumbnail(book: BookView) -> Iterator[HiddenFinding]:
    """Sensitivity labels, and a picture of the first sheet."""
    for part in book.parts(r"docMetadata/.*\.xml"):
        yield found(
            "sensitivity-label",
            part,
            N_("The document carries a sensitivity label. It is not exported."),
            severity=Severity.NOTE,
            texts=[str(v) for e in book.root(part).iter() for v in e.attrib.values()],
        )
    for part in book.parts(r"docProps/thumbnail\..*"):
        yield found(
            "thumbnail",
            part,
            N_("The document holds a small picture of its first sheet. It is not exported."),
            severity=Severity.NOTE,
        )


@book_rule
def paths_and_reservations(book: BookView) -> Iterator[HiddenFinding]:
    """The folder where it was saved, and who reserved it."""
    for element in book.workbook.iter():
        name = local(element.tag)
        if name == "absPath" and element.get("url"):
            yield found(
                "author-path",
                book.part,
                N_("The workbook names the folder where it was saved. It is not exported."),
                severity=Severity.NOTE,
                texts=[element.get("url", "")],
            )
        elif name == "fileSharing" and element.attrib:
            yield found(
                "file-sharing",
                book.part,
                N_("The workbook names the user who reserved it. It is not exported."),
                severity=Severity.NOTE,
                texts=[element.get("userName", "")],
            )
        elif name == "customWorkbookView":
            yield found(
                "custom-view",
                book.part,
                N_("The workbook has views named after users. They are not exported."),
                severity=Severity.NOTE,
                texts=[element.get("name", "")],
            )


@book_rule
def printers(book: BookView) -> Iterator[HiddenFinding]:
    """Names of printers and their settings."""
    for part in book.parts(r"xl/printerSettings/.*"):
        yield found(
            "printer-settings",
            part,
            N_("The workbook names a printer. It is not exported."),
            severity=Severity.NOTE,
            texts=strings_of(book.package.find(part) or b""),
        )


@book_rule
def defined_names(book: BookView) -> Iterator[HiddenFinding]:
    """Names that hold constants, are hidden, or point to what is gone."""
    names = [e for e in book.workbook.iter() if local(e.tag) == "definedName"]
    odd = [
        e
        for e in names
        if not e.get("name", "").startswith("_xlnm.")
        or (is_true(e.get("hidden", "")) and "_FilterDatabase" not in e.get("name", ""))
    ]
    if odd:
        yield found(
            "defined-names",
            book.part,
            N_(
                "The workbook has defined names, which can hold values or point to deleted "
                "cells ({count} in all). They are not exported."
            ),
            severity=Severity.NOTE,
            texts=[t for e in odd for t in (e.text or "", e.get("comment", ""), e.get("name", ""))],
            count=len(odd),
        )


@book_rule
def format_literals(book: BookView) -> Iterator[HiddenFinding]:
    """Words inside number formats."""
    if book.styles.literals:
        yield found(
            "number-format-text",
            "xl/styles.xml",
            N_("Number formats add words to the values shown. The words are not exported."),
            severity=Severity.NOTE,
            texts=book.styles.literals,
        )
