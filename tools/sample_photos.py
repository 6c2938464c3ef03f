"""The sample's photos: a drawn facade, rooms, balcony and street, saved as a camera would."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from tools.sample_canvas import Canvas, Colour

WIDTH, HEIGHT = 1440, 960
_FIRST_TAKEN = datetime(2026, 10, 20, 10, 4)  # noqa: DTZ001 — a camera writes its own local time

SKY: tuple[Colour, Colour] = ((112, 168, 222), (214, 232, 244))
STONE, GLASS, RAIL = (222, 208, 184), (120, 156, 178), (190, 205, 212)
WOOD, LEAF, ROAD = (150, 108, 70), (86, 128, 66), (92, 94, 98)


def make_photos(folder: Path) -> None:
    """Write every photo of the sample."""
    for number, (name, scene) in enumerate(SCENES.items()):
        canvas = Canvas(WIDTH, HEIGHT)
        scene(canvas)
        canvas.save_photo(folder / name, _exif(number))


def _exif(number: int) -> Image.Exif:
    taken = (_FIRST_TAKEN + timedelta(minutes=4 * number)).strftime("%Y:%m:%d %H:%M:%S")
    exif = Image.Exif()
    exif[0x0112] = 1
    exif[0x0131] = "drawn sample"
    exif[0x0132] = taken
    exif.get_ifd(0x8769)[0x9003] = taken
    return exif


def _front(to: Canvas) -> None:
    to.fade(0, 0, 1000, 470, *SKY)
    to.shape([(0, 470), (1000, 470), (1000, 667), (0, 667)], ROAD)
    _building(to, 40, 250, 150, 4, (206, 196, 178))
    _building(to, 820, 210, 150, 5, (214, 200, 180))
    to.shadow([(262, 110), (768, 110), (800, 540), (250, 540)], 70)
    to.fade(270, 84, 490, 446, (236, 224, 203), (214, 198, 172))
    for floor in range(9):
        top = 96 + floor * 45
        for at in range(5):
            to.fade(290 + at * 96, top, 70, 31, (96, 128, 150), (168, 194, 206))
            to.line([(325 + at * 96, top), (325 + at * 96, top + 31)], (230, 232, 232), 1.5)
        for left in (282, 570):
            to.shadow([(left, top + 34), (left + 180, top + 34), (left + 180, top + 44),
                       (left, top + 44)], 80, 3)  # fmt: skip
            to.box(left, top + 18, 176, 18, (*RAIL, 170))
            to.line([(left, top + 18), (left + 176, top + 18)], (120, 124, 128), 2)
            to.line([(left, top + 37), (left + 176, top + 37)], (196, 180, 154), 4)
    to.fade(462, 494, 92, 66, (70, 86, 96), (140, 160, 168))
    to.line([(508, 494), (508, 560)], (210, 212, 212), 2)
    to.text(508, 484, "השקד 12", 15, (70, 60, 48), bold=True)
    _green_edge(to)


def _green_edge(to: Canvas) -> None:
    to.shape([(0, 556), (1000, 556), (1000, 592), (0, 592)], (188, 184, 176))
    to.shape([(0, 528), (452, 528), (452, 558), (0, 558)], (104, 146, 82))
    to.shape([(566, 528), (1000, 528), (1000, 558), (566, 558)], (104, 146, 82))
    for x, size in ((70, 46), (196, 38), (640, 30), (790, 44), (930, 40)):
        _tree(to, x, 560, size)
    to.line([(0, 634), (1000, 634)], (216, 214, 206), 3)


def _building(to: Canvas, x: float, y: float, width: float, floors: int, wall: Colour) -> None:
    to.fade(x, y, width, 556 - y, wall, (190, 178, 158))
    step = (540 - y) / floors
    for floor in range(floors):
        for at in range(3):
            to.box(x + 14 + at * 45, y + 14 + floor * step, 30, step * 0.45, GLASS)


def _tree(to: Canvas, x: float, foot: float, size: float) -> None:
    to.line([(x, foot), (x, foot - size * 1.5)], (104, 78, 54), size / 7)
    for dx, dy, part in ((0, -2.0, 1.0), (-0.6, -1.6, 0.75), (0.6, -1.65, 0.7), (0.1, -2.6, 0.7)):
        shade = 8 * round(part * 4)
        colour = (LEAF[0] - 30 + shade, LEAF[1] - 26 + shade, LEAF[2] - 22 + shade)
        to.dot(x + dx * size, foot + dy * size, size * part, colour)


def _room(to: Canvas, wall: Colour, floor: Colour) -> None:
    """A room seen from the door: back wall 230…770 × 150…440."""
    dark = (wall[0] - 22, wall[1] - 22, wall[2] - 20)
    to.shape([(0, 0), (1000, 0), (770, 150), (230, 150)], (246, 245, 241))
    to.shape([(0, 0), (230, 150), (230, 440), (0, 667)], dark)
    to.shape([(1000, 0), (770, 150), (770, 440), (1000, 667)], (dark[0] - 8, dark[1] - 8, dark[2]))
    to.box(230, 150, 540, 290, wall)
    to.shape([(0, 667), (230, 440), (770, 440), (1000, 667)], floor)
    joint = (floor[0] - 22, floor[1] - 22, floor[2] - 22)
    for at in range(-8, 17):
        to.line([(230 + at * 67.5, 440), (500 + (at - 4) * 260, 700)], joint, 1)
    for depth in (0.06, 0.17, 0.34, 0.6):
        y = 440 + 240 * depth
        to.line([(0, y), (1000, y)], joint, 1)
    to.shape([(0, 0), (230, 150), (230, 440), (0, 667)], dark)
    to.shape([(1000, 0), (770, 150), (770, 440), (1000, 667)], (dark[0] - 8, dark[1] - 8, dark[2]))
    to.line([(230, 440), (770, 440)], (250, 248, 242), 5)
    for x in (330, 500, 670):
        to.dot(x, 92, 7, (255, 252, 232))


def _window(to: Canvas, x: float, y: float, width: float, height: float) -> None:
    to.fade(x, y, width, height, *SKY)
    to.shape([(x, y + height * 0.72), (x + width * 0.4, y + height * 0.6),
              (x + width, y + height * 0.75), (x + width, y + height), (x, y + height)],
             (126, 156, 110))  # fmt: skip
    to.line([(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)],
            (236, 236, 234), 6)  # fmt: skip
    to.line([(x + width / 2, y), (x + width / 2, y + height)], (236, 236, 234), 5)


def _living_room(to: Canvas) -> None:
    _room(to, (233, 228, 217), (205, 196, 182))
    _window(to, 300, 186, 330, 254)
    to.shadow([(300, 440), (630, 440), (760, 667), (220, 667)], 95, 26, light=True)
    to.shadow([(300, 610), (760, 610), (820, 656), (260, 656)], 120)
    to.shape([(320, 560), (690, 560), (740, 628), (270, 628)], (166, 152, 138))
    to.box(30, 420, 220, 96, (86, 104, 122), round_by=16)
    to.shape([(20, 486), (256, 470), (300, 540), (24, 606)], (98, 118, 138))
    for x in (52, 128):
        to.box(x, 440, 62, 50, (206, 186, 150), round_by=10)
    to.box(402, 548, 190, 14, WOOD, round_by=4)
    to.line([(420, 562), (414, 602)], (96, 70, 46), 5)
    to.line([(574, 562), (580, 602)], (96, 70, 46), 5)
    to.shape([(790, 260), (900, 226), (900, 400), (790, 376)], (26, 28, 32))
    to.shape([(776, 430), (960, 470), (960, 540), (776, 470)], (222, 218, 210))
    to.box(664, 220, 70, 92, (245, 243, 236), edge=(120, 96, 70), line=3)
    to.dot(699, 256, 18, (190, 150, 110))
    _plant(to, 724, 440)


def _plant(to: Canvas, x: float, foot: float) -> None:
    to.box(x - 18, foot - 34, 36, 40, (186, 120, 86), round_by=5)
    for dx, dy in ((-34, -92), (-12, -120), (14, -116), (36, -86), (2, -76)):
        to.line([(x, foot - 30), (x + dx, foot + dy)], (72, 116, 66), 9)


def _kitchen(to: Canvas) -> None:
    _room(to, (238, 236, 230), (198, 192, 184))
    to.box(230, 158, 540, 84, (112, 128, 124))
    for at in range(6):
        to.line([(230 + at * 90, 158), (230 + at * 90, 242)], (92, 106, 104), 2)
    for row in range(3):
        to.box(230, 244 + row * 30, 540, 28, (226, 230, 228), edge=(208, 212, 210), line=1)
    to.box(230, 336, 540, 12, (244, 243, 240))
    to.box(230, 348, 540, 92, (112, 128, 124))
    for at in range(6):
        to.line([(230 + at * 90, 348), (230 + at * 90, 440)], (92, 106, 104), 2)
        to.line([(262 + at * 90, 358), (290 + at * 90, 358)], (214, 208, 196), 3)
    to.box(512, 264, 88, 66, (40, 42, 46), round_by=4)
    to.box(412, 352, 84, 80, (46, 48, 52), round_by=4)
    to.line([(300, 336), (300, 306), (322, 306), (322, 316)], (176, 180, 184), 5)
    to.shadow([(290, 640), (740, 640), (780, 667), (250, 667)], 130)
    to.shape([(300, 496), (700, 496), (752, 540), (248, 540)], (248, 247, 244))
    to.box(262, 540, 476, 112, (138, 106, 76))
    for x in (380, 500, 620):
        to.line([(x, 540), (x, 652)], (116, 86, 60), 2)
        to.line([(x, 150), (x, 232)], (60, 60, 60), 2)
        to.dot(x, 240, 20, (252, 240, 200))
    to.dot(440, 506, 16, (196, 84, 60))
    to.dot(464, 510, 14, (214, 168, 66))
    _window_side(to)


def _window_side(to: Canvas) -> None:
    to.shape([(830, 170), (960, 110), (960, 420), (830, 380)], (206, 226, 240))
    to.line([(830, 170), (960, 110), (960, 420), (830, 380), (830, 170)], (242, 242, 240), 6)
    to.line([(892, 142), (892, 398)], (242, 242, 240), 5)


def _bedroom(to: Canvas) -> None:
    _room(to, (224, 220, 226), (176, 138, 100))
    _window(to, 580, 190, 150, 150)
    to.shape([(560, 180), (590, 180), (584, 430), (548, 430)], (214, 204, 190))
    to.shape([(722, 180), (752, 180), (764, 430), (728, 430)], (214, 204, 190))
    to.shadow([(240, 600), (620, 600), (690, 667), (190, 667)], 120)
    to.box(272, 296, 270, 110, (132, 108, 92), round_by=10)
    to.shape([(282, 390), (532, 390), (640, 600), (190, 600)], (242, 240, 236))
    to.shape([(250, 456), (566, 456), (640, 600), (190, 600)], (110, 128, 152))
    to.shape([(190, 600), (640, 600), (634, 636), (198, 636)], (92, 108, 130))
    for x in (292, 412):
        to.box(x, 372, 112, 46, (252, 251, 248), round_by=14)
    for x in (236, 546):
        to.box(x, 400, 34, 50, WOOD, round_by=3)
        to.line([(x + 17, 400), (x + 17, 370)], (120, 112, 100), 3)
        to.shape([(x + 4, 372), (x + 30, 372), (x + 24, 346), (x + 10, 346)], (255, 236, 190))
    to.box(330, 196, 150, 72, (246, 244, 240), edge=(110, 90, 74), line=3)
    to.shape([(340, 258), (390, 216), (430, 246), (452, 226), (470, 258)], (150, 170, 186))
    to.shape([(812, 180), (980, 80), (980, 640), (812, 470)], (236, 230, 220))
    to.line([(890, 134), (890, 548)], (206, 198, 186), 3)


def _bathroom(to: Canvas) -> None:
    _room(to, (226, 230, 230), (150, 152, 154))
    for row in range(7):
        to.line([(230, 150 + row * 42), (770, 150 + row * 42)], (206, 212, 213), 1.5)
    for at in range(10):
        to.line([(230 + at * 60, 150), (230 + at * 60, 440)], (206, 212, 213), 1.5)
    to.box(268, 176, 160, 120, (196, 216, 224), edge=(150, 160, 164), line=3)
    to.shape([(280, 286), (340, 184), (372, 184), (312, 286)], (222, 236, 242))
    to.box(258, 346, 184, 16, (250, 250, 248), round_by=4)
    to.box(264, 362, 172, 66, WOOD)
    to.line([(350, 362), (350, 428)], (120, 84, 54), 2)
    to.line([(350, 346), (350, 320), (366, 320)], (170, 176, 180), 5)
    to.box(470, 360, 62, 70, (250, 250, 248), round_by=18)
    to.box(466, 316, 70, 50, (246, 246, 244), round_by=8)
    to.box(580, 170, 176, 270, (200, 220, 226, 120), edge=(176, 184, 188), line=3)
    to.line([(700, 196), (700, 330)], (180, 184, 188), 4)
    to.box(676, 190, 48, 8, (170, 174, 178))
    to.shape([(60, 470), (210, 410), (210, 500), (60, 600)], (244, 242, 238))
    to.shape([(90, 300), (130, 288), (130, 400), (90, 420)], (120, 146, 160))
    to.shadow([(250, 440), (540, 440), (570, 480), (220, 480)], 70)


def _balcony(to: Canvas) -> None:
    to.fade(0, 0, 1000, 400, *SKY)
    for x, top, width in ((40, 270, 90), (180, 220, 110), (360, 286, 80), (520, 240, 120),
                          (720, 262, 90), (850, 226, 110)):  # fmt: skip
        to.fade(x, top, width, 400 - top, (212, 204, 190), (190, 184, 172))
        for row in range(int((390 - top) / 24)):
            for at in range(3):
                to.box(x + 10 + at * width / 3.2, top + 10 + row * 24, width / 6, 10, GLASS)
    to.fade(0, 372, 1000, 150, (120, 150, 96), (88, 118, 76))
    to.shape([(0, 667), (0, 520), (1000, 520), (1000, 667)], (190, 176, 156))
    for at in range(-6, 17):
        to.line([(at * 100, 520), (500 + (at - 5) * 190, 667)], (166, 152, 132), 2)
    to.box(0, 400, 1000, 120, (206, 224, 232, 110))
    to.line([(0, 400), (1000, 400)], (104, 108, 112), 6)
    for x in range(40, 1000, 160):
        to.line([(x, 400), (x, 522)], (130, 134, 138), 4)
    for at in range(9):
        to.shape([(560 + at * 48, 60), (582 + at * 48, 60), (640 + at * 52, 0),
                  (612 + at * 52, 0)], (138, 98, 62))  # fmt: skip
    to.box(540, 60, 460, 18, (122, 86, 54))
    to.box(548, 60, 18, 470, (128, 90, 58))
    to.shadow([(180, 610), (470, 610), (500, 645), (150, 645)], 120)
    to.shape([(190, 530), (450, 530), (476, 566), (164, 566)], WOOD)
    for x in (190, 450):
        to.line([(x, 560), (x, 630)], (100, 72, 48), 7)
    _plant(to, 90, 560)
    _plant(to, 690, 560)


def _street(to: Canvas) -> None:
    to.fade(0, 0, 1000, 400, *SKY)
    to.shape([(0, 90), (330, 270), (330, 400), (0, 520)], (218, 206, 186))
    to.shape([(1000, 60), (640, 270), (640, 400), (1000, 540)], (208, 196, 176))
    for row in range(4):
        for at in range(4):
            near = 1 - at * 0.2
            x, y = 20 + at * 78, 170 + row * 78 * near + at * 34
            to.box(x, y, 46 * near, 36 * near, GLASS)
            to.box(930 - at * 74, y - 16, 46 * near, 36 * near, GLASS)
    to.shape(
        [(0, 520), (330, 396), (640, 396), (1000, 540), (1000, 667), (0, 667)], (196, 192, 184)
    )
    to.shape([(150, 667), (430, 396), (540, 396), (850, 667)], ROAD)
    for y, width in ((640, 14), (570, 10), (510, 7), (464, 5), (430, 3)):
        to.shape([(500 - width, y), (500 + width, y), (498 + width * 0.7, y - 24),
                  (500 - width * 0.7, y - 24)], (226, 224, 214))  # fmt: skip
    for x, foot, size in ((300, 420, 24), (236, 452, 34), (120, 520, 54), (668, 424, 26),
                          (744, 462, 38), (880, 540, 58)):  # fmt: skip
        _tree(to, x, foot, size)
    for x, y, size, colour in ((268, 520, 60, (170, 60, 54)), (330, 466, 40, (70, 96, 140)),
                               (690, 500, 52, (226, 226, 224))):  # fmt: skip
        to.shadow([(x, y + size * 0.5), (x + size * 1.5, y + size * 0.5),
                   (x + size * 1.5, y + size * 0.7), (x, y + size * 0.7)], 120, 4)  # fmt: skip
        to.box(x, y, size * 1.5, size * 0.55, colour, round_by=size / 6)
        to.box(x + size * 0.3, y - size * 0.3, size * 0.9, size * 0.4, (60, 74, 84), round_by=6)
        to.dot(x + size * 0.3, y + size * 0.55, size * 0.16, (30, 30, 32))
        to.dot(x + size * 1.2, y + size * 0.55, size * 0.16, (30, 30, 32))


SCENES: Mapping[str, Callable[[Canvas], None]] = MappingProxyType(
    {
        "front.jpg": _front,
        "living-room.jpg": _living_room,
        "kitchen.jpg": _kitchen,
        "bedroom.jpg": _bedroom,
        "bathroom.jpg": _bathroom,
        "balcony.jpg": _balcony,
        "street.jpg": _street,
    }
)
