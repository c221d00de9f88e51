"""What the few dialogs share: a title, a body, a row of buttons, texts that follow the language."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.widgets.layouts import added


class Dialog(QDialog):
    """A dialog whose body is ``self.body`` and whose buttons stand in one row below."""

    SIZE: ClassVar[tuple[int, int]] = (420, 0)
    """Width and least height in pixels with letters of the usual size."""

    def __init__(self, parent: QWidget | None, buttons: QDialogButtonBox.StandardButton) -> None:
        super().__init__(parent)
        self.buttons = QDialogButtonBox(buttons, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(20)
        self.body = added(layout, QVBoxLayout(), 1)
        self.body.setSpacing(12)
        layout.addWidget(self.buttons)

    def word_apply(self, text: str) -> QPushButton:
        """Word the buttons of a dialog that can be applied or closed; gives the first of them."""
        buttons = QDialogButtonBox.StandardButton
        apply = self.buttons.button(buttons.Apply)
        apply.setText(text)
        theme.set_role(apply, "primary")
        self.buttons.button(buttons.Close).setText(_("Close"))
        return apply

    def leave(self) -> None:
        """Give up what is still being worked out: the dialog goes, in whatever way."""

    def done(self, result: int) -> None:
        self.leave()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """As large as the letters ask and wrapped texts need, no larger than the screen."""
        scale = self.font().pointSizeF() / theme.MINIMUM_POINT_SIZE
        room = self.screen().availableSize()
        self.ensurePolished()
        width = min(max(round(self.SIZE[0] * scale), self.sizeHint().width()), room.width() - 40)
        layout = self.layout()
        assert layout is not None  # noqa: S101 - every dialog lays itself out first
        layout.activate()
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        height = max(round(self.SIZE[1] * scale), tall)
        self.resize(width, min(height, room.height() - 40))

    def retranslate(self) -> None:
        """Put the dialog's texts in the current language."""
