"""Checks of files that Curator wrote: nothing hides in them, and removed values are nowhere.

audit_output(path)          findings of the same audit that sources go through; none is right
find_values(path, values)   members of the file whose bytes hold one of ``values``
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path

from curator.progress import Report, silent
from curator.readers.errors import DamagedFile
from curator.readers.model import HiddenFinding

DEPTH = 3
"""How deep archives inside archives are looked into."""


def audit_output(path: Path, *, report: Report = silent) -> tuple[HiddenFinding, ...]:
    """What hides in a written file; for a ZIP package, in every table and workbook of it.

    Raises ``SourceError`` when the file cannot be opened at all.
    """
    from curator.readers.opening import open_source

    if path.suffix.lower() != ".zip":
        return open_source(path, report=report).hidden
    return _audit_archive(path, report)


def _audit_archive(path: Path, report: Report) -> tuple[HiddenFinding, ...]:
    import tempfile

    from curator.readers.opening import open_source

    found: list[HiddenFinding] = []
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory(dir=path.parent) as folder:
        for number, info in enumerate(archive.infolist()):
            suffix = Path(info.filename).suffix.lower()
            if suffix in (".csv", ".xlsx", ".ods", ".xls"):
                member = Path(folder) / f"{number}{suffix}"
                member.write_bytes(archive.read(info))
                found += open_source(member, report=report).hidden
    return tuple(found)


def find_values(path: Path, values: Collection[str]) -> tuple[str, ...]:
    """Names of the members of ``path`` that hold one of ``values``, in order, without repeats.

    ``path`` may be a file, a ZIP container of any kind, or a folder (then names are relative to
    it). A value is looked for as UTF-8, UTF-16 (both orders), Windows-1252, escaped as in XML,
    HTML, JSON and a URL; a number only where no digit stands before or after it. Empty values are
    left out. Raises ``DamagedFile`` when a container cannot be unpacked.
    """
    patterns = _patterns(values)
    if patterns is None:
        return ()
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        hits = [
            name
            for file in files
            for name in _members(file.relative_to(path).as_posix(), file.read_bytes(), patterns)
        ]
    else:
        hits = list(_members(path.name, path.read_bytes(), patterns))
    return tuple(dict.fromkeys(hits))


def _patterns(values: Collection[str]) -> re.Pattern[bytes] | None:
    """One expression for every form of every value, longest first."""
    forms: dict[bytes, bool] = {}
    for value in values:
        text = value.strip()
        if text:
            number = text.isdigit()
            forms |= dict.fromkeys(_forms(text), number)
    if not forms:
        return None
    ordered = sorted(forms, key=len, reverse=True)
    # Inside a longer number the digits of a value mean nothing (a hash, a size).
    return re.compile(b"|".join(_expression(form, forms[form]) for form in ordered))


def _expression(form: bytes, is_number: bool) -> bytes:
    escaped = re.escape(form)
    if is_number and b"\x00" not in form:
        return rb"(?<![0-9a-fA-F])" + escaped + rb"(?![0-9a-fA-F])"
    return escaped


def _forms(text: str) -> set[bytes]:
    from urllib.parse import quote

    written = {
        text,
        html.escape(text, quote=True),
        html.escape(text, quote=False),
        html.escape(text, quote=True).replace("&#x27;", "&#39;"),
        html.escape(text, quote=True).replace("&#x27;", "&apos;"),
        json.dumps(text, ensure_ascii=False)[1:-1],
        json.dumps(text, ensure_ascii=True)[1:-1],
        text.replace('"', '""'),
        "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in text),
        quote(text),
    }
    forms = {form.encode("utf-8") for form in written}
    forms |= {text.encode("utf-16-le"), text.encode("utf-16-be")}
    forms |= {text.encode("cp1252", "ignore")} if _fits(text, "cp1252") else set()
    return forms


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _members(name: str, data: bytes, patterns: re.Pattern[bytes], depth: int = 0) -> Iterator[str]:
    """``name`` when its bytes match, then the members inside it when it is an archive."""
    if patterns.search(data) or patterns.search(name.encode("utf-8")):
        yield name
    if depth >= DEPTH:
        return
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    yield from _members(
                        f"{name}/{info.filename}", archive.read(info), patterns, depth + 1
                    )
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError) as error:
            raise DamagedFile(name=name, format="ZIP") from error
    elif data.startswith(b"\x1f\x8b"):
        import gzip

        try:
            inner = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedFile(name=name, format="GZIP") from error
        yield from _members(f"{name}/", inner, patterns, depth + 1)
