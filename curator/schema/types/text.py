"""``string`` with its formats, and ``any``."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.distinct import as_mask, matches
from curator.schema.model import Field
from curator.schema.types.base import Reader, Vectorised, reads

# What a URI reference needs to have a scheme (RFC 3986 §3.1); the rest may be anything.
_URI = r"^[a-zA-Z][a-zA-Z0-9+.-]*:"
# Plain addresses, recognised at once; whatever else may be valid is looked at one by one.
_LOCAL = r"[A-Za-z0-9_+'\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{24F}-]"
_PLAIN_EMAIL = (
    rf"^{_LOCAL}+(?:\.{_LOCAL}+)*"
    r"@([A-Za-z0-9]{1,30}(-[A-Za-z0-9]{1,15})*\.){1,3}[A-Za-z]{2,12}$"
)
_UUID = r"^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"


@reads("string")
class StringReader(Reader):
    """Texts; a format narrows which."""

    supports = ("required", "minLength", "maxLength", "pattern", "enum")

    def __init__(self, definition: Field) -> None:
        super().__init__(definition)
        self._accepts = _FORMATS.get(definition.format)
        self._pattern = _PATTERNS.get(definition.format)

    def read(self, text: str) -> str | None:
        if self._accepts is None or self._accepts(text):
            return text
        return None

    def constant(self, value: Any) -> Any:
        return self.read(value) if isinstance(value, str) else None

    def vectorised(self, texts: pa.Array) -> Vectorised:
        if self._accepts is None:
            return np.ones(len(texts), dtype=bool), None
        if self._pattern is None:
            return super().vectorised(texts)
        known = matches(texts, self._pattern)
        if self.definition.format == "email":
            # A local part has 64 characters at most; RE2 counts slowly.
            known &= as_mask(pc.less_equal(pc.utf8_length(texts), 64))
        return known, None


@reads("any")
class AnyReader(Reader):
    """Anything goes."""

    def read(self, text: str) -> str:
        return text

    def vectorised(self, texts: pa.Array) -> Vectorised:
        return np.ones(len(texts), dtype=bool), None


def _is_uri(text: str) -> bool:
    head, colon, _rest = text.partition(":")
    return bool(
        colon
        and head.isascii()
        and head[:1].isalpha()
        and all(c.isalnum() or c in "+.-" for c in head)
    )


def _is_email(text: str) -> bool:
    import validators

    return validators.email(text) is True


def _is_uuid(text: str) -> bool:
    import validators

    return validators.uuid(text) is True


def _is_base64(text: str) -> bool:
    try:
        b64decode(text)
    except (binascii.Error, ValueError):
        return False
    return True


def _is_wkt(text: str) -> bool:
    from frictionless.platform import platform

    try:
        platform.wkt.Parser().parse(text)
    except Exception:  # noqa: BLE001  (the parser raises whatever it meets)
        return False
    return True


_FORMATS: dict[str, Callable[[str], bool]] = {
    "uri": _is_uri,
    "email": _is_email,
    "uuid": _is_uuid,
    "binary": _is_base64,
    "wkt": _is_wkt,
}

_PATTERNS = {"uri": _URI, "email": _PLAIN_EMAIL, "uuid": _UUID}
