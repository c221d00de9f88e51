"""The history: every step in plain words; a step can be gone back to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import theme
from ui.index import Index
from ui.plain import Label, tip
from ui.view_models.steps import HistoryEntry

PADDING = 10
"""Between a step's text and the edge of its line, in pixels."""


class _StepDelegate(QStyledItemDelegate):
    """Steps as high as their wrapped text needs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        room = QRect(0, 0, self._text_width(), 10_000)
        wrapped = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, text)
        return QSize(room.width() + 2 * PADDING, wrapped.height() + PADDING)

    def _text_width(self) -> int:
        """The same with and without the scroll bar, which comes only after lines were measured."""
        view = self.parent()
        assert isinstance(view, QListWidget)  # noqa: S101 - made by and for it
        bar = view.verticalScrollBar().sizeHint().width()
        return max(view.width() - 2 * view.frameWidth() - bar - 2 * PADDING, 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        place = option.rect.adjusted(PADDING, PADDING // 2, -PADDING, 0)
        place.setWidth(self._text_width())
        painter.drawText(place, Qt.TextFlag.TextWordWrap.value, text)
        painter.restore()


class History(QWidget):
    """A heading and the steps. ``position_chosen`` gives where the user wants to go back to."""

    position_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[HistoryEntry] = []
        self._menu: QMenu | None = None
        """The menu of a step, while it is open."""
        self._heading = Label(self)
        theme.set_role(self._heading, "section")
        self._empty = Label(self)
        theme.set_role(self._empty, "small")
        self._empty.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setObjectName("history")
        theme.set_role(self._list, "plain")
        self._list.setItemDelegate(_StepDelegate(self._list))
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setMinimumSize(QSize(80, 60))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._on_menu)
        self._list.itemActivated.connect(self._on_activated)
        self._heading.setBuddy(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 20, 8, 8)
        layout.setSpacing(6)
        self._heading.setContentsMargins(10, 0, 0, 0)
        self._empty.setContentsMargins(10, 0, 6, 0)
        layout.addWidget(self._heading)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addStretch(0)
        theme.changed.connect(self._show)
        self.retranslate()

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these steps; undone ones are pale, the last done one is selected."""
        if self._menu is not None:
            self._menu.close()  # chosen from now, it would go to a place among other steps
        self._entries = list(entries)
        self._show()

    def retranslate(self) -> None:
        self._heading.setText(_("HISTORY"))
        self._empty.setText(_("Your changes will be listed here; each can be undone."))
        self._list.setAccessibleName(_("History of changes"))
        self._show()

    def _show(self) -> None:
        self._list.clear()
        for n, entry in enumerate(self._entries, start=1):
            item = QListWidgetItem(f"{n}  {entry.sentence}")
            item.setToolTip(tip(entry.sentence))
            spoken = f"{n}. {entry.sentence}"
            if entry.is_undone:
                item.setForeground(QColor(theme.current().muted))
                font = item.font()
                font.setItalic(True)
                item.setFont(font)
                spoken = _("{step} (undone)").format(step=spoken)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self._list.addItem(item)
        done = sum(not entry.is_undone for entry in self._entries)
        if done:
            self._list.scrollToItem(self._list.item(done - 1))
        self._list.setVisible(bool(self._entries))
        self._empty.setVisible(not self._entries)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.position_chosen.emit(self._entries[self._list.row(item)].position)

    def _on_menu(self, place: QPoint) -> None:
        item = self._list.itemAt(place)
        if item is None:
            return
        row, position = self._list.row(item), self._entries[self._list.row(item)].position
        after = sum(not entry.is_undone for entry in self._entries[row + 1 :])
        menu = QMenu(self)
        menu.setAccessibleName(self._entries[row].sentence)
        if self._entries[row].is_undone:
            back = menu.addAction(_("Redo up to this step"))
        else:
            text = ngettext(
                "Go back to this step (undoes {n})", "Go back to this step (undoes {n})", after
            )
            back = menu.addAction(text.format(n=after))
            back.setEnabled(after > 0)
        start = menu.addAction(_("Go back to the file as it was read"))
        self._menu = menu
        chosen = menu.exec(self._list.mapToGlobal(place))
        self._menu = None
        if chosen is back:
            self.position_chosen.emit(position)
        elif chosen is start:
            self.position_chosen.emit(0)
        menu.deleteLater()
