"""Workbooks: the text of cells, limits, passwords, formats that pass for workbooks."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter

from curator.readers import ReadingOptions, open_source
from curator.readers.errors import (
    DamagedFile,
    EncryptedFile,
    LockFile,
    NoSuchSheet,
    NotTabular,
    TooLarge,
    WrongPassword,
)
from curator.readers.workbook.formats import number_format
from curator.readers.workbook.text import number_text, percent_text
from tests.core.readers.builders import ODS_SPACES, rows_xml, sheet, workbook_parts, write_package


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1000.0, "1000"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (-12.5, "-12.5"),
        (22530000000000.0, "22530000000000"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_numbers_are_the_shortest_decimal(value: float, text: str) -> None:
    assert number_text(value) == text
    assert float(text) == value


def test_percentages_lose_no_digit() -> None:
    assert percent_text(0.125) == "12.5%"
    assert percent_text(1.0) == "100%"
    assert percent_text(0.07) == "7%"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("00000", "01000"),
        ('0#" "##" "##" "##" "##', "0000001000"),
        ("0.0%", "100000%"),
        ("0.00", "1000"),
        ("#,##0.00", "1000"),
        ("General", "1000"),
        ("dd/mm/yyyy", "1000"),
    ],
)
def test_number_formats_that_are_part_of_the_text(code: str, text: str) -> None:
    found = number_format(code)
    assert (found.text(1000.0) if found.matters else number_text(1000.0)) == text


def make_values(path: Path, *, date_1904: bool = False) -> Path:
    options = {"date_1904": date_1904}
    with xlsxwriter.Workbook(path, options) as book:
        page = book.add_worksheet("Valeurs")
        formats = {
            "code": book.add_format({"num_format": "00000"}),
            "percent": book.add_format({"num_format": "0.0%"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            "time": book.add_format({"num_format": "hh:mm:ss"}),
        }
        page.write_row(0, 0, ["Nom", "Valeur"])
        page.write_column(1, 0, list("abcdefgh"))
        page.write_number(1, 1, 1000, formats["code"])
        page.write_number(2, 1, 0.125, formats["percent"])
        page.write_datetime(3, 1, dt.datetime(2024, 1, 31), formats["date"])
        page.write_datetime(4, 1, dt.datetime(2024, 1, 31, 12, 30), formats["date"])
        page.write_datetime(5, 1, dt.time(8, 5), formats["time"])
        page.write_boolean(6, 1, True)
        page.write_formula(7, 1, "=1/0", None, "#DIV/0!")
        page.write_number(8, 1, 21750001234567)
    return path


@pytest.mark.parametrize("date_1904", [False, True])
def test_the_text_of_xlsx_cells(tmp_path: Path, date_1904: bool) -> None:
    source = open_source(make_values(tmp_path / "v.xlsx", date_1904=date_1904))
    assert source.read().column("Valeur").to_pylist() == [
        "01000",
        "12.5%",
        "2024-01-31",
        "2024-01-31T12:30:00",
        "08:05:00",
        "true",
        "#DIV/0!",
        "21750001234567",
    ]
    assert any(note.code == "error-cells" for note in source.tables[0].notes)


def test_formulas_without_value_are_reported(tmp_path: Path) -> None:
    rows = rows_xml([["Nom", "Total"], ["a", 1]])
    rows += (
        '<row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c><c r="B3"><f>B2*2</f></c></row>'
    )
    path = write_package(tmp_path / "f.xlsx", workbook_parts({"F": sheet(rows)}))
    notes = open_source(path).tables[0].notes
    assert [n.parameters["count"] for n in notes if n.code == "formulas-without-value"] == [1]


def ods_content(cells: list[str]) -> str:
    """A sheet of two columns: a name, and one of ``cells``."""
    rows = "".join(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>'
        f"{'Nom' if not n else f'n{n}'}</text:p></table:table-cell>{cell}</table:table-row>"
        for n, cell in enumerate(cells)
    )
    return (
        f"<office:document-content {ODS_SPACES}><office:automatic-styles>"
        '<number:number-style style:name="N5"><number:number number:decimal-places="0"'
        ' number:min-integer-digits="5"/></number:number-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N5"/>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="F">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def make_ods(path: Path, cells: list[str]) -> Path:
    return write_package(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ods_content(cells),
            "META-INF/manifest.xml": "<manifest/>",
        },
    )


def test_the_text_of_ods_cells(tmp_path: Path) -> None:
    cells = [
        '<table:table-cell office:value-type="string"><text:p>Valeur</text:p></table:table-cell>',
        '<table:table-cell table:style-name="ce1" office:value-type="float" office:value="1000"/>',
        '<table:table-cell office:value-type="percentage" office:value="0.125"/>',
        '<table:table-cell office:value-type="date" office:date-value="2024-01-31T00:00:00"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT12H30M00S"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
    ]
    source = open_source(make_ods(tmp_path / "v.ods", cells))
    assert source.read().column("Valeur").to_pylist() == [
        "01000",
        "12.5%",
        "2024-01-31",
        "12:30:00",
        "true",
    ]


def test_a_cell_repeated_a_thousand_million_times_is_refused(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="1000000000"'
        ' office:value-type="percentage" office:value="1"/>'
    )
    with pytest.raises(TooLarge):
        open_source(make_ods(tmp_path / "v.ods", [cell]))


def test_a_stray_far_cell_does_not_explode(tmp_path: Path) -> None:
    rows = rows_xml([["Nom", "Montant"], ["a", 1], ["b", 2]])
    rows += '<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'
    path = write_package(tmp_path / "far.xlsx", workbook_parts({"F": sheet(rows)}))
    source = open_source(path)
    assert source.tables[0].row_count == 3
    assert any(note.code == "far-cells" for note in source.tables[0].notes)


def test_bombs_are_refused(tmp_path: Path) -> None:
    parts = workbook_parts({"F": sheet(rows_xml([["a"], ["b"]])) + " " * (80 << 20)})
    with pytest.raises(TooLarge):
        open_source(write_package(tmp_path / "bomb.xlsx", parts))
    parts = workbook_parts({"F": sheet(rows_xml([["a"]]))})
    parts["xl/workbook.xml"] = '<!DOCTYPE x [<!ENTITY a "b">]>' + str(parts["xl/workbook.xml"])
    with pytest.raises(TooLarge):
        open_source(write_package(tmp_path / "entities.xlsx", parts))


def test_passwords(tmp_path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = make_values(tmp_path / "v.xlsx")
    locked = tmp_path / "locked.xlsx"
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt("secret", out)
    locked.write_bytes(out.getvalue())
    with pytest.raises(EncryptedFile):
        open_source(locked)
    with pytest.raises(WrongPassword):
        open_source(locked, ReadingOptions(password="faux"))
    source = open_source(locked, ReadingOptions(password="secret"))
    assert source.read().data.equals(open_source(plain).read().data)


def test_html_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "t.xls"
    path.write_text(
        "<html><meta charset=utf-8><table><tr><th>Commune<th>Montant</tr>"
        "<tr><td>Crête<td>1 250,50 €</tr><tr><td>Issy<td>12,00 €</tr></table></html>",
        encoding="utf-8",
    )
    source = open_source(path)
    assert source.file.format == "html"
    assert list(source.read().rows()) == [("Crête", "1 250,50 €"), ("Issy", "12,00 €")]


def test_spreadsheet_xml_2003(tmp_path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path = tmp_path / "t.xls"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        '<Worksheet ss:Name="F"><Table>'
        '<Row><Cell><Data ss:Type="String">Nom</Data></Cell>'
        '<Cell><Data ss:Type="String">N</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell><Data ss:Type="String">a</Data></Cell>'
        '<Cell><Data ss:Type="Number">1.50</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    table = open_source(path).read()
    assert list(table.rows()) == [("a", "1.5")]
    assert list(table.source_rows) == [3]


def test_a_whole_csv_in_column_a(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, ["nom;ville;n", "a;Nice;1", "b;Lyon;2"])
    source = open_source(path)
    assert source.read().names == ["nom", "ville", "n"]
    assert any(note.code == "text-in-column" for note in source.tables[0].notes)


def test_sheets_are_chosen_by_name(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Un", "Deux"):
            book.add_worksheet(name).write_column(0, 0, [name, "x", "y"])
    assert open_source(path, ReadingOptions(sheet="deux")).read().names == ["Deux"]
    with pytest.raises(NoSuchSheet, match="no table on a sheet"):
        str(open_source(path, ReadingOptions(sheet="Trois")).read())


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.xlsx", b"%PDF-1.7 ...", NotTabular, "PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n....", NotTabular, "PNG"),
        ("~$a.xlsx", b"\x04Jean", LockFile, "lock file"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 100, DamagedFile, "XLSX"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, DamagedFile, "XLS"),
    ],
)
def test_refusals_name_the_true_format(
    tmp_path: Path, name: str, data: bytes, error: type[Exception], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        open_source(path)
    assert words in str(caught.value)


def test_a_parser_that_dies_takes_nothing_with_it(shared: Path) -> None:
    """A file on which a parser panics is refused like any damaged one."""
    for path in sorted((shared / "corpus" / "hostile").glob("fuzz_5816*.xls")):
        with pytest.raises(DamagedFile):
            open_source(path)


def test_the_owner_file_of_excel_is_known_by_its_content(tmp_path: Path) -> None:
    name = "Jean Dupont"
    wide = name.encode("utf-16-le")
    data = bytes([len(name)]) + name.encode().ljust(54) + bytes([len(name), 0]) + wide
    path = tmp_path / "copie.xlsx"
    path.write_bytes(data.ljust(165, b" "))
    with pytest.raises(LockFile):
        open_source(path)
