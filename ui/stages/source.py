"""The Source stage: what Curator understood of the file, and every decision open to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui.delay import delay
from ui.i18n import number
from ui.models.wording import place_name
from ui.stages.base import Stage
from ui.view_models.dossier import DossierViewModel
from ui.view_models.source import SourceViewModel
from ui.widgets.cards import Card, Tone
from ui.widgets.raw_rows import RawRows
from ui.widgets.reading_panel import ReadingPanel

if TYPE_CHECKING:
    from curator.readers import HiddenFinding


class SourceStage(Stage):
    """Shows the first rows as they stand in the file, and the reading panel on the right."""

    key = "source"

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(dossier, parent)
        self.model = SourceViewModel(dossier, self)
        self.rows = RawRows(self)
        self.rows.header_chosen.connect(self.model.set_header_rows)
        self.panel = ReadingPanel(self.model, dossier, self)
        self.set_content(self.rows)
        self._soon = delay(self, self._show)
        self.model.changed.connect(self._soon.start)  # several changes in a row are shown once
        dossier.busy_changed.connect(self._on_busy_changed)
        self._shown: object = None
        self._place: object = None
        """Of which dossier, table and header the rows shown are."""
        dossier.closed.connect(self._forget)
        self.retranslate()

    def title(self) -> str:
        return _("Source")

    def purpose(self) -> str:
        return _("Check what Curator understood of the file. It is never modified.")

    def primary_label(self) -> str:
        return _("Continue to Schema")

    def pending_count(self) -> int:
        return self.model.pending_count()

    def side_panel(self) -> QWidget:
        return self.panel

    def activate(self) -> None:
        if self.dossier.is_open:
            self._fill()

    def retranslate(self) -> None:
        super().retranslate()
        if self.dossier.is_open:
            self._show_cards()

    def _show(self) -> None:
        if self.dossier.is_open and not self.tells_only_count():
            self._fill()

    def _fill(self) -> None:
        self._soon.stop()
        if self._shown is not self.dossier.source:
            self._shown = self.dossier.source
            self.rows.show_rows(self.model.rows())
            self._go_to_start()
        self.panel.refresh()
        self._show_cards()
        self.pending_changed.emit(self.pending_count())

    def _go_to_start(self) -> None:
        """Of other rows; the same ones decoded in another way stay where they are looked at."""
        place = (self.dossier.dossier, self.model.number, self.model.table.header_rows)
        if place != self._place:
            self._place = place
            self.rows.go_to_start()

    def _forget(self) -> None:
        """Let go of what the file that was closed holds."""
        self._shown = self._place = None
        self.rows.show_rows([])

    def _on_busy_changed(self, is_busy: bool) -> None:
        """What was chosen and then refused or interrupted is not how the file is read."""
        if not is_busy and self.isVisible():
            self.panel.refresh()

    # -- cards ---------------------------------------------------------------------------------

    def _show_cards(self) -> None:
        cards = [self._table_card(), self._marked_card(), self._hidden_card()]
        self.cards.set_cards([card for card in cards if card is not None])

    def _table_card(self) -> Card:
        info = self.model.table
        rows, fields = info.row_count, len(info.columns)
        title, tone = _("Table found"), Tone.DONE
        if not rows:
            title, tone = _("Header found, but no row under it"), Tone.TO_SETTLE
        parts = [
            _header_text(info.header_rows),
            ngettext("{n} row", "{n} rows", rows).format(n=number(rows)),
            ngettext("{n} field", "{n} fields", fields).format(n=number(fields)),
        ]
        card = Card(title, " · ".join(parts), tone, self)
        card.add_action(_("Adjust the header…"), self._adjust_header)
        return card

    def _marked_card(self) -> Card | None:
        marked = self.model.marked()
        if not marked.total:
            return None
        n = marked.total
        title = ngettext("{n} row is not data", "{n} rows are not data", n)
        text = ", ".join(_mark_text(mark, count) for mark, count in marked.by_mark.items())
        is_settled = not self.pending_count()
        tone = Tone.DONE if is_settled else Tone.TO_SETTLE
        if is_settled:
            kept = _("kept")
            text = f"{text} · {kept}"
        card = Card(title.format(n=number(n)), text, tone, self)
        card.add_action(_("Remove"), self.model.remove_marked)
        if not is_settled:
            card.add_action(_("Keep"), self.model.keep_marked)
        return card

    def _hidden_card(self) -> Card | None:
        findings = sorted(self.model.hidden, key=_is_harmless)
        if not findings:
            return None
        n = len(findings)
        title = ngettext("Hidden content: {n} element", "Hidden content: {n} elements", n)
        places = list(dict.fromkeys(place_name(finding) for finding in findings))
        text = ", ".join(places[:3]) + (" …" if len(places) > 3 else "")
        tone = Tone.NOTE if _is_harmless(findings[0]) else Tone.BLOCKING
        card = Card(title.format(n=n), text, tone, self)
        card.add_action(_("Show"), self._show_hidden)
        return card

    def _adjust_header(self) -> None:
        self.panel.header.setFocus()
        self.panel.header.selectAll()

    def _show_hidden(self) -> None:
        self.panel.ensureWidgetVisible(self.panel.hidden)
        self.panel.setFocus()


def _is_harmless(finding: HiddenFinding) -> bool:
    """Whether hidden content is only to be known of."""
    return finding.severity.value == "note"


def _header_text(rows: tuple[int, ...]) -> str:
    if not rows:
        return _("no header")
    if len(rows) == 1:
        return _("header row {row}").format(row=rows[0] + 1)
    return _("header rows {first} to {last}").format(first=rows[0] + 1, last=rows[-1] + 1)


def _mark_text(mark: str, n: int) -> str:
    texts = {
        "total": ngettext("{n} total", "{n} totals", n),
        "note": ngettext("{n} note", "{n} notes", n),
        "heading": ngettext("{n} heading", "{n} headings", n),
        "header": ngettext("{n} repeated header", "{n} repeated headers", n),
    }
    return texts[mark].format(n=number(n))
