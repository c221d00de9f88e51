"""The folder of the model: where it is, which files it holds, what they may be.

Three files are opened and no other: ``model.onnx``, ``tokenizer.json`` and ``config.json``. None
of these formats can carry code, and the check of ``onnx_file`` keeps the first from naming others.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.i18n import gettext as _
from curator.privacy.second_opinion import limits
from curator.privacy.second_opinion.errors import SecondOpinionMissing

VARIABLE = "CURATOR_TEXT_MODEL"
"""Environment variable that names the folder; it alone asks for nothing."""
FOLDER = "text-model"

MODEL, TOKENIZER, CONFIG = "model.onnx", "tokenizer.json", "config.json"
FILES = {
    MODEL: limits.MODEL_BYTES,
    TOKENIZER: limits.JSON_BYTES,
    CONFIG: limits.JSON_BYTES,
}

_PERSON = frozenset(
    {
        "per", "pers", "person", "persons", "personne", "name", "fullname", "personname",
        "givenname", "firstname", "middlename", "lastname", "surname", "familyname", "prenom",
        "nom", "nompersonne",
    }
)  # fmt: skip
"""Labels of a person’s name, letters only, in small ones."""
_POSITION = re.compile(r"(?P<position>[BILUSEM])[-_](?P<type>.+)", re.DOTALL)


def model_folder(named: Path | None = None) -> Path:
    """Where the model is looked for: ``named``, else what ``CURATOR_TEXT_MODEL`` names, else
    ``text-model`` in the user’s configuration folder."""
    if named is not None:
        return named
    if path := os.environ.get(VARIABLE):
        return Path(path)
    from platformdirs import user_config_path

    return user_config_path("curator") / FOLDER


def check_folder(folder: Path) -> None:
    """Refuse a folder that lacks one of the three files. Raises ``SecondOpinionMissing``."""
    if not folder.is_dir():
        reason = _(
            "the folder {folder} of the language model does not exist; name one that holds "
            "{files} with --text-model or {variable}"
        ).format(folder=folder, files=", ".join(FILES), variable=VARIABLE)
        raise SecondOpinionMissing(reason=reason)
    for name in FILES:
        if not (folder / name).is_file():
            reason = _(
                "the folder {folder} lacks {file}; it must hold {files} of a language model that "
                "labels persons"
            ).format(folder=folder, file=name, files=", ".join(FILES))
            raise SecondOpinionMissing(reason=reason)


def read_bytes(folder: Path, name: str) -> bytes:
    """The bytes of one of the three files. Raises ``SecondOpinionMissing``.

    A link that leaves the folder is refused: what is opened is what the organisation put there.
    """
    path, most = folder / name, FILES[name]
    try:
        inside = path.resolve(strict=True).parent == folder.resolve(strict=True)
        if not inside:
            raise refused(name, _("it is a link to another folder; put the file itself there"))
        if path.stat().st_size > most:
            size = _("it is larger than {n} MB; take a smaller model").format(n=most >> 20)
            raise refused(name, size)
        return path.read_bytes()
    except OSError:
        raise refused(name, _("it cannot be read; check who may open it")) from None


def refused(name: str, reason: str) -> SecondOpinionMissing:
    """The refusal of one file of the folder."""
    text = _("{file} of the language model cannot be used ({reason})")
    return SecondOpinionMissing(reason=text.format(file=name, reason=reason))


@dataclass(frozen=True)
class Label:
    """A label of the model: whether a person’s name bears it, and whether one begins with it."""

    type: str
    is_person: bool
    begins: bool


@dataclass(frozen=True)
class Config:
    """What ``config.json`` says: labels by number, tokens at once, the number of filling."""

    labels: tuple[Label, ...]
    tokens: int
    padding: int

    @classmethod
    def parsed(cls, data: bytes) -> Config:
        """Read ``config.json``. Raises ``SecondOpinionMissing``."""
        try:
            document = json.loads(data)
        except (ValueError, RecursionError):
            raise refused(CONFIG, _("it is not valid JSON")) from None
        if not isinstance(document, dict):
            raise refused(CONFIG, _("it is not valid JSON"))
        return cls(
            labels=_labels(document.get("id2label")),
            tokens=_tokens(document.get("max_position_embeddings")),
            padding=_number(document.get("pad_token_id")),
        )


def _labels(names: Any) -> tuple[Label, ...]:
    if not isinstance(names, Mapping) or not 0 < len(names) <= limits.LABELS:
        raise refused(CONFIG, _("it lacks id2label, the names of the model’s labels"))
    ordered = [names.get(str(n)) for n in range(len(names))]
    if not all(isinstance(name, str) for name in ordered):
        raise refused(CONFIG, _("its id2label does not number the labels from 0"))
    labels = tuple(label_of(name) for name in ordered if isinstance(name, str))
    if not any(label.is_person for label in labels):
        raise refused(CONFIG, _("none of its labels is one of persons, such as PER or PERSON"))
    return labels


def label_of(name: str) -> Label:
    """``B-PER``, ``I-PER``, ``PERSON``, ``GIVEN_NAME`` … as what it means."""
    match = _POSITION.fullmatch(name)
    kind = match["type"] if match else name
    letters = "".join(c for c in kind.lower() if c.isalpha())
    begins = match is not None and match["position"] in "BUS"
    return Label(type=letters, is_person=letters in _PERSON, begins=begins)


def _tokens(positions: Any) -> int:
    """Tokens at once; two places are left to families that count them from 2."""
    known = _number(positions)
    return max(16, min(known - 2, limits.TOKENS)) if known else limits.TOKENS


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
