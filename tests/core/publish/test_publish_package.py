"""The package on disk: valid, honest about drafts, all or nothing, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import lxml.html
import numpy as np
import pytest
from sample_release import NAMES, PHONES, approved_release, sample_release, source_table

from curator.errors import Cancelled
from curator.files import NotWritable
from curator.operations.structure import AddField
from curator.publish.package import (
    NothingToPublish,
    PackageResult,
    SomethingElseThere,
    write_package,
)
from curator.quality.checks import run_checks
from curator.quality.subject import Subject
from curator.readers.output_audit import audit_output, find_values
from curator.recipe import Recipe, replay
from curator.table import Table

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]


@pytest.fixture
def draft(tmp_path: Path) -> PackageResult:
    return write_package(sample_release(formats=("csv", "xlsx", "json", "parquet")), tmp_path)


def descriptor_of(folder: Path) -> dict:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_the_reference_implementation_accepts_folder_and_archive(draft: PackageResult) -> None:
    for path in (draft.folder / "datapackage.json", draft.archive):
        report = frictionless.validate(str(path))
        assert report.valid, report.to_summary()
    assert frictionless.Package(str(draft.folder / "datapackage.json")).resources[0].bytes


def test_every_file_is_listed_with_its_size_and_digest(draft: PackageResult) -> None:
    descriptor = descriptor_of(draft.folder)
    listed = {e["path"]: e for e in descriptor["resources"] + descriptor["curator:documents"]}
    on_disk = {p.name for p in draft.folder.iterdir()}
    assert set(listed) | {"datapackage.json"} == on_disk
    for name, entry in listed.items():
        data = (draft.folder / name).read_bytes()
        assert entry["bytes"] == len(data)
        assert entry["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()


def test_a_draft_says_so_wherever_someone_may_look(draft: PackageResult) -> None:
    assert draft.folder.name.startswith("BROUILLON_")
    assert draft.archive.name.startswith("BROUILLON_")
    descriptor = descriptor_of(draft.folder)
    assert descriptor["status"] == descriptor["resources"][0]["status"] == "draft"
    assert "curator:review" not in descriptor
    for name in ("LISEZMOI.md", "rapport.html"):
        assert "BROUILLON" in (draft.folder / name).read_text(encoding="utf-8")
    dcat = (draft.folder / "dcat.jsonld").read_text(encoding="utf-8")
    assert "access-right/NON_PUBLIC" in dcat
    assert "access-right/PUBLIC" not in dcat


def test_a_release_tells_its_approval_and_nothing_of_drafts(tmp_path: Path) -> None:
    release = approved_release()
    result = write_package(release, tmp_path)
    assert result.folder.name == "subventions-versees-aux-associations-en-2024"
    assert b"BROUILLON" not in b"".join(p.read_bytes() for p in result.folder.iterdir())
    descriptor = descriptor_of(result.folder)
    assert descriptor["status"] == "released"
    assert descriptor["curator:review"]["approved_by"] == "Bob <bob@ville.example>"
    assert descriptor["curator:content"]["sha256"] == release.content_sha256


def test_no_removed_value_is_in_any_byte(draft: PackageResult) -> None:
    for path in [*draft.folder.iterdir(), draft.archive]:
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                data += b"".join(archive.read(name) for name in archive.namelist())
        for value in (*NAMES, *PHONES, "1562.50"):
            assert value.encode() not in data, path.name


def test_the_independent_audit_of_outputs_finds_nothing(draft: PackageResult) -> None:
    """The readers' own search and audit of written files, which share no code with ours."""
    for place in (draft.folder, draft.archive):
        assert find_values(place, [*NAMES, *PHONES]) == ()
    for path in [draft.archive, *draft.folder.glob("*.xlsx")]:
        assert audit_output(path) == ()


def test_the_archive_holds_the_folder_without_clock_or_rights(draft: PackageResult) -> None:
    with zipfile.ZipFile(draft.archive) as archive:
        members = archive.infolist()
        assert [m.filename for m in members] == sorted(p.name for p in draft.folder.iterdir())
        for member in members:
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert member.compress_type == zipfile.ZIP_STORED
            assert member.external_attr >> 16 == 0o100644
            assert archive.read(member) == (draft.folder / member.filename).read_bytes()


def test_documents_speak_the_metadatas_language_whatever_the_interface_speaks(
    tmp_path: Path,
) -> None:
    french = write_package(sample_release(), tmp_path / "fr").folder
    english_metadata = sample_release().metadata.setting("language", "en")
    english = write_package(sample_release(metadata=english_metadata), tmp_path / "en").folder
    readme, report = french / "LISEZMOI.md", french / "rapport.html"
    assert "Comment elles ont été préparées" in readme.read_text(encoding="utf-8")
    assert '<html lang="fr">' in report.read_text(encoding="utf-8")
    assert "How they were prepared" in (english / "LISEZMOI.md").read_text(encoding="utf-8")
    assert (french / "dictionnaire.csv").read_bytes().startswith(b"nom,titre,type,format,")


def test_the_report_tells_counts_and_steps_and_escapes_what_it_quotes(tmp_path: Path) -> None:
    table = source_table()
    renamed = table.renaming("Association", "<b>Nom</b>")
    release = sample_release(source=renamed)
    text = (write_package(release, tmp_path).folder / "rapport.html").read_text(encoding="utf-8")
    assert "<b>Nom</b>" not in text
    assert "&lt;b&gt;Nom&lt;/b&gt;" in text
    assert "Retirer le champ «\u00a0Contact\u00a0»" in text
    assert "<script" not in text
    assert "http://" not in text
    assert text.count("<h1") == 1


def test_the_report_tells_what_checks_left_and_why_personal_data_stayed(tmp_path: Path) -> None:
    table = sample_release().table.with_column("Association", ["=A1", "b", "c"])
    findings = run_checks(Subject(table=table, metadata=sample_release().metadata))
    release = replace(
        sample_release(findings=findings), justifications={"Association": "Personnes morales"}
    )
    text = (write_package(release, tmp_path).folder / "rapport.html").read_text(encoding="utf-8")
    passed = sum(result.passed for result in findings)
    assert f"Contrôles de publication réussis\u00a0: {passed} sur {len(findings)}." in text
    assert "Cellules qui commencent comme une formule" in text
    assert "=A1" not in text
    assert "Personnes morales" in text
    lxml.html.document_fromstring(text)


def test_steps_of_one_kind_are_told_together_when_there_are_many(tmp_path: Path) -> None:
    steps = tuple(AddField(field=f"x{n}") for n in range(30))
    recipe = Recipe(operations=steps)
    table = source_table()
    release = sample_release(recipe=recipe, source=table, public=replay(recipe, table))
    text = (write_package(release, tmp_path).folder / "LISEZMOI.md").read_text(encoding="utf-8")
    assert "et 29 autres étapes du même type" in text
    assert "x12" not in text.partition("## D’où")[2]


def test_the_bytes_are_the_same_in_any_locale_zone_or_hash_seed(tmp_path: Path) -> None:
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "CURATOR_LANG": "en"},
        {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "CURATOR_LANG": "fr"},
    ]
    packages = []
    for n, changes in enumerate(surroundings):
        out = tmp_path / str(n)
        environment = os.environ | {"PYTHONPATH": str(REPOSITORY)} | changes
        script = str(HERE / "sample_release.py")
        subprocess.run([sys.executable, script, str(out)], check=True, env=environment)
        files = sorted(p for p in out.rglob("*") if p.is_file())
        packages.append({p.relative_to(out).as_posix(): p.read_bytes() for p in files})
    assert packages[0].keys() == packages[1].keys()
    for name, data in packages[0].items():
        assert data == packages[1][name], name


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from curator.errors import OutputError\n"
        "from curator.publish.package import write_package\n"
        "from sample_release import sample_release\n"
        "release = sample_release()\n"
        "hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]\n"
        "for limit in sys.argv[2:]:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), hard))\n"
        "    try: write_package(release, Path(sys.argv[1]) / limit)\n"
        "    except OutputError as error: print(error.code)\n"
    )
    environment = os.environ | {"PYTHONPATH": f"{REPOSITORY}{os.pathsep}{HERE}"}
    # The data fit in 300 bytes; documents do not; in 12,000 only the archive does not.
    limits = ["60", "300", "12000"]
    command = [sys.executable, "-c", code, str(tmp_path), *limits]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["disk-full"] * 3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_where_one_may_not_write_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with pytest.raises(NotWritable) as refusal:
        write_package(sample_release(), tmp_path / "file" / "out")
    assert "could not be written" in str(refusal.value)
    assert (tmp_path / "file").read_text() == "here"


def test_an_interrupted_export_leaves_the_package_that_was_there(tmp_path: Path) -> None:
    result = write_package(sample_release(), tmp_path)
    before = {p.name: p.read_bytes() for p in result.folder.iterdir()}
    archive = result.archive.read_bytes()

    def interrupt(fraction: float, _message: str = "") -> None:
        if fraction > 0.6:
            raise Cancelled

    metadata = sample_release().metadata.setting("limits", "Autres limites.")
    with pytest.raises(Cancelled):
        write_package(sample_release(metadata=metadata), tmp_path, report=interrupt)
    assert {p.name: p.read_bytes() for p in result.folder.iterdir()} == before
    assert result.archive.read_bytes() == archive
    assert sorted(p.name for p in tmp_path.iterdir()) == [result.folder.name, result.archive.name]


def test_a_new_export_replaces_the_old_package_whole(tmp_path: Path) -> None:
    first = write_package(sample_release(formats=("csv", "json")), tmp_path)
    second = write_package(sample_release(), tmp_path)
    assert first.folder == second.folder
    assert (tmp_path / first.folder.name).is_dir()
    assert not (second.folder / f"{sample_release().name}.json").exists()


@pytest.mark.parametrize("suffix", ["", ".zip"])
def test_what_is_no_package_is_never_replaced(tmp_path: Path, suffix: str) -> None:
    release = sample_release()
    there = tmp_path / f"{release.package_name}{suffix}"
    mine = there if suffix else there / "notes.txt"
    mine.parent.mkdir(exist_ok=True)
    mine.write_bytes(b"mine")
    with pytest.raises(SomethingElseThere):
        write_package(release, tmp_path)
    assert list(tmp_path.iterdir()) == [there]
    assert mine.read_bytes() == b"mine"


def test_a_table_without_a_field_is_not_published(tmp_path: Path) -> None:
    table = source_table()
    with pytest.raises(NothingToPublish):
        write_package(sample_release(public=table.selecting([])), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_table_without_a_row_is_published_as_its_header(tmp_path: Path) -> None:
    table = Table.from_columns({"a": ["1"]})
    empty = table.filter_rows(np.array([False]))
    release = sample_release(recipe=Recipe(), source=table, public=empty)
    folder = write_package(release, tmp_path).folder
    assert (folder / f"{release.name}.csv").read_bytes() == b"a\r\n"
    assert frictionless.validate(str(folder / "datapackage.json")).valid
