"""Sizes of a page in points: the A4 sheet, and margins and styles of text by a template's looks."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from typing import Literal

from shamay_desktop.domain import report_looks
from shamay_desktop.domain.report_looks import DEFAULT_LOOKS, SMALL, VALUE, Looks

SHEET_WIDTH, SHEET_HEIGHT = 595.276, 841.890
HEADER_TOP, HEADER_HEIGHT = 34.0, 36.0
_STRIP_GAP = 14.0
_MILLIMETRE = 72 / 25.4

THIN = 0.5
CAPTION_GAP = 4.0
PARAGRAPH_GAP = 6.0
BLOCK_GAP = 10.0
CELL_PADDING = 4.0
FIGURE_GAP = 12.0
LABEL_SHARE = 0.29
NUMBER_GAP = 7.0
BULLET_AT, BULLET_TEXT_AT = 8.0, 22.0
NOTE_RULE = 140.0
NOTE_GAP = 8.0
FOOTER_LOGO_WIDTH, FOOTER_LOGO_HEIGHT = 80.0, 30.0


class Align(Enum):
    """How lines stand in their box; START is where reading starts."""

    START = auto()
    END = auto()
    CENTRE = auto()
    RIGHT = auto()
    JUSTIFY = auto()


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a piece of text: family, size and line pitch in points.

    `face` is the family: the body's, that of titles, or that of numbers.
    """

    size: float = 12.0
    pitch: float = 18.0
    align: Align = Align.JUSTIFY
    face: Literal["body", "titles", "numbers"] = "body"
    bold: bool = False
    underline: bool = False
    colour: str = ""
    """RRGGBB, "" for black."""


LETTERHEAD = Style(11.0, 15.0, Align.START, "numbers", bold=True)
LETTERHEAD_SLOGAN = Style(8.5, 11.0, Align.START, "numbers")
COVER_SLOGAN = Style(10.5, 15.0, Align.CENTRE, "numbers")
COVER_OFFICE = Style(16.0, 22.0, Align.CENTRE, "numbers", bold=True)
OFFICE_STRIP = Style(8.5, 11.5, Align.CENTRE, "numbers")
PAGE_NUMBER = Style(9.0, 11.5, Align.END, "numbers")
ANNEX_FILE = Style(8.5, 12.0, Align.START, "numbers")
COVER_FIRST = Style(float(report_looks.COVER_FIRST), 36.0, Align.CENTRE, "titles", bold=True)
COVER_LINE = Style(float(report_looks.COVER_LINE), 25.0, Align.CENTRE, "titles")
CHART_NOTE = Style(9.0, 12.0, Align.START)


@dataclass(frozen=True, slots=True)
class Measures:
    """The text's box on the sheet, and the styles of its parts."""

    margin: float
    body_top: float
    body_bottom: float
    body: Style
    label: Style
    addressee: Style
    subject: Style
    note: Style
    value: Style
    chapter: Style
    section: Style
    chapter_number: Style
    section_number: Style
    caption: Style
    footnote: Style
    signature: Style

    @property
    def text_width(self) -> float:
        """From margin to margin."""
        return SHEET_WIDTH - 2 * self.margin

    @property
    def body_height(self) -> float:
        """What a page holds of text."""
        return self.body_bottom - self.body_top

    @property
    def footer_top(self) -> float:
        """Where the office strip begins."""
        return self.body_bottom + _STRIP_GAP


@cache
def measures_of(looks: Looks) -> Measures:
    """The measures of a template's looks."""
    size, pitch = float(looks.body_size), float(looks.body_size * looks.line_pitch)
    small, notes = float(looks.body_size * SMALL), float(looks.note_size)

    def title(given: Decimal, *, underline: bool = True) -> Style:
        points = float(given)
        return Style(
            points, points * 1.5, Align.START, "titles", bold=True, underline=underline,
            colour=looks.title_color,
        )  # fmt: skip

    def text(align: Align, *, bold: bool = False, underline: bool = False) -> Style:
        return Style(size, pitch, align, bold=bold, underline=underline)

    return Measures(
        margin=float(looks.side_margin) * _MILLIMETRE,
        body_top=float(looks.top_margin) * _MILLIMETRE,
        body_bottom=SHEET_HEIGHT - float(looks.bottom_margin) * _MILLIMETRE,
        body=text(Align.JUSTIFY),
        label=text(Align.START, bold=True),
        addressee=text(Align.START),
        subject=text(Align.CENTRE, bold=True, underline=True),
        note=Style(small, small * 1.4),
        value=Style(float(looks.body_size * VALUE), size * 23 / 12, Align.CENTRE, bold=True),
        chapter=title(looks.chapter_size),
        section=title(looks.section_size),
        chapter_number=title(looks.chapter_size, underline=False),
        section_number=title(looks.section_size, underline=False),
        caption=Style(small, small * 1.4, Align.CENTRE, bold=True),
        footnote=Style(notes, notes * 4 / 3),
        signature=text(Align.CENTRE),
    )


DEFAULT = measures_of(DEFAULT_LOOKS)
