"""A button with a sign before its words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui import icons, theme

SIGN = 16
"""Width and height of the sign, in pixels."""
GAP = 4
"""Pixels between sign and words beyond those of Qt, which are too few."""


class SignButton(QPushButton):
    """Where room is short, ``set_bare`` leaves the sign alone: then it needs an accessible name."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self._label = ""
        self._action: QAction | None = None
        self._is_bare = False
        self._is_drawn = False
        theme.changed.connect(self._repaint)

    def set_label(self, text: str) -> None:
        """The words behind the sign."""
        self._label = text
        self.setText("" if self._is_bare else text)

    def set_bare(self, is_bare: bool) -> None:
        """Show the sign alone, or with its words."""
        if is_bare == self._is_bare:
            return
        self._is_bare = is_bare
        self.set_label(self._label)
        self._repaint()

    def stand_for(self, action: QAction) -> None:
        """Do what ``action`` does, in its words, as long as it can be done."""
        self._action = action
        self.clicked.connect(self._on_clicked)
        action.changed.connect(self._follow)
        self._follow()

    def _on_clicked(self) -> None:
        if self._action is not None:
            self._action.trigger()

    def _follow(self) -> None:
        if self._action is not None:
            self.set_label(self._action.text())
            self.setToolTip(self._action.toolTip())
            self.setEnabled(self._action.isEnabled())

    def _repaint(self) -> None:
        if self._is_drawn:
            gap = 0 if self._is_bare else GAP
            self.setIconSize(QSize(SIGN + gap, SIGN))
            self.setIcon(icons.sign(self._sign, SIGN, gap))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_drawn:  # not before it is seen: the first window would wait for it
            self._is_drawn = True
            self._repaint()
