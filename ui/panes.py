"""Moving the keyboard focus: from pane to pane (F6), from stop to stop (Tab), and back into a row
of parts that are made anew.

Tab follows the layouts, that is, the order in which things are read on the screen. Qt would follow
the order in which they were made: cards, which come and go, would always be last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ui.pacing import in_next_step
from ui.widgets.layouts import parts_of
from ui.widgets.place import Place


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


class FocusKeeper:
    """Keeps the focus in a place whose parts are made anew whenever what they say changes: cards,
    lines. Whoever settles one of them with the keyboard goes on with the one that takes its place.

    ``release`` before the old parts go, ``restore`` once the new ones are there.
    """

    def __init__(self, place: QWidget, parts: Callable[[], Sequence[QWidget]]) -> None:
        self._place = place
        self._parts = parts
        self._index = 0
        self._label = ""

    def release(self) -> None:
        """Take the focus from the part that has it; the place itself has it meanwhile."""
        focus = self._place.focusWidget()
        for n, part in enumerate(self._parts()):
            if focus is not None and focus.hasFocus() and part.isAncestorOf(focus):
                self._index = n
                self._label = focus.text() if isinstance(focus, QAbstractButton) else ""
                self._place.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, otherwise: QWidget) -> None:
        """Give it to the part that stands there now, or to ``otherwise`` where none takes it."""
        if self._place.hasFocus():
            # Parts that were added just now are on screen a moment later.
            in_next_step(self._place, partial(self._restore, otherwise))

    def _restore(self, otherwise: QWidget) -> None:
        if not self._place.hasFocus():
            return  # the user, or who made the parts, has put it elsewhere
        parts = self._parts()
        for part in (*parts[self._index :], *reversed(parts[: self._index])):
            buttons = [b for b in part.findChildren(QAbstractButton) if _takes_tab(b)]
            if buttons:
                same = (button for button in buttons if button.text() == self._label)
                next(same, buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)
                return
        focus_first(otherwise)


def tab_stops(root: QWidget) -> list[QWidget]:
    """What Tab stops at inside ``root``, in the order of reading."""
    in_order = dict.fromkeys(_in_reading_order(root))  # a guest is met twice
    return [widget for widget in in_order if _takes_tab(widget)]


def go_to_stop(window: QWidget, step: int) -> bool:
    """Put the focus on the next (+1) or previous (-1) stop, round the window; whether there is one.

    A group of radio buttons, or the parts of a compound widget, are one stop.
    """
    stops = tab_stops(window)
    if not stops:
        return False
    focus = QApplication.focusWidget()
    inside = [
        n for n, stop in enumerate(stops) if focus and (stop is focus or stop.isAncestorOf(focus))
    ]
    here = inside[-1] if inside else (-1 if step > 0 else 0)
    wanted = stops[(here + step) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
    wanted.setFocus(reason)
    _bring_into_view(wanted)
    return True


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isVisible() and widget.isEnabled() and not widget.focusProxy()


def _in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """``widget`` and what is in it, through layouts first, then what stands outside of them."""
    if not widget.isVisible():
        return
    yield widget
    seen: set[QWidget] = set()
    for child in _placed(widget):
        seen.add(child)
        yield from _in_reading_order(child)
    for other in widget.children():
        if isinstance(other, QWidget) and other not in seen and not other.isWindow():
            yield from _in_reading_order(other)


def _placed(widget: QWidget) -> Iterator[QWidget]:
    """The children of ``widget`` that have a place in it, in the order of their places."""
    found: list[QWidget | None] = []
    if isinstance(widget, QSplitter):
        found = [widget.widget(n) for n in range(widget.count())]
    elif isinstance(widget, QStackedWidget):
        found = [widget.currentWidget()]
    elif isinstance(widget, Place):
        found = [widget.guest]
    elif isinstance(widget, QScrollArea):
        found = [widget.widget()]
    elif (layout := widget.layout()) is not None:
        found = list(_laid_out(layout))
    yield from (child for child in found if child is not None)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for part in parts_of(layout):
        if isinstance(part, QLayout):
            yield from _laid_out(part)
        else:
            yield part


def _bring_into_view(widget: QWidget) -> None:
    """Scroll whatever holds ``widget`` so that it is seen."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
