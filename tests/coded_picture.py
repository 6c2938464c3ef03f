"""Pictures of many squares, no two places alike, so that a test sees whether a part is the one
that is meant, to the pixel."""

import random
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from reportlab.pdfgen.canvas import Canvas

STEP = 8
"""Pixels a side of a square: what a JPEG makes of it is told apart still."""

Box = tuple[int, int, int, int]


def coded_picture(width: int, height: int) -> Image.Image:
    """Squares of colours by chance, the same each time."""
    across, down = -(-width // STEP), -(-height // STEP)
    colours = random.Random(7).randbytes(3 * across * down)
    small = Image.frombytes("RGB", (across, down), colours)
    whole = small.resize((across * STEP, down * STEP), Image.Resampling.NEAREST)
    return whole.crop((0, 0, width, height))


def coded_page(target: Path, points: tuple[int, int], pixels: tuple[int, int]) -> Path:
    """A PDF page that holds such a picture to its edges."""
    scan = target.with_suffix(".png")
    coded_picture(*pixels).save(scan)
    page = Canvas(str(target), pagesize=points)
    page.drawImage(str(scan), 0, 0, *points)
    page.save()
    return target


def level_of(picture: Image.Image, level: int) -> Image.Image:
    """A picture at a level, counted from its top left corner."""
    return picture.reduce(1 << level) if level else picture


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures of one size are apart, on the average of all pixels, 0 to 255."""
    apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return sum(ImageStat.Stat(apart).mean) / 3


def assert_is_part(found: Image.Image, whole: Image.Image, box: Box, *, most: float = 8.0) -> None:
    """`found` is that part of the picture: a pixel beside it fits clearly worse."""
    assert found.size == (box[2] - box[0], box[3] - box[1])
    here = difference(found, whole.crop(box))
    assert here <= most, here
    for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        beside = (box[0] + across, box[1] + down, box[2] + across, box[3] + down)
        assert difference(found, whole.crop(beside)) > here + 2, (box, here, (across, down))
