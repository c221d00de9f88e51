"""A worker of a run: reads settings, then jobs, from standard input; one line of JSON each.

Answers go to the real standard output, one line each; whatever a library prints by itself is sent
to nowhere, so that it cannot be taken for an answer.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from curator.bulk.process import Settings, process
from curator.i18n import set_language
from curator.lean import spare_pandas


def main() -> int:
    """Serve until standard input ends."""
    spare_pandas()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    settings = Settings.from_document(json.loads(sys.stdin.buffer.readline()))
    set_language(settings.language)
    for line in sys.stdin.buffer:
        job = json.loads(line)
        outcome = process(Path(job["source"]), Path(job["folder"]), settings)
        answers.write(json.dumps(outcome.to_document()).encode() + b"\n")
        answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
