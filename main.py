"""Entry point: a sub-command goes to the command line, anything else opens the desktop."""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run the program; ``argv`` without the program's name (default: the process's)."""
    from curator import cli
    from curator.lean import spare_pandas

    spare_pandas()
    arguments = sys.argv[1:] if argv is None else argv
    if cli.is_command_line(arguments):
        return cli.main(arguments)
    # Only here may Qt be imported: the command line works on machines without graphics.
    from ui.app import run

    return run([Path(argument) for argument in arguments if not argument.startswith("-")])


if __name__ == "__main__":
    sys.exit(main())
