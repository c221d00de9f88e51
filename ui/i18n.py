"""Switch the language of the living window.

A widget with texts has a method ``retranslate()`` that puts its own texts (not its children's) in
the current language; it calls it at the end of its constructor. ``switch`` sets the language of
the process, loads Qt's own translation for standard buttons and dialogs, and calls
``retranslate`` on every widget there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from curator.i18n import current_language, set_language


@runtime_checkable
class Retranslating(Protocol):
    """A widget with texts of its own."""

    def retranslate(self) -> None:
        """Put the widget's own texts in the current language."""


class _Notifier(QObject):
    language_changed = Signal(str)


_notifier = _Notifier()
language_changed = _notifier.language_changed
"""Fires once every widget speaks the new language."""

_qt_translator: QTranslator | None = None


def switch(app: QApplication, language: str) -> None:
    """Make the program speak ``language`` (``fr`` or ``en``) from now on."""
    set_language(language)
    _load_qt_translation(app, language)
    QLocale.setDefault(locale())
    for widget in app.topLevelWidgets():
        if widget.parentWidget() is None:  # dialogs and popups come with the window they are of
            retranslate_all(widget)
    _notifier.language_changed.emit(language)


def retranslate_all(root: QWidget) -> None:
    """Call ``retranslate`` on ``root`` and everything in it, from the inside out."""
    for widget in [*_inside(root), root]:
        if isinstance(widget, Retranslating):
            widget.retranslate()


def _inside(root: QWidget) -> Iterator[QWidget]:
    return reversed(root.findChildren(QWidget))


def locale() -> QLocale:
    """Numbers and dates as the language of the interface writes them."""
    if current_language() == "fr":
        return QLocale(QLocale.Language.French, QLocale.Country.France)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def number(value: int) -> str:
    """``value`` with its thousands apart, as the language writes it."""
    return locale().toString(value)


def file_size(size: int) -> str:
    """A number of bytes as the language writes it (48 ko, 48 kB)."""
    return locale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def _load_qt_translation(app: QApplication, language: str) -> None:
    """Qt's standard buttons and dialogs come in French from Qt's own catalogue."""
    global _qt_translator
    if _qt_translator is not None:
        app.removeTranslator(_qt_translator)
        _qt_translator = None
    if language == "en":
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
        _qt_translator = translator
