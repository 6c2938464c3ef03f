"""Findings that name a photo."""

from datetime import UTC, datetime

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import Image, RoomType
from shamay_desktop.domain.photo_findings import adding_finding, findings_on

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def photo(name: str, room: RoomType = RoomType.OTHER) -> Image:
    return Image(name, "case", f"{name}.jpg", name * 64, name * 64, NOW, room_type=room)


def test_a_finding_when_added_to_a_photo_of_a_known_room_then_has_that_room() -> None:
    case, kitchen, other = Case("c"), photo("a", RoomType.KITCHEN), photo("b")
    first, changes = adding_finding(case, kitchen, "damp", Value.of)
    case = after(case, changes)
    second, changes = adding_finding(case, other, "walls", Value.of)
    case = after(case, changes)
    [row] = findings_on(case, kitchen)
    assert (row.id, row.content("room"), row.content("element")) == (first, "kitchen", "damp")
    [row] = findings_on(case, other)
    assert (row.id, row.content("room"), row.content("element")) == (second, None, "walls")
    assert findings_on(case, photo("c")) == ()
