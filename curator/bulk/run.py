"""Run one recipe over many files."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from curator.bulk.executor import Executor
from curator.bulk.outcome import FileOutcome, RunReport, Status, earlier_outcomes
from curator.bulk.plan import Job, plan
from curator.bulk.process import Settings
from curator.errors import UsageError
from curator.files import output_error, sha256_of
from curator.i18n import current_language
from curator.i18n import gettext as _
from curator.progress import Report, silent
from curator.review.approved import ApprovedRecipe, load_approved_recipe

TIME_LIMIT = 1800.0
"""Seconds one file may take before its worker is ended."""


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """``jobs`` worker processes; ``resume`` skips what an earlier run in the same folder did."""

    jobs: int = 0
    resume: bool = False
    key: bytes | None = None
    time_limit: float = TIME_LIMIT


Finished = Callable[[FileOutcome], None]


def run(
    recipe_path: Path,
    files: Sequence[Path],
    out: Path,
    options: RunOptions | None = None,
    *,
    finished: Finished | None = None,
    report: Report = silent,
) -> RunReport:
    """Take every file through the recipe, in parallel, each into a folder of its own.

    ``finished`` hears of each file as it ends. Whatever happens to a file, the others go on; the
    report in ``out`` is kept up to date after each, so that an interrupted run can be resumed.
    Raises ``RecipeError`` and ``OutputError`` before anything starts, ``UsageError`` when the
    recipe needs a key and there is none.
    """
    options = options or RunOptions()
    recipe = load_approved_recipe(recipe_path)
    _refuse_without_key(recipe, options)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(out, error) from error
    jobs = plan(files, out)
    earlier = earlier_outcomes(out, recipe.sha256) if options.resume else {}
    outcomes = {job.source: _skipped(job, earlier) for job in jobs}
    waiting = [job for job in jobs if outcomes[job.source] is None]
    done = RunReport(recipe_sha256=recipe.sha256, files=_in_order(jobs, outcomes))
    done.save(out)
    executor = Executor[Job](
        Settings(recipe=recipe_path, key=options.key, language=current_language()).to_document(),
        lambda job: {"source": str(job.source), "folder": str(job.folder)},
        workers=options.jobs or os.cpu_count() or 1,
        time_limit=options.time_limit,
    )
    for n, (job, answer) in enumerate(executor.map(waiting), start=1):
        outcome = _dead(job) if answer is None else FileOutcome.from_document(answer)
        outcomes[job.source] = outcome
        done = replace(done, files=_in_order(jobs, outcomes))
        done.save(out)
        if finished is not None:
            finished(outcome)
        report(n / len(waiting), outcome.input)
    return done


def _refuse_without_key(recipe: ApprovedRecipe, options: RunOptions) -> None:
    needs_key = any(hasattr(op, "with_key") for op in recipe.recipe.steps)
    if needs_key and options.key is None:
        raise UsageError(reason=_("the recipe makes pseudonyms: give their key with --key-file"))


def _skipped(job: Job, earlier: dict[str, FileOutcome]) -> FileOutcome | None:
    before = earlier.get(str(job.source))
    if before is None or not job.source.is_file() or sha256_of(job.source) != before.sha256:
        return None
    return replace(before, status=Status.SKIPPED, reason=_("done by an earlier run"), seconds=0.0)


def _dead(job: Job) -> FileOutcome:
    reason = _("the file made its worker stop, or took too long; nothing was written")
    return FileOutcome(input=str(job.source), status=Status.FAILED, reason=reason)


def _in_order(
    jobs: Sequence[Job], outcomes: dict[Path, FileOutcome | None]
) -> tuple[FileOutcome, ...]:
    found = (outcomes[job.source] for job in jobs)
    return tuple(outcome for outcome in found if outcome is not None)
