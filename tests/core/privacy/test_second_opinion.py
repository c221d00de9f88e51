"""The second opinion on free text, by a real model in a real process."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from curator import i18n
from curator.errors import Cancelled
from curator.operations.privacy import RedactText
from curator.operations.structure import SuppressField
from curator.privacy.model import Role, ScanResult
from curator.privacy.scan import scan
from curator.privacy.second_opinion.client import SecondOpinion
from curator.privacy.second_opinion.folder import label_of
from curator.privacy.second_opinion.onnx_file import NotOnnx, names_other_files
from curator.table import Table
from tests.tiny_model import onnx_model, write_model

INSTALLED = all(importlib.util.find_spec(name) for name in ("onnxruntime", "tokenizers"))
needs_extra = pytest.mark.skipif(not INSTALLED, reason="needs the extra “text”")

WORDS = {"Kwzelith": "B-PER", "Obrumaj": "I-PER", "Zorblax": "B-PER", "Dupont": "I-PER"}
REMARKS = [
    "Courrier remis en main propre à Kwzelith Obrumaj au guichet",
    "Demande classée sans suite après la visite du technicien",
    "Le portail de la rue Kwzelith Obrumaj reste bloqué depuis lundi",
    "Vu avec Mme Dupont au sujet de la clôture du jardin",
]


def table(**more: list[str]) -> Table:
    return Table.from_columns({"Remarques": REMARKS, **more})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    if not INSTALLED:
        pytest.skip("needs the extra “text”")
    return write_model(tmp_path / "model", WORDS)


def names_in(result: ScanResult) -> list[tuple[int, str, str]]:
    return [(c.row, REMARKS[c.row - 2][c.start : c.end], c.kind) for c in result.cells]


def refusal(opinion: SecondOpinion) -> str:
    """Why there was none; the rules have given all the same what they give alone."""
    assert scan(table(), second_opinion=opinion) == scan(table())
    assert opinion.problem is not None
    return str(opinion.problem)


def test_a_name_that_only_the_model_knows_is_added(folder):
    opinion = SecondOpinion(folder)
    alone, both = scan(table()), scan(table(), second_opinion=opinion)
    assert names_in(alone) == [(5, "Dupont", "last-name")]
    assert names_in(both) == [
        (2, "Kwzelith Obrumaj", "full-name"),
        (5, "Dupont", "last-name"),  # what the rules found stands as they found it
    ]
    assert both.cell_count == 2
    assert (opinion.problem, opinion.texts, opinion.read) == (None, 4, 4)


def test_the_reason_says_whose_opinion_it_is_and_what_redaction_leaves(folder):
    finding = scan(table(), second_opinion=SecondOpinion(folder)).fields[0]
    redacted = RedactText(field="Remarques").apply(table()).column("Remarques").to_pylist()
    assert "Kwzelith Obrumaj" in redacted[0]  # so the suggestion is another
    assert finding.suggestion == SuppressField(field="Remarques")
    i18n.set_language("fr")
    said = [r.text() for r in finding.reasons if "Second avis" in r.text()]
    assert said == [
        "Second avis, par le modèle de langue\xa0: noms de personnes dans d’autres cellules "
        "(1)\u202f; le caviardage suit les règles et les laisse, donc corrigez ces cellules ou "
        "retirez le champ"
    ]


def test_nothing_that_the_rules_found_is_lowered(folder):
    alone = scan(table()).fields[0]
    both = scan(table(), second_opinion=SecondOpinion(folder)).fields[0]
    sure = {k.kind: k.confidence for k in both.kinds}
    assert all(sure[k.kind] >= k.confidence for k in alone.kinds)
    assert all(reason in both.reasons for reason in alone.reasons)
    assert 0.5 <= sure["full-name"] <= 0.75  # probable, never certain


def test_a_name_makes_an_unsuspected_field_personal(folder):
    columns = {"Remarques": [REMARKS[1], REMARKS[0]]}
    alone = scan(Table.from_columns(columns)).fields[0]
    both = scan(Table.from_columns(columns), second_opinion=SecondOpinion(folder)).fields[0]
    assert (alone.role, both.role) == (Role.NONE, Role.DIRECT_IDENTIFIER)
    assert both.suggestion is not None


def test_only_distinct_free_text_is_read(folder):
    opinion = SecondOpinion(folder)
    columns = {
        "Remarques": [REMARKS[0]] * 50 + [REMARKS[1]] * 50,
        "Essence": ["Kwzelith Obrumaj"] * 100,
        "Hauteur": ["12"] * 100,
    }
    result = scan(Table.from_columns(columns), limit=3, second_opinion=opinion)
    assert (opinion.texts, opinion.read) == (2, 2)
    assert (result.cell_count, len(result.cells)) == (50, 3)


def test_places_count_in_code_points_and_long_texts_are_read_to_the_end(tmp_path):
    if not INSTALLED:
        pytest.skip("needs the extra “text”")
    long = "Élagage 🌳 noté le matin puis repris " * 12 + "par Kwzelith Obrumaj au guichet"
    model = write_model(tmp_path / "model", WORDS, longest=34)
    cells = Table.from_columns({"Remarques": [long, REMARKS[1]]})
    result = scan(cells, second_opinion=SecondOpinion(model))
    assert [long[c.start : c.end] for c in result.cells] == ["Kwzelith Obrumaj"]


def test_a_label_that_begins_parts_two_names(tmp_path):
    if not INSTALLED:
        pytest.skip("needs the extra “text”")
    text = "Courrier remis en main propre à Zorblax Kwzelith Obrumaj au guichet"
    model = write_model(tmp_path / "model", WORDS)
    cells = Table.from_columns({"Remarques": [text, REMARKS[1]]})
    result = scan(cells, second_opinion=SecondOpinion(model))
    assert [text[c.start : c.end] for c in result.cells] == ["Zorblax", "Kwzelith Obrumaj"]


def test_words_that_are_no_names_and_names_of_companies_are_left_out(tmp_path):
    if not INSTALLED:
        pytest.skip("needs the extra “text”")
    texts = [
        "Elle attend le retour de Maître Obrumaj avant la fin du mois",
        "Le devis de la toiture vient de SARL Zorblax depuis lundi",
        "Famille orientée hier vers la permanence des Zorblax du quartier",
        "Commande du mois de mars enfin reçue puis zorblaxée",
    ]
    said = {"Elle": "B-PER", "Maître": "B-PER", "Obrumaj": "I-PER", "SARL": "B-PER",
            "zorblaxée": "B-PER"}  # fmt: skip
    model = write_model(tmp_path / "model", said | {"Zorblax": "I-PER"})
    cells = Table.from_columns({"Remarques": texts})
    result = scan(cells, second_opinion=SecondOpinion(model))
    assert [texts[c.row - 2][c.start : c.end] for c in result.cells] == ["Obrumaj"]


@pytest.mark.parametrize(
    ("name", "is_person", "begins"),
    [
        ("B-PER", True, True), ("I-PER", True, False), ("PERSON", True, False),
        ("PER", True, False), ("B-GIVEN_NAME", True, True), ("I-SURNAME", True, False),
        ("O", False, False), ("B-ORG", False, True), ("PERIOD", False, False),
    ],
)  # fmt: skip
def test_labels_of_persons(name, is_person, begins):
    label = label_of(name)
    assert (label.is_person, label.begins) == (is_person, begins)


# -- what is refused ------------------------------------------------------------


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_file_that_lacks_is_named(folder, name):
    (folder / name).unlink()
    assert f"lacks {name};" in refusal(SecondOpinion(folder))


@needs_extra
def test_a_folder_that_does_not_exist_is_named(tmp_path):
    message = refusal(SecondOpinion(tmp_path / "none"))
    assert str(tmp_path / "none") in message
    assert "CURATOR_TEXT_MODEL" in message


def test_data_outside_of_the_model_is_refused(tmp_path):
    if not INSTALLED:
        pytest.skip("needs the extra “text”")
    (tmp_path / "other.bin").write_bytes(bytes(4096))
    model = write_model(tmp_path / "model", WORDS, elsewhere=True)
    assert "keeps data in other files" in refusal(SecondOpinion(model))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")
def test_a_link_out_of_the_folder_is_refused(folder, tmp_path):
    (folder / "model.onnx").rename(tmp_path / "elsewhere.onnx")
    (folder / "model.onnx").symlink_to(tmp_path / "elsewhere.onnx")
    assert "is a link to another folder" in refusal(SecondOpinion(folder))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("model.onnx", b"\x80\x04K*.", "not an ONNX model"),
        ("model.onnx", b"", "not an ONNX model"),
        ("model.onnx", b"\x08\x08\x3a\x00", "cannot load it"),
        ("tokenizer.json", b"{}", "not a tokenizer"),
        ("tokenizer.json", b"\xff", "not a tokenizer"),
        ("config.json", b"[", "not valid JSON"),
        ("config.json", b"[]", "not valid JSON"),
        ("config.json", b"{}", "id2label"),
        ("config.json", b'{"id2label": {"1": "PER"}}', "number the labels from 0"),
        ("config.json", b'{"id2label": {"0": "O", "1": "ORG"}}', "PER or PERSON"),
        ("config.json", b'{"id2label": {"0": "O", "1": "PER"}}', "one score per token and label"),
    ],
)
def test_files_that_are_something_else_are_refused(folder, name, content, said):
    (folder / name).write_bytes(content)
    message = refusal(SecondOpinion(folder))
    assert name in message or said == "one score per token and label"
    assert said in message


def test_words_the_table_does_not_know_are_refused(folder):
    (folder / "model.onnx").write_bytes(onnx_model([[1.0, 0.0, 0.0, 0.0]]))
    assert "failed on the tokens" in refusal(SecondOpinion(folder))


@pytest.mark.skipif(INSTALLED, reason="the extra “text” is installed")
def test_without_the_extra_it_says_what_to_install(tmp_path):
    assert "curator-opendata[text]" in refusal(SecondOpinion(tmp_path))


def test_a_model_without_other_files_is_told_from_one_with():
    assert not names_other_files(onnx_model([[1.0]]))
    assert names_other_files(onnx_model([[1.0]], elsewhere=True))
    with pytest.raises(NotOnnx):
        names_other_files(onnx_model([[1.0]])[:-3])


# -- the process ------------------------------------------------------------


def _workers() -> list[psutil.Process]:
    children = psutil.Process(os.getpid()).children()
    return [c for c in children if any("second_opinion" in part for part in c.cmdline())]


def test_a_process_that_is_killed_takes_nothing_with_it(folder):
    def kill(fraction: float, message: str) -> None:
        for worker in _workers():
            worker.kill()

    opinion = SecondOpinion(folder)
    assert scan(table(), second_opinion=opinion, report=kill) == scan(table())
    assert "after 0 of 4 texts" in str(opinion.problem)


def test_cancelling_stops_the_process(folder):
    def cancel(fraction: float, message: str) -> None:
        if _workers():
            raise Cancelled

    with pytest.raises(Cancelled):
        scan(table(), second_opinion=SecondOpinion(folder), report=cancel)
    assert not _workers()


def test_a_model_that_takes_too_long_is_stopped(folder):
    assert "more than 0 seconds" in refusal(SecondOpinion(folder, seconds=0.0))
    assert not _workers()


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import collections, pickle; pickle.loads(pickle.dumps(collections.OrderedDict))",
    ],
)
def test_the_process_neither_connects_nor_unpickles(attempt):
    code = (
        "import sys; from curator.privacy.second_opinion.worker import forbid\n"
        f"sys.addaudithook(forbid)\n{attempt}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr


def test_config_may_say_anything_else(folder):
    config = json.loads((folder / "config.json").read_text())
    config |= {"auto_map": {"AutoModel": "code.Model"}, "pad_token_id": None}
    (folder / "config.json").write_text(json.dumps(config))
    opinion = SecondOpinion(folder)
    assert scan(table(), second_opinion=opinion).cell_count == 2
    assert opinion.problem is None
