"""The calling side of the model’s process: choose the texts, wait for the names, stop it."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from curator.child.caller import OutOfTime, child
from curator.child.frames import OUT_OF_MEMORY
from curator.i18n import current_language
from curator.i18n import gettext as _
from curator.privacy.cells import ColumnSpans
from curator.privacy.context import Context
from curator.privacy.second_opinion import limits
from curator.privacy.second_opinion.errors import SecondOpinionMissing
from curator.privacy.second_opinion.folder import check_folder
from curator.privacy.second_opinion.merge import Names, free_texts, merged
from curator.progress import Report, silent

WORKER = "curator.privacy.second_opinion.worker"
NEEDED = ("onnxruntime", "tokenizers")


@dataclass
class SecondOpinion:
    """One second opinion, given to ``scan``; afterwards it says what became of it.

    ``folder`` holds the model. ``problem`` is why there was none, or why not on every text.
    """

    folder: Path
    seconds: float = limits.SECONDS
    texts: int = field(default=0, init=False)
    """Distinct texts of fields of free text."""
    read: int = field(default=0, init=False)
    """How many of them the model read."""
    problem: SecondOpinionMissing | None = field(default=None, init=False)

    def on(
        self, spans: Mapping[int, ColumnSpans], context: Context, report: Report = silent
    ) -> dict[int, ColumnSpans]:
        """``spans`` (by column) with the names that only the model found.

        Never raises for the model’s sake: ``problem`` says what was wrong. ``Cancelled`` passes.
        """
        chosen = free_texts(spans, context)
        texts = list(dict.fromkeys(text for column in chosen.values() for text in column))
        self.texts, self.read, self.problem = len(texts), 0, None
        names: Names = {}
        try:
            check_installed()
            check_folder(self.folder)
            for found, read in self._answers(texts[: limits.TEXTS], report):
                names.update(found)
                self.read += read
            self._say_if_too_many()
        except SecondOpinionMissing as problem:
            self.problem = problem
        return {i: merged(column, chosen.get(i, ()), names) for i, column in spans.items()}

    def _say_if_too_many(self) -> None:
        if self.texts > limits.TEXTS:
            reason = _("only the first {n} of {m} texts were given to the language model")
            raise SecondOpinionMissing(reason=reason.format(n=limits.TEXTS, m=self.texts))

    def _answers(self, texts: Sequence[str], report: Report) -> Iterator[tuple[Names, int]]:
        """Names by text and how many texts were read, batch by batch."""
        if not texts:
            return
        request = {
            "folder": str(self.folder.resolve()),
            "texts": [text[: limits.CHARACTERS] for text in texts],
            "seconds": max(1, int(self.seconds)),
            "language": current_language(),
        }
        is_done = False
        with child(WORKER, request, _environment()) as process:
            try:
                for frame in process.frames(self.seconds, partial(self._tell, len(texts), report)):
                    document = json.loads(frame)
                    if "refused" in document:
                        raise SecondOpinionMissing(reason=document["refused"])
                    is_done = is_done or "done" in document
                    yield _by_text(document.get("names", ()), texts), len(document.get("read", ()))
            except OutOfTime:
                raise SecondOpinionMissing(reason=self._too_long()) from None
            exit_code = process.exit_code()
        if not is_done:
            raise SecondOpinionMissing(reason=_why(exit_code, self.read, len(texts)))

    def _tell(self, texts: int, report: Report) -> None:
        report(self.read / texts, "")

    def _too_long(self) -> str:
        return _(
            "the language model took more than {n} seconds and was stopped; the texts it "
            "had not read yet lack its opinion"
        ).format(n=round(self.seconds))


def check_installed() -> None:
    """Refuse where the extra is absent; loads nothing. Raises ``SecondOpinionMissing``."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        reason = _(
            "the second opinion needs {packages}, not installed here; install Curator with its "
            "extra “text”: pip install \"curator-opendata[text]\""
        )  # fmt: skip
        raise SecondOpinionMissing(reason=reason.format(packages=", ".join(missing)))


def _by_text(found: Sequence[Any], texts: Sequence[str]) -> Names:
    return {texts[n]: [(start, end, sure) for start, end, sure in names] for n, names in found}


def _why(exit_code: int, done: int, texts: int) -> str:
    """What ended the process before its time, as far as its exit code tells."""
    if exit_code in (OUT_OF_MEMORY, -9):
        reason = _(
            "the language model ran out of memory after {n} of {m} texts; take a smaller model"
        )
    else:
        reason = _(
            "the language model stopped by itself after {n} of {m} texts; check its files or take "
            "another model"
        )
    return reason.format(n=done, m=texts)


def _environment() -> dict[str, str]:
    """Nothing of the user's settings may make the libraries load or fetch anything."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ORT_", "HF_"))}
    return kept | {"TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1"}
