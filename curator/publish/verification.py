"""Everything a package says of itself, computed again from the package alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curator.i18n import gettext as _
from curator.progress import Report, part, silent
from curator.publish.content_hash import (
    ContentDigests,
    descriptor_sha256,
    metadata_sha256,
    table_sha256,
)
from curator.publish.contents import (
    Contents,
    data_resource,
    is_safe_path,
    measured,
    open_contents,
    read_descriptor,
    read_json,
    read_schema,
    read_table,
)
from curator.publish.descriptor import DESCRIPTOR_FILE
from curator.publish.release import DRAFT_PREFIX, Status
from curator.publish.seal import is_in_one_form, is_sealed
from curator.schema.model import Schema
from curator.table import Table


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What a package is worth. ``problems`` are sentences, none when everything holds.

    ``content_sha256`` is the digest computed from the files; ``hashes`` is the SHA-256 of every
    file. ``review`` is the approval record as the package holds it.
    """

    status: str
    content_sha256: str
    problems: tuple[str, ...]
    hashes: Mapping[str, str]
    review: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_package(path: Path, *, report: Report = silent) -> Verification:
    """Verify the package at ``path`` (folder, ZIP or descriptor) without its source.

    Raises ``FileMissing`` or ``NotAPackage``.
    """
    contents = open_contents(path)
    try:
        descriptor = read_descriptor(contents, path.name)
        return _verified(path, contents, descriptor, report)
    finally:
        contents.close()


def _verified(
    path: Path, contents: Contents, descriptor: Mapping[str, Any], report: Report
) -> Verification:
    problems: list[str] = []
    hashes = _hashes(contents)
    report(0.3, "")
    problems += _seal_problems(path, contents, descriptor, hashes)
    problems += _file_problems(contents, descriptor, hashes)
    resource = data_resource(descriptor)
    schema = read_schema(contents, resource)
    table = read_table(contents, resource, schema) if schema else None
    digests = _digests(contents, descriptor, resource, schema, table)
    problems += _content_problems(descriptor, digests, schema, table)
    problems += _review_problems(descriptor, digests)
    problems += _status_problems(path, descriptor)
    problems += _standard_problems(descriptor, schema, table, part(report, 0.5, 1.0))
    record = descriptor.get("curator:review")
    return Verification(
        status=str(descriptor.get("status", "")),
        content_sha256=digests.sha256 if digests else "",
        problems=tuple(problems),
        hashes={name: sha256 for name, (_size, sha256) in hashes.items()},
        review=dict(record) if isinstance(record, Mapping) else {},
    )


def _hashes(contents: Contents) -> dict[str, tuple[int, str]]:
    found = {}
    for name in contents.names():
        if (size_and_hash := measured(contents, name)) is not None:
            found[name] = size_and_hash
    return found


def _seal_problems(
    path: Path,
    contents: Contents,
    descriptor: Mapping[str, Any],
    hashes: Mapping[str, tuple[int, str]],
) -> Iterator[str]:
    """A descriptor or an archive of which a byte is not as it was written."""
    with contents.open(DESCRIPTOR_FILE) as stream:
        if not is_sealed(stream.read(), descriptor):
            yield _("The file {name} was changed: its digest is another.").format(
                name=DESCRIPTOR_FILE
            )
    sizes = {name: size for name, (size, _sha256) in hashes.items()}
    if zipfile.is_zipfile(path) and not is_in_one_form(path, sizes, contents.open):
        yield _("The archive is not as it was written.")


def _file_problems(
    contents: Contents, descriptor: Mapping[str, Any], hashes: Mapping[str, tuple[int, str]]
) -> Iterator[str]:
    """Files that are missing, too many, or not as they were."""
    known = {DESCRIPTOR_FILE}
    for entry in listed_files(descriptor):
        path = str(entry.get("path", ""))
        known.add(path)
        if not is_safe_path(path) or path not in contents.names():
            yield _("The file {name} is missing.").format(name=path)
        elif path not in hashes:
            yield _("The file {name} cannot be read.").format(name=path)
        elif hashes[path] != (entry.get("bytes"), _sha256_in(entry)):
            yield _("The file {name} was changed: its digest is another.").format(name=path)
    for name in contents.names():
        if name not in known:
            yield _("The file {name} does not belong to the package.").format(name=name)


def listed_files(descriptor: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the descriptor says of every file but itself."""
    entries = [*_list(descriptor.get("resources")), *_list(descriptor.get("curator:documents"))]
    return [entry for entry in entries if isinstance(entry, Mapping)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _sha256_in(entry: Mapping[str, Any]) -> str:
    return str(entry.get("hash", "")).removeprefix("sha256:")


def _digests(
    contents: Contents,
    descriptor: Mapping[str, Any],
    resource: Mapping[str, Any],
    schema: Schema | None,
    table: Table | None,
) -> ContentDigests | None:
    """The digests computed again; that of the recipe is taken from the package."""
    schema_descriptor = resource.get("schema")
    if isinstance(schema_descriptor, str):
        schema_descriptor = read_json(contents, schema_descriptor)
    metadata = descriptor.get("curator:metadata")
    if schema is None or table is None:
        return None
    if not isinstance(metadata, Mapping) or not isinstance(schema_descriptor, Mapping):
        return None
    return ContentDigests(
        table=table_sha256(table),
        schema=descriptor_sha256(schema_descriptor),
        metadata=metadata_sha256(metadata),
        recipe=str(_content_of(descriptor).get("recipe", "")),
    )


def _content_of(descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    content = descriptor.get("curator:content")
    return content if isinstance(content, Mapping) else {}


def _content_problems(
    descriptor: Mapping[str, Any],
    digests: ContentDigests | None,
    schema: Schema | None,
    table: Table | None,
) -> Iterator[str]:
    if schema is None:
        yield _("The schema cannot be read.")
    elif table is None:
        yield _("The data cannot be read, or their header differs from the schema.")
    said = _content_of(descriptor)
    if not said:
        yield _("The package does not give the digest of its content.")
    elif digests is not None:
        parts = {
            "table": _("The cells are not those of the package as it was written."),
            "schema": _("The schema is not that of the package as it was written."),
            "metadata": _("The metadata are not those of the package as it was written."),
            "sha256": _("The digest of the content is not the one the package gives."),
        }
        yield from (text for key, text in parts.items() if said.get(key) != getattr(digests, key))
    if digests is not None:
        yield from _metadata_problems(descriptor)


def _metadata_problems(descriptor: Mapping[str, Any]) -> Iterator[str]:
    """The standard's properties must say what the metadata say that were approved."""
    metadata = descriptor["curator:metadata"]
    for key in ("title", "description", "version"):
        if descriptor.get(key, "") != metadata.get(key, ""):
            yield _("The property “{name}” differs from the approved metadata.").format(name=key)
    if descriptor.get("keywords", []) != metadata.get("keywords", []):
        yield _("The property “{name}” differs from the approved metadata.").format(name="keywords")


def _review_problems(
    descriptor: Mapping[str, Any], digests: ContentDigests | None
) -> Iterator[str]:
    """A released package needs an approval of this content by someone else than its submitter."""
    record = descriptor.get("curator:review")
    if not isinstance(record, Mapping) or not record:
        if descriptor.get("status") == Status.RELEASED.value:
            yield _("The package says it was released but holds no approval.")
        return
    if descriptor.get("status") == Status.RELEASED.value and record.get("state") != "approved":
        yield _("The package says it was released but its review did not end with an approval.")
    if digests is not None and record.get("content_sha256") != digests.sha256:
        yield _("The approval is for another content than this one.")
    submitted, approved = record.get("submitted_by"), record.get("approved_by")
    if record.get("state") == "approved":
        if not approved:
            yield _("The approval does not say who approved.")
        elif _mail(submitted) == _mail(approved):
            yield _("The same person submitted and approved.")


def _mail(person: Any) -> str:
    from email.utils import parseaddr

    return parseaddr(str(person or ""))[1].casefold()


def _status_problems(path: Path, descriptor: Mapping[str, Any]) -> Iterator[str]:
    status = descriptor.get("status")
    if status not in (Status.RELEASED.value, Status.DRAFT.value):
        yield _("The package does not say whether it is released or a draft.")
    name = path.parent.name if path.name == DESCRIPTOR_FILE else path.name
    if status == Status.RELEASED.value and name.startswith(DRAFT_PREFIX):
        yield _("The package is named like a draft but says it was released.")


def _standard_problems(
    descriptor: Mapping[str, Any], schema: Schema | None, table: Table | None, report: Report
) -> Iterator[str]:
    """Against the standard: the descriptor by the reference implementation, the cells by ours."""
    if problem := descriptor_problem(descriptor):
        yield _("“datapackage.json” is not a valid Data Package: {reason}").format(reason=problem)
    if schema is None or table is None:
        return
    from curator.schema.validation import validate

    result = validate(table, schema, limit=0, report=report)
    if not result.valid:
        n = sum(result.counts.values())
        yield _("Errors of the data against their schema: {n}.").format(n=n)


def descriptor_problem(descriptor: Mapping[str, Any]) -> str:
    """What the reference implementation holds against a package descriptor; ``""``: nothing."""
    import frictionless

    report = frictionless.Package.validate_descriptor(dict(descriptor))
    return str(report.errors[0].note) if report.errors else ""
