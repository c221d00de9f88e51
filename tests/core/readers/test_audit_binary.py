"""The audit of XLS and XLSB: workbooks made record by record, as no library here writes them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from curator.readers import open_source
from curator.readers.model import HiddenFinding
from tests.core.readers.builders import CONTENT_TYPES, relations, write_package

# -- XLS --------------------------------------------------------------------------------------


def biff(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def short(text: str) -> bytes:
    return bytes([len(text), 1]) + text.encode("utf-16-le")


def long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def font(height: int = 220, colour: int = 0x7FFF) -> bytes:
    return biff(0x31, struct.pack("<HHHHHBBBB", height, 0, colour, 400, 0, 0, 0, 0, 0) + short("A"))


def style(font_index: int, number_format: int = 0) -> bytes:
    return biff(0xE0, struct.pack("<HH", font_index, number_format) + bytes(16))


def label(row: int, column: int, text: str, xf: int = 0) -> bytes:
    return biff(0x204, struct.pack("<HHH", row, column, xf) + long(text))


def start(kind: int) -> bytes:
    return biff(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 0))


WHITE_FONT, TINY_FONT = 1, 2
VISIBLE = b"".join(
    [
        start(0x10),
        biff(0x14, long("&Lcanari-entete")),
        biff(0x4D, b"\0\0" + "canari-imprimante".encode("utf-16-le")),
        biff(0x7D, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0)),
        biff(0x208, struct.pack("<HHHHHHI", 2, 0, 3, 255, 0, 0, 0x20)),
        *(label(0, column, text) for column, text in enumerate(("Nom", "Ville", "Code"))),
        label(1, 0, "Alpha"),
        label(1, 1, "canari-colonne"),
        label(2, 0, "canari-ligne"),
        label(3, 0, "canari-blanc", 1),
        label(3, 1, "canari-petit", 2),
        label(3, 2, "canari-format", 3),
        label(4, 0, "Fusion"),
        label(4, 2, "canari-fusion"),
        biff(0xE5, struct.pack("<HHHHH", 1, 4, 4, 0, 2)),
        biff(0xAF, bytes(4) + long("canari-scenario")),
        biff(0x1BE, bytes(4) + long("canari-saisie")),
        biff(0xEC, "canari-dessin".encode("utf-16-le")),
        biff(0x0A),
    ]
)


SECTOR, STREAM = 512, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    """An entry of a compound file's directory ([MS-CFB] 2.6.1)."""
    wide_name = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", FREE, right, child)
    head = wide_name.ljust(64, b"\0") + struct.pack("<HBB", len(wide_name), kind, 1)
    return head + links + bytes(36) + struct.pack("<IQ", first, size)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams, each padded to the size from which it has sectors of its own."""
    padded = {
        n: d.ljust(-(-max(len(d), STREAM) // SECTOR) * SECTOR, b"\0") for n, d in streams.items()
    }
    directory = -(-(len(padded) + 1) * 128 // SECTOR)
    table, entries, at = [FAT], [], 1
    for count in (directory, *(len(data) // SECTOR for data in padded.values())):
        table += [*range(at + 1, at + count), END]
        at += count
    first = 1 + directory
    entries.append(entry("Root Entry", 5, FREE, 1, END, 0))
    for number, (name, data) in enumerate(padded.items(), 1):
        right = number + 1 if number < len(padded) else FREE
        entries.append(entry(name, 2, right, FREE, first, len(data)))
        first += len(data) // SECTOR
    assert len(table) <= SECTOR // 4
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, STREAM, END, 0, END, 0
    )
    head += struct.pack("<I", 0) + b"\xff" * (SECTOR - len(head) - 4)
    return (
        head + fat + b"".join(entries).ljust(directory * SECTOR, b"\0") + b"".join(padded.values())
    )


def make_xls(path: Path) -> Path:
    """The workbook inside a compound file, beside the streams that programs put there."""
    book = make_biff(path).read_bytes()
    others = {
        "\x05SummaryInformation": "resume", "_SX_DB_CUR": "pivot", "Revision Log": "revision",
        "User Names": "utilisateur", "_VBA_PROJECT_CUR": "macro", "MBD0001": "objet",
        "Ctls": "controle", "Inconnu": "inconnu",
    }  # fmt: skip
    streams = {name: f"canari-{word}".encode("utf-16-le") for name, word in others.items()}
    path.write_bytes(compound({"Workbook": book} | streams))
    return path


def make_biff(path: Path) -> Path:
    """The workbook as a bare stream, as older programs wrote it."""
    sheets = {"Visible": (VISIBLE, 0)}
    for name, state in (("Cachée", 1), ("Secrète", 2)):
        sheets[name] = (start(0x10) + label(0, 0, "canari-cachee") + biff(0x0A), state)
    head = [
        start(0x5),
        biff(0x5C, long("canari-auteur").ljust(112)),
        biff(0x5B, struct.pack("<HH", 0, 0) + long("canari-reserve")),
        biff(0x42, struct.pack("<H", 1200)),
        font(),
        font(colour=9),
        font(height=20),
        biff(0x41E, struct.pack("<H", 164) + long(";;;")),
        style(0),
        style(WHITE_FONT),
        style(TINY_FONT),
        style(0, 164),
        biff(0x1AE, struct.pack("<H", 1) + long("canari-externe.xls")),
        biff(0x18, struct.pack("<HBBHHHBBBB", 0, 0, 7, 0, 0, 0, 0, 0, 0, 0) + b"\0canari_"),
    ]
    size = sum(map(len, head)) + sum(len(biff(0x85, bytes(6) + short(n))) for n in sheets) + 4
    bounds = b""
    for name, (data, state) in sheets.items():
        bounds += biff(0x85, struct.pack("<IBB", size, state, 0) + short(name))
        size += len(data)
    body = b"".join(data for data, _state in sheets.values())
    path.write_bytes(b"".join(head) + bounds + biff(0x0A) + body)
    return path


XLS_CANARIES = (
    "resume pivot revision utilisateur macro objet controle inconnu "
    "cachee ligne colonne blanc petit format fusion entete imprimante"
    " scenario saisie dessin auteur reserve externe"
)
XLS_KINDS = (
    "hidden-sheet very-hidden-sheet hidden-rows hidden-columns invisible-text values-under-merges"
    " header-footer printer-settings scenario data-validation drawing document-properties"
    " file-sharing external-link defined-names pivot-cache revision-log macro embedded-object"
    " control unknown-part"
)


@pytest.fixture(scope="module")
def xls(tmp_path_factory: pytest.TempPathFactory) -> tuple[HiddenFinding, ...]:
    return open_source(make_xls(tmp_path_factory.mktemp("xls") / "canari.xls")).hidden


@pytest.mark.parametrize("kind", XLS_KINDS.split())
def test_every_vector_of_xls_is_found(xls: tuple[HiddenFinding, ...], kind: str) -> None:
    assert kind in {finding.kind for finding in xls}


def test_findings_of_xls_give_their_texts(xls: tuple[HiddenFinding, ...]) -> None:
    assert not [f for f in xls if f.kind == "not-checked"]
    texts = " ".join(text for finding in xls for text in finding.texts)
    for canary in XLS_CANARIES.split():
        assert f"canari-{canary}" in texts, canary


def test_a_bare_stream_is_audited_too(tmp_path: Path) -> None:
    found = {f.kind for f in open_source(make_biff(tmp_path / "b.xls")).hidden}
    assert {"hidden-sheet", "header-footer", "document-properties", "external-link"} <= found


# -- XLSB -------------------------------------------------------------------------------------


def varying(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def record(kind: int, body: bytes = b"") -> bytes:
    return varying(kind) + varying(len(body)) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_row(row: int, texts: list[str], *, hidden: bool = False) -> bytes:
    flags = bytes([0, 0x10 if hidden else 0, 0])
    head = record(0, struct.pack("<IIH", row, 0, 300) + flags + bytes(4))
    return head + b"".join(
        record(6, struct.pack("<II", column, 0) + wide(text)) for column, text in enumerate(texts)
    )


def binary_sheet(rows: bytes, extra: bytes = b"") -> bytes:
    return b"".join(
        [
            record(129),
            record(148, struct.pack("<IIII", 0, 3, 0, 2)),
            record(390),
            record(60, struct.pack("<IIIIH", 1, 1, 2560, 0, 1)),
            record(391),
            record(145),
            rows,
            record(146),
            extra,
            record(130),
        ]
    )


def make_xlsb(path: Path) -> Path:
    rows = [
        binary_row(0, ["Nom", "Ville", "N"]),
        binary_row(1, ["Alpha", "canari-colonne", "x"]),
        binary_row(2, ["canari-ligne", "b", "y"], hidden=True),
        binary_row(3, ["Beta", "c", "z"]),
    ]
    extra = record(494, bytes(16) + wide("canari-lien")) + record(64, wide("canari-saisie"))
    extra += record(461) + record(479, wide("canari-entete"))
    names = {"Visible": 0, "Cachée": 1, "Secrète": 2}
    bundle = b"".join(
        record(156, struct.pack("<II", state, n) + wide(f"rId{n}") + wide(name))
        for n, (name, state) in enumerate(names.items(), 1)
    )
    before = record(548, wide("canari-reserve")) + record(2071, wide("C:\\canari-chemin"))
    after = record(39, bytes(9) + wide("canari_nom") + bytes(8)) + record(397, wide("canari-vue"))
    secret = binary_sheet(binary_row(0, ["canari-cachee", "b", "c"]))
    main = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in (1, 2, 3)]
    binary = "canari-binaire".encode("utf-16-le")
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": relations(*main),
        "xl/workbook.bin": record(131)
        + before
        + record(143)
        + bundle
        + record(144)
        + after
        + record(132),
        "xl/worksheets/sheet1.bin": binary_sheet(b"".join(rows), extra),
        "xl/worksheets/sheet2.bin": secret,
        "xl/worksheets/sheet3.bin": secret,
        "xl/comments1.bin": binary,
        "xl/pivotCache/pivotCacheRecords1.bin": binary,
        "xl/externalLinks/externalLink1.bin": binary,
        "xl/connections.bin": binary,
        "xl/persons/person.xml": '<p><person displayName="canari-personne" userId="u"/></p>',
        "xl/vbaProject.bin": b"canari-macro",
        "xl/inconnu.bin": b"canari-inconnu",
        "docProps/core.xml": "<c><creator>canari-createur</creator></c>",
    }
    return write_package(path, parts)


XLSB_CANARIES = "cachee ligne colonne lien saisie entete reserve chemin vue binaire personne macro"
XLSB_KINDS = (
    "hidden-sheet very-hidden-sheet hidden-rows hidden-columns hyperlinks data-validation"
    " conditional-format header-footer file-sharing author-path defined-names custom-view comment"
    " pivot-cache external-link connection person macro unknown-part orphan-part"
    " document-properties"
)


@pytest.fixture(scope="module")
def xlsb(tmp_path_factory: pytest.TempPathFactory) -> tuple[HiddenFinding, ...]:
    return open_source(make_xlsb(tmp_path_factory.mktemp("xlsb") / "canari.xlsb")).hidden


@pytest.mark.parametrize("kind", XLSB_KINDS.split())
def test_every_vector_of_xlsb_is_found(xlsb: tuple[HiddenFinding, ...], kind: str) -> None:
    assert kind in {finding.kind for finding in xlsb}


def test_findings_of_xlsb_give_their_texts(xlsb: tuple[HiddenFinding, ...]) -> None:
    assert not [f for f in xlsb if f.kind == "not-checked"]
    texts = " ".join(text for finding in xlsb for text in finding.texts)
    for canary in XLSB_CANARIES.split():
        assert f"canari-{canary}" in texts, canary


def test_a_real_xlsb(shared: Path) -> None:
    path = shared / "corpus" / "hostile" / "xlsb_hidden_sheets.xlsb"
    found = {finding.kind for finding in open_source(path).hidden}
    assert {"hidden-sheet", "very-hidden-sheet", "author-path", "chart-cache"} <= found
    assert "unknown-part" not in found
