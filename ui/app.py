"""The desktop program: makes the application and its window, opens what was asked for."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from curator import __version__
from curator.i18n import resolve_language
from curator.lean import choose_allocator
from ui import i18n, theme
from ui.collector import Collector
from ui.delay import delay
from ui.main_window import MainWindow
from ui.menus import is_dark
from ui.messages import CrashReporter
from ui.pacing import in_next_step
from ui.settings import Settings

SWITCH_INTERVAL = 0.0001
"""Seconds a thread may keep the interpreter while another waits. Qt's calls let go of it again and
again, so painting beside a busy task waits that long hundreds of times over: Python's own 5 ms, and
even half of one, would show.
"""

WARM_UP_AFTER = 400
"""Milliseconds after which the core is imported, when the window has long been painted."""


def run(paths: Sequence[Path]) -> int:
    """Show the window, open the first of ``paths`` in it, and stay until it is closed."""
    app = make_application()
    crashes = CrashReporter(app)
    crashes.install()
    window = make_window(app, crashes)
    window.show()
    later = delay(window, window.dossier.warm_up)
    later.start(WARM_UP_AFTER)
    if paths:
        in_next_step(window, partial(window.opening.open, paths[0]))
    return app.exec()


def make_application() -> QApplication:
    """The Qt application under the program's name."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    choose_allocator()
    existing = QApplication.instance()
    app = (
        existing
        if isinstance(existing, QApplication)
        else QApplication([*sys.argv[:1], *theme.STYLE])
    )
    app.setApplicationName("Curator")
    app.setOrganizationName("Curator")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("curator")
    if gc.isenabled():  # a collector of ours switched Python's off
        Collector(app)
    return app


def make_window(app: QApplication, crashes: CrashReporter) -> MainWindow:
    """The main window in the language and appearance of the settings."""
    settings = Settings()
    i18n.switch(app, resolve_language(settings.language))
    theme.apply(app, is_dark(settings.appearance))
    return MainWindow(app, settings, crashes)
