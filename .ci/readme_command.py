"""Print the shell command that the README gives for a purpose: ``readme_command.py test``.

The fenced block that follows the line ``<!-- command: PURPOSE -->`` is what a reader would paste;
running that very text keeps the README true.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def command(purpose: str) -> str:
    """The content of the block; raises ``SystemExit`` when the README has none."""
    readme = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
    pattern = rf"<!-- command: {re.escape(purpose)} -->\s*```sh\n(.*?)\n```"
    found = re.search(pattern, readme, flags=re.DOTALL)
    if found is None:
        raise SystemExit(f"README.md has no command for {purpose}")
    return found.group(1)


if __name__ == "__main__":
    print(command(sys.argv[1]))
