"""What the program remembers between two runs: appearance, language, window, recent dossiers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

APPEARANCES = ("system", "light", "dark")

RECENT_LIMIT = 8


class Settings:
    """Typed access to Qt's settings store. Nothing from inside a file is ever kept here."""

    def __init__(self) -> None:
        self._store = QSettings()

    def keep(self) -> bool:
        """Write what was changed without waiting; whether that was possible."""
        self._store.sync()
        return self._store.status() is QSettings.Status.NoError

    @property
    def language(self) -> str | None:
        """``fr`` or ``en`` as the user chose; None: the system's."""
        value = self._store.value("language")
        return value if value in ("fr", "en") else None

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def appearance(self) -> str:
        """``system``, ``light`` or ``dark``."""
        value = self._store.value("appearance")
        return value if value in APPEARANCES else "system"

    @appearance.setter
    def appearance(self, value: str) -> None:
        self._store.setValue("appearance", value)

    @property
    def geometry(self) -> QByteArray | None:
        """The window's place and size, as Qt stores them."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def splitter(self) -> QByteArray | None:
        """The widths of the window's panes, as Qt stores them."""
        value = self._store.value("window/splitter")
        return value if isinstance(value, QByteArray) else None

    @splitter.setter
    def splitter(self, value: QByteArray) -> None:
        self._store.setValue("window/splitter", value)

    @property
    def recent(self) -> list[Path]:
        """Files and dossiers opened lately, the last one first."""
        value = self._store.value("recent")
        texts = [value] if isinstance(value, str) else list(value or [])
        return [Path(text) for text in texts if isinstance(text, str)]

    def add_recent(self, path: Path) -> None:
        """Put ``path`` first among the recent files."""
        kept = [p for p in self.recent if p != path]
        self._set_recent([path, *kept])

    def forget_recent(self, path: Path) -> None:
        """Take ``path`` off the recent files."""
        self._set_recent([p for p in self.recent if p != path])

    def _set_recent(self, paths: list[Path]) -> None:
        self._store.setValue("recent", [str(p) for p in paths[:RECENT_LIMIT]])

    @property
    def folder(self) -> Path:
        """Where the last file was chosen."""
        value = self._store.value("folder")
        return Path(value) if isinstance(value, str) and value else Path.home()

    @folder.setter
    def folder(self, value: Path) -> None:
        self._store.setValue("folder", str(value))

    @property
    def export_folder(self) -> Path | None:
        """Where packages were last written; None: beside the dossier."""
        value = self._store.value("export/folder")
        return Path(value) if isinstance(value, str) and value else None

    @export_folder.setter
    def export_folder(self, value: Path) -> None:
        self._store.setValue("export/folder", str(value))

    @property
    def person(self) -> tuple[str, str]:
        """Name and mail address of who works here, for the review."""
        name, mail = self._store.value("person/name"), self._store.value("person/mail")
        return (name if isinstance(name, str) else "", mail if isinstance(mail, str) else "")

    @person.setter
    def person(self, value: tuple[str, str]) -> None:
        self._store.setValue("person/name", value[0])
        self._store.setValue("person/mail", value[1])
