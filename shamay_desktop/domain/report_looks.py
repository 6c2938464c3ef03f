"""How a report looks: faces, sizes, line pitch, margins and where chapters begin."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.word_styles import WordStyle, word_styles_json, word_styles_of

DAVID, FRANK_RUHL, HEEBO = "David", "Frank Ruhl Libre", "Heebo"
SHIPPED_FONTS = (FRANK_RUHL, HEEBO)
"""Families that the program brings; David is taken where it is installed."""

RANGES: Mapping[str, tuple[Decimal, Decimal]] = MappingProxyType(
    {
        "body_size": (Decimal(9), Decimal(16)),
        "chapter_size": (Decimal(10), Decimal(24)),
        "section_size": (Decimal(9), Decimal(20)),
        "note_size": (Decimal(7), Decimal(12)),
        "line_pitch": (Decimal(1), Decimal(2)),
        "side_margin": (Decimal(12), Decimal(45)),
        "top_margin": (Decimal(26), Decimal(60)),
        "bottom_margin": (Decimal(22), Decimal(60)),
    }
)
"""What a page can be set with, lowest and highest."""

SMALL, VALUE = Decimal(5) / 6, Decimal("1.25")
"""Sizes of notes and captions, and of the value, in sizes of the body."""

COVER_FIRST, COVER_LINE = Decimal(24), Decimal(16)
"""Points of the cover's first line, and of the others."""

_LONGEST_FONT = 80
_COLOUR = re.compile(r"([0-9A-F]{6})?")


class ChapterStart(StrEnum):
    """Where a chapter begins: on a new page always, when half a page or less remains, or never."""

    ALWAYS = "always"
    HALF = "half"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Looks:
    """Sizes in points, `line_pitch` in sizes of the body, margins in millimetres of an A4 sheet.

    `top_margin` and `bottom_margin` are those of the text: letterhead and office strip stand in
    them. A font is the name of a family; `title_font` "" is the body's. The colour of titles is
    "RRGGBB", "" for black. `word_styles` are those of the office's own Word file, which stand
    under the Word report.
    """

    body_font: str = DAVID
    title_font: str = ""
    number_font: str = HEEBO
    body_size: Decimal = Decimal("12")
    chapter_size: Decimal = Decimal("14")
    section_size: Decimal = Decimal("12")
    note_size: Decimal = Decimal("9")
    line_pitch: Decimal = Decimal("1.5")
    side_margin: Decimal = Decimal("23")
    top_margin: Decimal = Decimal("32.5")
    bottom_margin: Decimal = Decimal("29.5")
    chapter_start: ChapterStart = ChapterStart.HALF
    title_color: str = ""
    word_styles: tuple[WordStyle, ...] = ()

    @property
    def titles(self) -> str:
        """The family of titles."""
        return self.title_font or self.body_font


DEFAULT_LOOKS = Looks()


def looks_of(raw: object) -> Looks:
    """The looks of a template's JSON; what is absent is the default.

    Sizes are whole numbers or exact strings. Refused: `looks_out_of_range` (name, low, high),
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


def looks_json(looks: Looks) -> dict[str, Json]:
    """What differs from the default, for a template's JSON; sizes as exact strings."""
    pairs = {each.name: getattr(looks, each.name) for each in fields(Looks)}
    kept: dict[str, Json] = {
        name: plain(value) if isinstance(value, Decimal) else str(value)
        for name, value in pairs.items()
        if value != getattr(DEFAULT_LOOKS, name) and name != "word_styles"
    }
    return kept | (
        {"word_styles": word_styles_json(looks.word_styles)} if looks.word_styles else {}
    )


def _value(name: str, value: object) -> object:
    if name == "chapter_start":
        if value not in set(ChapterStart):
            raise Refused("report_template_unreadable", place=f"looks.{name}")
        return ChapterStart(str(value))
    if name == "word_styles":
        return word_styles_of(value)
    if name == "title_color":
        if not isinstance(value, str) or _COLOUR.fullmatch(value) is None:
            raise Refused("report_template_unreadable", place=f"looks.{name}")
        return value
    if name in RANGES:
        low, high = RANGES[name]
        number = _number(value)
        if number is None or not low <= number <= high:
            raise Refused("looks_out_of_range", name=name, low=plain(low), high=plain(high))
        return number
    if not isinstance(value, str) or len(value) > _LONGEST_FONT:
        raise Refused("report_template_unreadable", place=f"looks.{name}")
    return value.strip()


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
