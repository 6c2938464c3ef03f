"""The virtual list: windows as they are seen, refreshing without a flicker, what rows say."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import SortKey, Status, ValuationQuery
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.cases.case_model import WAITING, WINDOW, CaseModel
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.cases.listing import CaseCounts, CaseList
from shamay_desktop.usecases.services import Services
from tests.ui.cases.desk_cases import Cabinet, at_rest, shown


def loaded(office: OfficeContext, cabinet: Cabinet, qtbot: QtBot) -> CaseModel:
    """A model that has its first window."""
    model = CaseModel(office, cabinet.fetch)
    model.refresh()
    at_rest(office, qtbot)
    return model


def test_model_when_the_office_has_many_cases_then_fetches_only_the_windows_that_are_seen(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(100_000)
    model = loaded(office, cabinet, qtbot)
    assert model.rowCount() == 100_000
    assert model.line(77_777) is None
    assert model.line(77_778) is None
    qtbot.waitUntil(lambda: model.line(77_777) is not None)
    assert shown(model, 77_777)["address"] == "הרצל 77777, חולון"
    assert [query.offset for query in cabinet.asked] == [0, 77_777 // WINDOW * WINDOW]


def test_model_when_an_older_answer_comes_late_then_it_is_not_shown(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(3)
    model = CaseModel(office, cabinet.fetch)
    model.refresh()
    cabinet.number = 1
    model.show_query(ValuationQuery("הרצל", frozenset({Status.DRAFT}), sort=SortKey.CLIENT))
    at_rest(office, qtbot)
    assert model.total == 1
    asked = cabinet.asked[-1]
    assert (asked.words, asked.statuses, asked.sort, asked.limit) == (
        "הרצל", {Status.DRAFT}, SortKey.CLIENT, WINDOW,
    )  # fmt: skip


def test_row_when_shown_then_every_column_stands_in_words(
    office: OfficeContext, qtbot: QtBot
) -> None:
    model = loaded(office, Cabinet(1), qtbot)
    local = [
        f"{moment.astimezone():%d.%m.%Y %H:%M}"
        for moment in (
            datetime(2026, 11, 2, 8, 0, tzinfo=UTC), datetime(2026, 10, 1, 6, 0, tzinfo=UTC),
        )
    ]  # fmt: skip
    assert {key: strip_marks(text) for key, text in shown(model, 0).items()} == {
        "address": "הרצל 0, חולון",
        "parcel": "6109/0",
        "client": "חברת הדוגמה",
        "status": "טיוטה",
        "updated": local[0],
        "value": "5,700,000\u00a0₪",
        "reference": "2026-0000",
        "purpose": "משכנתה לדיור",
        "appraiser": "דנה לוי",
        "created": local[1],
        "left": "",
    }
    spoken = model.data(model.index(0, 2), int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "מזמין: חברת הדוגמה"


def test_refresh_when_it_runs_then_rows_stay_shown_until_the_new_ones_are_here(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(1_000)
    model = loaded(office, cabinet, qtbot)
    model.line(450)
    at_rest(office, qtbot)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.seen_row = 450
    model.refresh()
    assert model.line(450) is not None
    at_rest(office, qtbot)
    assert cabinet.asked[-1].offset == 400
    assert model.line(5) is not None  # an older window is shown, and asked for anew
    at_rest(office, qtbot)
    assert cabinet.asked[-1].offset == 0
    assert not resets


def test_refresh_when_cases_went_then_a_kept_row_is_still_that_of_its_case(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(10)
    model = loaded(office, cabinet, qtbot)
    kept = QPersistentModelIndex(model.index(7, 0))
    gone = QPersistentModelIndex(model.index(2, 0))
    cabinet.gone = {2, 3}
    model.refresh()
    at_rest(office, qtbot)
    assert (model.total, kept.row(), gone.row()) == (8, 5, 2)
    line = model.line(kept.row())
    assert line is not None
    assert line.id == "case-7"


def test_refresh_when_the_list_became_shorter_than_the_place_then_its_end_is_shown(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(1_000)
    model = loaded(office, cabinet, qtbot)
    model.seen_row = 900
    cabinet.number = 250
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert model.total == 250
    assert model.line(249) is not None


def test_query_when_it_is_another_then_the_list_begins_at_its_beginning(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(1_000)
    model = loaded(office, cabinet, qtbot)
    model.seen_row = 900
    with qtbot.waitSignal(model.modelReset):
        model.show_query(replace(model.query, descending=False))
    assert cabinet.asked[-1].offset == 0
    at_rest(office, qtbot)


def test_reading_when_it_fails_then_is_said_and_not_asked_for_without_end(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(1_000)
    model = loaded(office, cabinet, qtbot)
    cabinet.broken = True
    with qtbot.waitSignal(model.failed):
        model.line(500)
    at_rest(office, qtbot)
    asked = len(cabinet.asked)
    for _ in range(3):
        assert model.line(500) is None
    at_rest(office, qtbot)
    assert len(cabinet.asked) == asked


class Uncounted(Cabinet):
    """A database whose windows come before their number."""

    counted = 0

    def fetch(self, services: Services, actor: Actor, query: ValuationQuery) -> CaseList:
        """A window of lines alone."""
        found = super().fetch(services, actor, query)
        return CaseList(found.lines, query.offset + len(found.lines), {}, is_counted=False)

    def count(self, _services: Services, _actor: Actor, _query: ValuationQuery) -> CaseCounts:
        """The number alone."""
        self.counted += 1
        number = self.number - len(self.gone)
        return CaseCounts(number, {Status.DRAFT: number})


def test_lines_when_here_before_their_number_then_are_shown_and_the_number_follows(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Uncounted(1_000)
    model = CaseModel(office, cabinet.fetch, count=cabinet.count)
    totals: list[int] = []
    resets: list[bool] = []
    model.loaded.connect(lambda: totals.append(model.total))
    model.counted.connect(lambda: totals.append(model.total))
    model.modelReset.connect(lambda: resets.append(True))
    model.refresh()
    at_rest(office, qtbot)
    kept = QPersistentModelIndex(model.index(150, 0))
    assert (totals, len(resets), model.counts) == ([WINDOW, 1_000], 1, {Status.DRAFT: 1_000})
    cabinet.gone = {2, 3}
    model.refresh()
    at_rest(office, qtbot)
    # The number of before stands until the new one is here: rows do not go and come again.
    assert (totals[2:], len(resets)) == ([1_000, 998], 1)
    assert (kept.row(), cabinet.counted) == (148, 2)


def test_lines_when_all_are_in_one_window_then_their_number_is_known_at_once(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Uncounted(7)
    model = CaseModel(office, cabinet.fetch, count=cabinet.count)
    totals: list[int] = []
    model.loaded.connect(lambda: totals.append(model.total))
    model.refresh()
    at_rest(office, qtbot)
    cabinet.gone = {0, 1, 2, 3, 4, 5, 6}
    model.refresh()
    at_rest(office, qtbot)
    assert totals == [7, 0]


def test_window_when_the_one_beside_it_is_here_then_is_asked_for_from_there(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(1_000)
    model = loaded(office, cabinet, qtbot)
    model.line(WINDOW)
    at_rest(office, qtbot)
    model.line(4 * WINDOW)
    at_rest(office, qtbot)
    model.line(3 * WINDOW)
    at_rest(office, qtbot)
    beside = [(query.after, query.before) for query in cabinet.asked]
    assert beside == [
        ("", ""), (f"case-{WINDOW - 1}", ""), ("", ""), ("", f"case-{4 * WINDOW}"),
    ]  # fmt: skip


def test_words_when_others_follow_before_they_were_looked_for_then_are_not_looked_for(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(3)
    model = CaseModel(office, cabinet.fetch)
    held, go_on = Event(), Event()

    def hold() -> None:
        held.set()
        go_on.wait(10)

    office.tasks.run(hold, owner=model)
    assert held.wait(10)
    for words in ("ה", "הר", "הרצ", "הרצל"):
        model.show_query(ValuationQuery(words))
    go_on.set()
    at_rest(office, qtbot)
    assert [query.words for query in cabinet.asked] == ["הרצל"]


def test_windows_when_scrolled_past_then_only_the_last_ones_are_fetched(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(100_000)
    model = loaded(office, cabinet, qtbot)
    held, go_on = Event(), Event()

    def hold() -> None:
        held.set()
        go_on.wait(10)

    office.tasks.run(hold, owner=model)
    assert held.wait(10)
    for window in range(100, 200):
        model.line(window * WINDOW)
    go_on.set()
    at_rest(office, qtbot)
    fetched = [query.offset // WINDOW for query in cabinet.asked[1:]]
    assert fetched == list(range(200 - WAITING, 200))
    assert model.line(100 * WINDOW) is None  # seen again, it is asked for again
    at_rest(office, qtbot)
    assert cabinet.asked[-1].offset == 100 * WINDOW
