"""A measured sheet in flat metres: areas are kept, scales stand apart, nothing vanishes unsaid."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from shamay_desktop.domain.drawing.geometry import area, bounds, length
from shamay_desktop.domain.measuring.drawing import BETWEEN, Drawing, drawing_of
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import Correction, Reference, Shape
from shamay_desktop.domain.measuring.scale import measured
from tests.measured_sheets import ATTIC, BALCONY, FLAT, SHEET, TANGLED, WALL

SAME = pytest.approx


def named(shape: Shape, found: Measured) -> Sequence[str]:
    """Name, and nothing."""
    return shape.name, ""


def drawing() -> Drawing:
    """Of the sheet."""
    return drawing_of(measured(SHEET), named)


def test_drawing_when_made_then_its_areas_are_the_measured_ones() -> None:
    values = measured(SHEET).shapes
    drawn = drawing().shapes
    assert [shape.lines for shape in drawn] == [
        ("דירה 7",), ("-מרפסת",), ("קיר",), ("עליית גג",)
    ]  # fmt: skip
    for shape, made in zip((FLAT, BALCONY, WALL, ATTIC), drawn, strict=True):
        found = values[shape.id]
        assert isinstance(found, Measured)
        value = area(made.points, made.holes) if made.closed else length(made.points)
        assert value == SAME(found.value, rel=1e-9)


def test_drawing_when_made_then_has_y_up_and_the_layers_of_its_categories() -> None:
    flat = drawing().shapes[0]
    assert flat.points[3][1] == SAME(flat.points[0][1] - 8)
    assert [(shape.layer, shape.closed) for shape in drawing().shapes] == [
        ("flat", True), ("balcony", True), ("lengths", False), ("gallery", True),
    ]  # fmt: skip
    assert drawing().shapes[1].colour == "#ff8800"


def test_drawing_when_a_line_is_named_then_its_words_stand_half_the_way_along() -> None:
    bent = replace(WALL, points=((0.0, 0.0), (100.0, 0.0), (100.0, 0.0), (100.0, 500.0)))
    (made,) = drawing_of(measured(replace(SHEET, shapes=(bent,))), named).shapes
    left, top = made.points[0]
    assert (made.label[0] - left, made.label[1] - top) == SAME((1.0, -2.0), rel=1e-2)


def test_drawing_when_a_shape_cannot_be_measured_then_says_which_and_why() -> None:
    left_out = drawing().left_out
    assert list(left_out) == [TANGLED.id]
    assert left_out[TANGLED.id].code


def test_drawing_when_there_are_two_scales_then_each_stands_in_its_own_place() -> None:
    *sheet, attic = drawing().shapes
    right = max(bounds(shape.points)[2] for shape in sheet)
    assert bounds(attic.points)[0] == SAME(right + BETWEEN)
    assert bounds(attic.points)[0] < attic.label[0] < bounds(attic.points)[2]


@pytest.mark.parametrize("correction", [Correction.AFFINE, Correction.PROJECTIVE])
def test_drawing_when_a_scale_is_corrected_then_areas_are_still_the_measured_ones(
    correction: Correction,
) -> None:
    stretched = (
        *SHEET.references,
        Reference("4", ((1100.0, 100.0), (1100.0, 900.0)), Decimal("8.03")),
        Reference("5", ((100.0, 100.0), (1100.0, 900.0)), Decimal("12.81")),
        Reference("6", ((1100.0, 100.0), (100.0, 900.0)), Decimal("12.80")),
        Reference("7", ((100.0, 500.0), (1100.0, 500.0)), Decimal("10.00")),
        Reference("8", ((600.0, 100.0), (600.0, 900.0)), Decimal("8.01")),
        Reference("9", ((100.0, 100.0), (600.0, 900.0)), Decimal("9.44")),
    )
    sheet = replace(SHEET, correction=correction, references=stretched, regions=(), shapes=(FLAT,))
    found = measured(sheet).shapes["a"]
    assert isinstance(found, Measured)
    (made,) = drawing_of(measured(sheet), named).shapes
    assert area(made.points, made.holes) == SAME(found.value, rel=1e-9)


def test_drawing_when_nothing_is_measured_then_is_empty_and_says_why() -> None:
    empty = drawing_of(measured(replace(SHEET, references=(), regions=(), shapes=(FLAT,))), named)
    assert empty.shapes == ()
    assert empty.left_out["a"].code == "scale_missing"
