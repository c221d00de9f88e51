"""DCAT-AP: the published shapes accept what we write, and only because we write it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_release import METADATA, approved_release, sample_release

from curator.publish.metadata import Metadata
from curator.publish.package import write_package

rdflib = pytest.importorskip("rdflib")
pyshacl = pytest.importorskip("pyshacl")

BASE = "https://data.ville.example/subventions/"


def graph_of(text: str) -> object:
    return rdflib.Graph().parse(data=text, format="json-ld", publicID=BASE)


def violations(text: str, shapes: Path) -> list[str]:
    conforms, report, _text = pyshacl.validate(
        graph_of(text), shacl_graph=str(shapes), inference="none", do_owl_imports=False
    )
    paths = report.objects(None, rdflib.SH.resultPath)
    return [] if conforms else sorted(map(str, paths))


def dcat_of(release: object, out: Path) -> str:
    return (write_package(release, out).folder / "dcat.jsonld").read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", ["shapes.ttl", "shapes_recommended.ttl"])
def test_a_released_package_conforms(shared: Path, tmp_path: Path, name: str) -> None:
    release = approved_release(formats=("csv", "xlsx"))
    found = violations(dcat_of(release, tmp_path), shared / "shapes" / "dcat-ap-3.0.1" / name)
    assert found == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_shapes_miss_what_the_metadata_lack(shared: Path, tmp_path: Path) -> None:
    release = sample_release(metadata=Metadata(title="Subventions"))
    text = dcat_of(release, tmp_path)
    shapes = shared / "shapes" / "dcat-ap-3.0.1" / "shapes.ttl"
    assert violations(text, shapes) == ["http://purl.org/dc/terms/description"]


def test_files_are_described_with_size_and_digest(tmp_path: Path) -> None:
    result = write_package(approved_release(), tmp_path)
    document = json.loads((result.folder / "dcat.jsonld").read_text(encoding="utf-8"))
    (distribution,) = document["dcat:distribution"]
    data = result.members[0]
    assert distribution["dcat:byteSize"]["@value"] == str(data.bytes)
    assert distribution["spdx:checksum"]["spdx:checksumValue"]["@value"] == data.sha256
    assert distribution["dct:license"]["@id"].endswith("/licence/ETALAB_2_0")
    assert document["dct:spatial"]["@id"] == "http://id.insee.fr/geo/commune/92040"
    assert document["dct:temporal"]["dcat:startDate"]["@type"] == "xsd:gYear"
    assert document["dct:title"]["@language"] == METADATA.language


def test_vocabulary_terms_are_those_of_the_portals(shared: Path, tmp_path: Path) -> None:
    text = dcat_of(approved_release(formats=("csv", "xlsx", "json")), tmp_path)
    folder = shared / "shapes" / "mqa-vocabularies"
    for name, fragment in (
        ("file-types", "/file-type/"),
        ("licenses", "/licence/"),
        ("access-right", "/access-right/"),
    ):
        known = (folder / f"{name}.csv").read_text(encoding="utf-8")
        used = {
            part.split('"')[0] for part in text.split("authority")[1:] if part.startswith(fragment)
        }
        assert used
        for term in used:
            assert f"authority{term}" in known
