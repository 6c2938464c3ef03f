"""A place that a person gives: read, brought to Israel TM, kept in both systems."""

from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.editing import adding_row, after
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.domain.maps.neighbours import Neighbour
from shamay_desktop.domain.maps.parcel_layers import LayerParcel
from shamay_desktop.usecases.places.distances import distances
from shamay_desktop.usecases.places.parcels import ChosenLayer, find_parcels, taking_borders
from shamay_desktop.usecases.places.placing import place_of, read_place, taking_place
from shamay_desktop.usecases.services import Services

HOLON = (Decimal(178690), Decimal(658902))


@pytest.mark.parametrize(
    ("text", "system", "metres"),
    [
        ("178690, 658902", System.ITM, 0), ("658902, 178690", System.ITM_SWAPPED, 0),
        ("3870903 3766273", System.MERCATOR, 1), ("3766273 3870903", System.MERCATOR, 1),
        ("128690 158902", System.OLD_GRID, 0), ("128690 1158902", System.OLD_GRID, 0),
        ("32.0226, 34.77299", System.DEGREES_SWAPPED, 30),
        ("34.77299, 32.0226", System.DEGREES, 30),
    ],
)  # fmt: skip
def test_place_when_read_then_its_system_and_transform_are_told(
    services: Services, text: str, system: System, metres: int
) -> None:
    place = read_place(services, text)
    assert place.system is system
    assert abs(place.east - HOLON[0]) <= metres
    assert abs(place.north - HOLON[1]) <= metres
    assert place.degrees_by == "Israel 1993 to WGS 84 (1)"
    assert bool(place.transform) == (system not in {System.ITM, System.ITM_SWAPPED})


@pytest.mark.parametrize("text", [
    "6144/23", "0 0", "48.85, 2.35", "178690, 58902000",
    "29.05, 34.02", "33.95, 35.99", "31.9, 35.95",  # degrees of the range, beyond the borders
])  # fmt: skip
def test_numbers_when_nowhere_in_the_country_then_are_refused(
    services: Services, text: str
) -> None:
    with pytest.raises(Refused) as caught:
        read_place(services, text)
    assert caught.value.code == "place_elsewhere"


def test_place_when_taken_then_stands_in_both_systems_and_is_found_again(
    services: Services,
) -> None:
    place = read_place(services, "178690, 658902")
    case = after(Case("c"), taking_place(Case("c"), place, source="GovMap", day="2026-11-01"))
    assert case.number("location.itm_east") == 178690
    assert case.text("location.source") == "GovMap"
    assert place_of(services, case) == place
    assert taking_place(case, place, source="GovMap", day="2026-11-01") == ()


def test_place_when_the_case_has_degrees_alone_then_is_known(services: Services) -> None:
    case = Case("c").with_value("location.latitude", Value.of("32.0226"))
    assert place_of(services, case) is None
    case = case.with_value("location.longitude", Value.of("34.77299"))
    found = place_of(services, case)
    assert found is not None
    assert abs(found.east - 178690) < 30


def test_distances_when_some_have_places_then_the_nearest_is_first() -> None:
    case = Case("c")
    for number, itm in enumerate(("178300/659400", "", "178030/659040")):
        cells = {"itm": Value.of(itm) if itm else Value(State.EMPTY)}
        case = after(case, adding_row(case, "comparables", Row(f"r{number}", cells)))
    told = distances(case, (178_000.0, 659_000.0))
    assert [(each.row, each.metres) for each in told.places] == [("r2", 50.0), ("r0", 500.0)]
    assert told.without == 1
    assert [each.metres for each in distances(case, None).places] == [None, None]


def test_borders_when_taken_then_are_rows_behind_those_that_stand() -> None:
    from pathlib import Path

    case = after(
        Case("c"),
        adding_row(Case("c"), "parcel.boundaries", Row("own", {"side": Value.of("west")})),
    )
    near = Neighbour("north", LayerParcel("6144", "2", "8", ()), 29.96)
    changes = taking_borders(
        case, [(near, "דרך", "new")], ChosenLayer(Path("parcels.shp")), by="a@b", at="now"
    )
    rows = after(case, changes).rows("parcel.boundaries")
    assert [row.id for row in rows] == ["own", "new"]
    assert rows[1].content("length") == "30"
    told = rows[1].cells["text"].provenance
    assert told is not None
    assert (told.note, told.text, told.by) == ("parcels.shp", "6144/2/8", "a@b")


@pytest.mark.parametrize(
    "text",
    [
        "29.4950, 34.9100", "33.3060, 35.7860", "33.2900, 35.8900", "31.2200, 34.2200",
        "32.7100, 35.8700",
    ],
    ids=["Taba", "Hermon", "Golan", "Kerem Shalom", "Hamat Gader"],
)  # fmt: skip
def test_places_at_the_edges_when_read_then_they_are_taken_and_come_back(
    services: Services, text: str
) -> None:
    latitude, longitude = (Decimal(each) for each in text.split(", "))
    place = read_place(services, text)
    assert abs(place.latitude - latitude) < Decimal("0.000001")
    assert abs(place.longitude - longitude) < Decimal("0.000001")
    assert read_place(services, place.itm_text).itm_text == place.itm_text
    east, north = place.itm_text.split(", ")
    assert read_place(services, f"{north} {east}").itm_text == place.itm_text


def test_parcels_when_a_layer_has_an_outline_twice_then_it_is_found_once(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = ((180_000.0, 660_000.0), (180_010.0, 660_000.0), (180_010.0, 660_010.0))
    other = ((180_000.0, 660_000.0), (180_020.0, 660_000.0), (180_020.0, 660_010.0))
    rows = [LayerParcel("6144", "", "23", (each,)) for each in (ring, ring, other)]
    monkeypatch.setattr(type(services.layers), "find", lambda *_given: rows)
    layer = ChosenLayer(Path("parcels.geojson"))
    found = find_parcels(services, [layer], "6144", "23")
    assert [each.parcel.rings for each in found] == [(ring,), (other,)]
