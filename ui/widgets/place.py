"""Room that is kept for a widget which several pages show in turn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_MOVING = (QEvent.Type.Move, QEvent.Type.Resize)


class Place(QWidget):
    """Where a guest is shown that stands over it, in an ancestor of this place.

    A guest that went from page to page would get another parent each time, and with a style sheet
    Qt works out the looks of all its parts anew for that: longer than all the rest of the change.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.guest: QWidget | None = None
        """What is shown here; None while another place has it."""

    def receive(self, guest: QWidget) -> None:
        """Have ``guest`` here; the place that has it gives it up first."""
        if self.guest is guest:
            return
        self.guest = guest
        self.updateGeometry()
        for widget in self._up_to(guest.parentWidget()):
            widget.installEventFilter(self)
        if self.isVisible():
            self._welcome(guest)

    def give_up(self) -> None:
        """The guest goes to another place, which decides where it is and whether it is seen."""
        guest, self.guest = self.guest, None
        if guest is not None:
            for widget in self._up_to(guest.parentWidget()):
                widget.removeEventFilter(self)

    def _up_to(self, end: QWidget | None) -> list[QWidget]:
        """This place and what it is in, within ``end``."""
        found: list[QWidget] = []
        widget: QWidget | None = self
        while widget is not None and widget is not end:
            found.append(widget)
            widget = widget.parentWidget()
        return found

    def _welcome(self, guest: QWidget) -> None:
        self._cover(guest)
        guest.show()

    def _cover(self, guest: QWidget) -> None:
        around = guest.parentWidget()
        if around is not None:
            guest.setGeometry(QRect(self.mapTo(around, QPoint(0, 0)), self.size()))

    # -- Qt's ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self.guest is None else self.guest.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() if self.guest is None else self.guest.minimumSizeHint()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING and self.guest is not None and self.isVisible():
            self._cover(self.guest)
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.guest is not None:
            self._welcome(self.guest)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.guest is not None and not event.spontaneous():
            self.guest.hide()
