"""What stands around the text: cover, letterhead, office strip, page number, watermark."""

from collections.abc import Mapping, Sequence
from math import hypot

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Mark, Note, Page, Placed, Strip, Stroke, Words
from shamay_desktop.reports.pdf.figures import fitted, framed, size_of
from shamay_desktop.reports.pdf.flow import Column, column, panel
from shamay_desktop.reports.pdf.measures import Align, Style
from shamay_desktop.reports.pdf.typesetting import Line, Typesetter

_COVER_PADDING = 18.0
_LARGEST_WATERMARK = 130.0


def cover_page(
    setter: Typesetter, content: ReportContent, pictures: Mapping[str, PictureFile]
) -> Page:
    """The office, the grey framed box with the title, the front picture, the office strip."""
    page = Page()
    head, top = _cover_office(setter, content, pictures)
    page.furniture.append(Placed(setter.m.margin, m.HEADER_TOP + 6.0, head))
    box, height, notes, stand = _title_box(setter, content)
    top += m.HEADER_TOP + 24.0
    page.content.append(Placed(setter.m.margin, top, box))
    # Where each line stands, so that it can be edited there; its marks are those of the box.
    page.content += [Placed(setter.m.margin, top + at, [], key, high) for key, at, high in stand]
    notes_top = _cover_notes(setter, page, notes)
    key = content.cover.picture
    if key:
        under = top + height + 26.0
        room = max(60.0, notes_top - under - 20.0)
        wide, high = fitted(size_of(pictures, key), setter.m.text_width, room)
        x = (setter.m.text_width - wide) / 2
        page.content.append(
            Placed(setter.m.margin, under, framed(x, 0, wide, high, key, frame=True))
        )
    strip = _office_strip(setter, content, pictures)
    page.furniture.append(Placed(setter.m.margin, setter.m.footer_top, strip))
    return page


def _cover_office(
    setter: Typesetter, content: ReportContent, pictures: Mapping[str, PictureFile]
) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    top = 0.0
    if content.letterhead.logo:
        key = content.letterhead.logo
        wide, high = fitted(size_of(pictures, key), 200.0, 60.0)
        marks += framed((setter.m.text_width - wide) / 2, 0, wide, high, key, frame=False)
        top = high + 8.0
    office = column(setter)
    lines = office.lines(content.letterhead.name, m.COVER_OFFICE)
    marks += _stacked(office, lines, m.COVER_OFFICE, top)
    top += len(lines) * m.COVER_OFFICE.pitch
    if content.letterhead.slogan:
        words = office.lines(content.letterhead.slogan, m.COVER_SLOGAN)
        marks += _stacked(office, words, m.COVER_SLOGAN, top)
        top += len(words) * m.COVER_SLOGAN.pitch
    return marks, top


_Stand = tuple[str, float, float]
"""A line's key, where it begins below the box's top, and how high it is."""


def _title_box(
    setter: Typesetter, content: ReportContent
) -> tuple[list[Mark], float, list[Note], list[_Stand]]:
    box = column(setter, _COVER_PADDING, setter.m.text_width - 2 * _COVER_PADDING)
    marks: list[Mark] = []
    notes: list[Note] = []
    stand: list[_Stand] = []
    top = _COVER_PADDING
    for at, group in enumerate(content.cover.lines):
        style = m.COVER_LINE if at else m.COVER_FIRST
        lines = box.lines(group, style)
        marks += _stacked(box, lines, style, top)
        notes += [note for line in lines for note in line.notes]
        key = content.cover.keys[at] if at < len(content.cover.keys) else ""
        stand += [(key, top, len(lines) * style.pitch)] if key else []
        top += len(lines) * style.pitch
    height = top + _COVER_PADDING
    return ([panel(setter, height, 0.92, 0.8), *marks] if marks else []), height, notes, stand


def _cover_notes(setter: Typesetter, page: Page, notes: Sequence[Note]) -> float:
    strips: list[Strip] = [strip for note in notes for strip in note.strips]
    top = notes_top = setter.m.body_bottom - sum(strip.height for strip in strips)
    for strip in strips:
        page.content.append(Placed(setter.m.margin, top, strip.marks))
        top += strip.height
    return notes_top


def furnish(
    setter: Typesetter,
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    pages: Sequence[Page],
) -> None:
    """Letterhead, office strip and number for each page, in order from 1."""
    head = _letterhead(setter, content, pictures)
    strip = _office_strip(setter, content, pictures)
    numbers = column(setter)
    for at, page in enumerate(pages, start=1):
        label = content.page_label.format(page=at, pages=len(pages))
        lines = numbers.lines(label, m.PAGE_NUMBER)
        marks = _stacked(numbers, lines, m.PAGE_NUMBER, 5.0)
        page.furniture.append(Placed(setter.m.margin, m.HEADER_TOP, head))
        page.furniture.append(Placed(setter.m.margin, setter.m.footer_top, [*strip, *marks]))


def _letterhead(
    setter: Typesetter, content: ReportContent, pictures: Mapping[str, PictureFile]
) -> list[Mark]:
    marks: list[Mark] = []
    taken = 0.0
    if content.letterhead.logo:
        key = content.letterhead.logo
        wide, high = fitted(size_of(pictures, key), 130.0, m.HEADER_HEIGHT - 6.0)
        logo = Column(setter, 0.0, wide, setter.m.text_width)
        marks += framed(logo.left, 0, wide, high, key, frame=False)
        taken = wide + 10.0
    names = column(setter, taken)
    slogan = content.letterhead.slogan
    words = names.lines(slogan, m.LETTERHEAD_SLOGAN)[:1] if slogan else []
    lines = names.lines(content.letterhead.name, m.LETTERHEAD)[: 1 if words else 2]
    height = len(lines) * m.LETTERHEAD.pitch
    top = (m.HEADER_HEIGHT - 6.0 - height - len(words) * m.LETTERHEAD_SLOGAN.pitch) / 2
    marks += _stacked(names, lines, m.LETTERHEAD, top)
    marks += _stacked(names, words, m.LETTERHEAD_SLOGAN, top + height)
    if marks:
        marks.append(Stroke(0, m.HEADER_HEIGHT, setter.m.text_width, m.HEADER_HEIGHT, m.THIN))
    return marks


def _office_strip(
    setter: Typesetter, content: ReportContent, pictures: Mapping[str, PictureFile]
) -> list[Mark]:
    """The strip's lines between the margins, clear of the page number's corner; the footer's logo
    stands in the other corner."""
    box = column(setter, 90.0, setter.m.text_width - 180.0)
    marks: list[Mark] = [Stroke(0, 0, setter.m.text_width, 0, m.THIN)]
    if content.letterhead.footer_logo:
        key = content.letterhead.footer_logo
        room = (m.FOOTER_LOGO_WIDTH, m.FOOTER_LOGO_HEIGHT)
        wide, high = fitted(size_of(pictures, key), *room)
        logo = Column(setter, 0.0, wide, setter.m.text_width)
        marks += framed(logo.left, 6.0, wide, high, key, frame=False)
    top = 5.0
    for text in content.letterhead.strip:
        lines = box.lines(text, m.OFFICE_STRIP)
        marks += _stacked(box, lines, m.OFFICE_STRIP, top)
        top += len(lines) * m.OFFICE_STRIP.pitch
    return marks


def _stacked(box: Column, lines: Sequence[Line], style: Style, top: float) -> list[Mark]:
    marks: list[Mark] = []
    for at, line in enumerate(lines):
        marks += box.marks(line, style, top + at * style.pitch)
    return marks


def watermark(setter: Typesetter, text: str | None) -> tuple[Words, ...]:
    """The watermark's words around the point that the sheet is turned at, as large as fits."""
    if not text:
        return ()
    style = Style(100.0, 100.0, Align.CENTRE, face="numbers", bold=True)
    lines = setter.lines(text, style, 1e6)
    diagonal = hypot(m.SHEET_WIDTH, m.SHEET_HEIGHT)
    size = min(_LARGEST_WATERMARK, 100.0 * diagonal * 0.72 / max(line.width for line in lines))
    style = Style(size, size * 1.2, Align.CENTRE, face="numbers", bold=True)
    words = []
    for at, line in enumerate(setter.lines(text, style, 1e6)):
        marks = setter.place(line, style, -line.width / 2, line.width, at * style.pitch)
        words += [mark for mark in marks if isinstance(mark, Words)]
    return tuple(words)


def mark_size(words: Sequence[Words]) -> tuple[int, int] | None:
    """The length and the height in points of a watermark as it was set; None without one."""
    if not words:
        return None
    start = min(word.x for word in words)
    return round(-2 * start), round(max(word.size for word in words))
