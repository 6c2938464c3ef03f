"""What a person marks on a page as a field's value: the one thing in it that the field takes."""

import pytest

from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.reading.gathering import field_at
from shamay_desktop.domain.reading.taking import Marked, content_of_text, taken

BY, AT = "dana@example.org", "2026-11-02T10:00:00.000+00:00"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("rights.extract_date", "17/08/2025", "2025-08-17"),
        ("rights.extract_date", "מיום 17/08/2025", "2025-08-17"),
        ("rights.extract_date", "תאריך: 17.8.2025 שעה", "2025-08-17"),
        ("parcel.area", 'שטח במ"ר\n4,318.00', "4318"),
        ("unit.registered_area", '97.60 מ"ר', "97.6"),
        ("rights.common_property_share", "97 / 6128", "97/6128"),
        ("rights.common_property_share", "החלק: 97/6128", "97/6128"),
        ("parcel.gush", "גוש: 7245", "7245"),
        ("parcel.helka", "חלקה 113", "113"),
        ("rights.mortgages/r/amount", "סכום: 940,000 ₪", "940000"),
        ("rights.owners/r/share", "בשלמות", "1/1"),
        ("rights.office", "חדרה", "חדרה"),
        ("unit.registered_area", "שטח של כ-97.6", "97.6"),
        ("unit.registered_area", " \n ", None),
    ],
)
def test_a_marked_text_when_it_holds_one_such_thing_then_that_is_taken(
    path: str, text: str, expected: str | None
) -> None:
    field = field_at(path)
    assert field is not None
    assert content_of_text(field, text) == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("rights.extract_date", "מ-17/08/2025 עד 18/08/2025"),
        ("rights.extract_date", "31/02/2025"),
        ("unit.registered_area", "97.60 12.40"),
        ("unit.registered_area", "97/6128"),
        ("unit.registered_area", "מ-5 עד 7"),
        ("unit.registered_area", "דירה"),
        ("rights.common_property_share", "1/2 1/3"),
        ("parcel.gush", "7245 9905"),
        ("parcel.helka", "7245/113"),
    ],
)
def test_a_marked_text_when_it_holds_several_or_none_then_refused(path: str, text: str) -> None:
    with pytest.raises(Refused):
        content_of_text(BY_ID[path], text)


def test_a_marked_value_when_taken_then_it_has_its_place_and_whoever_marked_it_saw_it() -> None:
    marked = Marked("ab" * 32, 2, (10.04, 20.0, 30.27, 41.96), "97.60")
    value = taken("97.6", marked, by=BY, at=AT)
    source = value.provenance
    assert source is not None
    assert (source.origin, source.page, source.text) == (Origin.DOCUMENT, 2, "97.60")
    assert source.box == ("10.0", "20.0", "30.3", "42.0")
    assert (source.by, source.confirmed_by, source.at) == (BY, BY, AT)
