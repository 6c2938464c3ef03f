"""A drawn plan of a flat whose true dimensions are known, clean or as a scan, and who points at it.

`drawn_plan(folder)` draws it at 1:100 and 200 dots an inch; `drawn_plan(folder, scanned=True)` the
same page blurred, turned by 1.3° and stretched by half a percent from left to right. Corners and
dimension ends are given in pixels of the file that was written, as a faultless hand would point at
them; `pointed` makes the sheet of a person whose hand is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from math import cos, hypot, radians, sin
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from shamay_desktop.domain.drawing.geometry import area
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.measuring.plans import (
    POINTING,
    Correction,
    Reference,
    Shape,
    ShapeKind,
    Sheet,
)
from tests.architecture.source import ROOT

DPI, RATIO = 200, 100
PIXELS_A_METRE = DPI / 0.0254 / RATIO
TURN, STRETCH, BLUR = 1.3, 1.005, 1.2
_MARGIN = (2.2, 3.6)
_SIZE = (17.2, 15.2)
_FINER = 3


@dataclass(frozen=True, slots=True)
class Room:
    """A room in true metres: its inside outline, and a shaft's if it has one."""

    name: str
    category: str
    outline: Ring
    holes: tuple[Ring, ...] = ()

    @property
    def true_area(self) -> float:
        """In m²."""
        return area(self.outline, self.holes)


@dataclass(frozen=True, slots=True)
class PlanRoom:
    """A room on the page: corners in pixels, the true area in m²."""

    name: str
    category: str
    corners: Ring
    holes: tuple[Ring, ...]
    true_area: float


@dataclass(frozen=True, slots=True)
class PlanReference:
    """A dimension that is written on the page: its ends in pixels, and what is written."""

    start: Point
    end: Point
    metres: Decimal


@dataclass(frozen=True, slots=True)
class DrawnPlan:
    """A page on disk. `references` are the dimensions, long ones first; the last is a diagonal."""

    path: Path
    width: int
    height: int
    dpi: int
    ratio: int
    rooms: tuple[PlanRoom, ...]
    references: tuple[PlanReference, ...]

    def room(self, name: str) -> PlanRoom:
        """By its name."""
        return next(each for each in self.rooms if each.name == name)


def _box(left: float, top: float, right: float, bottom: float) -> Ring:
    return (left, top), (right, top), (right, bottom), (left, bottom)


ROOMS: tuple[Room, ...] = (
    Room("סלון", "flat", ((0, 0), (5.6, 0), (5.6, 3.4), (3.2, 3.4), (3.2, 5.3), (0, 5.3))),
    Room("מטבח", "flat", _box(3.3, 3.5, 5.6, 5.3)),
    Room("מסדרון", "flat", _box(5.7, 0, 6.9, 5.3)),
    Room("חדר שינה", "flat", _box(7.0, 0, 10.4, 3.2)),
    Room("חדר רחצה", "flat", _box(7.0, 3.3, 10.4, 5.3), (_box(8.4, 3.9, 9.0, 4.5),)),
    Room("חדר הורים", "flat", _box(0, 5.4, 4.1, 8.8)),
    Room('ממ"ד', "flat", _box(4.3, 5.4, 7.3, 8.8)),
    Room(
        "חדר עבודה",
        "flat",
        ((7.5, 5.4), (10.4, 5.4), (10.4, 8.8), (8.3, 8.8), (8.3, 8.0), (7.5, 8.0)),
    ),
    Room("מרפסת", "balcony", _box(0, -1.9, 5.6, -0.2)),
    Room("מחסן", "storage", _box(10.7, 5.4, 12.4, 7.6)),
)
_OUTSIDE: Ring = ((-0.2, -0.2), (10.6, -0.2), (10.6, 9.0), (-0.2, 9.0))
_OTHER_WALLS: tuple[Ring, ...] = (_box(-0.1, -2.0, 5.7, -0.1), _box(10.5, 5.2, 12.6, 7.8))
DIMENSIONS: tuple[tuple[Point, Point, str], ...] = (
    ((0, 9.7), (10.4, 9.7), "10.40"),
    ((-0.8, 0), (-0.8, 8.8), "8.80"),
    ((0, -2.5), (5.6, -2.5), "5.60"),
    ((11.1, 0), (11.1, 5.3), "5.30"),
    ((0, 6.1), (4.1, 6.1), "4.10"),
    ((4.8, 5.4), (4.8, 8.8), "3.40"),
    ((7.0, 0.6), (10.4, 0.6), "3.40"),
    ((7.6, 3.3), (7.6, 5.3), "2.00"),
    ((0, 0), (5.6, 3.4), "6.55"),
)


def drawn_plan(folder: Path, *, scanned: bool = False) -> DrawnPlan:
    """Draw the page into the folder (PNG) and say where everything on it is."""
    content, size, matrix = _page_file(scanned=scanned)
    path = folder / ("scanned_plan.png" if scanned else "drawn_plan.png")
    path.write_bytes(content)
    return DrawnPlan(path, *size, DPI, RATIO, *_on_page(matrix))


@cache
def _page_file(*, scanned: bool) -> tuple[bytes, tuple[int, int], "Affine"]:
    """The file, its size in pixels and how its places moved; drawn once for all tests."""
    picture, matrix = _scan() if scanned else (_clean(), _IDENTITY)
    file = BytesIO()
    picture.save(file, "PNG", dpi=(DPI, DPI))
    return file.getvalue(), picture.size, matrix


@cache
def placed_plan(*, scanned: bool = False) -> DrawnPlan:
    """The same without a picture: for many seeds, where only places count."""
    matrix = _scan_matrix()[0] if scanned else _IDENTITY
    return DrawnPlan(Path("plan.png"), 0, 0, DPI, RATIO, *_on_page(matrix))


def pointed(
    plan: DrawnPlan,
    seed: int,
    *,
    references: Sequence[int] = range(8),
    correction: Correction = Correction.NONE,
    stated: bool = False,
    hand: float = float(POINTING),
) -> Sheet:
    """What a person points at: each end and corner off by `hand` pixels each way (one deviation).

    `references` are numbers of the plan's; the shapes' ids are the rooms' names.
    """
    random = Random(seed)

    def at(point: Point) -> Point:
        return point[0] + random.gauss(0, hand), point[1] + random.gauss(0, hand)

    def ring(points: Ring) -> Ring:
        return tuple(map(at, points))

    chosen = [plan.references[number] for number in references]
    return Sheet(
        "sheet",
        "",
        dpi=plan.dpi,
        stated_scale=Decimal(plan.ratio) if stated else None,
        correction=correction,
        references=tuple(
            Reference(f"r{number}", (at(each.start), at(each.end)), each.metres)
            for number, each in enumerate(chosen)
        ),
        shapes=tuple(
            Shape(
                room.name,
                ShapeKind.AREA,
                ring(room.corners),
                tuple(map(ring, room.holes)),
                room.name,
                room.category,
            )
            for room in plan.rooms
        ),
    )


Affine = tuple[float, float, float, float, float, float]
"""x' = a·x + b·y + c, y' = d·x + e·y + f."""

_IDENTITY: Affine = (1, 0, 0, 0, 1, 0)


def _page(point: Point) -> Point:
    """Pixels of the clean page of a place in metres."""
    return (point[0] + _MARGIN[0]) * PIXELS_A_METRE, (point[1] + _MARGIN[1]) * PIXELS_A_METRE


def _moved(matrix: Affine, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + b * point[1] + c, d * point[0] + e * point[1] + f


def _on_page(matrix: Affine) -> tuple[tuple[PlanRoom, ...], tuple[PlanReference, ...]]:
    def place(point: Point) -> Point:
        return _moved(matrix, _page(point))

    rooms = tuple(
        PlanRoom(
            room.name,
            room.category,
            tuple(map(place, room.outline)),
            tuple(tuple(map(place, hole)) for hole in room.holes),
            room.true_area,
        )
        for room in ROOMS
    )
    references = tuple(
        PlanReference(place(start), place(end), Decimal(written))
        for start, end, written in DIMENSIONS
    )
    return rooms, references


def _scan_matrix() -> tuple[Affine, tuple[int, int]]:
    """How a place of the clean page moves, and the size of the scan."""
    width, height = (side * PIXELS_A_METRE for side in _SIZE)
    turn = radians(TURN)
    a, b, d, e = cos(turn) * STRETCH, -sin(turn), sin(turn) * STRETCH, cos(turn)
    corners = [(a * x + b * y, d * x + e * y) for x in (0, width) for y in (0, height)]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
    return (a, b, -left, d, e, -top), (round(right - left), round(bottom - top))


def _scan() -> tuple[Image.Image, Affine]:
    matrix, size = _scan_matrix()
    blurred = _clean().filter(ImageFilter.GaussianBlur(BLUR))
    turned = blurred.transform(
        size, Image.Transform.AFFINE, _back(matrix), Image.Resampling.BICUBIC, fillcolor=235
    )
    return turned, matrix


def _back(matrix: Affine) -> Affine:
    """The inverse; Pillow asks for each pixel of the result where it comes from."""
    a, b, c, d, e, f = matrix
    square = a * e - b * d
    return (
        e / square, -b / square, (b * f - c * e) / square,
        -d / square, a / square, (c * d - a * f) / square,
    )  # fmt: skip


def _clean() -> Image.Image:
    """Drawn three times finer and brought down, so that edges stand where they should."""
    size = tuple(round(side * PIXELS_A_METRE) for side in _SIZE)
    picture = Image.new("L", (size[0] * _FINER, size[1] * _FINER), 255)
    pen = ImageDraw.Draw(picture)
    for ring in (_OUTSIDE, *_OTHER_WALLS):
        pen.polygon(_fine(ring), fill=70)
    for room in ROOMS:
        pen.polygon(_fine(room.outline), fill=255)
        for hole in room.holes:
            pen.polygon(_fine(hole), fill=70)
    for room in ROOMS:
        _write(pen, _middle(room), room.name[::-1], 0.26)
    for start, end, written in DIMENSIONS[:-1]:
        _dimension(pen, start, end, written)
    return picture.resize((size[0], size[1]), Image.Resampling.BOX)


def _fine(ring: Ring) -> list[Point]:
    return [(x * _FINER, y * _FINER) for x, y in map(_page, ring)]


def _middle(room: Room) -> Point:
    across, down = [x for x, _ in room.outline[:4]], [y for _, y in room.outline[:4]]
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2 + 0.35


def _dimension(pen: ImageDraw.ImageDraw, start: Point, end: Point, written: str) -> None:
    """A thin line with a tick at each end, its length above the middle."""
    pen.line(_fine((start, end)), fill=0, width=_FINER)
    long = hypot(end[0] - start[0], end[1] - start[1])
    x, y = (end[0] - start[0]) / long, (end[1] - start[1]) / long
    for at in (start, end):
        tick = ((at[0] - y * 0.1, at[1] + x * 0.1), (at[0] + y * 0.1, at[1] - x * 0.1))
        pen.line(_fine(tick), fill=0, width=_FINER)
    middle = ((start[0] + end[0]) / 2 + y * 0.3, (start[1] + end[1]) / 2 - x * 0.2)
    _write(pen, middle, written, 0.22)


def _write(pen: ImageDraw.ImageDraw, at: Point, words: str, metres: float) -> None:
    size = round(metres * PIXELS_A_METRE * _FINER)
    font = ImageFont.truetype(_font(), size, layout_engine=ImageFont.Layout.BASIC)
    pen.text(_fine((at,))[0], words, fill=0, font=font, anchor="mm")


@cache
def _font() -> str:
    return str(next(iter(sorted((ROOT / "resources" / "fonts").rglob("Heebo-Regular.ttf")))))
