"""What a command is: arguments in, one outcome out."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from curator.errors import FileMissing, UsageError
from curator.i18n import gettext as _

if TYPE_CHECKING:
    from curator.readers.model import ReadingOptions
    from curator.recipe import Recipe

DONE = 0
TO_SETTLE = 1
"""Done, and there is something to settle: invalid, personal data found, a check failed."""
NOT_DONE = 2


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``document`` is what ``--json`` prints; ``lines`` what a person reads without it."""

    document: Mapping[str, Any]
    lines: Sequence[str] = field(default=())
    exit_code: int = DONE


class Command(Protocol):
    """A module of this package. Its docstring is for developers; ``SUMMARY`` is for users."""

    SUMMARY: str

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's arguments (``--json`` and ``--lang`` are there already)."""

    def run(self, arguments: argparse.Namespace) -> Outcome:
        """Do the work. Raises ``CuratorError``."""


def add_file(
    parser: argparse.ArgumentParser, name: str = "file", *, optional: bool = False
) -> None:
    """The FILE a command reads, with the options that decide how."""
    parser.add_argument(name, type=Path, metavar="FILE", nargs="?" if optional else None)
    group = parser.add_argument_group(_("reading"))
    group.add_argument("--sheet", metavar="NAME", help=_("sheet to take"))
    group.add_argument("--table", type=int, metavar="N", help=_("table to take, from 1"))
    group.add_argument("--encoding", metavar="NAME", help=_("character encoding of the file"))
    group.add_argument("--delimiter", metavar="TEXT", help=_("field separator (tab: \\t)"))
    group.add_argument(
        "--header-row",
        metavar="ROWS",
        help=_("header row as a spreadsheet numbers it: 4, 4-5, or 0 for none"),
    )
    group.add_argument(
        "--password-file", type=Path, metavar="FILE", help=_("file that holds the password")
    )


def reading_options(arguments: argparse.Namespace, recipe: Recipe | None = None) -> ReadingOptions:
    """How to read: what the arguments of ``add_file`` ask for, else what ``recipe`` says.

    Raises ``UsageError``.
    """
    from curator.readers.model import ReadingOptions

    delimiter = arguments.delimiter
    asked = {
        "encoding": arguments.encoding,
        "delimiter": "\t" if delimiter in ("\\t", "tab") else delimiter,
        "header_rows": _header_rows(arguments.header_row),
        "sheet": arguments.sheet,
        "table": arguments.table,
        "password": _password(arguments.password_file),
    }
    known = recipe.source.get("options", {}) if recipe else {}
    return replace(
        ReadingOptions.from_descriptor(known),
        **{name: value for name, value in asked.items() if value is not None},
    )


def _header_rows(text: str | None) -> tuple[int, ...] | None:
    """``"4"`` or ``"4-5"`` (from 1) as 0-based rows; ``"0"`` as no header."""
    if text is None:
        return None
    first, dash, last = text.partition("-")
    try:
        start = int(first)
        end = int(last) if dash else start
    except ValueError:
        start, end = -1, -1
    if start == end == 0:
        return ()
    if not 0 < start <= end or end - start > 20:
        raise UsageError(reason=_("--header-row takes a row (4), a range (4-5) or 0 for none"))
    return tuple(range(start - 1, end))


def _password(path: Path | None) -> str | None:
    if path is None:
        return None
    if not path.is_file():
        raise FileMissing(name=path.name)
    return path.read_text(encoding="utf-8").rstrip("\r\n")
