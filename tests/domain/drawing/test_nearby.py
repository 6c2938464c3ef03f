"""What lies near a pointer is found as by looking at all of it."""

from random import Random

from shamay_desktop.domain.drawing.nearby import BAND, Nearby
from shamay_desktop.domain.drawing.snapping import snapped


def test_a_pointer_is_taken_where_it_would_be_with_all_corners_and_edges() -> None:
    chance = Random(7)

    def place() -> tuple[float, float]:
        return chance.uniform(-900, 900), chance.uniform(-900, 900)

    corners = [place() for _ in range(200)]
    edges = [(place(), place()) for _ in range(120)]
    around = Nearby(corners, edges)
    kinds = set()
    for radius in (2.0, 9.0, 300.0):
        for _ in range(150):
            point = place()
            far = 40 * radius
            seen = [c for c in corners if max(abs(c[0] - point[0]), abs(c[1] - point[1])) <= far]
            whole = snapped(
                point, corners=seen, edges=edges, anchor=None, before=None, radius=radius
            )
            near = snapped(
                point, corners=around.corners_near(point, far),
                edges=around.edges_near(point, radius), anchor=None, before=None, radius=radius,
            )  # fmt: skip
            assert near == whole
            kinds.add(near.kind)
    assert {"corner", "edge"} <= kinds


def test_only_a_strip_of_the_edges_is_looked_at() -> None:
    edges = [((0.0, y), (100.0, y)) for y in range(0, 25_600, 100)]
    assert len(Nearby((), edges).edges_near((50.0, 12_000.0), 8)) <= 6


def test_an_edge_is_found_in_every_strip_that_it_comes_through() -> None:
    upright = ((5.0, -1.5 * BAND), (5.0, 1.5 * BAND))
    upturned = ((7.0, 1.5 * BAND), (7.0, -1.5 * BAND))
    on_the_border = ((0.0, BAND), (9.0, BAND))
    around = Nearby((), [upright, upturned, on_the_border])
    for strip in (-2, -1, 0):
        assert around.edges_near((0.0, (strip + 0.5) * BAND), 8) == [upright, upturned], strip
    assert around.edges_near((0.0, 1.5 * BAND), 8) == [upright, upturned, on_the_border]
    assert around.edges_near((0.0, BAND - 1), 8) == [upright, upturned, on_the_border]
    assert not around.edges_near((0.0, 2.5 * BAND), 8)


def test_it_is_made_anew_for_other_corners() -> None:
    corners = [(1.0, 1.0)]
    around = Nearby(corners, ())
    assert around.is_of(corners, ())
    assert not around.is_of([(1.0, 1.0)], ())
