"""Shapes that are measured and must be looked at; and those that leave nothing to measure."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.doubts import doubts, one_way
from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.scale import measured, scale_of
from tests.drawn_case import square

SIZE = (1000.0, 800.0)


def sheet(*points: Ring, holes: tuple[Ring, ...] = ()) -> Sheet:
    """At 1:100 and 254 dots an inch: 100 pixels a metre."""
    shapes = tuple(
        Shape(str(number), ShapeKind.AREA, ring, holes, name=f"n{number}")
        for number, ring in enumerate(points)
    )
    return Sheet("s", "p", dpi=254, stated_scale=Decimal(100), shapes=shapes)


@pytest.mark.parametrize(
    ("ring", "size", "code"),
    [
        (square(100, 100, 500), SIZE, None),
        (square(-1, -1, 700), SIZE, None),
        (square(-500, 100, 300), SIZE, "shape_off_sheet"),
        (square(-500, 100, 300), None, "shape_off_sheet"),
        (square(-100, 100, 300), None, "shape_partly_off_sheet"),
        (square(900, 100, 300), SIZE, "shape_partly_off_sheet"),
        (square(900, 100, 300), None, None),
        (square(1100, 900, 300), SIZE, "shape_off_sheet"),
        (square(100, 100, 2), SIZE, "measure_below_error"),
    ],
)
def test_shape_when_it_says_less_than_it_seems_to_then_it_is_doubted(
    ring: Ring, size: tuple[float, float] | None, code: str | None
) -> None:
    found = measured(sheet(ring))
    assert not isinstance(found.shapes["0"], Refused)
    told = doubts(found, size).get("0")
    assert (None if told is None else told.code) == code
    assert told is None or told.facts["shape"] == "n0"


def test_shape_when_its_hole_is_as_large_as_its_outline_then_it_is_refused_by_name() -> None:
    ring = square(100, 100, 500)
    found = measured(sheet(ring, holes=(ring,))).shapes["0"]
    assert isinstance(found, Refused)
    assert (found.code, found.facts["shape"]) == ("holes_leave_nothing", "n0")


def references(*ends: Ring) -> Sheet:
    """References of 10 m, and a room of 5 m by 5 m at 100 pixels a metre."""
    given = tuple(Reference(str(n), each, Decimal(10)) for n, each in enumerate(ends))
    return replace(sheet(square(100, 100, 500)), stated_scale=None, references=given)


@pytest.mark.parametrize(("away", "is_far"), [(0, False), (1_200, False), (4_000, True)])
def test_shape_when_it_lies_far_from_the_references_then_it_is_doubted(
    away: float, is_far: bool
) -> None:
    given = references(((0, 0), (1000, 0)), ((0, 0), (0, 1000)))
    moved = replace(given.shapes[0], points=square(100 + away, 100, 500))
    told = doubts(measured(replace(given, shapes=(moved,))))
    assert [each.code for each in told.values()] == ["shape_far_from_references"] * is_far


def test_scale_when_all_references_lie_in_one_direction_then_it_says_so() -> None:
    across = ((0.0, 0.0), (1000.0, 0.0)), ((0.0, 90.0), (1000.0, 90.0))
    assert one_way(scale_of(references(*across)))
    assert not one_way(scale_of(references(*across, ((0.0, 0.0), (0.0, 1000.0)))))
    assert not one_way(scale_of(sheet())), "a stated ratio is of both"


def test_shape_when_it_lies_in_two_regions_that_overlap_then_no_scale_is_chosen_for_it() -> None:
    regions = (
        Region("a", "A", square(0, 0, 500), Decimal(100)),
        Region("b", "B", square(300, 0, 500), Decimal(50)),
    )
    both, inner = square(320, 100, 100), square(50, 50, 100)
    found = measured(replace(sheet(both, inner), regions=regions)).shapes
    assert isinstance(found["0"], Refused)
    assert found["0"].code == "shape_in_two_regions"
    within = (regions[0], Region("c", "C", square(20, 20, 200), Decimal(50)))
    assert measured(replace(sheet(inner), regions=within)).regions["0"] == "c"
