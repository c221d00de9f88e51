"""A file that changes before it is hashed is told of, however it changed."""

from __future__ import annotations

import hashlib
import os
import pickle
import threading
from pathlib import Path
from typing import Any

import pytest

from curator.digest import Digest, IsUnwanted
from curator.errors import Cancelled, FileMissing
from curator.pipeline import open_file
from curator.readers import Source, open_source
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
    with pytest.raises(FileMissing):
        file.check()
    with pytest.raises(FileMissing):
        file.sha256()


def test_who_asks_for_the_digest_learns_why_there_is_none(path: Path) -> None:
    file = UnchangedFile(path)
    path.write_bytes(b"a;b\r\n")
    digest = Digest(file.sha256)
    for _time in range(2):
        with pytest.raises(FileChanged):
            digest.wait()


def test_opening_tells_of_a_file_that_changed_before_it_was_hashed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_then_written(*arguments: Any, **options: Any) -> Source:
        source = open_source(*arguments, **options)
        path.write_bytes(b"a;b\r\n9;9\r\n9;9\r\n")
        return source

    monkeypatch.setattr("curator.pipeline.open_source", read_then_written)
    with pytest.raises(FileChanged):
        open_file(path)


def test_waiting_can_be_interrupted_and_ends_the_computing() -> None:
    ended = threading.Event()

    def compute(is_unwanted: IsUnwanted) -> str:
        while not is_unwanted():
            ended.wait(0.01)
        ended.set()
        return ""

    def stop(_fraction: float, _message: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Digest(compute).wait(stop)
    assert ended.wait(10)


def test_hashing_stops_when_nobody_wants_it(path: Path) -> None:
    with pytest.raises(Cancelled):
        UnchangedFile(path).sha256(lambda: True)


def test_what_is_known_of_a_file_is_compared_and_kept_by_value(path: Path) -> None:
    one, other = open_source(path).file, open_source(path).file
    assert one == other
    assert pickle.loads(pickle.dumps(one)) == one
