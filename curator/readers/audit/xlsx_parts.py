"""The inventory of a container: parts that no rule knows, nothing refers to, or were left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.registry import book_rule, found
from curator.readers.audit.xlsx import BookView
from curator.readers.audit.xlsx_data import strings_of
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local
from curator.severity import Severity

KNOWN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\[content_types\]\.xml",
        r"(?:.*/)?_rels/[^/]*\.rels",
        r"docProps/(?:core|app|custom)\.xml|docProps/thumbnail\..*|docMetadata/.*",
        r"xl/(?:workbook\d*|styles\d*|sharedStrings\d*|calcChain|connections|metadata)\.(?:xml|bin)",
        r"xl/(?:worksheets|chartsheets|tables)/[^/]*\.(?:xml|bin)",
        r"xl/worksheets/binaryIndex\d*\.bin|xl/theme/.*|xl/(?:.*/)?comments\d*\.(?:xml|bin)",
        r"xl/(?:threadedComments|persons|pivotCache|pivotTables|slicers|slicerCaches)/.*",
        r"xl/(?:timelines|timelineCaches|model|queryTables|externalLinks|richData)/.*",
        r"xl/(?:charts|drawings|media|embeddings|activeX|ctrlProps|printerSettings)/.*",
        r"xl/(?:vbaProject.*|vbaData\.xml|macrosheets/.*|dialogsheets/.*|revisions/.*)",
        r"customXml/.*",
    )
)


@book_rule
def custom_xml(book: BookView) -> Iterator[HiddenFinding]:
    """Data that other programs put beside the sheets."""
    for part in book.parts(r"customXml/item\d*\.xml"):
        data = book.package.find(part) or b""
        if b"DataMashup" not in data and b"D\x00a\x00t\x00a\x00M\x00a\x00s\x00h" not in data:
            yield found(
                "custom-xml",
                part,
                N_("Another program stored data of its own in the workbook. It is not exported."),
                texts=book.texts(part) or strings_of(data),
            )


@book_rule
def revisions(book: BookView) -> Iterator[HiddenFinding]:
    """The log of a shared workbook: old values and who changed them."""
    parts = book.parts(r"xl/revisions/.*\.xml")
    if parts:
        texts = [t for part in parts for t in book.texts(part)]
        for part in parts:
            texts += [
                str(v)
                for e in book.root(part).iter()
                for k, v in e.attrib.items()
                if local(k) in ("userName", "name", "oldName", "newName")
            ]
        yield found(
            "revision-log",
            parts[0],
            N_(
                "The workbook keeps a log of changes, with old values and users. It is "
                "not exported."
            ),
            texts=texts,
        )


@book_rule
def unknown_parts(book: BookView) -> Iterator[HiddenFinding]:
    """What no rule knows."""
    for name in book.package.names:
        clean = name.replace("\\", "/").lstrip("/")
        if clean.endswith("/") or any(pattern.fullmatch(clean) for pattern in KNOWN):
            continue
        if clean in book.sheet_parts or clean in book.comment_parts:
            continue
        yield found(
            "unknown-part",
            clean,
            N_("The workbook holds a part that Curator does not know. It is not exported."),
            texts=strings_of(book.package.find(name) or b""),
        )


@book_rule
def orphan_parts(book: BookView) -> Iterator[HiddenFinding]:
    """Parts that nothing refers to: what a deleted sheet left."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        part = waiting.pop()
        for _kind, target, outside in book.package.relations(part).values():
            if not outside and target.casefold() not in reached:
                reached.add(target.casefold())
                waiting.append(target)
    for name in book.package.names:
        clean = name.replace("\\", "/").lstrip("/")
        low = clean.casefold()
        if low in reached or low.endswith((".rels", "[content_types].xml", "/")):
            continue
        yield found(
            "orphan-part",
            clean,
            N_(
                "Nothing in the workbook refers to this part: it may be left over from something"
                " deleted. It is not exported."
            ),
            texts=book.texts(name) or strings_of(book.package.find(name) or b""),
        )


@book_rule
def orphan_strings(book: BookView) -> Iterator[HiddenFinding]:
    """Texts of cells that were deleted."""
    part = next((t for k, t, _o in book.relations.values() if k.endswith("/sharedStrings")), "")
    root = book.root(part)
    items = [item for item in root if local(item.tag) == "si"]
    left = ["".join(items[n].itertext()) for n in range(len(items)) if n not in book.used_strings]
    left = [text for text in left if text.strip()]
    if left:
        yield found(
            "orphan-strings",
            part,
            N_(
                "Texts are stored that no cell shows: they may come from deleted cells "
                "({count} in all). They are not exported."
            ),
            texts=left,
            count=len(left),
        )


@book_rule
def around_the_container(book: BookView) -> Iterator[HiddenFinding]:
    """Bytes before or after the ZIP container, and its comment."""
    comment = book.package.archive.comment
    if comment:
        yield found(
            "zip-comment",
            book.package.name,
            N_("The container of the workbook carries a comment. It is not exported."),
            severity=Severity.NOTE,
            texts=[comment.decode("utf-8", "replace")],
        )
    end = book.raw.rfind(b"PK\x05\x06")
    after = book.raw[end + 22 + len(comment) :] if end >= 0 else b""
    if after.strip(b"\x00") or not book.raw.startswith(b"PK"):
        yield found(
            "trailing-data",
            book.package.name,
            N_("The file holds bytes outside its container. They are not exported."),
            texts=strings_of(after),
        )
