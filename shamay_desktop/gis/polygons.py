"""The port `PolygonWork` by shapely (GEOS): areas cut by lines, joined, and mended.

shapely and numpy are loaded when the first area is cut or joined.
"""

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shamay_desktop.domain.drawing.geometry import distance, on_edge, side
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.drawing.reshaping import ring_of
from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.drawing_ports import NEAR, Polygon

if TYPE_CHECKING:
    from shapely import Geometry
    from shapely import Polygon as Shape

_STRAIGHT = 1e-9
"""Of a wall's length: a corner that is off it by less is none."""

_SAME = 1e-12
"""Of a point's numbers: nearer points are one."""


class ShapelyPolygons:
    """Callable from any thread: nothing is kept between calls."""

    def load(self) -> None:
        """As the port says."""
        import shapely

        shapely.union_all([shapely.box(0, 0, 1, 1)])

    def split(
        self, outer: Sequence[Point], holes: Sequence[Ring], path: Sequence[Point]
    ) -> tuple[Polygon, ...]:
        """As the port says."""
        import shapely

        whole = _shape(Polygon(tuple(outer), tuple(holes)))
        if len(path) < 2 or all(point == path[0] for point in path):
            raise Refused("line_misses_shape")
        line = shapely.LineString(_reaching(tuple(path), whole))
        faces = shapely.get_parts(
            shapely.polygonize([shapely.node(shapely.union_all([whole.boundary, line]))])
        )
        parts = [face for face in faces if whole.covers(face.representative_point())]
        parts = _without_slivers(parts)
        if len(parts) < 2:
            raise Refused("line_misses_shape")
        return tuple(map(_polygon, sorted(parts, key=_reading_order)))

    def joined(self, shapes: Sequence[Polygon], *, near: float = NEAR) -> Polygon:
        """As the port says."""
        import shapely

        parts = [_shape(Polygon(*shape)) for shape in shapes]
        if not parts:
            raise Refused("shapes_apart")
        found = shapely.union_all(parts)
        if _is_doubtful(found, near):
            found = shapely.union_all(_knotted(parts, near))
        if found.geom_type != "Polygon":
            raise Refused("shapes_apart")
        return _polygon(found, near)

    def mended(self, outer: Sequence[Point], holes: Sequence[Ring] = ()) -> tuple[Polygon, ...]:
        """As the port says."""
        import shapely

        if len(outer) < 3:
            raise Refused("shape_without_area")
        rough = shapely.Polygon(outer, [hole for hole in holes if len(hole) > 2])
        made = shapely.make_valid(rough, method="structure", keep_collapsed=False)
        parts = [
            part for part in shapely.get_parts(made) if part.geom_type == "Polygon" and part.area
        ]
        if not parts:
            raise Refused("shape_without_area")
        return tuple(_polygon(part) for part in sorted(parts, key=lambda part: -part.area))


def _shape(polygon: Polygon) -> "Shape":
    """Refused: `shape_too_few_corners`, `shape_crosses_itself`, `hole_outside`."""
    import shapely

    rings = [ring_of(ring) for ring in (polygon.outer, *polygon.holes)]
    found = shapely.Polygon(rings[0], rings[1:])
    if not found.is_valid:
        raise Refused("hole_outside")  # each ring by itself is simple
    return found


def _reaching(path: Ring, whole: "Shape") -> Ring:
    """The line, its ends drawn out a little where they lie on the outline, so that they cross."""
    import shapely

    boundary = whole.boundary

    def out(end: Point, behind: Point) -> Point:
        long = distance(end, behind)
        if long == 0 or boundary.distance(shapely.Point(end)) > NEAR:
            return end
        more = 2 * NEAR / long
        return end[0] + (end[0] - behind[0]) * more, end[1] + (end[1] - behind[1]) * more

    kept = [path[0], *(b for a, b in itertools.pairwise(path) if a != b)]
    return (out(kept[0], kept[1]), *kept[1:-1], out(kept[-1], kept[-2]))


def _without_slivers(parts: "Sequence[Shape]") -> "list[Shape]":
    """Parts thinner than `NEAR` given to the neighbour with which they share most."""
    slivers = [part for part in parts if part.area < NEAR * part.length / 2]
    kept = [part for part in parts if part.area >= NEAR * part.length / 2]
    for sliver in slivers:
        shared = [part.intersection(sliver).length for part in kept]
        if shared and max(shared) > 0:
            at = shared.index(max(shared))
            kept[at] = kept[at].union(sliver)
    return kept


def _is_doubtful(found: "Geometry", near: float) -> bool:
    """More than one area, or a slit in it: outlines that should be one may lie side by side."""
    return found.geom_type != "Polygon" or any(_is_slit(ring, near) for ring in found.interiors)


def _is_slit(ring: "Geometry", near: float) -> bool:
    import shapely

    return bool(shapely.Polygon(ring).area < near * ring.length / 2)


def _knotted(parts: "Sequence[Shape]", near: float) -> "list[Shape]":
    """The shapes with one another's corners where they are near: on corners, and in edges."""
    import shapely

    found = list(parts)
    for at in range(len(found)):
        for other, shape in enumerate(parts):
            if other != at and found[at].distance(shape) <= near:
                snapped = shapely.snap(found[at], found[other], near)
                if snapped.is_valid and snapped.geom_type == "Polygon":
                    found[at] = snapped
    return found


def _polygon(shape: "Shape", near: float = 0) -> Polygon:
    """Without corners that are none and slits that are no holes; rings from the top left corner,
    clockwise on the sheet."""
    holes = sorted(_ring(ring) for ring in shape.interiors if not _is_slit(ring, near))
    return Polygon(_ring(shape.exterior), tuple(holes))


def _ring(line: "Geometry") -> Ring:
    corners = [(float(x), float(y)) for x, y in line.coords[:-1]]
    kept = _corners(corners)
    if _is_left_turning(kept):
        kept.reverse()
    start = min(range(len(kept)), key=lambda at: (kept[at][1] + kept[at][0], kept[at]))
    return (*kept[start:], *kept[:start])


def _corners(ring: list[Point]) -> list[Point]:
    """Without corners that stand on one another or in the middle of a straight wall."""
    size = max(abs(number) for point in ring for number in point) + 1
    apart = [
        a for a, b in zip(ring, ring[1:] + ring[:1], strict=True) if distance(a, b) > _SAME * size
    ]
    kept: list[Point] = []
    for point, after in zip(apart, apart[1:] + apart[:1], strict=True):
        before = kept[-1] if kept else apart[-1]
        if distance(on_edge(before, after, point), point) > _STRAIGHT * distance(before, after):
            kept.append(point)
    return kept if len(kept) > 2 else list(ring)


def _is_left_turning(ring: Sequence[Point]) -> bool:
    """Counter-clockwise on a sheet: told by the corner that is lowest and then most to the left."""
    at = min(range(len(ring)), key=lambda number: ring[number])
    return side(ring[at - 1], ring[at], ring[(at + 1) % len(ring)]) < 0


def _reading_order(part: "Shape") -> tuple[float, float]:
    left, top, _, _ = part.bounds
    return top, left
