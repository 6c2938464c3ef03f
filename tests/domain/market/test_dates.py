"""Dates: the order is told by the whole column, or asked for."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.market.dates import ColumnOrder, OrderEvidence, date_of, is_open

DAYS = st.dates(date(1950, 1, 1), date(2048, 12, 31))


def order_of(cells: Iterable[object]) -> ColumnOrder:
    """What a whole column tells."""
    evidence = OrderEvidence()
    for cell in cells:
        evidence.look(cell)
    return evidence.order()


def test_order_when_a_day_is_beyond_twelve_then_is_told_for_the_whole_column() -> None:
    assert order_of(["03/04/2025", "25/04/2025"]).order == "DMY"
    assert order_of(["3/4/2025", "2/20/2025"]).order == "MDY"


def test_order_when_all_could_be_either_then_must_be_asked_with_an_example() -> None:
    told = order_of(["03/04/2025", "05/06/2025", "07/07/2025"])
    assert (told.order, told.must_ask, told.ambiguous, told.example) == ("", True, 2, "03/04/2025")


def test_order_when_day_and_month_are_alike_everywhere_then_need_not_be_asked() -> None:
    assert not order_of(["07/07/2025", "01.01.2024"]).must_ask


def test_order_when_cells_contradict_then_is_mixed_and_asked() -> None:
    told = order_of(["25/04/2025", "4/25/2025", "03/04/2025"])
    assert (told.mixed, told.must_ask, told.order) == (True, True, "")


def test_order_when_days_are_dates_or_iso_then_is_year_first() -> None:
    assert order_of([date(2025, 4, 3), "2025-04-03", None]).order == "YMD"


@given(st.lists(DAYS, min_size=1), st.sampled_from(["/", ".", "-"]), st.booleans())
def test_a_column_when_written_day_first_then_every_cell_is_read_or_asked_for(
    days: list[date], by: str, short: bool
) -> None:
    year = "%y" if short and all(1990 < day.year < 2027 for day in days) else "%Y"
    written = [day.strftime(f"%d{by}%m{by}{year}") for day in days]
    told = order_of(written)
    assert told.order in ("DMY", "")
    for day, text in zip(days, written, strict=True):
        read = date_of(text, told.order, 2026)
        assert read == day or (read is None and is_open(text) and told.must_ask)
        assert date_of(text, "DMY", 2026) == day


@pytest.mark.parametrize(
    "cell",
    ["2025-09-11", "2025-09-11T00:00:00", "2025-09-11T00:00:00.000Z", "20250911",
     Decimal(20250911), Decimal(45911), Decimal("45911.75"), "45911", "45911.5",
     date(2025, 9, 11), "\u200e11/09/2025", "11 בספטמבר 2025", "11 ספטמבר 2025", "ב-11/09/2025",
     "11-Sep-2025", "11 Sep 25", "11-ספטמבר-2025",
     "September 11, 2025", "Sep 11th, 2025", "11.9.25"],
)  # fmt: skip
def test_a_day_when_written_in_any_way_then_is_the_same_day(cell: object) -> None:
    assert date_of(cell, "DMY", 2026) == date(2025, 9, 11)


@pytest.mark.parametrize("cell", ["31/02/2025", "מרץ 2025", "12/2025", "0/0/2025", Decimal(7), ""])
def test_a_cell_when_it_is_no_day_then_is_none(cell: object) -> None:
    assert date_of(cell, "DMY", 2026) is None


def test_an_open_day_when_there_is_no_order_then_is_left_out() -> None:
    assert date_of("03/04/2025", "", 2026) is None
    assert date_of("25/04/2025", "", 2026) == date(2025, 4, 25)
    assert date_of("4/25/2025", "", 2026) == date(2025, 4, 25)


@given(st.dates(date(1950, 1, 1), date(2027, 12, 31)), st.sampled_from(["DMY", "MDY", ""]))
def test_a_day_when_its_month_is_a_word_then_is_sure_in_any_order(day: date, order: str) -> None:
    months = ("ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר",
              "אוקטובר", "נובמבר", "דצמבר")  # fmt: skip
    text = f"{day.day} ב{months[day.month - 1]} {day.year}"
    assert date_of(text, order, 2026) == day
    assert not is_open(text)


def test_a_day_when_the_word_is_no_month_or_the_day_does_not_exist_then_is_none() -> None:
    assert date_of("11 בבית 2025", "DMY", 2026) is None
    assert date_of("31 בפברואר 2025", "DMY", 2026) is None
    assert date_of("מרץ 2025", "DMY", 2026) is None
