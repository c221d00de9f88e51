"""Moving the keyboard focus from pane to pane (F6)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def focus_first(pane: QWidget) -> bool:
    """Put the focus on the first thing in ``pane`` that takes it; whether there was one."""
    for widget in [pane, *pane.findChildren(QWidget)]:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def cycle(panes: Sequence[QWidget], step: int) -> None:
    """Go to the next (+1) or previous (-1) pane that takes the focus."""
    focus = QApplication.focusWidget()
    here = next(
        (
            n
            for n, pane in enumerate(panes)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ),
        -1 if step > 0 else 0,
    )
    for offset in range(1, len(panes) + 1):
        if focus_first(panes[(here + step * offset) % len(panes)]):
            return
