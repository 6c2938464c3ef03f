"""How far an area reaches into its walls, by the rules that the program ships."""

from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.domain.drawing.geometry import area
from shamay_desktop.domain.drawing.reshaping import offset
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import AreaRule
from shamay_desktop.domain.measuring.walls import (
    EdgeKind,
    Wall,
    distances,
    rule_on,
    wall_rules,
)
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts

OUTER, SHARED, COMMON, NONE = EdgeKind


def reach(rule: AreaRule, kind: EdgeKind, thickness: str, *, outside: bool = False) -> str:
    """One wall's distance."""
    (found,) = distances(rule, [Wall(kind, Decimal(thickness))], drawn_outside=outside)
    return str(found.normalize() + 0)


@pytest.mark.parametrize(
    ("rule", "kind", "thickness", "expected"),
    [
        (AreaRule.STANDARD_9_1, OUTER, "0.25", "0.25"),
        (AreaRule.STANDARD_9_1, SHARED, "0.20", "0.1"),
        (AreaRule.STANDARD_9_1, COMMON, "0.20", "0.1"),
        (AreaRule.STANDARD_9_1, COMMON, "0.30", "0.1"),
        (AreaRule.STANDARD_9_1, COMMON, "0.07", "0.07"),
        (AreaRule.STANDARD_9_1, NONE, "0.25", "0"),
        (AreaRule.STANDARD_9_0, OUTER, "0.25", "0.25"),
        (AreaRule.STANDARD_9_0, SHARED, "0.20", "0.1"),
        (AreaRule.STANDARD_9_0, COMMON, "0.30", "0.15"),
        (AreaRule.INSIDE, OUTER, "0.25", "0"),
    ],
)
def test_wall_when_measured_by_a_rule_then_reaches_so_far(
    rule: AreaRule, kind: EdgeKind, thickness: str, expected: str
) -> None:
    assert reach(rule, kind, thickness) == expected


def test_wall_when_its_outside_was_drawn_then_is_moved_back() -> None:
    assert reach(AreaRule.STANDARD_9_1, OUTER, "0.25", outside=True) == "0"
    assert reach(AreaRule.STANDARD_9_1, SHARED, "0.20", outside=True) == "-0.1"
    assert reach(AreaRule.STANDARD_9_1, COMMON, "0.30", outside=True) == "-0.2"
    assert reach(AreaRule.INSIDE, OUTER, "0.25", outside=True) == "-0.25"
    assert reach(AreaRule.INSIDE, NONE, "0.25", outside=True) == "0"


@pytest.mark.parametrize("rule", list(AreaRule))
@pytest.mark.parametrize("kind", list(EdgeKind))
def test_wall_when_drawn_from_either_face_then_is_measured_at_one_place(
    rule: AreaRule, kind: EdgeKind
) -> None:
    wall = Wall(kind, Decimal("0.22"))
    inside, outside = distances(rule, [wall]), distances(rule, [wall], drawn_outside=True)
    moved = 0 if kind is NONE else wall.thickness
    assert inside[0] == outside[0] + moved


@pytest.mark.parametrize("thickness", ["-0.01", "2.01"])
def test_wall_when_its_thickness_is_none_then_is_refused(thickness: str) -> None:
    with pytest.raises(Refused) as problem:
        reach(AreaRule.STANDARD_9_1, OUTER, thickness)
    assert (problem.value.code, problem.value.facts) == (
        "wall_thickness_wrong", {"given": thickness},
    )  # fmt: skip


def test_flat_when_offset_by_its_walls_then_has_the_area_counted_by_hand() -> None:
    inside = ((0.0, 0.0), (10.0, 0.0), (10.0, 8.0), (0.0, 8.0))
    walls = [
        Wall(OUTER, Decimal("0.25")), Wall(SHARED, Decimal("0.20")),
        Wall(OUTER, Decimal("0.25")), Wall(COMMON, Decimal("0.30")),
    ]  # fmt: skip
    moved = distances(AreaRule.STANDARD_9_1, walls)
    flat = offset(inside, [float(each) for each in moved])
    assert area(flat) == pytest.approx((10 + 0.10 + 0.10) * (8 + 0.25 + 0.25))


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2026, 12, 31), AreaRule.STANDARD_9_0),
        (date(2027, 1, 1), AreaRule.STANDARD_9_1),
        (date(2031, 5, 5), AreaRule.STANDARD_9_1),
        (date(2020, 1, 1), AreaRule.STANDARD_9_0),
    ],
)
def test_rule_when_a_report_is_signed_on_a_day_then_is_the_standard_in_force(
    day: date, rule: AreaRule
) -> None:
    assert rule_on(day) == rule


@pytest.mark.parametrize("language", list(Language))
def test_rules_when_shipped_then_are_whole_and_each_doubt_is_said_in_words(
    language: Language,
) -> None:
    texts = load_texts(language)
    assert set(wall_rules()) == set(AreaRule)
    for rule in wall_rules().values():
        name = rule.rule.value.replace(".", "_")
        assert texts(f"walls.rule_{name}")
        assert set(rule.reaches) == set(EdgeKind)
        assert rule.sources or rule.clause is None
        for kind in rule.doubts:
            assert texts(f"walls.doubt_{name}_{kind.value}")
    for kind in EdgeKind:
        assert texts(f"walls.kind_{kind.value}")
