"""The joint area of several parcels: an exact sum, and never one of which a part is missing."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.parcels import joint_area

sizes = st.lists(st.decimals("1", "99999.99", places=2), min_size=1, max_size=12)


def parcels(own: str | None, further: list[str | None]) -> dict[str, Json]:
    rows: list[Json] = [
        {"id": f"p{at}", "helka": str(at + 1), **({} if area is None else {"area": area})}
        for at, area in enumerate(further)
    ]
    own_area: dict[str, Json] = {} if own is None else {"parcel.area": own}
    return {"parcel.gush": "6109", "parcel.helka": "396", "parcels": rows, **own_area}


@given(st.decimals("1", "99999.99", places=2), sizes)
def test_areas_when_all_are_known_then_their_sum_is_exact(
    own: Decimal, further: list[Decimal]
) -> None:
    case = decode_case("c", parcels(f"{own}", [f"{area}" for area in further]))
    assert joint_area(case) == own + sum(further, Decimal(0))


def test_areas_when_one_is_unknown_then_there_is_no_sum() -> None:
    assert joint_area(decode_case("c", parcels("100", ["200", None]))) is None
    assert joint_area(decode_case("c", parcels(None, ["200"]))) is None


def test_areas_when_there_is_one_parcel_then_there_is_no_sum() -> None:
    alone: dict[str, Json] = {"parcel.helka": "396", "parcel.area": "100"}
    assert joint_area(decode_case("c", alone)) is None
