"""Where dossiers are kept: beside their file or, if that folder is closed, in the user's own."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from curator.errors import CuratorError

if TYPE_CHECKING:
    from curator.dossier import Dossier

DOSSIER_SUFFIX = ".dossier.json"


def is_dossier(path: Path) -> bool:
    """Whether a file is a dossier, by its name."""
    return path.name.endswith(DOSSIER_SUFFIX)


def named_as_dossier(path: Path) -> Path:
    """A path as the user gave it, with the ending of dossiers."""
    if is_dossier(path):
        return path
    return path.with_name(path.name.removesuffix(".json") + DOSSIER_SUFFIX)


def own_folder(name: str) -> Path:
    """A folder of the user's own, which may not be there yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Curator", appauthor=False)) / name


def place_for(source: Path) -> Path:
    """Where a file's dossier is or, while it has none, where it will be.

    Of two, the one that can be written: a folder may be closed to one user and not to another, or
    become so.
    """
    beside = source.with_name(source.stem + DOSSIER_SUFFIX)
    own = _own_place_for(source)
    places = (own, beside) if is_closed(source.parent) else (beside, own)
    return next((place for place in places if os.path.exists(place)), places[0])


def _own_place_for(source: Path) -> Path:
    import hashlib

    # Two files of one name in two folders must not share a dossier.
    folder = hashlib.sha256(str(source.resolve().parent).encode()).hexdigest()[:8]
    return own_folder("dossiers") / f"{source.stem}-{folder}{DOSSIER_SUFFIX}"


def is_closed(folder: Path) -> bool:
    """Whether a folder is there that the user may not write in."""
    return os.path.isdir(folder) and not os.access(folder, os.W_OK)


def dossier_of(path: Path) -> Path:
    """The dossier that ``path`` is or, for any other file, the one that belongs to it.

    Where there are several (the file changed and a new one was begun, say) it is the one last saved
    on the file as it is now.
    """
    if is_dossier(path):
        return path
    place = place_for(path)
    others = _numbered(place)
    if not others or not os.path.isfile(path):
        return place
    from curator.files import sha256_of

    try:
        digest = sha256_of(path)
    except OSError:
        return place  # the opening that follows says what is wrong with the file
    found = [p for p in (place, *others) if os.path.exists(p) and _source_digest(p) == digest]
    return max(found, key=lambda p: p.stat().st_mtime_ns, default=place)


def _numbered(place: Path) -> list[Path]:
    """Dossiers of the same file under the names that ``free_name`` gives."""
    stem = place.name.removesuffix(DOSSIER_SUFFIX)
    numbered = re.compile(rf"{re.escape(stem)}-\d+{re.escape(DOSSIER_SUFFIX)}")
    try:
        return [p for p in place.parent.iterdir() if numbered.fullmatch(p.name)]
    except OSError:
        return []  # no such folder yet, or one that may not be listed


def _source_digest(saved: Path) -> str:
    """SHA-256 of the source that a dossier was saved on; ``""`` where it cannot be read."""
    from curator.dossier_file import SavedDossier

    try:
        return SavedDossier.read(saved).source_sha256
    except CuratorError:
        return ""


def free_name(path: Path) -> Path:
    """A name like that of ``path`` that no file has."""
    stem = path.name.removesuffix(DOSSIER_SUFFIX)
    number = 2
    while os.path.exists(free := path.with_name(f"{stem}-{number}{DOSSIER_SUFFIX}")):
        number += 1
    return free


def place_of(dossier: Dossier) -> Path:
    """Where a dossier is to be written: where it was, unless that folder is closed to the user."""
    if dossier.path is None:
        return writable_place(place_for(dossier.source.path), dossier.source.path)
    return writable_place(dossier.path, dossier.source.path)


def writable_place(place: Path, source: Path) -> Path:
    """``place``, or one in the user's own folder for the same source."""
    return _own_place_for(source) if is_closed(place.parent) else place


def make_way(path: Path) -> None:
    """Make the folder that ``path`` is in; what stands there goes on under another name.

    Raises ``OutputError``.
    """
    from curator.files import output_error

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.replace(free_name(path))
    except OSError as error:
        raise output_error(path, error) from error
