"""A small histogram, and bars of the most frequent values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import theme
from ui.i18n import number
from ui.plain import tip

HEIGHT = 60
GAP = 3
LOWEST = 2
"""Pixels that a bar with at least one value has: rare values must be seen."""


class Histogram(QWidget):
    """Bars of equal width; each says its range and count on hover."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[tuple[str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def set_bars(self, bars: Sequence[tuple[str, int]]) -> None:
        """Show (label, count) pairs from left to right."""
        self._bars = list(bars)
        self.setVisible(bool(self._bars))
        highest = max(self._bars, key=lambda bar: bar[1], default=("", 0))
        name = _("Histogram of {n} bars, the highest at {label}")
        self.setAccessibleName(name.format(n=len(self._bars), label=highest[0]))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("blue"))
        painter.setOpacity(0.78)
        for bar in self._rects():
            painter.drawRoundedRect(bar, 2, 2)
        painter.setOpacity(1)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("line"))

    def _rects(self) -> list[QRectF]:
        if not self._bars:
            return []
        gap = GAP if len(self._bars) <= 30 else 1
        width = (self.width() + gap) / len(self._bars) - gap
        highest = max(1, *(count for _label, count in self._bars))
        room = self.height() - 1
        rects = []
        for n, (_label, count) in enumerate(self._bars):
            height = max(LOWEST, room * count / highest) if count else 0
            rects.append(QRectF(n * (width + gap), room - height, width, height))
        return rects

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        if not self._bars:
            return
        index = min(event.pos().x() * len(self._bars) // max(self.width(), 1), len(self._bars) - 1)
        label, count = self._bars[max(index, 0)]
        said = ngettext("{n} row", "{n} rows", count).format(n=number(count))
        QToolTip.showText(event.globalPos(), tip(f"{label}\n{said}"), self)


class ValueBars(QWidget):
    """The most frequent values, each with its count and a bar."""

    LEAST_ROW = 24

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[tuple[str, int]] = []
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def _row(self) -> int:
        """Height of a line: text, and the bar under it."""
        return max(self.LEAST_ROW, self.fontMetrics().height() + 7)

    def sizeHint(self) -> QSize:
        return QSize(200, self._row() * len(self._values))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._row() * len(self._values))

    def set_values(self, values: Sequence[tuple[str, int]], total: int) -> None:
        """Show (text, count) pairs; ``total`` is what a full bar stands for."""
        self._values, self._total = list(values), max(total, 1)
        self.setVisible(bool(self._values))
        spoken = ", ".join(f"{text} {number(count)}" for text, count in self._values)
        self.setAccessibleName(_("Most frequent values: {values}").format(values=spoken))
        lines = (f"{text}  {number(count)}" for text, count in self._values)
        self.setToolTip(tip("\n".join(lines)))
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = painter.fontMetrics()
        highest = max((count for _text, count in self._values), default=1)
        for n, (text, count) in enumerate(self._values):
            row = QRectF(0, n * self._row(), self.width(), self._row())
            figure = number(count)
            figure_width = metrics.horizontalAdvance(figure)
            room = row.adjusted(0, 0, -figure_width - 12, -5)
            painter.setPen(theme.color("text"))
            shown = metrics.elidedText(
                text.replace("\n", "↵"), Qt.TextElideMode.ElideRight, int(room.width())
            )
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
            painter.setPen(theme.color("muted"))
            painter.drawText(
                row.adjusted(0, 0, 0, -5), middle | Qt.AlignmentFlag.AlignRight, figure
            )
            track = QRectF(0, row.bottom() - 5, row.width(), 3)
            painter.fillRect(track, theme.color("line"))
            painter.fillRect(
                QRectF(0, track.top(), max(2, track.width() * count / highest), 3),
                theme.color("blue"),
            )
