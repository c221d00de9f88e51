"""A file that changes before it is hashed is told of, however it changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from curator.digest import Digest
from curator.readers import open_source
from curator.readers.errors import FileChanged
from curator.readers.unchanged import UnchangedFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a;b\r\n1;2\r\n")
    return path


def test_the_table_carries_the_digest_of_its_file(path: Path) -> None:
    source = open_source(path)
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.file.sha256 == expected
    assert source.read().source_sha256 == expected


def test_a_file_written_again_is_told_of(path: Path) -> None:
    file = UnchangedFile(path)
    path.write_bytes(b"a;b\r\n1;2\r\n3;4\r\n")
    with pytest.raises(FileChanged):
        file.sha256()


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_told_of(path: Path) -> None:
    file = UnchangedFile(path)
    status = path.stat()
    other = path.with_name("other.csv")
    other.write_bytes(path.read_bytes().replace(b"1", b"9"))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    with pytest.raises(FileChanged):
        file.sha256()


def test_a_file_that_went_away_is_told_of(path: Path) -> None:
    file = UnchangedFile(path)
    path.unlink()
    with pytest.raises(FileChanged):
        file.check()


def test_who_asks_for_the_digest_learns_why_there_is_none(path: Path) -> None:
    file = UnchangedFile(path)
    path.write_bytes(b"a;b\r\n")
    digest = Digest.beside(file.sha256)
    for _time in range(2):
        with pytest.raises(FileChanged):
            digest.wait()
