"""From the order in which a line is drawn to that in which it is read, by UAX #9."""

import re
from collections.abc import Iterable, Iterator

from shamay_desktop.documents.reading.brackets import BRACKET, mirrored
from shamay_desktop.documents.reading.visual_lines import HEBREW, Piece, VisualLine
from shamay_desktop.domain.reading.page_text import Box, Line, Word
from shamay_desktop.i18n.bidi import LEFT_TO_RIGHT, RIGHT_TO_LEFT, VisualRun, resolve

_LEFTWARD_ONLY = re.compile(r"[^\W_\u05d0-\u05f4]")
"""A figure or a letter that is not Hebrew: without any the whole piece runs leftwards."""

_FIGURE = "8"
"""What is read as it is drawn goes through the algorithm as one number."""


def read_line(line: VisualLine, *, shapes: bool) -> Line:
    """The line as it is read; `shapes` says that brackets are stored as they are drawn."""
    rtl = line.has_hebrew
    words: list[Word] = []
    for piece in reversed(line.pieces) if rtl else line.pieces:
        words += _words(piece, shapes=shapes)
    return Line(tuple(words), rtl)


def _words(piece: Piece, *, shapes: bool) -> Iterable[Word]:
    text = piece.text
    if not shapes and BRACKET.search(text):
        text = "".join(map(mirrored, text))
    if not HEBREW.search(text):
        runs = [VisualRun(0, len(text), LEFT_TO_RIGHT)]
        return _by_characters(text, piece, runs) if piece.more else _side_by_side(text, piece.words)
    if not piece.more and not _LEFTWARD_ONLY.search(text):
        return _side_by_side(_leftward(text), piece.words[::-1])
    runs = _runs(text, piece)
    if piece.more or any(run.level % 2 == 0 and " " in text[run.start : run.end] for run in runs):
        return _by_characters(text, piece, runs)
    return _side_by_side(_turned(text, runs), piece.words[::-1])


def _side_by_side(text: str, boxes: list[Box]) -> Iterable[Word]:
    return map(Word, text.split(" "), boxes)


def _runs(text: str, piece: Piece) -> list[VisualRun]:
    if not _LEFTWARD_ONLY.search(text):
        return [VisualRun(0, len(text), RIGHT_TO_LEFT)]
    for start, end in piece.as_drawn:
        text = text[:start] + _FIGURE * (end - start) + text[end:]
    return resolve(text, RIGHT_TO_LEFT).line()


def _turned(text: str, runs: list[VisualRun]) -> str:
    return "".join(
        _leftward(text[run.start : run.end]) if run.level % 2 else text[run.start : run.end]
        for run in runs
    )


def _leftward(text: str) -> str:
    turned = text[::-1]
    return "".join(map(mirrored, turned)) if BRACKET.search(turned) else turned


def _by_characters(text: str, piece: Piece, runs: list[VisualRun]) -> Iterator[Word]:
    """The same where a word of the text may be of several pieces of what is drawn."""
    numbers: list[int | None] = []
    count = 0
    for letter in text:
        numbers.append(None if letter == " " else count)
        count += letter != " "
    word, boxes = "", list[Box]()
    for at, letter in [*_order(text, runs), (-1, " ")]:
        number = numbers[at] if at >= 0 else None
        if number is not None:
            word += letter + piece.more.get(number, "")
            left, top, right, bottom = piece.boxes[number].tolist()
            boxes.append((left, top, right, bottom))
        elif boxes:
            yield Word(word, _around(boxes))
            word, boxes = "", []


def _order(text: str, runs: list[VisualRun]) -> Iterator[tuple[int, str]]:
    for run in runs:
        span = range(run.start, run.end)
        if run.level % 2:
            yield from ((at, mirrored(text[at])) for at in reversed(span))
        else:
            yield from ((at, text[at]) for at in span)


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
