"""Two dialogs over the values of a field: bring similar ones together, replace them singly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from curator.i18n import N_, ngettext
from curator.i18n import gettext as _
from ui.delegates.cell import WholeTextDelegate
from ui.dialogs.transform import TrialDialog
from ui.i18n import number
from ui.models.transforms import Transform
from ui.view_models.transforms import MOST_VALUES, TransformViewModel
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.search_line import SearchLine
from ui.widgets.tables import item_at
from ui.widgets.transform_form import SPIN_MARGIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from curator.operations.clusters import Cluster

METHODS = (
    ("fingerprint", N_("the same words, whatever accents, capitals and order")),
    ("ngram", N_("the same pairs of letters: doubled or exchanged letters")),
    ("levenshtein", N_("nearly the same spelling")),
)
"""Ways to compare values, the strictest first."""

ALIKE = 88
"""Per cent of the letters that two values share to be nearly the same, to begin with."""

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class _FieldDialog(TrialDialog):
    """What both share: the field on top, a list of its values, the preview under it."""

    SIZE = (760, 640)

    def __init__(
        self, transform: Transform, model: TransformViewModel, field: str, parent: QWidget | None
    ) -> None:
        super().__init__(_(transform.title), model, parent)
        self.explanation.setText(_(transform.explanation))
        self.form = Form(self)
        self.field = Choice(self, least=18)
        for name in model.fields:
            self.field.addItem(name, name)
        self.field.setCurrentIndex(max(self.field.findData(field), 0))
        self.form.add("field", self.field)
        self.form.set_label("field", _("Field"))
        self.body.addWidget(self.form)
        model.search_interrupted.connect(self._on_search_interrupted)

    def _on_search_interrupted(self) -> None:
        self.try_out(None, _("Interrupted: open this window again to look at the values."))

    def merge(self, mapping: dict[str, str]) -> None:
        """Preview the replacement of values by others."""
        from curator.operations.cleanup_values import MapValues

        if mapping:
            self.try_out(MapValues(field=self.field.currentData(), mapping=mapping))
        else:
            self.try_out(None, _("Nothing would change."))


class ClustersDialog(_FieldDialog):
    """Groups of values, each with the one to keep; ticks decide what is merged."""

    def __init__(
        self, transform: Transform, model: TransformViewModel, field: str, parent: QWidget | None
    ) -> None:
        super().__init__(transform, model, field, parent)
        self.method = Choice(self, least=18)
        for key, label in METHODS:
            self.method.addItem(_(label), key)
        self.alike = QSpinBox(self)
        self.alike.setRange(60, 99)
        self.alike.setValue(ALIKE)
        self.alike.setSuffix(_("%"))
        self.alike.lineEdit().setTextMargins(SPIN_MARGIN, 0, 0, 0)
        for key, widget, label in (
            ("method", self.method, _("Alike means")),
            ("alike", self.alike, _("At least")),
        ):
            self.form.add(key, widget)
            self.form.set_label(key, label)
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(3)
        self.tree.setItemDelegate(WholeTextDelegate(self.tree))
        self.tree.setHeaderLabels([_("Values"), _("Rows"), _("Becomes")])
        self.tree.setAccessibleName(_("Groups of similar values"))
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.body.addWidget(self.tree, 2)
        self.preview.gives_room = True
        self.body.addWidget(self.preview, 1)
        self.tree.itemChanged.connect(self._on_item_changed)
        self.tree.itemDoubleClicked.connect(self._on_double_clicked)
        model.clustered.connect(self._show_clusters)
        self.field.currentIndexChanged.connect(self._look)
        self.method.currentIndexChanged.connect(self._look)
        self.alike.valueChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        method = self.method.currentData()
        self.form.set_line_visible("alike", method == "levenshtein")
        self.tree.clear()
        self.try_out(None, _("Comparing the values…"))
        self.model.find_clusters(self.field.currentData(), method, self.alike.value() / 100)

    def _show_clusters(self, found: Sequence[Cluster]) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        for cluster in found:
            self._add(cluster)
        self.tree.expandAll()
        self.tree.resizeColumnToContents(1)
        self.tree.blockSignals(False)
        if found:
            self._merge()
        else:
            self.try_out(None, _("No two values are alike in this way."))

    def _add(self, cluster: Cluster) -> None:
        n = len(cluster.values)
        title = ngettext("{n} value", "{n} values", n).format(n=number(n))
        rows = sum(count for _value, count in cluster.values)
        group = QTreeWidgetItem([title, number(rows), cluster.suggestion])
        group.setFlags(group.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
        group.setCheckState(0, CHECKED)
        self.tree.addTopLevelItem(group)
        for value, count in cluster.values:
            child = QTreeWidgetItem([value, number(count), ""])
            child.setFlags(child.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            child.setCheckState(0, CHECKED)
            child.setData(0, Qt.ItemDataRole.UserRole, value)
            child.setToolTip(0, _("Double click: keep this writing"))
            group.addChild(child)

    def _on_double_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        """A value becomes the one to keep; the one to keep can be typed."""
        group = item.parent()
        if group is not None:
            group.setText(2, item.data(0, Qt.ItemDataRole.UserRole))
        elif column == 2:
            self.tree.editItem(item, 2)

    def _on_item_changed(self, _item: QTreeWidgetItem, _column: int) -> None:
        self._merge()

    def mapping(self) -> dict[str, str]:
        """Value → what it becomes, of the groups and values that are ticked."""
        mapping: dict[str, str] = {}
        for n in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(n)
            if group is None or group.checkState(0) is not CHECKED:
                continue
            kept = group.text(2)
            for child in (group.child(m) for m in range(group.childCount())):
                if child is None:
                    continue
                value = child.data(0, Qt.ItemDataRole.UserRole)
                if child.checkState(0) is CHECKED and value != kept:
                    mapping[value] = kept
        return mapping

    def _merge(self) -> None:
        self.merge(self.mapping())


class ValuesDialog(_FieldDialog):
    """Every value with what it becomes; a line of search for fields with many."""

    def __init__(
        self, transform: Transform, model: TransformViewModel, field: str, parent: QWidget | None
    ) -> None:
        super().__init__(transform, model, field, parent)
        self.search = SearchLine(self)
        self.form.add("search", self.search)
        self.form.set_label("search", _("Search"))
        self.table = QTableWidget(self)
        self.table.setColumnCount(3)
        self.table.setItemDelegate(WholeTextDelegate(self.table))
        self.table.setHorizontalHeaderLabels([_("Value"), _("Rows"), _("Becomes")])
        self.table.setAccessibleName(_("Values of the field"))
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.table, 2)
        self.preview.gives_room = True
        self.body.addWidget(self.preview, 1)
        self.table.itemChanged.connect(self._on_item_changed)
        self.search.textChanged.connect(self._filter)
        model.counted.connect(self._show_values)
        self.field.currentIndexChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        self.table.setRowCount(0)
        self.try_out(None, _("Counting the values…"))
        self.model.count_values(self.field.currentData())

    def _show_values(self, found: Sequence[tuple[str, int]]) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(len(found))
        for row, (value, count) in enumerate(found):
            for column, text in enumerate((value, number(count), value)):
                self.table.setItem(row, column, _value_item(text, is_typed=column == 2))
            item_at(self.table, row, 0).setData(Qt.ItemDataRole.UserRole, value)
        self.table.resizeColumnToContents(1)
        self.table.blockSignals(False)
        self._filter()
        shown = _("Type what a value becomes in the last column.")
        if len(found) == MOST_VALUES:
            shown = _("Only the {n} most frequent values are listed.").format(n=number(MOST_VALUES))
        self.try_out(None, shown)

    def _filter(self) -> None:
        wanted = self.search.text().casefold()
        for row in range(self.table.rowCount()):
            self.table.setRowHidden(
                row, wanted not in item_at(self.table, row, 0).text().casefold()
            )

    def mapping(self) -> dict[str, str]:
        """Value → what it becomes, of those that were changed."""
        mapping: dict[str, str] = {}
        for row in range(self.table.rowCount()):
            value: Any = item_at(self.table, row, 0).data(Qt.ItemDataRole.UserRole)
            becomes = item_at(self.table, row, 2).text()
            if becomes != value:
                mapping[value] = becomes
        return mapping

    def _on_item_changed(self, _item: QTableWidgetItem) -> None:
        self.merge(self.mapping())


def _value_item(text: str, *, is_typed: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    if not is_typed:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item
