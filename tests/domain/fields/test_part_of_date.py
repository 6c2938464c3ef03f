"""A date of which the month or the year alone is known: typed, kept, shown, sorted, refused."""

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.fields.typed_input import shown as in_editor
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.maps.annotations_json import picture_from_json, picture_to_json
from shamay_desktop.i18n.formats import MONTHS
from shamay_desktop.i18n.language import Language

FIELD = BY_ID["maps.pictures"].column("date")
WHOLE = BY_ID["report.date"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("2023", "2023"),
        ("5.2023", "2023-05"),
        ("05/2023", "2023-05"),
        ("2023-05", "2023-05"),
        ("מאי 2023", "2023-05"),
        ("במאי 2023", "2023-05"),
        ("May 2023", "2023-05"),
        ("Sep. 2022", "2022-09"),
        ("מארס 2023", "2023-03"),
        ("במרס 2023", "2023-03"),
        ("Sept 2023", "2023-09"),
        ("Sept. 2023", "2023-09"),
        ("ספט׳ 2023", "2023-09"),
        ("דצמ' 2023", "2023-12"),
        ("4.23", None),
        ("Sept 23", None),
        ("Septem 2023", None),
        ("15.3.2026", "2026-03-15"),
        ("13.2023", None),
        ("2023-00", None),
        ("0000", None),
        ("23", None),
        ("מאיה 2023", None),
    ],
)  # fmt: skip
def test_a_typed_date_when_part_is_known_then_it_is_kept_or_refused(
    text: str, content: str | None
) -> None:
    if content is None:
        with pytest.raises(Refused) as told:
            typed(FIELD, text)
        assert told.value.code == "not_a_date"
        return
    assert typed(FIELD, text) == content
    assert typed(FIELD, in_editor(FIELD, content, "he")) == content


@pytest.mark.parametrize(
    ("content", "he", "en"),
    [
        ("2023-05", "מאי\u00a02023", "May\u00a02023"),
        ("2023", "2023", "2023"),
        ("2023-05-14", "14.05.2023", "14.05.2023"),
    ],
)
def test_a_part_of_a_date_when_shown_then_it_is_in_words(content: str, he: str, en: str) -> None:
    assert shown(FIELD, content, Language.HE) == he
    assert shown(FIELD, content, Language.EN) == en


@pytest.mark.parametrize("language", list(Language))
def test_a_month_when_it_is_written_whole_or_by_its_first_letters_then_it_is_read(
    language: Language,
) -> None:
    for number, month in enumerate(MONTHS[language], 1):
        for written in (month, month[:3], f"{month[:3]}.", f"{month[:3]}׳", month.upper()):
            assert typed(FIELD, f"{written} 2023") == f"2023-{number:02}", written


def test_a_part_of_a_date_when_the_field_wants_a_day_then_it_is_refused() -> None:
    for given in ("2023", "2023-05"):
        with pytest.raises(Refused):
            canonical(WHOLE, given)
        with pytest.raises(Refused):
            typed(WHOLE, given)


def test_parts_of_dates_when_sorted_then_they_stand_by_time() -> None:
    dates = [canonical(FIELD, each) for each in ("2023-05-02", "2024", "2023", "2023-05")]
    assert sorted(map(str, dates)) == ["2023", "2023-05", "2023-05-02", "2024"]


@pytest.mark.parametrize("date", ["2023", "2023-05", "2023-05-14"])
def test_a_part_of_a_date_when_in_a_folders_file_then_it_is_read_and_written(date: str) -> None:
    picture = picture_from_json({"date": date})
    assert picture.date == date
    written = picture_to_json(picture, "a.png")
    assert isinstance(written, dict)
    assert written["date"] == date


@pytest.mark.parametrize("date", ["2023-13", "0000", "202305", "May 2023"])
def test_what_is_no_date_when_in_a_folders_file_then_it_is_refused_by_its_place(date: str) -> None:
    with pytest.raises(Refused) as told:
        picture_from_json({"date": date})
    assert told.value.facts["field"] == "date"
