"""Finding comparables for a case: likeness, accepting, rejecting, rating, and what is on record."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin, Row
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.market.rows import Verdict
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.storage.repositories.market_searches import SqlMarketSearches
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.market.deciding import ReasonDialog
from shamay_desktop.ui.market.decisions_dialog import DecisionsDialog
from shamay_desktop.ui.market.finder import Finder
from shamay_desktop.ui.market.relative_bounds import USUAL
from shamay_desktop.usecases.market.deciding import decisions_of
from shamay_desktop.usecases.market.searching import runs_of
from tests.ui.market.market_bench import bring_in, case_context, cell_of, press, sales_file, settle


class Host:
    """Stands for the wizard: it applies what the finder emits."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.session = finder._context.session
        finder.edited.connect(self.apply)

    def apply(self, changes: tuple[Change, ...]) -> None:
        """One gesture."""
        self.session.edit(changes)
        self.finder.show_case(self.session.case)


def first(host: Host) -> Row:
    """The case's first comparable."""
    return host.session.case.rows("comparables")[0]


@pytest.fixture
def host(office: OfficeContext, qtbot: QtBot, tmp_path: Path) -> Host:
    """A finder over a case among eight hundred sales."""
    bring_in(office, sales_file(tmp_path, 800))
    finder = Finder(case_context(office))
    qtbot.addWidget(finder)
    made = Host(finder)
    finder.resize(1300, 760)
    finder.show()
    finder.view.show_query(finder.view.query, (("radius", "1500"),))
    settle(office, qtbot, lambda: finder.view.model.total > 3 and finder.view.told is not None)
    return made


def test_finder_when_opened_then_the_most_alike_come_first_with_their_parts(
    host: Host, office: OfficeContext
) -> None:
    hits = host.finder.view.model.lines_here()
    scores = [hit.similarity.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    parts = host.finder.view.details.parts
    assert parts.isVisible()
    assert parts.rowCount() == 8  # seven parts, and how much of their weight is known
    assert office.texts("market.part.place") in cell_of(parts, 0, 0)


def test_enter_when_pressed_then_the_row_stands_in_the_case_with_its_source(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    hit = host.finder.view.model.line(0)
    assert hit is not None
    host.finder.view.table.choose_row(0)
    press(host.finder.view.table, Qt.Key.Key_Return)
    settle(office, qtbot, lambda: bool(host.session.case.rows("comparables")))
    row = host.session.case.rows("comparables")[0]
    assert row.id == hit.row.id
    price = row.cells["price"]
    assert price.content == str(hit.row.price)
    assert price.provenance is not None
    assert price.provenance.origin is Origin.IMPORTED
    assert "sales.csv" in str(price.provenance.note)
    assert host.finder.view.table.currentIndex().row() == 1
    decided = decisions_of(office.services, office.actor, host.session.valuation.id)
    assert [(each.verdict, each.case_row) for each in decided] == [(Verdict.ACCEPTED, row.id)]
    assert (
        decided[0].run_id == runs_of(office.services, office.actor, host.session.valuation.id)[0].id
    )


def test_delete_when_pressed_then_asks_why_and_keeps_the_reason(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    finder = host.finder
    finder.view.table.choose_row(1)
    finder.rate(2)
    finder.reject()
    ask = finder.findChild(ReasonDialog)
    assert isinstance(ask, ReasonDialog)
    assert not ask.keep.isEnabled()
    ask.reason.setCurrentText("המחיר כולל מחסן")
    ask.keep.click()
    settle(office, qtbot, lambda: bool(finder.deciding.decisions))
    decided = decisions_of(office.services, office.actor, host.session.valuation.id)
    assert [(each.verdict, each.reason, each.rating) for each in decided] == [
        (Verdict.REJECTED, "המחיר כולל מחסן", 2)
    ]
    assert host.session.case.rows("comparables") == ()


def test_row_when_rejected_after_it_was_taken_then_stays_in_the_case_without_counting(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    finder = host.finder
    hit = finder.view.model.line(0)
    assert hit is not None
    finder.view.table.choose_row(0)
    finder.accept()
    settle(office, qtbot, lambda: bool(host.session.case.rows("comparables")))
    finder.view.table.choose_row(0)
    finder.reject()
    ask = finder.findChild(ReasonDialog)
    assert isinstance(ask, ReasonDialog)
    ask.reason.setCurrentText("עסקה בין קרובים")
    ask.keep.click()
    settle(
        office, qtbot, lambda: host.session.case.rows("comparables")[0].content("included") is False
    )
    row = host.session.case.rows("comparables")[0]
    assert row.content("excluded_reason") == "עסקה בין קרובים"
    finder.view.table.choose_row(0)
    finder.accept()
    settle(
        office, qtbot, lambda: host.session.case.rows("comparables")[0].content("included") is True
    )
    assert host.session.case.rows("comparables")[0].content("excluded_reason") is None


def test_decided_rows_when_looked_for_again_then_are_marked(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    finder = host.finder
    finder.view.table.choose_row(0)
    finder.rate(5)
    finder.accept()
    settle(office, qtbot, lambda: bool(finder.deciding.decisions))
    finder.view.refresh()
    settle(office, qtbot)
    place = finder.view.table.places["verdict"]
    words = strip_marks(str(finder.view.model.index(0, place).data()))
    assert words == f"{office.texts('market.verdict.accepted')} ★5"


def test_decisions_when_looked_at_then_tell_the_chosen_set_and_what_was_searched(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    finder = host.finder
    finder.view.table.choose_row(0)
    finder.accept()
    settle(office, qtbot, lambda: bool(finder.deciding.decisions))
    dialog = DecisionsDialog(finder.means, host.session.valuation.id, finder)
    settle(office, qtbot, lambda: dialog.decided.rowCount() == 1)
    assert cell_of(dialog.decided, 0, 0) == office.texts("market.verdict.accepted")
    assert dialog.runs.rowCount() >= 1
    assert "1,500" in strip_marks(cell_of(dialog.runs, 0, 2))
    dialog.deleteLater()


def test_bounds_when_the_subject_does_not_tell_then_it_is_said(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    bounds = host.finder.view.bounds
    assert bounds is not None
    years = bounds.amounts["years_away"]
    years.setText("10")
    years.editingFinished.emit()
    settle(office, qtbot)
    assert office.texts("market.relative.years_away") in strip_marks(bounds.unmet.text())


def test_map_when_opened_then_shows_rows_around_the_subject_and_shares_the_choice(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    view = host.finder.view
    view.toggle_map()
    settle(office, qtbot, lambda: view.map is not None and bool(view.map.points))
    assert view.map is not None
    view.table.choose_row(2)
    third = view.model.line(2)
    assert third is not None
    assert view.map.current == third.row.id
    first = view.model.line(0)
    assert first is not None
    view.map.chosen.emit(first.row.id)
    assert view.table.currentIndex().row() == 0


def test_case_when_edited_by_the_taken_row_then_can_be_undone(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    host.finder.view.table.choose_row(0)
    host.finder.accept()
    settle(office, qtbot, lambda: bool(host.session.case.rows("comparables")))
    host.session.undo()
    assert host.session.case.rows("comparables") == ()
    assert after(host.session.case, ()) == host.session.case


def test_finder_when_the_search_cannot_be_recorded_then_its_rows_are_shown_and_it_is_said(
    host: Host, office: OfficeContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object) -> None:
        raise WorldFailed("disk_full")

    view, before = host.finder.view, len(runs_of(office.services, office.actor, case_of(host)))
    monkeypatch.setattr(SqlMarketSearches, "add_run", full)
    view.show_query(view.query, (("radius", "1400"),))
    settle(office, qtbot, host.finder.notice.isVisible)
    assert view.model.lines_here()
    assert "לא נרשם" in strip_marks(host.finder.notice.words.text())
    assert view.model.run is None
    assert len(runs_of(office.services, office.actor, case_of(host))) == before


def test_finder_when_opened_again_for_the_case_then_begins_with_its_last_search(
    host: Host, office: OfficeContext, qtbot: QtBot
) -> None:
    view = host.finder.view
    view.show_query(replace(view.query, rooms_from=Decimal(3)), (("radius", "1400"),))
    settle(office, qtbot, lambda: view.model.run is not None)
    again = Finder(host.finder._context)
    qtbot.addWidget(again)
    again.show()
    settle(office, qtbot, lambda: again.view.query.rooms_from is not None)
    assert again.view.relative == (("radius", "1400"),)
    other = Finder(case_context(office))
    qtbot.addWidget(other)
    other.show()
    settle(office, qtbot, lambda: other.view.model.run is not None)
    assert other.view.relative == USUAL
    assert other.view.query.rooms_from is None


def case_of(host: Host) -> str:
    """The id of the finder's case."""
    return host.session.valuation.id
