"""The bundled sample goes the whole way, the same way everywhere, and leaks nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import openpyxl
import pytest

from curator.cli import main
from curator.demo import SAMPLE
from curator.publish.verification import verify_package

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def demo(out: Path, **environment: str) -> Path:
    """Run the demo in a process of its own; the package's folder."""
    subprocess.run(
        [sys.executable, str(REPOSITORY / "main.py"), "demo", "-o", str(out)],
        check=True,
        capture_output=True,
        env=os.environ | environment,
    )
    return next(path for path in (out / "subventions_2025").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo(tmp_path_factory.mktemp("demo"), CURATOR_LANG="fr")


def digests(folder: Path) -> dict[str, str]:
    """Name → SHA-256 of a package's files and of its archive."""
    files = [*folder.rglob("*"), folder.parent / f"{folder.name}.zip"]
    return {
        path.relative_to(folder.parent).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file()
    }


def test_the_package_is_valid_for_the_reference_implementation(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert verify_package(package).is_sound
    assert verify_package(package.parent / f"{package.name}.zip").is_sound


def test_the_bytes_are_the_same_in_any_locale_and_time_zone(package: Path, tmp_path: Path) -> None:
    other = demo(
        tmp_path,
        CURATOR_LANG="en",
        LC_ALL="C",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="7",
    )
    assert digests(other) == digests(package)


def removed_values() -> set[str]:
    """What the recipe removes: private fields, the hidden sheet, comments, the author."""
    workbook = openpyxl.load_workbook(SAMPLE)
    sheet = workbook["Subventions"]
    texts = {str(sheet.cell(row, column).value) for row in range(6, 36) for column in (10, 11, 12)}
    texts |= {str(cell.value) for row in workbook["Tél. privés"]["A2:B27"] for cell in row}
    texts |= {"31/11/2025", "06 39 98 04 12", "Kervella", "Nouveau président"}
    texts |= {workbook.properties.creator, workbook.properties.lastModifiedBy}
    return texts - {"None"}


def test_no_removed_value_is_in_any_byte_of_any_file(package: Path) -> None:
    values = removed_values()
    assert len(values) > 60
    contents = [path.read_bytes() for path in package.rglob("*") if path.is_file()]
    archive = package.parent / f"{package.name}.zip"
    contents.append(archive.read_bytes())
    with zipfile.ZipFile(archive) as members:
        contents += [members.read(name) for name in members.namelist()]
    for value in values:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            sought = value.encode(encoding)
            assert not any(sought in content for content in contents), "a removed value came out"


def test_it_is_marked_as_a_draft_everywhere(package: Path) -> None:
    assert package.name.startswith("BROUILLON_")
    assert '"status": "draft"' in (package / "datapackage.json").read_text(encoding="utf-8")
    assert "BROUILLON" in (package / "LISEZMOI.md").read_text(encoding="utf-8").upper()


def test_a_person_is_told_what_was_done(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "-o", str(tmp_path), "--lang", "fr"]) == 0
    told = capfd.readouterr().out
    for words in (
        "feuille «\u00a0Subventions\u00a0»",
        "Tél. privés",
        "Téléphone",
        "Retirer le champ «\u00a0Courriel\u00a0»",
        "Paquet\u00a0:",
    ):
        assert words in told
    assert not any(value in told for value in removed_values())
