"""``boolean``: the texts that the schema says mean yes or no."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from curator.schema.distinct import is_in
from curator.schema.model import Field
from curator.schema.types.base import Reader, Vectorised, reads

TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")


@reads("boolean")
class BooleanReader(Reader):
    """Yes or no."""

    def __init__(self, definition: Field) -> None:
        super().__init__(definition)
        true = definition.options.get("trueValues", TRUE_VALUES)
        false = definition.options.get("falseValues", FALSE_VALUES)
        # A text in both lists means no, as in the reference implementation.
        self._meaning = {str(v): True for v in true} | {str(v): False for v in false}

    def read(self, text: str) -> bool | None:
        return self._meaning.get(text)

    def constant(self, value: Any) -> Any:
        return value if isinstance(value, bool) else self._meaning.get(str(value))

    def vectorised(self, texts: pa.Array) -> Vectorised:
        true = is_in(texts, [text for text, meaning in self._meaning.items() if meaning])
        false = is_in(texts, [text for text, meaning in self._meaning.items() if not meaning])
        return true | false, np.where(true, np.int8(1), np.int8(0))
