"""Texts half as long again, and letters half as large again: nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from curator import i18n as core_i18n
from docs.pseudo import PseudoTranslations
from ui import i18n, theme
from ui.main_window import MainWindow
from ui.opening import SAMPLE
from ui.stages.base import CardsRow
from ui.stages.catalogue import STAGES
from ui.widgets.cards import Card
from ui.widgets.choice import Choice

SLACK = 2
"""Pixels that rounding may take."""


@pytest.fixture
def longer_texts(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(core_i18n, "_catalogue", lambda _language: PseudoTranslations())
        yield
    i18n.switch(qapp, "en")


def is_cut(widget: QWidget) -> str:
    """What is missing of a widget's text; ``""``: nothing."""
    if isinstance(widget, QLabel):
        if not widget.text() or widget.pixmap().width():
            return ""
        needed = widget.sizeHint()
        if widget.wordWrap():
            tall = widget.heightForWidth(widget.width())
            return f"{tall - widget.height()} px high" if tall > widget.height() + SLACK else ""
        if widget.sizePolicy().horizontalPolicy().name == "Ignored":
            return "" if widget.toolTip() else "may be cut and has no tool tip"
        return missing(needed.width() - widget.width(), needed.height() - widget.height())
    if isinstance(widget, (QPushButton, QCheckBox, QToolButton)) and widget.text():
        least = widget.minimumSizeHint()
        return missing(least.width() - widget.width(), least.height() - widget.height())
    if isinstance(widget, QComboBox):
        return cut_choice(widget)
    return ""


def cut_choice(combo: QComboBox) -> str:
    """A text may be elided in its box, but is then in the tool tip and told to screen readers."""
    combo.grab()  # painting brings both up to date
    whole = combo.currentText()
    shown = combo.shown_text() if isinstance(combo, Choice) else whole
    if combo.height() + SLACK < combo.minimumSizeHint().height():
        return "not high enough"
    if shown == whole:
        return ""
    told = combo.toolTip() == whole and bool(combo.accessibleDescription())
    return "" if shown.endswith("…") and told else f"shows “{shown}” of “{whole}”"


def missing(wide: int, high: int) -> str:
    if wide > SLACK:
        return f"{wide} px wide"
    return f"{high} px high" if high > SLACK else ""


def scrolls_sideways(widget: QWidget) -> bool:
    """Whether a parent can bring the rest into view."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and parent.horizontalScrollBar().maximum() > 0:
            return parent.horizontalScrollBar().isVisible()
        parent = parent.parentWidget()
    return False


def is_outside(widget: QWidget) -> str:
    """How far a widget reaches beyond what its parents show of it, sideways."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return ""
    beyond = widget.geometry().right() - parent.rect().right()
    if beyond > SLACK and not scrolls_sideways(widget):
        in_area = isinstance(parent.parentWidget(), QAbstractItemView | QScrollArea)
        return "" if in_area and scrolls_sideways(parent) else f"{beyond} px beyond its parent"
    return ""


def panel_overflow(root: QWidget) -> list[str]:
    """Scroll areas that hide a part of their content for good."""
    found = []
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if inner is None or not area.isVisible():
            continue
        wide = inner.width() - area.viewport().width()
        if wide > SLACK and not area.horizontalScrollBar().isVisible():
            found.append(f"{type(area).__name__}: {wide} px hidden")
        high = inner.height() - area.viewport().height()
        is_off = area.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if high > SLACK and is_off:
            found.append(f"{type(area).__name__}: {high} px high hidden")
    return found


def overlaps(root: QWidget) -> list[str]:
    """Buttons that lie on top of one another."""
    found = []
    for parent in root.findChildren(QWidget):
        buttons = [b for b in parent.children() if isinstance(b, QPushButton) and b.isVisible()]
        for n, first in enumerate(buttons):
            for second in buttons[n + 1 :]:
                common: QRect = first.geometry() & second.geometry()
                if common.width() > SLACK and common.height() > SLACK:
                    found.append(f"{first.text()} / {second.text()}")
    return found


def cut_off(root: QWidget) -> str:
    """What is cut off, a line each."""
    found = panel_overflow(root) + overlaps(root)
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        for problem in (is_cut(widget), is_outside(widget)):
            if problem:
                text = getattr(widget, "text", lambda: "")()
                found.append(f"{type(widget).__name__} “{text[:40]}”: {problem}")
    return "\n".join(found)


@pytest.fixture
def sample(opened: Callable[[Path], MainWindow], quiet: Callable[[], None]) -> MainWindow:
    from curator.operations.row import DropMarkedRows
    from curator.operations.structure import SuppressField

    window = opened(SAMPLE)
    window.dossier.apply(DropMarkedRows())
    for field in ("Téléphone", "Courriel", "Président(e)"):
        window.dossier.apply(SuppressField(field=field))
    quiet()
    return window


def test_the_start_page_has_room_for_longer_texts(
    longer_texts: None, window: MainWindow, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    window.settings.add_recent(tmp_path / "one.csv")
    i18n.switch(qapp, "en")
    qtbot.wait(50)
    assert cut_off(window) == ""


@pytest.mark.parametrize("stage", STAGES)
def test_stages_have_room_for_longer_texts(
    longer_texts: None,
    sample: MainWindow,
    quiet: Callable[[], None],
    qapp: QApplication,
    stage: str,
) -> None:
    i18n.switch(qapp, "en")
    sample.show_stage(stage)
    quiet()
    assert cut_off(sample) == ""


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_stages_have_room_for_their_own_texts(
    sample: MainWindow,
    quiet: Callable[[], None],
    qapp: QApplication,
    stage: str,
    language: str,
) -> None:
    i18n.switch(qapp, language)
    sample.show_stage(stage)
    quiet()
    assert cut_off(sample) == ""


@pytest.fixture
def larger_letters(qapp: QApplication) -> Iterator[None]:
    font = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * 1.5)
    qapp.setFont(larger)
    theme.apply(qapp, False)
    yield
    qapp.setFont(font)
    theme.apply(qapp, False)


@pytest.mark.parametrize("stage", STAGES)
def test_stages_have_room_for_larger_letters(
    larger_letters: None,
    sample: MainWindow,
    quiet: Callable[[], None],
    qapp: QApplication,
    stage: str,
) -> None:
    i18n.switch(qapp, "fr")
    sample.show_stage(stage)
    quiet()
    assert cut_off(sample) == ""


LONG_NAMES = (
    "Montant total hors taxes des subventions de fonctionnement attribuées aux associations "
    "sportives et culturelles au titre de l’exercice budgétaire 2025 (en euros, arrondi)",
    "Nomdechampsansespacecommeenfontlesexportsdeslogicielsmetiersdescollectivites_2025_v2",
)


@pytest.fixture
def long_names(
    tmp_path: Path, opened: Callable[[Path], MainWindow], quiet: Callable[[], None]
) -> MainWindow:
    lines = [";".join(LONG_NAMES), *(f"{n},50;{n}" for n in range(1, 13))]
    path = tmp_path / "written" / "noms.csv"
    path.parent.mkdir()
    path.write_text("\n".join(lines), encoding="utf-8")
    window = opened(path)
    window.resize(1366, 768)
    quiet()
    return window


@pytest.mark.parametrize("stage", STAGES)
def test_stages_have_room_for_very_long_names_of_fields(
    long_names: MainWindow, quiet: Callable[[], None], qapp: QApplication, stage: str
) -> None:
    i18n.switch(qapp, "fr")
    long_names.show_stage(stage)
    quiet()
    assert cut_off(long_names) == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_cards_made_off_the_screen_have_room_for_their_buttons(qtbot: QtBot) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    page = QWidget(pages)
    row = CardsRow(page)
    box = QVBoxLayout(page)
    box.addWidget(row)
    box.addStretch(1)
    pages.addWidget(QWidget(pages))
    pages.addWidget(page)
    pages.resize(800, 400)
    pages.show()
    card = Card("Suggested", "A text that takes several lines in a narrow card. " * 2, parent=page)
    card.add_action("Do what it says", card.hide)
    row.set_cards([card])
    assert row.height() > card.heightForWidth(pages.width())
    pages.setCurrentWidget(page)
    qtbot.waitUntil(lambda: row.height() == card.heightForWidth(row.width()))
    assert card.height() == row.height()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_long_choice_is_elided_in_its_box_and_whole_elsewhere(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    long = "a sheet whose name goes on and on (1,234,567 rows)"
    choice.addItems([long, "short"])
    choice.resize(120, 30)
    choice.show()
    qtbot.waitExposed(choice)
    assert cut_choice(choice) == ""
    assert choice.shown_text() != long
    assert choice.toolTip() == choice.accessibleDescription() == long
    choice.showPopup()
    assert choice.view().viewport().width() > choice.fontMetrics().horizontalAdvance(long)
    choice.hidePopup()
    choice.setCurrentIndex(1)
    choice.grab()
    assert choice.toolTip() == choice.accessibleDescription() == ""


def test_dialogs_have_room_for_larger_letters(
    larger_letters: None, window: MainWindow, quiet: Callable[[], None], qapp: QApplication
) -> None:
    i18n.switch(qapp, "fr")
    window.dialogs.show_crash("details")
    for key in ("shortcuts", "about"):
        window.dialogs.show(key)
    quiet()
    for key, dialog in window.dialogs.made.items():
        assert cut_off(dialog) == "", key
        dialog.close()


def test_dialogs_of_the_schema_stage_have_room_for_larger_letters(
    larger_letters: None, sample: MainWindow, quiet: Callable[[], None], qapp: QApplication
) -> None:
    from curator.schema.catalogue import pack_schema
    from ui.models.transform_list import transforms

    i18n.switch(qapp, "fr")
    sample.show_stage("schema")
    quiet()
    assert sample.workspace is not None
    stage = sample.workspace.stage
    for one in transforms():
        stage.transforming.open(one, "Domaine")
        quiet()
        assert cut_off(stage.transforming.dialog) == "", one.key
        stage.transforming.close()
    stage.choice.show_published()
    quiet()
    assert cut_off(stage.choice.dialog) == ""
    stage.model.schemas.propose_published(pack_schema("scdl/subventions"), "subventions")
    quiet()
    assert cut_off(stage.choice.dialog) == ""
    stage.choice.close()
