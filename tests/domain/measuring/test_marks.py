"""Marks of measured shapes: their colours, labels inside, lines as wide at every zoom."""

from dataclasses import replace
from math import cos, radians, sin

import pytest

from shamay_desktop.domain.drawing.geometry import is_inside
from shamay_desktop.domain.drawing.marks import PathMark, TextMark
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.measuring import marks
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind

RING: Ring = ((0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0))
HOLE: Ring = ((150.0, 100.0), (250.0, 100.0), (250.0, 200.0), (150.0, 200.0))
FLAT = Shape("s", ShapeKind.AREA, RING, (HOLE,), "סלון", "flat")


def test_categories_when_they_have_no_colour_of_their_own_then_are_told_apart() -> None:
    codes = {choice.code for choice in AREA_CATEGORIES}
    assert codes == set(marks.COLOURS)
    assert len(set(marks.COLOURS.values())) == len(codes)
    assert marks.colour_of(replace(FLAT, colour="#123456")) == "#123456"
    assert marks.colour_of(replace(FLAT, category="")) == marks.COLOURS["other"]


def test_a_label_when_the_shape_has_a_hole_then_stands_in_the_shape() -> None:
    path, words = marks.shape_marks(FLAT, 'סלון\n12 מ"ר', 2.0, turn=90.0)
    assert isinstance(path, PathMark)
    assert isinstance(words, TextMark)
    assert len(path.outlines) == 2
    assert is_inside(RING, (HOLE,), words.at)
    assert words.turn == -90


@pytest.mark.parametrize("unit", [0.25, 1.0, 8.0])
def test_lines_when_the_zoom_changes_then_are_as_wide_on_the_screen(unit: float) -> None:
    (path,) = marks.shape_marks(FLAT, "", unit)
    assert isinstance(path, PathMark)
    assert path.width / unit == pytest.approx(1.4)


@pytest.mark.parametrize("turn", [0.0, 90.0, 180.0, 270.0])
def test_a_label_of_a_length_when_the_sheet_is_turned_then_is_above_what_is_seen(
    turn: float,
) -> None:
    known = Shape("s", ShapeKind.LENGTH, ((0.0, 0.0), (100.0, 30.0)))
    words = marks.shape_marks(known, "5", 1.0, turn=turn)[-1]
    assert isinstance(words, TextMark)
    x, y = words.at[0] - 50, words.at[1] - 15
    assert x * sin(radians(turn)) + y * cos(radians(turn)) < 0


def test_what_has_too_few_points_when_it_is_drawn_then_draws_nothing() -> None:
    assert marks.shape_marks(replace(FLAT, points=RING[:1]), "x", 1.0) == ()
    assert marks.excerpt_marks(RING[:2], 1.0) == ()
    assert marks.labels(("a", " ", "b")) == "a\nb"
