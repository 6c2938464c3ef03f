"""Findings of finish and defects that a photo shows: rows of `unit.findings` that name it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.editing import Change, adding_row
from shamay_desktop.domain.evidence import Image, RoomType
from shamay_desktop.domain.ids import new_id

FINDINGS = "unit.findings"

_ROOMS: Mapping[RoomType, str] = MappingProxyType(
    {
        RoomType.LIVING: "living",
        RoomType.KITCHEN: "kitchen",
        RoomType.BATH: "bath",
        RoomType.BEDROOM: "bedroom",
    }
)
"""What a photo shows, as the rooms of the unit are called; of the others nothing is known."""


def findings_on(case: Case, photo: Image) -> tuple[Row, ...]:
    """The findings that name the photo, in the list's order."""
    return tuple(row for row in case.rows(FINDINGS) if row.content("photo") == photo.sha256)


def adding_finding(
    case: Case, photo: Image, element: str, typed: Callable[[str], Value]
) -> tuple[str, tuple[Change, ...]]:
    """A new finding of an element on a photo, in the photo's room: its row's id, and the changes.

    `typed` makes the value that the person typed now.
    """
    cells = {"photo": photo.sha256, "element": element}
    if (room := _ROOMS.get(photo.room_type)) is not None:
        cells["room"] = room
    order = ("room", "element", "photo")
    row = Row(
        new_id(),
        MappingProxyType({name: typed(cells[name]) for name in order if name in cells}),
    )
    return row.id, adding_row(case, FINDINGS, row)
