"""The process that runs the model: ``python -m curator.privacy.second_opinion.worker``.

A request (JSON) comes on standard input; frames of JSON go out on standard output: the refusal of
the folder, or one frame per batch of texts with the names in them, then one that says it is done.
A model that runs away or crashes takes only this process with it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curator.child.frames import OUT_OF_MEMORY, write_frame
from curator.child.limits import limit_resources
from curator.i18n import set_language
from curator.privacy.second_opinion import limits
from curator.privacy.second_opinion.errors import SecondOpinionMissing

_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.bind", "pickle.find_class")


def forbid(event: str, _arguments: object) -> None:
    """Audit hook: this process neither speaks to a network nor unpickles."""
    if event in _FORBIDDEN:
        raise PermissionError(event)


def main() -> int:
    """Read the texts that standard input brings."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get between the frames.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    request = json.loads(sys.stdin.buffer.read())
    limit_resources(seconds=request["seconds"], memory=limits.MEMORY)
    set_language(request["language"])
    sys.addaudithook(forbid)
    try:
        for document in answers(Path(request["folder"]), request["texts"]):
            write_frame(out, json.dumps(document).encode())
    except SecondOpinionMissing as error:
        write_frame(out, json.dumps({"refused": error.details["reason"]}).encode())
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def answers(folder: Path, texts: list[str]) -> Iterator[dict[str, Any]]:
    """The names in ``texts``, batch by batch: short ones first, so that batches fill well."""
    from curator.privacy.second_opinion.recogniser import Recogniser

    recogniser = Recogniser.load(folder)
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    for start in range(0, len(order), limits.BATCH):
        batch = order[start : start + limits.BATCH]
        names = recogniser.read([texts[n] for n in batch])
        yield {"names": [[n, found] for n, found in zip(batch, names, strict=True) if found],
               "read": batch}  # fmt: skip
    yield {"done": True}


if __name__ == "__main__":
    sys.stdout.flush()
    # The runtime’s threads and memory need no tidy end.
    os._exit(main())
