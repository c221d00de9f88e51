"""What floats over the grid: the note on filters, the input of go to a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import icons, theme
from ui.i18n import number
from ui.plain import Label


class FilterNote(QFrame):
    """Says that not all rows are on show, and shows them all again."""

    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter-note")
        theme.set_role(self, "bar-note")
        self._shown = self._total = 0
        self._icon = Label(self)
        self._text = Label(self)
        self._clear = QPushButton(self)
        theme.set_role(self._clear, "link")
        self._clear.clicked.connect(self.cleared)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(8)
        for widget in (self._icon, self._text, self._clear):
            layout.addWidget(widget)
        theme.changed.connect(self._repaint_icon)
        self._repaint_icon()
        self.retranslate()
        self.hide()

    def show_counts(self, shown: int, total: int) -> None:
        """Say how many of the rows are on show."""
        self._shown, self._total = shown, total
        self.retranslate()
        self.adjustSize()
        self.show()
        self.raise_()

    def place(self, area: QRect) -> None:
        """Stand in the middle below, over the last rows."""
        left = area.left() + (area.width() - self.width()) // 2
        self.move(left, area.bottom() - self.height() - 12)

    def retranslate(self) -> None:
        sentence = ngettext("{shown} of {n} row", "{shown} of {n} rows", self._total)
        self._text.setText(sentence.format(shown=number(self._shown), n=number(self._total)))
        self._clear.setText(_("Show all rows"))

    def _repaint_icon(self) -> None:
        self._icon.setPixmap(icons.pixmap("filter", theme.color("blue"), 16))


class GoToRow(QFrame):
    """Type the number of a row, Enter goes there, Esc closes."""

    row_chosen = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("go-to-row")
        theme.set_role(self, "box")
        self._label = Label(self)
        self._input = QLineEdit(self)
        self._input.setValidator(QIntValidator(1, 2_000_000_000, self._input))
        self._input.setFixedWidth(96)
        self._label.setBuddy(self._input)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._label)
        layout.addWidget(self._input)
        self._input.installEventFilter(self)
        self.retranslate()
        self.hide()

    def open(self, row: int) -> None:
        """Show the input with a row's number in it, ready to be typed over."""
        self._input.setText(str(row) if row else "")
        self.adjustSize()
        self.show()
        self.raise_()
        self._input.selectAll()
        self._input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self, area: QRect) -> None:
        """Stand in the corner on the right above."""
        self.move(area.right() - self.width() - 12, area.top() + 8)

    def retranslate(self) -> None:
        self._label.setText(_("Go to row"))
        self._input.setAccessibleName(_("Go to row"))

    def _on_return(self) -> None:
        text = self._input.text()
        self._close()
        if text:
            self.row_chosen.emit(int(text))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._input:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self._close()
                    return True
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self._on_return()  # not by a signal: the key would go on to the grid
                    return True
            elif event.type() == QEvent.Type.FocusOut:
                self.hide()
        return super().eventFilter(watched, event)
