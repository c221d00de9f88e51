"""The pages of the window: the start, a file being read, the open dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pacing import unseen

if TYPE_CHECKING:
    from ui.widgets.first_rows import FirstRows


class Pages(QStackedWidget):
    """One page at a time; the first rows of a file give way to whatever comes next."""

    def __init__(self, start: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_rows: FirstRows | None = None
        self._page = start
        self.addWidget(start)

    def show_page(self, page: QWidget) -> None:
        """Show a page that stays."""
        self._page = page
        unseen(self)
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)

    def prepare(self) -> None:
        """Make the page of first rows ahead, so that it is there at once."""
        if self._first_rows is None:
            from ui.widgets.first_rows import FirstRows

            self._first_rows = FirstRows(self)
            self._first_rows.ensurePolished()
            self.addWidget(self._first_rows)

    def show_first_rows(self, name: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Show the first rows of a file until it is read."""
        self.prepare()
        if self._first_rows is not None:
            unseen(self)
            self._first_rows.show_rows(name, rows)
            self.setCurrentWidget(self._first_rows)

    def drop_first_rows(self, *_why: object) -> None:
        """Go back from the first rows to the page there was."""
        self.setCurrentWidget(self._page)
