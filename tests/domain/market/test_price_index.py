"""Price indexes: the shipped table, answers of the bureau, revised points, bases, proposals."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.index_answers import base_of, read_answers, told_as
from shamay_desktop.domain.market.price_index import BaseLink, IndexPoint, PriceIndex, merged
from shamay_desktop.domain.market.price_index_json import (
    all_indexes,
    index_json,
    office_indexes,
    shipped_indexes,
)
from shamay_desktop.domain.valuation.time_adjustment import (
    NoProposal,
    time_proposal,
    told_points,
)
from shamay_desktop.resource_files import resource

SPRING = date(2026, 5, 20)
"""The day of the answer below: the last point is of March 2026."""

ANSWER: list[tuple[int, int, str, str, str]] = [
    (2026, 3, "599.6", "-0.3", "-1.3"), (2026, 2, "601.4", "0.3", "-1.2"),
    (2026, 1, "599.6", "-0.1", "-1.7"), (2025, 12, "600.2", "-0.1", "-1.0"),
    (2025, 11, "600.8", "0.8", "0.3"), (2025, 10, "596.0", "0.6", "-0.1"),
    (2025, 9, "593.0", "-0.7", "-0.1"), (2025, 8, "597.2", "-0.6", "0.8"),
    (2025, 7, "600.8", "-0.2", "1.3"), (2025, 6, "602.0", "-0.1", "1.7"),
    (2025, 5, "602.6", "-0.4", "2.6"), (2025, 4, "605.0", "-0.4", "3.7"),
    (2025, 3, "607.4", "-0.2", "4.8"), (2025, 2, "608.6", "-0.2", "5.9"),
    (2025, 1, "609.8", "0.6", "7.1"), (2024, 12, "606.2", "1.2", "7.7"),
    (2024, 11, "599.0", "0.4", "7.3"), (2024, 10, "596.6", "0.5", "7.6"),
    (2024, 9, "593.6", "0.2", "6.5"), (2024, 8, "592.4", "-0.1", "6.1"),
    (2024, 7, "593.0", "0.2", "6.0"), (2024, 6, "591.8", "0.8", "5.6"),
    (2024, 5, "587.1", "0.6", "4.6"), (2024, 4, "583.6", "0.7", "3.3"),
]  # fmt: skip
"""The bureau's own answer for the last 24 months as it stood in spring 2026: value, change in a
month, change in a year. Fetched apart from the shipped table, four months before it."""


def answer_text(points: list[tuple[int, int, str, str, str]] = ANSWER) -> str:
    """The answer in the bureau's JSON, with the quarters of another base that come with it."""
    dates = [
        {"year": year, "month": month, "percent": float(change), "percentYear": float(yearly),
         "currBase": {"baseDesc": "1993 ממוצע", "value": float(value)}, "prevBase": None}
        for year, month, value, change, yearly in points
    ]  # fmt: skip
    quarter = {"year": 1993, "quarter": 4, "currBase": {"baseDesc": "1987 ממוצע", "value": 400.8}}
    series = {"code": 40010, "name": "מחירי דירות"}
    raw = {"month": [{**series, "date": dates}], "quarter": [{**series, "date": [quarter]}]}
    return json.dumps(raw, ensure_ascii=False)


def shipped() -> PriceIndex:
    """The table that comes with the program."""
    text = resource("indexes", "dwellings.json").read_text(encoding="utf-8")
    (index,) = shipped_indexes(text)
    return index


def test_shipped_table_when_read_then_runs_without_a_gap_and_says_its_day() -> None:
    index = shipped()
    assert index.months[0] == (2009, 1)
    assert index.months[-1] == (2026, 6)
    assert index.gaps() == ()
    assert index.retrieved == date(2026, 9, 29)
    assert {point.base for point in index.points.values()} == {"1993"}
    marked = [month for month in index.months if index.points[month].provisional]
    assert marked == [(2026, 4), (2026, 5), (2026, 6)]


def test_shipped_table_when_laid_beside_an_answer_of_spring_2026_then_one_point_was_revised() -> (
    None
):
    index = shipped()
    off = {
        (year, month): index.points[year, month].value
        for year, month, value, _, _ in ANSWER
        if index.points[year, month].value != Decimal(value)
    }
    assert off == {(2026, 2): Decimal("602.0")}  # 601.4, then still provisional


@pytest.mark.parametrize(("year", "month", "value", "change", "yearly"), ANSWER)
def test_shipped_points_when_compared_with_the_published_changes_then_agree(
    year: int, month: int, value: str, change: str, yearly: str
) -> None:
    points = shipped().points
    a_year_before = points[year - 1, month].value
    assert round((Decimal(value) / a_year_before - 1) * 100, 1) == Decimal(yearly)
    before = points[(year, month - 1) if month > 1 else (year - 1, 12)].value
    if (year, month) != (2026, 3):  # against the point that was revised since
        assert abs((Decimal(value) / before - 1) * 100 - Decimal(change)) <= Decimal("0.1")


@pytest.mark.parametrize(
    ("month", "published"),
    [((2018, 9), "406.7"), ((2018, 10), "405.1"), ((2022, 9), "565.9"), ((2022, 10), "567.6")],
)
def test_points_when_compared_with_what_was_first_published_then_differ_by_revisions_alone(
    month: tuple[int, int], published: str
) -> None:
    now = shipped().points[month].value
    assert abs(now / Decimal(published) - 1) < Decimal("0.002")


def test_an_answer_when_read_then_months_alone_come_and_the_last_three_are_provisional() -> None:
    (answer,) = read_answers(answer_text(), SPRING)
    told = told_as(shipped(), answer, SPRING).index
    assert (told.code, told.he, len(told.points), answer.left_out) == (
        "40010",
        "מחירי דירות",
        24,
        0,
    )
    assert told.points[2024, 4] == IndexPoint((2024, 4), Decimal("583.6"), "1993", SPRING)
    marked = [month for month in told.months if told.points[month].provisional]
    assert marked == [(2026, 1), (2026, 2), (2026, 3)]


def test_a_later_answer_when_merged_then_a_revised_point_keeps_what_it_was() -> None:
    (answer,) = read_answers(answer_text(), SPRING)
    whole = merged(answer.index, shipped())
    point = whole.points[2026, 2]
    assert (point.value, point.earlier) == (Decimal("602.0"), ((Decimal("601.4"), SPRING),))
    assert whole.points[2026, 6].value == Decimal("594.8")
    # the other way about: what was fetched earlier never takes the place of what came later
    assert merged(shipped(), answer.index).points == whole.points


def test_an_index_when_kept_with_the_office_and_read_then_is_the_same() -> None:
    (answer,) = read_answers(answer_text(), SPRING)
    own = merged(answer.index, shipped())
    practice = {"indexes": {"40010": index_json(own)}}
    assert office_indexes(practice)["40010"] == own
    assert all_indexes([shipped()], office_indexes(practice))["40010"].points == own.points
    assert all_indexes([shipped()], office_indexes({}))["40010"] == shipped()


@pytest.mark.parametrize("raw", [[], {"1": {}}, {"1": {"he": "x", "en": "x", "points": {"x": {}}}}])
def test_kept_indexes_when_this_program_did_not_write_them_then_are_refused(raw: object) -> None:
    with pytest.raises(Refused) as caught:
        office_indexes({"indexes": raw or "x"})  # type: ignore[dict-item]  # JSON of any shape
    assert caught.value.code == "index_wrong"


@pytest.mark.parametrize(
    "text",
    [
        "month,value\n2026-05,593.6\n2026-06,594.8\n",
        "\ufeffחודש;ערך;בסיס\n05/2026;593.6;ממוצע 1993\n06/2026;594.8;1993 ממוצע\n",
        "year\tmonth\tvalue\n2026\t5\t593.6\n2026\t6\t594.8\n",
    ],
)
def test_csv_when_read_then_gives_months_and_values(text: str) -> None:
    (answer,) = read_answers(text, SPRING, code="40010")
    assert {month: str(point.value) for month, point in answer.index.points.items()} == {
        (2026, 5): "593.6", (2026, 6): "594.8",
    }  # fmt: skip


def test_lines_when_they_tell_no_month_or_value_then_are_counted_and_left_out() -> None:
    text = "month,value\n2026-05,593.6\n2026-13,1\nxx,2\n2026-06,--\n2026-07,-5\n=1+1,3\n"
    (answer,) = read_answers(text, SPRING, code="40010")
    assert list(answer.index.points) == [(2026, 5)]
    assert answer.left_out == 5


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("{", "1", "index_unreadable"),
        ("{}", "1", "index_empty"),
        ('{"month":[{"date":[]}]}', "1", "index_code_missing"),
        ("a,b\n1,2\n", "1", "index_unreadable"),
        ("month,value\n2026-01,1\n", "", "index_code_missing"),
        ("month,value\n", "1", "index_empty"),
        ("", "1", "index_unreadable"),
        ("[" * 100_000, "1", "index_unreadable"),
    ],
    ids=str,
)
def test_a_file_when_it_is_no_index_then_is_refused_by_name(
    text: str, code: str, problem: str
) -> None:
    with pytest.raises(Refused) as caught:
        read_answers(text, SPRING, code=code)
    assert caught.value.code == problem


@pytest.mark.parametrize(
    ("said", "base"),
    [
        ("1993 ממוצע", "1993"), ("Average 1993", "1993"), ("ממוצע 2024=100.0", "2024"),
        ("ינואר 1959", "ינואר 1959"), ("", ""),
    ],
)  # fmt: skip
def test_base_when_told_in_either_language_then_is_one(said: str, base: str) -> None:
    assert base_of(said) == base


def linked(*links: BaseLink) -> PriceIndex:
    points = {
        (2020, 1): IndexPoint((2020, 1), Decimal("250"), "2010", SPRING),
        (2026, 1): IndexPoint((2026, 1), Decimal("104"), "2024", SPRING),
    }
    return PriceIndex("1", "מדד", "Index", points=points, links=links)


def test_points_on_two_bases_when_a_chain_joins_them_then_are_compared_through_it() -> None:
    index = linked(
        BaseLink("2010", "2016", Decimal("1.25")), BaseLink("2016", "2024", Decimal("2"))
    )
    first, second = index.points[2020, 1], index.points[2026, 1]
    assert index.ratio(first, second) == Fraction(104 * 5, 2) / 250
    assert index.ratio(second, first) == 1 / Fraction(260, 250)
    assert time_proposal(index, date(2020, 1, 9), date(2026, 1, 9)).percent == Decimal("4.00")


def test_points_on_two_bases_when_nothing_joins_them_then_nothing_is_proposed() -> None:
    found = time_proposal(linked(), date(2020, 1, 9), date(2026, 1, 9))
    assert (found.percent, found.lacking) == (None, NoProposal.BASES)


def test_proposal_when_both_months_have_points_then_is_their_ratio_with_both_as_source() -> None:
    found = time_proposal(shipped(), date(2024, 10, 3), date(2026, 6, 15))
    assert found.exact == (Fraction("594.8") / Fraction("596.6") - 1) * 100
    assert found.percent == Decimal("-0.30")
    told = told_points(found.told)
    assert told is not None
    assert (told.code, told.first.month, told.second.value) == ("40010", "2024-10", "594.8")
    assert (told.first.provisional, told.second.provisional) == (False, True)


def test_proposal_when_the_valuation_is_right_behind_the_last_point_then_says_what_stands_in() -> (
    None
):
    found = time_proposal(shipped(), date(2024, 10, 3), date(2026, 10, 1))
    assert found.percent == Decimal("-0.30")
    assert found.stands_for == (2026, 10)
    assert found.told.endswith(" [2026-10]")
    told = told_points(found.told)
    assert told is not None
    assert (told.second.month, told.second.stands_for) == ("2026-06", "2026-10")


@pytest.mark.parametrize(
    ("sold", "day", "lacking", "month"),
    [
        (date(2008, 12, 31), date(2026, 6, 1), NoProposal.MONTH, (2008, 12)),
        (date(2024, 1, 1), date(2026, 11, 1), NoProposal.MONTH, (2026, 11)),
        (date(2026, 7, 1), date(2026, 10, 1), NoProposal.MONTH, (2026, 7)),
        (None, date(2026, 6, 1), NoProposal.SOLD, None),
        (date(2024, 1, 1), None, NoProposal.DAY, None),
    ],
)
def test_proposal_when_a_month_or_a_day_is_missing_then_says_so_and_proposes_nothing(
    sold: date | None, day: date | None, lacking: NoProposal, month: object
) -> None:
    found = time_proposal(shipped(), sold, day)
    assert (found.percent, found.lacking, found.month) == (None, lacking, month)
