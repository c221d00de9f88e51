"""The audit of XLS: workbooks made record by record, as no library here writes them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from curator.readers import open_source
from curator.readers.model import HiddenFinding
from tests.core.readers.builders import check_package


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


def quoted(text: str) -> bytes:
    """The token of a text in a parsed formula."""
    return b"\x17" + short(text)


def formula(row: int, column: int, code: bytes) -> bytes:
    return biff(0x06, struct.pack("<HHHdHIH", row, column, 0, 1.0, 0, 0, len(code)) + code)


def folded_row(row: int) -> bytes:
    return biff(0x208, struct.pack("<HHHHHHI", row, 0, 3, 255, 0, 0, 0x12))


def note(row: int, column: int, text: str, author: str) -> bytes:
    """A drawn object, its text and the note that ties it to a cell."""
    about = struct.pack("<HHHHH12x", 0x15, 18, 0x19, 1, 0) + struct.pack("<HH22x", 0x0D, 22)
    shape = struct.pack("<HH6sHHH", 0, 0, bytes(6), len(text), 0, 0) + bytes(4)
    return b"".join(
        [
            biff(0x5D, about + bytes(4)),
            biff(0x1B6, shape),
            biff(0x3C, b"\1" + text.encode("utf-16-le")),
            biff(0x1C, struct.pack("<HHHH", row, column, 0, 1) + long(author) + b"\0"),
        ]
    )


def link(row: int, address: str) -> bytes:
    """A link of a cell with a URL moniker ([MS-XLS] 2.4.140)."""
    hyperlink = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")
    moniker = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
    target = address.encode("utf-16-le") + b"\0\0"
    place = struct.pack("<HHHH", row, row, 0, 0)
    return biff(
        0x1B8,
        place + hyperlink + struct.pack("<II", 2, 3) + moniker + struct.pack("<I", len(target))
        + target,
    )  # fmt: skip


def condition(text: str) -> bytes:
    code = quoted(text)
    return biff(0x1B1, struct.pack("<BBHHI2x", 1, 3, len(code), 0, 0) + code)


def shared(*texts: str) -> bytes:
    return biff(0xFC, struct.pack("<II", len(texts), len(texts)) + b"".join(map(long, texts)))


CHART = b"".join(
    [
        start(0x20),
        biff(0x100D, b"\0\0" + short("canari-serie")),
        label(0, 0, "canari-graphique"),
        biff(0x0A),
    ]
)
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x13tEXtAuthor\x00canari-image\x00\x00\x00\x00"

CONSTANT = quoted("canari-constante")
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
        folded_row(5),
        biff(0xFD, struct.pack("<HHHI", 5, 0, 0, 0)),
        formula(5, 1, quoted("canari-formule")),
        label(2000, 0, "canari-loin"),
        note(1, 0, "canari-note", "canari-annotateur"),
        link(1, "mailto:canari-lien"),
        condition("canari-condition"),
        biff(0xDC, bytes(12)),
        biff(0xCD, long("canari-connexion")),
        CHART,
        biff(0x0A),
    ]
)


FILTERED = b"".join(
    [
        start(0x10),
        biff(0x9B),
        biff(0x208, struct.pack("<HHHHHHI", 1, 0, 3, 255, 0, 0, 0x20)),
        label(0, 0, "Nom"),
        label(1, 0, "canari-filtre"),
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


def compound(streams: dict[str, bytes], deleted: bytes) -> bytes:
    """A compound file of streams, each padded to the size from which it has sectors of its own.

    ``deleted`` stands in a free sector before them.
    """
    padded = {
        n: d.ljust(-(-max(len(d), STREAM) // SECTOR) * SECTOR, b"\0") for n, d in streams.items()
    }
    directory = -(-(len(padded) + 1) * 128 // SECTOR)
    table, entries, at = [FAT], [], 1
    for count in (directory, *(len(data) // SECTOR for data in padded.values())):
        table += [*range(at + 1, at + count), END]
        at += count
        if len(table) == 1 + directory:
            table.append(FREE)
            at += 1
    first = 2 + directory
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
        head
        + fat
        + b"".join(entries).ljust(directory * SECTOR, b"\0")
        + deleted.ljust(SECTOR, b"\0")
        + b"".join(padded.values())
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
    # A sector in the middle that nothing uses any more, and bytes after the last one.
    book += "canari-reste".encode("utf-16-le")
    whole = compound({"Workbook": book} | streams, "canari-efface".encode("utf-16-le"))
    path.write_bytes(whole + b"canari-apres-la-fin")
    return path


def make_biff(path: Path) -> Path:
    """The workbook as a bare stream, as older programs wrote it."""
    sheets = {"Visible": (VISIBLE, 0), "Filtrée": (FILTERED, 0)}
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
        biff(0x41E, struct.pack("<H", 165) + long('0" canari-litteral"')),
        style(0),
        style(WHITE_FONT),
        style(TINY_FONT),
        style(0, 164),
        biff(0x1AE, struct.pack("<H", 1) + long("canari-externe.xls")),
        biff(0x18, struct.pack("<HBBHHHBBBB", 0, 0, 7, 0, 0, 0, 0, 0, 0, 0) + b"\0canari_"),
        biff(0x18, struct.pack("<HBBHHHBBBB", 0, 0, 7, len(CONSTANT), 0, 0, 0, 0, 0, 0)
             + b"\0canari2" + CONSTANT),
        biff(0x5A, b"\0\0\0\0\2" + long("canari-copie")),
        biff(0x1A9, bytes(50) + long("canari-vue")),
        biff(0xEB, bytes(8) + PICTURE),
        shared("Commun", "canari-orpheline"),
    ]  # fmt: skip
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
    " scenario saisie dessin auteur reserve externe formule loin note annotateur lien"
    " condition connexion serie graphique image filtre litteral constante copie vue"
    " orpheline reste efface apres-la-fin"
)
XLS_KINDS = (
    "hidden-sheet very-hidden-sheet hidden-rows hidden-columns invisible-text values-under-merges"
    " header-footer printer-settings scenario data-validation drawing document-properties"
    " file-sharing external-link defined-names pivot-cache revision-log macro embedded-object"
    " control unknown-part far-cells formulas comment hyperlinks conditional-format connection"
    " chart-cache image-metadata filtered-rows collapsed-outline number-format-text custom-view"
    " orphan-strings leftover-data trailing-data"
)


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_xls(tmp_path_factory.mktemp("xls") / "canari.xls")


@pytest.fixture(scope="module")
def xls(canary: Path) -> tuple[HiddenFinding, ...]:
    return open_source(canary).hidden


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


def test_rows_put_away_by_a_filter_are_told_from_hidden_ones(
    xls: tuple[HiddenFinding, ...],
) -> None:
    filtered = next(f for f in xls if f.kind == "filtered-rows")
    assert (filtered.location, filtered.texts) == ("Filtrée!2:2", ("canari-filtre",))
    assert "filter" in filtered.text()
    hidden = next(f for f in xls if f.kind == "hidden-rows")
    assert hidden.location.startswith("Visible!")


def test_notes_and_links_of_cells(xls: tuple[HiddenFinding, ...]) -> None:
    notes = next(f for f in xls if f.kind == "comment")
    assert notes.texts == ("canari-note", "canari-annotateur")
    links = next(f for f in xls if f.kind == "hyperlinks")
    assert links.texts == ("mailto:canari-lien",)


def test_strings_that_a_cell_uses_are_no_orphans(xls: tuple[HiddenFinding, ...]) -> None:
    orphans = next(f for f in xls if f.kind == "orphan-strings")
    assert orphans.texts == ("canari-orpheline",)


def test_far_cells_say_where_they_begin(xls: tuple[HiddenFinding, ...]) -> None:
    far = next(f for f in xls if f.kind == "far-cells")
    assert (far.location, far.texts) == ("Visible!2001", ("canari-loin",))


def test_a_package_made_from_xls_holds_nothing(canary: Path, tmp_path: Path) -> None:
    check_package(canary, tmp_path)


def test_real_xls_have_no_false_leftovers(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "real").glob("*.xls")):
        kinds = {finding.kind for finding in open_source(path).hidden}
        assert not kinds & {"leftover-data", "trailing-data", "orphan-strings", "not-checked"}
