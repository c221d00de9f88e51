"""A ZIP container of parts, opened within limits."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from functools import lru_cache
from typing import IO

from lxml import etree

from curator.i18n import gettext as _
from curator.readers import limits
from curator.readers.errors import DamagedFile, EncryptedFile, TooLarge

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)


class Package:
    """The parts of a workbook. Names compare without regard to case, as office programs do."""

    def __init__(self, data: IO[bytes], name: str, format_name: str) -> None:
        self.name = name
        self.format_name = format_name
        try:
            self.archive = zipfile.ZipFile(data)
        except BROKEN as error:
            raise DamagedFile(name=name, format=format_name) from error
        self._check_sizes()
        self._by_key = {_key(info.filename): info for info in self.archive.infolist()}

    def _check_sizes(self) -> None:
        infos = self.archive.infolist()
        if len(infos) > limits.MEMBERS:
            raise TooLarge(name=self.name, reason=_("it holds too many parts"))
        if sum(info.file_size for info in infos) > limits.TOTAL_BYTES:
            raise TooLarge(name=self.name, reason=_("unpacked, it would fill the memory"))
        for info in infos:
            large = info.file_size > limits.RATIO_FROM
            if large and info.file_size > limits.RATIO * max(1, info.compress_size):
                reason = _("it unpacks to far more than a workbook holds (a “ZIP bomb”)")
                raise TooLarge(name=self.name, reason=reason)
            if info.file_size > limits.MEMBER_BYTES:
                raise TooLarge(name=self.name, reason=_("unpacked, it would fill the memory"))

    @property
    def names(self) -> list[str]:
        """Every member, as written in the container."""
        return self.archive.namelist()

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._by_key

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises ``DamagedFile``, ``EncryptedFile``."""
        info = self._by_key.get(_key(part))
        if info is None:
            raise DamagedFile(name=self.name, format=self.format_name)
        try:
            return self.archive.read(info)
        except RuntimeError as error:
            raise EncryptedFile(name=self.name) from error
        except BROKEN as error:
            raise DamagedFile(name=self.name, format=self.format_name) from error

    def find(self, part: str) -> bytes | None:
        """The bytes of a part; None when it is not there or cannot be unpacked."""
        try:
            return self.read(part) if part in self else None
        except DamagedFile:
            return None

    def check_headers(self) -> None:
        """Every member's own header must agree with the directory. Raises ``DamagedFile``."""
        for info in self.archive.infolist():
            try:
                self.archive.open(info).close()
            except RuntimeError as error:
                raise EncryptedFile(name=self.name) from error
            except BROKEN as error:
                raise DamagedFile(name=self.name, format=self.format_name) from error

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Relations of ``part``: id → (type, target, is external)."""
        folder, file = posixpath.split(part)
        data = self.find(posixpath.join(folder, "_rels", f"{file}.rels"))
        root = parse_xml(data) if data else None
        if root is None:
            return {}
        found = {}
        for element in root:
            target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
            path = target if outside else posixpath.normpath(posixpath.join(folder, target))
            path = path if outside else path.lstrip("/")
            if target.startswith("/") and not outside:
                path = target.lstrip("/")
            found[element.get("Id", "")] = (element.get("Type", ""), path, outside)
        return found


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def safe_parser(*, recover: bool = True) -> etree.XMLParser:
    """A parser that expands no entity, loads nothing and takes what is slightly broken."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def parse_xml(data: bytes) -> etree._Element | None:
    """The root of a part; None when it is not XML at all."""
    try:
        return etree.fromstring(data, safe_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_entities(data: bytes, name: str) -> None:
    """No office program writes a document type into a part. Raises ``TooLarge``."""
    if _DOCTYPE.search(data[:4096]):
        reason = _("it defines entities, as files made to exhaust the memory do")
        raise TooLarge(name=name, reason=reason)


def in_memory(data: bytes) -> IO[bytes]:
    """A stream over bytes."""
    return io.BytesIO(data)


@lru_cache(maxsize=4096)
def local(tag: object) -> str:
    """The name of a tag without its namespace; the empty string for what is not an element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
