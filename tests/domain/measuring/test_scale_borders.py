"""Borders and small terms of the scale: each changes a figure that somebody reads."""

from dataclasses import replace
from decimal import Decimal
from math import hypot

import pytest

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.errors import FINEST, Measured
from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.scale import Verified, measured, scale_of
from tests.drawn_case import square

HOLE = square(400, 400, 200)


def reference(name: str, start: Point, end: Point, metres: str) -> Reference:
    """A known length."""
    return Reference(name, (start, end), Decimal(metres))


KNOWN = (
    reference("across", (0, 0), (1000, 0), "10.00"),
    reference("down", (0, 0), (0, 1000), "10.00"),
    reference("other", (0, 1000), (1000, 1000), "10.00"),
)


def area(name: str, left: float, top: float, wide: float, high: float) -> Shape:
    """A room along the axes."""
    right, bottom = left + wide, top + high
    return Shape(name, ShapeKind.AREA, ((left, top), (right, top), (right, bottom), (left, bottom)))


def test_a_hole_when_it_is_drawn_then_its_corners_add_to_what_drawing_may_be_off() -> None:
    scale = scale_of(Sheet("s", "", references=KNOWN))
    room = square(0, 0, 1000)
    whole, hole = scale.area(room), scale.area(HOLE)
    both = scale.area(room, (HOLE,))
    assert both.from_drawing == pytest.approx(hypot(whole.from_drawing, hole.from_drawing))
    assert both.from_drawing > whole.from_drawing
    assert both.plus_minus == pytest.approx(hypot(both.from_scale, both.from_drawing))


def test_pointing_when_it_is_finer_than_a_pixel_allows_then_counts_as_the_finest() -> None:
    sheet = Sheet("s", "", references=KNOWN)
    finest = scale_of(replace(sheet, pointing=Decimal(str(FINEST)))).length(KNOWN[0].points)
    finer = scale_of(replace(sheet, pointing=Decimal("0.001"))).length(KNOWN[0].points)
    coarser = scale_of(replace(sheet, pointing=Decimal("0.6"))).length(KNOWN[0].points)
    assert finer == finest
    assert coarser.plus_minus > finest.plus_minus


@pytest.mark.parametrize(
    ("stated", "dpi", "may"),
    [
        ("1", 10, True), ("0.99", 200, False), ("100000", 10_000, True), ("100001", 200, False),
        ("100", 9, False), ("100", 10_001, False), ("NaN", 200, False),
    ],
)  # fmt: skip
def test_a_stated_ratio_when_no_plan_has_it_then_is_refused(
    stated: str, dpi: int, may: bool
) -> None:
    sheet = Sheet("s", "", dpi=dpi, stated_scale=Decimal(stated))
    if may:
        metres = float(Decimal(stated) * Decimal("0.0254") / dpi)
        assert float(scale_of(sheet).metres_per_pixel) == pytest.approx(metres)
        return
    with pytest.raises(Refused) as refused:
        scale_of(sheet)
    assert refused.value.code == "scale_implausible"


def test_a_perimeter_when_a_room_is_measured_then_goes_all_the_way_round() -> None:
    found = measured(Sheet("s", "", references=KNOWN, shapes=(area("a", 0, 0, 1000, 500),)))
    assert found.perimeters["a"].value == pytest.approx(30)
    room = found.shapes["a"]
    assert isinstance(room, Measured)
    assert room.value == pytest.approx(50)


def test_a_dimension_when_it_is_long_for_the_last_room_alone_then_it_is_not_long_enough() -> None:
    """What is measured is all that is drawn, not the room that was drawn last."""
    short = [replace(each, points=_shrunk(each.points), metres=Decimal("2.50")) for each in KNOWN]
    hall, closet = area("hall", 0, 0, 3000, 200), area("closet", 100, 300, 250, 250)
    alone = scale_of(Sheet("s", "", references=tuple(short), shapes=(closet,)))
    for shapes in ((hall, closet), (closet, hall)):
        both = scale_of(Sheet("s", "", references=tuple(short), shapes=shapes))
        assert both.verified is Verified.FEW, "of a hall of 30 m, two and a half are short"
        assert both.why_not == "references_short"
    assert alone.verified is Verified.YES


@pytest.mark.parametrize(
    ("metres", "code"), [(None, "reference_without_length"), ("7", "references_disagree")]
)
def test_a_dimension_of_a_region_when_it_is_wrong_then_is_told_by_its_number_on_the_sheet(
    metres: str | None, code: str
) -> None:
    """The report and the hand-over number all dimensions of a sheet in one row."""
    written = None if metres is None else Decimal(metres)
    region = Region("r", "", square(2000, 0, 1000))
    inside = (
        Reference("in", ((2100, 100), (2300, 100)), Decimal(2), "r"),
        Reference("too", ((2100, 100), (2100, 300)), Decimal(2), "r"),
        Reference("bad", ((2100, 200), (2300, 200)), written, "r"),
    )
    found = measured(Sheet("s", "", references=(*KNOWN, *inside), regions=(region,)))
    assert found.problems["r"].code == code
    assert found.problems["r"].facts["reference"] == "6"


def _shrunk(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((x * 0.25, y * 0.25) for x, y in points)
