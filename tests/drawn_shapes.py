"""Shapes for tests of geometry: points of a sheet, rooms, stars, and rings of any kind."""

import math
from fractions import Fraction

from hypothesis import strategies as st

from shamay_desktop.domain.drawing.points import Point, Ring, rounded

SQUARE: Ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
BOW: Ring = ((0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0))
L_ROOM: Ring = ((0.0, 0.0), (9.0, 0.0), (9.0, 3.0), (4.0, 3.0), (4.0, 8.0), (0.0, 8.0))
COURT: Ring = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0))

hundredths = st.integers(-500_000, 500_000).map(lambda number: number / 100)
points = st.tuples(hundredths, hundredths)
any_rings = st.lists(points, min_size=3, max_size=12).map(tuple)
few_places = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(
    lambda pair: (float(pair[0]), float(pair[1]))
)
tangled_rings = st.lists(few_places, min_size=3, max_size=8).map(tuple)
"""On few places: corners meet, edges lie on one another."""

degrees = st.floats(-360, 360, allow_nan=False)


@st.composite
def stars(draw: st.DrawFn, least: int = 3, most: int = 12) -> Ring:
    """Simple rings around a middle: corners in the order of their angles, far and near."""
    count = draw(st.integers(least, most))
    x, y = draw(points)
    far = draw(st.lists(st.integers(100, 5_000), min_size=count, max_size=count))
    turn = draw(st.floats(0, 6.28))
    angles = [turn + 2 * math.pi * number / count for number in range(count)]
    return tuple(
        rounded((x + away * math.cos(angle), y + away * math.sin(angle)))
        for away, angle in zip(far, angles, strict=True)
    )


@st.composite
def convex_rings(draw: st.DrawFn) -> Ring:
    """Corners on an ellipse."""
    count = draw(st.integers(3, 10))
    x, y = draw(points)
    wide, high = draw(st.integers(50, 4_000)), draw(st.integers(50, 4_000))
    turn = draw(st.floats(0, 6.28))
    angles = [turn + 2 * math.pi * number / count for number in range(count)]
    return tuple((x + wide * math.cos(angle), y + high * math.sin(angle)) for angle in angles)


def exact_area(ring: Ring) -> Fraction:
    """By the shoelace formula, in fractions."""
    corners = [(Fraction(x), Fraction(y)) for x, y in ring]
    twice = sum(
        (
            a[0] * b[1] - b[0] * a[1]
            for a, b in zip(corners, corners[1:] + corners[:1], strict=True)
        ),
        Fraction(0),
    )
    return abs(twice) / 2


def turned_about(ring: Ring, angle: float, about: Point = (0.0, 0.0)) -> Ring:
    """Turned clockwise on a sheet, by the textbook."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return tuple(
        (
            about[0] + (x - about[0]) * cos - (y - about[1]) * sin,
            about[1] + (x - about[0]) * sin + (y - about[1]) * cos,
        )
        for x, y in ring
    )
