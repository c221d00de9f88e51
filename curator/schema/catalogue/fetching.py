"""JSON documents from the network, fetched only when the user asks for it in that moment."""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from curator import __version__
from curator.errors import SchemaError
from curator.i18n import gettext as _

TIMEOUT = 20.0
"""Seconds without an answer after which a fetch is given up."""

MOST_BYTES = 20_000_000


def fetch_json(url: str) -> Any:
    """The JSON document at an http(s) address. Raises ``SchemaError``."""
    return parse_json(fetch_bytes(url), url)


def fetch_bytes(url: str) -> bytes:
    """What is at an http(s) address, up to ``MOST_BYTES``. Raises ``SchemaError``."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise SchemaError(name=url, reason=_("the address must start with http:// or https://"))
    request = Request(url, headers={"User-Agent": f"curator/{__version__}"})  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310  (the scheme was checked)
            body: bytes = answer.read(MOST_BYTES + 1)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = _("it could not be fetched; check the address and the network, and try again")
        raise SchemaError(name=url, reason=reason) from error
    if len(body) > MOST_BYTES:
        raise SchemaError(name=url, reason=_("it is too large to be a schema"))
    return body


def parse_json(body: bytes, name: str) -> Any:
    """A JSON document from its bytes. Raises ``SchemaError``."""
    try:
        return json.loads(body.decode("utf-8-sig"))
    except ValueError:
        raise SchemaError(name=name, reason=_("what is there is not JSON")) from None
