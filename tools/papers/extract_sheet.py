"""Sheets as the registry's report writer draws them: cells, rows, page breaks inside rows.

Words are drawn one by one in visual order at their places, lines are thin filled bars, a page
repeats its head, and the order of drawing is no order of reading.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shamay_desktop.i18n.bidi import resolve
from shamay_desktop.resource_files import resource

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT = 14.2, 581.1
TOP, BOTTOM = 184.0, 796.0
ROW, LINE = 17.0, 10.0
GREY, CREAM, WHITE = 0.7, (0.933, 0.925, 0.882), (1, 1, 1)


def _fonts() -> tuple[str, str]:
    if "SheetRegular" not in pdfmetrics.getRegisteredFontNames():
        for name, file in (("SheetRegular", "Heebo-Regular"), ("SheetBold", "Heebo-Bold")):
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{file}.ttf"))))
    return "SheetRegular", "SheetBold"


def visual(text: str) -> str:
    """The characters from left to right as a writer of right-to-left lines draws them."""
    paragraph = resolve(text, 1 if re.search("[א-ת]", text) else 0)
    return "".join(paragraph.shown(run.start, run.end, run.level) for run in paragraph.line())


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text stands."""
    return float(pdfmetrics.stringWidth(text, _fonts()[bold], size))


def wrapped(text: str, width: float, size: float = 8.5, *, bold: bool = False) -> list[str]:
    """The lines of a cell."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width - 5:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


@dataclass
class Cell:
    """A cell from left to right; `low` sets its text at the bottom of the row, not the top."""

    left: float
    right: float
    text: str = ""
    bold: bool = False
    filled: bool = False
    ruled: bool = True
    centred: bool = False
    low: bool = False

    def lines(self) -> list[str]:
        return wrapped(self.text, self.right - self.left, bold=self.bold)


@dataclass
class Word:
    """A line of text at its place on a page."""

    text: str
    right: float
    baseline: float
    bold: bool = False
    size: float = 8.5


@dataclass
class Page:
    """What is drawn on a page."""

    words: list[Word] = field(default_factory=list)
    bars: list[tuple[float, float, float, float]] = field(default_factory=list)
    fills: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass
class _Run:
    """A cell that runs down beside rows: the lines not drawn yet, and where the next stands."""

    cell: Cell
    lines: list[str]
    top: float = 0.0
    page: int = 0


class Sheet:
    """Draws rows from the top down, going on to a further page where one is full."""

    def __init__(self, head: Sequence[Word]) -> None:
        self._head = head
        self.pages: list[Page] = []
        self.y = 0.0
        self._turn()

    def _turn(self) -> None:
        self.pages.append(Page(list(self._head)))
        self._bar(13.8, 147.3, RIGHT, 148.1)
        self.y = TOP

    def _bar(self, left: float, top: float, right: float, bottom: float) -> None:
        self.pages[-1].bars.append((left, top, right, bottom))

    def space(self, points: float) -> None:
        """An empty space; at the end of a page none."""
        self.y = self.y + points if self.y + points < BOTTOM - ROW else BOTTOM

    def heading(self, text: str) -> None:
        """A section's heading on its double line."""
        if self.y + 16 > BOTTOM:
            self._turn()
        self._word(text, 510, self.y + 10, bold=True, size=11)
        for top in (self.y + 8, self.y + 10.3):
            self._bar(13.8, top, 440, top + 0.8)
        self.y += 19

    def line(self, text: str, right: float = 510.0, *, bold: bool = True) -> None:
        """A line of its own."""
        if self.y + ROW > BOTTOM:
            self._turn()
        self._word(text, right, self.y + 11, bold=bold, size=11)
        self.y += ROW + 2

    def _word(
        self, text: str, right: float, baseline: float, *, bold: bool = False, size: float = 8.5
    ) -> None:
        if text:
            self.pages[-1].words.append(Word(text, right, baseline, bold, size))

    def rows(self, rows: Sequence[Sequence[Cell]], spans: Sequence[Cell] = ()) -> None:
        """Rows that belong together, with cells beside that run down along all of them."""
        runs = [_Run(cell, cell.lines()) for cell in spans]
        need = max((len(run.lines) for run in runs), default=0) * LINE + 7
        heights = [max(len(cell.lines()) for cell in row) * LINE + 7 for row in rows]
        heights[-1] += max(0.0, need - sum(heights))
        for row, height in zip(rows, heights, strict=True):
            if self.y + min(height, ROW) > BOTTOM:
                self._turn()
            self._run_down(runs, self.y)
            self._row(row, height)
            self._run_down(runs, self.y)
        for run in runs:
            self.y = max(self.y, self._run_down([run], BOTTOM + LINE))

    def _run_down(self, runs: Sequence["_Run"], until: float) -> float:
        """Lines of the cells beside down to a level; at the top of a new page they go on."""
        for run in runs:
            if run.page != len(self.pages):
                run.page, run.top = len(self.pages), (self.y if run.page == 0 else TOP)
            while run.lines and run.top + LINE <= until + 4:
                self._word(run.lines.pop(0), run.cell.right - 2.6, run.top + 10)
                run.top += LINE
        return max((run.top + 7 for run in runs), default=0.0)

    def _row(self, row: Sequence[Cell], height: float) -> None:
        """One row, cut where the page ends."""
        left_over = [(cell, cell.lines()) for cell in row]
        tallest = max(len(lines) for _, lines in left_over)
        while True:
            room = max(1, int((BOTTOM - self.y - 7) // LINE))
            here = min(height, BOTTOM - self.y) if tallest > room else height
            for cell, lines in left_over:
                now, later = lines[:room], lines[room:]
                lines[:] = later
                first = self.y + (10 + LINE * (tallest - 1 if cell.low and tallest <= room else 0))
                for place, text in enumerate(now):
                    self._cell_word(cell, text, first + LINE * place)
                self._borders(cell, self.y, self.y + here)
            self.y += here
            if tallest <= room:
                return
            tallest -= room
            height = tallest * LINE + 7
            self._turn()

    def _cell_word(self, cell: Cell, text: str, baseline: float) -> None:
        right = cell.right - 2.6
        if cell.centred:
            middle = (cell.left + cell.right) / 2
            right = middle + width_of(text, 8.5, bold=cell.bold) / 2
        self._word(text, right, baseline, bold=cell.bold)

    def _borders(self, cell: Cell, top: float, bottom: float) -> None:
        if cell.filled:
            self.pages[-1].fills.append((cell.left, top, cell.right, bottom))
        if cell.ruled:
            for edge in (top, bottom):
                self._bar(cell.left, edge, cell.right, edge + 0.8)
            for side in (cell.left, cell.right):
                self._bar(side, top, side + 0.8, bottom)

    def pdf(
        self, *, footers: bool = True, only: Sequence[int] | None = None, notice: str = ""
    ) -> bytes:
        """The file; `only` some of its pages (from 1), as when a page was lost.

        A `notice` stands at the head of every page, where nothing of a record can go on.
        """
        sheet = io.BytesIO()
        canvas = Canvas(sheet, pagesize=(WIDTH, HEIGHT), invariant=1)
        for number, page in enumerate(self.pages, start=1):
            if only is not None and number not in only:
                continue
            foot = Word(f"עמוד {number} מתוך {len(self.pages)}", 71.6, 821, size=9)
            wide = width_of(visual(notice), 7.5, bold=True)
            told = Word(notice, (WIDTH + wide) / 2, 18, bold=True, size=7.5)
            _draw(canvas, page, [*([foot] if footers else []), *([told] if notice else [])])
            canvas.showPage()
        canvas.save()
        return sheet.getvalue()


def _draw(canvas: Canvas, page: Page, feet: list[Word]) -> None:
    canvas.setFillColorRGB(*CREAM)
    for left, top, right, bottom in page.fills:
        canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
    canvas.setFillGray(GREY)
    for left, top, right, bottom in page.bars:
        canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
    canvas.setFillGray(0)
    for line in reversed([*page.words, *feet]):
        _draw_line(canvas, line)


def _draw_line(canvas: Canvas, line: Word) -> None:
    font = _fonts()[line.bold]
    canvas.setFont(font, line.size)
    text = visual(line.text)
    left = line.right - width_of(text, line.size, bold=line.bold)
    blank = width_of(" ", line.size, bold=line.bold)
    for word in text.split(" "):
        canvas.drawString(left, HEIGHT - line.baseline, word)
        left += width_of(word, line.size, bold=line.bold) + blank
