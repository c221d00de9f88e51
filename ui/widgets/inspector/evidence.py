"""Why a field is thought to be about people: the lines of evidence, never a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.plain import Label
from ui.view_models.personal import PersonalViewModel
from ui.widgets.form import Remarks
from ui.widgets.inspector.section import Section

if TYPE_CHECKING:
    from curator.privacy.model import FieldFinding, KindScore

MOST_KINDS = 6


class EvidenceSection(Section):
    """Kinds with how sure and how many, then the evidence."""

    def __init__(self, model: PersonalViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._verdict = Label(self)
        theme.set_role(self._verdict, "strong")
        self._verdict.setWordWrap(True)
        self._rule = Label(self)
        self._rule.setWordWrap(True)
        theme.set_role(self._rule, "warning")
        self._lines = Remarks(self)
        for widget in (self._verdict, self._rule, self._lines):
            self.body.addWidget(widget)
        model.changed.connect(self._on_changed)
        self.retranslate()

    def title(self) -> str:
        return _("Why")

    def refresh(self) -> None:
        from curator.privacy.model import Role
        from curator.privacy.wording import level_name, role_name, rule_sentence

        finding = self._model.finding(self.field)
        self._rule.hide()
        if finding is None:
            is_stopped = self._model.is_interrupted
            waiting = _("Interrupted") if is_stopped else _("Being looked at…")
            self._verdict.setText(waiting)
            self._lines.show_remarks([])
            return
        if finding.role is Role.NONE:
            # What spoke for a kind was too weak to count: telling it would contradict the verdict.
            self._verdict.setText(_("Nothing about people was found here."))
            self._lines.show_remarks([] if finding.kinds else _reasons(finding))
            return
        text = _("{role}, {level}")
        self._verdict.setText(
            text.format(role=role_name(finding.role), level=level_name(finding)).capitalize()
        )
        if finding.rule is not None:
            self._rule.setText(rule_sentence(finding.rule))
            self._rule.show()
        self._lines.show_remarks(_reasons(finding) or _kind_lines(finding.kinds))

    def _on_changed(self) -> None:
        if self.is_wanted():
            self.refresh()


def _reasons(finding: FieldFinding) -> list[tuple[str, str]]:
    return [("", f"• {reason.text()}") for reason in finding.reasons]


def _kind_lines(kinds: Sequence[KindScore]) -> list[tuple[str, str]]:
    from curator.privacy.wording import kind_name

    lines = []
    for score in kinds[:MOST_KINDS]:
        text = _("{kind}: {share} of the values").format(
            kind=kind_name(score.kind), share=_("{n}%").format(n=round(score.share * 100))
        )
        lines.append(("", f"• {text}"))
    return lines
