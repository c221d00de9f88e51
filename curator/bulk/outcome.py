"""What became of each file of a run, and of the run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from curator.files import replacing

REPORT_NAME = "run.json"
"""The report a run keeps in its output folder, and resumes from."""


class Status(StrEnum):
    """How a file ended."""

    RELEASED = "released"
    """The recipe is approved and its conditions are met."""
    DRAFT = "draft"
    """Nobody approved."""
    REFUSED = "refused"
    """The recipe does not fit the file, or an approved one's conditions are not met."""
    FAILED = "failed"
    """The file could not be read, or its package not be written."""
    SKIPPED = "skipped"
    """Done by an earlier run."""


@dataclass(frozen=True, kw_only=True)
class FileOutcome:
    """``reason`` is a sentence; ``output`` the package's folder; ``seconds`` of wall time.

    ``issues`` counts what is left to settle, by code.
    """

    input: str
    status: Status
    reason: str = ""
    rows: int = 0
    issues: Mapping[str, int] = field(default_factory=dict)
    output: str | None = None
    seconds: float = 0.0
    sha256: str = ""

    def to_document(self) -> dict[str, Any]:
        """JSON data."""
        return asdict(self) | {"status": self.status.value, "seconds": round(self.seconds, 3)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> FileOutcome:
        """Read JSON data."""
        return cls(**(dict(document) | {"status": Status(document["status"])}))


@dataclass(frozen=True, kw_only=True)
class RunReport:
    """Everything a run did; ``recipe_sha256`` is the digest of the recipe it used."""

    recipe_sha256: str
    files: Sequence[FileOutcome]

    @property
    def summary(self) -> dict[str, int]:
        """How many files ended in each way."""
        counts = Counter(outcome.status.value for outcome in self.files)
        return {"total": len(self.files)} | {
            status.value: counts[status.value] for status in Status
        }

    @property
    def has_trouble(self) -> bool:
        """Whether a file failed or was refused."""
        return any(o.status in (Status.FAILED, Status.REFUSED) for o in self.files)

    def to_document(self) -> dict[str, Any]:
        """The JSON that ``run`` prints and keeps."""
        return {
            "files": [outcome.to_document() for outcome in self.files],
            "summary": self.summary,
            "recipe_sha256": self.recipe_sha256,
        }

    def save(self, out: Path) -> None:
        """Keep the report in the output folder. Raises ``OutputError``."""
        text = json.dumps(self.to_document(), ensure_ascii=False, indent=2) + "\n"
        with replacing(out / REPORT_NAME) as stream:
            stream.write(text.encode())


def earlier_outcomes(out: Path, recipe_sha256: str) -> dict[str, FileOutcome]:
    """What an earlier run of the same recipe finished in this folder, by input.

    Only packages that are still there count; a report that cannot be read counts for nothing.
    """
    try:
        document = json.loads((out / REPORT_NAME).read_text(encoding="utf-8"))
        if document["recipe_sha256"] != recipe_sha256:
            return {}
        outcomes = [FileOutcome.from_document(d) for d in document["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    done = (Status.RELEASED, Status.DRAFT, Status.SKIPPED)
    return {
        o.input: o for o in outcomes if o.status in done and o.output and Path(o.output).is_dir()
    }
