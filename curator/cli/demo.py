"""``demo``: the whole way on the sample that comes with the program."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator.cli.command import Outcome
from curator.i18n import N_
from curator.i18n import gettext as _

SUMMARY = N_("take the bundled sample the whole way, from workbook to package")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("curator-demo"),
        metavar="FOLDER",
        help=_("where the package goes (default: curator-demo)"),
    )


def run(arguments: argparse.Namespace) -> Outcome:
    from curator.bulk.run import run as run_files
    from curator.cli.run import outcome_of
    from curator.demo import SAMPLE, SAMPLE_RECIPE, story

    report = run_files(SAMPLE_RECIPE, [SAMPLE], arguments.output)
    outcome = outcome_of(report)
    written = report.files[0].output or report.files[0].reason
    return Outcome(
        document=outcome.document,
        lines=[*story(), _("Package: {path}").format(path=written)],
        exit_code=outcome.exit_code,
    )
