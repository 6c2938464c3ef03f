"""Places as people type and paste them."""

from decimal import Decimal

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.layer_systems import System, system_of, system_of_many
from shamay_desktop.domain.maps.written_places import govmap_link, written_place

GRID = (Decimal(178690), Decimal(658902))


@pytest.mark.parametrize(
    "text",
    [
        "178690, 658902", "178690,658902", "178690/658902", "178690 658902", "178690; 658902",
        "178,690 658,902", "178,690, 658,902", "E 178690 N 658902", "מזרח: 178690 צפון: 658902",
        'נ"צ 178690/658902', "(178690, 658902)", "\u200f178690\u200e, 658902",
        "X=178690 Y=658902",
        "https://www.govmap.gov.il/?c=178690,658902&z=10",
        "https://www.govmap.gov.il/?q=%D7%97%D7%95%D7%9C%D7%95%D7%9F&c=178690%2C658902&z=10&lay=15",
        "www.govmap.gov.il/?lat=1&c=178690,658902",
        "https://example.org/map?x=178690&y=658902",
    ],
)  # fmt: skip
def test_grid_numbers_when_written_in_any_way_then_are_read(text: str) -> None:
    place = written_place(text)
    assert (place.first, place.second) == GRID


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("32.0226, 34.7760", "32.0226", "34.7760"),
        ("https://www.google.com/maps/@32.0226,34.776,17z", "32.0226", "34.776"),
        ("https://www.google.com/maps/place/x/@32.0226,34.776,17z/data=!3m1", "32.0226", "34.776"),
        ("https://maps.google.com/?q=32.0226,34.776", "32.0226", "34.776"),
        ("https://www.waze.com/ul?ll=32.0226%2C34.776&navigate=yes", "32.0226", "34.776"),
        ("https://www.openstreetmap.org/#map=17/32.0226/34.776", "32.0226", "34.776"),
        ("https://www.openstreetmap.org/?mlat=32.0226&mlon=34.776", "32.0226", "34.776"),
        ("geo:32.0226,34.776;u=35", "32.0226", "34.776"),
        ("https://www.govmap.gov.il/?c=3870903.12,3766273.5&z=9", "3870903.12", "3766273.5"),
    ],
)
def test_degrees_and_links_when_pasted_then_are_read_in_their_order(
    text: str, first: str, second: str
) -> None:
    place = written_place(text)
    assert (place.first, place.second) == (Decimal(first), Decimal(second))


@pytest.mark.parametrize(
    "text",
    [
        "32°01'21.4\"N 34°46'33.6\"E", "32° 1' 21.4\" N, 34° 46' 33.6\" E",
        "N32°01′21.4″ E34°46′33.6″", "32°01׳21.4״ צ 34°46׳33.6״ מ", "32°1'21.4'' 34°46'33.6''",
    ],
)  # fmt: skip
def test_degrees_minutes_seconds_when_written_then_are_degrees(text: str) -> None:
    place = written_place(text)
    assert float(place.first) == pytest.approx(32.022611, abs=1e-6)
    assert float(place.second) == pytest.approx(34.776, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "place_unreadable"), ("חולון", "place_unreadable"), ("178690", "place_unreadable"),
        ("178,690", "place_unreadable"), ("1 2 3", "place_unreadable"),
        ("32°61'00\" 34°46'00\"", "place_unreadable"),
        ("https://www.govmap.gov.il/?z=10", "place_link_empty"),
        ("https://[broken/?c=1,2", "place_unreadable"), ("9" * 5000, "place_unreadable"),
    ],
)  # fmt: skip
def test_text_when_it_is_no_place_then_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        written_place(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("x", "y", "system"),
    [
        (178690, 658902, System.ITM), (658902, 178690, System.ITM_SWAPPED),
        (3870903, 3766273, System.MERCATOR), (34.776, 32.0226, System.DEGREES),
        (32.0226, 34.776, System.DEGREES_SWAPPED), (128690, 158902, System.OLD_GRID),
        (128690, 1158902, System.OLD_GRID), (6144, 23, System.NONE), (0, 0, System.NONE),
        (float("nan"), 5, System.NONE),
    ],
)  # fmt: skip
def test_numbers_when_of_a_system_then_it_is_told_by_their_size(
    x: float, y: float, system: System
) -> None:
    assert system_of(x, y) is system


def test_systems_when_points_disagree_then_none_is_told() -> None:
    assert system_of_many([(178690, 658902)] * 19 + [(0, 0)]) is System.ITM
    assert system_of_many([(178690, 658902), (34.7, 32.0)]) is System.NONE
    assert system_of_many([]) is System.NONE


def test_link_when_made_then_holds_the_grid_numbers() -> None:
    link = govmap_link(Decimal("178690.5"), Decimal(658902))
    assert link == "https://www.govmap.gov.il/?c=178690.50,658902.00&z=10"
    assert written_place(link).first == Decimal("178690.50")
