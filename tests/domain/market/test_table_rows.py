"""A row of a table as a row of the market database."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.market.cells import Cell
from shamay_desktop.domain.market.mapping import CellType, MappedColumn, SourceMapping
from shamay_desktop.domain.market.recognising import fit, recognise
from shamay_desktop.domain.market.rows import MarketRow, RowStanding
from shamay_desktop.domain.market.table_rows import Reading, RowReader
from shamay_desktop.usecases.market.mappings import shipped_mappings
from tests import market_files

TODAY = date(2026, 11, 2)
READING = Reading("DMY", TODAY)
TAX = ("006634-0015-013-00", "09/03/2026", "1,250,000", "1,300,000", "דירה בבית קומות", "0.500",
       "חולון", "1994", "82", "3.5")  # fmt: skip


def read(
    headings: tuple[str, ...], cells: tuple[Cell, ...], reading: Reading = READING
) -> MarketRow:
    """One row by whatever recognises its headings."""
    best = recognise(shipped_mappings(), headings)[0]
    row = RowReader(best, headings, "s", reading).read(1, cells)
    assert row is not None
    return row


def tax(**changed: str) -> MarketRow:
    """A row of the Tax Authority's table with some cells changed, by target."""
    at = {"key": 0, "date": 1, "price": 2, "assessed": 3, "kind": 4, "share": 5, "year": 7,
          "area": 8, "rooms": 9}  # fmt: skip
    cells = list(TAX)
    for name, text in changed.items():
        cells[at[name]] = text
    return read(market_files.TAX_AUTHORITY, tuple(cells))


def codes(row: MarketRow) -> list[str]:
    """What was found about a row."""
    return [reason.code for reason in row.reasons]


def test_a_sale_when_read_then_has_both_amounts_the_share_and_the_cells_as_they_stood() -> None:
    row = tax()
    assert (row.gush, row.helka, row.tat_helka) == ("6634", "15", "13")
    assert (row.date, row.price, row.assessed_value) == (
        date(2026, 3, 9), Decimal(1_250_000), Decimal(1_300_000),
    )  # fmt: skip
    assert (row.share_sold, row.area, row.rooms, row.year_built) == (
        Fraction(1, 2), Decimal(82), Decimal("3.5"), 1994,
    )  # fmt: skip
    assert row.raw['תמורה מוצהרת בש"ח'] == "1,250,000"
    assert row.whole_price == Fraction(2_500_000)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"date": "01/01/2048"}, "date_in_future"),
        ({"date": "01/01/1899"}, "date_impossible"),
        ({"date": "--"}, "date_missing"),
        ({"date": "31/02/2025"}, "date_unreadable"),
        ({"price": "--"}, "price_missing"),
        ({"price": "0"}, "price_zero"),
        ({"price": "כמיליון"}, "price_unreadable"),
        ({"area": "0"}, "area_zero"),
        ({"share": "0"}, "share_impossible"),
        ({"share": "1.5"}, "share_impossible"),
        ({"kind": "אופציה לדירה"}, "option_deal"),
        ({"kind": "מכירת האופציה"}, "option_deal"),
    ],
)
def test_a_row_when_it_cannot_be_right_then_is_set_apart_with_the_reason(
    changed: dict[str, str], code: str
) -> None:
    row = tax(**changed)
    assert code in codes(row)
    assert row.standing is RowStanding.QUARANTINED


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"area": "--"}, "area_missing"),
        ({"year": "17"}, "year_impossible"),
        ({"key": "6634/15-17/3"}, "key_unreadable"),
        ({"price": "12500000000"}, "price_per_sqm_unlikely"),
        ({"rooms": "הרבה"}, "cell_unreadable"),
    ],
)
def test_a_row_when_one_fact_is_odd_then_stands_and_says_so(
    changed: dict[str, str], code: str
) -> None:
    row = tax(**changed)
    assert (codes(row), row.standing) == ([code], RowStanding.ACTIVE)


def test_an_assessed_value_when_nothing_was_declared_then_is_no_price() -> None:
    row = tax(price="0")
    assert (row.price, row.standing) == (Decimal(0), RowStanding.QUARANTINED)
    assert row.assessed_value == Decimal(1_300_000)


def test_an_assessed_value_when_the_source_has_no_other_amount_then_is_the_price() -> None:
    row = read(("תאריך עסקה", "שטח נטו", 'שווי מכירה בש"ח', "גוש", "חלקה"),
               (date(2025, 3, 1), Decimal(80), Decimal(2_000_000), "6100", "7"))  # fmt: skip
    assert (row.price, row.area, row.area_basis) == (Decimal(2_000_000), Decimal(80), "net")
    assert row.other["registered_area"] == "80"


def test_a_sum_below_a_table_when_read_then_is_no_sale() -> None:
    row = read(market_files.OFFICE, ('סה"כ', "", "", "", "", "", "", "12,000,000", "", ""))
    assert (codes(row), row.standing) == (["sum_row"], RowStanding.QUARANTINED)


def test_a_blank_row_when_read_then_is_none() -> None:
    best = recognise(shipped_mappings(), market_files.OFFICE)[0]
    assert RowReader(best, market_files.OFFICE, "s", READING).read(1, (None, " ", "")) is None


def test_names_of_parties_when_a_table_has_them_then_are_nowhere_in_the_row() -> None:
    headings = ("יום מכירה", "מחיר", "שם המוכר", "שם הקונה", "ת.ז.", "הערה")
    row = read(headings, ("01/03/2025", "1,000,000", "פלוני", "אלמוני", "000000018", "כולל מחסן"))
    assert set(row.raw) == {"יום מכירה", "מחיר", "הערה"}
    assert "פלוני" not in repr(row)


def test_an_address_when_the_street_has_no_column_then_tells_street_house_and_town() -> None:
    row = read(("יום מכירה", "כתובת", "מחיר"), ("01/03/2025", "רח' הדקל 8א, רמת גן", "1000000"))
    assert (row.street, row.house_number, row.city) == ("רח' הדקל", "8א", "רמת גן")


def test_a_formula_when_it_stands_in_a_cell_then_is_text() -> None:
    row = read(("יום מכירה", "הערה", "מחיר"), ("01/03/2025", "=HYPERLINK(1)", "1000000"))
    assert row.other["note"] == "=HYPERLINK(1)"


def test_a_default_when_no_column_tells_then_is_in_every_row() -> None:
    mapping = SourceMapping(
        "ours", "", "", (MappedColumn("city", (), default="חולון"),
                         MappedColumn("price", ("מחיר",), CellType.AMOUNT)), needed=("price",),
    )  # fmt: skip
    headings = ("מחיר",)
    row = RowReader(fit(mapping, headings), headings, "s", READING).read(1, ("900000",))
    assert row is not None
    assert row.city == "חולון"


def test_an_open_date_when_no_order_is_known_then_the_row_stands_without_its_day() -> None:
    best = recognise(shipped_mappings(), market_files.OFFICE)[0]
    reader = RowReader(best, market_files.OFFICE, "s", Reading("", TODAY))
    row = reader.read(1, ("03/04/2025", "", "6100/7/3", "3", "", "80", "", "1,000,000", "", ""))
    assert row is not None
    assert (row.date, codes(row), row.standing) == (None, ["date_unsure"], RowStanding.ACTIVE)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=25),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.dates(),
    st.sampled_from(["--", "1/2", "0.5", "6100/7/3", "קרקע", "12,000", "31/12/2024", "=1"]),
)


@given(st.sampled_from(shipped_mappings()), st.data())
def test_any_cells_when_read_by_any_mapping_then_are_a_row_with_reasons_or_none(
    mapping: SourceMapping, data: st.DataObject
) -> None:
    headings = tuple(column.aliases[0] for column in mapping.columns)
    cells = data.draw(st.tuples(*[CELLS] * len(headings)))
    row = RowReader(fit(mapping, headings), headings, "s", READING).read(1, cells)
    if row is None:
        return
    assert row.date is None or row.standing is RowStanding.QUARANTINED or row.date <= TODAY
    if row.standing is RowStanding.ACTIVE:
        assert row.price is not None
        assert row.price > 0
        assert row.area is None or row.area > 0
        assert row.share_sold is None or 0 < row.share_sold <= 1


def test_a_price_with_thousands_by_dot_when_read_then_is_no_hundredth_of_itself_and_says_so() -> (
    None
):
    row = tax(price="950.000")
    assert row.price == Decimal(950_000)
    assert [(r.code, r.column, r.facts["meant"]) for r in row.reasons] == [
        ("thousands_by_dot", "price", "950000")
    ]


def test_a_share_of_decimals_when_read_then_stays_and_the_third_that_it_may_be_is_said() -> None:
    row = tax(share="0.333")
    assert row.share_sold == Fraction(333, 1000)
    assert codes(row) == ["share_rounded"]
    assert (tax(share="0.364").share_sold, codes(tax(share="0.364"))) == (Fraction(364, 1000), [])
