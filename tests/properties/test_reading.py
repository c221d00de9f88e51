"""Laws of reading: what is written in any dialect and encoding reads back equal."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.readers import ReadingOptions, open_source
from curator.readers.workbook.text import number_text

RELAXED = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)

LETTERS = "abcdeéèçÉ «»’0123456789-_/"
plain = st.text(alphabet=LETTERS + ";,\t|\"'\n", max_size=12)
label = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéè", min_size=1, max_size=10)


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str] = plain) -> list[list[str]]:
    """A header of distinct labels and rows of as many cells, none of the rows blank."""
    width = draw(st.integers(2, 5))
    header = draw(st.lists(label, min_size=width, max_size=width, unique=True))
    row = st.lists(cells, min_size=width, max_size=width).filter(
        lambda r: any(cell.strip() for cell in r)
    )
    return [header, *draw(st.lists(row, min_size=1, max_size=8))]


def as_csv(rows: list[list[str]], delimiter: str, quote: str, end: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quotechar=quote, lineterminator=end).writerows(rows)
    return out.getvalue()


@RELAXED
@given(
    rows=tables(),
    delimiter=st.sampled_from([";", ",", "\t", "|"]),
    quote=st.sampled_from(['"', "'"]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
)
def test_csv_reads_back_equal_when_everything_is_stated(
    tmp_path: Path, rows: list[list[str]], delimiter: str, quote: str, end: str, encoding: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(as_csv(rows, delimiter, quote, end).encode(encoding))
    options = ReadingOptions(
        encoding=encoding, delimiter=delimiter, quote_char=quote, header_rows=(0,)
    )
    table = open_source(path, options).read()
    assert table.names == rows[0]
    assert [list(row) for row in table.rows()] == rows[1:]


simple = st.text(alphabet="abcdefghij éè0123456789", min_size=1, max_size=12).filter(str.strip)


@RELAXED
@given(
    names=st.lists(label, min_size=2, max_size=5, unique=True),
    values=st.lists(st.integers(0, 10_000), min_size=3, max_size=10),
    delimiter=st.sampled_from([";", ",", "\t"]),
    encoding=st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
def test_csv_is_recognised_without_help(
    tmp_path: Path, names: list[str], values: list[int], delimiter: str, encoding: str
) -> None:
    rows = [names, *([f"été {v}", *(str(v + n) for n in range(1, len(names)))] for v in values)]
    path = tmp_path / "t.csv"
    path.write_bytes(as_csv(rows, delimiter, '"', "\n").encode(encoding))
    source = open_source(path)
    assert source.tables[0].delimiter == delimiter
    assert source.tables[0].header_rows == (0,)
    assert [list(row) for row in source.read().rows()] == rows[1:]


def write_xlsx(path: Path, rows: list[list[str]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        page = book.add_worksheet()
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                page.write_string(r, c, cell)


def write_ods(path: Path, rows: list[list[str]]) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    page = Table(name="F")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        page.addElement(line)
    book.spreadsheet.addElement(page)
    book.save(str(path))


@pytest.mark.parametrize(("suffix", "write"), [(".xlsx", write_xlsx), (".ods", write_ods)])
def test_workbooks_read_back_equal(tmp_path: Path, suffix: str, write) -> None:
    @settings(max_examples=6, deadline=None)
    @given(rows=tables(st.text(alphabet="abcdéèç;,«»’0123456789-", max_size=12)))
    def check(rows: list[list[str]]) -> None:
        path = tmp_path / f"t{suffix}"
        write(path, rows)
        table = open_source(path, ReadingOptions(header_rows=(0,))).read()
        assert table.names == rows[0]
        assert [list(row) for row in table.rows()] == rows[1:]

    check()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_text_of_a_number_gives_it_back(value: float) -> None:
    text = number_text(value)
    assert float(text) == value
    assert "e" not in text
    assert not text.endswith(".0")


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=50))
def test_columns_of_numbers_are_texts_of_numbers(values: list[float]) -> None:
    from curator.readers.workbook.columns import column_text

    assert column_text(values).to_pylist() == [number_text(value) for value in values]
