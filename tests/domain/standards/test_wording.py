"""Findings in words."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.standards import check, rule_set_of_text, words
from shamay_desktop.domain.standards.finding import Bounds, Chosen, Fact, Label, Percent
from shamay_desktop.domain.standards.situation import months_later
from shamay_desktop.domain.standards.wording import fact_text
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.resource_files import resource
from tests.domain.standards.clean_case import EVIDENCE, TODAY, clean_case


@pytest.mark.parametrize(
    ("fact", "hebrew", "english"),
    [
        (Label("visit.date"), "מועד הביקור בנכס", "Inspection date"),
        (Label("comparables/x/price", 3), "נתוני השוואה, שורה 3, מחיר עסקה",
         "Comparables, row 3, Price"),
        (Label("order.unit/area"), "שורת היחידה בצו, שטח", "The unit's row, Area"),
        (Chosen("valuation.vat", "exempt"), 'פטור ממע"מ', "Exempt from VAT"),
        (Chosen("comparables/evidence", "deal"), "עסקה", "Deal"),
        (Bounds(Decimal(1), Decimal(15)), "1–15", "1–15"),
        (Bounds(Decimal(5), None), "לפחות 5", "at least 5"),
        (Bounds(None, Decimal(5)), "לכל היותר 5", "at most 5"),
        (date(2026, 11, 1), "01.11.2026", "01.11.2026"),
        (Fraction(5, 6), "5/6", "5/6"),
        (Decimal("5670000.50"), "5,670,000.50", "5,670,000.50"),
        (Percent(Decimal("12.5")), "12.5%", "12.5%"),
        (7, "7", "7"),
        ("מק/340", "מק/340", "מק/340"),
    ],
)  # fmt: skip
def test_fact_when_said_then_reads_as_the_language_has_it(
    fact: Fact, hebrew: str, english: str
) -> None:
    assert strip_marks(fact_text(fact, load_texts(Language.HE))) == hebrew
    assert strip_marks(fact_text(fact, load_texts(Language.EN))) == english


def test_years_when_out_of_range_then_have_no_separators() -> None:
    rules = rule_set_of_text(resource("rules", "israel.json").read_text(encoding="utf-8"))
    case = clean_case({"building.year_built": "1204"})
    (finding,) = check(case, rules, today=TODAY, evidence=EVIDENCE)
    said = strip_marks(words(finding, load_texts(Language.EN)))
    assert said == "Year built: 1204 is outside the plausible range (1850–2100)"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-08-15", 3, "2026-11-15"),
    ],
)
def test_months_when_counted_then_end_on_the_same_day_or_the_months_last(
    day: str, months: int, later: str
) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-240, 240))
def test_months_when_counted_there_and_back_then_lose_at_most_three_days(
    day: date, months: int
) -> None:
    assert 0 <= (day - months_later(months_later(day, months), -months)).days <= 3
