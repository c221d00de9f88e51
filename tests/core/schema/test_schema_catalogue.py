"""The pack, the catalogue's copy, and finding a schema by what the user wrote."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from curator.errors import CuratorError, FileMissing, SchemaError
from curator.schema import catalogue
from curator.schema.catalogue import (
    pack_entries,
    published_entries,
    refresh,
    search_entries,
    stored_entries,
    stored_schema,
)
from curator.schema.checks import asked_checks, registered_checks
from curator.schema.loading import load_schema


class _Site:
    """A small web site on this machine: path → (status, body)."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, bytes]] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body = site.pages.get(self.path, (404, b""))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: Any) -> None:
                """Nothing on standard error."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def put(self, path: str, document: Any, status: int = 200) -> None:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        self.pages[path] = (status, body)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Site]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made = _Site()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def _catalogue(site: _Site, *names: str) -> dict[str, Any]:
    entries = [
        {
            "name": name,
            "title": name.upper(),
            "schema_type": "tableschema",
            "schema_url": f"{site.url}/{name}.json",
            "versions": [{"version_name": "1.0"}, {"version_name": "1.1"}],
        }
        for name in names
    ]
    other = {"name": "x/y", "schema_type": "other", "schema_url": f"{site.url}/no"}
    return {"schemas": [*entries, other]}


def test_refresh_fetches_and_the_copy_serves_without_the_network(
    site: _Site, tmp_path: Path
) -> None:
    site.put("/schemas.json", _catalogue(site, "ville/parcs", "ville/bancs"))
    site.put("/ville/parcs.json", {"fields": [{"name": "id"}]})
    site.put("/ville/bancs.json", {"fields": [{"name": "id"}, {"name": "bois"}]})
    folder = tmp_path / "schemas"
    done = refresh(f"{site.url}/schemas.json", folder=folder)
    site.server.shutdown()
    assert (done.fetched, done.failed) == (2, ())
    assert [(e.name, e.version) for e in stored_entries(folder)] == [
        ("ville/parcs", "1.1"), ("ville/bancs", "1.1"),
    ]  # fmt: skip
    schema = stored_schema("bancs", folder)
    assert schema is not None
    assert schema.names == ["id", "bois"]


def test_a_schema_that_fails_keeps_its_old_copy(site: _Site, tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    site.put("/schemas.json", _catalogue(site, "ville/parcs", "ville/neuf"))
    site.put("/ville/parcs.json", {"fields": [{"name": "id"}]})
    refresh(f"{site.url}/schemas.json", folder=folder)
    site.put("/ville/parcs.json", b"<html>", 200)
    done = refresh(f"{site.url}/schemas.json", folder=folder)
    assert set(done.failed) == {"ville/parcs", "ville/neuf"}
    assert stored_schema("ville/parcs", folder) is not None


@pytest.mark.parametrize("page", [(500, b""), (200, b"<html>"), (200, b"[]")])
def test_a_refresh_that_fails_says_so_and_leaves_the_copy(
    site: _Site, tmp_path: Path, page: tuple[int, bytes]
) -> None:
    folder = tmp_path / "schemas"
    site.put("/schemas.json", _catalogue(site, "ville/parcs"))
    site.put("/ville/parcs.json", {"fields": [{"name": "id"}]})
    refresh(f"{site.url}/schemas.json", folder=folder)
    site.pages["/schemas.json"] = page
    with pytest.raises(SchemaError):
        refresh(f"{site.url}/schemas.json", folder=folder)
    assert [e.name for e in stored_entries(folder)] == ["ville/parcs"]


def test_names_that_leave_the_folder_are_not_taken(site: _Site, tmp_path: Path) -> None:
    site.put("/schemas.json", _catalogue(site, "../../x", "ville/../y", "ville"))
    assert refresh(f"{site.url}/schemas.json", folder=tmp_path / "s").fetched == 0


def test_a_schema_is_found_by_file_address_or_name(
    site: _Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue.store, "store_folder", lambda: tmp_path / "none")
    site.put("/s.json", {"fields": [{"name": "a"}]})
    path = tmp_path / "mine.json"
    path.write_text('\ufeff{"fields": [{"name": "b"}]}', encoding="utf-8")
    assert load_schema(f"{site.url}/s.json").names == ["a"]
    assert load_schema(path).names == ["b"]
    assert load_schema(path).fields_match is None
    assert load_schema("scdl/subventions").fields_match == "partial"
    assert load_schema("subventions").title == load_schema("scdl/subventions").title


def test_what_is_not_a_schema_is_refused_in_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(FileMissing, match=r"no\.json"):
        load_schema(tmp_path / "no.json")
    for reference in (broken, "nobody/knows", "ftp://x/y.json", "http://127.0.0.1:9/x.json"):
        with pytest.raises(CuratorError):
            load_schema(reference)


@pytest.mark.parametrize("entry", pack_entries(), ids=lambda entry: entry.name)
def test_the_pack_is_usable(entry: Any) -> None:
    assert entry.version
    assert entry.source.startswith("http")
    assert all(f.title and f.description for f in entry.schema)
    assert all(name in registered_checks() for name, _ in asked_checks(entry.schema))
    entry.schema.to_frictionless()


def test_the_pack_has_the_facts_of_the_published_schemas(shared: Path) -> None:
    for entry in pack_entries():
        folder = shared / "schemas" / entry.name.replace("/", "__")
        path = next(
            p
            for name in ("schema.json", "schema-statique.json", "repo/schema.json")
            if (p := folder / name).exists()
        )
        published = json.loads(path.read_text(encoding="utf-8"))
        facts = [
            (f["name"], f["type"], bool((f.get("constraints") or {}).get("required")))
            for f in published["fields"]
        ]
        assert [(f.name, f.type, f.is_required) for f in entry.schema] == facts
        texts = {f.get("description") for f in published["fields"]}
        assert not texts & {f.description for f in entry.schema}


def test_what_was_fetched_and_what_ships_are_one_list(site: _Site, tmp_path: Path) -> None:
    names = ("ville/parcs", "ville/bancs", "scdl/prenoms")
    site.put("/schemas.json", _catalogue(site, *names))
    for name in names:
        site.put(f"/{name}.json", {"fields": [{"name": "Année de pose"}]})
    folder = tmp_path / "schemas"
    refresh(f"{site.url}/schemas.json", folder=folder)
    (folder / "ville__bancs.json").write_text("damaged", encoding="utf-8")
    entries = published_entries(folder)
    found = {entry.name: entry for entry in entries}
    assert len(found) == len(pack_entries()) + 1  # one is new, one newer, one cannot be read
    assert found["scdl/prenoms"].is_stored
    assert not found["scdl/budget"].is_stored
    assert [e.name for e in search_entries("annee POSE parcs", entries)] == ["ville/parcs"]
