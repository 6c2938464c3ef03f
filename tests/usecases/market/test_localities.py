"""Where towns lie, by whatever spelling."""

from decimal import Decimal

import pytest

from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.usecases.market.localities import centre_for, localities, locality_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("חולון", "6600"), ("רמת גן", "8600"), ("רמת-גן", "8600"), ("תל אביב-יפו", "5000"),
        ("תל אביב יפו", "5000"), ("תל-אביב", "5000"), ("יפו", "5000"), ("Holon", "6600"),
        ("קרית אונו", "2620"), ("קריית אונו", "2620"), ("מודיעין", "1200"), ("8600", "8600"),
        ("נצרת עילית", "1061"), ("בני עי״ש", "1066"),
    ],
)  # fmt: skip
def test_a_town_is_found_by_any_of_its_spellings(name: str, code: str) -> None:
    found = locality_of(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["", "  ", "אשדות יעקב", "עיר שאינה", "חולון 5", "?????"])
def test_nothing_is_guessed_when_a_name_is_of_none_or_of_several(name: str) -> None:
    assert locality_of(name) is None


def test_every_town_lies_in_the_country_and_is_found_by_its_own_name() -> None:
    assert len(localities()) > 1200
    assert len({each.code for each in localities()}) == len(localities())
    for each in localities():
        assert Decimal(120_000) < each.east < Decimal(285_000)
        assert Decimal(375_000) < each.north < Decimal(807_000)
    lost = [each.name for each in localities() if locality_of(each.name) != each]
    assert len(lost) <= 2, f"only towns of one and the same name may not be found by it: {lost}"


def test_a_centre_is_offered_only_when_the_subject_has_no_place_of_its_own() -> None:
    offered = centre_for(Subject(city="חולון"))
    assert offered is not None
    assert offered.name == "חולון"
    assert centre_for(Subject(city="חולון", east=Decimal(178_000), north=Decimal(659_000))) is None
    assert centre_for(Subject()) is None
