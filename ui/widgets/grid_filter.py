"""Filter by value: the texts of a field kept now and the most frequent ones, with their counts, to
tick.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import gettext as _
from curator.progress import Report, silent
from curator.table import Table
from ui import theme
from ui.i18n import number
from ui.models.arrangement import top_values
from ui.models.latest import LatestWork
from ui.plain import Label
from ui.widgets.layouts import added
from ui.widgets.search_line import SearchLine

MOST_VALUES = 500
LONGEST = 30
VALUE = Qt.ItemDataRole.UserRole


def _values(
    table: Table, field: str, kept: frozenset[str], *, report: Report = silent
) -> list[tuple[str, int]]:
    """Also the rare ones that are kept: what is not listed would be lost with the next choice."""
    report(0.0, "")
    return top_values(table, field, MOST_VALUES, first=kept)


class ValueFilterPopup(QFrame):
    """Closed by Esc or a click beside it; nothing changes until a button is pressed."""

    chosen = Signal(str, object)
    """Field, and the texts to keep (a frozenset)."""
    cleared = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("value-filter")
        theme.set_role(self, "box")
        self._field = ""
        self._title = Label(self)
        theme.set_role(self._title, "strong")
        self._search = SearchLine(self)
        self._search.textChanged.connect(self._on_search)
        self.values = QListWidget(self)
        self.values.setUniformItemSizes(True)
        self.values.itemActivated.connect(self._on_activated)
        self._note = Label(self)
        theme.set_role(self._note, "small")
        self._note.setWordWrap(True)
        self.apply_button = QPushButton(self)
        theme.set_role(self.apply_button, "primary")
        self.apply_button.clicked.connect(self._on_apply)
        self._all = QPushButton(self)
        self._all.clicked.connect(self._on_all)
        self._lay_out()
        self.work = LatestWork(self)
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (self._title, self._search, self.values, self._note):
            layout.addWidget(widget)
        buttons = added(layout, QHBoxLayout())
        buttons.setSpacing(8)
        buttons.addWidget(self.apply_button, 1)
        buttons.addWidget(self._all)
        self.resize(320, 380)

    def retranslate(self) -> None:
        self._search.setPlaceholderText(_("Find a value"))
        self._search.setAccessibleName(_("Find a value"))
        self.values.setAccessibleName(_("Values and how often they occur"))
        self.apply_button.setText(_("Show these rows only"))
        self._all.setText(_("Show all"))

    def open(self, table: Table, field: str, kept: frozenset[str], place: QPoint) -> None:
        """Show the values of ``field`` at a place of the screen; ``kept`` are ticked."""
        self._field = field
        self._title.setText(_("Filter “{field}”").format(field=field))
        self.setAccessibleName(self._title.text())
        self._search.clear()
        self.values.clear()
        self._note.setText(_("Counting the values…"))
        self.apply_button.setEnabled(False)
        self.move(place)
        self.show()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.work.start(
            partial(_values, table, field, kept),
            partial(self._fill, kept),
            rows=len(table),
            title=_("Counting the values of “{field}”").format(field=field),
        )

    def _fill(self, kept: frozenset[str], values: list[tuple[str, int]]) -> None:
        for text, count in values:
            shown = text.replace("\n", "↵") if text else _("(empty)")
            if len(shown) > LONGEST:
                shown = f"{shown[:LONGEST]}…"  # the count must stay in view
            item = QListWidgetItem(f"{shown}   {number(count)}", self.values)
            item.setData(VALUE, text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_kept = text in kept
            item.setCheckState(Qt.CheckState.Checked if is_kept else Qt.CheckState.Unchecked)
        is_cut = len(values) >= MOST_VALUES
        self._note.setText(_("The most frequent values are shown.") if is_cut else "")
        self._note.setVisible(is_cut)
        self.apply_button.setEnabled(True)

    def _on_search(self, text: str) -> None:
        wanted = text.casefold()
        for n in range(self.values.count()):
            item = self.values.item(n)
            item.setHidden(wanted not in str(item.data(VALUE)).casefold())

    def _on_activated(self, item: QListWidgetItem) -> None:
        is_on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)

    def _on_apply(self) -> None:
        items = [self.values.item(n) for n in range(self.values.count())]
        kept = frozenset(
            str(item.data(VALUE)) for item in items if item.checkState() == Qt.CheckState.Checked
        )
        self.close()
        if kept:
            self.chosen.emit(self._field, kept)
        else:
            self.cleared.emit(self._field)

    def _on_all(self) -> None:
        self.close()
        self.cleared.emit(self._field)
