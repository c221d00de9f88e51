"""What stands on the right of a stage: a title, and parts one under the other."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.plain import Label
from ui.widgets.column_area import ColumnArea

MARGIN = 16
"""Pixels around what is in the panel."""

APART = 12
"""Pixels more between two parts than between the widgets of one."""


class SidePanel(ColumnArea):
    """A subclass adds its parts to ``column``, under the title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(8)
        self._title = Label(self)
        self._title.setWordWrap(True)
        theme.set_role(self._title, "subtitle")
        self.column.addWidget(self._title)

    def set_title(self, text: str) -> None:
        """What the panel is about, to read and to hear."""
        self._title.setText(text)
        self.setAccessibleName(text)

    def add_part(self, heading: QLabel | None, *widgets: QWidget) -> None:
        """Widgets that belong together, under their heading where they have one."""
        self.column.addSpacing(APART)
        for widget in (heading, *widgets):
            if widget is not None:
                self.column.addWidget(widget)
