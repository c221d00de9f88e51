"""The file a command writes: its argument, and that it never replaces the source."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator.errors import UsageError
from curator.i18n import gettext as _


def add_output(parser: argparse.ArgumentParser) -> None:
    """The argument of commands that write one table."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help=_("file to write, .csv or .xlsx"),
    )


def refuse_the_source(output: Path, source: Path) -> None:
    """Raises ``UsageError`` where writing ``output`` would replace ``source``."""
    if output.exists() and source.exists() and output.samefile(source):
        raise UsageError(reason=_("the output would replace the source: choose another name"))
