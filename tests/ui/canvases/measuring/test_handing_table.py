"""The table of a hand-over can be read whole: its rows, and the sheets over it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.handing_dialog import MOST_LINES
from tests.ui.canvases.measuring.plan_bench import PlanBench
from tests.ui.canvases.measuring.test_handing import BOX, beside, handing, second_sheet

WRAPPED = int(Qt.TextFlag.TextWordWrap)


def test_hand_over_when_a_text_is_longer_than_its_column_then_its_row_holds_all_of_it(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    second_sheet(bench, beside(BOX, 100))
    lines = handing(bench).lines
    fonts = lines.fontMetrics()
    for row in range(lines.topLevelItemCount()):
        item = lines.topLevelItem(row)
        assert item is not None
        height = lines.visualItemRect(item).height()
        for column in range(1, 4):
            room = QRect(0, 0, lines.columnWidth(column) - theme.SPACE, 9_999)
            needed = fonts.boundingRect(room, WRAPPED, item.text(column)).height()
            most = MOST_LINES * fonts.lineSpacing()
            assert min(needed, most) <= height, item.text(column)
            assert item.toolTip(column) == item.text(column)


def test_hand_over_when_its_rows_are_many_then_it_scrolls_down_alone(bench: PlanBench) -> None:
    for number in range(4):
        bench.give_area(beside(BOX, 50 * number), f"שטח {number}")
    second_sheet(bench, beside(BOX, 100))
    dialog = handing(bench)
    dialog.resize(dialog.width(), 480)
    lines = dialog.lines
    bench.qtbot.waitUntil(lambda: lines.verticalScrollBar().isVisible())
    assert not lines.horizontalScrollBar().isVisible()


def test_hand_over_when_a_sheet_is_of_a_floor_then_its_number_is_not_beside_the_area(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    second_sheet(bench, beside(BOX, 100))
    _first, second = handing(bench).sheets.boxes.values()
    assert "דירה (קומה 2) " in strip_marks(second.text())


def test_word_of_what_was_handed_over_when_something_is_drawn_then_it_stands_no_more(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    said = bench.canvas.words.problem
    QTest.mouseClick(handing(bench).take, Qt.MouseButton.LeftButton)
    assert said.isVisible()
    bench.state.choose([each.id for each in bench.shapes])
    bench.state.remove_chosen()
    assert not said.isVisible()


def test_hand_over_when_an_area_that_counts_lies_off_the_sheet_then_it_is_said_by_name(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "סלון", "flat")
    bench.give_area(beside(BOX, 9_000), "רחוק", "flat")
    bench.give_area(beside(BOX, 9_000), "אינו נספר", "")
    told = handing(bench).sheets.left_out
    said = strip_marks(told.text()).split("\n")
    assert told.isVisible()
    (doubted,) = [each for each in said if each.startswith("נספר, אבל כדאי לבדוק")]
    assert "רחוק" in doubted
    assert "מחוץ לגיליון" in doubted
