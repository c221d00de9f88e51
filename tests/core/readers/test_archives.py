"""One table of any format inside a ZIP archive or a gzip stream."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from curator.readers import ReadingOptions, open_source
from curator.readers.errors import (
    DamagedFile,
    EncryptedFile,
    NestedArchive,
    NotOneTable,
    NotTabular,
    TooLarge,
    WrongPassword,
)
from tests.core.readers.builders import write_package
from tests.core.readers.test_workbooks import make_ods

ROWS = [("01000", "2"), ("3", "4")]


def xlsx(folder: Path) -> bytes:
    path = folder / "in.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Données")
        page.write_row(0, 0, ["a", "b"])
        for number, row in enumerate(ROWS, 1):
            page.write_row(number, 0, row)
        book.add_worksheet("Secrets").hide()
        book.get_worksheet_by_name("Secrets").write(0, 0, "x")
    return path.read_bytes()


def ods(folder: Path) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return make_ods(folder / "in.ods", [cell.format(t) for t in ("b", "2", "4")]).read_bytes()


def parquet(_folder: Path) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": ["01000", "3"], "b": ["2", "4"]}), out)
    return out.getvalue()


def records(_folder: Path) -> bytes:
    return json.dumps([dict(zip("ab", row, strict=True)) for row in ROWS]).encode()


def text(_folder: Path) -> bytes:
    return b"a;b\n01000;2\n3;4\n"


def zipped(path: Path, name: str, data: bytes) -> Path:
    return write_package(path, {name: data, "LISEZMOI.txt": "texte", "__MACOSX/._x": b"\x00"})


def gzipped(path: Path, _name: str, data: bytes) -> Path:
    path.write_bytes(gzip.compress(data))
    return path


@pytest.mark.parametrize("pack", [zipped, gzipped])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("t.csv", text),
        ("t.xlsx", xlsx),
        ("t.parquet", parquet),
        ("t.json", records),
        ("mal-nomme.csv", xlsx),
    ],
)
def test_a_table_of_any_format(tmp_path: Path, pack, name: str, make) -> None:
    suffix = "zip" if pack is zipped else "gz"
    path = pack(tmp_path / f"{name}.{suffix}", name, make(tmp_path))
    source = open_source(path)
    assert list(source.read().rows()) == ROWS
    assert source.file.format == suffix
    assert any(note.code == "from-archive" for note in source.notes)
    assert ("hidden-sheet" in {f.kind for f in source.hidden}) == (make is xlsx)


def test_an_open_document(tmp_path: Path) -> None:
    source = open_source(zipped(tmp_path / "o.zip", "t.ods", ods(tmp_path)))
    assert list(source.read().rows()) == [("n1", "2"), ("n2", "4")]


def test_a_password_opens_the_workbook_inside(tmp_path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx(tmp_path))).encrypt("secret", out)
    path = zipped(tmp_path / "p.zip", "t.xlsx", out.getvalue())
    with pytest.raises(EncryptedFile):
        open_source(path)
    with pytest.raises(WrongPassword):
        open_source(path, ReadingOptions(password="faux"))
    assert list(open_source(path, ReadingOptions(password="secret")).read().rows()) == ROWS


def tape(folder: Path) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("t.csv")
        info.size = len(text(folder))
        archive.addfile(info, io.BytesIO(text(folder)))
    return out.getvalue()


def inner_zip(folder: Path) -> bytes:
    return zipped(folder / "inner.zip", "t.csv", text(folder)).read_bytes()


@pytest.mark.parametrize("make", [inner_zip, tape, lambda folder: gzip.compress(text(folder))])
@pytest.mark.parametrize("pack", [zipped, gzipped])
def test_archives_inside_archives_are_refused(tmp_path: Path, pack, make) -> None:
    with pytest.raises(NestedArchive, match="another archive"):
        open_source(pack(tmp_path / ("o.zip" if pack is zipped else "o.gz"), "t", make(tmp_path)))


def test_several_tables_are_refused_and_a_note_beside_one_is_not_a_table(tmp_path: Path) -> None:
    two = write_package(tmp_path / "2.zip", {"a.csv": "a;b\n1;2", "b.xlsx": xlsx(tmp_path)})
    with pytest.raises(NotOneTable, match="files: 2"):
        open_source(two)
    with pytest.raises(NotOneTable):
        open_source(write_package(tmp_path / "0.zip", {"dossier/": b""}))


def test_what_is_no_table_inside_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotTabular, match="PDF"):
        open_source(zipped(tmp_path / "p.zip", "t.csv", b"%PDF-1.7"))
    with pytest.raises(DamagedFile):
        open_source(zipped(tmp_path / "d.zip", "t.xlsx", xlsx(tmp_path)[:900]))


def test_bombs_inside_are_refused(tmp_path: Path) -> None:
    data = bytes(64 << 20)
    with pytest.raises(TooLarge):
        open_source(gzipped(tmp_path / "b.gz", "", data))
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("t.csv", data)
    with pytest.raises(TooLarge):
        open_source(tmp_path / "b.zip")


def test_a_gzip_bomb_is_known_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "bombe.csv.gz"
    with gzip.open(path, "wb") as stream:
        for _block in range(600):
            stream.write(bytes(1 << 20))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            open_source(path)
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
    finally:
        tracemalloc.stop()
