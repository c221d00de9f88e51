"""What the Publication and Review stages show and ask: metadata, state of the review, export."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from curator.errors import CuratorError
from curator.i18n import gettext as _
from ui.delay import delay
from ui.pacing import PAINTED
from ui.tasks import Task
from ui.view_models import publication_work as work
from ui.view_models.dossier import DossierViewModel

if TYPE_CHECKING:
    from curator.dossier import Dossier
    from curator.issues import Issue
    from curator.publish.metadata import Metadata

SETTLE_DELAY = 400
"""Milliseconds without a key after which what was typed goes into the dossier."""


class PublicationViewModel(QObject):
    """Metadata as they are typed, the assessment of the whole, and the package."""

    metadata_changed = Signal()
    """The dossier's metadata changed elsewhere (another dossier, undo, reload)."""
    problems_changed = Signal()
    assessed = Signal()
    """``assessment`` was computed anew."""
    exported = Signal(object)
    """A package was written: the ``PackageResult``."""
    refused = Signal(str)
    """The package was not written: the sentence."""
    folder_refused = Signal(str)
    """The package was not written, in another folder it might be: the sentence."""
    export_interrupted = Signal()
    """The package was not written: the user stopped it, or the checks that come before."""

    def __init__(self, dossier: DossierViewModel) -> None:
        super().__init__(dossier)
        self.dossier = dossier
        self.assessment: work.Assessment | None = None
        """The last; while the next is under way it stands for what was there before."""
        self._draft: Metadata | None = None
        self._is_edited = False
        self._task: Task | None = None
        self._assessed: Dossier | None = None
        """The dossier that is being assessed: when the result is there, another may be open."""
        self._is_dropped = False
        """Whether the assessment under way is of a dossier that was let go."""
        self._is_stale = True
        self.is_interrupted = False
        """Whether the last assessment was stopped, by the user or by a crash: none is made again
        unasked."""
        self._watchers: set[str] = set()
        self._export: Task | None = None
        self._awaiting: tuple[Dossier, Path] | None = None
        """What is to be exported where, once the assessment under way has ended."""
        self._watching = delay(self, self._assess_if_needed, PAINTED)
        self._typing = delay(self, self.settle, SETTLE_DELAY)
        dossier.opened.connect(self._on_opened)
        dossier.reading_changed.connect(self._on_reading_changed)
        dossier.leaving.connect(self.settle)
        dossier.closed.connect(self._forget)
        dossier.metadata_changed.connect(self._on_metadata_changed)
        for signal in (
            dossier.table_changed,
            dossier.review_changed,
            dossier.judgements_changed,
            dossier.formats_changed,  # the approval is of them too
        ):
            signal.connect(self._make_stale)

    # -- metadata ------------------------------------------------------------------------------

    @property
    def metadata(self) -> Metadata:
        """The metadata as they stand in the form."""
        if self._draft is None:
            from curator.publish.metadata import Metadata, with_defaults

            stored = Metadata.from_descriptor(self.dossier.metadata)
            self._draft = with_defaults(stored, file_name=self.dossier.source.file.name)
        return self._draft

    def set_value(self, path: str, value: Any) -> None:
        """Put ``value`` in a property (``contact.mail``); the dossier gets it at the next pause."""
        if self.metadata.value(path) == value:
            return
        self._draft = self.metadata.setting(path, value)
        self._is_edited = True
        self._typing.start()
        self.problems_changed.emit()

    def settle(self) -> None:
        """Put what was typed in the dossier now."""
        self._typing.stop()
        if self._is_edited and self._draft is not None and self.dossier.is_open:
            self._is_edited = False
            self.dossier.set_metadata(self._draft.to_descriptor())

    def problems(self) -> tuple[Issue, ...]:
        """What is not right in the metadata, in the order of the form."""
        from curator.publish.metadata_rules import problems

        return problems(self.metadata)

    @staticmethod
    def problems_at_first() -> tuple[Issue, ...]:
        """What is not right in metadata that nobody has begun."""
        from curator.publish.metadata import Metadata
        from curator.publish.metadata_rules import problems

        return problems(Metadata())

    @staticmethod
    def sentence(issue: Issue) -> str:
        """A metadata problem in words."""
        from curator.publish.metadata_rules import message

        return message(issue)

    def pending_count(self) -> int:
        """How much is to settle before publishing: in the metadata, and once the content was
        assessed in all of it."""
        from curator.issues import Severity

        if not self.dossier.is_open:
            return 0
        needed = sum(issue.severity is Severity.BLOCKING for issue in self.problems())
        return max(needed, self.assessment.blocking if self.assessment is not None else 0)

    # -- assessment ----------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """Where the review stands, a value of ``curator.review.status.State``; ``draft`` while the
        content was not assessed.
        """
        return self.assessment.status.state.value if self.assessment is not None else "draft"

    def watch(self, stage: str) -> None:
        """A stage on screen shows the assessment: only then is it kept up to date."""
        self._watchers.add(stage)
        self.is_interrupted = False
        # Beside the first painting of the stage it would slow that down.
        self._watching.start()

    def unwatch(self, stage: str) -> None:
        """A stage went off the screen."""
        self._watchers.discard(stage)

    def assess_again(self) -> None:
        """The user wants after all what was stopped."""
        self._make_stale()
        self.assessed.emit()

    def _make_stale(self) -> None:
        self._is_stale = True
        self.is_interrupted = False
        self._assess_if_needed()

    def _assess_if_needed(self) -> None:
        if not (self._watchers and self._is_stale and self.dossier.is_open):
            return
        if self._task is not None or self.is_interrupted:
            return
        self._is_stale = False
        self.dossier.after_changes(self._assess)

    def _assess(self) -> None:
        if self._task is not None:
            self._is_stale = True  # its end begins this one
            return
        dossier = self._assessed = self.dossier.dossier
        job = partial(work.assess, dossier.prepared(), dossier.events, tuple(dossier.judgements))
        self._task = Task(job, title=_("Checking the publication"))
        self._task.succeeded.connect(self._on_assessed)
        self._task.failed.connect(self._on_assessment_failed)
        self._task.cancelled.connect(self._on_assessment_cancelled)
        self._task.finished.connect(self._on_assessment_finished)
        self._task.start()

    def _on_assessed(self, assessment: work.Assessment) -> None:
        if self.dossier.is_open and self.dossier.dossier is self._assessed:
            self.assessment = assessment
            self.assessed.emit()

    def _on_assessment_cancelled(self) -> None:
        """The user stopped it: what waits for it is not wanted any more either."""
        if self._is_dropped:
            return
        is_export_stopped, self._awaiting = self._awaiting is not None, None
        self._do_without()
        if is_export_stopped:
            self.export_interrupted.emit()

    def _on_assessment_failed(self, error: Exception) -> None:
        if not self._is_dropped:
            self._do_without()
        self._on_failed(error)

    def _do_without(self) -> None:
        """No assessment is coming; the one there is, is of what was there before a change."""
        self.assessment = None
        self._is_stale = self.is_interrupted = True
        self.assessed.emit()

    def _on_assessment_finished(self) -> None:
        self._task = self._assessed = None
        self._is_dropped = False
        awaiting, self._awaiting = self._awaiting, None
        if awaiting is not None:
            self._write(*awaiting)
        else:
            self._assess_if_needed()

    # -- export --------------------------------------------------------------------------------

    @property
    def is_exporting(self) -> bool:
        """Whether a package is being written."""
        return self._export is not None or self._awaiting is not None

    def export(self, folder: Path) -> None:
        """Write the package into ``folder``, in the formats of the dossier: released when
        approved, else a draft."""
        if self.is_exporting:
            return
        self.settle()
        self.dossier.after_changes(partial(self._start_export, folder), _("Writing the package"))

    def _start_export(self, folder: Path) -> None:
        if self._task is not None:
            # It looks at what the export would look at: both at once would take twice as long.
            self._awaiting = self.dossier.dossier, folder
        else:
            self._write(self.dossier.dossier, folder)

    def _write(self, dossier: Dossier, folder: Path) -> None:
        """Write the package of a dossier, which may have been closed since it was asked for."""
        known = self.assessment
        job = partial(work.export, dossier.prepared(), dossier.events, folder, known=known)
        self._export = Task(job, title=_("Writing the package"))
        self._export.succeeded.connect(self.exported)
        self._export.failed.connect(self._on_failed)
        self._export.cancelled.connect(self.export_interrupted)
        self._export.finished.connect(self._on_export_finished)
        self._export.start()

    def _on_export_finished(self) -> None:
        self._export = None
        self._assess_if_needed()

    def _on_failed(self, error: Exception) -> None:
        from curator.files import NotEnoughSpace, NotWritable
        from curator.publish.package import SomethingElseThere

        if isinstance(error, NotEnoughSpace | NotWritable | SomethingElseThere):
            self.folder_refused.emit(str(error))
        elif isinstance(error, CuratorError):
            self.refused.emit(str(error))
        else:
            self.dossier.crashed.emit(error)

    # -- another dossier -------------------------------------------------------------------------

    def _forget(self) -> None:
        """Another dossier, or none: let go of what was found in the last."""
        self._typing.stop()
        if self._task is not None and self._awaiting is None:
            self._is_dropped = True
            self._task.interrupt()
        self._draft = None
        self._is_edited = False
        self.assessment = None
        self._is_stale = True
        self.is_interrupted = False

    def _on_reading_changed(self) -> None:
        """Let go of the tables that were assessed; what comes of the others is asked for later."""
        self.assessment = None

    def _on_opened(self) -> None:
        self._forget()
        self.metadata_changed.emit()
        self.problems_changed.emit()

    def _on_metadata_changed(self) -> None:
        stored = dict(self.dossier.metadata)
        is_ours = self._draft is not None and self._draft.to_descriptor() == stored
        if not (is_ours or self._is_edited):
            self._draft = None
            self.metadata_changed.emit()
        self._make_stale()


def publication_of(dossier: DossierViewModel) -> PublicationViewModel:
    """The publication of a dossier; the stages that show it share one."""
    found = dossier.findChild(PublicationViewModel)
    return found if found is not None else PublicationViewModel(dossier)
