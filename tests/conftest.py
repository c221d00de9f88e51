"""Fixtures for every test: where the shared data is, and a process that speaks English."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from curator import i18n

REPOSITORY = Path(__file__).resolve().parent.parent

# Time is for the benchmarks: a slow machine must not fail a law that holds.
settings.register_profile("curator", deadline=None)
settings.load_profile("curator")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real and hostile files that stands beside the repository."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the shared folder beside the repository")
    return folder


@pytest.fixture(autouse=True)
def _english() -> None:
    """Messages are compared in English unless a test asks for French."""
    i18n.set_language("en")
