"""``rapport.html``: what was done to the data, for the reviewer and for whoever asks later.

Self-contained (no script, no link out), readable without style, printable. It tells names and
counts, never a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from curator.i18n import N_, current_language
from curator.i18n import gettext as _
from curator.issues import Severity
from curator.publish.documents.model import Document, WrittenFile
from curator.publish.documents.words import (
    approval,
    constraint_texts,
    number,
    step_sentences,
    summary_rows,
    terms,
    type_text,
)
from curator.publish.release import Release
from curator.quality.model import CheckResult


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the report: text, then a list, then a table, each of which may be absent."""

    key: str
    heading: str
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    is_ordered: bool = False
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default=())
    has_numbers: bool = False
    """Whether the last column of the table is a count."""


def render(release: Release, files: Sequence[WrittenFile]) -> str:
    """The report as HTML."""
    sections = (
        _summary(release),
        _steps(release),
        _fields(release),
        _changes(release),
        _checks(release),
        _justifications(release),
        _metadata(release),
        _files(files),
    )
    html: str = _template().render(
        language=current_language(),
        title=release.metadata.title or release.name,
        subtitle=_("Preparation report"),
        status=approval(release),
        is_draft=release.is_draft,
        contents=_("Contents"),
        sections=[s for s in sections if s is not None],
        digest_label=_("Digest of the content (SHA-256)"),
        digest=release.content_sha256,
    )
    return html


@lru_cache(maxsize=1)
def _template() -> Any:
    import jinja2

    folder = Path(__file__).resolve().parents[3] / "resources" / "publication"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _summary(release: Release) -> Section:
    return Section(
        key="summary",
        heading=_("In short"),
        paragraphs=[
            _("{rows} rows and {fields} fields are published.").format(
                rows=number(release.summary.public_rows),
                fields=number(release.summary.public_fields),
            )
        ],
        head=(_("What"), _("How many")),
        rows=summary_rows(release.summary),
        has_numbers=True,
    )


def _steps(release: Release) -> Section:
    sentences = step_sentences(release.steps)
    untouched = _("Nothing was changed: the table is published as it was read.")
    return Section(
        key="steps",
        heading=_("What was done, in order"),
        paragraphs=[] if sentences else [untouched],
        items=sentences,
        is_ordered=True,
    )


def _fields(release: Release) -> Section:
    origin = {after: before for before, after in release.summary.fields_renamed}
    added = set(release.summary.fields_added)
    rows = []
    for f in release.schema:
        source = _("added") if f.name in added else origin.get(f.name, f.name)
        rows.append((f.name, source, type_text(f), " ; ".join(constraint_texts(f))))
    removed = release.summary.fields_removed
    told = _("Removed: {names}.").format(names=", ".join(removed))
    return Section(
        key="fields",
        heading=_("Fields"),
        paragraphs=[told] if removed else [],
        head=(_("Published name"), _("Name in the source"), _("Type"), _("Rules")),
        rows=rows,
    )


def _changes(release: Release) -> Section | None:
    if not release.summary.cells_changed:
        return None
    return Section(
        key="changes",
        heading=_("Cells changed, by field"),
        head=(_("Field"), _("Cells changed")),
        rows=[(name, number(n)) for name, n in release.summary.cells_changed.items()],
        has_numbers=True,
    )


def _checks(release: Release) -> Section | None:
    if not release.findings:
        return None
    passed = sum(result.passed for result in release.findings)
    failed = [result for result in release.findings if not result.passed]
    told = _("{passed} of {all} publication checks passed.").format(
        passed=number(passed), all=number(len(release.findings))
    )
    return Section(
        key="checks",
        heading=_("Publication checks"),
        paragraphs=[told],
        head=(_("Check"), _("Weight"), _("What remains")) if failed else (),
        rows=[(result.id, _weight(result), result.detail()) for result in failed],
    )


def _weight(result: CheckResult) -> str:
    if result.severity is Severity.BLOCKING:
        return _("blocking")
    return _("warning") if result.severity is Severity.WARNING else _("note")


def _justifications(release: Release) -> Section | None:
    if not release.justifications:
        return None
    return Section(
        key="justifications",
        heading=_("Personal data kept on purpose"),
        paragraphs=[_("Someone decided that these may be published, for the reason given.")],
        head=(_("Field"), _("Reason")),
        rows=list(release.justifications.items()),
    )


def _metadata(release: Release) -> Section:
    description = release.metadata.description.strip()
    return Section(
        key="metadata",
        heading=_("About this dataset"),
        paragraphs=[description] if description else [],
        head=(_("Property"), _("Value")),
        rows=terms(release.metadata),
    )


def _files(files: Sequence[WrittenFile]) -> Section:
    return Section(
        key="files",
        heading=_("Data files"),
        head=(_("File"), _("SHA-256"), _("Bytes")),
        rows=[(file.path, file.sha256, number(file.bytes)) for file in files],
        has_numbers=True,
    )


REPORT = Document(
    path="rapport.html",
    label=N_("Preparation report"),
    mediatype="text/html",
    render=render,
)
