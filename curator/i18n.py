"""One gettext set-up for the core, the command line and the desktop.

Texts in the code are English sentences given as literals to ``gettext`` (usually imported as
``_``) or ``ngettext``. Module-level tables mark theirs with ``N_`` and translate when shown.
Catalogues are ``resources/translations/LANG/LC_MESSAGES/AREA.mo``; every area of a language is
loaded and chained, so a part of the program brings its texts without touching another's file.
"""

from __future__ import annotations

import contextlib
import gettext as _gettext
import locale
import os
from collections.abc import Iterator
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("fr", "en")
"""Languages of the interface. English is the language of the source texts."""

_default = "en"
# A thread that needs another language than the interface's (published files are in French)
# overrides it for itself only.
_override: ContextVar[str | None] = ContextVar("curator_language", default=None)


def N_(message: str) -> str:
    """Mark ``message`` for extraction without translating it yet."""
    return message


def resolve_language(requested: str | None = None) -> str:
    """The language to speak: ``requested``, else ``CURATOR_LANG``, else the system's.

    French where that is French, English otherwise. A request may be a locale (``fr_FR.UTF-8``).
    """
    for candidate in (requested, os.environ.get("CURATOR_LANG"), _system_locale()):
        if candidate:
            return "fr" if candidate.lower().startswith("fr") else "en"
    return "en"


def _system_locale() -> str | None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value
    with contextlib.suppress(ValueError):
        return locale.getlocale()[0]
    return None


def set_language(language: str) -> None:
    """Choose the language of the whole process."""
    global _default
    _default = language


def current_language() -> str:
    """The language in which texts are translated here and now."""
    return _override.get() or _default


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Translate into ``language`` inside the block, in this thread only."""
    token = _override.set(language)
    try:
        yield
    finally:
        _override.reset(token)


class _Areas(_gettext.NullTranslations):
    """The areas of one language. A text is looked for in one after the other, but only once: a
    stage that comes on screen is a hundred texts.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        known = self._known.get(message)
        if known is None:
            known = self._known[message] = super().gettext(message)
        return known


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> _gettext.NullTranslations:
    root = _Areas()
    folder = translations_folder() / language / "LC_MESSAGES"
    for path in sorted(folder.glob("*.mo")):
        with path.open("rb") as stream:
            root.add_fallback(_gettext.GNUTranslations(stream))
    return root


def translations_folder() -> Path:
    """Where the catalogues are."""
    return Path(__file__).resolve().parent.parent / "resources" / "translations"


def gettext(message: str) -> str:
    """``message`` in the current language."""
    return _catalogue(current_language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that fits ``n`` in the current language; fill ``{n}`` with ``str.format``."""
    return _catalogue(current_language()).ngettext(singular, plural, n)
