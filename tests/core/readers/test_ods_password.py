"""OpenDocument spreadsheets under a password: part by part, or the package as a whole."""

from __future__ import annotations

import base64
import hashlib
import os
import zlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from curator.readers import ReadingOptions, open_source
from curator.readers.errors import DamagedFile, EncryptedFile, UnknownEncryption, WrongPassword
from tests.core.readers.builders import write_package
from tests.core.readers.test_workbooks import make_ods, ods_content

PASSWORD = "clé secrète"
SPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
CELLS = [
    f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
    for t in ("Ville", "Nice", "Évry")
]
ROWS = [("n1", "Nice"), ("n2", "Évry")]


def base(data: bytes) -> str:
    return base64.b64encode(data).decode()


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def manifest(entries: str) -> str:
    return f'<m:manifest xmlns:m="{SPACE}">{entries}</m:manifest>'


def sealed(name: str, data: bytes, algorithm: str = "aes256-cbc") -> tuple[bytes, str]:
    """A part under the password, as OpenDocument 1.2 describes it, and its entry."""
    salt, vector = os.urandom(16), os.urandom(16)
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, salt, 1000, 32)
    packed = deflated(data)
    fill = 16 - len(packed) % 16
    cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    body = cipher.update(packed + os.urandom(fill - 1) + bytes([fill])) + cipher.finalize()
    check = base(hashlib.sha256(packed[:1024]).digest())
    entry = (
        f'<m:file-entry m:full-path="{name}" m:size="{len(data)}"><m:encryption-data'
        f' m:checksum-type="{SPACE}#sha256-1k" m:checksum="{check}">'
        f'<m:algorithm m:algorithm-name="http://www.w3.org/2001/04/xmlenc#{algorithm}"'
        f' m:initialisation-vector="{base(vector)}"/><m:start-key-generation'
        ' m:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"'
        ' m:key-size="32"/><m:key-derivation m:key-derivation-name="PBKDF2" m:key-size="32"'
        f' m:iteration-count="1000" m:salt="{base(salt)}"/></m:encryption-data></m:file-entry>'
    )
    return body, entry


def by_parts(path: Path, algorithm: str = "aes256-cbc", change: bytes = b"") -> Path:
    meta = '<m xmlns:dc="urn:dc"><dc:creator>Jeanne</dc:creator></m>'
    content, first = sealed("content.xml", ods_content(CELLS).encode(), algorithm)
    about, second = sealed("meta.xml", meta.encode(), algorithm)
    return write_package(
        path,
        {
            "mimetype": TYPE,
            "content.xml": content + change,
            "meta.xml": about,
            "META-INF/manifest.xml": manifest(first + second),
        },
    )


def as_a_whole(path: Path) -> Path:
    inner = make_ods(path.with_name("inner.ods"), CELLS).read_bytes()
    salt, nonce = os.urandom(16), os.urandom(12)
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=1024).derive(start)
    body = nonce + AESGCM(key).encrypt(nonce, deflated(inner), None)
    entry = (
        f'<m:file-entry m:full-path="encrypted-package" m:size="{len(inner)}"><m:encryption-data>'
        '<m:algorithm m:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"'
        f' m:initialisation-vector="{base(nonce)}"/><m:start-key-generation'
        ' m:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256"'
        ' m:key-size="32"/><m:key-derivation m:key-derivation-name='
        '"urn:org:documentfoundation:names:experimental:office:manifest:argon2id" m:key-size="32"'
        f' m:argon2-iterations="1" m:argon2-memory="1024" m:argon2-lanes="1"'
        f' m:salt="{base(salt)}"/></m:encryption-data></m:file-entry>'
    )
    parts = {
        "mimetype": TYPE,
        "encrypted-package": body,
        "META-INF/manifest.xml": manifest(entry),
    }
    return write_package(path, parts)


@pytest.mark.parametrize("make", [by_parts, as_a_whole])
def test_the_password_opens_it(tmp_path: Path, make) -> None:
    path = make(tmp_path / "p.ods")
    with pytest.raises(EncryptedFile):
        open_source(path)
    for wrong in ("faux", "cle secrete", "x"):
        with pytest.raises(WrongPassword):
            open_source(path, ReadingOptions(password=wrong))
    source = open_source(path, ReadingOptions(password=PASSWORD))
    assert list(source.read().rows()) == ROWS
    assert source.file.format == "ods"


def test_encrypted_parts_are_audited(tmp_path: Path) -> None:
    source = open_source(by_parts(tmp_path / "p.ods"), ReadingOptions(password=PASSWORD))
    assert [f.texts for f in source.hidden if f.kind == "document-properties"] == [("Jeanne",)]


def test_old_ciphers_and_damage_are_refused(tmp_path: Path) -> None:
    old = by_parts(tmp_path / "old.ods", "Blowfish CFB")
    with pytest.raises(UnknownEncryption, match="save a copy"):
        open_source(old, ReadingOptions(password=PASSWORD))
    cut = by_parts(tmp_path / "cut.ods", change=b"x")
    with pytest.raises(DamagedFile):
        open_source(cut, ReadingOptions(password=PASSWORD))


def test_a_real_one(shared: Path) -> None:
    """Written by LibreOffice: a few cells, nothing personal."""
    path = shared / "corpus" / "hostile" / "pwd_calamine.ods"
    assert open_source(path, ReadingOptions(password="1234")).file.format == "ods"
