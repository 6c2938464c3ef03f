"""Canonical values as they are shown: nothing rounded, nothing out of order."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.i18n import bidi, formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("5700000", "5,700,000"),
        ("162.00", "162.00"),
        ("142.3", "142.3"),
        ("0", "0"),
        ("999", "999"),
        (1000, "1,000"),
        (Decimal("1E+6"), "1,000,000"),
        ("0.0000001", "0.0000001"),
    ],
)
def test_number_when_canonical_then_grouped_and_unrounded(
    value: str | int | Decimal, shown: str
) -> None:
    assert formats.number(value) == shown


def test_number_when_negative_then_its_sign_stays_on_its_left_in_hebrew() -> None:
    shown = formats.number("-1250")
    assert bidi.visual(f"שינוי {shown} בשווי", bidi.RIGHT_TO_LEFT) == "יוושב −1,250 יוניש"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_number_when_any_decimal_then_its_digits_are_those_stored(value: Decimal) -> None:
    shown = strip_marks(formats.number(value)).replace(",", "").replace("−", "-")
    assert Decimal(shown) == value
    assert shown == f"{value:f}"


@pytest.mark.parametrize("wrong", ["abc", "NaN", "Infinity", "5,700"])
def test_number_when_not_an_exact_number_then_value_error(wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        formats.number(wrong)


def test_money_when_hebrew_then_the_sign_reads_after_the_number_even_beside_latin() -> None:
    shown = formats.money("5700000", Language.HE)
    assert strip_marks(shown) == "5,700,000\u00a0₪"
    line = bidi.visual(f"Penthouse {shown}", bidi.RIGHT_TO_LEFT)
    assert line == "₪\u00a05,700,000 Penthouse"


def test_money_when_english_then_the_sign_stands_before_the_number() -> None:
    assert strip_marks(formats.money("-5700000", Language.EN)) == "−₪5,700,000"


def test_area_when_hebrew_then_its_unit_reads_after_the_number() -> None:
    shown = formats.area("142.3", Language.HE)
    assert bidi.visual(f"שטח {shown} רשום", bidi.RIGHT_TO_LEFT) == 'םושר ר"מ\u00a0142.3 חטש'


def test_area_when_english_then_square_metres() -> None:
    assert strip_marks(formats.area("142.3", Language.EN)) == "142.3\u00a0m²"


def test_quantity_when_negative_and_hebrew_then_sign_left_of_digits_and_unit_after() -> None:
    shown = formats.quantity("-2.5", "metre", Language.HE)
    assert bidi.visual(f"הפרש {shown}", bidi.RIGHT_TO_LEFT) == "'מ\u00a0−2.5 שרפה"


@pytest.mark.parametrize("unit", ["shekel_per_sqm", "shekel_per_month", "sqm", "metre", "shekel"])
def test_quantity_when_unit_of_the_field_then_number_and_unit_in_both_languages(unit: str) -> None:
    shown = {strip_marks(formats.quantity("35000", unit, language)) for language in Language}
    assert all(text.startswith("35,000\u00a0") for text in shown)


def test_percent_when_negative_in_hebrew_then_reads_left_to_right() -> None:
    shown = formats.quantity("-3.2", "percent", Language.HE)
    assert bidi.visual(f"ירידה של {shown} בשנה", 1) == "הנשב −3.2% לש הדירי"


@pytest.mark.parametrize("value", ["2025-06-03", date(2025, 6, 3)])
def test_date_when_iso_or_day_then_day_month_year(value: str | date) -> None:
    assert formats.date(value) == "03.06.2025"


def test_date_when_not_iso_then_value_error() -> None:
    with pytest.raises(ValueError, match="03"):
        formats.date("03.06.2025")


def test_fraction_range_and_identifier_when_in_hebrew_then_keep_their_order() -> None:
    text = f"{formats.fraction('1/2')} קומות {formats.between('3', '5')} בגוש "
    text += formats.identifier("6109")
    assert bidi.visual(text, bidi.RIGHT_TO_LEFT) == "6109 שוגב 3–5 תומוק 1/2"


def test_identifier_when_long_number_then_no_separator() -> None:
    assert strip_marks(formats.identifier("1234567")) == "1234567"
