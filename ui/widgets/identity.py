"""Who works here: name and mail address, which the review records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.plain import Label
from ui.settings import Settings
from ui.widgets.form import section

if TYPE_CHECKING:
    from curator.review.people import Person


class Identity(QWidget):
    """Two inputs, remembered between runs on this computer only."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings: Settings | None = None
        self._heading = section(self)
        self._name_label = Label(self)
        self.name = QLineEdit(self)
        self.name.setObjectName("person-name")
        self._mail_label = Label(self)
        self.mail = QLineEdit(self)
        self.mail.setObjectName("person-mail")
        self._remark = Label(self)
        self._remark.setWordWrap(True)
        theme.set_role(self._remark, "error")
        self._remark.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        for label, line in ((self._name_label, self.name), (self._mail_label, self.mail)):
            label.setBuddy(line)
            label.setWordWrap(True)
            line.textEdited.connect(self._on_edited)
            column.addSpacing(4)
            column.addWidget(label)
            column.addWidget(line)
        column.addWidget(self._remark)
        self.retranslate()

    def use_settings(self, settings: Settings) -> None:
        """Show who was here last."""
        self._settings = settings
        self.refresh()

    def refresh(self) -> None:
        """Show who is remembered: another panel may have changed it."""
        if self._settings is not None:
            name, mail = self._settings.person
            self.name.setText(name)
            self.mail.setText(mail)

    def person(self) -> str | None:
        """``Name <mail>``; None when it is not complete, which is then said."""
        name, mail = self.name.text().strip(), self.mail.text().strip()
        is_complete = bool(name) and "@" in mail.strip("@") and " " not in mail
        self._remark.setVisible(not is_complete)
        if not is_complete:
            (self.mail if name else self.name).setFocus()
            return None
        return f"{name} <{mail}>"

    def is_person(self, other: Person | None) -> bool:
        """Whether the address given is that of ``other``, who acted before."""
        mail = self.mail.text().strip()
        return other is not None and mail.casefold() == other.mail.casefold()

    def retranslate(self) -> None:
        self._heading.setText(_("YOU ARE"))
        for label, line, text in (
            (self._name_label, self.name, _("Your name")),
            (self._mail_label, self.mail, _("Your mail address")),
        ):
            label.setText(text)
            line.setAccessibleName(text)
        self._remark.setText(
            "✕ " + _("Give your name and mail address: the review records who does what.")
        )

    def _on_edited(self) -> None:
        self._remark.hide()
        if self._settings is not None:
            self._settings.person = (self.name.text().strip(), self.mail.text().strip())
        self.changed.emit()
