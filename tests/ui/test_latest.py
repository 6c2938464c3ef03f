"""Work of which only the last answer matters: none is lost, none comes late."""

from functools import partial
from threading import Event

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.errors import Refused
from shamay_desktop.ui.latest import Latest
from shamay_desktop.ui.tasks import Tasks

LONGEST_WAIT_MS = 20_000


def test_asked_thrice_when_the_first_is_under_way_then_the_first_and_the_last_are_done(
    qtbot: QtBot,
) -> None:
    owner, gate = QObject(), Event()
    latest = Latest(Tasks(owner), owner)
    done: list[int] = []
    answers: list[int] = []

    def work(number: int) -> int:
        if number == 1:
            gate.wait(10)
        done.append(number)
        return number

    for number in (1, 2, 3):
        latest.ask(partial(work, number), answers.append)
    assert latest.busy
    gate.set()
    qtbot.waitUntil(lambda: answers == [3], timeout=LONGEST_WAIT_MS)
    assert done == [1, 3]
    assert not latest.busy


def test_failed_when_something_waits_then_it_is_told_and_what_waits_is_done(
    qtbot: QtBot,
) -> None:
    owner = QObject()
    tasks = Tasks(owner)
    latest = Latest(tasks, owner)
    told: list[object] = []
    answers: list[str] = []
    tasks.failed.connect(told.append)

    def refused() -> str:
        raise Refused("case_unknown", case="x")

    latest.ask(refused, answers.append)
    latest.ask(lambda: "after", answers.append)
    qtbot.waitUntil(lambda: answers == ["after"], timeout=LONGEST_WAIT_MS)
    assert len(told) == 1
