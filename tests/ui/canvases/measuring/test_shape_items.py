"""Items of the plan: what stands still costs Python nothing while the sheet moves."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene, QGraphicsView
from pytestqt.qtbot import QtBot

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
    assert marks.boundingRect().width() < 240  # a drag paints its bounds anew with each frame
    view.scale(0.05, 0.05)
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: marks.boundingRect().contains(QRectF(-90, -90, 300, 300)))
