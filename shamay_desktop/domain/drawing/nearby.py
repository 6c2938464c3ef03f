"""Corners and edges of a whole sheet, found by where they lie: a pointer asks at each move."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from shamay_desktop.domain.drawing.geometry import Edge
from shamay_desktop.domain.drawing.points import Point

BAND = 256.0
"""Units of the points that a strip of edges is high."""

_MOST_BANDS = 64
"""Of more strips at a time all edges are as quickly looked at."""


class Nearby:
    """Kept for as long as the same corners and edges stand."""

    def __init__(self, corners: Sequence[Point], edges: Sequence[Edge]) -> None:
        self.corners, self.edges = corners, edges
        self._by_height = sorted(corners, key=lambda corner: corner[1])
        self._heights = [corner[1] for corner in self._by_height]
        self._bands: defaultdict[int, list[Edge]] = defaultdict(list)
        # All of a plan's are sorted in when a pointer first moves after an edit: it waits for this.
        for edge in edges:
            one, other = int(edge[0][1] // BAND), int(edge[1][1] // BAND)
            if one == other:
                self._bands[one].append(edge)
                continue
            for band in range(min(one, other), max(one, other) + 1):
                self._bands[band].append(edge)

    def is_of(self, corners: Sequence[Point], edges: Sequence[Edge]) -> bool:
        """Whether it was made of these very sequences."""
        return corners is self.corners and edges is self.edges

    def corners_near(self, point: Point, far: float) -> list[Point]:
        """Those in a square of so much on each side."""
        x, y = point
        first, last = bisect_left(self._heights, y - far), bisect_right(self._heights, y + far)
        left, right = x - far, x + far
        return [each for each in self._by_height[first:last] if left <= each[0] <= right]

    def edges_near(self, point: Point, far: float) -> Sequence[Edge]:
        """At least those that come so near; some that do not."""
        top, bottom = _band(point[1] - far), _band(point[1] + far)
        if top == bottom:
            return self._bands.get(top, ())
        if bottom - top > _MOST_BANDS:
            return self.edges
        bands = (self._bands.get(band, ()) for band in range(top, bottom + 1))
        return list(dict.fromkeys(edge for band in bands for edge in band))


def _band(height: float) -> int:
    return int(height // BAND)
