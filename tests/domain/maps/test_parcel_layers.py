"""What the fields of parcel layers are called, and what a row says."""

from decimal import Decimal

import pytest

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.maps.parcel_layers import (
    LayerParcel,
    columns_of,
    compared,
    parcel_of,
)

SQUARE: Ring = ((180_000, 660_000), (180_030, 660_000), (180_030, 660_020), (180_000, 660_020))


def read(**properties: object) -> LayerParcel | None:
    """A row with these properties."""
    return parcel_of(properties, columns_of(properties), [SQUARE])


@pytest.mark.parametrize(
    "properties",
    [
        {"GUSH_NUM": 6144, "GUSH_SUFFI": 0, "PARCEL": 23, "LEGAL_AREA": 612.0},
        {"GUSH_NUM": 6144.0, "GUSH_SUFFIX": None, "PARCEL": "23", "LEGAL_AREA": "612"},
        {"gush_num": "6144", "gush_suffix": "0", "parcel": "023", "legal_area": "612.00"},
        {"מספר גוש": 6144, "תת גוש": 0, "חלקה": 23, 'שטח רשום (מ"ר)': 612},
        {"מספר גוש": 6144, "תת גוש": 0, "חלקה": 23, "שטח רשום (מ״ר)": 612},
        {"מספר גוש": 6144, "חלקה": 23, "שטח רשום (": 612},
        {"gush": 6144, "helka": 23, "legal_area": 612},
        {"ms_gush": "6144", "ms_chelka": "23", "LEGAL_AREA": 612},
        {"gush_helka": "6144/23", "legal_area": 612},
        {"GUSH_HELKA": "6144-0-23", "legal_area": 612},
        {"GUSH_HELKA": "גוש 6144 / חלקה 23", "legal_area": 612},
    ],
)
def test_parcel_when_its_fields_are_of_any_maker_then_is_read(
    properties: dict[str, object],
) -> None:
    found = read(**properties)
    assert found is not None
    assert found.key == ("6144", "", "23")
    assert found.registered_area == 612


def test_block_when_its_name_is_the_only_property_then_is_read() -> None:
    found = read(Name="6144")
    assert found is not None
    assert found.key == ("6144", "", "")
    assert read(Name="רמת גן") is None


def test_suffix_when_there_is_one_then_is_part_of_the_key() -> None:
    found = read(GUSH_NUM=30, GUSH_SUFFIX=2, PARCEL=7)
    assert found is not None
    assert found.key == ("30", "2", "7")


@pytest.mark.parametrize("note", ["דרך", "חלקת הדרך", "road", "רחוב הרצל"])
def test_road_when_the_layer_says_so_then_is_one(note: str) -> None:
    found = read(GUSH_NUM=1, PARCEL=2, NOTE=note)
    assert found is not None
    assert found.road


@pytest.mark.parametrize("note", ["הדרכה", "מדרכה", "broader", ""])
def test_road_when_a_word_only_looks_like_one_then_is_none(note: str) -> None:
    found = read(GUSH_NUM=1, PARCEL=2, NOTE=note)
    assert found is not None
    assert not found.road


def test_words_when_of_the_services_then_status_and_dates_are_read() -> None:
    found = read(GUSH_NUM=1, PARCEL=2, REG_STATUS=2, PL_DATE=1700000000000, LOCALITY_N="חולון")
    assert found is not None
    assert (found.status, found.date, found.locality) == ("מוסדר", "2023-11-14", "חולון")


def test_areas_when_compared_then_difference_and_percent_are_told() -> None:
    found = read(GUSH_NUM=1, PARCEL=2, LEGAL_AREA=612)
    assert found is not None
    areas = compared(found)
    assert areas is not None
    assert (areas.drawn, areas.difference, areas.percent) == (
        Decimal("600.0"), Decimal("-12.0"), Decimal("-2.0"),
    )  # fmt: skip


@pytest.mark.parametrize("area", ["-5", "nan", "0", "12 m", None, 10**12, True])
def test_area_when_it_is_none_then_nothing_is_compared(area: object) -> None:
    found = read(GUSH_NUM=1, PARCEL=2, LEGAL_AREA=area)
    assert found is not None
    assert compared(found) is None


def test_outline_when_it_crosses_itself_then_that_is_known() -> None:
    bow = ((0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0))
    assert LayerParcel("1", "", "2", (bow,)).crossing
    assert not LayerParcel("1", "", "2", (SQUARE,)).crossing


@pytest.mark.parametrize(
    ("told", "registered", "dunams"),
    [("0.512", "512", "0.512"), ("512", "512", None), ("0.3", "0.3", None), ("5120", "5120", None)],
)
def test_area_when_the_layer_has_dunams_then_it_is_told_by_what_is_drawn(
    told: str, registered: str, dunams: str | None
) -> None:
    side = 500**0.5
    ring = ((0.0, 0.0), (side, 0.0), (side, side), (0.0, side))
    areas = compared(LayerParcel("6144", "", "23", (ring,), Decimal(told)))
    assert areas is not None
    assert areas.registered == Decimal(registered)
    assert areas.dunams == (None if dunams is None else Decimal(dunams))
