"""What annotations look like, as marks: too few points draw nothing, words stand upright."""

from dataclasses import replace
from decimal import Decimal
from math import dist

import pytest

from shamay_desktop.domain.drawing.marks import (
    Align,
    Blend,
    BlurMark,
    PathMark,
    TextMark,
    flattened,
)
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.maps.marks import annotation_marks, luminance, marks_of
from shamay_desktop.domain.maps.pictures import (
    POINTS,
    Annotation,
    AnnotationKind,
    MapPicture,
    Style,
)
from shamay_desktop.domain.maps.printed_frame import Frame, frame_of, round_length

SIZE = (1000, 500)
Kind = AnnotationKind
SOME: Ring = ((100.0, 100.0), (300.0, 150.0), (250.0, 300.0), (120.0, 260.0))


def given(kind: Kind, points: Ring = SOME, text: str = "", **looks: object) -> Annotation:
    return Annotation("a", kind, points, text, replace(Style(), **looks))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", Kind)
def test_an_annotation_when_it_has_too_few_points_then_draws_nothing(kind: Kind) -> None:
    least, most = POINTS[kind]
    assert marks_of(given(kind, SOME[: least - 1]), SIZE) == ()
    assert marks_of(given(kind, SOME[: most or 4]), SIZE)


@pytest.mark.parametrize("kind", Kind)
def test_an_annotation_when_it_is_drawn_on_a_picture_twice_as_large_then_is_twice_as_large(
    kind: Kind,
) -> None:
    points = SOME[: POINTS[kind][1] or 4]
    twice = tuple((2 * x, 2 * y) for x, y in points)
    one = marks_of(given(kind, points, "שם"), SIZE)
    other = marks_of(given(kind, twice, "שם"), (2000, 1000))
    assert len(one) == len(other)
    for small, large in zip(one, other, strict=True):
        if isinstance(small, TextMark) and isinstance(large, TextMark):
            assert large.size == pytest.approx(2 * small.size)
            assert large.at == pytest.approx((2 * small.at[0], 2 * small.at[1]))
        if isinstance(small, PathMark) and isinstance(large, PathMark):
            assert large.width == pytest.approx(2 * small.width)


def test_words_when_the_picture_is_turned_then_are_turned_back() -> None:
    for kind in (Kind.MARKER, Kind.TEXT, Kind.POLYGON, Kind.RECTANGLE, Kind.ARROW, Kind.FREEHAND):
        points = SOME[: POINTS[kind][1] or 4]
        (words,) = [
            mark for mark in marks_of(given(kind, points, "א"), SIZE, turn=30.0)
            if isinstance(mark, TextMark)
        ]  # fmt: skip
        assert words.turn == pytest.approx(-30), kind


@pytest.mark.parametrize("turn", [0.0, 90.0, 137.0, 270.0])
def test_words_on_a_line_when_the_picture_is_turned_any_way_then_are_never_upside_down(
    turn: float,
) -> None:
    for end in ((300.0, 120.0), (-100.0, 120.0), (100.0, 400.0), (100.0, -400.0)):
        line = given(Kind.LINE, ((100.0, 100.0), end), "12 מ'")
        (words,) = [mark for mark in marks_of(line, SIZE, turn=turn) if isinstance(mark, TextMark)]
        seen = (words.turn + turn + 180) % 360 - 180
        assert -90.001 <= seen <= 90.001


def test_a_leader_when_it_points_to_the_right_then_the_words_end_where_it_begins() -> None:
    right = marks_of(given(Kind.TEXT, ((100.0, 100.0), (300.0, 100.0)), "א"), SIZE)[-1]
    left = marks_of(given(Kind.TEXT, ((300.0, 100.0), (100.0, 100.0)), "א"), SIZE)[-1]
    assert isinstance(right, TextMark)
    assert isinstance(left, TextMark)
    assert (right.align, left.align) == (Align.RIGHT, Align.LEFT)
    assert right.at[0] < 100
    assert left.at[0] > 300


def test_a_halo_when_the_colour_is_light_then_is_dark() -> None:
    light, dark = (
        marks_of(given(Kind.LINE, SOME[:2], colour=colour), SIZE)[0]
        for colour in ("#ffffff", "#000000")
    )
    assert isinstance(light, PathMark)
    assert isinstance(dark, PathMark)
    assert luminance(light.halo) < 0.2
    assert luminance(dark.halo) > 0.9


def test_blurs_when_they_are_drawn_last_then_come_first_in_whole_pixels() -> None:
    found = annotation_marks(
        (given(Kind.LINE, SOME[:2]), given(Kind.BLUR, ((10.5, 20.5), (5.2, 9.9)))), SIZE
    )
    assert found[0] == BlurMark((5, 9, 11, 21))


def test_a_highlight_when_it_has_no_fill_then_multiplies_its_colour() -> None:
    (mark,) = marks_of(given(Kind.HIGHLIGHT, SOME[:2]), SIZE)
    assert isinstance(mark, PathMark)
    assert (mark.blend, mark.fill) == (Blend.MULTIPLY, Style().colour)


def test_an_ellipse_when_it_is_flattened_then_lies_on_the_ellipse() -> None:
    (mark,) = marks_of(given(Kind.ELLIPSE, ((0.0, 0.0), (200.0, 200.0))), SIZE)
    assert isinstance(mark, PathMark)
    points = flattened(mark.outlines[0])
    assert len(points) > 50
    assert all(dist(point, (100, 100)) == pytest.approx(100, abs=0.1) for point in points)


def test_colours_when_they_are_no_colours_then_break_nothing() -> None:
    assert luminance("red") == 0.5
    assert luminance("") == 0.5


@pytest.mark.parametrize("turn", ["0", "90", "180", "270", "-90", "12.5", "-360"])
def test_a_frame_when_it_is_turned_then_every_point_of_its_box_stands_on_it(turn: str) -> None:
    picture = MapPicture("p", "a" * 64, turn=Decimal(turn), crop=((100.0, 50.0), (700.0, 450.0)))
    frame = frame_of(picture, SIZE)
    wide, high = frame.size
    for corner in ((100, 50), (700, 50), (700, 450), (100, 450)):
        x, y = frame.printed((float(corner[0]), float(corner[1])))
        assert -1 <= x <= wide + 1
        assert -1 <= y <= high + 1
    assert frame.printed((400.0, 250.0)) == pytest.approx((wide / 2, high / 2))


def test_a_frame_when_it_is_turned_by_a_right_angle_then_up_becomes_right() -> None:
    frame = Frame((0, 0, 400, 200), 90.0)
    assert frame.size == (200, 400)
    assert frame.printed((0.0, 0.0)) == pytest.approx((200, 0))
    assert frame.printed((400.0, 0.0)) == pytest.approx((200, 400))


@pytest.mark.parametrize(
    ("crop", "box"),
    [
        ((), (0, 0, 1000, 500)),
        (((-50.0, -50.0), (300.2, 200.0)), (0, 0, 301, 200)),
        (((5000.0, 5000.0), (6000.0, 6000.0)), (0, 0, 1000, 500)),
        (((10.0, 10.0), (12.0, 400.0)), (0, 0, 1000, 500)),
    ],
)
def test_a_crop_when_it_reaches_off_the_picture_then_what_there_is_is_printed(
    crop: Ring, box: tuple[int, int, int, int]
) -> None:
    assert frame_of(MapPicture("p", "a" * 64, crop=crop), SIZE).box == box


@pytest.mark.parametrize(
    ("longest", "round_one"),
    [(0.37, 0.2), (1.0, 1.0), (4.9, 2.0), (5.0, 5.0), (99.9, 50.0), (100.0, 100.0), (7300, 5000)],
)
def test_a_scale_bar_when_there_is_room_then_its_length_is_round(
    longest: float, round_one: float
) -> None:
    assert round_length(longest) == pytest.approx(round_one)
