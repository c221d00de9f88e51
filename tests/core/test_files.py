"""Outputs replace what was there all at once, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from curator.errors import OutputError
from curator.files import (
    NotEnoughSpace,
    NotWritable,
    output_error,
    replacing,
    replacing_folder,
    sha256_of,
)
from curator.i18n import speaking


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(RuntimeError), replacing(path) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.csv"]
    with replacing(path) as stream:
        stream.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["out.csv"]


def test_a_folder_replaces_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "package"
    with replacing_folder(target) as folder:
        (folder / "a").write_text("1")
    with pytest.raises(RuntimeError), replacing_folder(target) as folder:
        (folder / "b").write_text("2")
        raise RuntimeError
    assert os.listdir(target) == ["a"]
    with replacing_folder(target) as folder:
        (folder / "b").write_text("2")
    assert os.listdir(target) == ["b"]
    assert os.listdir(tmp_path / "deep") == ["package"]


def test_permissions_can_be_the_owners_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "secret", mode=0o600) as stream:
        stream.write(b"x")
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_a_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = r"out\.csv could not be written: choose a folder"
    with pytest.raises(NotWritable, match=sentence), replacing(tmp_path / "file" / "out.csv"):
        pass
    with pytest.raises(OutputError), replacing_folder(tmp_path / "file" / "package"):
        pass


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    error = output_error(tmp_path / "o.csv", OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(error, NotEnoughSpace)
    assert "the disk is full" in str(error)


def test_digests_are_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"abc")
    assert sha256_of(tmp_path / "f").startswith("ba7816bf")


def test_the_reason_is_told_in_the_users_language() -> None:
    error = output_error(Path("/there/x.csv"), PermissionError(errno.EACCES, "Permission denied"))
    assert str(error) == (
        "x.csv could not be written: choose a folder where you may write (permission denied)."
    )
    with speaking("fr"):
        error = output_error(Path("/there/x.csv"), PermissionError(errno.EACCES, "Denied"))
        assert str(error) == (
            "x.csv n’a pas pu être écrit : choisissez un dossier où vous avez le droit d’écrire "
            "(accès refusé)."
        )


def test_a_file_that_another_program_holds_is_told_apart_on_windows() -> None:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    assert "(another program uses it)" in str(output_error(Path("x.csv"), error))
