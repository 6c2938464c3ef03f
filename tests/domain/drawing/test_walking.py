"""A sketch by keyboard: what is typed, where it leads, how it is undone and closed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.geometry import area, direction, distance, perimeter
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.drawing.walking import Closing, Step, StepKind, Walk, parse
from shamay_desktop.domain.errors import Refused
from tests.drawn_shapes import turned_about

SAME = pytest.approx
WALK, TURN, FACE = StepKind.WALK, StepKind.TURN, StepKind.FACE


class FiftyAMetre:
    """A scale of 50 pixels a metre."""

    def to_metres(self, ring: Ring) -> Ring:
        return tuple((x / 50, -y / 50) for x, y in ring)

    def to_pixels(self, ring: Ring) -> Ring:
        return tuple((x * 50, -y * 50) for x, y in ring)


class Stretched:
    """A scan that was drawn out to the right by two in a hundred, and then lay turned by 3°."""

    def to_metres(self, ring: Ring) -> Ring:
        return tuple((x / 51, -y / 50) for x, y in turned_about(ring, -3))

    def to_pixels(self, ring: Ring) -> Ring:
        return turned_about(tuple((x * 51, -y * 50) for x, y in ring), 3)


def steps(text: str) -> list[tuple[StepKind, float]]:
    """What a text says."""
    return [(step.kind, step.amount) for step in parse(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  3.20 ", [(WALK, 3.2)]),
        ("3,20", [(WALK, 3.2)]),
        ("3.20 r 1.5 l 2", [(WALK, 3.2), (TURN, 90), (WALK, 1.5), (TURN, -90), (WALK, 2)]),
        ("3.20r1.5L2", [(WALK, 3.2), (TURN, 90), (WALK, 1.5), (TURN, -90), (WALK, 2)]),
        ("3ר2ך1נ", [(WALK, 3), (TURN, 90), (WALK, 2), (TURN, -90), (WALK, 1), (TURN, 180)]),
        ("4 → 3↓", [(WALK, 4), (FACE, 0), (WALK, 3), (FACE, 90)]),
        ("←↑↗", [(FACE, 180), (FACE, 270), (FACE, 315)]),
        ("r@45 l30.5° 2", [(TURN, 45), (TURN, -30.5), (WALK, 2)]),
        ("@30 1 @-12,5°", [(FACE, 30), (WALK, 1), (FACE, -12.5)]),
    ],
)
def test_text_when_typed_then_says_these_steps(
    text: str, expected: list[tuple[StepKind, float]]
) -> None:
    assert steps(text) == expected


@pytest.mark.parametrize(
    ("text", "problem", "given_back"),
    [
        ("3 x 2", "walk_unreadable", "x 2"),
        ("-3", "walk_unreadable", "-3"),
        ("3 r r@ 2", "walk_unreadable", "@ 2"),
        ("0", "walk_length_wrong", "0"),
        ("0.00 r", "walk_length_wrong", "0.00"),
        ("2000.5", "walk_length_wrong", "2000.5"),
        ("٣", "walk_unreadable", "٣"),
    ],
)
def test_text_when_it_cannot_be_walked_then_is_refused_by_name(
    text: str, problem: str, given_back: str
) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)
    assert (refused.value.code, refused.value.facts["given"]) == (problem, given_back)


def test_walk_when_too_many_steps_are_typed_then_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Walk((0, 0)).typed("1 r " * 1_001)
    assert refused.value.code == "walk_too_long"


def test_walk_when_right_turns_are_typed_then_goes_clockwise_on_the_sheet() -> None:
    walk = Walk((100, 200)).typed("4 r 3 r 4 r 3")
    assert walk.corners(FiftyAMetre()) == (
        (100, 200), (300, 200), (300, 350), (100, 350), (100, 200),
    )  # fmt: skip
    assert walk.heading == 270
    assert (walk.gap().length, walk.gap().share) == (0, 0)


def test_walk_when_an_arrow_follows_a_length_then_that_wall_goes_there() -> None:
    walk = Walk((0, 0)).typed("4 → 3 ↓ 4 ← 3 ↑")
    assert list(walk.legs) == [(4, 0), (3, 90), (4, 180), (3, 270)]
    assert Walk((0, 0)).typed("↓ 4").legs == ((4.0, 90.0),)
    assert Walk((0, 0)).typed("4 r 3").legs == ((4.0, 0.0), (3.0, 90.0))


def test_walk_when_the_plan_lies_turned_then_arrows_go_along_its_walls() -> None:
    walk = Walk((0, 0), base_angle=10).typed("4 ↓ r 2")
    assert [heading for _, heading in walk.legs] == [100, 190]


def test_walk_when_the_scan_is_stretched_then_walls_lie_along_the_plan_and_measure_as_typed() -> (
    None
):
    walk = Walk((100, 200), base_angle=3).typed("4 r 3 r 4 r 3")
    ring = walk.closed(Stretched(), Closing.SPREAD)
    assert direction(ring[0], ring[1]) == SAME(3)
    assert direction(ring[1], ring[2]) == SAME(93)
    assert (distance(ring[0], ring[1]), distance(ring[1], ring[2])) == SAME((4 * 51, 3 * 50))
    flat = Stretched().to_metres(ring)
    assert (area(flat), distance(flat[0], flat[1])) == SAME((12, 4))
    aslant = (
        Walk((100, 200), base_angle=3)
        .typed("r@45 4 r 3 r 4 r 3")
        .closed(Stretched(), Closing.SPREAD)
    )
    assert area(Stretched().to_metres(aslant)) == SAME(12)


def test_walk_when_lengths_are_feet_then_are_walked_in_metres() -> None:
    one, other = Walk((0, 0)).typed("10 r 5", metres_of_one=0.3048).legs
    assert one == SAME((3.048, 0))
    assert other == SAME((1.524, 90))


@given(st.lists(st.sampled_from(["1", "2.5", "r", "l", "b", "→", "↑", "@30", "r@15"]), max_size=12))
def test_walk_when_each_step_is_undone_then_goes_back_the_way_it_came(words: list[str]) -> None:
    walk = Walk((7, 8), 1.3)
    passed = [walk]
    for word in words:
        walk = walk.typed(word)
        passed.append(walk)
    for earlier in reversed(passed[:-1]):
        walk = walk.undone()
        assert (walk, walk.legs, walk.heading) == (earlier, earlier.legs, earlier.heading)
    assert walk.undone() == walk


@given(st.lists(st.tuples(st.floats(0.1, 30), st.floats(-179, 179)), min_size=1, max_size=9))
def test_walk_when_lengths_are_measured_then_are_those_typed(
    legs: list[tuple[float, float]],
) -> None:
    walk = Walk((500, 500)).stepped(
        *(step for far, turn in legs for step in (Step(WALK, far), Step(TURN, turn)))
    )
    corners = walk.corners(FiftyAMetre())
    assert corners[0] == (500.0, 500.0)
    for (far, _), a, b in zip(legs, corners, corners[1:], strict=False):
        assert distance(a, b) == SAME(50 * far)


def test_gap_when_the_walk_is_open_then_is_told_with_its_share() -> None:
    gap = Walk((0, 0)).typed("4 r 3 r 3.96 r 3.03").gap()
    assert (gap.across, gap.up) == SAME((-0.04, -0.03))
    assert gap.length == SAME(0.05)
    assert gap.share == SAME(0.05 / 13.99)
    assert Walk((0, 0)).gap().share == 0


def test_closing_when_the_gap_is_small_then_is_spread_by_the_lengths_walked() -> None:
    walk = Walk((0, 0)).typed("4 r 3 r 3.96 r 3.03")
    ring = walk.closed(FiftyAMetre(), Closing.SPREAD)
    assert len(ring) == 4
    assert ring[0] == (0.0, 0.0)
    share = 4 / 13.99
    assert ring[1] == SAME((50 * (4 - 0.04 * share), 50 * 0.03 * share))
    assert area(ring) / 2500 == SAME(12, abs=0.1)


def test_closing_when_a_length_is_wrong_then_is_refused_or_straight() -> None:
    walk = Walk((0, 0)).typed("4 r 3 r 4 r 2")
    with pytest.raises(Refused) as refused:
        walk.closed(FiftyAMetre(), Closing.SPREAD)
    assert (refused.value.code, refused.value.facts) == (
        "walk_gap_large", {"gap": "1.00", "most": "2%"},
    )  # fmt: skip
    ring = walk.closed(FiftyAMetre(), Closing.STRAIGHT)
    assert len(ring) == 5
    assert area(ring) == SAME(12 * 2500)


@pytest.mark.parametrize("closing", list(Closing))
def test_closing_when_the_walk_came_back_then_has_no_wall_more(closing: Closing) -> None:
    ring = Walk((0, 0), 33.3).typed("4 r 3 r 4 r 3").closed(FiftyAMetre(), closing)
    assert len(ring) == 4
    assert (area(ring), perimeter(ring)) == SAME((12 * 2500, 14 * 50))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("4", "shape_too_few_corners"),
        ("", "shape_too_few_corners"),
        ("4 r 3 r 2 r 5 r 4", "shape_crosses_itself"),
    ],
)
def test_closing_when_no_area_was_walked_around_then_is_refused(text: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        Walk((0, 0)).typed(text).closed(FiftyAMetre(), Closing.STRAIGHT)
    assert refused.value.code == problem


@given(
    st.lists(
        st.tuples(st.floats(1, 30), st.sampled_from([-90, -45, 45, 90])), min_size=3, max_size=9
    )
)
def test_spread_when_a_gap_is_shared_out_then_the_walls_change_by_no_more_than_it(
    legs: list[tuple[float, int]],
) -> None:
    walk = Walk((0, 0)).stepped(
        *(step for far, turn in legs for step in (Step(WALK, far), Step(TURN, turn)))
    )
    gap, whole = walk.gap(), math.fsum(far for far, _ in legs)
    walked = 0.0
    for (far, _), before, after in zip(
        legs, walk.metres()[1:], walk._spread(walk.metres(), gap)[1:], strict=True
    ):
        walked += far
        assert distance(before, after) == SAME(gap.length * walked / whole, abs=1e-9)
