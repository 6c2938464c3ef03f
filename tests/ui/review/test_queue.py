"""The reviewer's queue on the desk, and the review in the whole window."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.records import SortKey
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.cases.desk import CasesDesk
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.report.producing import send_to_review
from tests.ui.cases.desk_cases import make_case, open_desk, titles
from tests.ui.conftest import WindowMaker
from tests.ui.review.conftest import TYPED, Bench

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def queue_of(bench: Bench, actor: Actor) -> tuple[CasesDesk, list[str], list[str]]:
    """A person's desk at the queue; what it asked to review, and to open."""
    desk = open_desk(replace(bench.office, actor=actor), bench.qtbot)
    reviewed: list[str] = []
    opened: list[str] = []
    desk.review_asked.connect(reviewed.append)
    desk.open_asked.connect(opened.append)
    desk.side.choose_place("review")
    bench.until(lambda: desk.model.total > 0)
    desk.table.setFocus()
    return desk, reviewed, opened


def number_beside(desk: CasesDesk, words: str) -> str:
    """The number of a place of the side list."""
    items = (desk.side.item(row) for row in range(desk.side.count()))
    spoken = next(item for item in items if item.text() == words)
    return str(spoken.data(int(Qt.ItemDataRole.AccessibleTextRole))).partition(", ")[2]


def test_the_queue_when_opened_then_the_longest_waiting_is_first_and_the_number_is_beside_it(
    bench: Bench,
) -> None:
    later = make_case(replace(bench.office, actor=bench.appraiser), "ביאליק", "חולון", **TYPED)
    send_to_review(bench.services, bench.appraiser, later)
    desk, _reviewed, _opened = queue_of(bench, bench.reviewer)
    bench.until(lambda: desk.model.total == 2)
    assert [word.partition(",")[0] for word in titles(desk)] == ["הרצל", "ביאליק"]
    assert number_beside(desk, bench.office.texts("cases.place.review")) == "2"
    assert desk.model.query.sort is SortKey.UPDATED
    desk.side.choose_place("all")
    assert desk.model.query.descending


def test_enter_in_the_queue_when_pressed_by_a_reviewer_then_the_review_is_asked_for(
    bench: Bench,
) -> None:
    desk, reviewed, opened = queue_of(bench, bench.reviewer)
    bench.qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    assert (reviewed, opened) == ([bench.case], [])


def test_enter_in_the_queue_when_pressed_by_its_appraiser_then_the_case_is_asked_for(
    bench: Bench,
) -> None:
    desk, reviewed, opened = queue_of(bench, bench.appraiser)
    bench.qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    assert (reviewed, opened) == ([], [bench.case])
    bench.qtbot.keyClick(desk.table, Qt.Key.Key_R, CONTROL_SHIFT)
    assert reviewed == [bench.case]


def test_a_case_that_does_not_wait_when_its_review_is_asked_for_then_there_is_none(
    bench: Bench,
) -> None:
    make_case(replace(bench.office, actor=bench.appraiser), "ביאליק", "חולון")
    desk, reviewed, _opened = queue_of(bench, bench.reviewer)
    desk.side.choose_place("in_work")
    bench.until(lambda: titles(desk) == ["ביאליק, חולון"])
    desk.table.choose_row(0)
    bench.qtbot.keyClick(desk.table, Qt.Key.Key_R, CONTROL_SHIFT)
    assert reviewed == []


def test_the_window_when_a_review_is_opened_then_it_goes_back_to_the_desk_and_into_the_case(
    open_window: WindowMaker, bench: Bench, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = window.workplace
    assert isinstance(workplace, Workplace)
    owner = bench.office.actor
    assert owner.role is Role.OWNER
    workplace._on_entered(owner)

    def settled() -> bool:
        return window.tasks.idle

    qtbot.waitUntil(settled, timeout=20_000)
    workplace.open_review(bench.case)
    review = workplace.review
    assert review is not None
    assert workplace.screen is review
    qtbot.waitUntil(lambda: review.pages.base is not None and settled(), timeout=30_000)
    workplace.choose_language(Language.EN)
    again = workplace.review
    assert again is not None
    assert again is not review
    assert again.head.back.text() == workplace.texts("review.back")
    qtbot.waitUntil(lambda: again.pages.base is not None and settled(), timeout=30_000)
    qtbot.mouseClick(again.head.back, Qt.MouseButton.LeftButton)
    assert workplace.review is None
    assert workplace.screen is workplace.desk
    qtbot.waitUntil(settled, timeout=20_000)
    workplace.open_review(bench.case)
    last = workplace.review
    assert last is not None
    qtbot.waitUntil(lambda: last.pages.base is not None and settled(), timeout=30_000)
    qtbot.mouseClick(last.head.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open, timeout=20_000)
    assert workplace.review is None
    qtbot.waitUntil(settled, timeout=20_000)
