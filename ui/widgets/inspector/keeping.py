"""The reason for publishing a field as it is: a legal ground, and what makes it apply here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.models.wording_privacy import GROUNDS, ground_text
from ui.plain import Label
from ui.view_models.personal import PersonalViewModel
from ui.widgets.choice import Choice
from ui.widgets.form import refill
from ui.widgets.inspector.section import Section


class KeepingSection(Section):
    """Records a reason, which the reviewer will see; takes it back."""

    def __init__(self, model: PersonalViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._said = Label(self)
        self._said.setWordWrap(True)
        theme.set_role(self._said, "done")
        self.ground = Choice(self, least=10)
        self.ground.currentIndexChanged.connect(self._update_button)
        self._buddy = Label(self)
        self._buddy.setBuddy(self.ground)
        self._buddy.hide()
        self.note = QLineEdit(self)
        self.note.textChanged.connect(self._update_button)
        self.keep_button = QPushButton(self)
        self.keep_button.clicked.connect(self._on_keep)
        self.reconsider_button = QPushButton(self)
        theme.set_role(self.reconsider_button, "link")
        self.reconsider_button.clicked.connect(self._on_reconsider)
        for widget in (
            self._said,
            self._buddy,
            self.ground,
            self.note,
            self.keep_button,
            self.reconsider_button,
        ):
            self.body.addWidget(widget)
        model.changed.connect(self._on_changed)
        model.forgotten.connect(self._forget_input)
        self.retranslate()

    def title(self) -> str:
        return _("Reason if you keep it")

    def retranslate(self) -> None:
        chosen = self.ground.currentData()
        entries: list[tuple[str, object]] = [(_("Choose a legal ground"), "")]
        entries += [(ground_text(key), key) for key in GROUNDS]
        refill(self.ground, entries, chosen)
        for index in range(self.ground.count()):
            # A ground is longer than its line in the list.
            self.ground.setItemData(index, self.ground.itemText(index), Qt.ItemDataRole.ToolTipRole)
        self._buddy.setText(_("Legal ground"))
        self.ground.setAccessibleName(_("Legal ground"))
        self.note.setPlaceholderText(_("What makes it apply here"))
        self.note.setAccessibleName(_("What makes it apply here"))
        self.keep_button.setText(_("Keep for this reason"))
        self.reconsider_button.setText(_("Decide again"))
        super().retranslate()

    def refresh(self) -> None:
        judgement = self._model.judgement(self.field)
        is_kept = judgement is not None
        self._said.setVisible(is_kept)
        self.reconsider_button.setVisible(is_kept)
        is_offered = not is_kept and self._is_about_people()
        for widget in (self.ground, self.note, self.keep_button):
            widget.setVisible(is_offered)
        self.heading.setVisible(is_kept or is_offered)
        if judgement is not None:
            self._said.setText(f"✓ {judgement.reason}")
        self._update_button()

    def _is_about_people(self) -> bool:
        """Whether there is something to justify: a field about nobody is kept without a word."""
        from curator.privacy.model import Role

        finding = self._model.finding(self.field)
        return finding is not None and finding.role is not Role.NONE

    def show_field(self, name: str) -> None:
        if name != self.field:
            self._forget_input()
        super().show_field(name)

    def _forget_input(self) -> None:
        self.ground.setCurrentIndex(0)
        self.note.clear()

    def _update_button(self) -> None:
        key = self.ground.currentData()
        needs_words = key == "other"
        self.keep_button.setEnabled(
            bool(key) and (not needs_words or bool(self.note.text().strip()))
        )

    def _on_keep(self) -> None:
        key, words = str(self.ground.currentData()), self.note.text().strip()
        parts = ([] if key == "other" else [ground_text(key)]) + ([words] if words else [])
        self._model.keep(self.field, key, ". ".join(parts))

    def _on_reconsider(self) -> None:
        self._model.reconsider(self.field)

    def _on_changed(self) -> None:
        if self.is_wanted():
            self.refresh()
