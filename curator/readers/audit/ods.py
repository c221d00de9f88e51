"""What the rules for OpenDocument spreadsheets look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curator.readers.audit.elements import get, root_of
from curator.readers.audit.ods_unseen import reasons
from curator.readers.workbook.model import ParsedSheet
from curator.readers.workbook.opendocument import SPREADSHEET
from curator.readers.workbook.package import Package


@dataclass(eq=False)
class OdsView:
    """A container (None for a flat document) and the sheets as they were read.

    ``root`` is the content without the rows that hold plain text and numbers only: what those say
    is in ``sheets``.
    """

    name: str
    root: Any
    package: Package | None = None
    raw: bytes = b""
    sheets: Sequence[ParsedSheet] = ()

    def part(self, name: str) -> Any:
        """The root of another part; the flat document itself where there is no container."""
        if self.package is None:
            return self.root
        return root_of(self.package.find(name))

    def named(self, *names: str) -> list[Any]:
        """Elements of the content called ``names``, whatever their namespace."""
        return list(self.root.iter(*(f"{{*}}{name}" for name in names)))

    @cached_property
    def tables(self) -> list[Any]:
        """The sheets' elements."""
        return [e for e in self.named("table") if e.getparent().tag == SPREADSHEET]

    @cached_property
    def styles(self) -> dict[str, Any]:
        """Automatic styles by name."""
        return {get(e, "name"): e for e in self.named("style")}

    @cached_property
    def unseen_styles(self) -> dict[str, str]:
        """Cell style → why its text is not seen."""
        common = () if self.package is None else (self.part("styles.xml"),)
        return reasons(*common, self.root)

    def texts(self, table: Any) -> list[list[str]]:
        """The cells of a sheet, column by column."""
        found = next((s for s in self.sheets if s.name == get(table, "name")), None)
        return [column.to_pylist() for column in found.columns] if found else []
