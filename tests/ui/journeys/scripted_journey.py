"""A journey that never ends by itself, for the test that kills it (argument: a CSV file).

Opens the file in the real window and changes one cell, counting up, with undo, redo, metadata and
saving in between. Prints ``changed N`` and ``titled N`` as the window learns that each was made.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from curator.operations.cell import ReplaceCell
from ui.app import make_application, make_window
from ui.messages import CrashReporter

STEP = 12
"""Milliseconds between two steps."""


class Journey(QObject):
    def __init__(self, path: Path) -> None:
        app = make_application()
        super().__init__(app)
        self.app = app
        self.window = make_window(app, CrashReporter(app))
        self.window.show()
        self.door = self.window.dossier
        self.steps = 0
        self.timer = QTimer(self)
        self.timer.setInterval(STEP)
        self.timer.timeout.connect(self.step)
        self.door.opened.connect(self.timer.start)
        self.door.table_changed.connect(self.tell_change)
        self.door.metadata_changed.connect(self.tell_title)
        self.window.opening.open(path)

    def step(self) -> None:
        if self.door.is_busy:
            return
        self.steps += 1
        if self.steps % 11 == 0:
            self.door.undo()
            self.door.redo()
        elif self.steps % 7 == 0:
            self.door.set_metadata({"title": str(self.steps)})
        elif self.steps % 23 == 0:
            self.door.save()
        else:
            self.door.apply(ReplaceCell(row=2, field="n", value=str(self.steps)))

    def tell_change(self) -> None:
        print("changed", self.door.table.column("n")[0].as_py(), flush=True)

    def tell_title(self) -> None:
        print("titled", self.door.metadata["title"], flush=True)


if __name__ == "__main__":
    sys.exit(Journey(Path(sys.argv[1])).app.exec())
