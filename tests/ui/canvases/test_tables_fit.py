"""The two drawing tables in a small window: no word is cut, each stop has a name, in all states.

The size is what step 4 has in a window of 1,280 by 680, which is one of 2,560 by 1,360 at 200 %.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.maps import gestures
from shamay_desktop.domain.maps.pictures import ControlPoint
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.annotation.paper_choice import PaperChoice
from shamay_desktop.ui.canvases.measuring.handing_dialog import HandingDialog
from shamay_desktop.ui.canvases.measuring.shapes_model import ShapeColumn
from shamay_desktop.ui.canvases.measuring.workbench import SCALE, SHAPES, SHEET
from shamay_desktop.ui.canvases.places.borders_dialog import BordersDialog
from shamay_desktop.ui.canvases.places.control_dialog import ControlDialog
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.services import Services
from tests.layer_files import geojson
from tests.ui.canvases.annotation.maps_bench import (
    MapsBench,
    a_bench,
    a_context,
    a_map,
    with_picture,
)
from tests.ui.canvases.annotation.test_selecting import BOXES, put
from tests.ui.canvases.measuring.plan_bench import PlanBench, open_plan
from tests.ui.canvases.measuring.test_drawing import BOX, SHIFT
from tests.ui.canvases.measuring.test_reshaping import BESIDE
from tests.ui.canvases.places.places_bench import PlacesBench
from tests.ui.reachable import faults, out_of_order, reached

SMALL = (1136, 520)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(params=list(Language), ids=[each.value for each in Language])
def spoken(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    services: Services,
    owner: Actor,
    tasks: Tasks,
) -> Iterator[OfficeContext]:
    """The office in one of the languages."""
    language = Language(request.param)
    theme.apply_theme(qapp, language)
    yield OfficeContext(services, owner, load_texts(language), tasks, ChangeHub())
    theme.apply_theme(qapp, Language.HE)


def cut(screen: QWidget) -> Iterator[str]:
    """Words that have less room than they need, or stand outside of what holds them."""
    yield from cut_labels(screen)
    for button in screen.findChildren(QAbstractButton):
        narrow = button.text() and button.sizeHint().width() > button.width() + 1
        if button.isVisible() and (narrow or outside(button)):
            yield f"button: {button.text() or button.objectName()}"
    for box in screen.findChildren(QComboBox):
        wide = box.fontMetrics().horizontalAdvance(box.currentText()) + 2 * theme.SPACE
        if box.isVisible() and (box.width() < wide or outside(box)):
            yield f"choice: {box.currentText()}"
    for line in screen.findChildren(QLineEdit):
        wide = line.fontMetrics().horizontalAdvance(line.placeholderText()) + theme.SPACE
        if line.isVisible() and not line.text() and line.width() < wide:
            yield f"placeholder: {line.placeholderText()}"
    yield from cut_headings(screen)


def cut_labels(screen: QWidget) -> Iterator[str]:
    """Words that stand by themselves."""
    for label in screen.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        fits = label.sizeHint().width() <= label.width() + 1
        if label.wordWrap():
            fits = label.heightForWidth(label.width()) <= label.height() + 1
        if not fits or outside(label):
            yield f"label: {label.text()}"


def cut_headings(screen: QWidget) -> Iterator[str]:
    """Names of tabs, headings of columns."""
    for bar in screen.findChildren(QTabBar):
        for place in range(bar.count()):
            wide = bar.fontMetrics().horizontalAdvance(bar.tabText(place))
            if bar.isVisible() and bar.tabRect(place).width() < wide:
                yield f"tab: {bar.tabText(place)}"
    for table in screen.findChildren(QTableView):
        header = table.horizontalHeader()
        if not table.isVisible() or header.isHidden():
            continue
        for column in range(header.count()):
            words = str(header.model().headerData(column, Qt.Orientation.Horizontal) or "")
            wide = header.fontMetrics().horizontalAdvance(words)
            if not header.isSectionHidden(column) and header.sectionSize(column) < wide:
                yield f"heading: {words}"


def outside(widget: QWidget) -> bool:
    """Whether a part of it is not seen: what scrolls is reached, anything else is cut."""
    step: QWidget | None = widget.parentWidget()
    while step is not None:
        holder = step.parentWidget()
        if isinstance(holder, QScrollArea):
            area, room = QRect(widget.mapTo(holder, QPoint()), widget.size()), holder.rect()
            return area.left() < room.left() - 1 or area.right() > room.right() + 1
        area = QRect(widget.mapTo(step, QPoint()), widget.size())
        if not step.rect().adjusted(-1, -1, 1, 1).contains(area):
            return True
        if step.isWindow():
            return False
        step = step.parentWidget()
    return False


def check(screen: QWidget, state: str, found: dict[str, list[str]]) -> None:
    """Note what is wrong with a state of a screen."""
    QApplication.sendPostedEvents()
    wrong = [*dict.fromkeys(cut(screen))]
    wrong += [f"{fault.what}: {fault.widget}" for fault in faults(screen)]
    wrong += [f"order: {pair}" for pair in out_of_order(reached(screen), screen)]
    if wrong:
        found[state] = wrong


def plan_of(spoken: OfficeContext, qtbot: QtBot, folder: Path) -> PlanBench:
    """The plan in a small window, no scale yet."""
    bench = open_plan(qtbot, spoken, folder, scale=False)
    bench.place.resize(*SMALL)
    qtbot.waitUntil(lambda: bench.place.width() == SMALL[0])
    return bench


def test_the_plan_when_the_window_is_small_then_no_word_is_cut_in_any_state(
    spoken: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bench = plan_of(spoken, qtbot, tmp_path)
    found: dict[str, list[str]] = {}
    table, place = bench.place.bench, bench.place
    check(place, "no scale", found)
    place.choose_page()
    check(place, "choosing a page", found)
    place._show_open()
    bench.give_scale((0, 1, 2, 3, 4, 5))
    bench.letter("G")
    bench.drag((700, 600), (1000, 800), SHIFT)
    check(place, "scale with references and a region", found)
    bench.give_area(BOX, "חדר שינה גדול עם מרפסת שירות", "flat")
    bench.give_area(BESIDE, "מרפסת", "balcony")
    table.panels.setCurrentIndex(SHAPES)
    bench.state.choose([bench.shapes[0].id])
    check(place, "a shape chosen, its details open", found)
    bench.state.change_sheet(excerpt=BOX)
    table.panels.setCurrentIndex(SHEET)
    check(place, "sheet and excerpt", found)
    for key in table.tools:
        bench.state.choose([bench.shapes[0].id])
        table.choose_tool(key)
        check(place, f"tool {key}", found)
    table.choose_tool("polygon")
    bench.free(*BOX[:3])
    check(place, "half a polygon", found)
    bench.key(Qt.Key.Key_Escape)
    table.panels.setCurrentIndex(SCALE)
    check(place, "the scale while areas are measured", found)
    table.panels.setCurrentIndex(SHAPES)
    QTest.mouseClick(table.shapes.hand_over, LEFT)
    qtbot.waitUntil(lambda: any(e.isVisible() for e in place.findChildren(HandingDialog)))
    dialog = next(each for each in place.findChildren(HandingDialog) if each.isVisible())
    check(dialog, "hand-over", found)
    dialog.reject()
    assert found == {}


def test_shapes_when_the_window_is_small_then_their_names_are_told_apart_in_the_list(
    spoken: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bench = plan_of(spoken, qtbot, tmp_path)
    bench.give_scale((0, 1, 2, 3))
    for number in range(9):
        bench.state.add_shape(ShapeKind.AREA, tuple((x + 20 * number, y) for x, y in BOX))
    bench.state.category = ""
    far = bench.state.add_shape(ShapeKind.AREA, tuple((x + 9_000, y) for x, y in BOX))
    assert bench.state.doubt_of(next(each for each in bench.shapes if each.id == far))
    bench.place.bench.panels.setCurrentIndex(SHAPES)
    table = bench.place.bench.shapes.table
    qtbot.waitUntil(table.isVisible)
    qtbot.waitUntil(table.verticalScrollBar().isVisible)
    wanted = table.sizeHintForColumn(ShapeColumn.NAME)
    assert table.columnWidth(ShapeColumn.NAME) >= wanted


def test_maps_when_the_window_is_small_then_no_word_is_cut_in_any_state(
    spoken: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    context = a_context(spoken)
    bench = a_bench(qtbot, context)
    place = bench.place
    place.resize(*SMALL)
    found: dict[str, list[str]] = {}
    for row in range(3):
        place.strip.setCurrentRow(row)
        check(place, f"empty slot {row}", found)
    with_picture(context, a_map(tmp_path / "map.png"))
    place.show_case(bench.case)
    place.strip.setCurrentRow(0)
    bench.wait_for_sheet()
    check(place, "a picture, its details", found)
    put(bench, *BOXES)
    bench.annotating.choose(["a"])
    place.side.setCurrentWidget(place.list)
    check(place, "one chosen, the list open", found)
    for key in place.desk.tools:
        bench.tool(key)
        check(place, f"tool {key}", found)
    bench.tool("select")
    place.side.setCurrentWidget(place.places)
    for section in place.places.sections:
        section.open()
    check(place, "places, nothing known", found)
    locate(bench)
    check(place, "places, the picture on the earth", found)
    places = PlacesBench(bench, spoken, qtbot)
    places.add_layer(geojson(tmp_path / "parcels.geojson"))
    places.find("6144", "5")
    check(place, "a parcel found, its areas compared", found)
    place.places.parcel.borders.click()
    check_dialog(bench, BordersDialog, found)
    place.places.begin_control_point()
    bench.click((250, 300))
    check_dialog(bench, ControlDialog, found)
    place.note_evidence()
    qtbot.waitUntil(lambda: bool(place._papers))
    place.choose_paper()
    check_dialog(bench, PaperChoice, found)
    assert found == {}


def check_dialog(bench: MapsBench, kind: type[QDialog], found: dict[str, list[str]]) -> None:
    """A dialog that was asked for, when it is there; then it is closed."""

    def open_now() -> list[QDialog]:
        return [each for each in bench.place.findChildren(kind) if each.isVisible()]

    bench.qtbot.waitUntil(lambda: bool(open_now()))
    bench.qtbot.waitUntil(lambda: bench.place.context.tasks.idle)
    check(open_now()[0], kind.__name__, found)
    open_now()[0].reject()


def locate(bench: MapsBench) -> None:
    """A place of the property, and three control points."""
    place = bench.place.places.place
    place.typed.setText("178690, 658902")
    QTest.keyClick(place.typed, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: place.place is not None)
    points = [
        ControlPoint(f"p{n}", x, y, Decimal(178000 + round(x)), Decimal(659000 - round(y)), "צומת")
        for n, (x, y) in enumerate(((50.0, 60.0), (750.0, 80.0), (400.0, 560.0)))
    ]
    bench.apply(gestures.adding_control_points(bench.case, bench.pictures[0].id, points))
    bench.qtbot.waitUntil(lambda: bench.place.places.georeference is not None)
    bench.qtbot.waitUntil(lambda: bench.place.context.tasks.idle)
