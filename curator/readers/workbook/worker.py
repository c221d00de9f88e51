"""The process that parses one workbook: ``python -m curator.readers.workbook.worker``.

A ``Request`` (JSON) comes on standard input; frames go out on standard output: one of JSON about
the workbook or its refusal, then one Arrow stream per sheet. A parser that runs away, aborts or
panics takes only this process with it.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import sys
from typing import IO, Any

from curator.child.frames import OUT_OF_MEMORY, write_frame, write_length
from curator.child.limits import limit_resources
from curator.errors import CuratorError
from curator.i18n import set_language
from curator.lean import spare_pandas
from curator.readers import limits
from curator.readers.workbook.model import ParsedBook, ParsedSheet, Request


def main() -> int:
    """Parse what standard input asks for."""
    spare_pandas()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a parser prints must not get between the frames.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    request = Request(**json.loads(sys.stdin.buffer.read()))
    # One workbook and out: looking for cycles among millions of cells is time lost.
    gc.disable()
    limit_resources(seconds=request.seconds, memory=limits.WORKER_BYTES)
    set_language(request.language)
    try:
        book = parse(request)
    except CuratorError as error:
        kind = type(error)
        document = {"error": [kind.__module__, kind.__qualname__, error.details]}
        write_frame(out, json.dumps(document).encode())
        return 0
    except MemoryError:
        return OUT_OF_MEMORY
    _hand_over(book, request, out)
    return 0


def parse(request: Request) -> ParsedBook:
    """Parse a workbook with the parser of its format."""
    from curator.readers.workbook.books import parse_book

    return parse_book(request)


def _hand_over(book: ParsedBook, request: Request, out: IO[bytes]) -> None:
    document = {
        "format": book.format or request.format,
        "sheets": [
            {
                "name": sheet.name,
                "is_hidden": sheet.is_hidden,
                "spans": sheet.spans,
                "formats": sheet.formats,
                "notes": [dataclasses.asdict(note) for note in sheet.notes],
            }
            for sheet in book.sheets
        ],
        "hidden": [dataclasses.asdict(finding) for finding in book.hidden],
        "notes": [dataclasses.asdict(note) for note in book.notes],
    }
    write_frame(out, json.dumps(document).encode())
    for sheet in book.sheets:
        _write_sheet(sheet, out)


def _write_sheet(sheet: ParsedSheet, out: IO[bytes]) -> None:
    """Write the columns as an Arrow stream, straight into the pipe."""
    import pyarrow as pa

    table = pa.table(sheet.columns, names=[str(n) for n in range(len(sheet.columns))])
    measure = pa.MockOutputStream()
    _write_stream(table, measure)
    write_length(out, measure.size())
    _write_stream(table, pa.PythonFile(out, mode="w"))
    out.flush()


def _write_stream(table: Any, sink: Any) -> None:
    import pyarrow as pa

    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


if __name__ == "__main__":
    # Taking millions of cells apart one by one before the end serves nobody.
    os._exit(main())
