"""Tags of a sheet: taken apart by bytes or by expressions, they say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.readers.workbook.scan import scan_cells, search_cells
from tests.core.readers.builders import sheet

STYLES = {1, 12}

CELL = st.tuples(
    st.sampled_from(["", ' s="1"', ' s="12"', ' s="3"']),
    st.sampled_from(
        [
            "><v>4.5</v></c>",
            "/>",
            ' t="s"><v>0</v></c>',
            ' t="s"><v>1234</v></c>',
            ' t="e"><v>#N/A</v></c>',
            ' t="inlineStr"><is><t>r="B2" s="1" t="s"</t></is></c>',
            ' t="str"><f>"x"</f><v>x</v></c>',
            "><f>1+1</f><v>2</v></c>",
        ]
    ),
)
LETTERS = ("A", "B", "Z", "AA", "AZ", "XFD")


def rows_of(rows: list[list[tuple[str, str]]], first: int) -> str:
    return "".join(
        f'<row r="{first + n}"{" hidden=" + chr(34) + "1" + chr(34) if n % 3 else ""}>'
        + "".join(
            f'<c r="{letters}{first + n}"{style}{rest}'
            for letters, (style, rest) in zip(LETTERS, row, strict=False)
        )
        + "</row>"
        for n, row in enumerate(rows)
    )


@given(st.lists(st.lists(CELL, max_size=6), max_size=8), st.integers(1, 1_000_000))
def test_bytes_and_expressions_agree(rows: list[list[tuple[str, str]]], first: int) -> None:
    data = sheet(rows_of(rows, first), after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    quick, sure = scan_cells(data.encode(), STYLES), search_cells(data.encode(), STYLES)
    assert quick is not None
    assert {k: sorted(v) for k, v in quick.places.items()} == dict(sure.places)
    assert quick.strings == sure.strings
    assert quick.has_errors == sure.has_errors
    assert quick.has_formulas == sure.has_formulas
    assert quick.row_tags.count(b"<row ") == len(rows)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s" s="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" cm="1" s="1"><v>1</v></c></row>',
        '<row r="1"><c r=\'A1\' s="1"><v>1</v></c></row>',
        '<row r="1"><!-- <c r="A1" s="1"> --></row>',
        '<row r="1"><c r="A1" t="s"><v xml:space="preserve">1</v></c></row>',
    ],
)
def test_other_forms_are_left_to_expressions(row: str) -> None:
    assert scan_cells(sheet(row).encode(), STYLES) is None


def test_a_sheet_of_many_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator.readers.workbook.scan.SLICE", 200)
    rows = [[(' s="1"', "><v>1</v></c>"), ("", ' t="s"><v>7</v></c>')] for _n in range(100)]
    found = scan_cells(sheet(rows_of(rows, 1)).encode(), STYLES)
    assert found is not None
    assert found.places[1, 0] == list(range(100))
    assert found.strings == {7}
