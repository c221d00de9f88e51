"""What this program is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from curator import __version__
from curator.i18n import gettext as _
from ui import icons, theme
from ui.dialogs.base import Dialog
from ui.plain import Label


class AboutDialog(Dialog):
    """Name, version, licence, and the promise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, QDialogButtonBox.StandardButton.Close)
        self._logo = Label(self)
        self._logo.setPixmap(icons.app_icon().pixmap(QSize(64, 64)))
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = Label(f"Curator {__version__}", self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.set_role(self._title, "title")
        self._text = Label(self)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self._logo, self._title, self._text):
            self.body.addWidget(widget)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("About Curator"))
        self._text.setText(
            _(
                "Prepares municipal spreadsheets for open data: reads them as they are, mends "
                "their schema, takes out personal data, has them reviewed by a second person, "
                "and writes a package that can be checked.\n\n"
                "Nothing leaves this computer unless you ask for it.\n\nFree software, MIT licence."
            )
        )
