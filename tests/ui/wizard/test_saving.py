"""Saving while one types: order, pauses, failures, trying again; nothing is ever dropped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import ShamayError, WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.wizard import saving
from shamay_desktop.ui.wizard.saving import Keeping, Saver, SaveState
from shamay_desktop.usecases.second_place import keep_aside, take_up
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard import keeping
from shamay_desktop.usecases.wizard.opening import open_case
from shamay_desktop.usecases.wizard.session import Snapshot


@dataclass
class Disk:
    """Stands before the real use cases; refuses as often as a test says, and remembers."""

    refusals: int = 0
    asked: list[str] = field(default_factory=list)
    written: list[int] = field(default_factory=list)
    gate: Event = field(default_factory=Event)
    second_place_refuses: bool = False

    def __post_init__(self) -> None:
        self.gate.set()

    def before(self, name: str, snapshot: Snapshot) -> None:
        """Remember, wait at the gate, refuse or let through."""
        assert self.gate.wait(5)
        self.asked.append(name)
        if self.refusals:
            self.refusals -= 1
            raise WorldFailed("disk_full")
        self.written += [edit.seq for edit in snapshot.unsaved]

    def keeping(self) -> Keeping:
        """The use cases behind this disk."""

        def guarded(name: str, real: Callable[..., object]) -> Callable[..., object]:
            def call(services: Services, actor: Actor, snapshot: Snapshot, *more: object) -> object:
                self.before(name, snapshot)
                return real(services, actor, snapshot, *more)

            return call

        return Keeping(
            guarded("journal", keeping.journal_edits),
            guarded("leave", keeping.leave_step),
            guarded("finish", keeping.finish_step),
            guarded("close", keeping.close_session),
            self.aside,
        )

    def aside(self, services: Services, session_id: str, edits: Sequence[Edit]) -> int:
        """The second place, on another disk."""
        if self.second_place_refuses:
            raise WorldFailed("disk_failed", file="edits", reason="EIO")
        return keep_aside(services, session_id, edits)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def saver(case: PageContext, disk: Disk) -> Saver:
    return Saver(case, disk.keeping())


def street(case: PageContext, saver: Saver, *names: str) -> None:
    """Type street names one after the other."""
    for name in names:
        case.session.type("address.street", name)
        saver.note_edits()


def journalled(case: PageContext) -> str | None:
    """The street that another start of the program would find."""
    opened = open_case(case.services, case.actor, case.session.valuation.id)
    return opened.record.case.text("address.street")


def test_edits_when_the_typing_goes_on_then_one_write_takes_them_in_order(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    street(case, saver, "א", "אב", "אבג")
    assert saver.state is SaveState.SAVING
    assert saver._pause.remainingTime() <= 200
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)
    assert disk.asked == ["journal"]
    assert disk.written == [1, 2, 3]
    assert journalled(case) == "אבג"
    assert not case.session.has_unsaved


def test_edits_when_a_write_is_in_flight_then_they_wait_and_follow_it(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    disk.gate.clear()
    street(case, saver, "ראשון")
    saver.save_now()
    street(case, saver, "שני")
    saver.save_now()
    disk.gate.set()
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)
    assert disk.written == [1, 2]
    assert journalled(case) == "שני"


def test_failure_when_the_disk_refuses_then_edits_stay_and_the_pauses_grow(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[int] = []
    monkeypatch.setattr(saver._retry, "start", pauses.append)
    disk.refusals = 7
    street(case, saver, "הרצל")
    saver.save_now()

    def reached(tries: int) -> bool:
        return len(pauses) == tries

    for tries in range(1, 8):
        qtbot.waitUntil(partial(reached, tries))
        assert saver.is_refused
        assert case.session.has_unsaved
        saver.save_now()
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)
    assert pauses == [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]
    assert saver.error is None
    assert journalled(case) == "הרצל"


def test_failure_when_it_passes_then_the_retry_writes_by_itself(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "FIRST_RETRY_MS", 10)
    saver = Saver(case, disk.keeping())
    disk.refusals = 2
    states: list[SaveState] = []
    saver.state_changed.connect(states.append)
    street(case, saver, "הרצל")
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED and disk.refusals == 0)
    assert SaveState.ASIDE in states
    assert journalled(case) == "הרצל"


def test_edits_when_saving_failed_then_typing_goes_on_and_all_is_written_by_hand(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    disk.refusals = 1
    street(case, saver, "הרצל")
    qtbot.waitUntil(lambda: saver.state is SaveState.ASIDE)
    assert saver.error is not None
    assert saver.error.code == "disk_full"
    street(case, saver, "ויצמן", "בן גוריון")
    assert saver.is_refused
    saver.save_now()
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)
    assert disk.written == [1, 2, 3]
    assert journalled(case) == "בן גוריון"


def test_finish_when_the_disk_refuses_then_the_asker_hears_and_the_next_try_finishes(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    done: list[str] = []
    failed: list[ShamayError] = []

    def finish() -> None:
        saver.finish_step(Step.INITIAL_DATA, lambda: done.append("done"), failed.append)

    disk.refusals = 1
    street(case, saver, "הרצל")
    finish()
    qtbot.waitUntil(lambda: bool(failed))
    assert done == []
    assert case.session.has_unsaved
    finish()
    qtbot.waitUntil(lambda: bool(done))
    assert Step.INITIAL_DATA in case.session.valuation.finished
    assert case.session.valuation.case.text("address.street") == "הרצל"
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)


def test_failure_when_nothing_is_unsaved_then_trying_again_asks_the_disk_itself(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    disk.refusals = 1
    saver.leave_step()
    qtbot.waitUntil(lambda: saver.state is SaveState.FAILED)
    saver.save_now()
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)
    assert disk.asked == ["leave", "leave"]


def test_close_when_edits_wait_then_they_are_written_with_it(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    closed: list[bool] = []
    street(case, saver, "הרצל")
    saver.close_session(lambda: closed.append(True), lambda _: closed.append(False))
    qtbot.waitUntil(lambda: bool(closed))
    assert closed == [True]
    assert disk.asked == ["close"]
    assert journalled(case) == "הרצל"


def aside(case: PageContext) -> list[int]:
    """The numbers of the edits that the second place holds."""
    return [edit.seq for left in case.services.side_journal.left_behind() for edit in left.edits]


def test_edits_when_the_disk_refuses_then_the_second_place_holds_them_until_the_journal_does(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    disk.refusals = 1
    street(case, saver, "א", "אב")
    qtbot.waitUntil(lambda: saver.state is SaveState.ASIDE)
    assert aside(case) == [1, 2]
    assert saver.aside.holds_all
    street(case, saver, "אבג")
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)
    qtbot.waitUntil(lambda: case.tasks.idle)
    assert aside(case) == []
    assert journalled(case) == "אבג"


def test_edits_when_the_database_does_not_answer_then_the_second_place_holds_them_meanwhile(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    disk.gate.clear()
    street(case, saver, "א")
    qtbot.waitUntil(lambda: saver.state is SaveState.ASIDE)
    assert saver.error is None
    street(case, saver, "אב")
    qtbot.waitUntil(lambda: aside(case) == [1, 2])
    disk.gate.set()
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED and case.tasks.idle)
    assert aside(case) == []
    assert disk.written == [1, 2]


def test_edits_when_both_places_refuse_then_it_is_said_so_and_all_stays_in_the_window(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    disk.refusals, disk.second_place_refuses = 2, True
    street(case, saver, "הרצל")
    qtbot.waitUntil(lambda: saver.aside.error is not None)
    assert saver.state is SaveState.FAILED
    assert case.session.has_unsaved
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)
    assert journalled(case) == "הרצל"


def test_saving_when_it_goes_well_then_the_second_place_is_never_asked(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    street(case, saver, "א", "אב")
    qtbot.waitUntil(lambda: saver.state is SaveState.SAVED)
    assert not saver.aside._wait.isActive()
    assert not list(case.services.side_journal.folder().glob("*.edits"))


def test_edits_when_kept_at_once_then_both_places_may_have_them_and_each_counts_once(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    case.session.type("address.street", "הרצל")
    disk.gate.clear()
    saver.keep_everywhere()
    qtbot.waitUntil(lambda: aside(case) == [1])
    disk.gate.set()
    qtbot.waitUntil(lambda: not case.session.has_unsaved and case.tasks.idle)
    assert take_up(case.services, case.actor).taken == ()
    assert journalled(case) == "הרצל"


def test_screens_when_built_anew_while_the_disk_refuses_then_the_new_ones_go_on_saving(
    case: PageContext, saver: Saver, disk: Disk, qtbot: QtBot
) -> None:
    disk.refusals = 1
    street(case, saver, "הרצל")
    qtbot.waitUntil(lambda: saver.is_refused)
    saver._retry.stop()
    fresh = Saver(case, disk.keeping())
    qtbot.waitUntil(lambda: fresh.state is SaveState.SAVED and not case.session.has_unsaved)
    assert journalled(case) == "הרצל"
