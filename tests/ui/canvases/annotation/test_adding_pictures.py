"""Pictures come onto the table: pasted, dropped, chosen, of the case's papers, off the screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.maps.pictures import MapPicture, Slot
from shamay_desktop.ui.canvases.annotation.paper_choice import PaperChoice
from shamay_desktop.ui.canvases.annotation.screen_grab import ScreenGrab
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.evidence.adding import evidence_of
from tests.ui.canvases.annotation.maps_bench import (
    CTRL,
    MapsBench,
    a_bench,
    a_map,
    with_picture,
)


@pytest.fixture
def empty(context: PageContext, qtbot: QtBot) -> MapsBench:
    """The table of a case without any picture."""
    return a_bench(qtbot, context)


def wait_for(bench: MapsBench, count: int) -> tuple[MapPicture, ...]:
    """Until so many pictures are in the case."""
    bench.qtbot.waitUntil(lambda: len(bench.pictures) == count, timeout=20_000)
    bench.qtbot.waitUntil(lambda: bench.place.context.tasks.idle, timeout=20_000)
    return bench.pictures


def kinds(bench: MapsBench) -> list[DocType]:
    """What the case's papers are."""
    context = bench.place.context
    evidence = evidence_of(context.services, context.actor, context.session.valuation.id)
    return [each.doc_type for each in evidence.documents]


def test_an_empty_slot_when_looked_at_then_it_says_how_it_is_filled(empty: MapsBench) -> None:
    place = empty.place
    assert place.stack.currentWidget() is place.empty
    assert "מפת הסביבה" in place.empty_words.text()
    assert list(place.fill) == ["paste", "choose", "from_papers", "grab"]
    assert all(button.isVisible() for button in place.fill.values())
    place.strip.setCurrentRow(2)
    assert "תצלום האוויר" in place.empty_words.text()


def test_a_pasted_picture_when_a_slot_is_empty_then_it_fills_it(empty: MapsBench) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#88aa88"))
    QGuiApplication.clipboard().setImage(image)
    empty.place.strip.setCurrentRow(1)
    empty.place.strip.setFocus()
    QTest.keyClick(empty.place, Qt.Key.Key_V, CTRL)
    (picture,) = wait_for(empty, 1)
    assert picture.slot is Slot.PARCEL_SKETCH
    assert kinds(empty) == [DocType.GIS_SCREENSHOT]
    assert empty.place.picture == picture
    assert empty.place.details.lines["source"].hasFocus()
    empty.wait_for_sheet()
    assert empty.annotating.size == (400, 300)


def test_dropped_files_when_several_then_the_first_fills_the_slot(
    empty: MapsBench, tmp_path: Path
) -> None:
    one, other = a_map(tmp_path / "1.png"), a_map(tmp_path / "2.png", tint="#ddeeff")
    empty.place.adding.drops.dropped.emit([one, other])
    pictures = wait_for(empty, 2)
    assert [each.slot for each in pictures] == [Slot.AREA_MAP, Slot.OTHER]
    empty.undo()
    assert empty.pictures == ()


def test_a_chosen_file_when_the_slot_is_empty_then_it_is_filled(
    empty: MapsBench, tmp_path: Path
) -> None:
    empty.place.fill["choose"].click()
    dialog = empty.place.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(a_map(tmp_path / "1.png"))])
    dialog.close()
    (picture,) = wait_for(empty, 1)
    assert picture.slot is Slot.AREA_MAP


def test_the_same_file_when_added_again_then_it_is_a_picture_more_and_one_paper(
    empty: MapsBench, tmp_path: Path
) -> None:
    file = a_map(tmp_path / "1.png")
    empty.place.adding.add([file])
    wait_for(empty, 1)
    empty.place.adding.add([file])
    one, other = wait_for(empty, 2)
    assert one.paper == other.paper
    assert len(kinds(empty)) == 1


def test_a_paper_of_the_case_when_chosen_then_it_fills_the_slot(
    context: PageContext, qtbot: QtBot, tmp_path: Path
) -> None:
    with_picture(context, a_map(tmp_path / "1.png"), Slot.AERIAL)
    bench = a_bench(qtbot, context)
    qtbot.waitUntil(lambda: bench.place.context.tasks.idle, timeout=20_000)
    bench.place.strip.setCurrentRow(0)
    bench.place.fill["from_papers"].click()
    dialog = bench.place.findChild(PaperChoice)
    assert isinstance(dialog, PaperChoice)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    one, other = wait_for(bench, 2)
    assert {one.slot, other.slot} == {Slot.AERIAL, Slot.AREA_MAP}
    assert one.paper == other.paper


def test_a_broken_file_when_dropped_then_it_is_refused_by_name_and_nothing_is_added(
    empty: MapsBench, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + b"nothing")
    empty.place.adding.add([broken])
    tray = empty.place.adding.tray
    empty.qtbot.waitUntil(lambda: tray.results.count() > 0 and not tray.busy, timeout=20_000)
    assert "broken.png" in tray.results.item(0).text()
    assert empty.pictures == ()


def test_a_lost_file_when_shown_then_the_canvas_says_a_clear_word(
    context: PageContext, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = with_picture(context, a_map(tmp_path / "1.png"))
    row = context.session.case.row("maps.pictures", picture)
    assert row is not None
    context.session.type(f"maps.pictures/{picture}/file", "f" * 64)
    bench = a_bench(qtbot, context)
    problem = bench.canvas.findChild(QLabel, "canvas-problem")
    assert isinstance(problem, QLabel)
    qtbot.waitUntil(lambda: problem.isVisible() and bool(problem.text()), timeout=20_000)
    assert not bench.place.desk.can_draw()


def test_a_read_only_case_when_shown_then_nothing_can_be_changed(
    bench: MapsBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PageContext, "read_only", property(lambda _self: True))
    looked = a_bench(bench.qtbot, bench.place.context)
    looked.wait_for_sheet()
    looked.tool("rectangle")
    looked.drag((100, 100), (300, 300))
    looked.place.paste()
    looked.place.remove_picture()
    looked.canvas.set_turn(90)
    looked.place.commit_typing()
    assert not looked.gestures
    assert not looked.place.acceptDrops()
    assert not looked.place.details.isEnabled()
    assert not looked.place.desk.tool_bar.isVisible()


# -- the screen ---------------------------------------------------------------------------


def grabbing(bench: MapsBench, picture: QPixmap) -> ScreenGrab:
    """Begin to grab a screen that looks like this."""
    adding = bench.place.adding
    adding.make_grab = lambda: ScreenGrab(
        bench.place.window(), bench.place.context.texts, lambda _screen: picture
    )
    adding.grab_screen()
    grab = adding.grab
    assert grab is not None
    return grab


def a_screen() -> QPixmap:
    """Red, with a blue part."""
    pixmap = QPixmap(QGuiApplication.primaryScreen().size())
    pixmap.fill(QColor("#ff0000"))
    image = pixmap.toImage()
    for x in range(100, 300):
        for y in range(100, 250):
            image.setPixelColor(x, y, QColor("#0000ff"))
    return QPixmap.fromImage(image)


def test_the_screen_when_dragged_around_then_that_part_is_a_picture_of_today(
    empty: MapsBench,
) -> None:
    grab = grabbing(empty, a_screen())
    assert not empty.place.isVisible()
    empty.qtbot.waitUntil(lambda: bool(grab.veils), timeout=5_000)
    veil = grab.veils[0]
    QTest.mousePress(veil, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(veil, QPoint(299, 249))
    QTest.mouseRelease(veil, Qt.MouseButton.LeftButton, pos=QPoint(299, 249))
    assert empty.place.isVisible()
    (picture,) = wait_for(empty, 1)
    assert picture.slot is Slot.AREA_MAP
    assert picture.date == empty.place._today()
    empty.wait_for_sheet()
    assert empty.annotating.size == (200, 150)


def test_the_screen_when_drawn_on_by_keys_then_enter_takes_it(empty: MapsBench) -> None:
    grab = grabbing(empty, a_screen())
    empty.qtbot.waitUntil(lambda: bool(grab.veils), timeout=5_000)
    veil = grab.veils[0]
    QTest.keyClick(veil, Qt.Key.Key_Return)
    before = QRect(veil.rect_drawn)
    QTest.keyClick(veil, Qt.Key.Key_Right)
    QTest.keyClick(veil, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert veil.rect_drawn.left() == before.left() + 20
    assert veil.rect_drawn.height() == before.height() - 20
    taken = veil.rect_drawn.size()
    QTest.keyClick(veil, Qt.Key.Key_Return)
    wait_for(empty, 1)
    empty.wait_for_sheet()
    assert empty.annotating.size == (taken.width(), taken.height())


def test_the_screen_when_given_up_then_the_window_is_back_and_nothing_is_added(
    empty: MapsBench,
) -> None:
    grab = grabbing(empty, a_screen())
    empty.qtbot.waitUntil(lambda: bool(grab.veils), timeout=5_000)
    QTest.keyClick(grab.veils[0], Qt.Key.Key_Escape)
    assert empty.place.isVisible()
    assert not grab.is_under_way
    assert empty.pictures == ()


def test_the_screen_when_the_system_gives_none_then_a_clear_word_says_so(empty: MapsBench) -> None:
    grab = grabbing(empty, QPixmap())
    empty.qtbot.waitUntil(lambda: not grab.is_under_way, timeout=5_000)
    assert empty.place.isVisible()
    notice = empty.place.notice
    assert notice.isVisible()
    words = " ".join(label.text() for label in notice.findChildren(QLabel))
    assert "Ctrl+V" in words
