"""The pages of the window: the start, a file being read, the open dossier."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget


class Pages(QStackedWidget):
    """One page at a time; the first rows of a file give way to whatever comes next."""

    def __init__(self, start: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_rows: QWidget | None = None
        self._page = start
        self.addWidget(start)

    def show_page(self, page: QWidget) -> None:
        """Show a page that stays."""
        self._page = page
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        self.drop_first_rows()

    def show_first_rows(self, name: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Show the first rows of a file until it is read."""
        from ui.widgets.first_rows import FirstRows

        self.drop_first_rows()
        self._first_rows = FirstRows(name, rows, self)
        self.addWidget(self._first_rows)
        self.setCurrentWidget(self._first_rows)

    def drop_first_rows(self, *_why: object) -> None:
        """Go back from the first rows to the page there was."""
        page, self._first_rows = self._first_rows, None
        if page is not None:
            self.setCurrentWidget(self._page)
            self.removeWidget(page)
            page.deleteLater()
