"""Both languages are complete, and placeholders agree."""

from __future__ import annotations

import re

import pytest

from curator import i18n
from resources.translations.catalogues import (
    AREAS,
    LANGUAGES,
    compiled,
    merged,
    po_path,
    untranslated,
)

PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
CASES = [(area, language) for area in AREAS for language in LANGUAGES]


@pytest.mark.parametrize(("area", "language"), CASES)
def test_every_text_is_translated(area: str, language: str) -> None:
    assert untranslated(merged(area, language)) == []


@pytest.mark.parametrize(("area", "language"), CASES)
def test_placeholders_are_those_of_the_source(area: str, language: str) -> None:
    for message in merged(area, language):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        targets = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = {name for text in sources for name in PLACEHOLDER.findall(text)}
        for text in targets:
            assert set(PLACEHOLDER.findall(text)) <= allowed, text


PARTED = re.compile(r"[ \u202f][:»](?=\s|$)|[ \u00a0][;!?](?=\s|$)|«[^\u00a0]|[\d}] %|\w'\w|\.\.\.")
"""What French print does not do: signs that may begin a line, straight apostrophes, three dots."""


@pytest.mark.parametrize("area", AREAS)
def test_french_signs_stay_with_their_words(area: str) -> None:
    for message in merged(area, "fr"):
        if message.id:
            targets = message.string if isinstance(message.string, tuple) else (message.string,)
            assert [text for text in targets if PARTED.search(text)] == []


@pytest.mark.parametrize(("area", "language"), CASES)
def test_the_compiled_catalogue_is_that_of_the_texts(area: str, language: str) -> None:
    path = po_path(area, language).with_suffix(".mo")
    made = compiled(merged(area, language))
    assert _messages(path.read_bytes()) == _messages(made)


def _messages(mo: bytes) -> dict[object, str]:
    import gettext
    import io

    catalogue = gettext.GNUTranslations(io.BytesIO(mo))
    found: dict[object, str] = dict(catalogue._catalog)  # type: ignore[attr-defined]
    found.pop("", None)
    return found


@pytest.mark.parametrize(
    ("requested", "variable", "expected"),
    [
        ("fr", "en", "fr"),
        (None, "fr", "fr"),
        (None, "en_GB.UTF-8", "en"),
        ("de", None, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_first(
    monkeypatch: pytest.MonkeyPatch, requested: str | None, variable: str | None, expected: str
) -> None:
    monkeypatch.delenv("CURATOR_LANG", raising=False)
    if variable:
        monkeypatch.setenv("CURATOR_LANG", variable)
    assert i18n.resolve_language(requested) == expected


def test_the_systems_language_is_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CURATOR_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert i18n.resolve_language() == "fr"
    monkeypatch.setenv("LC_ALL", "C")
    assert i18n.resolve_language() == "en"


def test_a_thread_can_speak_another_language() -> None:
    from curator.errors import FieldNotFound

    error = FieldNotFound(field="nom")
    with i18n.speaking("fr"):
        assert str(error) == "Il n’y a pas de champ «\u00a0nom\u00a0»."
    assert str(error) == "There is no field called “nom”."
