"""Sizes of the default template, in points: the A4 sheet, its margins, and the styles of text."""

from dataclasses import dataclass
from enum import Enum, auto

SHEET_WIDTH, SHEET_HEIGHT = 595.276, 841.890
MARGIN = 65.0
TEXT_WIDTH = SHEET_WIDTH - 2 * MARGIN
BODY_TOP = 92.0
BODY_BOTTOM = SHEET_HEIGHT - 84.0
BODY_HEIGHT = BODY_BOTTOM - BODY_TOP
HEADER_TOP, HEADER_HEIGHT = 34.0, 36.0
FOOTER_TOP = BODY_BOTTOM + 14.0

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


class Align(Enum):
    """How lines stand in their box; START is where reading starts."""

    START = auto()
    END = auto()
    CENTRE = auto()
    RIGHT = auto()
    JUSTIFY = auto()


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a piece of text: family, size and line pitch in points."""

    size: float = 12.0
    pitch: float = 18.0
    align: Align = Align.JUSTIFY
    sans: bool = False
    bold: bool = False
    underline: bool = False


BODY = Style()
ITEM = Style(align=Align.JUSTIFY)
LABEL = Style(align=Align.START, bold=True)
ADDRESSEE = Style(align=Align.START)
SUBJECT = Style(align=Align.CENTRE, bold=True, underline=True)
NOTE = Style(size=10.0, pitch=14.0)
VALUE = Style(size=15.0, pitch=23.0, align=Align.CENTRE, bold=True)
BOXED = Style(align=Align.JUSTIFY)
CHAPTER = Style(size=14.0, pitch=21.0, align=Align.START, bold=True, underline=True)
SECTION = Style(size=12.0, pitch=18.0, align=Align.START, bold=True, underline=True)
CHAPTER_NUMBER = Style(size=14.0, pitch=21.0, align=Align.START, bold=True)
SECTION_NUMBER = Style(size=12.0, pitch=18.0, align=Align.START, bold=True)
CAPTION = Style(size=10.0, pitch=14.0, align=Align.CENTRE, bold=True)
CHART_NOTE = Style(size=9.0, pitch=12.0, align=Align.START)
FOOTNOTE = Style(size=9.0, pitch=12.0, align=Align.JUSTIFY)
SIGNATURE = Style(align=Align.CENTRE)
COVER_FIRST = Style(size=24.0, pitch=36.0, align=Align.CENTRE, bold=True)
COVER_LINE = Style(size=16.0, pitch=25.0, align=Align.CENTRE)
LETTERHEAD = Style(size=11.0, pitch=15.0, align=Align.START, sans=True, bold=True)
LETTERHEAD_SLOGAN = Style(size=8.5, pitch=11.0, align=Align.START, sans=True)
COVER_SLOGAN = Style(size=10.5, pitch=15.0, align=Align.CENTRE, sans=True)
FOOTER_LOGO_WIDTH, FOOTER_LOGO_HEIGHT = 80.0, 30.0
COVER_OFFICE = Style(size=16.0, pitch=22.0, align=Align.CENTRE, sans=True, bold=True)
OFFICE_STRIP = Style(size=8.5, pitch=11.5, align=Align.CENTRE, sans=True)
PAGE_NUMBER = Style(size=9.0, pitch=11.5, align=Align.END, sans=True)
ANNEX_FILE = Style(size=8.5, pitch=12.0, align=Align.START, sans=True)
