"""Drawn characters gathered into lines by where they stand, and lines into pieces (cells).

Everything here is in the frame of the writing: `u` runs along it to the right, `v` across it
downwards, so that text that was drawn turned is gathered as any other.
"""

import itertools
import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shamay_desktop.documents.reading.characters import Characters, Glyph, Stretch
from shamay_desktop.domain.reading.page_text import Box

_SAME_LINE = 0.3
"""Baselines of cells of one row differ by less than this part of the smaller height."""

_TOUCHING = 0.12
"""Baselines that differ by more may not stand one over the other in a line."""

_SMALL = 0.8
"""A raised figure is smaller than this part of what it stands at."""

_CELL_GAP = 1.5
"""A gap of so many heights parts two cells even where no ruling stands between."""

_SURE_GAP, _LEAST_GAP = 0.18, 0.05
"""Parts of the height: a gap above the first is a blank, one below the second never."""


@dataclass(slots=True)
class Cluster:
    """What stands at one place: a letter with its marks, or a ligature. `stretch` drew it."""

    text: str
    start: float
    end: float
    box: Box
    stretch: int
    height: float


@dataclass(slots=True)
class Piece:
    """A cell of a line from left to right; `blanks` are the clusters that a blank stands before."""

    clusters: list[Cluster]
    blanks: set[int]


@dataclass(slots=True)
class VisualLine:
    """The pieces of a line from left to right."""

    pieces: list[Piece]


@dataclass(slots=True)
class _Run:
    """A stretch in the frame of the writing."""

    v: float
    height: float
    start: float
    end: float
    clusters: list[Cluster]


@dataclass(slots=True)
class _Row:
    """Runs of one line; `v` is the mean of their baselines."""

    v: float
    height: float
    runs: list[_Run] = field(default_factory=list)

    def takes(self, run: _Run) -> bool:
        away = abs(run.v - self.v)
        least = min(run.height, self.height)
        if away > _SAME_LINE * least:
            return False
        return away <= _TOUCHING * least or not any(
            min(run.end, other.end) - max(run.start, other.start) > least / 2 for other in self.runs
        )

    def add(self, run: _Run) -> None:
        self.runs.append(run)
        self.v += (run.v - self.v) / len(self.runs)
        self.height = max(self.height, run.height)


@dataclass(frozen=True, slots=True)
class _Turn:
    """The frame of writing that runs at an angle (degrees clockwise)."""

    cosine: float
    sine: float

    @classmethod
    def of(cls, angle: int) -> "_Turn":
        exact = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}.get(angle)
        radians = math.radians(angle)
        return cls(*(exact or (math.cos(radians), math.sin(radians))))

    def point(self, x: float, y: float) -> tuple[float, float]:
        return x * self.cosine + y * self.sine, y * self.cosine - x * self.sine

    def spans(self, glyph: Glyph) -> tuple[float, float, float]:
        """Start and end along the writing, and the height across it."""
        _, left, top, right, bottom = glyph
        if self.sine == 0 and self.cosine == 1:
            return left, right, bottom - top
        one, other = self.point(left, top), self.point(right, bottom)
        start, end = sorted((one[0], other[0]))
        return start, end, abs(other[1] - one[1])


def visual_lines(characters: Characters, uprights: Sequence[Box] = ()) -> list[VisualLine]:
    """The lines of a page, in no order yet; `uprights` are rulings that stand between cells."""
    turned: dict[int, list[tuple[int, Stretch]]] = defaultdict(list)
    for number, stretch in enumerate(characters.stretches):
        turned[stretch.angle].append((number, stretch))
    return [
        line
        for angle, stretches in turned.items()
        for line in _lines_at(angle, stretches, characters.blanks, uprights)
    ]


def _lines_at(
    angle: int,
    stretches: list[tuple[int, Stretch]],
    blanks: list[tuple[float, float]],
    uprights: Sequence[Box],
) -> Iterator[VisualLine]:
    turn = _Turn.of(angle)
    found = sorted((turn.point(*blank) for blank in blanks), key=lambda place: place[1])
    walls = list(uprights) if angle == 0 else []
    for row in _rows([_run(number, stretch, turn) for number, stretch in stretches]):
        yield VisualLine(_pieces(row, _blanks_of(row, found), walls))


def _run(number: int, stretch: Stretch, turn: _Turn) -> _Run:
    clusters: list[Cluster] = []
    last = None
    for glyph in stretch.glyphs:
        letter, box = glyph[0], glyph[1:]
        start, end, height = turn.spans(glyph)
        if last is not None and last.start == start and last.end == end and not _is_mark(letter):
            last.text += letter  # a ligature's next letter
        else:
            last = Cluster(letter, start, end, box, number, height)
            clusters.append(last)
    _, v = turn.point(*stretch.base)
    return _Run(
        v,
        max(cluster.height for cluster in clusters),
        min(cluster.start for cluster in clusters),
        max(cluster.end for cluster in clusters),
        clusters,
    )


def _is_mark(text: str) -> bool:
    return text > "\u02ff" and unicodedata.category(text[0]) == "Mn"


def _standing(row: _Row) -> list[Cluster]:
    """The clusters of a row from left to right, each mark with the letter that it is painted at."""
    found = sorted((cluster for run in row.runs for cluster in run.clusters), key=_middle)
    letters = [cluster for cluster in found if not _is_mark(cluster.text)]
    if not letters or len(letters) == len(found):
        return found
    for mark in found:
        if _is_mark(mark.text):
            middle = _middle(mark)
            at = bisect_left(letters, middle, key=_middle)
            near = letters[max(0, at - 1) : at + 1]
            letter = min(near, key=lambda each: abs(_middle(each) - middle))
            letter.text = unicodedata.normalize("NFC", letter.text + mark.text)
    return letters


def _middle(cluster: Cluster) -> float:
    return cluster.start + cluster.end


def _rows(runs: list[_Run]) -> list[_Row]:
    rows: list[_Row] = []
    for run in sorted(runs, key=lambda run: run.v):
        for row in reversed(rows):
            if row.takes(run):
                row.add(run)
                break
            if run.v - row.v > max(run.height, row.height):
                rows.append(_Row(run.v, run.height, [run]))
                break
        else:
            rows.append(_Row(run.v, run.height, [run]))
    return _with_raised(rows)


def _with_raised(rows: list[_Row]) -> list[_Row]:
    """Small figures that stand beside the end of a word, raised or lowered, go to its line."""
    kept: list[_Row] = []
    for index, row in enumerate(rows):
        near = rows[max(0, index - 3) : index] + rows[index + 1 : index + 4]
        left = [run for run in row.runs if not _joined(run, near)]
        if left:
            row.runs = left
            kept.append(row)
    return kept


def _joined(run: _Run, rows: list[_Row]) -> bool:
    for row in rows:
        for other in row.runs:
            if (
                run.height < _SMALL * other.height
                and -0.3 * other.height < other.v - run.v < 0.7 * other.height
                and max(run.start - other.end, other.start - run.end) < 0.3 * other.height
            ):
                row.runs.append(run)
                return True
    return False


def _blanks_of(row: _Row, found: list[tuple[float, float]]) -> list[float]:
    first = bisect_left(found, row.v - row.height, key=lambda place: place[1])
    last = bisect_right(found, row.v + row.height, key=lambda place: place[1])
    return sorted(place[0] for place in found[first:last])


def _pieces(row: _Row, blanks: list[float], walls: Sequence[Box]) -> list[Piece]:
    clusters = _standing(row)
    pieces = [Piece([clusters[0]], set())]
    reached, bars = clusters[0].end, _walls_of(row, walls)
    for before, cluster in itertools.pairwise(clusters):
        if _doubled(before, cluster):
            continue
        gap, height = cluster.start - reached, min(before.height, cluster.height)
        if gap > _CELL_GAP * height or (gap > 0 and _between(bars, reached, cluster.start)):
            pieces.append(Piece([cluster], set()))
        else:
            if _is_blank(gap, height, blanks, reached, cluster.start) or (
                gap > _LEAST_GAP * height and _strangers(before.text, cluster.text)
            ):
                pieces[-1].blanks.add(len(pieces[-1].clusters))
            pieces[-1].clusters.append(cluster)
        reached = max(reached, cluster.end)
    return pieces


def _walls_of(row: _Row, walls: Sequence[Box]) -> list[float]:
    middle = row.v - row.height / 3
    return sorted((left + right) / 2 for left, top, right, bottom in walls if top < middle < bottom)


def _between(places: list[float], start: float, end: float) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] <= end


def _is_blank(gap: float, height: float, blanks: list[float], start: float, end: float) -> bool:
    if gap > _SURE_GAP * height:
        return True
    return gap > _LEAST_GAP * height and _between(blanks, start - 0.5, end + 0.5)


def _strangers(one: str, other: str) -> bool:
    """A Hebrew letter and a figure: they touch where they are one word."""
    return (one.isdigit() and other.isalpha()) or (one.isalpha() and other.isdigit())


def _doubled(before: Cluster, cluster: Cluster) -> bool:
    """The same letter painted twice nearly at one place, to look bold or to throw a shadow."""
    if before.text != cluster.text:
        return False
    across = min(before.end, cluster.end) - max(before.start, cluster.start)
    return across > 0.7 * (cluster.end - cluster.start)
