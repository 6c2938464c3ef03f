"""How a report looks: faces, sizes, line pitch, margins and where chapters begin."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.errors import Refused

DAVID, FRANK_RUHL, HEEBO = "David", "Frank Ruhl Libre", "Heebo"
SHIPPED_FONTS = (FRANK_RUHL, HEEBO)
"""Families that the program brings; David is taken where it is installed."""

_RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "body_size": (9, 16),
        "chapter_size": (10, 24),
        "section_size": (9, 20),
        "note_size": (7, 12),
        "line_pitch": (1.0, 2.0),
        "side_margin": (12, 45),
        "top_margin": (26, 60),
        "bottom_margin": (22, 60),
    }
)
_LONGEST_FONT = 80


class ChapterStart(StrEnum):
    """Where a chapter begins: on a new page always, when half a page or less remains, or never."""

    ALWAYS = "always"
    HALF = "half"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Looks:
    """Sizes in points, `line_pitch` in sizes of the body, margins in millimetres of an A4 sheet.

    `top_margin` and `bottom_margin` are those of the text: letterhead and office strip stand in
    them. A font is the name of a family; `title_font` "" is the body's.
    """

    body_font: str = DAVID
    title_font: str = ""
    number_font: str = HEEBO
    body_size: float = 12.0
    chapter_size: float = 14.0
    section_size: float = 12.0
    note_size: float = 9.0
    line_pitch: float = 1.5
    side_margin: float = 23.0
    top_margin: float = 32.5
    bottom_margin: float = 29.5
    chapter_start: ChapterStart = ChapterStart.HALF

    @property
    def titles(self) -> str:
        """The family of titles."""
        return self.title_font or self.body_font


DEFAULT_LOOKS = Looks()


def looks_of(raw: object) -> Looks:
    """The looks of a template's JSON; what is absent is the default.

    Sizes are numbers or their exact strings. Refused: `looks_out_of_range` (name, low, high),
    `report_template_unreadable`, `report_template_unknown`.
    """
    if not isinstance(raw, Mapping):
        raise Refused("report_template_unreadable", place="looks")
    known = {each.name for each in fields(Looks)}
    given: dict[str, object] = {}
    for name, value in raw.items():
        if name not in known:
            raise Refused("report_template_unknown", name=str(name), place="looks")
        given[name] = _value(str(name), value)
    return Looks(**given)  # type: ignore[arg-type]  # each checked by its name above


def looks_json(looks: Looks) -> dict[str, str]:
    """What differs from the default, for a template's JSON; sizes as exact strings."""
    pairs = {each.name: getattr(looks, each.name) for each in fields(Looks)}
    return {
        name: f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in pairs.items()
        if value != getattr(DEFAULT_LOOKS, name)
    }


def _value(name: str, value: object) -> object:
    if name == "chapter_start":
        if value not in set(ChapterStart):
            raise Refused("report_template_unreadable", place=f"looks.{name}")
        return ChapterStart(str(value))
    if name in _RANGES:
        low, high = _RANGES[name]
        number = _number(value)
        if number is None or not low <= number <= high:
            raise Refused("looks_out_of_range", name=name, low=low, high=high)
        return number
    if not isinstance(value, str) or len(value) > _LONGEST_FONT:
        raise Refused("report_template_unreadable", place=f"looks.{name}")
    return value.strip()


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return round(float(value), 3)
    except (ValueError, OverflowError):
        return None
