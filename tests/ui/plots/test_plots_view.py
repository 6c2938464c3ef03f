"""Plots in the window: seen, walked by keys, read as a table, followed to a comparable."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.plots.choosing import plots_of
from shamay_desktop.domain.plots.plot import Box, Mark, PlotKind, Role
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.plots.canvas import PlotCanvas
from shamay_desktop.ui.plots.plots_view import PlotsView
from tests.plot_samples import SALES, comparables, plotted_case
from tests.ui.bench import a_context

LONGEST_WAIT_MS = 60_000


def shown(
    qtbot: QtBot, language: Language = Language.HE, values: Mapping[str, object] | None = None
) -> tuple[PlotsView, PlotCanvas, PageContext]:
    """The view in a window, once its plots are computed."""
    context = a_context(language, values or encode_values(plotted_case().values))
    view = PlotsView(context)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show_case(context.session.case)
    assert view.plots == ()  # nobody looks yet
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.canvas is not None, timeout=LONGEST_WAIT_MS)
    assert view.canvas is not None
    return view, view.canvas, context


def choose(view: PlotsView, kind: PlotKind) -> None:
    """Choose the first plot of a kind."""
    view.choice.setCurrentIndex([plot.kind for plot in view.plots].index(kind))


def test_plots_when_looked_at_then_all_kinds_can_be_chosen(qtbot: QtBot) -> None:
    view, canvas, _context = shown(qtbot)
    kinds = [plot.kind for plot in view.plots]
    assert set(kinds) == set(PlotKind)
    assert kinds.count(PlotKind.ADJUSTMENTS) == 2
    assert canvas.accessibleName() == view.plots[0].title
    assert view.choice.accessibleName()


def test_arrows_when_pressed_then_walk_from_left_to_right_and_tell_each(qtbot: QtBot) -> None:
    view, canvas, _context = shown(qtbot)
    choose(view, PlotKind.AREA)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    seen = [canvas.things[canvas.chosen]]
    for _ in range(len(canvas.things) - 1):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        seen.append(canvas.things[canvas.chosen])
        assert strip_marks(seen[-1].told) in strip_marks(view.told.text())
        assert canvas.accessibleDescription() == seen[-1].told
    across = [thing.x for thing in seen if isinstance(thing, Mark)]
    assert across == sorted(across)
    assert len(across) == len(SALES) + 1
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.chosen == -1


def test_enter_when_on_a_comparable_then_asks_for_its_row_and_not_for_the_subject(
    qtbot: QtBot,
) -> None:
    view, canvas, _context = shown(qtbot)
    choose(view, PlotKind.AREA)
    asked: list[str] = []
    view.row_asked.connect(asked.append)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert asked == ["r5"]  # the smallest area
    subject = [at for at, thing in enumerate(canvas.things) if thing.role is Role.SUBJECT]
    canvas.choose(subject[0])
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert asked == ["r5"]


def test_waterfall_when_hebrew_then_arrows_walk_as_it_is_seen(qtbot: QtBot) -> None:
    view, canvas, _context = shown(qtbot)
    choose(view, PlotKind.ADJUSTMENTS)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_End)
    first = canvas.things[canvas.chosen]
    assert isinstance(first, Box)
    assert first is canvas.things[0]  # as paid, at the right


def test_table_when_chosen_then_tells_the_same_and_goes_to_the_same_rows(qtbot: QtBot) -> None:
    view, canvas, _context = shown(qtbot)
    choose(view, PlotKind.AREA)
    view.way.click()
    assert view.table.isVisible()
    assert not canvas.isVisible()
    assert view.table.rowCount() == len(SALES) + 1
    with qtbot.waitSignal(view.row_asked) as asked:
        view.table.setCurrentCell(0, 0)
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert asked.args == ["r0"]


def test_plots_when_the_case_changes_then_the_chosen_one_stays(qtbot: QtBot) -> None:
    view, _canvas, context = shown(qtbot)
    choose(view, PlotKind.FLOOR)
    context.session.type("comparables/r0/floor", "8")
    view.show_case(context.session.case)

    def moved() -> bool:
        plot = view.plot
        assert plot is not None
        return any(mark.row == "r0" and mark.x == 8 for mark in plot.marks)

    qtbot.waitUntil(moved, timeout=LONGEST_WAIT_MS)
    assert view.plot is not None
    assert view.plot.kind is PlotKind.FLOOR


def test_plots_when_there_is_no_comparable_then_one_sentence_says_so(qtbot: QtBot) -> None:
    view, _canvas, context = shown(qtbot, values={"unit.rooms": "4"})
    assert view.none.isVisible()
    assert view.none.text() == context.texts("plots.empty")
    assert not view.way.isEnabled()


@pytest.mark.parametrize("language", list(Language))
def test_two_thousand_points_when_drawn_then_each_can_be_chosen(
    qtbot: QtBot, language: Language
) -> None:
    many = [
        ("2025-01-02", str(3_000_000 + 311 * at), str(60 + at % 140), str(at % 20), "")
        for at in range(2000)
    ]
    context = a_context(language)
    case = plotted_case(comparables=comparables(many))
    (plot,) = plots_of(case, context.texts, kinds=[PlotKind.AREA])
    canvas = PlotCanvas(context.texts)
    qtbot.addWidget(canvas)
    canvas.show_plot(plot)
    canvas.resize(800, 500)
    with qtbot.waitExposed(canvas):
        canvas.show()
    assert len(canvas.things) == 2001
    canvas.choose(1500)
    assert canvas.things[canvas.chosen].row == "r1500"
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.things[canvas.chosen].row != "r1500"


def test_mouse_when_over_a_mark_then_tells_it_and_a_click_goes_to_its_row(qtbot: QtBot) -> None:
    view, canvas, _context = shown(qtbot)
    choose(view, PlotKind.AREA)
    place = next(at for at, thing in enumerate(canvas.things) if thing.row == "r4")
    thing = canvas.things[place]
    assert isinstance(thing, Mark)
    qtbot.waitUntil(lambda: canvas.view.getPlotItem().vb.viewPixelSize()[0] < 1)
    box = canvas.view.getPlotItem().vb
    seen = box.mapViewToScene(QPointF(float(thing.x), float(thing.y)))
    assert canvas.at(seen.x(), seen.y()) == place
    assert canvas.at(seen.x() + 40, seen.y() + 60) == -1
    with qtbot.waitSignal(view.row_asked) as asked:
        QTest.mouseClick(
            canvas.view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=canvas.view.mapFromScene(seen),
        )
    assert asked.args == ["r4"]
    assert strip_marks(thing.told) in strip_marks(view.told.text())


def test_mouse_when_over_a_step_of_a_waterfall_then_finds_it(qtbot: QtBot) -> None:
    view, canvas, _context = shown(qtbot)
    choose(view, PlotKind.ADJUSTMENTS)
    box = canvas.view.getPlotItem().vb
    step = canvas.things[1]
    assert isinstance(step, Box)
    middle = QPointF(
        float(step.first[0] + step.second[0]) / 2, float(step.first[1] + step.second[1]) / 2
    )
    seen = box.mapViewToScene(middle)
    assert canvas.at(seen.x(), seen.y()) == 1
