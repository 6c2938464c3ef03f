"""From the order in which a line is drawn to that in which it is read, by UAX #9."""

import re
from collections.abc import Iterable

from shamay_desktop.documents.reading.brackets import mirrored
from shamay_desktop.documents.reading.visual_lines import Cluster, Piece, VisualLine
from shamay_desktop.domain.reading.page_text import Box, Line, Word
from shamay_desktop.i18n.bidi import RIGHT_TO_LEFT, resolve

_HEBREW = re.compile("[\u05d0-\u05f4\ufb1d-\ufb4f]")
_RATIO = re.compile(r"(?<![\d/.,-])\d[\d,.]* ?/ ?\d[\d,.]*(?![\d/-])")
_STAND_IN = "8"
"""A figure: whatever is read as it is drawn goes through the algorithm as one number."""


def drawn(piece: Piece) -> str:
    """A piece as it stands from left to right, one character a cluster and blank."""
    parts: list[str] = []
    for index, cluster in enumerate(piece.clusters):
        if index in piece.blanks:
            parts.append(" ")
        parts.append(cluster.text[0])
    return "".join(parts)


def read_line(line: VisualLine, *, shapes: bool) -> Line:
    """The line as it is read; `shapes` says that brackets are stored as they are drawn."""
    rtl = any(_HEBREW.search(cluster.text) for piece in line.pieces for cluster in piece.clusters)
    pieces = reversed(line.pieces) if rtl else line.pieces
    return Line(tuple(word for piece in pieces for word in _words(piece, shapes=shapes)), rtl)


def _words(piece: Piece, *, shapes: bool) -> Iterable[Word]:
    places: list[Cluster | None] = []
    for index, cluster in enumerate(piece.clusters):
        if index in piece.blanks:
            places.append(None)
        places.append(cluster)
    text = drawn(piece)
    if not shapes:
        text = "".join(map(mirrored, text))
    if not _HEBREW.search(text):
        return _split([(letter, place) for letter, place in zip(text, places, strict=True)])
    return _split(_logical(text, places))


def _logical(text: str, places: list[Cluster | None]) -> list[tuple[str, Cluster | None]]:
    order: list[tuple[int, str]] = []
    plain = _with_ratios_whole(text, places)
    for run in resolve(plain, RIGHT_TO_LEFT).line():
        if run.level % 2:
            order += [(at, mirrored(text[at])) for at in range(run.end - 1, run.start - 1, -1)]
        else:
            order += [(at, text[at]) for at in range(run.start, run.end)]
    return [(letter, places[at]) for at, letter in order]


def _with_ratios_whole(text: str, places: list[Cluster | None]) -> str:
    """`1 / 2` that was drawn in one go beside Hebrew is read as it was drawn.

    By the algorithm a slash between blanks goes with the Hebrew, and the sides would change.
    """
    for found in _RATIO.finditer(text) if " " in text else ():
        drawers = {place.stretch for place in places[slice(*found.span())] if place is not None}
        whole = len(drawers) == 1 and not any(
            place is not None and place.stretch in drawers and _HEBREW.search(place.text)
            for place in places
        )
        if whole:
            start, end = found.span()
            text = text[:start] + _STAND_IN * (end - start) + text[end:]
    return text


def _split(letters: list[tuple[str, Cluster | None]]) -> Iterable[Word]:
    text, boxes = "", list[Box]()
    for letter, place in [*letters, (" ", None)]:
        if place is not None:
            text += letter + place.text[1:]
            boxes.append(place.box)
        elif boxes:
            yield Word(text, _around(boxes))
            text, boxes = "", []


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
