"""Numbers read again: what of a line the second model is asked for, with an engine made here."""

from dataclasses import dataclass, field

from shamay_desktop.documents.ocr.figures import Figures
from shamay_desktop.documents.ocr.glyph import Glyph
from shamay_desktop.documents.ocr.lines import read_runs
from shamay_desktop.documents.ocr.placing import PixelBox

LINE = (0, 0, 2000, 60)
WIDE, HIGH = 20, 40
STARTS = [20 + 160 * at for at in range(12)]
FOURTH = STARTS[3]


@dataclass
class MadeEngine:
    """Reads figures alone as `alone` says, and of a line again those of `again` in the box."""

    alone: str
    again: list[Glyph]
    asked: list[PixelBox] = field(default_factory=list)

    def figures(self, box: PixelBox, across: float, down: float) -> str:
        return self.alone

    def glyphs_again(self, box: PixelBox) -> list[Glyph]:
        self.asked.append(box)
        return [glyph for glyph in self.again if box[0] <= glyph.box[0] and glyph.box[2] <= box[2]]


def word(shown: str, left: int, number: int) -> list[Glyph]:
    """Characters as they stand, from the left."""
    starts = [left + WIDE * at for at in range(len(shown))]
    return [
        Glyph(text, (start, 10, start + WIDE - 2, 10 + HIGH), 0.9, number)
        for text, start in zip(shown, starts, strict=True)
    ]


def line(fourth: str, tenth: str) -> list[Glyph]:
    """Twelve words from the left, two of which are numbers."""
    words = ["אבגד"] * 12
    words[3], words[9] = fourth, tenth
    return [glyph for at, start in enumerate(STARTS) for glyph in word(words[at], start, at)]


def read(glyphs: list[Glyph], engine: MadeEngine, number: str) -> tuple[str, str]:
    """The two readings of a number of the line."""
    runs, _ = read_runs(glyphs)
    (run,) = (run for run in runs if run.text == number)
    return Figures(engine, runs, LINE).of(run)  # type: ignore[arg-type]


def test_a_number_when_two_readings_agree_then_the_second_model_is_not_asked() -> None:
    engine = MadeEngine("5026", [])
    assert read(line("5026", "143"), engine, "5026") == ("5026", "5026")
    assert engine.asked == []


def test_a_number_when_two_readings_differ_then_the_words_near_it_are_read_whole() -> None:
    engine = MadeEngine("9026", line("5026", "148"))
    assert read(line("5026", "143"), engine, "5026") == ("5026", "9026")
    ((left, top, right, bottom),) = engine.asked
    assert (top, bottom) == (0, 60)
    assert right - left < 0.45 * 2000
    for start, end in ((start, start + 4 * WIDE - 2) for start in STARTS):
        near = start < FOURTH + 4 * WIDE + 6 * HIGH and end > FOURTH - 6 * HIGH
        assert (left < start and end < right) == near
        assert near or end < left or right < start


def test_a_number_when_the_second_model_reads_as_alone_then_that_is_shown_and_doubted() -> None:
    engine = MadeEngine("9026", line("9026", "143"))
    assert read(line("5026", "143"), engine, "5026") == ("9026", "5026")


def test_a_number_at_the_end_when_read_again_then_the_stretch_stays_within_the_line() -> None:
    engine = MadeEngine("9026", [])
    glyphs = [*word("5026", 0, 0), *word("אב", 1940, 1)]
    assert read(glyphs, engine, "5026") == ("5026", "9026")
    ((left, _, right, _),) = engine.asked
    assert left == 0
    assert 4 * WIDE - 2 <= right < 4 * WIDE + HIGH
