"""``check``: is a file, or a package, fit for publication?

Exit code 1 when a blocking check failed; failed warnings alone are told but leave it at 0.
"""

from __future__ import annotations

import argparse

from curator.cli.command import DONE, TO_SETTLE, Outcome, add_file, reading_options
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _
from curator.issues import Severity

SUMMARY = N_("check whether a file or a package is fit for publication")


def configure(parser: argparse.ArgumentParser) -> None:
    add_file(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    from curator.publish.contents import is_package
    from curator.quality.checks import run_checks
    from curator.quality.scores import scores
    from curator.quality.subjects import subject_of_file, subject_of_package

    if is_package(arguments.file):
        subject = subject_of_package(arguments.file)
    else:
        subject = subject_of_file(arguments.file, reading_options(arguments))
    results = run_checks(subject)
    both = scores(subject)
    failed = [result for result in results if not result.passed]
    blocking = [result for result in failed if result.severity is Severity.BLOCKING]
    document = {
        "checks": [result.to_document() for result in results],
        "scores": both.to_document(),
    }
    lines = [
        *(f"{_mark(r.severity)} {r.id}: {r.detail()}" for r in failed),
        _counts(len(results), len(failed), len(blocking)),
        _("data.gouv.fr: {udata:.0%}; European assessment, before publication: {mqa:.0%}").format(
            udata=both.udata, mqa=both.mqa
        ),
    ]
    return Outcome(document=document, lines=lines, exit_code=TO_SETTLE if blocking else DONE)


def _mark(severity: Severity) -> str:
    return "✗" if severity is Severity.BLOCKING else "!"


def _counts(every: int, failed: int, blocking: int) -> str:
    if not failed:
        return ngettext("{n} check, passed.", "{n} checks, all passed.", every).format(n=every)
    sentence = ngettext(
        "{n} check of {all} failed; {blocking} must be settled before publication.",
        "{n} checks of {all} failed; {blocking} must be settled before publication.",
        failed,
    )
    return sentence.format(n=failed, all=every, blocking=blocking)
