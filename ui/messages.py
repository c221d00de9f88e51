"""What happens when something unforeseen is raised: one dialog, one log, never a cell value.

The text of an exception can quote data, so only its type and the places in the code are kept.
"""

from __future__ import annotations

import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from curator import __version__

LOG_LIMIT = 200_000
"""Bytes after which the log starts anew."""


class CrashReporter(QObject):
    """Takes over the hooks for uncaught exceptions, in every thread."""

    crashed = Signal(str)
    """The details, ready to be copied. Arrives in the window's thread."""

    def install(self) -> None:
        """From now on uncaught exceptions come here."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def report(self, error: BaseException) -> None:
        """Tell about an exception that was caught elsewhere."""
        details = describe(error)
        write_log(details)
        self.crashed.emit(details)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            raise SystemExit(130)
        self.report(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)


def describe(error: BaseException) -> str:
    """What went wrong and where in the code; nothing of what was being worked on."""
    import platform

    lines = [
        f"Curator {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def log_path() -> Path:
    """Where the log is."""
    import platformdirs

    return Path(platformdirs.user_log_dir("Curator", appauthor=False)) / "curator.log"


def write_log(details: str) -> None:
    """Append to the log; a log that cannot be written must not make things worse."""
    from datetime import UTC, datetime

    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.exists() and path.stat().st_size > LOG_LIMIT else "a"
        with path.open(mode, encoding="utf-8") as stream:
            stream.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{details}\n\n")
    except OSError as error:
        print(f"curator.log: {error.strerror}", file=sys.stderr)
