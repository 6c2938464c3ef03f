"""Contents out of files: the same words are the same content, and nothing hostile gets in."""

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.i18n.language import Language

CITY, LAYOUT = field("address.city"), field("unit.layout")
SHARE = field("rights.owners").column("share")


def test_a_text_when_it_holds_marks_of_direction_then_it_is_the_same_as_typed() -> None:
    marked = "\u202eתל\u200f אביב\u2069"
    assert canonical(CITY, marked) == typed(CITY, marked) == "תל אביב"


def test_a_long_text_when_it_comes_from_windows_then_its_lines_end_as_typed_ones() -> None:
    assert canonical(LAYOUT, "סלון\r\nמטבח\rחדר") == "סלון\nמטבח\nחדר"
    assert typed(LAYOUT, "סלון\r\nמטבח\rחדר") == "סלון\nמטבח\nחדר"


@pytest.mark.parametrize(
    ("raw", "share"),
    [("1/2", "1/2"), ("97 / 6128", "97/6128"), ("2/4", "2/4"), ("0.25", "1/4"), ("1", "1/1"),
     ("בשלמות", "1/1"), (1, "1/1")],
)  # fmt: skip
def test_a_share_when_read_then_its_denominator_is_kept(raw: object, share: str) -> None:
    assert canonical(SHARE, raw) == share


@pytest.mark.parametrize(
    "raw", ["1e-999999999", "1_0/2_0", "٢/٤", "3/2", "0", "0/5", "1/0", "-1/2", "0.0", True]
)
def test_a_share_when_it_is_no_plain_one_then_refused_at_once(raw: object) -> None:
    with pytest.raises(Refused, match="not_a_fraction"):
        canonical(SHARE, raw)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", ["unit.air_directions", "unit.systems", "planning.restrictions"])
def test_choices_when_shown_as_words_then_they_are_read_back_as_the_same(
    path: str, language: Language
) -> None:
    member = field(path)
    every = tuple(choice.code for choice in member.choices)
    assert canonical(member, shown(member, every, language)) == every


def test_choices_when_they_are_sides_then_a_dash_joins_them_and_else_a_comma() -> None:
    sides, systems = field("unit.air_directions"), field("unit.systems")
    assert shown(sides, ("north", "west"), Language.HE) == "צפון-מערב"
    assert shown(systems, ("solar_water", "alarm"), Language.HE) == "דוד שמש, אזעקה"


def test_choices_when_a_label_has_a_dash_of_its_own_then_it_stays_whole() -> None:
    systems = field("unit.systems")
    assert canonical(systems, "Split air-conditioners, Alarm") == ("split_air", "alarm")
