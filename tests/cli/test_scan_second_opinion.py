"""``curator scan`` with a second opinion on free text, as a user asks for it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from curator.cli import main
from tests.tiny_model import write_model

INSTALLED = all(importlib.util.find_spec(name) for name in ("onnxruntime", "tokenizers"))
TEXT = """Objet;Remarques
Voirie;Courrier remis en main propre à Kwzelith Obrumaj au guichet
Voirie;Demande classée sans suite après la visite du technicien
"""
WORDS = {"Kwzelith": "B-PER", "Obrumaj": "I-PER"}
SPAN = {"row": 2, "field": "Remarques", "start": 32, "end": 48, "kind": "full-name"}


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "fichier.csv"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def model(tmp_path: Path) -> str:
    if not INSTALLED:
        pytest.skip("needs the extra “text”")
    return str(write_model(tmp_path / "model", WORDS))


def test_the_folder_of_the_option_is_used(file, model, capsys):
    assert main(["scan", file, "--text-model", model, "--json"]) == 1
    streams = capsys.readouterr()
    document = json.loads(streams.out)
    assert document["cells"] == [SPAN]
    assert document["second_opinion"] == {"texts": 2, "read": 2, "problem": None}
    assert streams.err == ""


def test_the_folder_of_the_environment_is_used_when_asked(file, model, capsys, monkeypatch):
    monkeypatch.setenv("CURATOR_TEXT_MODEL", model)
    assert main(["scan", file, "--second-opinion", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["cells"] == [SPAN]


def test_it_is_off_unless_asked_for(file, model, capsys, monkeypatch):
    monkeypatch.setenv("CURATOR_TEXT_MODEL", model)
    assert main(["scan", file, "--json"]) == 0
    streams = capsys.readouterr()
    assert "second_opinion" not in json.loads(streams.out)
    assert streams.err == ""


def test_a_folder_that_lacks_a_file_is_one_sentence_and_the_rules_still_apply(file, model, capsys):
    (Path(model) / "tokenizer.json").unlink()
    assert main(["scan", file, "--text-model", model, "--json", "--lang", "fr"]) == 0
    streams = capsys.readouterr()
    document = json.loads(streams.out)
    assert [f["name"] for f in document["fields"]] == ["Objet", "Remarques"]
    assert streams.err.count("\n") == 1
    assert "Les règles ont été appliquées" in streams.err
    assert "tokenizer.json" in streams.err
    assert document["second_opinion"]["problem"] == streams.err.strip()


def test_without_the_extra_it_is_one_sentence_and_the_rules_still_apply(file, tmp_path):
    code = (
        "import sys\n"
        "import importlib.util as util\n"
        "real = util.find_spec\n"
        "util.find_spec = lambda name: None if name == 'onnxruntime' else real(name)\n"
        "from main import main\n"
        "sys.exit(main(['scan', sys.argv[1], '--second-opinion', '--json', '--lang', 'en']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, file], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["fields"]) == 2
    assert done.stderr.count("\n") == 1
    assert "onnxruntime" in done.stderr
    assert "curator-opendata[text]" in done.stderr


def test_nothing_of_it_is_loaded_when_it_is_not_asked_for(file):
    code = (
        "import sys\nfrom main import main\nmain(['scan', sys.argv[1], '--json'])\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, file], capture_output=True, text=True, check=False
    )
    loaded = set(done.stderr.split())
    assert "curator.privacy.scan" in loaded
    assert not loaded & {"onnxruntime", "tokenizers", "huggingface_hub"}
    assert "curator.privacy.second_opinion.client" not in loaded
