"""The sample's drawings: the flat's plan, a map of the area and a sketch of the parcel."""

from pathlib import Path

from shamay_desktop.i18n.isolates import isolate_left_to_right
from tools.sample_canvas import Canvas, Colour, Point

INK, THIN, MARK = (34, 36, 42), (120, 124, 132), (176, 40, 40)
SAMPLE = "דוגמה – שרטוט מומצא"

METRE = 50.0
"""Thousandths of the plan's width for one metre."""

_LEFT, _TOP = 140.0, 120.0
_LONG, _WIDE, _BALCONY = 14.8, 9.6, (12.5, 3.2)

# name, metres from the east wall and from the north wall, length, width
_ROOMS = (
    ("חדר שינה", 0.0, 0.0, 3.3, 3.9),
    ("חדר שינה", 3.3, 0.0, 3.2, 3.9),
    ('ממ"ד', 6.5, 0.0, 3.2, 3.9),
    ("חדר הורים", 9.7, 0.0, 5.1, 3.9),
    ("מבואה", 0.0, 3.9, 9.7, 1.3),
    ("רחצת הורים", 11.9, 3.9, 2.9, 1.7),
    ("שירותי אורחים", 0.0, 5.2, 2.2, 1.5),
    ("מרפסת שירות", 0.0, 6.7, 2.2, 2.9),
    ("מזווה וארונות", 2.2, 5.2, 4.1, 1.5),
    ("מטבח", 2.2, 6.7, 4.1, 2.9),
    ("סלון", 6.3, 5.2, 5.6, 4.4),
    ("חדר רחצה", 11.9, 5.6, 2.9, 1.7),
    ("פינת אוכל", 11.9, 7.3, 2.9, 2.3),
)
_NO_WALL = ("מבואה",)
# where a wall opens: metres from east and north, length along it, along the length?
_OPENINGS = (
    (0.0, 4.1, 1.0, False), (1.9, 3.9, 0.9, True), (4.3, 3.9, 0.9, True), (7.6, 3.9, 0.8, True),
    (9.9, 3.9, 0.9, True), (12.9, 3.9, 0.8, True), (11.9, 6.0, 0.8, False),
    (0.7, 5.2, 0.8, True), (2.6, 5.2, 0.8, True), (6.3, 7.2, 1.4, False), (2.2, 7.6, 0.8, False),
    (6.5, 5.2, 5.2, True), (11.9, 7.5, 1.9, False),
)  # fmt: skip
_WINDOWS = (
    (0.9, 0.0, 1.5, True), (4.1, 0.0, 1.5, True), (7.5, 0.0, 1.0, True), (11.2, 0.0, 2.0, True),
    (14.8, 1.2, 1.4, False), (14.8, 4.4, 0.6, False), (14.8, 6.2, 0.6, False),
    (0.5, 9.6, 1.2, True), (3.2, 9.6, 1.8, True), (7.0, 9.6, 4.2, True),
)  # fmt: skip


def make_plan(target: Path) -> None:
    """The flat's plan at 1:100, whose sides give the built area of the case."""
    to = Canvas(1600, 1400)
    to.text(500, 40, "תכנית קומה רביעית – דירה 14", 24, INK, bold=True)
    to.text(500, 72, f"קנה מידה 1:100 · היתר 20110347 · {SAMPLE}", 16, THIN)
    _balcony(to)
    to.box(*_place(_LONG, 0), _LONG * METRE, _WIDE * METRE, (250, 250, 247))
    for name, east, north, length, width in _ROOMS:
        _room(to, name, (east, north), (length, width))
    corner = _place(_LONG, 0)
    to.line([corner, _place(0, 0), _place(0, _WIDE), _place(_LONG, _WIDE), corner], INK, 9)
    for east, north, length, along in _OPENINGS:
        _gap(to, (east, north), length, 11, (250, 250, 247), along=along)
    for east, north, length, along in _WINDOWS:
        _gap(to, (east, north), length, 9, (206, 224, 236), along=along)
        _gap(to, (east, north), length, 1.5, INK, along=along)
    _measures(to)
    to.save_drawing(target)


def _place(east: float, north: float) -> Point:
    """Where a point stands on the sheet, north up."""
    return _LEFT + (_LONG - east) * METRE, _TOP + north * METRE


def _room(to: Canvas, name: str, at: Point, size: Point) -> None:
    x, y = _place(at[0] + size[0], at[1])
    far = (x + size[0] * METRE, y + size[1] * METRE)
    if name not in _NO_WALL:
        to.line([(x, y), (far[0], y), far, (x, far[1]), (x, y)], INK, 4)
    middle = ((x + far[0]) / 2, (y + far[1]) / 2)
    small = min(size) < 2
    to.text(middle[0], middle[1] - (0 if small else 9), name, 12 if small else 15, INK)
    if not small:
        to.text(middle[0], middle[1] + 12, _sides(size), 12, THIN)


def _sides(size: Point) -> str:
    return isolate_left_to_right(f"{size[0]:.2f}×{size[1]:.2f}")


def _gap(
    to: Canvas, at: Point, length: float, weight: float, colour: Colour, *, along: bool
) -> None:
    x, y = _place(*at)
    end = (x - length * METRE, y) if along else (x, y + length * METRE)
    to.line([(x, y), end], colour, weight)


def _balcony(to: Canvas) -> None:
    length, width = _BALCONY
    x, y = _place(_LONG, _WIDE)
    to.box(x, y, length * METRE, width * METRE, (240, 243, 238), edge=INK, line=3)
    for at in range(1, int(length / 0.6) + 1):
        to.line([(x + at * 30, y), (x + at * 30, y + width * METRE)], (222, 226, 220), 1)
    pergola = (4.4 * METRE, 3.0 * METRE)
    to.line([(x, y + pergola[1]), (x + pergola[0], y + pergola[1]), (x + pergola[0], y)], THIN, 2)
    to.text(x + pergola[0] / 2, y + 70, "פרגולה", 14, THIN)
    to.text(x + 430, y + 66, 'מרפסת פתוחה 40 מ"ר', 16, INK)


def _measures(to: Canvas) -> None:
    x, y = _place(_LONG, 0)
    end = _place(0, _WIDE)
    _measure(to, (x, y - 22), (end[0], y - 22), f"{_LONG:.2f}")
    _measure(to, (end[0] + 26, y), (end[0] + 26, end[1]), f"{_WIDE:.2f}")
    foot = end[1] + _BALCONY[1] * METRE
    _measure(to, (x, foot + 20), (x + _BALCONY[0] * METRE, foot + 20), f"{_BALCONY[0]:.2f}")
    _measure(to, (x - 20, end[1]), (x - 20, foot), f"{_BALCONY[1]:.2f}")
    to.text(end[0] + 62, _place(0, 4.6)[1], "כניסה", 14, MARK, bold=True)
    to.line([(930, 92), (930, 42)], INK, 3)
    to.shape([(930, 30), (922, 48), (938, 48)], INK)
    to.text(930, 104, "צפון", 13, INK)


def _measure(to: Canvas, start: Point, end: Point, words: str) -> None:
    to.line([start, end], THIN, 1.5)
    level = start[1] == end[1]
    for x, y in (start, end):
        to.line([(x - 5, y + 5), (x + 5, y - 5)], THIN, 2)
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    if level:
        to.box(x - 26, y - 9, 52, 18, (255, 255, 255))
    else:
        to.box(x - 9, y - 26, 18, 52, (255, 255, 255))
    to.text(x, y, words, 13, INK, turned=not level)


def make_area_map(target: Path) -> None:
    """Streets around the property, drawn as a map."""
    to = Canvas(1400, 1000, (240, 238, 230))
    to.shape([(560, 60), (780, 40), (800, 210), (580, 230)], (196, 222, 178))
    to.shape([(70, 470), (240, 450), (250, 640), (80, 650)], (214, 216, 232))
    to.box(640, 480, 210, 120, (232, 214, 206))
    for road, weight in _ROADS:
        to.line(road, (198, 194, 184), weight + 4)
    for road, weight in _ROADS:
        to.line(road, (255, 255, 255), weight)
    rail: list[Point] = [(0, 662), (380, 636), (1000, 596)]
    to.line(rail, (110, 112, 122), 7)
    to.line(rail, (236, 236, 236), 3)
    for x, y, width, height in _HOUSES:
        to.box(x, y, width, height, (222, 214, 200), edge=(196, 186, 170), line=1)
    to.box(430, 318, 62, 52, (236, 150, 140), edge=MARK, line=4)
    to.dot(461, 300, 13, MARK)
    to.shape([(449, 304), (473, 304), (461, 328)], MARK)
    to.dot(461, 299, 5, (255, 255, 255))
    _names(to)
    to.text(170, 30, f"מפת הסביבה · {SAMPLE}", 17, INK, bold=True)
    to.line([(820, 690), (960, 690)], INK, 4)
    to.text(890, 674, "200 מ'", 15, INK)
    to.save_drawing(target)


_ROADS: tuple[tuple[list[Point], float], ...] = (
    ([(0, 290), (400, 280), (1000, 250)], 34),
    ([(0, 100), (420, 84), (1000, 60)], 24),
    ([(300, 0), (330, 300), (350, 720)], 28),
    ([(880, 0), (890, 300), (920, 720)], 30),
    ([(340, 440), (900, 420)], 22),
    ([(560, 0), (560, 270)], 20),
)
_HOUSES = (
    (370, 318, 48, 46), (506, 314, 50, 46), (572, 310, 54, 44), (646, 306, 52, 44),
    (372, 180, 60, 50), (452, 176, 60, 50), (60, 320, 70, 46), (150, 316, 60, 46),
    (230, 316, 54, 44), (60, 180, 80, 50), (170, 174, 80, 50), (374, 470, 60, 50),
    (452, 466, 60, 50), (532, 462, 60, 50), (740, 300, 56, 46), (930, 300, 50, 50),
    (372, 120, 50, 30), (930, 130, 50, 60),
)  # fmt: skip


def _names(to: Canvas) -> None:
    for x, y, words, size in (
        (700, 272, "רחוב השקד", 17), (180, 96, "רחוב האלה", 15), (640, 432, "רחוב הדולב", 15),
        (600, 640, "רכבת קלה – תחנת שדרות השקד", 15), (686, 136, "גן ציבורי", 16),
        (160, 552, "בית ספר", 16), (744, 540, "מרכז מסחרי", 16), (461, 388, "הנכס", 17),
    ):  # fmt: skip
        to.text(x, y, words, size, MARK if words == "הנכס" else INK, bold=words == "הנכס")
    to.text(341, 560, "שדרות השקד", 14, INK, turned=True)


def make_parcel_sketch(target: Path) -> None:
    """The parcel with its neighbours and the lengths of its sides."""
    to = Canvas(1400, 1000, (250, 249, 245))
    to.box(60, 60, 880, 80, (234, 232, 226))
    to.text(500, 100, "רחוב השקד", 22, INK, bold=True)
    for x, y, width, height, number in ((60, 140, 196, 370, "56"), (700, 140, 60, 370, "58"),
                                        (760, 140, 180, 370, "59"), (60, 510, 440, 150, "61"),
                                        (500, 510, 440, 150, "60")):  # fmt: skip
        to.box(x, y, width, height, (250, 249, 245), edge=THIN, line=2)
        to.text(x + width / 2, y + height / 2, number, 26, THIN, bold=True)
    to.box(256, 140, 444, 370, (252, 232, 226), edge=MARK, line=6)
    to.box(320, 200, 300, 200, (238, 206, 194), edge=(150, 90, 80), line=2)
    to.text(470, 286, "בניין 1", 22, INK, bold=True)
    to.text(470, 316, "9 קומות", 17, INK)
    to.text(478, 448, "חלקה 57", 26, MARK, bold=True)
    to.text(478, 480, '1,896 מ"ר', 17, INK)
    to.line([(690, 150), (690, 500)], (110, 150, 100), 9)
    to.text(730, 400, "שביל", 16, INK, turned=True)
    _measure(to, (256, 128), (700, 128), "42.00")
    _measure(to, (240, 140), (240, 510), "45.14")
    to.text(500, 30, f"גוש 99214, חלקה 57 · תשריט סביבה · {SAMPLE}", 18, INK, bold=True)
    to.text(850, 690, "ללא קנה מידה", 15, THIN)
    to.save_drawing(target)
