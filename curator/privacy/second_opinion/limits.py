"""How much a second opinion may cost. Beyond these it is refused or stops, and says so."""

from __future__ import annotations

MODEL_BYTES = 768 << 20
"""Largest ``model.onnx``: the process holds it twice while it starts."""
MEMORY = 3 << 30
"""Bytes of address space of the process."""
JSON_BYTES = 64 << 20
"""Largest ``tokenizer.json`` or ``config.json``."""
TEXTS = 100_000
"""Most distinct texts of a table that the model reads."""
CHARACTERS = 4000
"""Characters of one text that the model reads."""
SECONDS = 900
"""Seconds by the clock from the start of the process; a small model (15 MB) reads thirty long
remarks to a hundred short ones in a second of processor time.
"""
BATCH = 16
"""Texts read at once."""
TOKENS = 256
"""Tokens read at once, where the model does not say less."""
OVERLAP = 32
"""Tokens that two stretches of a long text share, so that no name is cut."""
LABELS = 1000
"""Most labels a model may have."""
