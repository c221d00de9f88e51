"""Data beside the sheets: pivot caches, data models, queries, connections, other workbooks."""

from __future__ import annotations

import base64
import binascii
import io
import re
import struct
import zipfile
from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.registry import book_rule, found
from curator.readers.audit.xlsx import BookView
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local
from curator.severity import Severity


@book_rule
def pivot_caches(book: BookView) -> Iterator[HiddenFinding]:
    """The source rows of a pivot table, kept even when their sheet is gone."""
    for part in book.parts(r"xl/pivotCache/.*\.xml"):
        root = book.root(part)
        items = [e for e in root.iter() if local(e.tag) in ("s", "n", "d", "b", "cacheField")]
        texts = [e.get("v", "") or e.get("name", "") for e in items]
        texts += [root.get(n, "") for n in ("refreshedBy",)]
        records = local(root.tag) == "pivotCacheRecords"
        count = len(root) if records else len(items)
        yield found(
            "pivot-cache",
            part,
            N_(
                "A pivot table keeps a copy of its source data (items: {count}), even if "
                "that sheet was deleted. It is not exported."
            ),
            texts=texts,
            count=count,
        )


@book_rule
def slicers(book: BookView) -> Iterator[HiddenFinding]:
    """Values that buttons and timelines filter by."""
    for part in book.parts(r"xl/(?:slicerCaches|slicers|timelineCaches|timelines)/.*\.xml"):
        texts = [str(v) for e in book.root(part).iter() for v in e.attrib.values()]
        yield found(
            "slicer-cache",
            part,
            N_("Filter buttons (slicers, timelines) keep values. They are not exported."),
            texts=texts,
        )


@book_rule
def data_model(book: BookView) -> Iterator[HiddenFinding]:
    """Whole tables compressed in the workbook."""
    for part in book.parts(r"xl/model/.*"):
        yield found(
            "data-model",
            part,
            N_(
                "The workbook holds a data model: whole tables that no sheet shows and that could"
                " not be looked into. It is not exported."
            ),
            texts=_strings_of(book.package.find(part) or b""),
        )


@book_rule
def queries(book: BookView) -> Iterator[HiddenFinding]:
    """Power Query code, and tables filled by a query."""
    for part in book.parts(r"customXml/item\d*\.xml"):
        data = book.package.find(part) or b""
        if b"DataMashup" in data or b"D\x00a\x00t\x00a\x00M\x00a\x00s\x00h" in data:
            yield found(
                "power-query",
                part,
                N_(
                    "The workbook holds queries (Power Query) with the places of their "
                    "sources. They are not exported."
                ),
                texts=_mashup_texts(book.texts(part)),
            )
    for part in book.parts(r"xl/queryTables/.*\.xml"):
        texts = [str(v) for e in book.root(part).iter() for v in e.attrib.values()]
        yield found(
            "query-table",
            part,
            N_("A table is filled by a query. The query is not exported."),
            severity=Severity.NOTE,
            texts=texts,
        )


def _mashup_texts(texts: list[str]) -> list[str]:
    """The code inside a mashup: base64 of a length and a ZIP archive."""
    found_texts: list[str] = []
    for text in texts:
        try:
            data = base64.b64decode(re.sub(r"\s", "", text), validate=True)
        except (binascii.Error, ValueError):
            found_texts.append(text)
            continue
        start = data.find(b"PK\x03\x04")
        length = struct.unpack_from("<I", data, 4)[0] if len(data) >= 8 else 0
        archive = data[8 : 8 + length] if start == 8 else data[max(start, 0) :]
        found_texts += _archive_texts(archive)
    return found_texts


def _archive_texts(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [
                archive.read(info).decode("utf-8", "replace")
                for info in archive.infolist()
                if info.file_size < 1 << 20
            ]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return []


@book_rule
def connections(book: BookView) -> Iterator[HiddenFinding]:
    """Data sources with users and passwords."""
    for part in book.parts(r"xl/connections\.xml"):
        root = book.root(part)
        texts = [str(v) for e in root.iter() for v in e.attrib.values() if len(str(v)) > 3]
        count = sum(local(e.tag) == "connection" for e in root)
        message = N_(
            "The workbook is connected to data sources, with servers and users ("
            "{count} in all). The connections are not exported."
        )
        if any(re.search(r"password|pwd", text, re.IGNORECASE) for text in texts):
            message = N_(
                "The workbook is connected to data sources with a password in clear: change"
                " it ({count} in all). The connections are not exported."
            )
        yield found("connection", part, message, texts=texts, count=count)


@book_rule
def external_links(book: BookView) -> Iterator[HiddenFinding]:
    """Paths of other workbooks and copies of their values."""
    for part in book.parts(r"xl/externalLinks/[^/]*\.xml"):
        texts = book.texts(part, "v")
        texts += [e.get("val", "") for e in book.root(part).iter()]
        texts += [target for _k, target, _o in book.package.relations(part).values()]
        yield found(
            "external-link",
            part,
            N_(
                "The workbook refers to another one and keeps its path and copies of its values."
                " They are not exported."
            ),
            texts=texts,
        )


@book_rule
def rich_data(book: BookView) -> Iterator[HiddenFinding]:
    """Values of rich types (stocks, places, pictures in cells)."""
    for part in book.parts(r"xl/(?:richData/.*|metadata\.xml)"):
        texts = book.texts(part)
        if part.lower().endswith("metadata.xml") and not texts:
            continue
        yield found(
            "rich-data",
            part,
            N_("Rich values (linked data types) behind cells. They are not exported."),
            severity=Severity.NOTE,
            texts=texts,
        )


def _strings_of(data: bytes, least: int = 5) -> list[str]:
    """Readable runs in binary data, in ASCII and in UTF-16."""
    narrow = re.findall(rb"[\x20-\x7e\xa0-\xff]{%d,}" % least, data)
    wide = re.findall(rb"(?:[\x20-\x7e\xa0-\xff]\x00){%d,}" % least, data)
    texts = [run.decode("cp1252", "replace") for run in narrow[:1000]]
    return texts + [run.decode("utf-16-le", "replace") for run in wide[:1000]]


strings_of = _strings_of
