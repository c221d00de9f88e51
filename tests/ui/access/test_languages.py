"""No text without its translation, in the catalogues and on the screen, in either language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from resources.translations import catalogues
from ui import i18n
from ui.main_window import MainWindow
from ui.opening import SAMPLE
from ui.stages.catalogue import STAGES


@pytest.mark.parametrize("area", catalogues.AREAS)
def test_no_text_of_the_code_lacks_its_french(area: str) -> None:
    path = catalogues.po_path(area, "fr")
    assert path.exists()
    assert catalogues.untranslated(catalogues.merged(area, "fr")) == []


@pytest.mark.parametrize("area", catalogues.AREAS)
def test_placeholders_are_the_same_in_both_languages(area: str) -> None:
    import re

    with catalogues.po_path(area, "fr").open("rb") as stream:
        catalog = read_po(stream, locale="fr")
    place = re.compile(r"\{[^}]*\}")
    wrong = []
    for message in catalog:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        allowed = set(place.findall(" ".join(ids)))
        wrong += [text for text in texts if not set(place.findall(text)) <= allowed]
    assert wrong == []


def translations() -> dict[str, str]:
    """English texts without placeholders and their French, where the two differ."""
    found: dict[str, str] = {}
    for area in catalogues.AREAS:
        with catalogues.po_path(area, "fr").open("rb") as stream:
            for message in read_po(stream, locale="fr"):
                if isinstance(message.id, str) and message.id and "{" not in message.id:
                    found[message.id] = str(message.string)
    return {english: french for english, french in found.items() if english != french}


def shown(window: MainWindow) -> set[str]:
    texts: set[str] = set()
    for label in window.findChildren(QLabel):
        if label.isVisible():
            texts |= {label.text(), label.toolTip(), label.accessibleName()}
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            texts |= {button.text(), button.toolTip(), button.accessibleName()}
    for line in [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]:
        if line.isVisible():
            texts |= {line.placeholderText(), line.accessibleName()}
    return texts


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_speaks_one_language(
    opened: Callable[[Path], MainWindow],
    quiet: Callable[[], None],
    qapp: QApplication,
    stage: str,
) -> None:
    window = opened(SAMPLE)
    window.show_stage(stage)
    quiet()
    french_of = translations()
    data = set(window.dossier.table.names)
    i18n.switch(qapp, "fr")
    quiet()
    assert (shown(window) & french_of.keys()) - data == set()
    i18n.switch(qapp, "en")
    quiet()
    french = set(french_of.values()) - french_of.keys()
    assert (shown(window) & french) - data == set()


def test_each_widget_words_itself_once(
    opened: Callable[[Path], MainWindow],
    quiet: Callable[[], None],
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = opened(SAMPLE)
    window.show_stage("personal")
    quiet()
    worded: Counter[QWidget] = Counter()
    widgets = [window, *window.findChildren(QWidget)]
    for kind in {type(w) for w in widgets if isinstance(w, i18n.Retranslating)}:
        word = kind.retranslate

        def counted(widget: QWidget, word: Callable[[QWidget], None] = word) -> None:
            worded[widget] += 1
            word(widget)

        monkeypatch.setattr(kind, "retranslate", counted)
    i18n.switch(qapp, "fr")
    assert worded
    assert {type(w).__name__ for w, times in worded.items() if times > 1} == set()
