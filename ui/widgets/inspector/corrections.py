"""Proposed corrections of a field, each as a card with what it makes of some texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui.i18n import number
from ui.view_models.schema import SchemaViewModel
from ui.widgets.cards import Card, Tone
from ui.widgets.inspector.section import Section
from ui.widgets.layouts import added, drop_all, widgets_in

if TYPE_CHECKING:
    from ui.view_models.schema_analysis import Proposal

MOST_SAMPLES = 3
LONGEST_SAMPLE = 40


class ProposalCard(Card):
    """One correction; the grid lights up what it would change while mouse or focus is on it."""

    def __init__(
        self, proposal: Proposal, model: SchemaViewModel, parent: QWidget | None = None
    ) -> None:
        tone = Tone.NOTE if proposal.is_safe else Tone.PLAIN
        super().__init__(proposal.sentence, samples_text(proposal), tone, parent)
        self._proposal = proposal
        self._model = model
        self.setToolTip(proposal.reason)
        self.apply_button = self.add_action(
            apply_label(proposal), self._apply, is_primary=proposal.is_safe
        )
        if proposal.rows:
            self.add_action(_("Show"), self._show)
        for button in self.buttons():
            button.installEventFilter(self)

    def _apply(self) -> None:
        self._model.apply(self._proposal)

    def _show(self) -> None:
        self._model.show_proposal(self._proposal)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._model.hover(self._proposal)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._model.hover(None)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._model.hover(self._proposal)
        elif event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self._model.hover(None)
        return super().eventFilter(watched, event)


class CorrectionsSection(Section):
    """Cards for the field shown; hidden when there is nothing to propose."""

    def __init__(self, model: SchemaViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._cards = added(self.body, QVBoxLayout())
        self._cards.setSpacing(8)
        self._shown: list[Proposal] = []
        model.changed.connect(self._on_changed)
        self.retranslate()

    def title(self) -> str:
        return _("Proposed correction")

    def cards(self) -> list[ProposalCard]:
        """The cards shown, in order."""
        return [one for one in widgets_in(self._cards) if isinstance(one, ProposalCard)]

    def refresh(self) -> None:
        proposals = self._model.proposals_of(self.field)
        self.setVisible(bool(proposals))
        drop_all(self._cards)
        for proposal in proposals:
            self._cards.addWidget(ProposalCard(proposal, self._model, self))

    def _on_changed(self) -> None:
        if self.field and self.parentWidget() is not None:
            self.refresh()


def samples_text(proposal: Proposal) -> str:
    """“before” → after, for some of the cells."""
    lines = [
        f"{_quoted(before)} → {_short(after) or _('(empty)')}"
        for before, after in proposal.samples[:MOST_SAMPLES]
    ]
    return "\n".join(lines) if lines else proposal.reason


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=_short(text)) if text else _("(empty)")


def _short(text: str) -> str:
    """One line that fits; of many blanks on end three are enough to be seen."""
    text = re.sub(r"\s{4,}", "   ", text.replace("\n", " "))
    return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"


def counted(proposal: Proposal) -> str:
    """How many cells, rows or fields a correction concerns, in words."""
    n = proposal.count
    texts = {
        "cells": ngettext("{n} cell", "{n} cells", n),
        "rows": ngettext("{n} row", "{n} rows", n),
        "fields": ngettext("{n} field", "{n} fields", n),
    }
    return texts[proposal.unit].format(n=number(n))


def apply_label(proposal: Proposal) -> str:
    """The button that applies it, with the count."""
    return _("Correct {count}").format(count=counted(proposal))
