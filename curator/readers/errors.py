"""Refusals of the readers: one clear sentence each.

SourceError
├── NotAFile             a folder, a device
├── Unreadable           the system refuses to give the bytes
├── EmptyFile            nothing in it
├── LockFile             what Excel or LibreOffice leaves while a document is open
├── NotTabular           the bytes are of a format without tables (PDF, image …)
├── NotOneTable          an archive that does not hold exactly one table
├── NestedArchive        an archive inside an archive
├── EncryptedFile        a password is needed
├── UnknownEncryption    protected in a way that is not supported
├── WrongPassword        the password given does not open it
├── DamagedFile          cut, corrupted, or not what it says it is
├── TooLarge             opening it would take more memory or time than is allowed
├── ReadingFailed        the process that parses workbooks stopped
├── FileChanged          the file changed while it was being read
├── NoTable              readable, but there is no table to take
├── NoSuchSheet / NoSuchTable / NoSuchEncoding   an option names what is not there
"""

from __future__ import annotations

from curator.errors import SourceError
from curator.i18n import N_


class NotAFile(SourceError):
    code = "not-a-file"
    template = N_("{name} is not a file: choose a spreadsheet or a text file.")


class Unreadable(SourceError):
    code = "unreadable"
    template = N_("{name} could not be read ({reason}): check that you may open it.")


class EmptyFile(SourceError):
    code = "empty-file"
    template = N_("{name} is empty: there is nothing to read in it.")


class LockFile(SourceError):
    code = "lock-file"
    template = N_(
        "{name} is a temporary lock file that an office program leaves while a document is open:"
        " choose the document itself."
    )


class NotTabular(SourceError):
    code = "not-tabular"
    template = N_("{name} is in fact {format}: Curator reads spreadsheets and text tables only.")


class NotOneTable(SourceError):
    code = "not-one-table"
    template = N_(
        "{name} is an ordinary ZIP archive that does not hold exactly one table "
        "(files: {count}): extract it and choose one of them."
    )


class NestedArchive(SourceError):
    code = "nested-archive"
    template = N_(
        "{name} holds another archive: extract that one, then choose the table that is in it."
    )


class EncryptedFile(SourceError):
    code = "encrypted"
    template = N_(
        "{name} is protected by a password: give the password, or save a copy without one."
    )


class UnknownEncryption(SourceError):
    code = "unknown-encryption"
    template = N_(
        "{name} is protected in a way that Curator does not open: open it in LibreOffice or Excel"
        " with its password and save a copy without one."
    )


class WrongPassword(SourceError):
    code = "wrong-password"
    template = N_("{name} is protected by a password and the one given does not open it.")


class DamagedFile(SourceError):
    code = "damaged"
    template = N_(
        "{name} is damaged or incomplete and cannot be read as {format}: fetch it again from where"
        " it came from."
    )


class TooLarge(SourceError):
    code = "too-large"
    template = N_("{name} was not opened: {reason}.")


class ReadingFailed(SourceError):
    code = "reading-failed"
    template = N_(
        "{name} could not be read: the reading of this workbook was stopped because it took more"
        " memory or time than is allowed."
    )


class FileChanged(SourceError):
    code = "file-changed"
    template = N_("{name} changed while it was being read: close it elsewhere and open it again.")


class NoTable(SourceError):
    code = "no-table"
    template = N_("{name} can be read but there is no table in it.")


class NoSuchSheet(SourceError):
    code = "no-such-sheet"
    template = N_("{name} has no table on a sheet called “{sheet}”: its tables are on {sheets}.")


class NoSuchTable(SourceError):
    code = "no-such-table"
    template = N_("{name} has no table number {number} (number of tables: {count}).")


class NoSuchEncoding(SourceError):
    code = "no-such-encoding"
    template = N_("“{encoding}” is not a character encoding that Curator knows.")


class WrongEncoding(SourceError):
    code = "wrong-encoding"
    template = N_("{name} cannot be read as {encoding}: choose another encoding.")
