"""Paragraphs into lines: logical line breaking, then each line in its visual order."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from shamay_desktop.domain.report_content import Footnote, Inline, Run
from shamay_desktop.domain.report_text import printable
from shamay_desktop.i18n import bidi
from shamay_desktop.i18n.isolates import MARKS, isolate_left_to_right
from shamay_desktop.reports.pdf.drawing import Link, Mark, Note, Stroke, Tint, Words
from shamay_desktop.reports.pdf.faces import Families, Font
from shamay_desktop.reports.pdf.kept import Kept
from shamay_desktop.reports.pdf.measures import DEFAULT, Align, Measures, Style

# A line may end at spaces, and after a hyphen or maqaf between letters, not between digits.
_BREAKS = re.compile(" +|(?<=[^\\W\\d_])[-\u05be](?=[^\\W\\d_])")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))  # no glyph, no width
_NOT_ALONE = re.compile(f"[{MARKS}\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_WIDEST_GAP = 1.0  # ems added to a space; a line that would need more is not stretched


class Look(NamedTuple):
    """How a stretch of characters is printed."""

    font: Font
    size: float
    underline: bool = False
    rise: float = 0.0
    slant: bool = False
    highlight: bool = False
    target: str = ""


class Piece(NamedTuple):
    """Characters of one look in visual order, and their width with spaces as they are."""

    text: str
    look: Look
    width: float


@dataclass(slots=True)
class Line:
    """A line: its pieces from left to right, their width, and the notes marked in it."""

    pieces: list[Piece]
    width: float
    ends_paragraph: bool = False
    notes: list[Note] = field(default_factory=list)

    def pitch(self, style: Style) -> float:
        """The line's height: the style's, or as much more as its largest words ask for."""
        largest = max((piece.look.size for piece in self.pieces), default=style.size)
        return style.pitch * max(1.0, largest / style.size)


@dataclass(slots=True)
class _Source:
    """Logical text without line breaks, the ends of its stretches with their looks, its notes."""

    text: str = ""
    ends: list[int] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    notes: list[tuple[int, Note]] = field(default_factory=list)

    def add(self, text: str, look: Look) -> None:
        if not text:
            return
        self.text += text
        if self.looks and self.looks[-1] == look:
            self.ends[-1] = len(self.text)
            return
        self.ends.append(len(self.text))
        self.looks.append(look)

    def advances(self) -> list[float]:
        """How far each character's start is along the line; one more for the end."""
        widths: list[float] = [0.0]
        start = 0
        for end, look in zip(self.ends, self.looks, strict=True):
            table, size = look.font.widths, look.size
            widths += [table[character] * size for character in self.text[start:end]]
            start = end
        return list(accumulate(widths))


class Typesetter:
    """Sets text in the report's families and direction; numbers the footnotes as they come."""

    def __init__(
        self,
        families: Families,
        measures: Measures = DEFAULT,
        *,
        right_to_left: bool,
        before: Kept | None = None,
    ) -> None:
        """`before` is what the typesetter of the report's last state kept."""
        self.families = families
        self.m = measures
        self.right_to_left = right_to_left
        self.without_glyph: set[str] = set()
        self.kept = Kept((families, measures, right_to_left), before)
        self.notes = 0
        self.set_note: Callable[[int, Footnote], Note] = lambda number, _: Note(number, [])

    def lines(self, inlines: Sequence[Inline] | str, style: Style, width: float) -> list[Line]:
        """The lines of the inlines in a box of that width; none when there is nothing to print."""
        if isinstance(inlines, str):
            make = partial(self.lines, (Run(inlines),), style, width)
            return self.kept.made((inlines, style, width), self, make)
        sources = self._sources(inlines, style)
        if not any(source.text.strip() for source in sources):
            return []
        return [line for source in sources for line in self._break(source, width)]

    def place(self, line: Line, style: Style, left: float, width: float, top: float) -> list[Mark]:
        """The line's marks in the box that starts at `left`, its top at `top`."""
        spare = width - line.width
        gap = self._gap(line, style, spare)
        x = left + (0.0 if gap else self._indent(style.align, spare))
        pitch = line.pitch(style)
        baseline = top + pitch / 2 + style.size * pitch / style.pitch * 0.33
        marks: list[Mark] = []
        for text, look, natural in line.pieces:
            wide = natural + gap * text.count(" ")
            marks += _around(look, x, top, wide, pitch)
            words = Words(
                x, baseline - look.rise, text, look.font, look.size, gap, look.slant, style.colour
            )
            marks.append(words)
            if look.underline:
                y = baseline + look.size * 0.14
                marks.append(Stroke(x, y, x + wide, y, look.size / 18, style.colour))
            x += wide
        return marks

    def longest_word(self, inlines: Sequence[Inline] | str, style: Style) -> float:
        """The width of the longest piece that no line may divide; notes' marks are left out."""
        text, font = self._plainly(inlines, style)
        words = _BREAKS.sub("\n", text).split("\n")
        return max(font.width(word, style.size) for word in words)

    def longest_line(self, inlines: Sequence[Inline], style: Style) -> float:
        """The width of the longest line when there is room enough, as far as one face shows it."""
        text, font = self._plainly(inlines, style)
        return max(font.width(line, style.size) for line in text.split("\n"))

    def _plainly(self, inlines: Sequence[Inline] | str, style: Style) -> tuple[str, Font]:
        """The text without its notes, and the widest of its faces."""
        runs = [Run(inlines)] if isinstance(inlines, str) else inlines
        text = "".join(run.text for run in runs if isinstance(run, Run))
        bold = style.bold or any(run.bold for run in runs if isinstance(run, Run))
        return _settable(text), self._fonts(style, bold=bold)[0]

    def _gap(self, line: Line, style: Style, spare: float) -> float:
        if style.align is not Align.JUSTIFY or line.ends_paragraph:
            return 0.0
        spaces = sum(piece.text.count(" ") for piece in line.pieces)
        gap = spare / spaces if spaces else 0.0
        return gap if 0 < gap <= style.size * _WIDEST_GAP else 0.0

    def _indent(self, align: Align, spare: float) -> float:
        if align is Align.CENTRE:
            return spare / 2
        at_right = (align is not Align.END) == self.right_to_left or align is Align.RIGHT
        return spare if at_right else 0.0

    def _sources(self, inlines: Sequence[Inline], style: Style) -> list[_Source]:
        sources = [_Source()]
        for inline in inlines:
            if isinstance(inline, Footnote):
                self._mark_note(sources[-1], inline, style)
                continue
            first, *others = _settable(inline.text).split("\n")
            self._add(sources[-1], first, inline, style)
            for text in others:
                sources.append(_Source())
                self._add(sources[-1], text, inline, style)
        return sources

    def _mark_note(self, source: _Source, footnote: Footnote, style: Style) -> None:
        self.notes += 1
        number = self.notes
        source.notes.append((len(source.text), self.set_note(number, footnote)))
        look = Look(self.families.sans.regular, style.size * 0.62, rise=style.size * 0.33)
        source.add(isolate_left_to_right(str(number)), look)

    def _fonts(self, style: Style, *, bold: bool) -> tuple[Font, Font]:
        family = self.families.of(style.face)
        if bold:
            return family.bold, family.other_bold
        return family.regular, family.other_regular

    def _add(self, source: _Source, text: str, run: Run, style: Style) -> None:
        font, other = self._fonts(style, bold=run.bold or style.bold)
        look = Look(
            font,
            float(run.size) or style.size,
            run.underline or style.underline,
            slant=run.italic,
            highlight=run.highlight,
            target=run.target or "",
        )
        lacking = font.lacks(text)
        if not lacking:
            source.add(text, look)
            return
        self.without_glyph |= other.lacks("".join(lacking))
        borrowed = look._replace(font=other)
        pattern = re.compile("([" + re.escape("".join(sorted(lacking))) + "]+)")
        for at, part in enumerate(pattern.split(text)):
            source.add(part, borrowed if at % 2 else look)

    def _break(self, source: _Source, width: float) -> list[Line]:
        advances = source.advances()
        paragraph = bidi.resolve(source.text, int(self.right_to_left))
        ranges = line_ranges(source.text, advances, width)
        lines = []
        for start, end in ranges:
            pieces = _pieces(source, paragraph, advances, start, end)
            lines.append(Line(pieces, advances[end] - advances[start]))
        lines[-1].ends_paragraph = True
        for at, note in source.notes:
            row = next(row for row, (_, end) in enumerate(ranges) if at < end)
            lines[row].notes.append(note)
        return lines


def _around(look: Look, x: float, top: float, width: float, pitch: float) -> list[Mark]:
    """What stands behind words: the ground of highlighted ones, the link of a reference."""
    marks: list[Mark] = []
    if look.highlight:
        height = min(look.size * 1.3, pitch)
        marks.append(Tint(x, top + (pitch - height) / 2, width, height))
    if look.target:
        marks.append(Link(x, top, width, pitch, look.target))
    return marks


def _settable(text: str) -> str:
    return printable(text).replace("\t", " ").translate(_INVISIBLE)


def line_ranges(text: str, advances: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Greedy breaking of logical text: (start, end) of each line, without the spaces between.

    `advances` are the starts of the characters along one endless line, and its end. A word
    longer than the width is divided between characters, never before a combining mark.
    """
    breaks = [found.span() for found in _BREAKS.finditer(text)]
    breaks = [(s if text[s] == " " else e, e) for s, e in breaks]
    if not breaks or breaks[-1][1] < len(text) or not text.endswith(" "):
        breaks.append((len(text), len(text)))  # spaces at the end are none of the last line
    starts = [advances[end] for end, _ in breaks]
    ranges = []
    start = row = 0
    while True:
        limit = advances[start] + width + 0.001
        fitting = bisect_right(starts, limit, row) - 1
        if fitting < row:
            end = following = _divided(text, advances, start, breaks[row][0], limit)
            fitting = row - (end < breaks[row][0])
        if fitting >= row:
            end, following = breaks[fitting]
            row = fitting + 1
        ranges.append((start, end))
        start = following
        if row == len(breaks):
            return ranges


def _divided(text: str, advances: Sequence[float], start: int, stop: int, limit: float) -> int:
    """Where a word from start to stop is divided so that its first part ends by the limit."""
    end = max(start + 1, bisect_right(advances, limit, start, stop) - 1)
    while end > start + 1 and _NOT_ALONE.match(text[end]):
        end -= 1
    while end < stop and _NOT_ALONE.match(text[end]):
        end += 1
    return end


def _pieces(
    source: _Source, paragraph: bidi.Paragraph, advances: list[float], start: int, end: int
) -> list[Piece]:
    """The characters start..end from left to right, cut where the look changes."""
    pieces: list[Piece] = []
    for run in paragraph.line(start, end):
        stretches = list(_stretches(source, run.start, run.end))
        for first, last, look in reversed(stretches) if run.level % 2 else stretches:
            text = paragraph.shown(first, last, run.level)
            width = advances[last] - advances[first]
            text = text.replace("\u00a0", " ")
            if pieces and pieces[-1].look == look:
                text, width = pieces[-1].text + text, pieces[-1].width + width
                pieces.pop()
            if text:
                pieces.append(Piece(text, look, width))
    return pieces


def _stretches(source: _Source, start: int, end: int) -> list[tuple[int, int, Look]]:
    row = bisect_right(source.ends, start)
    found = []
    while start < end:
        last = min(source.ends[row], end)
        found.append((start, last, source.looks[row]))
        start, row = last, row + 1
    return found
