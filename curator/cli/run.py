"""``run``: one recipe over many files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.command import DONE, TO_SETTLE, Outcome
from curator.errors import UsageError
from curator.i18n import N_
from curator.i18n import gettext as _
from curator.key_file import read_key

if TYPE_CHECKING:
    from curator.bulk.outcome import FileOutcome, RunReport, Status

SUMMARY = N_("take many files through one recipe")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("recipe", type=Path, metavar="RECIPE")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help=_("files at a time"))
    parser.add_argument(
        "--resume", action="store_true", help=_("leave out what an earlier run finished")
    )
    parser.add_argument("--key-file", type=Path, metavar="FILE", help=_("key of the pseudonyms"))


def run(arguments: argparse.Namespace) -> Outcome:
    from curator.bulk.run import RunOptions
    from curator.bulk.run import run as run_files

    if arguments.jobs < 0:
        raise UsageError(reason=_("--jobs takes a number from 1"))
    options = RunOptions(
        jobs=arguments.jobs, resume=arguments.resume, key=read_key(arguments.key_file)
    )
    report = run_files(arguments.recipe, arguments.files, arguments.out, options, finished=_tell)
    return outcome_of(report)


def outcome_of(report: RunReport) -> Outcome:
    """How a run is told: the report, and its summary in one line."""
    parts = [
        f"{n} {_(STATUS_WORDS[status])}"
        for status, n in report.summary.items()
        if n and status in STATUS_WORDS
    ]
    document = report.to_document()
    return Outcome(
        document={"files": document["files"], "summary": document["summary"]},
        lines=[", ".join(parts)],
        exit_code=TO_SETTLE if report.has_trouble else DONE,
    )


STATUS_WORDS = {
    "released": N_("released"),
    "draft": N_("draft"),
    "refused": N_("refused"),
    "failed": N_("failed"),
    "skipped": N_("skipped"),
}


def _tell(outcome: FileOutcome) -> None:
    name, status = Path(outcome.input).name, _word(outcome.status)
    print(f"{name}: {status}. {outcome.reason}".rstrip(), file=sys.stderr)


def _word(status: Status) -> str:
    return _(STATUS_WORDS[status.value])
