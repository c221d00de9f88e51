"""Render every stage, dialog and empty state: ``python docs/screenshots.py [FOLDER]``.

Offscreen, on the bundled sample, in both languages and both appearances, into ``docs/images``: the
few that documents show are kept in the repository, the others are for looking at.
``--pseudo`` renders with texts made longer by half, ``--scale 2`` with twice the pixels,
``--text 2`` with letters twice as large; they are for looking at, and want another folder.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ui.stages.schema import SchemaStage

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

IMAGES = ROOT / "docs" / "images"
SIZE = (1366, 768)
NOON = 1_764_590_400.0
"""The moment at which everything seems to happen, so that pictures change only with the program."""

HOME = Path("/home/awa/Documents/opendata")

PERSON = ("Awa Diallo", "awa.diallo@valmont.example")

METADATA = {
    "title": "Subventions versées aux associations en 2025",
    "description": (
        "Montants et bénéficiaires des subventions accordées par la Ville de Valmont-sur-Seine en "
        "2025, d’après les délibérations du conseil municipal."
    ),
    "publisher": {"name": "Ville de Valmont-sur-Seine"},
    "contact": {"name": "Service des finances", "mail": "opendata@valmont.example"},
    "licence": "lov2",
    "themes": ["GOVE"],
    "keywords": ["subventions", "associations", "finances locales"],
    "temporal": {"start": "2025-01-01", "end": "2025-12-31"},
    "frequency": "annual",
    "language": "fr",
}


def with_palette(picture: QImage) -> QImage:
    """The picture in 256 of its colours: a third of the size, no difference to see."""
    import numpy as np
    from PySide6.QtGui import QImage

    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), dtype=np.uint32).reshape(plain.height(), -1)
    colours, index, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = _kept(colours, counts)
    nearest = np.array([_nearest(colour, kept) for colour in colours], dtype=np.uint8)
    indices = nearest[index].reshape(pixels.shape)[:, : plain.width()]
    rows = np.zeros((plain.height(), (plain.width() + 3) // 4 * 4), dtype=np.uint8)
    rows[:, : plain.width()] = indices
    small = QImage(
        rows.tobytes(), plain.width(), plain.height(), rows.shape[1], QImage.Format.Format_Indexed8
    )
    small.setColorTable([int(colour) for colour in kept])
    return small.copy()


def _kept(colours: Any, counts: Any) -> Any:
    """The most frequent colours, then those least like any of these: a rare sign stays amber."""
    import numpy as np

    channels = ((colours[:, None] >> np.array([0, 8, 16])) & 255).astype(int)
    chosen = list(np.argsort(counts, kind="stable")[::-1][:FREQUENT])
    distance = np.full(len(colours), np.iinfo(int).max)
    for position in chosen:
        distance = np.minimum(distance, ((channels - channels[position]) ** 2).sum(axis=1))
    while len(chosen) < min(256, len(colours)):
        chosen.append(int(np.argmax(distance)))
        distance = np.minimum(distance, ((channels - channels[chosen[-1]]) ** 2).sum(axis=1))
    return colours[chosen]


FREQUENT = 128
"""Places of the palette for the most frequent colours."""


def _nearest(colour: int, kept: Any) -> int:
    """Which of the kept colours looks most like one."""
    import numpy as np

    shifts = np.array([0, 8, 16])
    distance = ((kept[:, None] >> shifts) & 255).astype(int) - ((colour >> shifts) & 255).astype(
        int
    )
    return int(np.argmin((distance**2).sum(axis=1)))


class Studio:
    """The real window, driven from state to state."""

    def __init__(self, folder: Path, language: str, dark: bool, text: float) -> None:
        from ui import app as program
        from ui import i18n, theme
        from ui.messages import CrashReporter

        self.folder = folder
        self.suffix = f"{language}-{'dark' if dark else 'light'}"
        self.app = program.make_application()
        self._enlarge(text)
        self.window = program.make_window(self.app, CrashReporter(self.app))
        self.window.settings.person = PERSON
        self.window.settings.export_folder = HOME
        i18n.switch(self.app, language)
        theme.apply(self.app, dark)
        self.window.resize(*SIZE)
        self.window.show()
        self.settle()

    def _enlarge(self, text: float) -> None:
        if text != 1:
            font = self.app.font()
            font.setPointSizeF(10 * text)
            self.app.setFont(font)

    def settle(self) -> None:
        """Wait until nothing goes on any more, pauses before work begins included."""
        quiet = 0
        while quiet < 45:
            self.app.processEvents()
            time.sleep(0.01)
            quiet = 0 if self._is_at_work() else quiet + 1

    def _is_at_work(self) -> bool:
        from PySide6.QtCore import QTimer

        from ui import pacing, tasks

        dossier = self.window.dossier
        pauses = (one for one in dossier.findChildren(QTimer) if one.isSingleShot())
        is_waiting = pacing.is_under_way() or any(pause.isActive() for pause in pauses)
        return is_waiting or dossier.is_busy or bool(tasks.running())

    def shoot(self, name: str, widget: object = None) -> None:
        """Save what a widget (the window) looks like."""
        self.settle()
        picture = (widget or self.window).grab().toImage()  # type: ignore[attr-defined]
        path = self.folder / f"{name}-{self.suffix}.png"
        with_palette(picture).save(str(path), "PNG", 0)  # 0: smallest

    def shoot_dialog(self, name: str, show: Callable[[], None], key: str) -> None:
        """Show a dialog of the window, picture it, close it."""
        show()
        self.settle()
        dialog = self.window.dialogs.made[key]
        self.shoot(name, dialog)
        dialog.close()

    def close(self) -> None:
        """Let go of everything."""
        self.window.dossier.close()
        self.settle()
        self.window.close()
        self.window.deleteLater()
        self.settle()


def walk(studio: Studio) -> None:
    """Every state worth a picture, in the order a user meets them."""
    window = studio.window
    studio.shoot("start-empty")
    (studio.folder / "empty.csv").write_bytes(b"")
    window.opening.open(studio.folder / "empty.csv")
    studio.shoot("start-refused")
    (studio.folder / "empty.csv").unlink()
    window.start_page.message_bar.clear()
    for name in ("deliberations_2025.csv", "marches_publics.dossier.json", "subventions_2025.xlsx"):
        window.settings.add_recent(HOME / name)
    window.start_page.show_recent(window.settings.recent)
    studio.shoot("start")
    studio.shoot_dialog("dialog-shortcuts", window.dialogs.opener("shortcuts"), "shortcuts")
    studio.shoot_dialog("dialog-about", window.dialogs.opener("about"), "about")
    details = "Curator 1.0\nPython 3.12, Linux\nValueError\n  table.py:101 column"
    studio.shoot_dialog("dialog-crash", lambda: window.dialogs.show_crash(details), "crash")
    window.opening.open_sample()
    studio.shoot("source")
    for stage in ("schema", "personal", "preview", "publication"):
        window.show_stage(stage)
        studio.shoot(stage)
    _changes(studio)
    _prepare(studio)
    for stage in ("personal", "preview", "publication"):
        window.show_stage(stage)
        studio.shoot(f"{stage}-prepared")
    window.dossier.decide("submit", "Awa Diallo <awa.diallo@valmont.example>")
    studio.shoot("publication-submitted")
    window.show_stage("review")
    studio.shoot("review")
    # A date is still to be settled: the window approves against that with a reason only.
    reason = "La date manquante est attendue du service des finances."
    window.dossier.decide("approve", "Louis Martin <louis.martin@valmont.example>", reason)
    studio.shoot("review-approved")
    window.show_stage("publication")
    studio.shoot("publication-approved")


TRANSFORMS: dict[str, tuple[str, dict[str, str]]] = {
    "find": ("Objet", {"find": "de", "replace": "d’"}),
    "clusters": ("Bénéficiaire", {}),
    "map": ("Domaine", {}),
    "formula": ("", {"field": "Écart", "expression": "{Montant / demandé} - {Montant / accordé}"}),
    "split": ("Objet", {"separator": " ", "into": "Début|Suite"}),
}
"""Changes whose dialogs are pictured: the field they are asked for, and what is filled in."""

SUGGESTED = "subventions"
"""A word in the name of the published schema whose mapping is pictured."""


def _changes(studio: Studio) -> None:
    """The dialogs of the Schéma stage: changes to the table, and schemas to apply."""
    from curator.schema.catalogue import pack_entries
    from ui.dialogs.transform import TransformDialog
    from ui.models.transform_list import GROUPS

    studio.window.show_stage("schema")
    workspace: Any = studio.window.workspace
    stage: SchemaStage = workspace.stages["schema"]
    for one in (one for group in GROUPS for one in group.transforms if one.key in TRANSFORMS):
        field, values = TRANSFORMS[one.key]
        stage.transforming.open(one, field)
        dialog = stage.transforming.dialog
        if isinstance(dialog, TransformDialog):
            for key, text in values.items():
                edit = dialog.form.inputs[key].focusProxy() or dialog.form.inputs[key]
                edit.setText(text)  # type: ignore[attr-defined]
        studio.shoot(f"dialog-change-{one.key}", dialog)
    stage.transforming.close()
    stage.choice.show_published()
    studio.shoot("dialog-schemas", stage.choice.dialog)
    entry = next(one for one in pack_entries() if SUGGESTED in one.name)
    stage.model.schemas.propose_published(entry.schema, entry.name)
    studio.settle()
    studio.shoot("dialog-mapping", stage.choice.dialog)
    stage.choice.close()


def _prepare(studio: Studio) -> None:
    """What a user would do to the sample."""
    from curator.operations.row import DropMarkedRows
    from curator.operations.structure import SuppressField
    from ui.view_models.schema import schema_of

    door = studio.window.dossier
    schema = schema_of(door)
    studio.settle()
    for proposal in [p for p in schema.proposals if not p.is_optional and p.unit == "cells"]:
        schema.apply(proposal)
    door.apply(DropMarkedRows())
    for field in ("Courriel", "Téléphone", "Président(e)"):
        door.apply(SuppressField(field=field))
    door.set_metadata(METADATA)
    studio.settle()


def looks() -> Iterator[tuple[str, bool]]:
    """Languages and appearances."""
    for language in ("fr", "en"):
        for dark in (False, True):
            yield language, dark


def pseudo_localise() -> None:
    """Texts half as long again, with accents, so that a fixed width shows."""
    from curator import i18n
    from docs.pseudo import PseudoTranslations

    i18n._catalogue = lambda _language: PseudoTranslations()  # type: ignore[assignment]


def main() -> int:
    """Render into the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=IMAGES)
    parser.add_argument("--pseudo", action="store_true")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--text", type=float, default=1.0)
    parser.add_argument("--only", help="language-appearance, such as fr-light")
    arguments = parser.parse_args()
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=arguments.scale)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.pseudo:
        pseudo_localise()
    for language, dark in looks():
        if arguments.only in (None, f"{language}-{'dark' if dark else 'light'}"):
            with tempfile.TemporaryDirectory() as own:
                _isolate(Path(own))
                studio = Studio(arguments.folder, language, dark, arguments.text)
                walk(studio)
                studio.close()
    return 0


def _isolate(own: Path) -> None:
    """Settings, sample and dossiers in a folder that goes away again; one fixed moment."""
    from PySide6.QtCore import QSettings

    from ui.view_models import work

    os.environ["XDG_DATA_HOME"] = str(own / "data")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(own / "settings"))
    work.now = lambda: NOON


if __name__ == "__main__":
    sys.exit(main())
