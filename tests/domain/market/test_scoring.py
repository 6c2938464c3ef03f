"""Likeness: parts between 0 and 1, their mean, and reaches that leave no row out."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.market.scoring import (
    DEFAULT,
    UNKNOWN,
    Scorer,
    similarity,
    weights_json,
    weights_of,
)
from shamay_desktop.domain.market.similarity import Part, Subject
from tests import market_rows
from tests.market_rows import full_row

SUBJECT = Subject(
    day=date(2026, 3, 9),
    gush="6631",
    helka="15",
    city="גבעת הזית",
    neighborhood="הגבעה הירוקה",
    street="שדרות האלון",
    house_number="12א",
    area=Decimal("82.25"),
    rooms=Decimal("3.5"),
    floor_number=3,
    year_built=1994,
    east=Decimal("184120.25"),
    north=Decimal("664310.5"),
    asset_kind="דירה בבית קומות",
)
NOWHERE = replace(SUBJECT, east=None, north=None)


def _part(name: str, subject: Subject = SUBJECT, **facts: Any) -> Part:
    told = similarity(subject, full_row("a", "s", **facts))
    return next(part for part in told.parts if part.name == name)


def test_the_same_property_when_scored_is_like_in_every_part() -> None:
    told = similarity(SUBJECT, full_row("a", "s"))
    assert told.score == 100
    assert [part.likeness for part in told.parts] == [1] * len(DEFAULT)


@pytest.mark.parametrize(
    ("name", "facts", "likeness"),
    [
        ("area", {"area": Decimal("82.25") * 3 / 2}, "0"),
        ("area", {"area": Decimal("82.25") * 5 / 4}, "0.5"),
        ("area", {"area": Decimal("82.25") * 3 / 4}, "0.5"),
        ("date", {"date": date(2021, 3, 9)}, "0"),
        ("date", {"date": date(2026, 3, 9) - timedelta(days=913)}, "0.5"),
        ("date", {"date": date(2026, 3, 9) + timedelta(days=913)}, "0.5"),
        ("rooms", {"rooms": Decimal("5.5")}, "0.5"),
        ("floor", {"floor_number": 0}, "0.7"),
        ("floor", {"floor_number": 40}, "0"),
        ("year_built", {"year_built": 2014}, "0.5"),
        ("asset_kind", {"asset_kind": "דירת גן"}, "0"),
        ("asset_kind", {"asset_kind": "דירה"}, "0.5"),
        ("place", {"east": Decimal("185120.25")}, "0.5"),
        ("place", {"east": Decimal("186120.25")}, "0"),
    ],
)
def test_a_part_when_facts_differ_falls_off_evenly(
    name: str, facts: dict[str, Any], likeness: str
) -> None:
    assert _part(name, **facts).likeness == Decimal(likeness)


@pytest.mark.parametrize(
    ("facts", "compared", "likeness"),
    [
        ({}, "parcel", "0.95"),
        ({"gush": "1"}, "house", "0.95"),
        ({"helka": "16", "house_number": "9"}, "street", "0.8"),
        ({"helka": "16", "street": "הגפן"}, "block", "0.7"),
        ({"gush": "1", "street": "הגפן"}, "neighborhood", "0.5"),
        ({"gush": "1", "street": "הגפן", "neighborhood": ""}, "city", "0.25"),
        ({"gush": "1", "city": "אחרת"}, "other", "0"),
        ({"gush": "", "city": ""}, "", None),
    ],
)
def test_a_place_when_there_is_no_distance_is_as_like_as_the_nearest_thing_shared(
    facts: dict[str, Any], compared: str, likeness: str | None
) -> None:
    for subject, row in (
        (NOWHERE, facts),
        (SUBJECT, {**facts, "east": None, "north": None}),
    ):
        part = _part("place", subject, **row)
        assert part.mine == compared
        assert part.likeness == (None if likeness is None else Decimal(likeness))


def test_a_part_when_a_fact_is_missing_counts_in_part_and_says_so() -> None:
    part = _part("rooms", rooms=None)
    assert (part.likeness, part.mine, part.theirs) == (None, "3.5", "")
    told = similarity(Subject(), full_row("a", "s"))
    assert told.score == int(UNKNOWN * 100)
    assert all(part.likeness is None for part in told.parts)


def test_the_score_when_parts_differ_is_their_weighted_mean() -> None:
    weights = {"area": Decimal(3), "rooms": Decimal(1)}
    told = similarity(SUBJECT, full_row("a", "s", rooms=Decimal("7.5")), weights)
    assert [(part.name, part.likeness) for part in told.parts] == [
        ("area", Decimal(1)), ("rooms", Decimal(0)),
    ]  # fmt: skip
    assert told.score == 75


@pytest.mark.parametrize(
    "kept", [None, "x", {}, {"area": "x"}, {"area": "0"}, {"area": "NaN"}, {"other": "5"}, [1]]
)
def test_weights_when_they_say_nothing_are_the_shipped_ones(kept: object) -> None:
    assert weights_of(kept) == DEFAULT  # type: ignore[arg-type]


def test_weights_when_written_and_read_are_the_same() -> None:
    own = {"place": Decimal("12.5"), "area": Decimal(3)}
    assert weights_of(weights_json(own)) == own


@given(
    seed=st.integers(0, 50),
    thousandths=st.integers(0, 1000),
    kept=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_a_row_when_it_loses_no_more_than_a_reach_lies_in_one_of_them(
    seed: int, thousandths: int, kept: list[bool]
) -> None:
    """In the spans of some reach: what the database is asked leaves no such row out."""
    from shamay_desktop.domain.market.traits import traits_of

    first, *others = market_rows.rows(30, "s", seed=seed)
    subject = market_rows.subject_near(first)
    names = ("east", "area", "day", "rooms", "year_built")
    lost = {name: None for name, keep in zip(names, kept, strict=True) if not keep}
    scorer = Scorer(replace(subject, **lost))  # type: ignore[arg-type]
    loss = scorer.most * thousandths // 1000
    reaches = scorer.reaches(loss)
    for row in map(traits_of, others):
        if scorer.loss(row) <= loss:
            assert any(
                all(
                    span.unknown
                    if getattr(row, name) is None
                    else span.least <= getattr(row, name) <= span.most
                    for name, span in reach.spans
                )
                for reach in reaches
            )


UNTOLD = {
    "area": None, "date": None, "rooms": None, "year_built": None, "floor_number": None,
    "asset_kind": "",
}  # fmt: skip


@given(st.sets(st.sampled_from(sorted(UNTOLD))))
def test_a_score_when_facts_are_missing_says_of_how_much_of_the_weight_they_are_known(
    missing: set[str],
) -> None:
    row = full_row("a", "s", **{name: UNTOLD[name] for name in missing})
    told = similarity(SUBJECT, row)
    names = {name.removesuffix("_number") for name in missing}
    unknown = sum((DEFAULT[name] for name in names), Decimal(0))
    assert sum(part.weight for part in told.parts) == sum(DEFAULT.values()) == 100
    assert told.known == 100 - unknown
    assert told.score == round(100 - unknown * (1 - UNKNOWN))
    assert {part.name for part in told.parts if part.likeness is None} == names


def test_a_score_when_nothing_is_known_says_so() -> None:
    told = similarity(Subject(), full_row("a", "s"))
    assert (told.known, told.score) == (0, 40)
