"""What stands in the window while a large file is being read: its first rows as they are in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.models.raw_rows import RawKind, RawRow
from ui.plain import Label
from ui.widgets.raw_rows import RawRows


class FirstRows(QWidget):
    """A title, one sentence, the rows; nothing can be changed here yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._title = Label(self)
        theme.set_role(self._title, "title")
        self._text = Label(self)
        theme.set_role(self._text, "muted")
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self.rows = RawRows(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        for widget in (self._title, self._text):
            layout.addWidget(widget)
        layout.addWidget(self.rows, 1)
        self.retranslate()

    def show_rows(self, name: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Show the first rows of the file called ``name``."""
        self._name = name
        self.rows.show_rows(
            [RawRow(number=n, cells=cells, kind=RawKind.DATA) for n, cells in enumerate(rows, 1)]
        )
        self.rows.go_to_start()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(_("Opening {name}").format(name=self._name))
        self._text.setText(
            _("These are its first rows; the rest is being read and checked in the background.")
        )
