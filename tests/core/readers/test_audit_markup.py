"""The audit of markup that passes for a workbook: SpreadsheetML 2003 and HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.readers import Source, open_source
from tests.core.readers.builders import check_package

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
OTHER = "urn:schemas-microsoft-com:office:excel"
OFFICE = "urn:schemas-microsoft-com:office:office"


def row(*texts: str, attributes: str = "") -> str:
    cells = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts)
    return f"<Row{attributes}>{cells}</Row>"


WORKBOOK = f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}" xmlns:x="{OTHER}">
<DocumentProperties xmlns="{OFFICE}"><Author>canari-auteur</Author>
<Created>2024-01-01T00:00:00Z</Created></DocumentProperties>
<CustomDocumentProperties xmlns="{OFFICE}"><Projet>canari-projet</Projet></CustomDocumentProperties>
<Names><NamedRange ss:Name="canari_nom" ss:RefersTo="=F!R1C1"/></Names>
<Styles><Style ss:ID="d"/></Styles>
<Worksheet ss:Name="F"><Table><Column ss:Index="2" ss:Hidden="1"/>
{row("Nom", "Ville")}{row("Alpha", "canari-colonne")}
{row("canari-ligne", "b", attributes=' ss:Hidden="1"')}
{row("canari-hauteur", "b", attributes=' ss:Height="0"')}
<Row><Cell ss:HRef="mailto:canari-lien@x.fr"><Data ss:Type="String">Beta</Data>
<Comment ss:Author="canari-note"><ss:Data>texte</ss:Data></Comment></Cell>
<Cell ss:Formula="=&quot;canari-formule&quot;"><Data ss:Type="String">c</Data></Cell></Row>
</Table><WorksheetOptions xmlns="{OTHER}"><PageSetup><Header x:Data="canari-entete"/></PageSetup>
</WorksheetOptions><DataValidation xmlns="{OTHER}"><Value>canari-saisie</Value></DataValidation>
<ConditionalFormatting xmlns="{OTHER}"><Value1>canari-condition</Value1></ConditionalFormatting>
<PivotTable xmlns="{OTHER}"><Name>canari-pivot</Name></PivotTable></Worksheet>
<Worksheet ss:Name="Cache"><Table>{row("canari-feuille")}</Table>
<WorksheetOptions xmlns="{OTHER}"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
<Worksheet ss:Name="Secret"><Table>{row("canari-tres")}</Table>
<WorksheetOptions xmlns="{OTHER}"><Visible>SheetVeryHidden</Visible></WorksheetOptions></Worksheet>
<Inconnu>canari-inconnu</Inconnu>
</Workbook>"""

XML_CANARIES = {
    "document-properties": ("canari-auteur", "canari-projet"),
    "defined-names": ("canari_nom",),
    "hidden-columns": ("canari-colonne",),
    "hidden-rows": ("canari-ligne", "canari-hauteur"),
    "comment": ("canari-note", "texte"),
    "formulas": ('="canari-formule"',),
    "hyperlinks": ("mailto:canari-lien@x.fr",),
    "header-footer": ("canari-entete",),
    "data-validation": ("canari-saisie",),
    "conditional-format": ("canari-condition",),
    "pivot-cache": ("canari-pivot",),
    "hidden-sheet": ("canari-feuille",),
    "very-hidden-sheet": ("canari-tres",),
    "unknown-part": ("canari-inconnu",),
}

PAGE = """<html><head><title>canari-titre</title><meta name="author" content="canari-auteur">
<script>canari-script</script></head><body><!-- canari-commentaire -->
<table><tr><th>Nom</th><th>Ville</th></tr><tr><td>Alpha</td><td>Issy</td></tr>
<tr style="display: none"><td>canari-ligne</td><td>b</td></tr>
<tr><td>Beta<!-- canari-cellule --></td><td hidden>canari-cellule-cachee</td></tr></table>
<input type="hidden" value="canari-champ"></body></html>"""

PAGE_CANARIES = {
    "document-properties": ("canari-titre", "canari-auteur"),
    "macro": ("canari-script",),
    "comment": ("canari-commentaire", "canari-cellule"),
    "hidden-rows": ("canari-ligne", "canari-cellule-cachee"),
    "control": ("canari-champ",),
}


def opened(folder: Path, text: str) -> Source:
    path = folder / "classeur.xls"
    path.write_text(text, encoding="utf-8")
    return open_source(path)


@pytest.mark.parametrize(
    ("text", "canaries"), [(WORKBOOK, XML_CANARIES), (PAGE, PAGE_CANARIES)], ids=["xml", "html"]
)
def test_every_vector_is_found(
    tmp_path: Path, text: str, canaries: dict[str, tuple[str, ...]]
) -> None:
    hidden = opened(tmp_path, text).hidden
    assert {finding.kind for finding in hidden} == set(canaries)
    for kind, wanted in canaries.items():
        texts = [t for finding in hidden if finding.kind == kind for t in finding.texts]
        assert set(wanted) <= set(texts), kind


def test_a_hidden_sheet_comes_after_the_others(tmp_path: Path) -> None:
    assert [table.sheet for table in opened(tmp_path, WORKBOOK).tables] == ["F", "Cache", "Secret"]


def test_a_clean_document_has_no_findings(tmp_path: Path) -> None:
    clean = (
        f'<?xml version="1.0"?><Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}"><Worksheet ss:Name="F">'
        f"<Table>{row('Nom', 'Ville')}{row('a', 'b')}</Table></Worksheet></Workbook>"
    )
    assert opened(tmp_path, clean).hidden == ()
    page = "<table><tr><th>Nom</th><th>Ville</th></tr><tr><td>a</td><td>b</td></tr></table>"
    assert opened(tmp_path, page).hidden == ()


@pytest.mark.parametrize("text", [WORKBOOK, PAGE], ids=["xml", "html"])
def test_a_package_holds_none_of_it(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    path = folder / "classeur.xls"
    path.write_text(text.replace("canari-colonne", "Issy").replace("canari-cellule-cachee", "x"))
    check_package(path, tmp_path)
