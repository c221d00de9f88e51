"""What a process of the program does without, to start sooner and weigh less."""

from __future__ import annotations

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
