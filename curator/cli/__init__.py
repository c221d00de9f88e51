"""The command line: one thin module per command, named below; all the work is in the core.

Importing this loads next to nothing, since the desktop starts through it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

COMMANDS = {
    name: f"curator.cli.{name}"
    for name in (
        "inspect",
        "convert",
        "describe",
        "schemas",
        "validate",
        "fix",
        "scan",
        "check",
        "prepare",
        "export",
        "run",
        "review",
        "verify",
        "demo",
    )
}
"""Command names and the modules that carry them out; a module is imported when it is called."""


def is_command_line(arguments: Sequence[str]) -> bool:
    """Whether these arguments are for the command line (and not for the desktop)."""
    if not arguments:
        return False
    first = arguments[0]
    if first in COMMANDS or first in ("--version", "--help", "-h", "--lang", "--json"):
        return True
    # A mistyped command must be told so; only something that looks like a file opens a window.
    return not Path(first).exists() and not Path(first).suffix and not first.startswith("-")


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code (0 done, 1 to settle, 2 not done, 130)."""
    from curator.cli import session

    return session.main(arguments)
