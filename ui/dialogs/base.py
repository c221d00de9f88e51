"""What the few dialogs share: a title, a body, a row of buttons, texts that follow the language."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget


class Dialog(QDialog):
    """A dialog whose body is ``self.body`` and whose buttons stand in one row below."""

    def __init__(self, parent: QWidget | None, buttons: QDialogButtonBox.StandardButton) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.buttons = QDialogButtonBox(buttons, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.buttons)

    def retranslate(self) -> None:
        """Put the dialog's texts in the current language."""
