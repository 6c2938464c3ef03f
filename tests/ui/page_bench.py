"""Pages with words for tests of the viewer: lines laid out by hand, as they are read."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from tests.ui.paper_bench import DrawnPictures

HEIGHT, STEP = 12.0, 60.0


def a_page(page: int, *lines: str, problem: str | None = None) -> PageText:
    """A page of A4 with Hebrew lines 30 points apart, each word 50 wide, from the right edge."""
    return PageText(
        page, 595, 842, Method.TEXT,
        tuple(_line(words.split(), 60 + 30 * number) for number, words in enumerate(lines)),
        problem=problem,
    )  # fmt: skip


def _line(words: Sequence[str], top: float) -> Line:
    made = []
    for place, word in enumerate(words):
        right = 550 - place * STEP
        made.append(Word(word, (right - 50, top, right, top + HEIGHT)))
    return Line(tuple(made), rtl=True)


def place_of(word: int, line: int) -> QPointF:
    """The middle of a word of `a_page`, by its number in its line."""
    return QPointF(550 - word * STEP - 25, 60 + 30 * line + HEIGHT / 2)


def paper(pictures: DrawnPictures, pages: Mapping[int, PageText], count: int = 3) -> PageSource:
    """A paper of which these pages were read."""
    return PageSource(
        "paper.pdf", count, lambda page, dpi: pictures.page("a" * 64, page, dpi), pages.get
    )


def show(qtbot: QtBot, viewer: PageViewer, source: PageSource, page: int = 1) -> None:
    """Show a paper until its words can be pointed at."""
    with qtbot.waitSignal(viewer.words_shown):
        viewer.show_source(source, page)


def spot(viewer: PageViewer, point: QPointF) -> QPoint:
    """Where a point of the page is on the screen."""
    place = viewer.canvas.place_of((point.x(), point.y(), point.x() + 0.1, point.y() + 0.1))
    return place.center().toPoint()


def drag(
    qtbot: QtBot,
    viewer: PageViewer,
    one: QPointF,
    other: QPointF,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Drag from a point of the page to another."""
    port, left = viewer.canvas.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, left, held, spot(viewer, one))
    for share in (0.3, 0.6, 1.0):
        between = one + (other - one) * share
        qtbot.mouseMove(port, spot(viewer, between))
        _move(viewer, between)
    qtbot.mouseRelease(port, left, held, spot(viewer, other))


def _move(viewer: PageViewer, point: QPointF) -> None:
    """A move with the button down, which the robot's own moves do not have."""
    from PySide6.QtGui import QMouseEvent

    place = spot(viewer, point)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    port = viewer.canvas.viewport()
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(place), QPointF(port.mapToGlobal(place)),
        Qt.MouseButton.NoButton, left, none,
    )  # fmt: skip
    QApplication.sendEvent(port, event)
