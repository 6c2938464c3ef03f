"""The drawn characters of a PDF's page with their places, in the page as it is shown."""

import math
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from shamay_desktop.documents.reading import raw_text
from shamay_desktop.documents.reading.brackets import as_stored
from shamay_desktop.documents.reading.raw_text import Floats

UNKNOWN = "\ufffd"
"""A glyph whose character the file does not say."""

_HYPHEN_AT_LINE_END = "\x02"
_UNDRAWN = frozenset({"", " ", "\n"})
_NOTHING = 0.01
_FAR = 1.5
"""Heights between two characters of one base line that are drawn one after the other."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is shown: its visible part in the file's own points, and degrees clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turned % 180 else (width, height)

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """A box of the file's points as left, top, right, bottom of the page as shown."""
        if self.turned == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turned == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turned == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def boxes(self, raw: Floats) -> Floats:
        """The same of rows of left, top, right, bottom in the file's points."""
        left, top, right, bottom = raw.T
        if self.turned == 0:
            return np.column_stack(
                (left - self.left, self.top - top, right - self.left, self.top - bottom)
            )
        shown = self.box(left, bottom, right, top)
        return np.column_stack(shown)


class Run(NamedTuple):
    """Characters start..end that follow one another on one base line.

    `angle` in whole degrees clockwise as shown; `base` is a point of the base line.
    """

    start: int
    end: int
    angle: int
    base: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Characters:
    """What is painted on a page, in the reader's order.

    `boxes` are left, top, right, bottom as shown; `places` are the reader's own numbers of the
    characters; `blanks` are boxes, often without width, where it found or supposed blanks.
    """

    letters: list[str]
    boxes: Floats
    places: list[int]
    runs: list[Run]
    blanks: Floats


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The page's frame as the renderer shows it."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, box)
    turned = (pdfium.FPDFPage_GetRotation(page.raw) % 4) * 90
    return Frame(box.left, box.bottom, box.right, box.top, turned)


def characters_of(
    text: pypdfium2.PdfTextPage, frame: Frame, count: int, *, all_painted: bool
) -> Characters:
    """The first `count` characters; `all_painted` says that the page has no hidden text."""
    if count < 1:
        return Characters([], np.zeros((0, 4)), [], [], np.zeros((0, 4)))
    letters = as_stored([_LETTERS[letter] for letter in raw_text.texts_of(text, count)])
    raw = raw_text.boxes_of(text, count)
    undrawn = np.fromiter(map(_UNDRAWN.__contains__, letters), np.bool_, count)
    drawn = ~undrawn
    thin = (raw[:, 2] - raw[:, 0] <= _NOTHING) | (raw[:, 1] - raw[:, 3] <= _NOTHING)
    for index in np.flatnonzero(drawn & thin).tolist():
        raw[index] = raw_text.tight_box(text, index)
    drawn &= (raw[:, 2] - raw[:, 0] > _NOTHING) & (raw[:, 1] - raw[:, 3] > _NOTHING)
    shown = frame.boxes(raw)
    drawn &= _inside(shown, frame.size)
    if not all_painted:
        for index in np.flatnonzero(drawn).tolist():
            drawn[index] = raw_text.is_painted(text, index)
    places = np.flatnonzero(drawn)
    kept = places.tolist()
    blanks = [index for index in np.flatnonzero(undrawn).tolist() if letters[index] == " "]
    return Characters(
        [letters[index] for index in kept],
        shown[places],
        kept,
        _runs(text, frame, raw[places], kept),
        shown[blanks],
    )


def _inside(
    shown: Floats, size: tuple[float, float]
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    across, down = shown[:, 0] + shown[:, 2], shown[:, 1] + shown[:, 3]
    inside: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        (across > 0) & (across < 2 * size[0]) & (down > 0) & (down < 2 * size[1])
    )
    return inside


def _runs(text: pypdfium2.PdfTextPage, frame: Frame, raw: Floats, places: list[int]) -> list[Run]:
    """Characters of one height on one line that stand near one another."""
    if not places:
        return []
    left, top, right, bottom = raw.T
    gap = np.maximum(left[1:] - right[:-1], left[:-1] - right[1:])
    apart = (
        (np.abs(np.diff(top)) > _NOTHING)
        | (np.abs(np.diff(bottom)) > _NOTHING)
        | (gap > _FAR * (top - bottom)[1:])
    )
    starts = [0, *(np.flatnonzero(apart) + 1).tolist()]
    ends = [*starts[1:], len(places)]
    first = [places[start] for start in starts]
    origins = raw_text.origins_of(text, first)
    bases = frame.boxes(origins[:, [0, 1, 0, 1]])[:, :2].tolist()
    below, above = origins[:, 1] - bottom[starts], top[starts] - origins[:, 1]
    # What has several is level: only whether it stands on its head is to be found out.
    angles = np.where(below > above, 180 + frame.turned, frame.turned) % 360
    for number in np.flatnonzero(np.diff([*starts, len(places)]) == 1).tolist():
        angles[number] = (_turned(text, first[number]) + frame.turned) % 360
    return list(map(Run, starts, ends, angles.tolist(), map(tuple, bases)))


def _turned(text: pypdfium2.PdfTextPage, place: int) -> int:
    across, up = raw_text.direction_of(text, place)
    return round(-math.degrees(math.atan2(up, across)))


class _Letters(dict[str, str]):
    """What counts for which character: "" for mere marks of order, " " for any blank."""

    def __missing__(self, letter: str) -> str:
        category = unicodedata.category(letter)
        if letter in "\r\n":
            found = "" if letter == "\r" else "\n"
        elif letter == _HYPHEN_AT_LINE_END:
            found = "-"
        elif letter.isspace() or category == "Zs":
            found = " "
        elif category == "Cf":
            found = ""
        elif category in {"Cc", "Cs", "Cn", "Co"}:
            found = UNKNOWN
        elif "\ufb1d" <= letter <= "\ufb4f":
            found = unicodedata.normalize("NFKC", letter)
        else:
            found = letter
        self[letter] = found
        return found


_LETTERS = _Letters()
