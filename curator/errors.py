"""The error tree. Every refusal the user can meet is one of these.

    CuratorError                 what happened, where, what to do; has a stable ``code``
    ├── SourceError              the file could not be opened or is not tabular
    ├── FieldNotFound            a field named by an operation or an option does not exist
    ├── OperationError           an operation cannot be applied to this table
    ├── RecipeError              a recipe does not have the right form (names step and parameter)
    ├── SchemaError              a schema descriptor does not have the right form
    ├── DossierError             a dossier cannot be read, or its source is gone or changed
    ├── OutputError              an output could not be written
    ├── Unexpected               a bug
    ├── Cancelled                the user interrupted the work
    └── UsageError               arguments that do not fit together

Parts of the program subclass these next to the code that raises them. A class carries its
sentence (``template``, English, marked for translation); the translation happens when the error
is shown, so one error object can be shown in either language.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any, ClassVar

from curator.i18n import N_, gettext


class CuratorError(Exception):
    """Something the user can understand and act on.

    ``details`` fill the placeholders of ``template``. They may hold names (files, sheets, fields,
    row numbers) but never the value of a cell: errors end up in logs.
    """

    code: ClassVar[str] = "error"
    template: ClassVar[str] = N_("Something went wrong.")

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code)
        self.details = details

    @property
    def field(self) -> str | None:
        """The field the error belongs to, so that the desktop can show it there."""
        name = self.details.get("field")
        return None if name is None else str(name)

    def __str__(self) -> str:
        return gettext(self.template).format(**self.details)

    def __reduce__(self) -> tuple[Any, ...]:
        # Keyword-only exceptions do not survive pickling by default; worker processes need it.
        return _rebuild, (type(self), self.details)


def _rebuild(cls: type[CuratorError], details: dict[str, Any]) -> CuratorError:
    return cls(**details)


class SourceError(CuratorError):
    code = "source"
    template = N_("{name} could not be opened: {reason}.")


class FileMissing(SourceError):
    code = "file-missing"
    template = N_("{name} does not exist: check the name and the folder.")


class FieldNotFound(CuratorError):
    code = "field-not-found"
    template = N_("There is no field called “{field}”.")


class OperationError(CuratorError):
    code = "operation"
    template = N_("The step “{operation}” cannot be applied: {reason}.")


class RecipeError(CuratorError):
    code = "recipe"
    template = N_("{where}: {reason}.")


class SchemaError(CuratorError):
    code = "schema"
    template = N_("The schema {name} cannot be used: {reason}.")


class DossierError(CuratorError):
    code = "dossier"
    template = N_("The dossier {name} cannot be opened: {reason}.")


class OutputError(CuratorError):
    code = "output"
    template = N_("{name} could not be written: {reason}.")


class UsageError(CuratorError):
    code = "usage"
    template = N_("{reason}.")


class Unexpected(CuratorError):
    """A bug, told by kind and place in our code; its message may hold data and is not shown."""

    code = "unexpected"
    template = N_("Curator met a problem of its own ({kind} at {place}); nothing was written.")

    @classmethod
    def of(cls, error: BaseException) -> Unexpected:
        """The refusal for an exception nobody foresaw."""
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        return cls(kind=type(error).__name__, place=place)


class Cancelled(CuratorError):
    """The user interrupted the work; nothing was changed."""

    code = "cancelled"
    template = N_("Interrupted: nothing was changed.")
