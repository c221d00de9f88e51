"""The rail: the stages in order, each with its state and what is left to settle."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import theme

MARGIN = 10
LEAST_CIRCLE, LEAST_BADGE, LEAST_BADGE_WIDTH = 24, 20, 26
GAP = 10


TICK = (QPointF(0.31, 0.52), QPointF(0.45, 0.65), QPointF(0.69, 0.36))
"""The sign of what is done, in a circle of width 1."""


class StageState(StrEnum):
    """Where a stage stands."""

    AHEAD = "ahead"
    CURRENT = "current"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Badge:
    """How many things are left to settle, and whether they block publication."""

    count: int = 0
    is_blocking: bool = False


class RailItem(QPushButton):
    """One stage. Painted whole, so that sign, text and count sit on one line at any width."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._label = ""
        self._state = StageState.AHEAD
        self._badge = Badge()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def set_label(self, label: str) -> None:
        """The stage's name."""
        self._label = label
        self._describe()

    def set_state(self, state: StageState) -> None:
        """Where the stage stands."""
        if state is not self._state:
            self._state = state
            self._describe()

    def set_badge(self, badge: Badge) -> None:
        """What is left to settle."""
        if badge != self._badge:
            self._badge = badge
            self._describe()

    @property
    def state(self) -> StageState:
        """Where the stage stands."""
        return self._state

    @property
    def badge(self) -> Badge:
        """What is left to settle."""
        return self._badge

    def retranslate(self) -> None:
        self._describe()

    def _describe(self) -> None:
        words = [f"{self._number}. {self._label}"]
        if self._state is StageState.CURRENT:
            words.append(_("current stage"))
        elif self._state is StageState.DONE:
            words.append(_("done"))
        if n := self._badge.count:
            words.append(ngettext("{n} thing to settle", "{n} things to settle", n).format(n=n))
        self.setAccessibleName(", ".join(words))
        self.setToolTip(f"{', '.join(words)} (Ctrl+{self._number})")
        self.updateGeometry()
        self.update()

    # -- geometry ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        longest = max(self._label.split(), key=len, default="")
        text = QFontMetrics(self._font()).horizontalAdvance(longest)
        # With a badge even where there is none yet: counts come after the rail got its width.
        badge = max(LEAST_BADGE_WIDTH, self._badge_width()) + 6
        return QSize(max(120, 2 * MARGIN + self._circle + GAP + text + 2 + badge), 38)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = QFontMetrics(self._font()).boundingRect(
            QRect(0, 0, self._text_width(width), 200), _WRAPPED, self._label
        )
        return max(38, text.height() + 18)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(
            QFont.Weight.DemiBold if self._state is StageState.CURRENT else QFont.Weight.Normal
        )
        return font

    @property
    def _circle(self) -> int:
        """Width of the sign; it follows the font."""
        return max(LEAST_CIRCLE, self.fontMetrics().height() + 8)

    def _badge_width(self) -> int:
        if not self._badge.count:
            return 0
        return max(LEAST_BADGE_WIDTH, self.fontMetrics().horizontalAdvance(self._badge_text()) + 12)

    def _badge_text(self) -> str:
        return str(self._badge.count) if self._badge.count < 1000 else "999+"

    def _text_width(self, width: int) -> int:
        badge = self._badge_width()
        return width - 2 * MARGIN - self._circle - GAP - (badge + 6 if badge else 0)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._state is StageState.CURRENT or self.underMouse():
            is_current = self._state is StageState.CURRENT
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(p.soft_blue if is_current else p.header))
            painter.drawRoundedRect(frame, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(QColor(p.blue), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 8, 8)
        self._paint_sign(painter, p)
        self._paint_text(painter, p)
        self._paint_badge(painter, p)

    def _paint_sign(self, painter: QPainter, p: theme.Palette) -> None:
        size = self._circle
        circle = QRectF(MARGIN, (self.height() - size) / 2, size, size)
        inner = circle.adjusted(1.25, 1.25, -1.25, -1.25)
        colours = {
            StageState.CURRENT: (p.blue, p.blue, p.on_blue),
            StageState.DONE: (p.soft_green, p.green, p.green),
            StageState.AHEAD: (p.panel, p.outline, p.muted),
        }
        fill, edge, ink = colours[self._state]
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(edge), 1.25))
        painter.drawEllipse(inner)
        if self._state is StageState.DONE:
            pen = QPen(QColor(ink), 1.75)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline([circle.topLeft() + point * size for point in TICK])
            return
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_text(self, painter: QPainter, p: theme.Palette) -> None:
        left = MARGIN + self._circle + GAP
        place = QRect(left, 0, self._text_width(self.width()), self.height())
        painter.setFont(self._font())
        painter.setPen(QColor(p.text))
        painter.drawText(place, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, self._label)

    def _paint_badge(self, painter: QPainter, p: theme.Palette) -> None:
        width = self._badge_width()
        if not width:
            return
        height = max(LEAST_BADGE, self.fontMetrics().height() + 2)
        place = QRectF(self.width() - MARGIN - width, (self.height() - height) / 2, width, height)
        blocking = self._badge.is_blocking
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(p.soft_red if blocking else p.soft_amber))
        painter.drawRoundedRect(place, height / 2, height / 2)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(p.red if blocking else p.amber))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._badge_text())


_WRAPPED = Qt.TextFlag.TextWordWrap.value


class Rail(QWidget):
    """The stages by key. ``stage_chosen`` gives the key of the one the user asks for."""

    stage_chosen = Signal(str)

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, RailItem] = {}
        self._current = ""
        self._visited: set[str] = set()
        self._unknown: set[str] = set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 0)
        layout.setSpacing(4)
        for number, key in enumerate(keys, start=1):
            item = RailItem(number, self)
            item.setObjectName(f"rail-{key}")
            item.clicked.connect(self._on_clicked)
            self._items[key] = item
            layout.addWidget(item)

    def item(self, key: str) -> RailItem:
        """The item of one stage."""
        return self._items[key]

    def set_labels(self, labels: dict[str, str]) -> None:
        """The stages' names in the current language."""
        for key, label in labels.items():
            self._items[key].set_label(label)

    def set_current(self, key: str) -> None:
        """The stage on screen; those it came through count as done once nothing is left there."""
        self._current = key
        self._visited.add(key)
        self._show_states()

    def set_badge(self, key: str, count: int, *, is_blocking: bool = False) -> None:
        """What is left to settle in a stage."""
        self._items[key].set_badge(Badge(count=count, is_blocking=is_blocking))
        self._show_states()

    def set_known(self, key: str, is_known: bool) -> None:
        """Whether it is known what is left in a stage; until then it does not count as done."""
        if is_known is (key in self._unknown):
            (self._unknown.discard if is_known else self._unknown.add)(key)
            self._show_states()

    def start_anew(self) -> None:
        """Another dossier: nothing is done yet."""
        self._visited.clear()
        for item in self._items.values():
            item.set_badge(Badge())

    def set_item_visible(self, key: str, is_visible: bool) -> None:
        """Show or hide a stage that only some dossiers have."""
        self._items[key].setVisible(is_visible)

    def retranslate(self) -> None:
        self.setAccessibleName(_("Stages"))

    def _show_states(self) -> None:
        for key, item in self._items.items():
            if key == self._current:
                item.set_state(StageState.CURRENT)
            elif key in self._visited - self._unknown and not item.badge.count:
                item.set_state(StageState.DONE)
            else:
                item.set_state(StageState.AHEAD)

    def _on_clicked(self) -> None:
        sender = self.sender()
        for key, item in self._items.items():
            if item is sender:
                self.stage_chosen.emit(key)
