"""Drawings, charts, pictures, embedded files, macros and controls."""

from __future__ import annotations

from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.pictures import picture_texts
from curator.readers.audit.registry import book_rule, found
from curator.readers.audit.xlsx import BookView
from curator.readers.audit.xlsx_data import strings_of
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local
from curator.severity import Severity


@book_rule
def charts(book: BookView) -> Iterator[HiddenFinding]:
    """Charts keep copies of the values that they draw."""
    for part in book.parts(r"xl/(?:charts|chartsheets)/[^/]*\.xml"):
        texts = book.texts(part, "v", "t", "f")
        if texts:
            yield found(
                "chart-cache",
                part,
                N_("A chart keeps a copy of the values that it draws. It is not exported."),
                texts=texts,
            )


@book_rule
def drawings(book: BookView) -> Iterator[HiddenFinding]:
    """Text boxes, and descriptions of pictures."""
    for part in book.parts(r"xl/drawings/[^/]*\.(?:xml|vml)"):
        root = book.root(part)
        texts = book.texts(part, "t", "p", "div", "font", "span")
        for element in root.iter():
            if local(element.tag) in ("cNvPr", "shape", "docPr"):
                texts += [element.get(n, "") for n in ("descr", "title", "alt")]
        texts += [t for _k, t, outside in book.package.relations(part).values() if outside]
        if any(text.strip() for text in texts):
            yield found(
                "drawing",
                part,
                N_("Drawings hold texts (text boxes, descriptions). They are not exported."),
                texts=texts,
            )


@book_rule
def pictures(book: BookView) -> Iterator[HiddenFinding]:
    """Pictures, and what they say about camera, place and author."""
    for part in book.parts(r"xl/media/.*"):
        texts = picture_texts(book.package.find(part) or b"")
        if texts:
            yield found(
                "image-metadata",
                part,
                N_("A picture carries metadata (author, camera, place). It is not exported."),
                texts=texts,
            )
        else:
            yield found(
                "image",
                part,
                N_("The workbook holds a picture. It is not exported."),
                severity=Severity.NOTE,
            )


@book_rule
def embedded(book: BookView) -> Iterator[HiddenFinding]:
    """Files inside the workbook."""
    for part in book.parts(r"xl/embeddings/.*"):
        yield found(
            "embedded-object",
            part,
            N_(
                "Another document is embedded in the workbook and could not be looked into. It is"
                " not exported."
            ),
            texts=strings_of(book.package.find(part) or b""),
        )


@book_rule
def macros(book: BookView) -> Iterator[HiddenFinding]:
    """Programs and controls."""
    for part in book.parts(r"xl/(?:vbaProject.*|vbaData\.xml|macrosheets/.*|dialogsheets/.*)"):
        yield found(
            "macro",
            part,
            N_("The workbook holds macros. They are not run and not exported."),
            texts=strings_of(book.package.find(part) or b""),
        )
    for part in book.parts(r"xl/(?:activeX|ctrlProps)/[^/]*\.(?:xml|bin)"):
        yield found(
            "control",
            part,
            N_("The workbook holds form controls. They are not exported."),
            severity=Severity.NOTE,
            texts=[str(v) for e in book.root(part).iter() for v in e.attrib.values()],
        )
