"""How a workbook shows its numbers helps to tell what its fields are."""

from __future__ import annotations

import datetime as dt
import struct
from pathlib import Path

import pytest
import xlsxwriter

from curator.operations import from_descriptor
from curator.readers import open_source
from curator.readers.workbook.formats import column_kind, format_kind
from curator.schema.inference import infer
from curator.schema.validation import validate
from curator.table import Table
from tests.core.readers.builders import MAIN, ODS_SPACES, workbook_parts, write_package
from tests.core.readers.xlsb_builders import binary_row, binary_sheet, record, wide, xlsb_parts


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", ""),
        ("Standard", ""),
        ("0", ""),
        ("#,##0", ""),
        ("0.00", "decimal"),
        ("#,##0.00", "decimal"),
        ('#,##0.00\\ "€"', "currency"),
        ("#,##0.00\\ [$€-40C]", "currency"),
        ("[$-40C]d\\ mmmm\\ yyyy", "date"),
        ("dd/mm/yyyy hh:mm", "date"),
        ("hh:mm:ss", "time"),
        ("mmm-yy", "date"),
        ("0.0%", "percent"),
        ("@", "text"),
        ("00000", "code"),
        ('0#" "##" "##" "##" "##', "code"),
        ('0" habitants"', ""),
        ("0.00E+00", "decimal"),
    ],
)
def test_what_a_format_shows(code: str, kind: str) -> None:
    assert format_kind(code) == kind


def test_a_column_has_a_format_when_nearly_all_its_cells_do() -> None:
    assert column_kind({"": 1, "date": 20}) == "date"
    assert column_kind({"": 30, "date": 20}) == ""
    assert column_kind({"date": 10, "decimal": 10}) == ""
    assert column_kind({}) == ""


@pytest.fixture
def table(tmp_path: Path) -> Table:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        formats = {
            "Montant": ('#,##0.00 "€"', 1000),
            "Taux": ("0%", 0.5),
            "Jour": ("dd/mm/yyyy", dt.date(2024, 1, 31)),
            "Canton": ("000", 134),
            "Dossier": ("@", "204501"),
            "Effectif": ("@", "12"),
            "Agents": ("0", 12),
        }
        for column, (name, (code, value)) in enumerate(formats.items()):
            style = book.add_format({"num_format": code})
            page.write(0, column, name)
            for row in range(1, 12):
                shown = str(int(value) + row) if isinstance(value, str) else value
                page.write(row, column, shown, style)
            page.write(11, column, "5" if name == "Effectif" else shown, style)
    return open_source(path).read()


def test_the_schema_follows_the_formats(table: Table) -> None:
    assert dict(table.hints) == {
        "Montant": "currency",
        "Taux": "percent",
        "Jour": "date",
        "Canton": "code",
        "Dossier": "text",
        "Effectif": "text",
    }
    schema = infer(table)
    types = {field.name: field.type for field in schema.fields}
    assert types == {
        "Montant": "number",  # whole amounts, but shown with cents
        "Taux": "number",
        "Jour": "date",
        "Canton": "string",
        "Dossier": "string",
        "Effectif": "integer",  # kept as text by the program that wrote it: still a count
        "Agents": "integer",
    }
    assert validate(table, schema).valid


def test_hints_follow_a_field_that_is_renamed(table: Table) -> None:
    renamed = from_descriptor({"type": "field-rename", "field": "Canton", "to": "canton"})
    after = renamed.apply(table)
    assert after.hints["canton"] == "code"
    assert infer(after)["canton"].type == "string"


TAGS_OF_ANOTHER_FORM = {
    "usual": ("", '<c r="{ref}" s="{style}"{type}>'),
    "other order": ("", '<c s="{style}" r="{ref}"{type}>'),
    "prefix": ("x:", '<x:c r="{ref}" s="{style}"{type}>'),
    "no places": ("", '<c s="{style}"{type}>'),
}


def styled_xlsx(path: Path, prefix: str, tag: str) -> Path:
    """A code, a percentage and a day in tags as one program or another writes them."""
    p = prefix
    codes = ("00000", "0.0%", "dd/mm/yyyy")
    values = (1000, 0.125, 45322)
    rows = ""
    for row in range(1, 9):
        cells = ""
        for column, value in enumerate(values):
            is_head = row == 1
            text = f"<{p}is><{p}t>{['Code', 'Taux', 'Jour'][column]}</{p}t></{p}is>"
            opened = tag.format(
                ref=f"{'ABC'[column]}{row}",
                style=0 if is_head else column + 1,
                type=' t="inlineStr"' if is_head else "",
            )
            cells += f"{opened}{text if is_head else f'<{p}v>{value}</{p}v>'}</{p}c>"
        place = "" if "r=" not in tag else f' r="{row}"'
        rows += f"<{p}row{place}>{cells}</{p}row>"
    space = f'xmlns{":" + p[:-1] if p else ""}="{MAIN}"'
    parts = workbook_parts(
        {"F": f"<{p}worksheet {space}><{p}sheetData>{rows}</{p}sheetData></{p}worksheet>"},
        more_relations=[("rId9", "styles", "styles.xml")],
    )
    formats = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in enumerate(codes, 164)
    )
    styles = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 164, 165, 166))
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{styles}</cellXfs></styleSheet>"
    )
    return write_package(path, parts)


@pytest.mark.parametrize("form", TAGS_OF_ANOTHER_FORM)
def test_formats_are_known_however_the_tags_are_written(tmp_path: Path, form: str) -> None:
    table = open_source(styled_xlsx(tmp_path / "f.xlsx", *TAGS_OF_ANOTHER_FORM[form])).read()
    assert [column.to_pylist()[0] for column in table.data.columns] == [
        "01000",
        "12.5%",
        "2024-01-31",
    ]
    assert dict(table.hints) == {"Code": "code", "Taux": "percent", "Jour": "date"}


def test_formats_of_an_xlsb_are_part_of_its_cells(tmp_path: Path) -> None:
    codes = {164: "00000", 165: "0.0%", 166: "dd/mm/yyyy", 167: '#,##0.00 "€"'}
    styles = record(615, struct.pack("<I", len(codes)))
    for number, code in codes.items():
        styles += record(44, struct.pack("<H", number) + wide(code))
    styles += record(616) + record(617, struct.pack("<I", 5))
    for number in (0, *codes):
        styles += record(47, struct.pack("<HHHHH6x", 0, number, 0, 0, 0))
    names = ["Code", "Taux", "Jour", "Montant"]
    rows = binary_row(0, names)
    for row in range(1, 9):
        rows += binary_row(row, [])
        for column, value in enumerate((1000.0, 0.125, 45322.0, 12.0)):
            rows += record(5, struct.pack("<IId", column, column + 1, value))
    parts = xlsb_parts({"F": binary_sheet(rows)}, record(278) + styles + record(618) + record(279))
    table = open_source(write_package(tmp_path / "f.xlsb", parts)).read()
    assert [column.to_pylist()[0] for column in table.data.columns] == [
        "01000",
        "12.5%",
        "2024-01-31",
        "12",
    ]
    kinds = ("code", "percent", "date", "currency")
    assert dict(table.hints) == dict(zip(names, kinds, strict=True))


ODS_STYLES = (
    '<number:number-style style:name="N1"><number:number number:decimal-places="0"'
    ' number:min-integer-digits="5"/></number:number-style>'
    '<number:number-style style:name="N2"><number:number number:decimal-places="2"'
    ' number:min-integer-digits="1"/></number:number-style>'
    '<number:number-style style:name="N3"><number:number number:decimal-places="0"/>'
    "<number:text> €</number:text></number:number-style>"
    '<number:text-style style:name="N4"><number:text-content/></number:text-style>'
    '<style:style style:name="code" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="cents" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="euros" style:family="table-cell" style:data-style-name="N3"/>'
    '<style:style style:name="words" style:family="table-cell" style:data-style-name="N4"/>'
    '<style:style style:name="derived" style:family="table-cell"'
    ' style:parent-style-name="code"/>'
)
ODS_COLUMNS = {
    "Code": ('table:style-name="code" office:value-type="float" office:value="1000"', "01000"),
    "Canton": ('table:style-name="derived" office:value-type="float" office:value="7"', "00007"),
    "Hérité": ('office:value-type="float" office:value="12"', "00012"),
    "Part": ('office:value-type="percentage" office:value="0.125"', "12.5%"),
    "Mesure": ('table:style-name="cents" office:value-type="float" office:value="12"', "12"),
    "Montant": ('table:style-name="euros" office:value-type="float" office:value="12"', "12"),
    "Prix": ('office:value-type="currency" office:value="3.5"', "3.5"),
    "Jour": ('office:value-type="date" office:date-value="2024-01-31"', "2024-01-31"),
    "Heure": ('office:value-type="time" office:time-value="PT08H30M00S"', "08:30:00"),
    "Dossier": ('table:style-name="words" office:value-type="string"', "204501"),
    "Nombre": ('office:value-type="float" office:value="12"', "12"),
}
ODS_KINDS = {
    "Code": "code",
    "Canton": "code",
    "Hérité": "code",
    "Part": "percent",
    "Mesure": "decimal",
    "Montant": "currency",
    "Prix": "currency",
    "Jour": "date",
    "Heure": "time",
    "Dossier": "text",
}


@pytest.mark.parametrize("place", ["content", "styles", "flat"])
def test_formats_of_opendocument_cells(tmp_path: Path, place: str) -> None:
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{n}</text:p></table:table-cell>'
        for n in ODS_COLUMNS
    )
    row = "".join(
        f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"
        for attributes, text in ODS_COLUMNS.values()
    )
    columns = "".join(
        '<table:table-column table:default-cell-style-name="code"/>'
        if name == "Hérité"
        else "<table:table-column/>"
        for name in ODS_COLUMNS
    )
    styles = f"<office:automatic-styles>{ODS_STYLES}</office:automatic-styles>"
    body = (
        f'<office:body><office:spreadsheet><table:table table:name="F">{columns}'
        f"<table:table-row>{head}</table:table-row>"
        + f"<table:table-row>{row}</table:table-row>" * 8
        + "</table:table></office:spreadsheet></office:body>"
    )
    path = tmp_path / "f.ods"
    if place == "flat":
        path.write_text(f"<office:document {ODS_SPACES}>{styles}{body}</office:document>", "utf-8")
    else:
        own, common = (styles, "") if place == "content" else ("", styles)
        parts: dict[str, str | bytes] = {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {ODS_SPACES}>{own}{body}"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {ODS_SPACES}>{common}</office:document-styles>",
            "META-INF/manifest.xml": "<manifest/>",
        }
        write_package(path, parts)
    table = open_source(path).read()
    texts = {name: table.column(name).to_pylist()[0] for name in table.names}
    assert texts == {name: text for name, (_attributes, text) in ODS_COLUMNS.items()}
    assert dict(table.hints) == ODS_KINDS


def test_formats_of_spreadsheetml_2003(tmp_path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    row = (
        '<Row><Cell ss:StyleID="c"><Data ss:Type="Number">1000</Data></Cell>'
        '<Cell><Data ss:Type="Number">0.125</Data></Cell>'
        '<Cell><Data ss:Type="Number">7</Data></Cell></Row>'
    )
    head = "".join(
        f'<Cell ss:StyleID="d"><Data ss:Type="String">{name}</Data></Cell>'
        for name in ("Code", "Taux", "Nombre")
    )
    path = tmp_path / "f.xls"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>'
        '<Style ss:ID="d"/><Style ss:ID="c"><NumberFormat ss:Format="00000"/></Style>'
        '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>'
        '<Worksheet ss:Name="F"><Table><Column ss:Index="2" ss:StyleID="p"/>'
        f"<Row>{head}</Row>{row * 8}</Table></Worksheet></Workbook>",
        "utf-8",
    )
    table = open_source(path).read()
    assert [column.to_pylist()[0] for column in table.data.columns] == ["01000", "12.5%", "7"]
    assert dict(table.hints) == {"Code": "code", "Taux": "percent"}
