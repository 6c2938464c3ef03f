"""Our own table: written and read back it changes nothing; what is edited is changed, no more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.fields import registry
from shamay_desktop.domain.market.own_table import MAPPING, edited, headings, written
from shamay_desktop.domain.market.quarantine import IMPOSSIBLE
from shamay_desktop.domain.market.recognising import recognise
from shamay_desktop.domain.market.rows import MarketRow, Reason, RowKind, RowStanding
from shamay_desktop.domain.market.table_rows import Reading, RowReader
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.market.mappings import shipped_mappings
from tests import market_rows

TODAY = date(2026, 11, 2)
OWN = next(mapping for mapping in shipped_mappings() if mapping.id == MAPPING)

TEXTS = st.text(max_size=30)
NUMBERS = st.decimals(0, 10_000_000, places=4)
ROWS = st.builds(
    MarketRow,
    id=st.just("row-1"),
    source_id=st.just("s1"),
    number=st.integers(1, 9),
    kind=st.sampled_from(RowKind),
    evidence=st.sampled_from(["deal", "asking_price", "valuation"]),
    date=st.none() | st.dates(date(1950, 1, 1), TODAY),
    gush=st.sampled_from(["", "6100", "31267"]),
    helka=st.sampled_from(["", "7", "88"]),
    city=TEXTS,
    neighborhood=TEXTS,
    street=TEXTS,
    house_number=TEXTS,
    address=TEXTS,
    asset_kind=TEXTS,
    rooms=st.none() | st.decimals("0.5", 15, places=1),
    floor=TEXTS,
    floor_number=st.none() | st.integers(-5, 90),
    floors=st.none() | st.integers(1, 120),
    area=st.none() | NUMBERS,
    area_basis=st.sampled_from(["", "gross", "net"]),
    year_built=st.none() | st.integers(1600, 2030),
    price=st.none() | NUMBERS,
    assessed_value=st.none() | NUMBERS,
    share_sold=st.none() | st.fractions(Fraction(1, 10_000), 1),
    east=st.none() | st.decimals(120_000, 285_000, places=2),
    north=st.none() | st.decimals(375_000, 807_000, places=2),
    other=st.dictionaries(
        st.sampled_from(["note", "finish", "entrance"]), st.text(min_size=1, max_size=20)
    ),
)


def given_back(
    row: MarketRow,
    language: Language,
    changed: Mapping[str, str] | None = None,
    excluded: Sequence[str] = (),
) -> MarketRow:
    """A row after its table was written, perhaps edited by target, and read back."""
    names = headings(OWN, language)
    best = recognise(shipped_mappings(), names, "csv")[0]
    assert best.mapping.id == MAPPING
    reading = Reading("", TODAY, to_itm=lambda east, north: (east, north))
    reader = RowReader(best, names, "s2", reading)
    cells = dict(zip((column.target for column in OWN.columns), written(row, OWN, language),
                     strict=True))  # fmt: skip
    before = reader.read(1, tuple(cells.values()))
    after = reader.read(1, tuple((cells | dict(changed or {})).values()))
    assert before is not None
    assert after is not None
    return edited(row, before, after, TODAY, excluded)


@given(ROWS, st.sampled_from(Language))
def test_a_row_when_written_and_read_back_then_nothing_is_changed(
    row: MarketRow, language: Language
) -> None:
    assert given_back(row, language) is row


@given(ROWS)
def test_a_row_when_written_then_no_cell_begins_a_formula(row: MarketRow) -> None:
    for column, cell in zip(OWN.columns, written(row, OWN, Language.HE), strict=True):
        if column.target != "floor_number":  # a number below 0 is no formula
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), column.target


@pytest.mark.parametrize("language", Language)
def test_a_full_row_when_written_then_its_facts_stand_in_their_columns(language: Language) -> None:
    row = market_rows.full_row("row-1", "s1")
    cells = dict(zip((c.target for c in OWN.columns), written(row, OWN, language), strict=True))
    assert (cells["id"], cells["date"], cells["price"], cells["share_sold"]) == (
        "row-1", "2026-03-09", "1250000.5", "1/2",
    )  # fmt: skip
    assert (cells["x"], cells["parking"]) == ("184120.25", "1")


def test_a_row_when_a_cell_is_edited_then_only_that_is_changed() -> None:
    row = market_rows.full_row("row-1", "s1")
    became = given_back(row, Language.HE, {"price": "1,300,000 ₪", "note": "'=SUM(A1)"})
    assert became == replace(
        row, price=Decimal(1_300_000), other={"parking": "1", "note": "=SUM(A1)"},
        reasons=became.reasons,
    )  # fmt: skip


def test_a_row_when_emptied_then_is_judged_anew() -> None:
    row = market_rows.full_row("row-1", "s1", reasons=())
    became = given_back(row, Language.HE, {"price": ""})
    assert became.standing is RowStanding.QUARANTINED
    assert [reason.code for reason in became.reasons] == ["price_missing"]
    mended = given_back(became, Language.EN, {"price": "900000"})
    assert (mended.standing, mended.reasons) == (RowStanding.ACTIVE, ())


def test_a_doubt_about_a_cell_when_another_is_edited_then_stays_until_its_own_is_mended() -> None:
    doubt = Reason("thousands_by_dot", "price", {"given": "950.000", "meant": "950000"})
    row = market_rows.full_row("row-1", "s1", price=Decimal(950_000), reasons=(doubt,))
    other = given_back(row, Language.HE, {"rooms": "4"})
    assert doubt in other.reasons
    assert doubt not in given_back(other, Language.HE, {"price": "955000"}).reasons


@pytest.mark.parametrize(
    ("reason", "facts", "own"),
    [
        (Reason("option_deal", "deal_kind", {"kind": "אופציה"}), {}, {"deal_kind": "מכר"}),
        (Reason("share_unreadable", "share_sold"), {"share_sold": None}, {"share_sold": "1/2"}),
        (Reason("key_unreadable", "gush"), {"gush": ""}, {"gush": "6100"}),
        (Reason("cell_unreadable", "balcony"), {}, {"balcony": "12"}),
        (Reason("year_impossible", "year_built"), {"year_built": None}, {"year_built": "1999"}),
        (Reason("rooms_impossible", "rooms"), {"rooms": None}, {"rooms": "4"}),
        (Reason("area_unreadable", "area"), {"area": None}, {"area": "80"}),
        (Reason("price_unreadable", "price"), {"price": None}, {"price": "900000"}),
        (Reason("date_unsure", "date"), {"date": None}, {"date": "2026-03-09"}),
        (Reason("place_unknown", "x"), {"east": None, "north": None},
         {"x": "184120", "y": "663000"}),
    ],
)  # fmt: skip
def test_a_reason_of_a_cell_when_another_is_edited_then_stays_until_its_own_is_mended(
    reason: Reason, facts: Mapping[str, object], own: Mapping[str, str]
) -> None:
    apart = reason.code in IMPOSSIBLE
    standing = RowStanding.QUARANTINED if apart else RowStanding.ACTIVE
    row = market_rows.full_row("row-1", "s1", **facts, reasons=(reason,), standing=standing)
    other = given_back(row, Language.HE, {"street": "אחר"})
    assert (other.street, other.standing) == ("אחר", standing)
    assert reason in other.reasons
    mended = given_back(other, Language.EN, own)
    assert mended.standing is RowStanding.ACTIVE
    assert reason.code not in {each.code for each in mended.reasons}


def test_a_deal_that_is_no_sale_when_renamed_as_another_such_then_stays_apart() -> None:
    reason = Reason("option_deal", "deal_kind", {"kind": "אופציה"})
    row = market_rows.full_row(
        "row-1", "s1", reasons=(reason,), standing=RowStanding.QUARANTINED,
        other={"deal_kind": "אופציה"},
    )  # fmt: skip
    renamed = given_back(row, Language.HE, {"deal_kind": "מימוש אופציה"}, ("אופציה",))
    assert renamed.standing is RowStanding.QUARANTINED
    assert given_back(renamed, Language.HE, {"deal_kind": "מכר"}, ("אופציה",)).reasons == ()


def test_a_cell_when_edited_to_an_amount_that_reads_in_two_ways_then_the_doubt_is_kept() -> None:
    row = market_rows.full_row("row-1", "s1", reasons=())
    became = given_back(row, Language.HE, {"price": "955.000"})
    assert [reason.code for reason in became.reasons] == ["thousands_by_dot"]


def test_a_floor_when_edited_alone_then_its_number_follows() -> None:
    row = market_rows.full_row("row-1", "s1")
    assert given_back(row, Language.HE, {"floor": "שביעית"}).floor_number == 7


def test_headings_when_compared_with_the_case_then_a_column_is_called_the_same() -> None:
    columns = {column.id: column for column in registry.BY_ID["comparables"].columns}
    for column in OWN.columns:
        if column.target in columns:
            known = columns[column.target]
            assert column.aliases == (known.label(Language.HE), known.label(Language.EN))
