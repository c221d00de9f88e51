"""What a process of the program does without, to start sooner and weigh less."""

from __future__ import annotations

import os
import sys


class _WithoutPandas:
    """Arrow imports pandas when it first sees an array, only to ask whether it is one of its own.

    Here no array is: that would be a quarter of a second and 40 MB for nothing.
    """

    def find_spec(self, name: str, *_where: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


_WITHOUT_PANDAS = _WithoutPandas()


def spare_pandas() -> None:
    """To be called at the start of a process; ``allow_pandas`` takes it back."""
    if _WITHOUT_PANDAS not in sys.meta_path:
        sys.meta_path.insert(0, _WITHOUT_PANDAS)


def allow_pandas() -> None:
    """Pandas is wanted after all."""
    if _WITHOUT_PANDAS in sys.meta_path:
        sys.meta_path.remove(_WITHOUT_PANDAS)


_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""Parameters of glibc's ``mallopt`` (malloc.h)."""
_MAPPED_FROM = 1 << 17
_ARENAS = 2


def choose_allocator() -> None:
    """Have Arrow take its memory from the system; to be called before Arrow is imported.

    Its own allocator keeps what threads that have ended had used: a window that works in many short
    threads would hold a quarter more than it uses.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")


def return_memory() -> None:
    """Give what large tables took back to the system as soon as it is free.

    glibc keeps more the larger the blocks it has seen; from now on blocks of 128 KiB and over,
    where it begins, are mapped one by one. Were it only those of a megabyte, the columns of a
    parsed file would lie scattered over four times their size. The allocators of Windows and
    macOS do so by themselves.
    """
    choose_allocator()
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # not at the start of a window, which it would hold up

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:  # another C library than glibc may lack it
        mallopt(_M_MMAP_THRESHOLD, _MAPPED_FROM)
        mallopt(_M_ARENA_MAX, _ARENAS)
