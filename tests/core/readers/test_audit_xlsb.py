"""The audit of XLSB."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from curator.readers import open_source
from curator.readers.model import HiddenFinding
from tests.core.readers.builders import check_package, write_package
from tests.core.readers.xlsb_builders import (
    binary_row,
    binary_sheet,
    record,
    wide,
    xlsb_parts,
)


def binary_formula(column: int, text: str) -> bytes:
    """A cell with the number 1 from a formula that quotes a text."""
    code = b"\x17" + struct.pack("<H", len(text)) + text.encode("utf-16-le")
    value = struct.pack("<IIdHI", column, 0, 1.0, 0, len(code))
    return record(9, value + code + bytes(4))


def colour(rgb: str) -> bytes:
    return bytes([5, 0, 0, 0]) + bytes.fromhex(rgb) + b"\xff"


def binary_styles() -> bytes:
    """Fonts black, white and tiny; formats that show nothing and add a word; a style of each."""
    fonts = (("000000", 220), ("FFFFFF", 220), ("000000", 20))
    styles = ((0, 0), (0, 1), (0, 2), (164, 0))
    return b"".join(
        [
            record(278),
            record(615, struct.pack("<I", 2)),
            record(44, struct.pack("<H", 164) + wide(";;;")),
            record(44, struct.pack("<H", 165) + wide('0" canari-litteral"')),
            record(616),
            *(
                record(43, struct.pack("<H", height) + bytes(10) + colour(rgb) + b"\2" + wide("A"))
                for rgb, height in fonts
            ),
            record(45, bytes(68)),
            record(626, struct.pack("<I", 1)),
            record(47, struct.pack("<HHHHH6x", 0xFFFF, 0, 1, 0, 0)),
            record(627),
            record(617, struct.pack("<I", len(styles))),
            *(record(47, struct.pack("<HHHHH6x", 0, code, font, 0, 0)) for code, font in styles),
            record(618),
            record(279),
        ]
    )


def make_xlsb(path: Path) -> Path:
    rows = [
        binary_row(0, ["Nom", "Ville", "N"]),
        binary_row(1, ["Alpha", "canari-colonne", "x"]),
        binary_row(2, ["canari-ligne", "b", "y"], hidden=True),
        binary_row(3, ["Beta", "c", "z"], folded=True),
        binary_row(4, ["canari-blanc"], style=1),
        binary_row(5, ["canari-petit"], style=2),
        binary_row(6, ["canari-format"], style=3),
        binary_row(7, ["Fusion", "b", "canari-fusion"]),
        binary_row(8, []) + record(7, struct.pack("<III", 0, 0, 0)),
        binary_formula(2, "canari-formule"),
        binary_row(2000, ["canari-loin"]),
    ]
    extra = record(494, bytes(16) + wide("canari-lien")) + record(64, wide("canari-saisie"))
    extra += record(176, struct.pack("<IIII", 7, 7, 0, 2))
    extra += record(502, wide("canari-scenario")) + record(504, bytes(8) + wide("canari-valeur"))
    extra += record(461) + record(479, wide("canari-entete"))
    states = {"Visible": 0, "Cachée": 1, "Secrète": 2, "Filtrée": 0}
    secret = binary_sheet(binary_row(0, ["canari-cachee", "b", "c"]))
    filtered = binary_row(0, ["Nom", "b", "c"])
    filtered += binary_row(1, ["canari-filtre", "b", "c"], hidden=True)
    sheets = (
        binary_sheet(b"".join(rows), extra),
        secret,
        secret,
        binary_sheet(filtered, record(161, bytes(16)) + record(162)),
    )
    binary = "canari-binaire".encode("utf-16-le")
    parts = xlsb_parts(
        dict(zip(states, sheets, strict=True)),
        binary_styles(),
        states=states,
        before=record(548, wide("canari-reserve")) + record(2071, wide("C:\\canari-chemin")),
        after=record(39, bytes(9) + wide("canari_nom") + bytes(8))
        + record(397, wide("canari-vue")),
    )
    parts |= {
        "xl/sharedStrings.bin": record(159, struct.pack("<II", 2, 2))
        + record(19, b"\0" + wide("Commun"))
        + record(19, b"\0" + wide("canari-orpheline"))
        + record(160),
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


XLSB_CANARIES = (
    "cachee ligne colonne lien saisie entete reserve chemin vue binaire personne macro litteral"
    " blanc petit format fusion formule loin scenario valeur filtre orpheline"
)
XLSB_KINDS = (
    "hidden-sheet very-hidden-sheet hidden-rows hidden-columns hyperlinks data-validation"
    " conditional-format header-footer file-sharing author-path defined-names custom-view comment"
    " pivot-cache external-link connection person macro unknown-part orphan-part"
    " document-properties invisible-text values-under-merges collapsed-outline formulas far-cells"
    " scenario orphan-strings number-format-text filtered-rows"
)


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_xlsb(tmp_path_factory.mktemp("xlsb") / "canari.xlsb")


@pytest.fixture(scope="module")
def xlsb(canary: Path) -> tuple[HiddenFinding, ...]:
    return open_source(canary).hidden


@pytest.mark.parametrize("kind", XLSB_KINDS.split())
def test_every_vector_of_xlsb_is_found(xlsb: tuple[HiddenFinding, ...], kind: str) -> None:
    assert kind in {finding.kind for finding in xlsb}


def test_findings_of_xlsb_give_their_texts(xlsb: tuple[HiddenFinding, ...]) -> None:
    assert not [f for f in xlsb if f.kind == "not-checked"]
    texts = " ".join(text for finding in xlsb for text in finding.texts)
    for canary in XLSB_CANARIES.split():
        assert f"canari-{canary}" in texts, canary


def test_each_style_of_xlsb_that_is_not_seen(xlsb: tuple[HiddenFinding, ...]) -> None:
    texts = {t for f in xlsb if f.kind == "invisible-text" for t in f.texts}
    assert texts == {"canari-blanc", "canari-petit", "canari-format"}
    orphans = next(f for f in xlsb if f.kind == "orphan-strings")
    assert orphans.texts == ("canari-orpheline",)
    filtered = next(f for f in xlsb if f.kind == "filtered-rows")
    assert filtered.location.startswith("Filtrée!")


def test_a_package_made_from_xlsb_holds_nothing(canary: Path, tmp_path: Path) -> None:
    check_package(canary, tmp_path)


def test_a_real_xlsb(shared: Path) -> None:
    path = shared / "corpus" / "hostile" / "xlsb_hidden_sheets.xlsb"
    found = {finding.kind for finding in open_source(path).hidden}
    assert {"hidden-sheet", "very-hidden-sheet", "author-path", "chart-cache"} <= found
    assert "unknown-part" not in found
