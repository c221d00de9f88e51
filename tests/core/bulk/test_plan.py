"""Every file of a run has a folder of its own."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from curator.bulk.plan import plan

OUT = Path("/out")


def folders(*names: str) -> list[str]:
    return [job.folder.relative_to(OUT).as_posix() for job in plan([Path(n) for n in names], OUT)]


def test_the_stem_names_the_folder() -> None:
    assert folders("a.csv", "b.xlsx") == ["a", "b"]


def test_files_that_share_a_stem_keep_their_suffix() -> None:
    assert folders("a.csv", "b.csv", "a.xlsx") == ["a.csv", "b", "a.xlsx"]


def test_names_that_differ_in_case_only_are_shared() -> None:
    assert folders("A.csv", "a.CSV") == ["A.csv", "a.CSV-2"]


def test_a_file_named_twice_is_done_once() -> None:
    assert folders("a.csv", "./a.csv") == ["a"]


@given(
    st.lists(
        st.builds(
            lambda folder, stem, suffix: f"{folder}/{stem}{suffix}",
            st.sampled_from("xyz"),
            st.sampled_from(["a", "A", "b", "a.csv"]),
            st.sampled_from(["", ".csv", ".CSV", ".xlsx"]),
        )
    )
)
def test_no_two_files_ever_share_a_folder(names: list[str]) -> None:
    made = [name.casefold() for name in folders(*names)]
    assert len(set(made)) == len(made) == len(set(names))
