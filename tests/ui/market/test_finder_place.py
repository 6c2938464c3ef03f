"""The finder's way out, and about what it searches where the subject has no place."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.grid.place import ComparablesPlace
from shamay_desktop.ui.market.about import About
from shamay_desktop.ui.market.deciding import ReasonDialog
from shamay_desktop.ui.market.decisions_dialog import DecisionsDialog
from shamay_desktop.ui.market.finder import Finder
from shamay_desktop.ui.market.finder_place import FinderPlace
from shamay_desktop.usecases.market.localities import Locality, locality_of
from shamay_desktop.usecases.market.searching import runs_of
from tests.ui.market.market_bench import (
    SUBJECT,
    bring_in,
    case_context,
    cell_of,
    press,
    sales_file,
    settle,
)

UNPLACED = {name: fact for name, fact in SUBJECT.items() if not name.startswith("location")}
CENTRE = Locality("8600", "רמת גן", "Ramat Gan", Decimal(182000), Decimal(665000))


def open_finder(
    office: OfficeContext, qtbot: QtBot, street: str, subject: dict[str, str]
) -> Finder:
    """A finder over a case with this subject, its first search done."""
    finder = Finder(case_context(office, street, subject))
    qtbot.addWidget(finder)
    finder.resize(1300, 760)
    finder.show()
    settle(office, qtbot)
    return finder


@pytest.fixture
def place(office: OfficeContext, qtbot: QtBot, tmp_path: Path) -> FinderPlace:
    """The comparables' tab among two hundred sales."""
    bring_in(office, sales_file(tmp_path, 200))
    context = case_context(office)
    made = FinderPlace(context, ComparablesPlace(context, QWidget(), lambda _case: None))
    qtbot.addWidget(made)
    made.resize(1300, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_escape_when_pressed_in_the_finder_then_the_table_stands_and_has_the_way_back(
    place: FinderPlace, office: OfficeContext, qtbot: QtBot
) -> None:
    qtbot.mouseClick(place.button, Qt.MouseButton.LeftButton)
    settle(office, qtbot)
    finder = place.finder
    assert finder is not None
    assert place.is_open
    qtbot.keyClick(finder.view.table, Qt.Key.Key_Escape)
    assert not place.is_open
    assert place.button.hasFocus()


def test_escape_when_a_reason_is_asked_for_then_ends_the_question_alone(
    place: FinderPlace, office: OfficeContext, qtbot: QtBot
) -> None:
    place.open()
    finder = place.finder
    assert finder is not None
    finder.view.show_query(finder.view.query, (("radius", "3000"),))
    settle(office, qtbot, lambda: finder.view.model.total > 1)
    finder.view.table.choose_row(0)
    finder.reject()
    ask = finder.findChild(ReasonDialog)
    assert isinstance(ask, ReasonDialog)
    ask.activateWindow()
    qtbot.waitUntil(ask.isActiveWindow)
    press(ask, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: finder.findChild(ReasonDialog) is None)
    assert place.is_open
    assert finder.deciding.decisions == {}


def test_decisions_when_asked_for_beside_the_table_then_open_without_a_search(
    place: FinderPlace, office: OfficeContext, qtbot: QtBot
) -> None:
    qtbot.mouseClick(place.history, Qt.MouseButton.LeftButton)
    dialog = place.findChild(DecisionsDialog)
    assert isinstance(dialog, DecisionsDialog)
    settle(office, qtbot)
    assert dialog.runs.rowCount() == 0
    dialog.accept()


def test_radius_when_the_subject_has_no_place_then_says_that_its_block_is_searched(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 200))
    finder = open_finder(office, qtbot, "דרך השקד", UNPLACED)
    bounds = finder.view.bounds
    assert bounds is not None
    assert "6100" in strip_marks(bounds.about.text())
    assert bounds.turn.text() == office.texts("market.about.offer", town="רמת גן")
    assert finder.view.asked_query().around is None


def test_centre_of_the_town_when_chosen_then_is_searched_about_and_named_in_the_record(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 200))
    finder = open_finder(office, qtbot, "דרך השקד", UNPLACED)
    view, bounds = finder.view, finder.view.bounds
    assert bounds is not None
    bounds.turn.click()
    settle(office, qtbot)
    centre, around = locality_of("רמת גן"), view.asked_query().around
    assert centre is not None
    assert around is not None
    assert (around.east, around.north, around.radius) == (centre.east, centre.north, 500)
    assert "רמת גן" in bounds.about.text()
    assert view.subject is not None
    assert view.subject.east is None, "likeness is not reckoned from a town's centre"
    case_id = finder._context.session.valuation.id
    assert runs_of(office.services, office.actor, case_id)[0].query.around == around
    dialog = DecisionsDialog(finder.means, case_id, finder)
    settle(office, qtbot, lambda: dialog.runs.rowCount() > 0)
    assert "ממרכז רמת גן" in strip_marks(cell_of(dialog.runs, 0, 2))
    dialog.deleteLater()
    bounds.turn.click()
    settle(office, qtbot)
    assert view.asked_query().around is None


def test_map_when_the_town_stands_in_for_the_subject_then_has_a_ring_and_no_star(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 200))
    finder = open_finder(office, qtbot, "דרך השקד", UNPLACED)
    view = finder.view
    view.turn_about()
    view.toggle_map()
    settle(office, qtbot, lambda: view.map is not None and view.map._middle is not None)
    assert view.map is not None
    assert view.map._subject is None
    assert view.map.rings == (250, 500)
    assert [strip_marks(words.toPlainText()) for _ring, words in view.map._rings] == [
        "250 מ'",
        "500 מ'",
    ]


@pytest.mark.parametrize(
    ("subject", "relative", "wanted", "used"),
    [
        (Subject(city="רמת גן"), (("radius", "500"),), None, True),
        (Subject(city="רמת גן"), (("radius", "500"),), False, False),
        (Subject(city="רמת גן"), (("months", "24"),), True, False),
        (Subject(city="רמת גן", gush="6100"), (("radius", "500"),), None, False),
        (Subject(city="רמת גן", street="הרצל"), (("radius", "500"),), None, False),
        (Subject(city="רמת גן", gush="6100"), (("radius", "500"),), True, True),
        (Subject(east=Decimal(1), north=Decimal(2)), (("radius", "500"),), True, False),
        (None, (("radius", "500"),), True, False),
    ],
)
def test_centre_when_nothing_nearer_is_known_or_it_is_wanted_then_stands_in(
    subject: Subject | None, relative: tuple[tuple[str, str], ...], wanted: bool | None, used: bool
) -> None:
    about = About(CENTRE, wanted)
    assert (about.used(subject, relative) is CENTRE) is used
    if subject is not None:
        assert (about.placed(subject, relative).east == CENTRE.east) is used
