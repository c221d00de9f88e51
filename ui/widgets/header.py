"""The header of the grid's fields: name, type chip and quality bar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView, QToolTip

from curator.i18n import gettext as _
from ui import icons
from ui.delegates.cell_painter import CellPainter
from ui.delegates.paints import Paints
from ui.models.table_model import FieldHeader, TableModel
from ui.plain import tip

BAR = 4
NAME_TOP = 6
MENU_WIDTH = 20
NARROWEST = 56


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Where name, chip and bar stand one under the other, in pixels; it follows the font."""

    name_height: int
    chip_top: int
    chip_height: int
    height: int

    @classmethod
    def of(cls, paints: Paints) -> Lines:
        """The places that texts of these paints need."""
        name = max(20, paints.strong_metrics.height() + 4)
        chip = max(18, paints.small_metrics.height() + 4)
        chip_top = NAME_TOP + name + 3
        return cls(
            name_height=name,
            chip_top=chip_top,
            chip_height=chip,
            height=chip_top + chip + BAR + 7,
        )


class Zone(Enum):
    """The parts of a field's header that can be clicked."""

    NAME = auto()
    CHIP = auto()
    MENU = auto()
    INVALID = auto()
    EMPTY = auto()


class FieldHeaderView(QHeaderView):
    """Paints what the model says of each field and tells where it was clicked."""

    zone_clicked = Signal(int, object, QPoint)
    """Column, ``Zone``, and where a menu may open (global)."""
    menu_requested = Signal(int, QPoint)
    renamed = Signal(int, str)
    """Column and the new name typed over the old."""

    def __init__(self, view: QTableView, cells: CellPainter) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._cells = cells
        self.selected = ""
        """The field in the inspector, which is lit up."""
        self.sorted = ("", False)
        """Field sorted by and whether from last to first."""
        self.filtered: frozenset[str] = frozenset()
        self._pressed: tuple[int, Zone] | None = None
        self._hovered: tuple[int, Zone] | None = None
        self._editor: QLineEdit | None = None
        # A click selects the field, not its cells: Delete must not empty a whole field by mistake.
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(NARROWEST)
        self.setMouseTracking(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    def sizeHint(self) -> QSize:
        # The view asks for the height only, again and again; Qt would measure every field for it.
        return QSize(NARROWEST, self._lines.height)

    def sectionSizeFromContents(self, column: int) -> QSize:
        paints, model = self._paints, self._table_model
        header = model.header(column)
        name = paints.strong_metrics.horizontalAdvance(model.field(column)) + MENU_WIDTH + 18
        chip = paints.small_metrics.horizontalAdvance(header.chip) + 34
        return QSize(max(name, chip, NARROWEST), self._lines.height)

    @property
    def _paints(self) -> Paints:
        return self._cells.paints

    @property
    def _lines(self) -> Lines:
        return Lines.of(self._paints)

    @property
    def _table_model(self) -> TableModel:
        model = self.model()
        assert isinstance(model, TableModel)  # noqa: S101 - the grid has no other model
        return model

    # -- painting ------------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        if not rect.isValid() or not 0 <= column < self._table_model.columnCount():
            return
        painter.save()
        name = self._table_model.field(column)
        header = self._table_model.header(column)
        self._paint_ground(painter, rect, is_selected=name == self.selected)
        self._paint_name(painter, rect, column, name)
        if header.chip:
            self._paint_chip(painter, self._chip_rect(rect, header), header, column)
        self._paint_bar(painter, rect, header)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, *, is_selected: bool) -> None:
        paints = self._paints
        painter.fillRect(rect, paints.soft_blue if is_selected else paints.header)
        if is_selected:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), paints.blue)
        painter.setPen(paints.line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_name(self, painter: QPainter, rect: QRect, column: int, name: str) -> None:
        paints = self._paints
        menu, height = self._menu_rect(rect), self._lines.name_height
        left, sign_top = rect.left() + 8, rect.top() + NAME_TOP + (height - 14) // 2
        if name in self.filtered:
            painter.drawPixmap(left, sign_top, icons.pixmap("filter", paints.blue, 14))
            left += 18
        field, descending = self.sorted
        if name == field:
            sign = "chevron-down" if descending else "chevron-up"
            painter.drawPixmap(left, sign_top, icons.pixmap(sign, paints.blue, 14))
            left += 18
        room = QRect(left, rect.top() + NAME_TOP, menu.left() - left - 2, height)
        painter.setFont(paints.strong)
        painter.setPen(paints.text)
        text = paints.strong_metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._hovered == (column, Zone.MENU):
            painter.fillRect(menu, paints.soft_blue)
        icon = icons.pixmap("chevron-down", paints.muted, 12)
        painter.drawPixmap(menu.left() + 4, menu.top() + (height - 12) // 2, icon)

    def _paint_chip(self, painter: QPainter, chip: QRect, header: FieldHeader, column: int) -> None:
        paints = self._paints
        colour, ground = _tone(paints, header.tone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hovered = self._hovered == (column, Zone.CHIP)
        painter.setPen(QPen(colour, 1) if is_hovered else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(paints.small)
        painter.setPen(colour)
        room = chip.adjusted(6, 0, -6, 0)
        text = paints.small_metrics.elidedText(
            header.chip, Qt.TextElideMode.ElideRight, room.width() + 2
        )
        painter.drawText(
            room.adjusted(0, 0, 4, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            text,
        )

    def _paint_bar(self, painter: QPainter, rect: QRect, header: FieldHeader) -> None:
        for part, colour in zip(self._bar_parts(rect, header), self._bar_colours(), strict=True):
            if part.width() > 0:
                painter.fillRect(part, colour)

    def _bar_colours(self) -> tuple[QColor, QColor, QColor]:
        return self._paints.green, self._paints.red, self._paints.outline

    def _bar_parts(self, rect: QRect, header: FieldHeader) -> tuple[QRect, QRect, QRect]:
        """Where the valid, invalid and empty shares stand; a share over 0 has 3 pixels at least."""
        width = rect.width() - 1
        invalid, empty = (
            max(3, round(width * share)) if share else 0 for share in (header.invalid, header.empty)
        )
        top, left = rect.bottom() - BAR, rect.left()
        valid = max(0, width - invalid - empty)
        return (
            QRect(left, top, valid, BAR),
            QRect(left + valid, top, invalid, BAR),
            QRect(left + valid + invalid, top + 1, empty, BAR - 2),
        )

    # -- places --------------------------------------------------------------------------------

    def _rect(self, column: int) -> QRect:
        left, width = self.sectionViewportPosition(column), self.sectionSize(column)
        return QRect(left, 0, width, self._lines.height)

    def _chip_rect(self, rect: QRect, header: FieldHeader) -> QRect:
        wanted = self._paints.small_metrics.horizontalAdvance(header.chip) + 14
        width = min(wanted, rect.width() - 14)
        lines = self._lines
        return QRect(rect.left() + 7, rect.top() + lines.chip_top, width, lines.chip_height)

    def _menu_rect(self, rect: QRect) -> QRect:
        left, height = rect.right() - MENU_WIDTH, self._lines.name_height
        return QRect(left, rect.top() + NAME_TOP, MENU_WIDTH, height)

    def zone_at(self, position: QPoint) -> tuple[int, Zone] | None:
        """What a click at ``position`` means; None outside of every field."""
        column = self.logicalIndexAt(position)
        if column < 0:
            return None
        rect, header = self._rect(column), self._table_model.header(column)
        if self._menu_rect(rect).contains(position):
            return column, Zone.MENU
        if header.chip and self._chip_rect(rect, header).contains(position):
            return column, Zone.CHIP
        if position.y() >= self._lines.height - BAR - 4:
            _valid, invalid, empty = self._bar_parts(rect, header)
            for part, zone in ((invalid, Zone.INVALID), (empty, Zone.EMPTY)):
                if part.width() and part.left() - 2 <= position.x() <= part.right() + 2:
                    return column, zone
        return column, Zone.NAME

    def place_of(self, column: int, zone: Zone) -> QPoint:
        """A point inside a zone, for menus opened by the keyboard."""
        rect, header = self._rect(column), self._table_model.header(column)
        _valid, invalid, empty = self._bar_parts(rect, header)
        places = {
            Zone.CHIP: self._chip_rect(rect, header),
            Zone.MENU: self._menu_rect(rect),
            Zone.INVALID: invalid,
            Zone.EMPTY: empty,
        }
        name = QRect(rect.left() + 8, NAME_TOP, 12, self._lines.name_height)
        return places.get(zone, name).center()

    # -- mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        is_left = event.button() == Qt.MouseButton.LeftButton
        place = event.position().toPoint()
        self._pressed = self.zone_at(place) if is_left and not is_resizing else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.zone_at(event.position().toPoint()) != pressed:
            return
        column, zone = pressed
        place = event.position().toPoint()
        below = QPoint(place.x(), self._lines.height if zone is Zone.MENU else place.y() + 8)
        self.zone_clicked.emit(column, zone, self.viewport().mapToGlobal(below))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.zone_at(event.position().toPoint())
        is_resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if found is not None and found[1] is Zone.NAME and not is_resizing:
            self.edit_name(found[0])
            return
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        found = self.zone_at(event.position().toPoint())
        if found != self._hovered:
            self._hovered = found
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.viewport().update()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        column = self.logicalIndexAt(event.pos())
        if column >= 0:
            self.menu_requested.emit(column, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            found = self.zone_at(event.pos())  # type: ignore[attr-defined]
            text = "" if found is None else self._tip(*found)
            QToolTip.showText(event.globalPos(), text, self)  # type: ignore[attr-defined]
            return True
        return super().viewportEvent(event)

    def _tip(self, column: int, zone: Zone) -> str:
        described = str(
            self._table_model.headerData(
                column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
            )
        )
        hints = {
            Zone.NAME: _("Double click to rename."),
            Zone.CHIP: _("Click to change the type."),
            Zone.MENU: _("Sort, filter, rename…"),
            Zone.INVALID: _("Click to see only the rows to correct."),
            Zone.EMPTY: _("Click to see only the rows where it is empty."),
        }
        return tip(f"{described}\n{hints[zone]}")

    # -- renaming in place ---------------------------------------------------------------------

    def edit_name(self, column: int) -> None:
        """Open an input over the name; Enter or leaving it renames, Esc does not."""
        self._close_editor()
        rect = self._rect(column)
        editor = QLineEdit(self._table_model.field(column), self.viewport())
        editor.setObjectName("name-editor")
        editor.setAccessibleName(_("Name of the field"))
        editor.setStyleSheet("padding: 0 5px; min-height: 0;")
        height = self._lines.name_height + NAME_TOP
        editor.setGeometry(QRect(rect.left() + 1, 3, max(rect.width() - 2, 140), height))
        editor.setProperty("column", column)
        editor.setProperty("field", editor.text())
        editor.selectAll()
        editor.installEventFilter(self)
        editor.editingFinished.connect(self._on_name_edited)
        editor.show()
        editor.setFocus()
        self._editor = editor

    def _on_name_edited(self) -> None:
        editor = self._editor
        if editor is None:
            return
        column, name = int(editor.property("column")), editor.text().strip()
        self._close_editor()
        if name and name != self._table_model.field(column):
            self.renamed.emit(column, name)

    def finish_editing(self) -> None:
        """Take the name that is being typed as it stands, as leaving the input would."""
        self._on_name_edited()

    def follow_fields(self) -> None:
        """Other fields may have come: an input over a name that is not there any more goes."""
        editor = self._editor
        if editor is None:
            return
        column, field = int(editor.property("column")), str(editor.property("field"))
        if self._table_model.column_of(field) != column:
            self._close_editor()

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            had_focus = editor.hasFocus()
            editor.hide()
            editor.deleteLater()
            view = self.parentWidget()
            if had_focus and view is not None:
                view.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._editor and event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            if key == Qt.Key.Key_Escape:
                self._close_editor()
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_name_edited()  # the key must not go on to the grid
            return key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return super().eventFilter(watched, event)  # type: ignore[arg-type]


def _tone(paints: Paints, tone: str) -> tuple[QColor, QColor]:
    """Colour of a chip's text and ground."""
    return {
        "info": (paints.blue, paints.soft_blue),
        "danger": (paints.red, paints.soft_red),
        "warning": (paints.amber, paints.soft_amber),
        "done": (paints.green, paints.soft_green),
        "quiet": (paints.muted, paints.header),
    }[tone]
