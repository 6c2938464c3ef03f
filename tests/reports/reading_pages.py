"""Pages of a layout read as an eye reads them: line by line, each against the words it must show.

The page has visual lines; the content has logical text. A line is right when it is what UAX #9
makes of the next characters of its text: no more, no less, none moved.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    ChartGrid,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    Inline,
    LabelLines,
    Paragraph,
    ReportContent,
    Run,
    SignatureBlock,
    Table,
)
from shamay_desktop.domain.report_edits.keys import chapter_key, key_of
from shamay_desktop.domain.report_text import annex_page_lines, annex_title, printable
from shamay_desktop.i18n import bidi
from shamay_desktop.i18n.bidi.characters import mirrors
from shamay_desktop.i18n.isolates import MARKS, isolate, isolate_left_to_right
from shamay_desktop.reports.pdf.drawing import Layout, Page, Placed, Words

_ONE = {image: point for point, image in mirrors().items() if point < image}
_UNSEEN = {ord(mark): None for mark in (*MARKS, "\u00ad", "\u200b")}
_RISE = 5.0


def seen(text: str) -> str:
    """Without blanks and marks; a bracket and its mirror are one."""
    return "".join(text.translate(_UNSEEN).split()).translate(_ONE)


class Unit:
    """A text that is set by itself: a paragraph, a cell, a title; read line after line."""

    def __init__(self, text: str, *, rtl: bool) -> None:
        self.text = printable(text).replace("\t", " ")
        self._order = bidi.resolve(self.text, int(rtl))
        self._places = [at for at, letter in enumerate(self.text) if seen(letter)]
        self._read = 0

    @property
    def begun(self) -> bool:
        """Whether a line of it was read."""
        return self._read > 0

    @property
    def done(self) -> bool:
        """Whether all of it was read."""
        return self._read == len(self._places)

    def takes(self, line: str) -> bool:
        """Whether the line is what comes next; then it is read."""
        end = self._read + len(line)
        if self.done or end > len(self._places):
            return False
        start, stop = self._places[self._read], self._places[end - 1] + 1
        runs = self._order.line(start, stop)
        shown = "".join(self._order.shown(run.start, run.end, run.level) for run in runs)
        if seen(shown) != line:
            return False
        self._read = end
        return True


@dataclass
class Part:
    """The units that stand under one key, in the order in which they begin; labels stand beside."""

    key: str
    units: list[Unit]
    labels: list[Unit] = field(default_factory=list)


class Reader:
    """Reads a layout against its content and keeps what is wrong."""

    def __init__(self, content: ReportContent) -> None:
        self.rtl = content.language.right_to_left
        self.content = content
        self.notes: list[Unit] = []
        self.cover = [unit for line in content.cover.lines for unit in self._units(line)]
        self.parts = list(self._joined(self._parts()))
        self.annexes = list(self._annexes())

    def read(self, layout: Layout) -> list[str]:
        """What is wrong, nothing when each page says what it should in its order."""
        cover, *pages = layout.pages
        wrong = [*_read(_lines(cover.content), [self.cover, self.notes])]
        met = list(_stretches(pages))
        keys = [key for key, _ in met if key]
        if keys != [part.key for part in self.parts]:
            wrong.append(f"order of blocks: {keys} for {[part.key for part in self.parts]}")
        waiting = {part.key: [part.units, part.labels] for part in self.parts}
        for key, lines in met:
            pools = waiting.get(key, []) if key else [self.notes, self.annexes]
            wrong += _read(lines, pools)
        left = [*self.cover, *self.notes, *self.annexes, *self._body()]
        return wrong + [f"not printed: {unit.text}" for unit in left if not unit.done]

    def _body(self) -> Iterator[Unit]:
        for part in self.parts:
            yield from (*part.units, *part.labels)

    def _units(self, inlines: Sequence[Inline]) -> list[Unit]:
        """A unit a line of the text; its notes wait to be met at the foot of a page."""
        text, notes = "", list[tuple[int, Footnote]]()
        for inline in inlines:
            if isinstance(inline, Footnote):
                number = len(self.notes) // 2 + len(notes) + 1
                notes.append((number, inline))
                text += isolate_left_to_right(str(number))
            else:
                text += inline.text
        for number, note in notes:
            said = "".join(run.text for run in note.runs).replace("\n", " ")
            self.notes += [Unit(said, rtl=self.rtl), Unit(str(number), rtl=self.rtl)]
        return [Unit(line, rtl=self.rtl) for line in printable(text).split("\n") if seen(line)]

    def _said(self, *texts: str) -> list[Unit]:
        return [unit for text in texts for unit in self._units((Run(text),))]

    def _parts(self) -> Iterator[Part]:
        for chapter in self.content.chapters:
            if chapter.title:
                yield Part(chapter_key(chapter), self._said(chapter.title, chapter.number))
            for block in chapter.blocks:
                if isinstance(block, LabelLines):
                    yield from self._labels(block)
                else:
                    yield Part(key_of(block), self._block(block))

    def _labels(self, block: LabelLines) -> Iterator[Part]:
        key = ""
        for line in block.lines:
            key = line.key if line.label or not key else key
            yield Part(key, self._units(line.inlines), self._said(line.label))

    def _block(self, block: Block) -> list[Unit]:  # noqa: PLR0911 — one case a kind of block
        match block:
            case Heading():
                return self._said(block.title, block.number)
            case Paragraph():
                return self._units(block.inlines)
            case Bullets(items=groups) | SignatureBlock(lines=groups):
                return [unit for group in groups for unit in self._units(group)]
            case Table():
                heads = self._said(block.caption or "", *(column.head for column in block.columns))
                cells = (cell for row in block.rows for cell in row.cells)
                return [*heads, *(unit for cell in cells for unit in self._units(cell))]
            case Figure():
                return self._said(block.caption or "")
            case FigureGrid():
                return self._said(*(figure.caption or "" for figure in block.figures))
            case ChartGrid():
                return self._said(
                    *(text for chart in block.charts for text in (chart.caption, chart.note))
                )
            case _:
                return []

    def _annexes(self) -> Iterator[Unit]:
        if not self.content.annexes:
            return
        yield from self._said(self.content.annexes_title)
        yield from self._said(*map(annex_title, self.content.annexes))
        for annex in self.content.annexes:
            for page in range(len(annex.pages)):
                *title, name, digest = annex_page_lines(annex, page)
                yield from self._said(*title, isolate(name), isolate_left_to_right(digest))

    @staticmethod
    def _joined(parts: Iterable[Part]) -> Iterator[Part]:
        """Parts that say nothing fall out, neighbours of one key are one."""
        last: Part | None = None
        for part in parts:
            if not (part.units or part.labels):
                continue
            if last is not None and last.key == part.key:
                last.units += part.units
                last.labels += part.labels
                continue
            if last is not None:
                yield last
            last = part
        if last is not None:
            yield last


def _read(lines: Iterable[str], pools: Sequence[list[Unit]]) -> list[str]:
    """Lines that nothing takes. In each pool the first open units are asked: cells of a row and a
    label beside its value are set line beside line.
    """
    wrong = []
    for line in lines:
        if line == "•":
            continue
        if not any(unit.takes(line) for pool in pools for unit in _open(pool)):
            wrong.append(f"printed and not said: {line}")
    return wrong


def _open(pool: Sequence[Unit]) -> Iterator[Unit]:
    """What may come next: what is begun, then the first that is not."""
    for unit in pool:
        if not unit.done:
            yield unit
        if not unit.begun:
            return


def _stretches(pages: Iterable[Page]) -> Iterator[tuple[str, list[str]]]:
    """The lines under one key, one after the other; a block goes on behind a page's notes."""
    body: list[tuple[str, list[str]]] = []
    for page in pages:
        for placed in page.content:
            lines = list(_lines([placed]))
            if not lines:
                continue
            last = next((each for each in reversed(body) if each[0] or not placed.key), None)
            if placed.key and last is not None and last[0] == placed.key:
                last[1].extend(lines)
            else:
                body.append((placed.key, lines))
    return iter(body)


def _lines(places: Iterable[Placed]) -> Iterator[str]:
    """What stands on one line of one column, from the left end to the right."""
    for placed in places:
        line, end, height = "", 0.0, 0.0
        for mark in placed.marks:
            if not isinstance(mark, Words):
                continue
            goes_on = abs(mark.x - end) < 1.0 and abs(mark.y - height) < _RISE
            if line and not goes_on:
                yield seen(line)
                line = ""
            line += mark.text
            width = mark.font.width(mark.text, mark.size) + mark.gap * mark.text.count(" ")
            end, height = mark.x + width, mark.y
        if seen(line):
            yield seen(line)
