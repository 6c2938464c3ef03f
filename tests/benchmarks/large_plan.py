"""A scanned plan of 3.4 m, drawn: one page of 959 x 9,752 points that holds one grey picture."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

POINTS = 959, 9752
PIXELS = 2664, 27089
DPI = 200
SHAPES = 300
_ROOM = 380
_STRIP = 3000


def plan_picture() -> Image.Image:
    """Rooms with walls, hatching and words, a little blurred as a scanner leaves them."""
    plan = Image.new("L", PIXELS, 250)
    pen = ImageDraw.Draw(plan)
    for number, (left, top) in enumerate(_places()):
        pen.rectangle((left, top, left + 300, top + 240), outline=20, width=9)
        pen.rectangle((left + 18, top + 18, left + 282, top + 222), outline=60, width=3)
        for at in range(40, 200, 14):
            pen.line((left + 30, top + at, left + 120, top + at + 20), fill=110, width=2)
        pen.text((left + 140, top + 100), f"room {number} 3.20 x 4.15", fill=0)
    for top in range(0, PIXELS[1], _STRIP):
        strip = plan.crop((0, top, PIXELS[0], min(top + _STRIP, PIXELS[1])))
        plan.paste(strip.filter(ImageFilter.GaussianBlur(0.7)), (0, top))
    return plan


def write_plan(target: Path) -> Path:
    """The plan as a PDF."""
    from reportlab.pdfgen.canvas import Canvas

    scan = target.with_suffix(".jpg")
    plan_picture().save(scan, "JPEG", quality=80)
    page = Canvas(str(target), pagesize=POINTS)
    page.drawImage(str(scan), 0, 0, *POINTS)
    page.save()
    return target


def outlines() -> list[list[tuple[float, float]]]:
    """300 polygons of eight corners over the rooms, in pixels of the sheet."""
    notched = ((0, 0), (180, 0), (180, 60), (300, 60), (300, 240), (120, 240), (120, 200), (0, 200))
    places = _places()[:SHAPES]
    return [[(left + x, top + y) for x, y in notched] for left, top in places]


def _places() -> list[tuple[int, int]]:
    return [
        (left, top)
        for top in range(60, PIXELS[1] - _ROOM, _ROOM)
        for left in range(60, PIXELS[0] - _ROOM, _ROOM)
    ]
