"""Words of a page: searched on all pages, marked by mouse and by key, boxes drawn both ways."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.find_bar import told_pages
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.canvases.page_words import PageWords
from shamay_desktop.ui.tasks import Tasks
from tests.ui.page_bench import a_page, drag, paper, place_of, show, spot
from tests.ui.paper_bench import DrawnPictures

FIRST = a_page(1, "נסח רישום מקרקעין", "גוש 6109 חלקה 396", "שטח דירה 97.60 מטר")
THIRD = a_page(3, "חלקה 396 תת חלקה 168", "בעלים")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pictures(tmp_path: Path) -> DrawnPictures:
    """Pages drawn at once."""
    return DrawnPictures(tmp_path / "pages")


@pytest.fixture
def viewer(qtbot: QtBot, tasks: Tasks, hebrew: Texts, pictures: DrawnPictures) -> PageViewer:
    """A viewer at the first page of a paper of which the second page was not read."""
    made = PageViewer(tasks, hebrew, reads=True)
    qtbot.addWidget(made)
    made.resize(640, 700)
    made.show()
    show(qtbot, made, paper(pictures, {1: FIRST, 3: THIRD}))
    made.activateWindow()
    made.canvas.setFocus()
    qtbot.waitUntil(made.canvas.hasFocus)
    return made


def marked(viewer: PageViewer) -> str:
    """The marked text, "" when nothing is."""
    now = viewer.canvas.picking.now
    return "" if now is None else now.text


def search_for(qtbot: QtBot, viewer: PageViewer, words: str) -> None:
    """Type into the line of the search, and wait for what was found."""
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_F, CTRL)
    assert viewer.find_bar.isVisible()
    assert viewer.find_bar.words.hasFocus()
    viewer.find_bar.words.setText(words)
    qtbot.waitUntil(lambda: bool(viewer.find_bar.count.text()), timeout=5_000)


def test_words_when_searched_then_all_pages_are_and_unread_ones_are_said(
    qtbot: QtBot, viewer: PageViewer, hebrew: Texts
) -> None:
    search_for(qtbot, viewer, "חלקה 396")
    bar = viewer.find_bar
    assert bar.count.text() == hebrew("viewer.find_count", place=1, count=2)
    assert bar.unread.isVisible()
    assert bar.unread.text() == hebrew("viewer.find_unread", n=1, pages="2")
    assert viewer.search.on_page(1)[1] == ((320.0, 90.0, 430.0, 102.0),)
    with qtbot.waitSignal(viewer.page_shown):
        qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert viewer.page == 3
    assert bar.count.text() == hebrew("viewer.find_count", place=2, count=2)
    with qtbot.waitSignal(viewer.page_shown):
        qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert viewer.page == 1
    with qtbot.waitSignal(viewer.page_shown):
        qtbot.keyClick(bar.words, Qt.Key.Key_Return, SHIFT)
    assert viewer.page == 3


def test_a_search_when_nothing_is_found_then_says_so_and_escape_closes_it(
    qtbot: QtBot, viewer: PageViewer, hebrew: Texts
) -> None:
    search_for(qtbot, viewer, "אין מילה כזאת")
    assert viewer.find_bar.count.text() == hebrew("viewer.find_none")
    assert not viewer.find_bar.next.isEnabled()
    qtbot.keyClick(viewer.find_bar.words, Qt.Key.Key_Escape)
    assert not viewer.find_bar.isVisible()
    assert viewer.canvas.hasFocus()
    assert viewer.search.on_page(1) == ((), ())


def test_a_search_when_more_pages_are_read_then_finds_what_they_say(
    qtbot: QtBot, tasks: Tasks, hebrew: Texts, pictures: DrawnPictures
) -> None:
    read = {1: FIRST}
    viewer = PageViewer(tasks, hebrew, reads=True)
    qtbot.addWidget(viewer)
    viewer.show()
    show(qtbot, viewer, paper(pictures, read))
    viewer.begin_search()
    viewer.find_bar.words.setText("בעלים")
    qtbot.waitUntil(lambda: viewer.find_bar.count.text() == hebrew("viewer.find_none"))
    read[3] = THIRD
    viewer.note_words()
    qtbot.waitUntil(lambda: len(viewer.search.hits.places) == 1)
    assert viewer.search.hits.unread == (2,)


def test_words_when_dragged_over_then_are_marked_as_they_are_read(
    qtbot: QtBot, viewer: PageViewer
) -> None:
    before = viewer.canvas.seen()
    drag(qtbot, viewer, place_of(2, 1), place_of(1, 2))
    assert marked(viewer) == "חלקה 396\nשטח דירה"
    picked = viewer.canvas.picking.now
    assert picked is not None
    assert picked.page == 1
    assert picked.box == (320.0, 90.0, 550.0, 132.0)
    assert len(picked.parts) == 2
    assert viewer.canvas.seen() == before
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "חלקה 396\nשטח דירה"
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_Escape)
    assert marked(viewer) == ""


def test_words_when_dragged_backwards_then_are_the_same(qtbot: QtBot, viewer: PageViewer) -> None:
    drag(qtbot, viewer, place_of(1, 2), place_of(2, 1))
    assert marked(viewer) == "חלקה 396\nשטח דירה"


def test_a_word_when_clicked_twice_then_is_marked_alone(qtbot: QtBot, viewer: PageViewer) -> None:
    qtbot.mouseDClick(
        viewer.canvas.viewport(),
        Qt.MouseButton.LeftButton,
        pos=spot(viewer, place_of(2, 2)),
    )
    assert marked(viewer) == "97.60"


def test_words_when_marked_by_keys_then_the_cursor_goes_as_the_line_is_seen(
    qtbot: QtBot, viewer: PageViewer
) -> None:
    canvas = viewer.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Left, CTRL)
    assert marked(viewer) == "נסח"
    qtbot.keyClick(canvas, Qt.Key.Key_Left, CTRL)
    assert marked(viewer) == "רישום"
    qtbot.keyClick(canvas, Qt.Key.Key_Down, CTRL)
    assert marked(viewer) == "6109"
    qtbot.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    assert marked(viewer) == "6109 חלקה 396"
    qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    assert marked(viewer) == "6109 חלקה"
    qtbot.keyClick(canvas, Qt.Key.Key_Up, CTRL)
    assert marked(viewer) == "מקרקעין"


def test_a_box_when_drawn_with_shift_then_holds_the_words_in_it(
    qtbot: QtBot, viewer: PageViewer
) -> None:
    drag(qtbot, viewer, QPointF(560, 85), QPointF(430, 135), SHIFT)
    picked = viewer.canvas.picking.now
    assert picked is not None
    assert picked.free
    assert picked.text == "גוש 6109\nשטח דירה"
    assert picked.box == pytest.approx((430, 85, 560, 135), abs=1.5)


def test_a_box_when_drawn_by_keys_then_moves_grows_and_is_said_by_its_owner(
    qtbot: QtBot, viewer: PageViewer
) -> None:
    canvas, picking = viewer.canvas, viewer.canvas.picking
    qtbot.keyClick(canvas, Qt.Key.Key_B)
    assert picking.drawing
    assert viewer.bar.box.isChecked()
    first = picking.edge
    assert first is not None
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, CTRL)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    edge = picking.edge
    assert edge is not None
    assert (edge.left() - first.left(), edge.top() - first.top()) == pytest.approx((6, 1))
    assert (edge.width() - first.width(), edge.height() - first.height()) == pytest.approx((0, 6))
    assert picking.say()
    assert picking.now is not None
    assert picking.now.box == pytest.approx((edge.left(), edge.top(), edge.right(), edge.bottom()))
    assert not picking.say()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not picking.drawing
    assert picking.now is None


def test_a_page_when_turned_then_words_are_marked_where_they_are_seen(
    qtbot: QtBot, viewer: PageViewer
) -> None:
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_1)
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_R)
    assert viewer.canvas.turned == 90
    drag(qtbot, viewer, place_of(0, 2), place_of(2, 2))
    assert marked(viewer) == "שטח דירה 97.60"


def test_a_page_when_it_was_not_read_then_marking_says_so_and_a_drag_moves_the_page(
    qtbot: QtBot, viewer: PageViewer
) -> None:
    with qtbot.waitSignal(viewer.words_shown):
        viewer.go(2)
    assert not viewer.has_words
    with qtbot.waitSignal(viewer.canvas.picking.missed):
        qtbot.keyClick(viewer.canvas, Qt.Key.Key_Left, CTRL)
    viewer.canvas.zoom_by(3)
    top = viewer.canvas.seen().top()
    drag(qtbot, viewer, QPointF(300, 200), QPointF(300, 120))
    assert viewer.canvas.seen().top() > top
    assert marked(viewer) == ""


def test_the_report_preview_when_it_has_no_words_then_offers_no_search(
    qtbot: QtBot, tasks: Tasks, hebrew: Texts
) -> None:
    plain = PageViewer(tasks, hebrew)
    qtbot.addWidget(plain)
    plain.show()
    assert not plain.bar.search.isVisible()
    assert not plain.bar.box.isVisible()
    assert not plain.find_bar.isVisible()


def test_pages_when_told_then_runs_are_joined() -> None:
    assert told_pages((1, 2, 3, 7)) == "\u20661–3\u2069, 7"


def test_a_point_between_lines_when_near_one_then_belongs_to_it() -> None:
    words = PageWords(FIRST)
    near_second = words.nearest(400, 88)
    assert near_second is not None
    assert words.words[near_second].text == "חלקה"
    assert words.nearest(5, 96) == words.at(345, 96)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_words_when_dragged_over_in_the_window_then_are_marked_as_the_page_is_turned(
    qtbot: QtBot, viewer: PageViewer, turned: int
) -> None:
    viewer.canvas.set_turned(turned)
    viewer.canvas.zoom_by(1.3)
    viewer.canvas.bring((380, 60, 550, 132))
    drag_in_window(viewer, place_of(2, 0), place_of(1, 2))
    assert marked(viewer) == "מקרקעין\nגוש 6109 חלקה 396\nשטח דירה"
    drag_in_window(viewer, place_of(1, 2), place_of(2, 0))
    assert marked(viewer) == "מקרקעין\nגוש 6109 חלקה 396\nשטח דירה"


def drag_in_window(viewer: PageViewer, one: QPointF, other: QPointF) -> None:
    """Drag as the screen's own events do it: the window finds out what is under the pointer."""
    handle, left = viewer.window().windowHandle(), Qt.MouseButton.LeftButton
    port, none = viewer.canvas.viewport(), Qt.KeyboardModifier.NoModifier

    def at(point: QPointF) -> QPoint:
        return port.mapTo(viewer.window(), spot(viewer, point))

    QTest.mousePress(handle, left, none, at(one))
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(handle, at(one + (other - one) * share))
    QTest.mouseRelease(handle, left, none, at(other))
    QTest.qWait(QApplication.doubleClickInterval() + 50)
