"""A process of the window gives back the memory that it has finished with."""

from __future__ import annotations

import subprocess
import sys

import pytest

HOLDS_AFTERWARDS = """
import sys, threading
from curator.lean import return_memory, spare_pandas
spare_pandas()
if sys.argv[1] == "lean":
    return_memory()
import numpy as np, pyarrow as pa, pyarrow.compute as pc

def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096

def work():
    chunks = [pa.array([f"texte {n} {k}" for n in range(20_000)]) for k in range(40)]
    texts = pa.chunked_array(chunks)
    for _ in range(3):
        pc.utf8_upper(texts).combine_chunks()

before = resident()
for _ in range(4):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
print(resident() - before)
"""


def _held(how: str) -> int:
    command = [sys.executable, "-c", HOLDS_AFTERWARDS, how]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_threads_that_have_ended_hold_no_memory():
    assert _held("lean") < 60 << 20
