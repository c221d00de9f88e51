"""OpenDocument: properties, settings, pictures, objects, and parts that no rule knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.elements import get, words
from curator.readers.audit.ods import OdsView
from curator.readers.audit.pictures import picture_texts
from curator.readers.audit.registry import found, ods_rule
from curator.readers.audit.xlsx_data import strings_of
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local
from curator.severity import Severity

PERSONAL = (
    "initial-creator", "creator", "title", "subject", "description", "keyword", "printed-by",
    "user-defined",
)  # fmt: skip

KNOWN = re.compile(
    r"mimetype|(?:content|styles|meta|settings|manifest)\.(?:xml|rdf)|META-INF/.*|"
    r"Configurations2/.*|Thumbnails/.*|Pictures/.*|Object[^/]*(?:/.*)?|ObjectReplacements/.*|"
    r"(?:Basic|Scripts|Dialogs)/.*|layout-cache",
    re.IGNORECASE,
)

PARTS: tuple[tuple[str, str, str, Severity], ...] = (
    (
        r"Thumbnails/.+",
        "thumbnail",
        N_("The document holds a small picture of its first sheet. It is not exported."),
        Severity.NOTE,
    ),
    (
        r"(?:Basic|Scripts|Dialogs)/.*[^/]",
        "macro",
        N_("The workbook holds macros. They are not run and not exported."),
        Severity.WARNING,
    ),
    (
        r"Object[^/]*/content\.xml|Object[^/]*",
        "embedded-object",
        N_("A chart or another document is embedded, with the values it uses. It is not exported."),
        Severity.WARNING,
    ),
)


@ods_rule
def properties(view: OdsView) -> Iterator[HiddenFinding]:
    """Authors, title, keywords, own properties."""
    root = view.part("meta.xml")
    texts = [t for e in root.iter() if local(e.tag) in PERSONAL for t in words(e)]
    if texts:
        yield found(
            "document-properties",
            "meta.xml",
            N_(
                "The document properties name a person, an organisation or a subject. They are not"
                " exported."
            ),
            severity=Severity.NOTE,
            texts=texts,
        )


@ods_rule
def settings(view: OdsView) -> Iterator[HiddenFinding]:
    """Printers and paths."""
    root = view.part("settings.xml")
    items = [e for e in root.iter() if local(e.tag) == "config-item"]
    texts = [
        e.text or ""
        for e in items
        if get(e, "name") in ("PrinterName", "PrinterSetup", "CurrentDatabaseDataSource")
    ]
    if any(texts):
        yield found(
            "printer-settings",
            "settings.xml",
            N_("The workbook names a printer. It is not exported."),
            severity=Severity.NOTE,
            texts=texts,
        )


@ods_rule
def page_texts(view: OdsView) -> Iterator[HiddenFinding]:
    """Page headers and footers that someone wrote (the default ones hold fields only)."""
    texts = [
        text
        for e in view.part("styles.xml").iter()
        if local(e.tag) in ("header", "footer", "header-left", "footer-left")
        for text in _written(e)
    ]
    if texts:
        yield found(
            "header-footer",
            "styles.xml",
            N_("The workbook has page headers or footers. They are not exported."),
            severity=Severity.NOTE,
            texts=texts,
        )


_FIELDS = ("sheet-name", "page-number", "page-count", "title", "date", "time")
_DEFAULT = re.compile(r"(?:page|seite|pagina|\(|\)|/|,|\?+|\d+|\s)*", re.IGNORECASE)


def _written(element: object) -> list[str]:
    texts = []
    for part in element.iter():  # type: ignore[attr-defined]
        if local(part.tag) not in _FIELDS and part.text:
            texts.append(part.text.strip())
        if part.tail:
            texts.append(part.tail.strip())
    return [text for text in texts if text and not _DEFAULT.fullmatch(text)]


@ods_rule
def members(view: OdsView) -> Iterator[HiddenFinding]:
    """Pictures, objects, macros and what no rule knows."""
    if view.package is None:
        return
    for name in view.package.names:
        if name.endswith("/"):
            continue
        data = view.package.find(name) or b""
        for pattern, kind, message, severity in PARTS:
            if re.fullmatch(pattern, name) and not name.endswith(
                ("script-lc.xml", "dialog-lc.xml")
            ):
                yield found(kind, name, message, severity=severity, texts=strings_of(data))
        if name.startswith("Pictures/"):
            texts = picture_texts(data)
            yield found(
                "image-metadata" if texts else "image",
                name,
                N_("A picture carries metadata (author, camera, place). It is not exported.")
                if texts
                else N_("The workbook holds a picture. It is not exported."),
                severity=Severity.WARNING if texts else Severity.NOTE,
                texts=texts,
            )
        elif not KNOWN.fullmatch(name):
            yield found(
                "unknown-part",
                name,
                N_("The workbook holds a part that Curator does not know. It is not exported."),
                texts=strings_of(data),
            )


@ods_rule
def around_the_container(view: OdsView) -> Iterator[HiddenFinding]:
    """Bytes outside the ZIP container, and its comment."""
    if view.package is None:
        return
    comment = view.package.archive.comment
    if comment:
        yield found(
            "zip-comment",
            view.name,
            N_("The container of the workbook carries a comment. It is not exported."),
            severity=Severity.NOTE,
            texts=[comment.decode("utf-8", "replace")],
        )
    end = view.raw.rfind(b"PK\x05\x06")
    after = view.raw[end + 22 + len(comment) :] if end >= 0 else b""
    if after.strip(b"\x00") or not view.raw.startswith(b"PK"):
        yield found(
            "trailing-data",
            view.name,
            N_("The file holds bytes outside its container. They are not exported."),
            texts=strings_of(after),
        )
