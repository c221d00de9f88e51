"""The direction of imports, and what the command line may not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def imported(path: Path) -> set[str]:
    """Top-level names of every import in a file, wherever it stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


CORE = sorted((REPOSITORY / "curator").rglob("*.py"))
VIEWS = [
    path
    for folder in ("stages", "widgets", "dialogs")
    for path in sorted((REPOSITORY / "ui" / folder).rglob("*.py"))
]


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(REPOSITORY)))
def test_the_core_never_imports_the_desktop(path: Path) -> None:
    assert not imported(path) & {"PySide6", "ui", "shiboken6"}


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: str(p.relative_to(REPOSITORY)))
def test_views_hold_no_data_logic(path: Path) -> None:
    assert not imported(path) & {"pandas", "pyarrow", "openpyxl", "frictionless"}


def loaded_by(arguments: list[str]) -> set[str]:
    """Modules a command leaves loaded, in a process of its own."""
    code = (
        "import sys, io, contextlib\n"
        "from main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    try: main(sys.argv[1:])\n"
        "    except SystemExit: pass\n"
        "print(' '.join(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    return set(done.stdout.split())


def test_a_command_never_loads_qt(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nom;code\nAda;1\nLéo;2\n", encoding="utf-8")
    loaded = loaded_by(["scan", str(tmp_path / "a.csv"), "--json"])
    assert "curator.privacy.scan" in loaded
    assert not {name for name in loaded if name.startswith(("PySide6", "ui"))}


def test_the_version_loads_nothing_heavy() -> None:
    assert not loaded_by(["--version"]) & {"pandas", "pyarrow", "numpy", "frictionless", "pydantic"}
