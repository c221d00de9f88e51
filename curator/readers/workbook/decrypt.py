"""Workbooks under a password: recognised before anything else, opened with the password."""

from __future__ import annotations

import io
import struct
from typing import IO

from curator.i18n import gettext as _
from curator.readers.errors import DamagedFile, EncryptedFile, NotTabular, WrongPassword
from curator.readers.kinds import OLE_DOCUMENTS
from curator.readers.workbook.model import Request

FILEPASS = 0x2F
BOF = (0x0009, 0x0209, 0x0409, 0x0809)


def plain_ole(data: bytes, request: Request) -> tuple[str, IO[bytes]]:
    """Format and bytes of the workbook in an OLE container, decrypted when it must be.

    Raises ``EncryptedFile``, ``WrongPassword``, ``NotTabular``, ``DamagedFile``.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            streams = {"/".join(path).casefold() for path in container.listdir(storages=True)}
            book = _workbook_stream(container, streams)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise DamagedFile(name=request.name, format="XLS") from error
    if "encryptedpackage" in streams:
        return "xlsx", io.BytesIO(_decrypted(data, request))
    if book is None:
        raise _another_document(streams, request)
    if has_filepass(book):
        return "xls", io.BytesIO(_decrypted(data, request))
    return "xls", io.BytesIO(data)


def _workbook_stream(container: object, streams: set[str]) -> bytes | None:
    for name in ("workbook", "book"):
        if name in streams:
            stream: bytes = container.openstream(name).read()  # type: ignore[attr-defined]
            return stream
    return None


def _another_document(streams: set[str], request: Request) -> Exception:
    for stream, words in OLE_DOCUMENTS:
        if stream.casefold() in streams:
            return NotTabular(name=request.name, format=_(words))
    return DamagedFile(name=request.name, format="XLS")


def has_filepass(book: bytes) -> bool:
    """Whether the first records of a workbook stream say that the rest is encrypted."""
    at = 0
    for _number in range(64):
        if at + 4 > len(book):
            return False
        record, length = struct.unpack_from("<HH", book, at)
        if record == FILEPASS:
            return True
        at += 4 + length
    return False


def _decrypted(data: bytes, request: Request) -> bytes:
    if not request.password:
        raise EncryptedFile(name=request.name)
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    out = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password=request.password)
        office.decrypt(out)
    except (InvalidKeyError, DecryptionError, ValueError) as error:
        raise WrongPassword(name=request.name) from error
    except (FileFormatError, OSError, struct.error, IndexError) as error:
        raise DamagedFile(name=request.name, format="XLS") from error
    return out.getvalue()
