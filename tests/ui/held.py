"""What of Qt's Python holds although Qt may delete it without telling PySide."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QLayout, QLayoutItem


def held_items() -> list[QLayoutItem]:
    """The items of layouts that Python believes to be there, but for those it made itself: of the
    end of these PySide is told.
    """
    known = shiboken6.getAllValidWrappers()
    items = [one for one in known if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)]
    return [one for one in items if not shiboken6.createdByPython(one)]
