"""From a choice of the user to an open dossier: choosing, dropping, the sample, what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from curator.errors import CuratorError, OutputError
from curator.files import output_error, replacing
from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui.delay import delay
from ui.settings import Settings
from ui.view_models import places
from ui.view_models.dossier import DossierViewModel
from ui.widgets.message_bar import Kind, Message

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "subventions_2025.xlsx"

KINDS = (
    "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "json", "geojson", "parquet", "xml",
    "dossier.json",
)  # fmt: skip
SUFFIXES = " ".join(f"*.{kind}" for kind in KINDS)
SHOWN = 10
"""Milliseconds in which the window has put an opened dossier on screen."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the user said of a file that did not open at first: where its source is, its password.
    The next difficulty with the same file must not ask for it again.
    """

    source: Path | None = None
    password: str | None = field(default=None, repr=False)


class Opening(QObject):
    """Opens files for the window, and tells how that ended."""

    told = Signal(object)
    """What to say, and what can be done about it: a ``Message``."""

    def __init__(self, dossier: DossierViewModel, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._dossier = dossier
        self._settings = settings
        self._window = window
        self._sample: Path | None = None
        self._under_way: Path | None = None
        self._saving_as: Path | None = None
        self._others = 0
        """How many files were dropped together with the one that is opened."""
        self._told: dict[Path, Told] = {}
        self._shown = delay(self, self._tell_how_it_opened, SHOWN)
        dossier.opened.connect(self._on_opened)
        dossier.open_failed.connect(self._on_failed)
        dossier.save_refused.connect(self._on_save_refused)
        dossier.close_refused.connect(self._on_close_refused)
        dossier.key_needed.connect(self._on_key_needed)
        dossier.moved_aside.connect(self._on_moved_aside)
        dossier.moved_home.connect(self._on_moved_home)
        dossier.saved_changed.connect(self._on_saved)

    # -- ways in -------------------------------------------------------------------------------

    def choose(self) -> None:
        """Let the user choose a file."""
        from PySide6.QtWidgets import QFileDialog

        known = _("Spreadsheets and dossiers")
        kinds = f"{known} ({SUFFIXES});;{_all_files()}"
        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("Open"), str(self._settings.folder), kinds
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path, *, fresh: bool = False) -> None:
        """Open a dossier or any other file; once, however often it is clicked on meanwhile."""
        path = path.absolute()
        if path == self._under_way:
            return
        self._under_way = path
        self._others = 0
        if not places.is_dossier(path):
            self._settings.folder = path.parent
        self._dossier.open(path, fresh=fresh)

    def open_dropped(self, paths: Sequence[Path]) -> None:
        """Open the first of some files; of the others it is said that they were not opened."""
        self.open(paths[0])
        self._others = len(paths) - 1

    def open_sample(self) -> None:
        """Work on a copy of the example in the user's own folder, always from the start."""
        sample = places.own_folder("sample") / SAMPLE.name
        if sample == self._under_way:
            return  # it is being read: it must not be copied anew
        try:
            sample.parent.mkdir(parents=True, exist_ok=True)
            with replacing(sample) as stream:
                stream.write(SAMPLE.read_bytes())
            places.place_for(sample).unlink(missing_ok=True)
        except OSError as error:
            self._tell(str(output_error(sample, error)), Kind.ERROR)
        except OutputError as error:
            self._tell(str(error), Kind.ERROR)
        else:
            self._sample = self._under_way = sample
            self._dossier.open(sample, fresh=True)

    def save_as(self) -> None:
        """Let the user choose where the dossier is kept from now on."""
        from PySide6.QtWidgets import QFileDialog

        present, source = self._dossier.dossier.path, self._dossier.source.path
        suggested = places.writable_place(present or places.place_for(source), source)
        name, _kind = QFileDialog.getSaveFileName(
            self._window,
            _("Save under another name"),
            str(suggested),
            "{kind} (*{suffix})".format(kind=_("Curator dossiers"), suffix=places.DOSSIER_SUFFIX),
        )
        if not name:
            return
        path = places.named_as_dossier(Path(name))
        if path != Path(name) and path not in (present, suggested) and path.exists():
            # The user was asked about the name as it was typed, not about this one.
            text = _("{name} is there already: choose it in the list, or another name.")
            self._tell(text.format(name=path.name), Kind.ERROR)
            return
        self._saving_as = path
        self._dossier.save_as(path)

    # -- how it ended --------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._under_way = self._saving_as = None
        self._told.clear()
        # Once the window shows it: the message stands under the title of its stage, and a screen
        # reader hears of it only there.
        self._shown.start()

    def _tell_how_it_opened(self) -> None:
        if not self._dossier.is_open:
            return
        dossier = self._dossier.dossier
        path = dossier.path or dossier.source.path
        if dossier.source.path != self._sample:
            self._settings.add_recent(path)
        if dossier.recovered:
            text = _("Curator stopped unexpectedly last time: your changes were recovered.")
            self._tell(text, Kind.DONE)
        elif dossier.path is not None and dossier.position:
            text = _("This file was being prepared already: you go on where you were.")
            again = partial(self.open, dossier.source.path, fresh=True)
            self._tell(text, Kind.NOTE, _("Start again from the file"), again)
        elif self._others:
            text = ngettext(
                "{n} other file was dropped too: drop it again once this one is prepared.",
                "{n} other files were dropped too: drop them again, one by one, once this one is "
                "prepared.",
                self._others,
            )
            self._tell(text.format(n=self._others), Kind.NOTE)

    def _on_saved(self) -> None:
        """A dossier under another name is told of, and among the recent ones, once it is there."""
        path = self._saving_as
        if path is not None and path == self._dossier.dossier.path:
            self._saving_as = None
            self._settings.add_recent(path)
            text = _("The dossier is kept in {name} from now on.")
            self._tell(text.format(name=path.name), Kind.DONE)

    def _on_save_refused(self, sentence: str) -> None:
        self._tell(sentence, Kind.ERROR, _("Save under another name…"), self.save_as)

    def _on_close_refused(self) -> None:
        self._under_way = None
        self._on_save_refused(
            _("Your last changes could not be saved. Close again to give them up.")
        )

    def _on_failed(self, path: Path, error: CuratorError) -> None:
        self._under_way = None
        sentence = str(error)
        ways: dict[str, tuple[str, Callable[[], None]]] = {
            "encrypted": (_("Enter the password…"), partial(self._ask_password, path)),
            "wrong-password": (_("Try another password…"), partial(self._ask_password, path)),
            "source-gone": (_("Find the file…"), partial(self._find_source, path)),
            "source-changed": (_("Use the changed file"), partial(self._take_changed, path)),
            "key-needed": (_("Choose the key file…"), partial(self._ask_key, path)),
        }
        label, action = ways.get(error.code, ("", None))
        kind = Kind.NOTE if error.code == "cancelled" else Kind.ERROR
        if error.code == "file-missing":
            self._settings.forget_recent(path)
        self._tell(sentence, kind, label, action)

    def _on_moved_aside(self, path: Path) -> None:
        text = _(
            "This dossier was changed elsewhere meanwhile. Both versions are kept: yours goes on "
            "as {name}."
        )
        self._settings.add_recent(path)
        self._tell(text.format(name=path.name), Kind.WARNING)

    def _on_moved_home(self, path: Path) -> None:
        text = _(
            "You may not write where this dossier is: your work goes on in {name}, in {folder}."
        )
        self._settings.add_recent(path)
        self._tell(text.format(name=path.name, folder=path.parent), Kind.WARNING)

    def _on_key_needed(self, sentence: str) -> None:
        """A step was refused for want of the key; once it is given the step can be asked again."""
        self._tell(sentence, Kind.ERROR, _("Choose the key file…"), self.choose_key)

    def _tell(
        self, text: str, kind: Kind, label: str = "", action: Callable[[], object] | None = None
    ) -> None:
        self.told.emit(Message(text, kind, action=label, on_action=action))

    def _ask_password(self, path: Path) -> None:
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        text, given = QInputDialog.getText(
            self._window,
            _("Protected file"),
            _("Password of {name}:").format(name=path.name),
            QLineEdit.EchoMode.Password,
        )
        if given and text:
            self._open_told(path, replace(self._told_of(path), password=text))

    def _find_source(self, path: Path) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("Find the source file"), str(path.parent), _all_files()
        )
        if name:
            self._open_told(path, replace(self._told_of(path), source=Path(name)))

    def _take_changed(self, path: Path) -> None:
        """The source changed: a new dossier on it, with the steps of the old one that fit."""
        told = self._told_of(path)
        self._dossier.open_changed(path, source=told.source, password=told.password)

    def _told_of(self, path: Path) -> Told:
        return self._told.get(path, Told())

    def _open_told(self, path: Path, told: Told) -> None:
        self._told[path] = told
        self._dossier.open(path, source=told.source, password=told.password)

    def _ask_key(self, path: Path) -> None:
        if self.choose_key():
            self._open_told(path, self._told_of(path))

    def choose_key(self) -> bool:
        """Let the user give the file that holds the key of the pseudonyms."""
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("Choose the key file"), str(self._settings.folder)
        )
        if not name:
            return False
        from curator.key_file import read_key

        try:
            self._dossier.use_key(read_key(Path(name)))
        except CuratorError as error:
            self._tell(str(error), Kind.ERROR)
            return False
        return True


def _all_files() -> str:
    return _("All files (*)")
