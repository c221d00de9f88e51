"""Operations that take personal data out of cells, or make it coarser.

A pseudonym is not anonymous: with the key, or with patience, it leads back to the person. What
these operations make is called pseudonymised, still personal data.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from typing import Annotated, ClassVar, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pydantic

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.key_file import SHORTEST_KEY
from curator.operations.base import Operation, operation
from curator.table import Table

MASK = "***"
"""What stands for the masked part: always as long, so that it does not tell how long that was."""

Count = Annotated[int, pydantic.Field(ge=0)]


def _changed(table: Table, field: str, change: Callable[[str], str]) -> Table:
    """``field`` with every distinct text changed by ``change`` (once, however often it stands)."""
    column = table.column(field)
    distinct = pc.unique(column)
    changed = pa.array([change(text) for text in distinct.to_pylist()], pa.string())
    chunks = [changed.take(pc.index_in(chunk, value_set=distinct)) for chunk in column.chunks]
    return table.with_column(field, pa.chunked_array(chunks, type=pa.string()))


@operation("cell-mask")
class MaskCells:
    """Hide all but the first and last characters of every value of a field.

    A value no longer than what would stay is masked whole.
    """

    type: ClassVar[str]
    field: str
    keep_start: Count = 0
    keep_end: Count = 0

    def apply(self, table: Table) -> Table:
        return _changed(table, self.field, self._masked)

    def _masked(self, text: str) -> str:
        if not text.strip():
            return text
        if len(text) <= self.keep_start + self.keep_end:
            return MASK
        return text[: self.keep_start] + MASK + text[len(text) - self.keep_end :]

    def sentence(self) -> str:
        return _("Mask the values of “{field}”").format(field=self.field)


@operation("date-to-year")
class GeneraliseDate:
    """Keep of a date only its year, its month or its decade.

    A text that is no date could say more than a date would: it becomes empty.
    """

    type: ClassVar[str]
    field: str
    keep: Literal["year", "month", "decade"] = "year"

    def apply(self, table: Table) -> Table:
        return _changed(table, self.field, self._coarser)

    def _coarser(self, text: str) -> str:
        from curator.privacy.calendar import day_of

        day = day_of(text.strip())
        if day is None:
            return ""
        year, month, _day = day
        if self.keep == "month" and month:
            return f"{year:04d}-{month:02d}"
        return f"{year // 10 * 10:04d}" if self.keep == "decade" else f"{year:04d}"

    def sentence(self) -> str:
        if self.keep == "month":
            return _("Keep only the month of “{field}”").format(field=self.field)
        if self.keep == "decade":
            return _("Keep only the decade of “{field}”").format(field=self.field)
        return _("Keep only the year of “{field}”").format(field=self.field)


@operation("postal-code-truncate")
class TruncatePostalCode:
    """Keep the first digits of postal codes (two: the department).

    A zero that a spreadsheet removed in front is put back first; a text that is no postal code
    becomes empty.
    """

    type: ClassVar[str]
    field: str
    keep: Annotated[int, pydantic.Field(ge=1, le=4)] = 2

    def apply(self, table: Table) -> Table:
        return _changed(table, self.field, self._shorter)

    def _shorter(self, text: str) -> str:
        digits = text.strip().removesuffix(".0").replace(" ", "").replace("\u00a0", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) in (4, 5)):
            return ""
        return digits.zfill(5)[: self.keep]

    def sentence(self) -> str:
        return _("Keep the first {n} digits of the postal codes in “{field}”").format(
            n=self.keep, field=self.field
        )


@operation("field-pseudonymise")
class Pseudonymise:
    """Replace the values of a field by pseudonyms: HMAC-SHA-256 under a secret key.

    The same value gives the same pseudonym under one key and one ``scope`` (two datasets with
    different scopes cannot be linked). The result is pseudonymised, still personal data. The key
    is given with ``with_key``; no recipe holds it and none can bring it.
    """

    type: ClassVar[str]
    field: str
    length: Annotated[int, pydantic.Field(ge=8, le=64)] = 16
    scope: str = ""
    key: bytes | None = dataclasses.field(default=None, init=False, repr=False, compare=False)

    def with_key(self, key: bytes) -> Operation:
        """The same operation, able to be applied. Raises ``OperationError`` for a short key."""
        if len(key) < SHORTEST_KEY:
            reason = _("the key must have at least {n} bytes").format(n=SHORTEST_KEY)
            raise OperationError(operation=self.sentence(), reason=reason)
        keyed = dataclasses.replace(self)
        object.__setattr__(keyed, "key", key)
        return keyed

    def apply(self, table: Table) -> Table:
        if self.key is None:
            raise OperationError(operation=self.sentence(), reason=_("it needs a key"))
        return _changed(table, self.field, self._pseudonym)

    def _pseudonym(self, text: str) -> str:
        value = unicodedata.normalize("NFC", text.strip())
        if not value:
            return ""
        message = f"{self.scope}\x1f{value}".encode()
        return hmac.new(self.key or b"", message, hashlib.sha256).hexdigest()[: self.length]

    def sentence(self) -> str:
        return _("Replace “{field}” by pseudonyms (pseudonymised, still personal data)").format(
            field=self.field
        )


@operation("text-redact")
class RedactText:
    """Replace the personal data found in a field's texts by what it was: ``[téléphone]``.

    It looks again at every replay, so it serves next month's file. ``kinds`` limits it to some
    kinds (none named: all). The marks are French, as published files are.
    """

    type: ClassVar[str]
    field: str
    kinds: tuple[str, ...] = ()

    def apply(self, table: Table) -> Table:
        from curator.privacy.redaction import Redactor

        return _changed(table, self.field, Redactor(self.kinds, header=self.field).redacted)

    def sentence(self) -> str:
        return _("Redact the personal data in the texts of “{field}”").format(field=self.field)
