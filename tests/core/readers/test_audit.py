"""The audit: a workbook with every vector, each found in its place; outputs hold none."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.readers import open_source
from curator.readers.output_audit import audit_output, find_values
from curator.readers.writing import write_csv, write_xlsx
from tests.core.readers.builders import (
    MAIN,
    check_package,
    relations,
    sheet,
    workbook_parts,
    write_package,
)
from tests.core.readers.test_workbooks import ODS_SPACES

STYLES = f"""<styleSheet xmlns="{MAIN}">
<numFmts><numFmt numFmtId="170" formatCode=";;;"/>
<numFmt numFmtId="171" formatCode="0&quot; canari-litteral&quot;"/></numFmts>
<fonts><font><sz val="11"/></font><font><sz val="11"/><color theme="0"/></font>
<font><sz val="1"/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill></fills>
<cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="0" fontId="1" fillId="0"/>
<xf numFmtId="0" fontId="2" fillId="0"/><xf numFmtId="170" fontId="0" fillId="0"/></cellXfs>
<dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>"""

THEME = (
    '<a:theme xmlns:a="urn:a"><a:clrScheme><a:dk1><a:sysClr lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr lastClr="FFFFFF"/></a:lt1></a:clrScheme></a:theme>'
)


def text(ref: str, value: str, style: int = 0) -> str:
    return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


VISIBLE = sheet(
    f'<row r="1">{text("A1", "Nom")}{text("B1", "Ville")}{text("C1", "Code")}</row>'
    f'<row r="2">{text("A2", "Alpha")}{text("B2", "Nice")}<c r="C2"><v>1</v></c></row>'
    f'<row r="3" hidden="1">{text("A3", "canari-ligne")}{text("B3", "x")}</row>'
    f'<row r="4" collapsed="1">{text("A4", "canari-blanc", 1)}{text("B4", "canari-petit", 2)}'
    f"{text('C4', 'canari-format', 3)}</row>"
    f'<row r="5">{text("A5", "Fusion")}{text("B5", "canari-fusion")}'
    '<c r="C5"><f>"canari-formule"</f><v>2</v></c></row>'
    f'<row r="2000">{text("A2000", "canari-loin")}</row>',
    before='<cols><col min="2" max="2" hidden="1"/></cols>',
    after=(
        '<protectedRanges><protectedRange name="canari-plage" sqref="A1"/></protectedRanges>'
        '<scenarios><scenario name="canari-scenario" user="u"><inputCells r="A1" val="v"/>'
        "</scenario></scenarios>"
        '<mergeCells><mergeCell ref="A5:B5"/></mergeCells>'
        '<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0">'
        "<formula>1</formula></cfRule></conditionalFormatting>"
        '<dataValidations><dataValidation prompt="canari-saisie"><formula1>"a,b"</formula1>'
        "</dataValidation></dataValidations>"
        '<hyperlinks><hyperlink ref="A1" r:id="rId9" tooltip="canari-lien"/></hyperlinks>'
        "<headerFooter><oddHeader>canari-entete</oddHeader></headerFooter>"
    ),
)


def canary_parts() -> dict[str, str | bytes]:
    """A workbook that holds every vector of the catalogue once."""
    secret = sheet(f'<row r="1">{text("A1", "canari-cachee")}</row>')
    parts = workbook_parts(
        {"Visible": VISIBLE, "Cachée": secret, "Secrète": secret},
        states={"Cachée": "hidden", "Secrète": "veryHidden"},
        before=(
            '<fileSharing userName="canari-reserve"/>'
            '<x15ac:absPath xmlns:x15ac="urn:x15" url="C:\\canari-chemin\\"/>'
        ),
        extra=(
            '<definedNames><definedName name="canari_nom" hidden="1">"x"</definedName>'
            '</definedNames><customWorkbookViews><customWorkbookView name="canari-vue"/>'
            "</customWorkbookViews>"
        ),
        more_relations=[
            ("rId20", "styles", "styles.xml"),
            ("rId21", "theme", "theme/theme1.xml"),
            ("rId22", "sharedStrings", "sharedStrings.xml"),
        ],
    )
    item = "<r><t>canari</t></r>"
    parts |= {
        "xl/styles.xml": STYLES,
        "xl/theme/theme1.xml": THEME,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>canari-orpheline</t></si></sst>',
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("rId9", "hyperlink", "mailto:canari@example.org"),
            ("rId10", "comments", "../comments1.xml"),
            ("rId11", "drawing", "../drawings/drawing1.xml"),
        ),
        "xl/comments1.xml": (
            f'<comments xmlns="{MAIN}"><authors><author>canari-auteur</author></authors>'
            f'<commentList><comment ref="A1"><text>{item}</text></comment></commentList></comments>'
        ),
        "xl/threadedComments/threadedComment1.xml": "<t><text>canari-fil</text></t>",
        "xl/persons/person.xml": '<p><person displayName="canari-personne" userId="u"/></p>',
        "xl/pivotCache/pivotCacheRecords1.xml": (
            f'<pivotCacheRecords xmlns="{MAIN}"><r><s v="canari-pivot"/></r></pivotCacheRecords>'
        ),
        "xl/slicerCaches/slicerCache1.xml": '<x name="canari-segment"/>',
        "xl/model/item.data": b"canari-modele" + bytes(20),
        "customXml/item1.xml": "<DataMashup>canari-requete</DataMashup>",
        "customXml/item2.xml": "<x>canari-xml</x>",
        "xl/queryTables/queryTable1.xml": '<q name="canari-table-requete"/>',
        "xl/connections.xml": '<c><connection name="n" connection="Password=canari"/></c>',
        "xl/externalLinks/externalLink1.xml": "<e><v>canari-externe</v></e>",
        "xl/richData/rdrichvalue.xml": "<r><v>canari-riche</v></r>",
        "xl/charts/chart1.xml": "<c><v>canari-graphique</v></c>",
        "xl/drawings/drawing1.xml": "<d><t>canari-dessin</t></d>",
        "xl/media/image1.png": (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\x12tEXtAuthor\x00canari-img\x00\x00\x00\x00"
        ),
        "xl/media/image2.png": b"\x89PNG\r\n\x1a\n",
        "xl/embeddings/oleObject1.bin": b"canari-ole",
        "xl/vbaProject.bin": b"canari-macro",
        "xl/ctrlProps/ctrlProp1.xml": '<f val="canari-controle"/>',
        "xl/revisions/revisionLog1.xml": '<r userName="canari-revision"/>',
        "xl/printerSettings/printerSettings1.bin": "canari-imprimante".encode("utf-16-le"),
        "docProps/core.xml": "<c><creator>canari-createur</creator></c>",
        "docProps/app.xml": "<c><Company>canari-societe</Company></c>",
        "docProps/custom.xml": '<c><property name="canari-propriete"/></c>',
        "docProps/thumbnail.jpeg": b"\xff\xd8",
        "docMetadata/LabelInfo.xml": '<l name="canari-etiquette"/>',
        "xl/inconnu/partie.bin": b"canari-inconnu",
    }
    return parts


KINDS = (
    "hidden-sheet very-hidden-sheet hidden-rows hidden-columns collapsed-outline invisible-text"
    " values-under-merges far-cells formulas conditional-format header-footer hyperlinks"
    " data-validation scenario protected-range comment threaded-comment person pivot-cache"
    " slicer-cache data-model power-query query-table connection external-link rich-data"
    " chart-cache drawing image-metadata image embedded-object macro control custom-xml"
    " revision-log printer-settings document-properties custom-properties thumbnail"
    " sensitivity-label author-path file-sharing custom-view defined-names number-format-text"
    " unknown-part orphan-part orphan-strings zip-comment trailing-data"
)


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = write_package(
        tmp_path_factory.mktemp("canari") / "canari.xlsx", canary_parts(), b"canari-commentaire"
    )
    with path.open("ab") as stream:
        stream.write(b"canari-apres-la-fin")
    return path


@pytest.fixture(scope="module")
def hidden(canary: Path):
    return open_source(canary).hidden


@pytest.mark.parametrize("kind", KINDS.split())
def test_every_vector_is_found(hidden, kind: str) -> None:
    assert kind in {finding.kind for finding in hidden}


def test_nothing_is_reported_that_could_not_be_checked(hidden) -> None:
    assert not [f for f in hidden if f.kind == "not-checked"]


def test_findings_give_texts_to_the_scan_and_quote_none(hidden) -> None:
    texts = " ".join(text for finding in hidden for text in finding.texts)
    for canary in ("ligne", "blanc", "cachee", "pivot", "auteur", "fil", "ole", "imprimante"):
        assert f"canari-{canary}" in texts
    assert not any("canari" in finding.text().replace("canari.xlsx", "") for finding in hidden)


def test_each_invisible_style_is_told_apart(hidden) -> None:
    texts = {t for f in hidden if f.kind == "invisible-text" for t in f.texts}
    assert texts == {"canari-blanc", "canari-petit", "canari-format"}


def test_rows_put_away_by_a_filter_are_told_from_hidden_ones(tmp_path: Path) -> None:
    rows = f'<row r="1">{text("A1", "Nom")}</row><row r="2">{text("A2", "Alpha")}</row>'
    rows += f'<row r="3" hidden="1">{text("A3", "canari-filtre")}</row>'
    page = sheet(rows, after='<autoFilter ref="A1:A3"/>')
    path = write_package(tmp_path / "f.xlsx", workbook_parts({"F": page}))
    (finding,) = open_source(path).hidden
    assert (finding.kind, finding.location) == ("filtered-rows", "F!3:3")
    assert finding.texts == ("canari-filtre",)
    assert "filter" in finding.text()


def test_a_hidden_sheet_says_sheet_in_both_languages(hidden) -> None:
    from curator.i18n import speaking

    finding = next(f for f in hidden if f.kind == "hidden-sheet")
    assert "sheet" in finding.text()
    with speaking("fr"):
        assert "feuille" in finding.text()


def test_what_is_written_holds_nothing(canary: Path, tmp_path: Path) -> None:
    table = open_source(canary).read().without("Ville")
    table = table.filter_rows(table.marks == 99)
    for name, write in (("t.xlsx", write_xlsx), ("t.csv", write_csv)):
        write(table, tmp_path / name)
        assert audit_output(tmp_path / name) == ()
        assert find_values(tmp_path / name, ["canari", "Alpha", "Nice"]) == ()


def test_a_clean_workbook_has_no_finding(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "propre.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Nom", "N"])
        page.write_row(1, 0, ["a", 1])
    assert open_source(path).hidden == ()


SPACES = (
    f'{ODS_SPACES} xmlns:dc="urn:dc" xmlns:draw="urn:draw" xmlns:form="urn:form"'
    ' xmlns:calcext="urn:calcext" xmlns:xlink="urn:xlink"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def ods_cell(value: str, style: str = "", inside: str = "", *, covered: bool = False) -> str:
    tag = "covered-table-cell" if covered else "table-cell"
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:{tag}{named} office:value-type="string">{inside}<text:p>{value}</text:p>'
        f"</table:{tag}>"
    )


def ods_row(*cells: str, state: str = "") -> str:
    shown = f' table:visibility="{state}"' if state else ""
    return f"<table:table-row{shown}>{''.join(cells)}</table:table-row>"


ODS_STYLES = (
    '<number:text-style style:name="N0"><number:text/></number:text-style>'
    '<number:number-style style:name="N1"><number:text> canari-litteral</number:text>'
    "<number:number/></number:number-style>"
    '<style:style style:name="ta1" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="blanc" style:family="table-cell">'
    '<style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="petit" style:family="table-cell">'
    '<style:text-properties fo:font-size="1pt"/></style:style>'
    '<style:style style:name="format" style:family="table-cell" style:data-style-name="N0"/>'
)
ODS_NOTE = (
    "<office:annotation><dc:creator>canari-auteur</dc:creator><text:p>canari-note</text:p>"
    "</office:annotation>"
)
ODS_ROWS = "".join(
    [
        ods_row(ods_cell("Nom", inside=ODS_NOTE), ods_cell("Valeur")),
        ods_row(ods_cell("canari-ligne"), ods_cell("x"), state="collapse"),
        ods_row(ods_cell("canari-filtre"), ods_cell("x"), state="filter"),
        ods_row(ods_cell("Fusion"), ods_cell("canari-fusion", covered=True)),
        ods_row(ods_cell("canari-blanc", "blanc"), ods_cell("canari-petit", "petit")),
        ods_row(ods_cell("canari-format", "format")),
        ods_row(
            ods_cell('<text:a xlink:href="mailto:canari-lien">a</text:a>'),
            '<table:table-cell table:formula="of:=&quot;canari-formule&quot;"'
            ' office:value-type="float" office:value="1"/>',
        ),
        '<table:table-row-group table:display="false">',
        ods_row(ods_cell("plié"), ods_cell("y")),
        "</table:table-row-group>",
        '<table:table-row table:number-rows-repeated="1500"><table:table-cell/></table:table-row>',
        ods_row(ods_cell("canari-loin")),
    ]
)
ODS_BOOK = "".join(
    [
        "<table:tracked-changes><x>canari-revision</x></table:tracked-changes>",
        "<table:content-validations><table:content-validation"
        ' table:condition="canari-saisie"/></table:content-validations>',
        '<table:table table:name="Visible"><office:forms><form:form form:name="canari-controle"/>'
        "</office:forms><table:shapes><draw:frame><draw:text-box><text:p>canari-dessin</text:p>"
        "</draw:text-box></draw:frame></table:shapes><table:table-column/>"
        f'<table:table-column table:visibility="collapse"/>{ODS_ROWS}'
        "<calcext:conditional-formats><calcext:conditional-format calcext:value="
        '"canari-condition"/></calcext:conditional-formats></table:table>',
        '<table:table table:name="Cachée" table:style-name="ta1">',
        ods_row(ods_cell("canari-cachee")),
        '</table:table><table:table table:name="Essai"><table:scenario table:comment='
        '"canari-scenario"/>',
        ods_row(ods_cell("a")),
        "</table:table><table:table table:name=\"'file:///C:/canari-externe.ods'#$F\">",
        '<table:table-source xlink:href="canari-source"/>',
        ods_row(ods_cell("canari-cache")),
        '</table:table><table:named-expressions><table:named-range table:name="canari_nom"/>'
        "</table:named-expressions><table:database-ranges><table:database-range>"
        '<table:database-source-sql table:database-name="canari-base"/></table:database-range>'
        '</table:database-ranges><table:data-pilot-tables><table:data-pilot-table table:name="'
        'canari-pivot"/></table:data-pilot-tables>',
    ]
)
ODS = (
    f"<office:document-content {SPACES}><office:automatic-styles>{ODS_STYLES}"
    f"</office:automatic-styles><office:body><office:spreadsheet>{ODS_BOOK}"
    "</office:spreadsheet></office:body></office:document-content>"
)

ODS_CANARIES = (
    "auteur note ligne filtre fusion blanc petit format lien formule revision saisie"
    " controle dessin condition cachee scenario externe source cache base pivot"
    " createur propriete imprimante entete macro objet img inconnu commentaire"
    " apres-la-fin litteral loin modele dossier"
)
ODS_KINDS = (
    "hidden-sheet hidden-rows filtered-rows hidden-columns collapsed-outline invisible-text comment"
    " values-under-merges revision-log scenario data-validation defined-names pivot-cache"
    " connection conditional-format hyperlinks drawing control formulas external-link"
    " document-properties printer-settings header-footer macro embedded-object image"
    " image-metadata thumbnail unknown-part zip-comment trailing-data"
    " number-format-text far-cells author-path"
)


@pytest.fixture(scope="module")
def canary_ods(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = write_package(
        tmp_path_factory.mktemp("ods") / "canari.ods",
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ODS,
            "meta.xml": (
                '<m xmlns:dc="urn:dc" xmlns:meta="urn:meta"><dc:creator>canari-createur'
                "</dc:creator><meta:user-defined>canari-propriete</meta:user-defined>"
                '<meta:template xmlns:xlink="urn:x" xlink:href="file:///C:/canari-modele.ots"/></m>'
            ),
            "settings.xml": (
                '<s><config-item name="PrinterName">canari-imprimante</config-item>'
                '<config-item name="Folder">file:///home/canari-dossier/</config-item></s>'
            ),
            "styles.xml": "<s><header><p>canari-entete</p></header></s>",
            "META-INF/manifest.xml": "<manifest/>",
            "Basic/Standard/Module1.xml": "<m>canari-macro</m>",
            "Object 1/content.xml": "<o>canari-objet</o>",
            "Pictures/a.png": b"\x89PNG\r\n\x1a\n",
            "Pictures/b.png": (
                b"\x89PNG\r\n\x1a\n\x00\x00\x00\x12tEXtAuthor\x00canari-img\x00\x00\x00\x00"
            ),
            "Thumbnails/thumbnail.png": b"\x89PNG\r\n\x1a\n",
            "inconnu.bin": b"canari-inconnu",
        },
        b"canari-commentaire",
    )
    with path.open("ab") as stream:
        stream.write(b"canari-apres-la-fin")
    return path


@pytest.fixture(scope="module")
def hidden_ods(canary_ods: Path):
    return open_source(canary_ods).hidden


@pytest.mark.parametrize("kind", ODS_KINDS.split())
def test_every_vector_of_ods_is_found(hidden_ods, kind: str) -> None:
    assert kind in {finding.kind for finding in hidden_ods}


def test_findings_of_ods_give_their_texts(hidden_ods) -> None:
    assert not [f for f in hidden_ods if f.kind == "not-checked"]
    texts = " ".join(text for finding in hidden_ods for text in finding.texts)
    for canary in ODS_CANARIES.split():
        assert f"canari-{canary}" in texts, canary


@pytest.mark.parametrize("name", ["canary", "canary_ods"])
def test_a_package_made_from_it_holds_nothing(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    check_package(request.getfixturevalue(name), tmp_path)


def test_vectors_of_xls(shared: Path) -> None:
    """No library writes XLS here: a real file with a hidden row and known properties."""
    path = shared / "corpus" / "real" / "mtp_stats_portail_opendata.xls"
    found = {finding.kind: finding for finding in open_source(path).hidden}
    assert found["hidden-rows"].parameters["row"] == 85
    assert {"document-properties", "printer-settings"} <= set(found)


@pytest.mark.parametrize(
    "form",
    [
        b"Dupont & fils",
        b"Dupont &amp; fils",
        "Dupont & fils".encode("utf-16-le"),
        "Dupont & fils".encode("utf-16-be"),
        b"Dupont%20%26%20fils",
    ],
)
def test_values_are_found_in_every_form(tmp_path: Path, form: bytes) -> None:
    path = write_package(tmp_path / "p.zip", {"a.txt": b"x" + form + b"y", "b.txt": b"rien"})
    assert find_values(path, ["Dupont & fils"]) == ("p.zip/a.txt",)
    assert find_values(path, ["absent", ""]) == ()


def test_values_are_found_inside_archives_and_escaped(tmp_path: Path) -> None:
    inner = write_package(tmp_path / "in.xlsx", {"xl/s.xml": "<t>Zo&#233; \\u00e9</t>"})
    path = write_package(tmp_path / "out.zip", {"in.xlsx": inner.read_bytes()})
    assert find_values(path, ["Zoé"]) == ("out.zip/in.xlsx/xl/s.xml",)
    assert find_values(tmp_path, ["Zoé"])[0].startswith("in.xlsx/")


def test_digits_inside_a_longer_number_are_no_value(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"sha256": "ab1234567890cd", "n": 75001}', encoding="utf-8")
    assert find_values(path, ["34567890"]) == ()
    assert find_values(path, ["75001"]) == ("a.json",)
