"""Items of the plan: what stands still costs Python nothing while the sheet moves."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import (
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.canvases.measuring.drafts import Draft
from shamay_desktop.ui.canvases.measuring.shape_cells import ShapeCells
from shamay_desktop.ui.canvases.measuring.shape_items import LabelItem, OutlineItem

RING = ((10.0, 10.0), (210.0, 10.0), (210.0, 160.0), (10.0, 160.0))


def test_outlines_are_painted_and_bounded_by_qt_alone() -> None:
    for name in ("paint", "boundingRect", "shape"):
        assert name not in vars(OutlineItem)
    assert issubclass(OutlineItem, QGraphicsPathItem)
    assert "boundingRect" not in vars(LabelItem)


def test_a_label_is_painted_once_and_again_only_when_it_says_something_else(qtbot: QtBot) -> None:
    label = LabelItem()
    label.always = True
    label.say(("12.30 m",), (5, 5), QColor("black"))
    image = QImage(200, 80, QImage.Format.Format_RGB32)
    times: list[tuple[str, ...]] = []
    made = label._painted

    def counted(lines: tuple[str, ...], ratio: float):  # type: ignore[no-untyped-def]
        times.append(lines)
        return made(lines, ratio)

    label._painted = counted  # type: ignore[method-assign]
    painter = QPainter(image)
    for said in ("12.30 m", "12.30 m", "12.31 m"):
        label.say((said,), (6, 6), QColor("black"))
        for _ in range(3):
            label.paint(painter, None)  # type: ignore[arg-type]  # it asks for no option
    painter.end()
    assert times == [("12.30 m",), ("12.31 m",)]


def test_handles_have_room_at_the_zoom_they_are_seen_at(qtbot: QtBot) -> None:
    scene = QGraphicsScene()
    view = QGraphicsView(scene)
    qtbot.addWidget(view)
    item = OutlineItem()
    scene.addItem(item)
    item.has_handles = True
    item.draw((RING,), closed=True)
    marks = item._marks
    assert marks is not None
    assert marks.boundingRect().width() < 240  # a drag paints its bounds anew with each frame
    view.scale(0.05, 0.05)
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: marks.boundingRect().contains(QRectF(-90, -90, 300, 300)))


@pytest.mark.parametrize("scale", [0.45, 0.3, 0.07, 1.1, 3.7])
def test_view_when_handles_are_shown_at_any_zoom_then_it_comes_to_rest(
    qtbot: QtBot, scale: float
) -> None:
    scene = QGraphicsScene()
    view = QGraphicsView(scene)
    qtbot.addWidget(view)
    item = OutlineItem()
    scene.addItem(item)
    item.draw((RING,), closed=True)
    item.has_handles = True
    view.scale(scale, scale)
    view.show()
    qtbot.waitExposed(view)
    painted = _Painted(view.viewport())
    item.update()
    qtbot.waitUntil(lambda: painted.times > 0)
    qtbot.wait(60)
    before = painted.times
    qtbot.wait(200)
    assert painted.times == before


def test_outline_when_it_has_no_handles_then_nothing_is_made_for_them() -> None:
    item = OutlineItem()
    item.draw((RING,), closed=True)
    item.has_handles = False
    assert item.childItems() == [item.label]
    item.has_handles = True
    assert len(item.childItems()) == 2


@pytest.mark.parametrize(("scale", "turn"), [(1.0, 0.0), (0.45, 0.0), (0.8, 31.0), (0.2, 90.0)])
def test_shapes_when_they_stand_in_cells_then_every_part_is_painted_as_without(
    qtbot: QtBot, scale: float, turn: float
) -> None:
    rings = [
        ((x, y), (x + 300.0, y), (x + 300.0, y + 40.0), (x + 60.0, y + 40.0), (x + 60.0, y + 200.0))
        for x in (0.0, 900.0, 1400.0, 2100.0)
        for y in (0.0, 850.0, 1250.0, 2060.0)
    ]
    pictures = []
    for in_cells in (False, True):
        scene, content = QGraphicsScene(-500, -500, 4000, 4000), QGraphicsRectItem()
        scene.addItem(content)
        cells = ShapeCells(content)
        for number, ring in enumerate(rings):
            item = OutlineItem(content)
            item.draw((ring,), closed=True)
            item.look(QColor("#0b6470"), fill=0.2)
            item.label.say((f"room {number}", "12.30 m²"), ring[0], QColor("black"))
            if in_cells:
                cells.hold(item)
        view = QGraphicsView(scene)
        qtbot.addWidget(view)
        view.resize(640, 640)
        view.show()
        qtbot.waitExposed(view)
        view.rotate(turn)
        view.scale(scale, scale)
        pictures.append(_parts(view))
    assert pictures[0] == pictures[1]


def _parts(view: QGraphicsView) -> list[QImage]:
    """Strips of the scene, each painted by itself as a move uncovers them."""
    found = []
    for place in range(0, 640, 16):
        image = QImage(16, 640, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        view.viewport().render(image, QPoint(), QRegion(place, 0, 16, 640))
        found.append(image)
    return found


def test_cell_holds_each_shape_where_it_lies_and_lets_it_go() -> None:
    content = QGraphicsRectItem()
    cells = ShapeCells(content)
    here, there = OutlineItem(content), OutlineItem(content)
    here.draw((RING,), closed=True)
    there.draw((tuple((x + 5000, y) for x, y in RING),), closed=True)
    cells.hold(here)
    cells.hold(there)
    assert here.parentItem() is not there.parentItem()
    there.draw((RING,), closed=True)
    cells.hold(there)
    assert here.parentItem() is there.parentItem()
    cells.free(here)
    assert here.parentItem() is content


def test_words_when_the_pointer_is_quick_then_the_last_measure_is_said(qtbot: QtBot) -> None:
    parent = QGraphicsRectItem()
    draft, asked = Draft(parent), []

    def said(number: int) -> tuple[str, ...]:
        asked.append(number)
        return (f"{number} m²",)

    for number in range(20):
        draft.show((RING,), closed=True, at=(float(number), 5.0), lines=partial(said, number))
        assert draft.words.pos() == QPointF(number, 5.0)
    assert draft.words.lines == ("0 m²",)
    assert asked == [0]
    qtbot.waitUntil(lambda: draft.words.lines == ("19 m²",))
    draft.hide()
    draft.show((RING,), closed=True, at=(1.0, 5.0), lines=partial(said, 99))
    assert draft.words.lines == ("99 m²",)


def test_what_is_carried_is_drawn_once(qtbot: QtBot) -> None:
    parent = QGraphicsRectItem()
    draft, rings = Draft(parent), (RING,)
    draft.carry(rings, (3.0, 4.0), closed=True)
    path = draft.outline.path()
    draft.carry(rings, (7.0, 9.0), closed=True)
    assert draft.outline.path() == path
    assert draft.outline.pos() == QPointF(7.0, 9.0)
    draft.show(rings, closed=True)
    assert draft.outline.pos() == QPointF(0.0, 0.0)


class _Painted(QObject):
    """Counts what a viewport paints."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.times = 0
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Only looks."""
        self.times += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)
