"""The workbook of failing rows, written in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from curator.errors import CuratorError
from curator.i18n import gettext as _
from curator.progress import Report, silent
from ui.models.latest import ALWAYS_A_TASK, LatestWork
from ui.view_models.dossier import DossierViewModel

if TYPE_CHECKING:
    from curator.schema.error_workbook import ErrorWorkbook
    from ui.view_models.schema_analysis import SchemaAnalysis


def _write(analysis: SchemaAnalysis, path: Path, *, report: Report = silent) -> ErrorWorkbook:
    from curator.schema.error_workbook import write_error_workbook

    header = [item.message() for item in analysis.report.header]
    return write_error_workbook(
        analysis.table, analysis.faults(), path, header=header, report=report
    )


class ErrorExport(QObject):
    """Writes what the last analysis found."""

    written = Signal(object)
    """The ``ErrorWorkbook``."""
    refused = Signal(str)
    """It was not written: the sentence."""

    def __init__(self, dossier: DossierViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._work = LatestWork(self)
        self._work.failed.connect(self._on_failed)

    def suggested_path(self) -> Path:
        """Where it goes if the user wants nothing else: beside the source."""
        source = self._dossier.source.path
        # Translators: name of a file, so without spaces or accents.
        return source.with_name(_("{name}-rows-to-correct.xlsx").format(name=source.stem))

    def write(self, analysis: SchemaAnalysis, path: Path) -> None:
        """Write the failing rows of ``analysis``; ends in ``written`` or ``refused``."""
        source = self._dossier.source.path
        if path.exists() and path.samefile(source):
            self.refused.emit(_("The source itself is never written to: choose another name."))
            return
        self._work.start(
            partial(_write, analysis, path),
            self.written.emit,
            rows=ALWAYS_A_TASK,
            title=_("Writing the failing rows"),
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CuratorError):
            self.refused.emit(str(error))
        else:
            self._dossier.crashed.emit(error)
