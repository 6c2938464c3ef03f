"""The middle of shapes in well-known text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.gis.shapes import LONGEST, centre_of


@pytest.mark.parametrize(
    ("shape", "x", "y"),
    [
        ("POINT(3 4)", 3, 4),
        ("point (3.0 4.0)", 3, 4),
        ("SRID=3857;POINT(3 4)", 3, 4),
        ("POLYGON((0 0,4 0,4 2,0 2,0 0))", 2, 1),
        ("POLYGON Z ((0 0 9,4 0 9,4 2 9,0 2 9,0 0 9))", 2, 1),
        ("POLYGON((0 0,0 2,4 2,4 0,0 0))", 2, 1),
        ("POLYGON((0 0,6 0,6 6,0 6,0 0),(3 0,6 0,6 6,3 6,3 0))", 1.5, 3),
        ("POLYGON((0 0,6 0,6 6,0 6,0 0), (3 0,3 6,6 6,6 0,3 0))", 1.5, 3),
        ("MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)),((10 0,12 0,12 2,10 2,10 0)))", 6, 1),
        ("MULTIPOLYGON (((0 0,1 0,1 1,0 1,0 0)), ((0 0,3 0,3 1,0 1,0 0)))", 1.25, 0.5),
        ("POLYGON((0 0,4 0,0 0))", 4 / 3, 0),
    ],
)  # fmt: skip
def test_the_middle_is_that_of_the_area(shape: str, x: float, y: float) -> None:
    found = centre_of(shape)
    assert found is not None
    assert float(found[0]) == pytest.approx(x)
    assert float(found[1]) == pytest.approx(y)


@pytest.mark.parametrize(
    "shape",
    [
        "", "None", "POINT", "POINT()", "POINT(1)", "POINT(a b)", "POLYGON(())", "POLYGON((1 2,x))",
        "LINESTRING(0 0,1 1)", "POLYGON((", "MULTIPOLYGON", "POINT(1e999 1)",
        "POLYGON((0 0," + "1 1," * LONGEST,
    ],
    ids=lambda shape: shape[:20],
)  # fmt: skip
def test_what_is_no_shape_has_no_middle(shape: str) -> None:
    assert centre_of(shape) is None


CORNERS = st.floats(-4e6, 4e6).map(lambda number: round(number, 3))


@given(st.lists(st.tuples(CORNERS, CORNERS), min_size=3, max_size=12))
def test_any_ring_has_a_finite_middle(ring: list[tuple[float, float]]) -> None:
    text = ",".join(f"{x} {y}" for x, y in [*ring, ring[0]])
    found = centre_of(f"POLYGON(({text}))")
    assert found is not None
    assert all(isinstance(each, Decimal) and each.is_finite() for each in found)


@given(st.text(max_size=80), st.sampled_from(["", "POINT(", "POLYGON((", "MULTIPOLYGON((("]))
def test_no_text_is_too_strange(text: str, opening: str) -> None:
    centre_of(opening + text)
