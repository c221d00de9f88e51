"""Comments, and the persons who wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.registry import book_rule, found
from curator.readers.audit.xlsx import BookView
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local


@book_rule
def notes(book: BookView) -> Iterator[HiddenFinding]:
    """Notes at cells with their authors."""
    for part in book.comment_parts:
        root = book.root(part)
        cells = [e for e in root.iter() if local(e.tag) == "comment"]
        texts = ["".join(cell.itertext()) for cell in cells]
        texts += book.texts(part, "author")
        if cells or texts:
            yield found(
                "comment",
                part,
                N_(
                    "Cells carry notes, often with the name of an author ({count} in all). "
                    "Notes are not exported."
                ),
                texts=texts,
                count=len(cells),
            )


@book_rule
def threaded_comments(book: BookView) -> Iterator[HiddenFinding]:
    """Discussions at cells."""
    for part in book.parts(r"xl/threadedComments/.*\.xml"):
        texts = book.texts(part, "text")
        yield found(
            "threaded-comment",
            part,
            N_("Cells carry comments of a discussion ({count} in all). They are not exported."),
            texts=texts,
            count=len(texts),
        )


@book_rule
def persons(book: BookView) -> Iterator[HiddenFinding]:
    """Names and accounts of the persons who commented."""
    for part in book.parts(r"xl/persons/.*\.xml"):
        people = [e for e in book.root(part).iter() if local(e.tag) == "person"]
        texts = [e.get(n, "") for e in people for n in ("displayName", "userId", "providerId")]
        if people:
            yield found(
                "person",
                part,
                N_(
                    "The workbook names persons who commented, with their accounts ("
                    "{count} in all). They are not exported."
                ),
                texts=texts,
                count=len(people),
            )
