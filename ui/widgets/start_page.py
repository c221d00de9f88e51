"""The first page: drop a file, go on with a recent dossier, or try the example."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import gettext as _
from ui import icons, theme
from ui.delegates.recents import RecentDelegate
from ui.plain import Label
from ui.widgets.layouts import added
from ui.widgets.message_bar import MessageBar

COLUMN_WIDTH = 640


class DropZone(QFrame):
    """A place to drop a file on, with a button for those who would rather choose it."""

    files_dropped = Signal(object)
    """Their paths, in order."""
    choose_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        theme.set_role(self, "drop")
        self._icon = Label(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = Label(self)
        theme.set_role(self._title, "subtitle")
        self._kinds = Label(self)
        theme.set_role(self._kinds, "muted")
        for label in (self._title, self._kinds):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.choose = QPushButton(self)
        self.choose.setObjectName("choose-file")
        theme.set_role(self.choose, "primary")
        self.choose.clicked.connect(self.choose_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 28, 24, 28)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._title)
        layout.addWidget(self._kinds)
        layout.addSpacing(8)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._repaint_icon)
        self._repaint_icon()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(_("Drop a spreadsheet here"))
        self._kinds.setText(_("Excel, LibreOffice, CSV, JSON, or a Curator dossier"))
        self.choose.setText(_("Choose a file…"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()
            theme.set_role(self, "drop-hover")

    def dragLeaveEvent(self, _event: QEvent) -> None:
        theme.set_role(self, "drop")

    def dropEvent(self, event: QDropEvent) -> None:
        theme.set_role(self, "drop")
        paths = dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _repaint_icon(self) -> None:
        self._icon.setPixmap(icons.pixmap("drop", theme.color("blue"), 40))


def dropped_files(event: QDropEvent) -> list[Path]:
    """The local files of a drag, in order."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


class StartPage(QScrollArea):
    """What stands in the window while no dossier is open."""

    file_chosen = Signal(Path)
    files_dropped = Signal(object)
    choose_requested = Signal()
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._recent: list[Path] = []
        self._logo = Label(self)
        self._logo.setPixmap(icons.app_icon().pixmap(QSize(56, 56)))
        self._title = Label(self)
        theme.set_role(self._title, "title")
        self._purpose = Label(self)
        theme.set_role(self._purpose, "muted")
        for label in (self._title, self._purpose):
            label.setWordWrap(True)
        self.message_bar = MessageBar(self)
        self.drop_zone = DropZone(self)
        self.drop_zone.files_dropped.connect(self.files_dropped)
        self.drop_zone.choose_requested.connect(self.choose_requested)
        self.sample = QPushButton(self)
        self.sample.setObjectName("try-sample")
        theme.set_role(self.sample, "link")
        self.sample.clicked.connect(self.sample_requested)
        self._recent_title = Label(self)
        theme.set_role(self._recent_title, "section")
        self.recent_list = self._make_recent_list()
        self._recent_title.setBuddy(self.recent_list)
        self._promise = Label(self)
        theme.set_role(self._promise, "muted")
        self._promise.setWordWrap(True)
        self._lock = Label(self)
        self._lay_out()
        theme.changed.connect(self._repaint_icons)
        self._repaint_icons()
        self.retranslate()

    def _make_recent_list(self) -> QListWidget:
        recent = QListWidget(self)
        recent.setObjectName("recent")
        recent.setItemDelegate(RecentDelegate(recent))
        recent.setIconSize(QSize(20, 20))
        recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        recent.itemActivated.connect(self._on_recent)
        recent.itemClicked.connect(self._on_recent)
        return recent

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setMaximumWidth(COLUMN_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addStretch(2)
        self._lay_out_heading(added(layout, QHBoxLayout()))
        layout.addWidget(self.message_bar)
        layout.addWidget(self.drop_zone)
        layout.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._recent_title)
        layout.addWidget(self.recent_list)
        promise = added(layout, QHBoxLayout())
        promise.setSpacing(8)
        promise.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        promise.addWidget(self._promise, 1)
        layout.addStretch(3)
        inner = QWidget(self)
        theme.set_role(inner, "clear")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)
        self.setWidget(inner)

    def _lay_out_heading(self, row: QHBoxLayout) -> None:
        row.setSpacing(16)
        row.addWidget(self._logo)
        texts = added(row, QVBoxLayout(), 1)
        texts.setSpacing(4)
        texts.addWidget(self._title)
        texts.addWidget(self._purpose)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Show these recent files, the last one first."""
        self._recent = list(paths)
        while self.recent_list.count():
            self.recent_list.takeItem(0)
        for path in self._recent:
            item = QListWidgetItem(f"{path.name}\n{path.parent}")
            name = _("{name}, in {folder}").format(name=path.name, folder=path.parent)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            item.setToolTip(str(path))
            self.recent_list.addItem(item)
        has_any = bool(self._recent)
        self._recent_title.setVisible(has_any)
        self.recent_list.setVisible(has_any)
        row = self.recent_list.sizeHintForRow(0) if has_any else 0
        self.recent_list.setFixedHeight(min(len(self._recent), 4) * row + 8)
        self._repaint_icons()

    def retranslate(self) -> None:
        self._title.setText(_("Prepare a spreadsheet for open data"))
        self._purpose.setText(
            _(
                "Check what is in the file, give it a clean schema, take out personal data, "
                "have it reviewed, publish it."
            )
        )
        self.sample.setText(_("Try with an example"))
        self._recent_title.setText(_("RECENT"))
        self.recent_list.setAccessibleName(_("Recent files and dossiers"))
        self._promise.setText(
            _("Nothing leaves this computer: your files are read here and never modified.")
        )
        self.show_recent(self._recent)

    def _on_recent(self, item: QListWidgetItem) -> None:
        self.file_chosen.emit(self._recent[self.recent_list.row(item)])

    def _repaint_icons(self) -> None:
        self._lock.setPixmap(icons.pixmap("lock", theme.color("muted")))
        for row, path in enumerate(self._recent):
            kind = "folder" if path.name.endswith(".dossier.json") else "table"
            self.recent_list.item(row).setIcon(icons.icon(kind, theme.color("muted")))
