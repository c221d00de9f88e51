"""OpenDocument spreadsheets under a password.

Part by part with AES-256-CBC and PBKDF2 (OpenDocument 1.2, part 3, §4), or the package as a whole
with AES-256-GCM and Argon2id (LibreOffice from 24.8 on). A part is deflated, then encrypted.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from curator.i18n import gettext as _
from curator.readers import limits
from curator.readers.errors import DamagedFile, TooLarge, UnknownEncryption, WrongPassword
from curator.readers.workbook.package import Package, local, parse_xml

MANIFEST = "META-INF/manifest.xml"
WHOLE = "encrypted-package"
MOST_ITERATIONS = 10_000_000
MOST_ARGON_KIB = 1 << 20
BLOCK, NONCE = 16, 12
CHECKED = 1024
"""Bytes of the deflated part that its checksum covers."""


@dataclass(frozen=True)
class Sealed:
    """How one part is encrypted, as the manifest says."""

    part: str
    algorithm: str
    vector: bytes
    start_hash: str
    derivation: str
    salt: bytes
    key_size: int
    iterations: int
    memory_kib: int
    lanes: int
    checksum_hash: str
    checksum: bytes


def is_sealed(manifest: bytes) -> bool:
    """Whether any part is encrypted."""
    return b"encryption-data" in manifest


def unsealed(package: Package, manifest: bytes, password: str) -> bytes:
    """The container with its parts decrypted.

    Raises ``WrongPassword``, ``UnknownEncryption``, ``DamagedFile``, ``TooLarge``.
    """
    parts = {sealed.part: sealed for sealed in _sealed_parts(package, manifest)}
    if WHOLE in parts:
        return _opened(package, parts[WHOLE], password)
    out = io.BytesIO()
    total = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.comment = package.archive.comment
        for name in package.names:
            data = package.read(name)
            if name in parts:
                data = _opened(package, parts[name], password)
            elif name == MANIFEST:
                data = _without_seals(data)
            total += len(data)
            if total > limits.TOTAL_BYTES:
                raise _too_large(package)
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _without_seals(manifest: bytes) -> bytes:
    """The manifest as it is where nothing is encrypted; parsers go by it."""
    root = parse_xml(manifest)
    if root is None:
        return manifest
    for element in [e for e in root.iter() if local(e.tag) == "encryption-data"]:
        element.getparent().remove(element)
    plain: bytes = etree.tostring(root)
    return plain


def _sealed_parts(package: Package, manifest: bytes) -> list[Sealed]:
    root = parse_xml(manifest)
    entries = [] if root is None else [e for e in root if local(e.tag) == "file-entry"]
    try:
        found = [_sealed(e) for e in entries if any(local(c.tag) == "encryption-data" for c in e)]
    except (ValueError, binascii.Error) as error:
        raise DamagedFile(name=package.name, format="ODS") from error
    if not found:
        raise DamagedFile(name=package.name, format="ODS")
    return found


def _sealed(entry: Any) -> Sealed:
    said: dict[str, str] = {}
    for element in entry.iter():
        # The size of the key stands twice: that of the derived one comes last or alone.
        said |= {f"{local(element.tag)}/{local(k)}": str(v) for k, v in element.attrib.items()}

    def text(name: str, default: str = "") -> str:
        return said.get(name, default)

    def number(name: str, default: int) -> int:
        return int(text(name, str(default)))

    return Sealed(
        part=text("file-entry/full-path"),
        algorithm=text("algorithm/algorithm-name").rpartition("#")[2].lower(),
        vector=base64.b64decode(text("algorithm/initialisation-vector")),
        start_hash=_hash_of(text("start-key-generation/start-key-generation-name", "SHA1")),
        derivation=text("key-derivation/key-derivation-name").rpartition(":")[2].lower(),
        salt=base64.b64decode(text("key-derivation/salt")),
        key_size=number("key-derivation/key-size", 32),
        iterations=max(
            number("key-derivation/iteration-count", 0),
            number("key-derivation/argon2-iterations", 0),
        ),
        memory_kib=number("key-derivation/argon2-memory", 0),
        lanes=number("key-derivation/argon2-lanes", 0),
        checksum_hash=_hash_of(text("encryption-data/checksum-type")),
        checksum=base64.b64decode(text("encryption-data/checksum")),
    )


def _hash_of(name: str) -> str:
    return "sha256" if "sha256" in name.lower() else "sha1"


def _opened(package: Package, sealed: Sealed, password: str) -> bytes:
    """The plain bytes of a part."""
    data = package.read(sealed.part)
    key = _key(package, sealed, password)
    if sealed.algorithm == "aes256-cbc":
        deflated = _from_cbc(package, sealed, key, data)
    elif sealed.algorithm == "aes256-gcm":
        deflated = _from_gcm(package, key, data)
    else:  # Blowfish, of OpenOffice.org before 3.4, is no longer taken for safe
        raise UnknownEncryption(name=package.name)
    return _inflated(package, deflated)


def _key(package: Package, sealed: Sealed, password: str) -> bytes:
    start = hashlib.new(sealed.start_hash, password.encode("utf-8")).digest()
    bounded = 0 < sealed.iterations <= MOST_ITERATIONS and sealed.key_size == 32
    if sealed.derivation == "pbkdf2" and bounded:
        return hashlib.pbkdf2_hmac("sha1", start, sealed.salt, sealed.iterations, 32)
    if sealed.derivation.endswith("argon2id") and bounded and sealed.memory_kib <= MOST_ARGON_KIB:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        try:
            return Argon2id(
                salt=sealed.salt,
                length=32,
                iterations=sealed.iterations,
                lanes=sealed.lanes,
                memory_cost=sealed.memory_kib,
            ).derive(start)
        except (UnsupportedAlgorithm, ValueError) as error:
            raise UnknownEncryption(name=package.name) from error
    raise UnknownEncryption(name=package.name)


def _from_cbc(package: Package, sealed: Sealed, key: bytes, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if len(data) % BLOCK or not data or len(sealed.vector) != BLOCK:
        raise DamagedFile(name=package.name, format="ODS")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(sealed.vector)).decryptor()
    plain = decryptor.update(data) + decryptor.finalize()
    # As XML encryption pads: the last byte counts, the others may be anything.
    if not 1 <= plain[-1] <= BLOCK:
        raise WrongPassword(name=package.name)
    plain = plain[: -plain[-1]]
    found = hashlib.new(sealed.checksum_hash, plain[:CHECKED]).digest()
    if sealed.checksum and found != sealed.checksum:
        raise WrongPassword(name=package.name)
    return plain


def _from_gcm(package: Package, key: bytes, data: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(data) < NONCE + BLOCK:
        raise DamagedFile(name=package.name, format="ODS")
    try:
        return AESGCM(key).decrypt(data[:NONCE], data[NONCE:], None)
    except InvalidTag as error:
        raise WrongPassword(name=package.name) from error


def _inflated(package: Package, data: bytes) -> bytes:
    most = min(limits.MEMBER_BYTES, max(limits.RATIO_FROM, limits.RATIO * len(data)))
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = inflater.decompress(data, most + 1)
    except zlib.error as error:
        raise DamagedFile(name=package.name, format="ODS") from error
    if len(plain) > most:
        raise _too_large(package)
    return plain


def _too_large(package: Package) -> TooLarge:
    return TooLarge(name=package.name, reason=_("unpacked, it would fill the memory"))
