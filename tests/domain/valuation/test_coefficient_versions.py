"""Versions of coefficient tables: which holds when, one more, files; rounding by size, weights."""

from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.scoring import DEFAULT
from shamay_desktop.domain.market.weights import checked_weights, read_weights
from shamay_desktop.domain.valuation.coefficient_csv import tables_csv, tables_of_csv
from shamay_desktop.domain.valuation.coefficient_versions import (
    led_by,
    new_versions,
    with_version,
    with_versions,
)
from shamay_desktop.domain.valuation.coefficients import (
    offered,
    read_tables,
    standing_table,
    table_on,
    tables_json,
    tables_on,
    with_office_table,
    with_table,
)
from shamay_desktop.domain.valuation.equivalent_area import DEFAULT_COEFFICIENTS, CoefficientTable
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.rounding import RoundingRules, read_rounding, rounding_json


def a_table(
    version: str, balcony: str = "0.5", day: str = "", name: str = "משרד"
) -> CoefficientTable:
    """A version with a flat of 1 and a balcony of so much."""
    raw: Json = [{
        "name": name, "version": version, "valid_from": day,
        "tiers": {"flat": [{"up_to": None, "coefficient": "1"}],
                  "balcony": [{"up_to": None, "coefficient": balcony}]},
    }]  # fmt: skip
    return read_tables(raw)[0]


OLD, NEW = a_table("1"), a_table("2", "0.4", "2026-06-01")
TABLES = (NEW, OLD)


def a_case(day: str = "2026-07-01") -> Case:
    """The worked case: 142 + 40 × 0.5 at 35,000, its coefficients still to be proposed."""
    return decode_case("c", {
        "valuation.date": day, "valuation.adopted_price_per_sqm": "35000",
        "valuation.rounding_step": "100000",
        "valuation.areas": [{"id": "f", "category": "flat", "area": "142"},
                            {"id": "b", "category": "balcony", "area": "40"}],
    })  # fmt: skip


def test_version_when_asked_for_a_day_then_the_last_that_began_holds() -> None:
    assert table_on(TABLES, date(2026, 5, 31)) is OLD
    assert table_on(TABLES, date(2026, 6, 1)) is NEW
    assert table_on((NEW,), date(2026, 5, 31)) is None
    again = a_table("3", "0.3", "2026-06-01")
    assert table_on((again, NEW, OLD), date(2026, 6, 1)) is again


def test_tables_when_there_are_several_then_each_has_its_version_and_the_leading_stands_first() -> (
    None
):
    garden = a_table("1", name="קרקע")
    assert tables_on((*TABLES, garden), date(2026, 7, 1)) == (NEW, garden)
    assert led_by((*TABLES, garden), "קרקע")[0] is garden


def test_new_case_when_begun_then_is_given_the_version_of_its_day() -> None:
    practice = {"coefficients": tables_json(TABLES)}
    at = "2026-07-01T08:00:00.000+00:00"
    case = with_office_table(Case("c"), practice, by="a@b.co", at=at)
    assert case.text("valuation.coefficient_version") == "2"
    early = with_office_table(Case("c"), practice, by="a@b.co", at="2026-01-01T08:00:00.000+00:00")
    assert early.text("valuation.coefficient_version") == "1"


def test_case_when_a_newer_version_stands_then_keeps_its_own_until_it_is_taken() -> None:
    case = with_table(a_case(), OLD, by="a@b.co", at="")
    before = value_of(case)
    assert before is not None
    assert before.unrounded == 5_670_000
    assert before.final == 5_700_000
    assert offered(case, TABLES, date(2026, 7, 1)) == NEW
    after = value_of(with_table(case, NEW, by="a@b.co", at=""))
    assert after is not None
    assert after.unrounded == 158 * 35_000
    assert offered(with_table(case, NEW, by="a@b.co", at=""), TABLES, date(2026, 7, 1)) is None
    assert offered(with_table(a_case("2026-02-01"), OLD, by="", at=""), TABLES, date.max) is None


def test_standing_table_when_only_the_shipped_one_proposed_then_it_is_that() -> None:
    assert standing_table(a_case()) is None
    assert standing_table(with_table(a_case(), OLD, by="", at="")) == read_tables(
        tables_json([a_table("1")])
    )[0]  # fmt: skip


def test_version_when_added_then_stands_before_its_elders_and_needs_a_day() -> None:
    assert with_version((OLD,), NEW) == TABLES
    other = a_table("1", name="אחרת")
    assert with_version((OLD,), other) == (OLD, other)
    for wrong, problem in ((a_table("1", "0.3", "2026-06-01"), "version_known"),
                           (a_table("9"), "valid_from_missing")):  # fmt: skip
        with pytest.raises(Refused) as told:
            with_version((OLD,), wrong)
        assert told.value.facts["problem"] == problem


def test_versions_of_a_file_when_known_then_must_say_the_same() -> None:
    assert new_versions(TABLES, TABLES) == ()
    assert with_versions((DEFAULT_COEFFICIENTS,), TABLES) == (DEFAULT_COEFFICIENTS, *TABLES)
    for changed in (a_table("2", "0.41", "2026-06-01"), a_table("2", "0.4", "2026-06-02")):
        with pytest.raises(Refused) as told:
            new_versions(TABLES, (changed,))
        assert told.value.facts["problem"] == "version_changed"


def test_csv_when_read_back_then_says_the_same_tables() -> None:
    guarded = a_table("=1+1", "0.25", "2026-01-02", name="-טבלה")
    tables = (*TABLES, guarded, DEFAULT_COEFFICIENTS)
    text = tables_csv(tables)
    assert "'=1+1" in text
    assert tables_of_csv("\ufeff" + text) == tables


def test_csv_when_it_is_wrong_then_the_place_is_named() -> None:
    with pytest.raises(Refused) as told:
        tables_of_csv("name,version\nx,1\n")
    assert told.value.facts["problem"] == "heading"
    with pytest.raises(Refused) as told:
        tables_of_csv("name,version,category,coefficient\nx,1,flat,many\n")
    assert told.value.facts == {"place": "1/flat", "problem": "number"}


def test_rounding_by_size_when_a_value_is_asked_then_its_step_is_that_of_its_size() -> None:
    raw: Json = {"value": "100000", "sizes": [
        {"up_to": "1000000", "step": "5000"}, {"up_to": "3000000", "step": "10000"},
    ]}  # fmt: skip
    rules = read_rounding(raw)
    assert [rules.value_step(Decimal(each)) for each in (999_999, 1_000_000, 1_000_001)] == [
        5000, 5000, 10_000
    ]  # fmt: skip
    assert rules.rounded_value(Decimal(5_670_000)) == 5_700_000
    assert RoundingRules().rounded_value(Decimal(5_670_000)) is None
    assert read_rounding(rounding_json(rules)) == rules


@pytest.mark.parametrize(
    ("sizes", "place"),
    [
        ([{"up_to": "5", "step": "0"}], "sizes/1/step"),
        ([{"up_to": None, "step": "1"}, {"up_to": "5", "step": "1"}], "sizes/2/up_to"),
        ([{"up_to": "5", "step": "1"}, {"up_to": "5", "step": "1"}], "sizes/2/up_to"),
        ([{"up_to": "x", "step": "1"}], "sizes/1/up_to"),
        (["x"], "sizes/1"),
    ],
)
def test_rounding_by_size_when_it_is_wrong_then_the_place_is_named(
    sizes: list[Json], place: str
) -> None:
    with pytest.raises(Refused) as told:
        read_rounding({"sizes": sizes})
    assert told.value.facts["place"] == place


def test_weights_when_kept_then_are_checked_by_their_part() -> None:
    assert checked_weights({"place": "40", "area": "0"}, None) == {"place": "40"}
    assert set(read_weights(dict.fromkeys(DEFAULT, "1"))) == set(DEFAULT)
    for raw, place in (({"place": "1001"}, "place"), ({"smell": "1"}, "smell"),
                       ({"area": "0"}, ""), ({"area": "x"}, "area"), ([], "")):  # fmt: skip
        with pytest.raises(Refused) as told:
            read_weights(raw)
        assert told.value.facts["place"] == place
