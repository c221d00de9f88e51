"""How much a file may ask for. Beyond these, opening is refused with a sentence."""

from __future__ import annotations

MEMBER_BYTES = 1 << 30
"""Largest uncompressed member of a ZIP container."""
TOTAL_BYTES = 2 << 30
"""Largest sum of uncompressed members."""
RATIO = 400
"""Highest compression ratio of a member over ``RATIO_FROM``; real sheets stay under 100."""
RATIO_FROM = 32 << 20
MEMBERS = 20_000
CELLS = 60_000_000
"""Most cells of the rectangle that a sheet fills (a stray far cell makes it explode)."""
COLUMNS = 100_000
WORKER_BYTES = 3 << 30
"""Address space of the process that parses a workbook."""
WORKER_LEAST = 8
WORKER_BYTES_A_SECOND = 20_000
WORKER_SECONDS = 600
WALL_CLOCK = 4
"""Processor seconds that parsing a workbook may take: ``WORKER_LEAST`` plus its size over
``WORKER_BYTES_A_SECOND`` (a hundredth of the usual speed), at most ``WORKER_SECONDS``. By
the clock it may take ``WALL_CLOCK`` times as long: the machine may be busy."""
XML_DEPTH = 256
"""Deepest nesting of elements in a part."""
