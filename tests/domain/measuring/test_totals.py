"""Totals by category and floor: one scale's error adds up, each hand's own only as squares."""

from dataclasses import replace
from decimal import Decimal
from math import hypot

import pytest

from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.scale import Measured, MeasuredSheet, measured
from shamay_desktop.domain.measuring.totals import Total, totals

REFERENCE = Reference("r", ((0, 0), (400, 0)), Decimal("5.08"))


def room(name: str, left: float, category: str = "flat", floor: str = "") -> Shape:
    ring = ((left, 0.0), (left + 200, 0.0), (left + 200, 300.0), (left, 300.0))
    return Shape(name, ShapeKind.AREA, ring, category=category, floor=floor)


def sheet(*shapes: Shape, name: str = "s") -> MeasuredSheet:
    return measured(Sheet(name, "", references=(REFERENCE,), shapes=shapes))


def one(found: tuple[Total, ...], category: str, floor: str = "") -> Total:
    (total,) = [each for each in found if (each.category, each.floor) == (category, floor)]
    return total


def test_total_when_rooms_share_a_scale_then_its_error_adds_up_and_the_hands_as_squares() -> None:
    found = sheet(room("a", 0), room("b", 200))
    a, b = found.shapes["a"], found.shapes["b"]
    assert isinstance(a, Measured)
    assert isinstance(b, Measured)
    total = one(totals([found]), "flat").measured
    assert total.value == pytest.approx(a.value + b.value)
    assert total.from_scale == pytest.approx(a.from_scale + b.from_scale)
    assert total.from_drawing == pytest.approx(hypot(a.from_drawing, b.from_drawing))
    assert total.plus_minus == pytest.approx(hypot(total.from_scale, total.from_drawing))


def test_total_when_rooms_lie_on_two_sheets_then_the_scales_add_as_squares() -> None:
    first, second = sheet(room("a", 0)), sheet(room("b", 0), name="t")
    a, b = first.shapes["a"], second.shapes["b"]
    assert isinstance(a, Measured)
    assert isinstance(b, Measured)
    total = one(totals([first, second]), "flat").measured
    assert total.from_scale == pytest.approx(hypot(a.from_scale, b.from_scale))


def test_total_when_a_region_has_its_own_scale_then_it_is_independent_too() -> None:
    region = Region("big", "", ((900, -50), (1_500, -50), (1_500, 400), (900, 400)), Decimal(50))
    found = measured(
        Sheet(
            "s",
            "",
            references=(REFERENCE,),
            regions=(region,),
            shapes=(room("a", 0), room("b", 1_000)),
        )
    )
    parts = [each for each in found.shapes.values() if isinstance(each, Measured)]
    total = one(totals([found]), "flat").measured
    assert total.from_scale == pytest.approx(hypot(*(each.from_scale for each in parts)))


def test_totals_when_flat_and_balcony_are_measured_then_are_never_mixed() -> None:
    found = totals(
        [
            sheet(
                room("a", 0),
                room("b", 200, "balcony"),
                room("c", 400, floor="2"),
                room("d", 600, ""),
                room("e", 800, floor=" 2 "),
                Shape("f", ShapeKind.LENGTH, ((0, 0), (90, 0)), category="flat"),
            )
        ]
    )
    told = [(each.kind.value, each.category, each.floor, each.shapes) for each in found]
    assert told == [
        ("area", "flat", "", ("a",)),
        ("area", "balcony", "", ("b",)),
        ("area", "flat", "2", ("c", "e")),
        ("area", "", "", ("d",)),
        ("length", "flat", "", ("f",)),
    ]


def test_total_when_a_shape_cannot_be_measured_then_it_is_no_part() -> None:
    crossed = replace(room("b", 200), points=((0, 0), (99, 99), (99, 0), (0, 40)))
    assert one(totals([sheet(room("a", 0), crossed)]), "flat").shapes == ("a",)
    assert totals([sheet(crossed)]) == ()
