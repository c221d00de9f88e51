"""Masked cells: the eye that stands on the one under the mouse, and shows it while held."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QTableView, QToolButton, QWidget

from curator.i18n import gettext as _
from ui import icons, theme
from ui.index import Index
from ui.models.marks import Mark
from ui.models.table_model import TableModel


class RevealButton(QToolButton):
    """The eye; by keyboard the space bar does the same."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()
        self.hide()

    def put_on(self, cell: QRect) -> None:
        """Stand at the right end of a cell."""
        side = cell.height() - 5
        right = min(cell.right(), self._viewport.width()) - 2
        self.setGeometry(QRect(right - side, cell.top() + 2, side, side))
        self.show()
        self.raise_()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Hold to see the text of this cell"))
        self.setToolTip(_("Hold to see the text of this cell"))

    def _restyle(self) -> None:
        palette = theme.current()
        self.setStyleSheet(
            f"QToolButton {{ padding: 0; border: 1px solid {palette.outline}; border-radius: 4px;"
            f" background: {palette.panel}; min-height: 0; }}"
        )
        self.setIcon(icons.icon("eye", theme.color("blue")))


class MaskedCells(QObject):
    """Puts the eye on a masked cell and shows its text for as long as it is held."""

    def __init__(self, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._place: tuple[int, int] | None = None
        self.button = RevealButton(view.viewport())
        self.button.pressed.connect(self._on_pressed)
        self.button.released.connect(self.hide)
        model.modelReset.connect(self.let_go)

    def follow(self, index: Index) -> None:
        """Stand on the cell at ``index`` if it is masked; the button goes away if not."""
        if self.button.isDown():
            return
        if index.isValid() and self.is_masked(index):
            self._place = (index.row(), index.column())
            self.button.put_on(self._view.visualRect(index))
        else:
            self.button.hide()

    def is_masked(self, index: Index) -> bool:
        """Whether the text of a cell is hidden and there is one."""
        cell = self._model.cell(index.row(), index.column())
        return bool(cell.flags & Mark.MASKED and cell.text)

    def reveal(self, index: Index) -> None:
        """Show the text of one cell until ``hide``."""
        self._model.reveal(self._model.source_row(index.row()), self._model.field(index.column()))

    def hide(self) -> None:
        """Mask again, whoever holds the eye: out of sight it would never hear that it is let go."""
        self.button.setDown(False)
        self._model.reveal(None)

    def let_go(self) -> None:
        """Mask again and take the eye away: the cell is no longer where it stands."""
        self.hide()
        self.button.hide()

    def _on_pressed(self) -> None:
        if self._place is not None:
            self.reveal(self._model.index(*self._place))
