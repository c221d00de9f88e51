"""Files that the reading tests make for themselves."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from curator.cli import main
from curator.readers import open_source
from curator.readers.output_audit import audit_output, find_values

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODS_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)


def relations(*entries: tuple[str, str, str]) -> str:
    """A relationship part of (id, last word of the type, target)."""
    items = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for id_, kind, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A worksheet part around the XML of rows."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def rows_xml(rows: Sequence[Sequence[str | float | None]]) -> str:
    """Cells as numbers or inline strings."""
    out = []
    for r, row in enumerate(rows, 1):
        cells = []
        for c, value in enumerate(row):
            ref = f"{chr(65 + c)}{r}"
            if isinstance(value, str):
                cells.append(f'<c r="{ref}" t="inlineStr"><is><t>{value}</t></is></c>')
            elif value is not None:
                cells.append(f'<c r="{ref}"><v>{value}</v></c>')
        out.append(f'<row r="{r}">{"".join(cells)}</row>')
    return "".join(out)


def write_package(path: Path, parts: Mapping[str, str | bytes], comment: bytes = b"") -> Path:
    """A ZIP container of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.comment = comment
    return path


def workbook_parts(
    sheets: Mapping[str, str],
    *,
    states: Mapping[str, str] | None = None,
    extra: str = "",
    before: str = "",
    more_relations: Sequence[tuple[str, str, str]] = (),
) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets are given as XML."""
    states = states or {}
    names = list(sheets)
    tags = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"'
        + (f' state="{states[name]}"' if name in states else "")
        + "/>"
        for n, name in enumerate(names, 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{tags}</sheets>'
            f"{extra}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relations(
            *(
                (f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml")
                for n in range(1, len(names) + 1)
            ),
            *more_relations,
        ),
    }
    for n, name in enumerate(names, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = sheets[name]
    return parts


def check_package(source: Path, tmp_path: Path) -> None:
    """Prepare a workbook without the rows that hide, export it, search every part written."""
    path = shutil.copy(source, tmp_path)
    table = open_source(Path(path)).read()
    cells = zip(table.source_rows.tolist(), table.rows(), strict=True)
    rows = [row for row, texts in cells if any("canari" in text for text in texts)]
    recipe = tmp_path / "recette.json"
    steps = [{"type": "row-drop", "rows": rows}]
    recipe.write_text(json.dumps({"version": 1, "operations": steps}), encoding="utf-8")
    dossier = tmp_path / "t.dossier.json"
    assert main(["prepare", str(path), "--recipe", str(recipe), "-o", str(dossier)]) in (0, 1)
    assert main(["export", str(dossier), "--out", str(tmp_path / "sortie")]) in (0, 1)
    written = [p for p in (tmp_path / "sortie").rglob("*") if p.is_file()]
    assert written
    for file in written:
        if file.suffix in (".zip", ".csv", ".xlsx"):
            assert audit_output(file) == ()
        # The name of the source says where the table came from; it is no content of it.
        assert find_values(file, ["canari-", "canari_nom", "Jeanne"]) == ()
