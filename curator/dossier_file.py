"""The file a dossier is kept in."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from curator.errors import DossierError, FileMissing, RecipeError
from curator.files import reason_of
from curator.i18n import N_
from curator.i18n import gettext as _
from curator.readers.model import ReadingOptions
from curator.recipe import Recipe, read_json
from curator.review.events import Event

VERSION = 1

SUFFIX = ".dossier.json"


class SourceGone(DossierError):
    code = "source-gone"
    template = N_("The dossier {name} needs its source {source}, which is not there any more.")


class SourceChanged(DossierError):
    code = "source-changed"
    template = N_(
        "The source {source} changed since the dossier {name} was saved: put the old file back, or "
        "make a new dossier with this recipe."
    )


class DossierChanged(DossierError):
    code = "dossier-changed"
    template = N_(
        "The dossier {name} was changed elsewhere since it was opened here: save under another "
        "name, or open it again."
    )


@dataclass(frozen=True, kw_only=True)
class SavedDossier:
    """What a dossier's file holds."""

    source_path: str
    """As seen from the folder of the dossier."""
    source_sha256: str
    options: ReadingOptions
    recipe: Recipe
    judgements: tuple[Mapping[str, Any], ...]
    events: tuple[Event, ...]

    def source_from(self, dossier: Path) -> Path:
        """Where the source is, seen from the dossier's file."""
        named = Path(self.source_path)
        if ".." not in named.parts:
            return dossier.parent / named
        # Written from the folder as it really is: through a link, ".." would lead elsewhere.
        return Path(os.path.normpath(dossier.parent.resolve() / named))

    @classmethod
    def read(cls, path: Path) -> SavedDossier:
        """Read a dossier's file. Raises ``DossierError``, ``RecipeError`` or ``FileMissing``."""
        return cls.from_descriptor(_json_of(path), path)

    @classmethod
    def from_descriptor(cls, data: Mapping[str, Any], path: Path) -> SavedDossier:
        source = data.get("source")
        if data.get("version") != VERSION or not isinstance(source, Mapping):
            raise DossierError(name=path.name, reason=_("it is not a dossier of this version"))
        recipe = {k: v for k, v in data.items() if k not in ("source", "judgements", "events")}
        return cls(
            source_path=str(source.get("path", "")),
            source_sha256=str(source.get("sha256", "")),
            options=ReadingOptions.from_descriptor(source.get("options", {})),
            recipe=Recipe.from_descriptor(recipe, path.name),
            judgements=tuple(data.get("judgements", ())),
            events=tuple(Event.from_descriptor(e, path.name) for e in data.get("events", ())),
        )

    def to_descriptor(self) -> dict[str, Any]:
        """What is written to the file."""
        recipe = self.recipe.to_descriptor()
        del recipe["version"], recipe["source"]
        source = {
            "path": self.source_path,
            "sha256": self.source_sha256,
            "options": self.options.to_descriptor(),
        }
        return {
            "version": VERSION,
            "source": source,
            **recipe,
            "judgements": list(self.judgements),
            "events": [event.to_descriptor() for event in self.events],
        }


def load_recipe_and_events(
    path: Path,
) -> tuple[Recipe, tuple[Event, ...], tuple[Mapping[str, Any], ...]]:
    """The recipe, review events and judgements in a dossier or a recipe file, without its source.

    Raises ``DossierError`` or ``RecipeError``.
    """
    data = read_json(path, RecipeError)
    if isinstance(data, Mapping) and "events" in data:
        saved = SavedDossier.from_descriptor(data, path)
        source = {"sha256": saved.source_sha256, "options": saved.options.to_descriptor()}
        return replace(saved.recipe, source=source), saved.events, saved.judgements
    recipe = Recipe.from_descriptor(data, path.name)
    events = tuple(Event.from_descriptor(e, path.name) for e in recipe.review.get("events", ()))
    return recipe, events, tuple(recipe.review.get("judgements", ()))


def _json_of(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except OSError as error:
        raise DossierError(name=path.name, reason=reason_of(error)) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DossierError(name=path.name, reason=_("it cannot be read as a dossier")) from error
    if not isinstance(data, Mapping):
        raise DossierError(name=path.name, reason=_("it cannot be read as a dossier"))
    return data


def relative_path(source: Path, folder: Path) -> str:
    """``source`` as seen from ``folder``, with forward slashes; absolute across drives."""
    try:
        return Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return source.resolve().as_posix()
