"""The table a command is about: opened as its arguments say, and the others named."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from curator.cli.command import reading_options
from curator.i18n import gettext as _

if TYPE_CHECKING:
    from curator.readers import Source, TableInfo
    from curator.table import Table


@dataclass(frozen=True, kw_only=True)
class Opened:
    """``skipped`` lists the tables that were not taken, as ``convert`` does."""

    table: Table
    info: TableInfo
    source: Source
    skipped: list[dict[str, Any]]


def open_table(arguments: argparse.Namespace) -> Opened:
    """Read the chosen table; what was not taken is named on standard error."""
    from curator.readers import open_source

    source = open_source(arguments.file, reading_options(arguments))
    number = source.number()
    skipped = [
        {"table": n, "sheet": info.sheet, "rows": info.row_count}
        for n, info in enumerate(source.tables, 1)
        if n != number
    ]
    if skipped:
        names = ", ".join(
            _("{table} (sheet “{sheet}”)").format(**item) if item["sheet"] else str(item["table"])
            for item in skipped
        )
        message = _("Tables not taken (--table or --sheet chooses): {names}.")
        print(message.format(names=names), file=sys.stderr)
    return Opened(
        table=source.read(number),
        info=source.tables[number - 1],
        source=source,
        skipped=skipped,
    )
