"""A package is verified from its own bytes; any change is told."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_release import approved_release, sample_release

from curator.errors import FileMissing
from curator.publish.contents import NotAPackage, is_package
from curator.publish.package import PackageResult, write_package
from curator.publish.verification import verify_package
from curator.recipe import Recipe
from curator.table import Table


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> PackageResult:
    return write_package(approved_release(), tmp_path_factory.mktemp("out"))


@pytest.fixture
def package(written: PackageResult, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written.folder, tmp_path / written.folder.name))


def test_folder_archive_and_descriptor_verify(written: PackageResult) -> None:
    for path in (written.folder, written.archive, written.folder / "datapackage.json"):
        result = verify_package(path)
        assert result.problems == ()
        assert result.is_sound
        assert result.status == "released"
        assert result.content_sha256 == written.content_sha256
        assert result.review["approved_by"] == "Bob <bob@ville.example>"
        assert {m.path: m.sha256 for m in written.members}.items() <= result.hashes.items()


def test_a_very_long_cell_is_read_back(tmp_path: Path) -> None:
    table = Table.from_columns({"a": ["x" * 20_000_000, "y"]})
    release = sample_release(recipe=Recipe(), source=table, public=table)
    assert verify_package(write_package(release, tmp_path).folder).problems == ()


def test_a_draft_verifies_as_a_draft(tmp_path: Path) -> None:
    result = verify_package(write_package(sample_release(), tmp_path).archive)
    assert (result.status, result.problems) == ("draft", ())


def edit_json(path: Path, change: Callable[[dict], object]) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["csv", "schema.json", "LISEZMOI.md", "rapport.html", "dcat.jsonld"]
)
def test_one_changed_byte_is_told(package: Path, name: str) -> None:
    path = next(package.glob(f"*{name}"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert any(path.name in problem for problem in verify_package(package).problems)


def test_a_cell_changed_with_its_digest_still_fails(package: Path) -> None:
    (path,) = (p for p in package.glob("*.csv") if p.name != "dictionnaire.csv")
    data = path.read_bytes().replace(b"1250.50", b"1250.51")
    path.write_bytes(data)

    def forge(descriptor: dict) -> None:
        descriptor["resources"][0]["hash"] = "sha256:" + hashlib.sha256(data).hexdigest()

    edit_json(package / "datapackage.json", forge)
    problems = verify_package(package).problems
    assert "The cells are not those of the package as it was written." in problems
    assert "The approval is for another content than this one." in problems


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda d: d["curator:metadata"].update(title="Autre"), "metadata are not those"),
        (lambda d: d.update(title="Autre titre"), "“title” differs"),
        (lambda d: d.update(keywords=["x"]), "“keywords” differs"),
        (lambda d: d.pop("curator:review"), "holds no approval"),
        (lambda d: d["curator:review"].update(state="submitted"), "did not end with an approval"),
        (lambda d: d["curator:review"].update(content_sha256="0" * 64), "another content"),
        (
            lambda d: d["curator:review"].update(approved_by="ADA <ADA@Ville.example>"),
            "same person",
        ),
        (lambda d: d["curator:review"].update(approved_by=None), "does not say who"),
        (lambda d: d.update(status="x"), "whether it is released"),
        (lambda d: d.pop("curator:content"), "does not give the digest"),
        (lambda d: d["curator:content"].update(recipe="0" * 64), "digest of the content"),
        (lambda d: d["resources"][0].update(path="../x.csv"), "is missing"),
        (lambda d: d["resources"][0].pop("name"), "not a valid Data Package"),
        (lambda d: d.update(resources=[]), "The schema cannot be read"),
    ],
)
def test_a_descriptor_that_was_tampered_with_is_told(
    package: Path, change: Callable[[dict], object], problem: str
) -> None:
    edit_json(package / "datapackage.json", change)
    assert any(problem in text for text in verify_package(package).problems)


def test_missing_and_foreign_files_are_told(package: Path) -> None:
    (package / "LISEZMOI.md").unlink()
    (package / "extra.csv").write_text("a\n1\n")
    problems = verify_package(package).problems
    assert "The file LISEZMOI.md is missing." in problems
    assert "The file extra.csv does not belong to the package." in problems


def test_a_release_in_a_folder_named_like_a_draft_is_told(package: Path) -> None:
    renamed = package.rename(package.with_name(f"BROUILLON_{package.name}"))
    assert any("named like a draft" in problem for problem in verify_package(renamed).problems)


def test_a_damaged_archive_is_told(written: PackageResult, tmp_path: Path) -> None:
    path = tmp_path / written.archive.name
    data = bytearray(written.archive.read_bytes())
    at = data.index(b"1250.50")
    data[at] ^= 1
    path.write_bytes(bytes(data))
    assert verify_package(path).problems


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04 broken"])
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert not is_package(path)
    with pytest.raises(NotAPackage):
        verify_package(path)
    with pytest.raises(FileMissing):
        verify_package(tmp_path / "gone.zip")


def test_another_archive_is_no_package(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.csv", "a\n")
    assert not is_package(path)
    with pytest.raises(NotAPackage):
        verify_package(path)
