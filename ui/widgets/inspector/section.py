"""A part of the inspector: a small heading, and what it shows of a field."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.form import section


class Section(QWidget):
    """Base of the parts. A part that has nothing to say of a field hides itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ""
        self.heading = section(self)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self.body.addWidget(self.heading)

    def title(self) -> str:
        """The heading."""
        raise NotImplementedError

    def show_field(self, name: str) -> None:
        """Show what there is to say of the field ``name``."""
        self.field = name
        self.refresh()

    def finish_editing(self) -> None:
        """Take what is being typed as it stands, as leaving the input would."""

    def is_wanted(self) -> bool:
        """Whether there is a field, and its part is not put away: else it need not follow."""
        parent = self.parentWidget()
        return bool(self.field) and parent is not None and self.isVisibleTo(parent)

    def refresh(self) -> None:
        """Bring what is shown up to date; nothing is asked of the user here."""
        raise NotImplementedError

    def retranslate(self) -> None:
        self.heading.setText(self.title().upper())
        self.heading.setAccessibleName(self.title())
        if self.field:
            self.refresh()
