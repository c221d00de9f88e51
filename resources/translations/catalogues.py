"""Keep the translation catalogues: ``python -m resources.translations.catalogues [AREA …]``.

For each area of the program: extract its texts, merge them into
``LANG/LC_MESSAGES/AREA.po`` (what is translated stays), and compile the ``.mo`` beside it. A new
area needs one line in ``AREAS``. Exits 1 when a text of a finished language has no translation.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(__file__).resolve().parent

AREAS: dict[str, tuple[str, ...]] = {
    "core": (
        "curator/*.py",
        "curator/operations/base.py",
        "curator/operations/structure.py",
        "curator/operations/cell.py",
        "curator/operations/row.py",
    ),
    "cli": ("curator/cli",),
    "readers": ("curator/readers",),
    "schema": (
        "curator/schema",
        "curator/operations/field.py",
        "curator/operations/cleanup_*.py",
    ),
    "privacy": ("curator/privacy", "curator/operations/privacy.py"),
    "publish": ("curator/publish", "curator/quality"),
    "review": ("curator/review", "curator/bulk"),
    "ui": ("ui",),
}
"""Area → what it is extracted from: folders (whole) or patterns of files."""

LANGUAGES = ("fr",)
"""Languages with catalogues; English is in the code."""

KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}


def extracted(area: str) -> Catalog:
    """The texts of one area, as a template."""
    template = Catalog(charset="utf-8", domain=area)
    for name, _line, message, comments, _context in _messages(AREAS[area]):
        # Line numbers are left out: they would change the file at every edit.
        template.add(message, locations=[(name, None)], auto_comments=comments)
    return template


def _messages(places: Iterable[str]) -> Iterable[tuple[str, int, object, list[str], None]]:
    for place in places:
        base = ROOT / place.rpartition("/")[0] if place.endswith(".py") else ROOT / place
        pattern = place.rpartition("/")[2] if place.endswith(".py") else "**.py"
        found = extract_from_dir(
            base,
            method_map=[(pattern, "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
        )
        for name, line, message, comments, context in found:
            if pattern != "**.py" and "/" in name:
                continue
            path = (base / name).relative_to(ROOT).as_posix()
            yield path, line, message, comments, context


def merged(area: str, language: str) -> Catalog:
    """The catalogue of ``area``: the texts of today with the translations there are."""
    path = po_path(area, language)
    catalog = Catalog(locale=language, domain=area)
    if path.exists():
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=language, domain=area)
    catalog.update(extracted(area), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def po_path(area: str, language: str) -> Path:
    """Where the translators' file is."""
    return FOLDER / language / "LC_MESSAGES" / f"{area}.po"


def untranslated(catalog: Catalog) -> list[str]:
    """Texts that lack a translation, or one of its plural forms."""
    return [
        str(m.id)
        for m in catalog
        if m.id and not (all(m.string) if isinstance(m.string, (tuple, list)) else m.string)
    ]


def compiled(catalog: Catalog) -> bytes:
    """The ``.mo`` bytes, the same for the same texts (Babel would put the date of today)."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def _without_dates(catalog: Catalog) -> Catalog:
    """Fixed dates and authors: a catalogue changes only when its texts do."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalog.project, catalog.version = "Curator", "1"
    catalog.header_comment = "# Translations of Curator."
    return catalog


def update(area: str, language: str) -> list[str]:
    """Write ``.po`` and ``.mo`` of an area; returns what is not translated yet."""
    catalog = _without_dates(merged(area, language))
    path = po_path(area, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalog, width=99, sort_output=True, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    return untranslated(catalog)


def main(areas: list[str]) -> int:
    """Update the named areas (default: all) and list what is missing."""
    missing = 0
    for area in areas or AREAS:
        for language in LANGUAGES:
            for text in update(area, language):
                missing += 1
                print(f"{language}/{area}: {text}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
