"""The field that the rows are filtered or sorted by goes: every row is there again, in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from curator.operations.structure import SuppressField
from ui.main_window import MainWindow
from ui.models.arrangement import Arrangement, ValueFilter
from ui.widgets.grid import Grid

CSV = "nom;ville;montant\nAlpha;Issy;3\nBeta;Paris;1\nGamma;Issy;2\n"


@pytest.mark.parametrize(
    "arrangement",
    [
        Arrangement(sort_field="ville"),
        Arrangement(filters=(ValueFilter(field="ville", values=frozenset({"Issy"})),)),
    ],
    ids=["sorted", "filtered"],
)
def test_all_rows_are_shown_again(
    window: MainWindow,
    quiet: Callable[[], None],
    schema_of: Callable[[str], Grid],
    arrangement: Arrangement,
) -> None:
    grid = schema_of(CSV)
    grid.arranging.arrange(arrangement)
    assert grid.table_model.order is not None
    window.dossier.apply(SuppressField(field="ville"))
    quiet()
    assert grid.arranging.arrangement.is_plain
    assert grid.table_model.rowCount() == 3
    assert grid.table_model.order is None
