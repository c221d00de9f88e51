"""What is in a layout, and out of it again: Qt hands out items, some of which are spaces."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLayout, QWidget


def widgets_in(layout: QLayout) -> list[QWidget]:
    """The widgets of a layout, in order."""
    items = (layout.itemAt(n) for n in range(layout.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if widget is not None]


def taken_from(layout: QLayout) -> Iterator[QWidget]:
    """Empty a layout; gives the widgets that were in it, which keep their parent."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            yield widget


def drop(widget: QWidget) -> None:
    """Take a widget out of its parent; it goes as soon as nothing else holds it."""
    # Qt shows what was added to a layout a moment later: by then it would be a window of its own.
    widget.hide()
    widget.setParent(None)


def drop_all(layout: QLayout) -> None:
    """Empty a layout; its widgets go as soon as nothing else holds them."""
    for widget in taken_from(layout):
        drop(widget)
