"""What stands one under the other stands in columns."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.drawer import Drawer
from ui.widgets.drawer_lines import Line, LineWidget


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_details_counts_and_buttons_of_lines_stand_in_columns(qtbot: QtBot) -> None:
    def act() -> None:
        pass

    drawer = Drawer(["all"])
    qtbot.addWidget(drawer)
    lines = [
        Line(sign="note", text="Two buttons", count="1,234 cells", detail="a → b", actions=both)
        for both in ((("Show", act), ("Correct", act)), (("Correct", act),))
    ]
    lines.append(Line(sign="note", text="Nothing to do"))
    drawer.set_lines("all", "All", [lambda line=line: line for line in lines], "")
    drawer.resize(800, 300)
    drawer.show()
    qtbot.waitExposed(drawer)
    first, second, third = drawer.findChildren(LineWidget)
    assert first.buttons[-1].x() == second.buttons[-1].x()
    for name in ("_count", "_detail"):
        assert getattr(first, name).geometry().right() == getattr(second, name).geometry().right()
    assert third.height() > 0
