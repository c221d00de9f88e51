"""The dialog for what should not happen: says so, offers the details, and lets work go on."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton, QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.dialogs.base import Dialog
from ui.plain import Label


class CrashDialog(Dialog):
    """Shows ``details``, which hold no cell value, with a button that copies them."""

    SIZE = (560, 380)

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, QDialogButtonBox.StandardButton.Close)
        self._title = Label(self)
        theme.set_role(self._title, "subtitle")
        self._text = Label(self)
        self._text.setWordWrap(True)
        self._details = QPlainTextEdit(details, self)
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self.copy_button = QPushButton(self)
        self.copy_button.clicked.connect(self._on_copy)
        self.buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        for widget in (self._title, self._text, self._details):
            self.body.addWidget(widget)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Curator met a problem"))
        self._title.setText(_("Curator met a problem of its own"))
        self._text.setText(
            _(
                "Your source file was not touched and your changes so far are saved. You can go "
                "on; if it happens again, send these details to whoever looks after Curator. "
                "They hold nothing from your file."
            )
        )
        self._details.setAccessibleName(_("Details of the problem"))
        self.copy_button.setText(_("Copy details"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
