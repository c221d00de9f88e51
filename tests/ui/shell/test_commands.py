"""The queue of commands: in order, each told how it ended, none left waiting behind another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from curator.errors import UsageError
from ui.view_models.commands import Command, CommandQueue, Gone


def computing(**_unused: Any) -> str:
    return "computed"


def raising(error: Exception) -> Callable[[object], None]:
    def done(_result: object) -> None:
        raise error

    return done


@pytest.mark.parametrize("error", [UsageError(reason="no"), RuntimeError("unforeseen"), Gone("x")])
@pytest.mark.parametrize("make", [lambda: None, lambda: computing], ids=["at once", "task"])
def test_what_a_command_raises_is_told_and_those_behind_it_have_their_turn(
    qtbot: QtBot, error: Exception, make: Callable[[], Any]
) -> None:
    queue = CommandQueue()
    told: list[tuple[Command, Exception]] = []
    queue.refused.connect(lambda command, error: told.append((command, error)))
    failing = Command(make=make, done=raising(error))
    ran: list[str] = []
    queue.put(Command(make=lambda: computing, done=ran.append))
    queue.put(failing)
    queue.put(Command(done=lambda _result: ran.append("last")))
    qtbot.waitUntil(lambda: ran == ["computed", "last"])
    assert told == ([] if isinstance(error, Gone) else [(failing, error)])
    qtbot.waitUntil(lambda: not queue.is_busy)
