"""The looks of a Word file as the report can have them; what is out of range is brought in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from shamay_desktop.domain.money import plain
from shamay_desktop.domain.report_looks import DEFAULT_LOOKS, RANGES, Looks, looks_of
from shamay_desktop.domain.report_templates.word_file import Lint, Weight
from shamay_desktop.domain.word_styles import WordStyle

_WIDTH, _HEIGHT, _NEAR = Decimal(210), Decimal(297), Decimal(2)
_NAMES = frozenset({"body_font", "title_font", "title_color"})
_BLACK = frozenset({"000000"})


def looks_of_word(
    said: Mapping[str, str], page: Mapping[str, str], styles: Sequence[WordStyle]
) -> tuple[Looks, tuple[Lint, ...]]:
    """The looks, and a note on each that the report cannot have as it is."""
    given: dict[str, object] = {}
    notes: list[Lint] = []
    for name, text in {**said, **page}.items():
        if name in RANGES:
            number, near = _near(name, text)
            if number is None:
                continue
            given[name] = near
            if number != Decimal(near):
                notes.append(Lint("look_range", Weight.NOTE, name, text, near))
        elif name in _NAMES and text not in _BLACK:
            given[name] = text
    if given.get("title_font") == given.get("body_font", DEFAULT_LOOKS.body_font):
        given.pop("title_font", None)
    sides = (_number(page.get("width", "")), _number(page.get("height", "")))
    if None not in sides and not _is_a4(sides[0] or _WIDTH, sides[1] or _HEIGHT):
        notes.append(
            Lint("sheet", Weight.NOTE, "page", f"{page['width']} × {page['height']}", "210 × 297")
        )
    return replace(looks_of(given), word_styles=tuple(styles)), tuple(notes)


def _is_a4(width: Decimal, height: Decimal) -> bool:
    return abs(width - _WIDTH) <= _NEAR and abs(height - _HEIGHT) <= _NEAR


def _near(name: str, text: str) -> tuple[Decimal | None, str]:
    """The number as it stands, and the nearest one in range."""
    number = _number(text)
    if number is None:
        return None, ""
    low, high = RANGES[name]
    return number, plain(min(max(number, low), high))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
