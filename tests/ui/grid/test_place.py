"""The comparables' table and grid in step 4: switched, remembered, gone to by path."""

from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.grid.place import VIEW
from shamay_desktop.ui.pages.analysis import AnalysisPage
from shamay_desktop.ui.widgets.list_editor import ListEditor
from tests.ui.bench import Shell
from tests.ui.grid.grid_bench import grid_context


def made(qtbot: QtBot) -> tuple[AnalysisPage, Shell]:
    """The page, its first tab open."""
    page = AnalysisPage(grid_context())
    qtbot.addWidget(page)
    shell = Shell(page)
    page.resize(1000, 760)
    page.show()
    return page, shell


def test_view_when_chosen_then_is_shown_and_remembered(qtbot: QtBot) -> None:
    page, _shell = made(qtbot)
    place = page.comparables
    assert place is not None
    assert (place.view, place.grid) == ("table", None)
    place.buttons["grid"].click()
    assert place.view == "grid"
    assert place.grid is not None
    settings = page.context.services.settings
    qtbot.waitUntil(lambda: settings.get(VIEW) == "grid")
    place.buttons["table"].click()
    assert place.view == "table"


def test_path_of_an_adjustment_when_gone_to_then_opens_the_grid_and_of_a_cell_the_table(
    qtbot: QtBot,
) -> None:
    page, _shell = made(qtbot)
    place = page.comparables
    assert place is not None
    assert page.focus_field("comparables.adjustments/j1/amount")
    assert place.view == "grid"
    assert place.grid is not None
    assert place.grid.current_path == "comparables.adjustments/j1/amount"
    assert page.focus_field("valuation.adjustment_mode")
    assert page.focus_field("comparables/b/price")
    assert place.view == "table"


def test_adjustments_when_made_in_the_grid_then_the_table_shows_the_adjusted_price(
    qtbot: QtBot,
) -> None:
    page, _shell = made(qtbot)
    row = page.forms["comparables"].rows["comparables"]
    assert isinstance(row, ListEditor)
    names = [column.id for column in row.model.columns]
    shown = row.model.index(row.model.first, names.index("adjusted")).data()
    assert strip_marks(str(shown)) == "35,600"
