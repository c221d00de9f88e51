"""The drawer of the Schéma stage: a line for each problem and for each proposed correction."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.issues import Severity
from ui.i18n import number
from ui.view_models.schema import SchemaViewModel
from ui.view_models.schema_analysis import Proposal
from ui.view_models.schema_problems import Problem
from ui.widgets.drawer import Drawer
from ui.widgets.drawer_lines import Line, Sign
from ui.widgets.inspector.corrections import counted, samples_text

SIGNS: dict[Severity, Sign] = {
    Severity.BLOCKING: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


class SchemaDrawer(Drawer):
    """Words what the model found; what a line does is asked of the model, or of the stage."""

    reference_wanted = Signal(str)
    """The table that a foreign key refers to has to be chosen: its name."""
    workbook_wanted = Signal()
    """The failing rows are to be written to a workbook."""

    def __init__(self, model: SchemaViewModel, parent: QWidget) -> None:
        super().__init__(("problems", "corrections"), parent)
        self.model = model
        self._is_chosen = False
        """Whether a tab was brought on top for this dossier; from then on the user chooses."""
        self.action_requested.connect(self._on_action)

    def start_anew(self) -> None:
        """Another dossier: the tab on top is chosen again."""
        self._is_chosen = False

    def refresh(self) -> None:
        """Show what the model knows now."""
        self.set_lines(
            "problems",
            _("Problems"),
            [*self._refusal_line(), *(partial(self._problem_line, p) for p in self.model.problems)],
            self._nothing_wrong(),
        )
        self.set_lines(
            "corrections",
            _("Proposed corrections"),
            [partial(self._proposal_line, proposal) for proposal in self.model.proposals],
            _("There is nothing to propose."),
        )
        if self.model.is_current and not self._is_chosen:
            has_problems = bool(self.model.problems) or not self.model.proposals
            self.set_current("problems" if has_problems else "corrections")
            self._is_chosen = True
        elif self.model.is_current and self.model.problems and not self.model.proposals:
            self.set_current("problems")  # nothing is left on the other
        self._offer_actions()

    def _nothing_wrong(self) -> str:
        if self.model.is_current:
            return _("Nothing is wrong: well done.")
        if self.model.is_interrupted:
            return _("Interrupted: the table was not checked to the end.")
        return _("Checking…")

    def _offer_actions(self) -> None:
        n = len(self.model.safe_proposals)
        text = ngettext("Apply the {n} safe correction", "Apply the {n} safe corrections", n)
        tip = _("Safe: each text has one reading only, and everything can be undone.")
        self.set_action("corrections", text.format(n=n) if n > 1 else "", tip)
        text = _("Export the failing rows…") if self.model.has_failing_rows else ""
        tip = _("An Excel workbook for the service that owns the data, each fault marked.")
        if self.model.is_interrupted:
            text, tip = _("Check again"), ""
        self.set_action("problems", text, tip)

    def _on_action(self, key: str) -> None:
        if key == "corrections":
            self.model.apply_all_safe()
        elif self.model.is_interrupted:
            self.model.look_again()
        else:
            self.workbook_wanted.emit()

    def _refusal_line(self) -> list[Callable[[], Line]]:
        """Rules that contradict themselves stand first: nothing can be checked by them."""
        refusal = self.model.refusal
        return [partial(Line, sign="error", text=refusal)] if refusal else []

    def _problem_line(self, problem: Problem) -> Line:
        from curator.schema.messages import naming_field

        count = ""
        actions: tuple[tuple[str, Callable[[], None]], ...] = ()
        if len(problem.positions):
            unit = (
                ngettext("{n} row", "{n} rows", problem.count)
                if problem.is_of_rows
                else ngettext("{n} cell", "{n} cells", problem.count)
            )
            count = unit.format(n=number(problem.count))
            actions = ((_("Show"), partial(self.model.show_problem, problem)),)
        if problem.lacks:
            actions = ((_("Choose the file…"), partial(self.reference_wanted.emit, problem.lacks)),)
        return Line(
            sign=SIGNS[problem.severity],
            text=naming_field(problem.sentence, problem.field),
            count=count,
            actions=actions,
        )

    def _proposal_line(self, proposal: Proposal) -> Line:
        actions = [(_("Correct"), partial(self.model.apply, proposal))]
        if proposal.rows:
            actions.insert(0, (_("Show"), partial(self.model.show_proposal, proposal)))
        return Line(
            sign="note" if proposal.is_optional else "warning",
            text=proposal.sentence,
            count=counted(proposal),
            detail=samples_text(proposal).partition("\n")[0] if proposal.samples else "",
            tip=f"{proposal.reason}\n{samples_text(proposal)}",
            actions=tuple(actions),
            on_hover=partial(self._on_hover, proposal),
        )

    def _on_hover(self, proposal: Proposal, is_on: bool) -> None:
        self.model.hover(proposal if is_on else None)
