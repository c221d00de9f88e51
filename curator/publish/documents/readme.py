"""``LISEZMOI.md``: the first thing that someone who downloads the data reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from curator.i18n import N_
from curator.i18n import gettext as _
from curator.publish.descriptor import DESCRIPTOR_FILE, SCHEMA_FILE
from curator.publish.documents.model import Document, WrittenFile
from curator.publish.documents.words import (
    constraint_texts,
    draft_notice,
    schema_reference,
    step_sentences,
    summary_rows,
    terms,
    type_text,
)
from curator.publish.release import Release
from curator.publish.writers import format_of


def render(release: Release, files: Sequence[WrittenFile]) -> str:
    """The README as Markdown."""
    metadata = release.metadata
    parts = [f"# {_line(metadata.title or release.name)}"]
    if release.is_draft:
        parts.append(f"> **{draft_notice()}**")
    parts.append(_block(metadata.description))
    parts += _section(_("Files"), _bullets(_file_lines(files)))
    parts += _section(_("Fields"), _fields(release))
    parts += _section(_("Where the data come from"), _block(metadata.source_note))
    parts += _section(_("How they were prepared"), _preparation(release))
    parts += _section(_("Limits"), _block(metadata.limits))
    parts += _section(_("About this dataset"), _bullets(_pairs(terms(metadata))))
    parts += _section(_("Checking the files"), _checking(release))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, body: str) -> list[str]:
    return [f"## {title}", body] if body else []


def _file_lines(files: Sequence[WrittenFile]) -> Iterable[str]:
    from curator.publish.documents import documents

    described = [(file.path, format_of(file.format).text()) for file in files]
    described.append((SCHEMA_FILE, _("Schema of the fields (Table Schema)")))
    described += [(d.path, d.text()) for d in documents() if d.path != README.path]
    package = _("Description of the package, sizes and digests (Data Package)")
    described.append((DESCRIPTOR_FILE, package))
    colon = _("{label}: {text}")
    return (colon.format(label=f"`{path}`", text=text) for path, text in described)


def _fields(release: Release) -> str:
    head = (_("Name"), _("Type"), _("Description"), _("Rules"))
    rows = [
        (
            f"`{field.name}`",
            type_text(field),
            field.description or field.title,
            " ; ".join(constraint_texts(field)),
        )
        for field in release.schema
    ]
    table = _table(head, rows)
    reference = schema_reference(release.schema)
    if not reference:
        return table
    said = _("The data follow the schema “{name}”.").format(name=_line(reference))
    return f"{said}\n\n{table}"


def _preparation(release: Release) -> str:
    rows = [(what, count) for what, count in summary_rows(release.summary)]
    table = _table((_("What"), _("How many")), rows)
    sentences = step_sentences(release.steps)
    steps = "\n".join(f"{n}. {_line(s)}" for n, s in enumerate(sentences, start=1))
    if not steps:
        steps = _("Nothing was changed: the table is published as it was read.")
    return f"{steps}\n\n{table}"


def _checking(release: Release) -> str:
    said = _(
        "“datapackage.json” gives the size and the SHA-256 digest of every file. The digest of the "
        "content is {digest}."
    )
    return said.format(digest=f"`{release.content_sha256}`")


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    colon = _("{label}: {text}")
    return (colon.format(label=f"**{label}**", text=_line(text)) for label, text in pairs)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def _line(text: str) -> str:
    """On one line, without anything that Markdown would read as HTML."""
    return re.sub(r"\s*[\r\n]+\s*", " ", text.strip()).replace("<", "&lt;")


def _block(text: str) -> str:
    return text.strip().replace("<", "&lt;").replace("\r\n", "\n")


README = Document(
    path="LISEZMOI.md",
    label=N_("This presentation"),
    mediatype="text/markdown",
    render=render,
)
