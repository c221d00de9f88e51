"""The model at work: texts in, names of persons out. Runs in the worker process only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from curator.i18n import gettext as _
from curator.privacy.second_opinion import limits
from curator.privacy.second_opinion.folder import (
    CONFIG,
    MODEL,
    TOKENIZER,
    Config,
    read_bytes,
    refused,
)
from curator.privacy.second_opinion.onnx_file import NotOnnx, names_other_files

_TYPES = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_INPUTS = ("input_ids", "attention_mask", "token_type_ids", "position_ids")

Numbers = npt.NDArray[np.float64]


class Named(NamedTuple):
    """A person’s name in a text, half-open in code points; ``sure`` is from 0 to 1."""

    start: int
    end: int
    sure: float


@dataclass(frozen=True)
class Word:
    """A word as the model sees it: its place and what its tokens say together."""

    start: int
    end: int
    type: str
    begins: bool
    person: float


@dataclass(frozen=True)
class Recogniser:
    """A token-classification model with its tokenizer."""

    session: Any
    tokenizer: Any
    config: Config
    rows: int | None
    """Texts at once that the model is fixed to; None when it takes any number."""
    length: int | None
    """Tokens at once that the model is fixed to."""

    @classmethod
    def load(cls, folder: Path) -> Recogniser:
        """Open the three files of ``folder``. Raises ``SecondOpinionMissing``."""
        config = Config.parsed(read_bytes(folder, CONFIG))
        session = _session(read_bytes(folder, MODEL))
        rows, length = _fixed(session)
        tokens = min(config.tokens, length) if length else config.tokens
        tokenizer = _tokenizer(read_bytes(folder, TOKENIZER), tokens)
        return cls(session, tokenizer, config, rows, length)

    def read(self, texts: Sequence[str]) -> list[list[Named]]:
        """The names in each of these texts."""
        pieces: list[tuple[int, Any]] = []
        for n, encoding in enumerate(self._encoded(texts)):
            pieces += [(n, piece) for piece in (encoding, *encoding.overflowing)]
        words: list[list[Word]] = [[] for _text in texts]
        step = self.rows or limits.BATCH
        for start in range(0, len(pieces), step):
            batch = pieces[start : start + step]
            shares = self._shares([piece for _n, piece in batch])
            for (n, piece), share in zip(batch, shares, strict=False):
                words[n] += self._words(piece, share)
        return [names_of(text, found) for text, found in zip(texts, words, strict=True)]

    def _encoded(self, texts: Sequence[str]) -> Any:
        try:
            return self.tokenizer.encode_batch(list(texts))
        except Exception:  # noqa: BLE001 - the library raises plain ``Exception``
            raise refused(TOKENIZER, _("it does not know what to make of a text")) from None

    def _run(self, inputs: dict[str, Any]) -> Numbers:
        name = self.session.get_outputs()[0].name
        try:
            return np.asarray(self.session.run([name], inputs)[0], dtype=np.float64)
        except Exception:  # noqa: BLE001 - the runtime has its own exceptions
            raise refused(MODEL, _("it failed on the tokens of tokenizer.json")) from None

    def _shares(self, pieces: Sequence[Any]) -> Numbers:
        """Probabilities by piece, token and label."""
        rows = self.rows or len(pieces)
        length = self.length or max(len(piece.ids) for piece in pieces)
        ids = np.full((rows, length), self.config.padding, dtype=np.int64)
        mask = np.zeros((rows, length), dtype=np.int64)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece.ids)] = piece.ids
            mask[row, : len(piece.ids)] = 1
        positions = np.tile(np.arange(length, dtype=np.int64), (rows, 1))
        given = dict(zip(_INPUTS, (ids, mask, np.zeros_like(ids), positions), strict=True))
        wanted = {i.name: given[i.name].astype(_TYPES[i.type]) for i in self.session.get_inputs()}
        scores = self._run(wanted)
        if scores.shape != (rows, length, len(self.config.labels)):
            raise refused(MODEL, _("it does not give one score per token and label of config.json"))
        scores = np.nan_to_num(scores - scores.max(axis=2, keepdims=True), nan=-1e9)
        powers = np.exp(scores)
        shares: Numbers = powers / powers.sum(axis=2, keepdims=True)
        return shares

    def _words(self, piece: Any, shares: Numbers) -> Iterator[Word]:
        """The words of a piece; what its tokens say is averaged, the first tells the label."""
        person = np.array([label.is_person for label in self.config.labels])
        groups: list[list[int]] = []
        before: object = None
        for at, (word, special) in enumerate(
            zip(piece.word_ids, piece.special_tokens_mask, strict=True)
        ):
            if special:
                before = None
                continue
            if word is not None and word == before:
                groups[-1].append(at)
            else:
                groups.append([at])
            before = word
        for group in groups:
            start, end = piece.offsets[group[0]][0], piece.offsets[group[-1]][1]
            mean = shares[group].mean(axis=0)
            label = self.config.labels[int(np.argmax(np.where(person, shares[group[0]], -1.0)))]
            if end > start:
                yield Word(start, end, label.type, label.begins, float(mean[person].sum()))


def names_of(text: str, words: Sequence[Word]) -> list[Named]:
    """Neighbouring words that are more likely a person’s name than not, put together."""
    best: dict[tuple[int, int], Word] = {}
    for word in words:  # a word where two stretches overlap was read twice
        known = best.get((word.start, word.end))
        if known is None or word.person > known.person:
            best[word.start, word.end] = word
    runs: list[list[Word]] = []
    last: Word | None = None
    for word in sorted(best.values(), key=lambda w: (w.start, w.end)):
        if word.person >= 0.5:
            if last is not None and _goes_on(last, word, text):
                runs[-1].append(word)
            else:
                runs.append([word])
            last = word
        else:
            last = None
    found = (_named(text, run) for run in runs)
    return [named for named in found if named is not None]


def _goes_on(last: Word, word: Word, text: str) -> bool:
    """Whether a word belongs to the name before it; a label may say that another one begins."""
    between = text[last.end : word.start]
    if len(between) > 2 or between.strip(" \u00a0\u202f.-‑'’"):
        return False
    return not (word.begins and word.type == last.type and between)


def _named(text: str, run: Sequence[Word]) -> Named | None:
    """The name without the white space and the signs that some tokenizers count in."""
    start, end = run[0].start, min(run[-1].end, len(text))
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and not text[end - 1].isalpha():
        end -= 1
    if end - start < 2:
        return None
    return Named(start, end, round(sum(word.person for word in run) / len(run), 4))


def _session(data: bytes) -> Any:
    """The model, from its bytes alone: nothing else of the folder is opened."""
    import onnxruntime

    try:
        outside = names_other_files(data)
    except NotOnnx:
        raise refused(MODEL, _("it is not an ONNX model")) from None
    if outside:
        raise refused(MODEL, _("it keeps data in other files; export it as one file"))
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.add_session_config_entry("session.load_model_format", "ONNX")
    try:
        session = onnxruntime.InferenceSession(
            data, sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception:  # noqa: BLE001 - the runtime has its own exceptions, some derive from this
        raise refused(MODEL, _("the runtime cannot load it")) from None
    inputs = {i.name: i.type for i in session.get_inputs()}
    if "input_ids" not in inputs or not set(inputs) <= set(_INPUTS):
        raise refused(MODEL, _("it is not a model that labels the tokens of a text"))
    if not set(inputs.values()) <= set(_TYPES):
        raise refused(MODEL, _("it is not a model that labels the tokens of a text"))
    return session


def _fixed(session: Any) -> tuple[int | None, int | None]:
    """Texts and tokens at once that the model is fixed to."""
    shape = next(i.shape for i in session.get_inputs() if i.name == "input_ids")
    if len(shape) != 2:
        raise refused(MODEL, _("it is not a model that labels the tokens of a text"))
    rows, length = (size if isinstance(size, int) and size > 0 else None for size in shape)
    return rows, length


def _tokenizer(data: bytes, tokens: int) -> Any:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_str(data.decode("utf-8"))
        tokenizer.no_padding()
        overlap = min(limits.OVERLAP, tokens // 4)
        tokenizer.enable_truncation(max_length=tokens, stride=overlap)
    except Exception:  # noqa: BLE001 - the library raises plain ``Exception``
        raise refused(TOKENIZER, _("it is not a tokenizer that can be read")) from None
    return tokenizer
