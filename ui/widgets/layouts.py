"""What is in a layout, and out of it again: Qt hands out items, some of which are spaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

Inner = TypeVar("Inner", bound=QLayout)


def added(outer: QBoxLayout, inner: Inner, stretch: int = 0) -> Inner:
    """Put ``inner`` at the end of ``outer`` before anything is put in it; gives it back.

    Of a layout that comes filled, PySide holds every item as long as the layout is there, also
    those whose widget went in the meantime (6.11): see ``parts_of``.
    """
    if inner.count():
        raise ValueError("a layout is put in its place before it is filled")
    outer.addLayout(inner, stretch)
    return inner


def parts_of(layout: QLayout) -> list[QWidget | QLayout]:
    """The widgets of a layout and the layouts in it, in order.

    Not by ``itemAt``: Qt deletes an item of its own accord when the widget goes, PySide is not told
    (6.11), and what is made at that address next ends the program when it goes in its turn.
    """
    place = layout.parentWidget()
    if place is None:
        return []
    known = (*layout.children(), *place.children())
    parts = [one for one in known if isinstance(one, QWidget | QLayout)]
    found = ((layout.indexOf(part), n) for n, part in enumerate(parts))
    return [parts[n] for place_in, n in sorted(found) if place_in >= 0]


def widgets_in(layout: QLayout) -> list[QWidget]:
    """The widgets of a layout, in order."""
    return [part for part in parts_of(layout) if isinstance(part, QWidget)]


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
