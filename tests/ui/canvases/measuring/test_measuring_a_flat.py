"""A person measures a scanned flat: every room within the stated ±, by the window alone."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.drawing.geometry import bounds
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import Correction
from shamay_desktop.domain.measuring.totals import totals
from shamay_desktop.ui.context import OfficeContext
from tests.ui.canvases.measuring.plan_bench import PlanBench, open_plan

SHIFT = Qt.KeyboardModifier.ShiftModifier


def look_at(bench: PlanBench, ring: Ring) -> None:
    """Come near, as one does to point well."""
    left, top, right, bottom = bounds(ring)
    bench.canvas.zoom_to(QRectF(left, top, right - left, bottom - top), 0.15)


def test_scanned_plan_when_measured_in_the_window_then_every_room_is_within_its_plus_minus(
    qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    bench = open_plan(qtbot, office, tmp_path, scanned=True, scale=False)
    bench.letter("F")
    for known in bench.plan.references[:8]:
        look_at(bench, (known.start, known.end))
        bench.drag(known.start, known.end, SHIFT)
        bench.type(str(known.metres))
    box = bench.place.bench.scale.correction
    box.setCurrentIndex(list(Correction).index(Correction.AFFINE))
    box.activated.emit(box.currentIndex())
    strip = bench.place.bench.strip
    for room in bench.plan.rooms:
        strip.category.setCurrentIndex(strip.category.findData(room.category))
        strip.category.activated.emit(strip.category.currentIndex())
        look_at(bench, room.corners)
        bench.letter("P")
        bench.free(*room.corners, room.corners[0])
        for hole in room.holes:
            bench.letter("H")
            bench.free(*hole, hole[0])
    assert len(bench.shapes) == len(bench.plan.rooms)
    for room, shape in zip(bench.plan.rooms, bench.shapes, strict=True):
        found = bench.state.measure_of(shape)
        assert isinstance(found, Measured)
        assert shape.category == room.category
        assert abs(found.value - room.true_area) <= found.plus_minus, room.name
        assert found.plus_minus < 0.06 * room.true_area + 0.05  # a ± that says something
    flat = sum(room.true_area for room in bench.plan.rooms if room.category == "flat")
    found_totals = {each.category: each.measured for each in totals(bench.state.all_measured())}
    assert set(found_totals) == {"flat", "balcony", "storage"}
    assert abs(found_totals["flat"].value - flat) <= found_totals["flat"].plus_minus
