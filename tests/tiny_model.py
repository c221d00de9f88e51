"""A language model small enough to be made by a test: a table of scores looked up word by word.

Its files are real: the runtime loads the ONNX graph (one ``Gather`` over the table), the tokenizer
library wrote ``tokenizer.json``.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

LABELS = ("O", "B-PER", "I-PER", "B-LOC")
FLOAT, INT64 = 1, 7


def write_model(
    folder: Path,
    words: Mapping[str, str],
    labels: Sequence[str] = LABELS,
    *,
    elsewhere: bool = False,
    longest: int = 258,
) -> Path:
    """Write a model that gives each of ``words`` its label and every other word ``O``.

    ``elsewhere``: the table lies in a file of its own, as the format allows. ``longest``: what
    ``config.json`` says of positions.
    """
    folder.mkdir(exist_ok=True)
    vocabulary = {"[UNK]": 0, "[PAD]": 1} | {word: n for n, word in enumerate(words, start=2)}
    rows = [labels.index("O")] * 2 + [labels.index(label) for label in words.values()]
    table = [[6.0 if n == row else 0.0 for n in range(len(labels))] for row in rows]
    (folder / "model.onnx").write_bytes(onnx_model(table, elsewhere=elsewhere))
    (folder / "tokenizer.json").write_text(tokenizer_json(vocabulary), encoding="utf-8")
    config = {
        "id2label": {str(n): label for n, label in enumerate(labels)},
        "max_position_embeddings": longest,
        "pad_token_id": 1,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def tokenizer_json(vocabulary: Mapping[str, int]) -> str:
    """One token per word and sign; what is not in the vocabulary is unknown."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel(dict(vocabulary), unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer.to_str()


def onnx_model(table: Sequence[Sequence[float]], *, elsewhere: bool = False) -> bytes:
    """``logits = Gather(table, input_ids)`` with an attention mask that is not used."""
    node = _text(1, "table") + _text(1, "input_ids") + _text(2, "logits") + _text(4, "Gather")
    graph = b"".join(
        (
            _bytes(1, node),
            _text(2, "tiny"),
            _bytes(5, _tensor(table, elsewhere=elsewhere)),
            _bytes(11, _value("input_ids", INT64, ("texts", "tokens"))),
            _bytes(11, _value("attention_mask", INT64, ("texts", "tokens"))),
            _bytes(12, _value("logits", FLOAT, ("texts", "tokens", len(table[0])))),
        )
    )
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _text(1, "") + _number(2, 17))


def _tensor(table: Sequence[Sequence[float]], *, elsewhere: bool) -> bytes:
    shape = _number(1, len(table)) + _number(1, len(table[0]))
    head = shape + _number(2, FLOAT) + _text(8, "table")
    if elsewhere:
        place = _bytes(13, _text(1, "location") + _text(2, "../other.bin"))
        return head + place + _number(14, 1)
    return head + _bytes(9, b"".join(struct.pack("<f", cell) for row in table for cell in row))


def _value(name: str, kind: int, shape: Sequence[str | int]) -> bytes:
    sizes = (_number(1, size) if isinstance(size, int) else _text(2, size) for size in shape)
    dimensions = b"".join(_bytes(1, size) for size in sizes)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, dimensions)))


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _text(field: int, text: str) -> bytes:
    return _bytes(field, text.encode())
