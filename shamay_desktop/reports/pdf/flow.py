"""Blocks of text as strips: paragraphs, headings, label lines, bullets, signature."""

from collections.abc import Sequence
from dataclasses import replace

from shamay_desktop.domain.report_content import (
    Bullets,
    Footnote,
    Heading,
    Inline,
    LabelLines,
    Paragraph,
    Role,
    SignatureBlock,
)
from shamay_desktop.domain.report_edits.keys import heading_key
from shamay_desktop.domain.report_text import list_sign
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Anchor, Mark, Note, Panel, Picture, Strip, Stroke
from shamay_desktop.reports.pdf.measures import Align, Style
from shamay_desktop.reports.pdf.typesetting import Line, Typesetter

_BOX_PADDING = 9.0


class Column:
    """A box of text measured from where reading starts, whichever side that is."""

    def __init__(self, setter: Typesetter, start: float, width: float, within: float) -> None:
        self.setter = setter
        self.width = width
        self.left = within - start - width if setter.right_to_left else start

    def lines(self, inlines: Sequence[Inline] | str, style: Style) -> list[Line]:
        """The lines of the inlines as wide as the column."""
        return self.setter.lines(inlines, style, self.width)

    def marks(self, line: Line, style: Style, top: float = 0.0) -> list[Mark]:
        """The line's marks with its top at `top`."""
        return self.setter.place(line, style, self.left, self.width, top)


def column(setter: Typesetter, start: float = 0.0, width: float | None = None) -> Column:
    """A column of the page's text that starts so far in; up to the end unless a width is given."""
    wide = setter.m.text_width - start if width is None else width
    return Column(setter, start, wide, setter.m.text_width)


def strips_of(lines: Sequence[Line], style: Style, box: Column) -> list[Strip]:
    """A strip a line; the first two and the last two lines stay together."""
    strips = [
        Strip(line.pitch(style), box.marks(line, style), notes=list(line.notes)) for line in lines
    ]
    return together_at_ends(strips)


def together_at_ends(strips: list[Strip]) -> list[Strip]:
    """No first line alone at a page's foot, no last line alone at a page's top."""
    for strip in (*strips[:1], *strips[-2:-1]):
        strip.keep = strip.keep or len(strips) > 1
    return strips


def note(setter: Typesetter, number: int, footnote: Footnote) -> Note:
    """A footnote's lines, its number hanging before them."""
    digits = column(setter, width=14.0)
    body = column(setter, 14.0)
    lines = body.lines(footnote.runs, setter.m.footnote)
    strips = [Strip(setter.m.footnote.pitch, body.marks(line, setter.m.footnote)) for line in lines]
    strips = strips or [Strip(setter.m.footnote.pitch)]
    mark = replace(setter.m.footnote, align=Align.START, face="numbers")
    for line in digits.lines(str(number), mark):
        strips[0].marks += digits.marks(line, mark)
    return Note(number, strips)


def text_block(
    setter: Typesetter, block: Heading | Paragraph | LabelLines | Bullets
) -> list[Strip]:
    """The strips of a block that is words alone."""
    match block:
        case Heading():
            return _heading(setter, block)
        case Paragraph():
            return _paragraph(setter, block)
        case LabelLines():
            return _label_lines(setter, block)
        case Bullets():
            return _bullets(setter, block)


def _paragraph(setter: Typesetter, block: Paragraph) -> list[Strip]:
    """A paragraph in the look of its role."""
    style = _style(setter, block.role)
    if block.role is Role.BOXED:
        strips = _boxed(setter, block, style)
    else:
        box = column(setter)
        strips = strips_of(box.lines(block.inlines, style), style, box)
    if strips:
        strips[0].before = m.BLOCK_GAP if block.role in (Role.VALUE, Role.BOXED) else 0.0
        strips[0].before = strips[0].before or m.PARAGRAPH_GAP
        strips[-1].keep = block.keep_with_next
    return strips


def _style(setter: Typesetter, role: Role) -> Style:
    """The look of a paragraph's role."""
    return {
        Role.ADDRESSEE: setter.m.addressee,
        Role.SUBJECT: setter.m.subject,
        Role.NOTE: setter.m.note,
        Role.VALUE: setter.m.value,
    }.get(role, setter.m.body)


def _boxed(setter: Typesetter, block: Paragraph, style: Style) -> list[Strip]:
    box = column(setter, _BOX_PADDING, setter.m.text_width - 2 * _BOX_PADDING)
    strips = strips_of(box.lines(block.inlines, style), style, box)
    if not strips:
        return []
    edge = Strip(_BOX_PADDING / 2, [Stroke(0, 0, setter.m.text_width, 0, m.THIN)], keep=True)
    foot = Strip(
        _BOX_PADDING / 2,
        [Stroke(0, _BOX_PADDING / 2, setter.m.text_width, _BOX_PADDING / 2, m.THIN)],
    )
    strips[-1].keep = True
    strips = [edge, *strips, foot]
    for strip in strips:
        for x in (0.0, setter.m.text_width):
            strip.marks.append(Stroke(x, 0, x, strip.height, m.THIN))
    return strips


def title(setter: Typesetter, number: str, text: str, *, chapter: bool) -> list[Strip]:
    """A heading's strips, its number hanging in the margin; all kept with what follows."""
    style = setter.m.chapter if chapter else setter.m.section
    box = column(setter)
    strips = [Strip(style.pitch, box.marks(line, style), keep=True) for line in
              box.lines(text, style)]  # fmt: skip
    if number and strips:
        number_style = setter.m.chapter_number if chapter else setter.m.section_number
        for line in box.lines(number, number_style):
            hanging = Column(setter, -m.NUMBER_GAP - line.width, line.width, setter.m.text_width)
            strips[0].marks += hanging.marks(line, number_style)
    if strips:
        strips[0].before = 22.0 if chapter else 13.0
    return strips


def _heading(setter: Typesetter, block: Heading) -> list[Strip]:
    """A section's title, named in the outline."""
    strips = title(setter, block.number, block.title, chapter=False)
    if strips:
        name = f"{block.number} {block.title}".strip()
        strips[0].marks.append(Anchor(0.0, heading_key(block), name, 1))
    return strips


def _label_lines(setter: Typesetter, block: LabelLines) -> list[Strip]:
    """Labels in a column of their own, each value beside its label."""
    labels = column(setter, 0.0, setter.m.text_width * m.LABEL_SHARE - 8.0)
    values = column(setter, setter.m.text_width * m.LABEL_SHARE)
    strips: list[Strip] = []
    for entry in block.lines:
        beside = strips_of(values.lines(entry.inlines, setter.m.body), setter.m.body, values)
        names = labels.lines(entry.label, setter.m.label)
        while len(beside) < len(names):
            beside.append(Strip(setter.m.body.pitch))
        for strip, line in zip(beside, names, strict=False):
            strip.marks += labels.marks(line, setter.m.label)
            strip.keep = strip.keep or (len(names) > 1 and line is not names[-1])
        key = entry.key if entry.label or not strips else strips[-1].key
        for strip in beside:
            strip.key = key
        if beside:
            beside[0].before = 3.0 if strips else m.PARAGRAPH_GAP
        strips += beside
    return strips


def _bullets(setter: Typesetter, block: Bullets) -> list[Strip]:
    """A list, its bullets or numbers hanging at the side where reading starts."""
    signs = column(setter, m.BULLET_AT, m.BULLET_TEXT_AT - m.BULLET_AT)
    texts = column(setter, m.BULLET_TEXT_AT)
    strips: list[Strip] = []
    for number, item in enumerate(block.items, 1):
        lines = strips_of(texts.lines(item, setter.m.body), setter.m.body, texts)
        if not lines:
            continue
        beside = (
            lines[0].aside if block.ordered else lines[0].marks
        )  # a number is none of the words
        for sign in signs.lines(list_sign(number) if block.ordered else "•", setter.m.label):
            beside += signs.marks(sign, setter.m.label)
        lines[0].before = 3.0
        strips += lines
    return strips


def signature(
    setter: Typesetter, block: SignatureBlock, size: tuple[int, int] | None
) -> list[Strip]:
    """Who signs, on the side where reading ends; one piece on one page."""
    box = column(setter, setter.m.text_width * 0.5, setter.m.text_width * 0.5)
    strips = []
    if size and block.picture:
        scale = min(box.width * 0.8 / size[0], 80.0 / size[1])
        width, height = size[0] * scale, size[1] * scale
        x = box.left + (box.width - width) / 2
        strips.append(Strip(height + 4, [Picture(x, 0, width, height, block.picture)]))
    else:
        strips.append(Strip(max(42.0, block.stamp)))
    strips[0].before = 20.0
    x = box.left + box.width * 0.1
    strips.append(Strip(3.0, [Stroke(x, 0, x + box.width * 0.8, 0, m.THIN)]))
    for group in block.lines:
        lines = box.lines(group, setter.m.signature)
        strips += [
            Strip(
                setter.m.signature.pitch,
                box.marks(line, setter.m.signature),
                notes=list(line.notes),
            )
            for line in lines
        ]
    for strip in strips[:-1]:
        strip.keep = True
    return strips


def panel(setter: Typesetter, height: float, grey: float | None, weight: float) -> Panel:
    """A box over the whole width of the text."""
    return Panel(0.0, 0.0, setter.m.text_width, height, grey, weight)
