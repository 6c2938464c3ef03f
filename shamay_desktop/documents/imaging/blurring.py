"""Detail destroyed beyond repair: a few coarse colours where a face or a plate was."""

from itertools import pairwise

from PIL import Image, ImageFilter

Box = tuple[int, int, int, int]

_CELLS = 4
"""Along the longer side: fewer than a plate has signs, or a face has features."""

_LEVEL = 32
"""Steps of a colour that a cell keeps."""

_AROUND = 3
"""Pixels beyond the box: where the picture was made smaller, its edge has bled that far."""


def blur(image: Image.Image, box: Box) -> None:
    """Destroy what is in a box of a picture (RGB), in place; a box off the picture does nothing.

    Cells that are larger than a sign of a plate, each of the middle colour (the median, not the
    mean) of what was there, in few levels: how much ink a cell holds is not told, only its ground.
    Then they are smoothed, and nothing finer than a cell is left to be sharpened or averaged.
    """
    inner = _within(image, box, 0)
    outer = _within(image, box, _AROUND)
    if inner is None or outer is None:
        return
    part = image.crop(inner)
    cell = max(part.size) / _CELLS
    coarse = _coarse(part, *(max(1, round(side / cell)) for side in part.size))
    size = outer[2] - outer[0], outer[3] - outer[1]
    seen = coarse.resize(size, Image.Resampling.BICUBIC)
    image.paste(seen.filter(ImageFilter.GaussianBlur(max(1.0, cell / 4))), outer[:2])


def _within(image: Image.Image, box: Box, around: int) -> Box | None:
    """The box with so much around it as far as it is on the picture; None where nothing is."""
    left, top = max(box[0] - around, 0), max(box[1] - around, 0)
    right, bottom = min(box[2] + around, image.width), min(box[3] + around, image.height)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _coarse(part: Image.Image, across: int, down: int) -> Image.Image:
    """One pixel for each cell."""
    columns = [part.width * at // across for at in range(across + 1)]
    rows = [part.height * at // down for at in range(down + 1)]
    found = Image.new("RGB", (across, down))
    for y, (top, bottom) in enumerate(pairwise(rows)):
        for x, (left, right) in enumerate(pairwise(columns)):
            found.putpixel((x, y), _ground(part.crop((left, top, right, bottom))))
    return found


def _ground(cell: Image.Image) -> tuple[int, int, int]:
    levels = cell.histogram()
    half = cell.width * cell.height / 2
    red, green, blue = (_middle(levels[at : at + 256], half) for at in (0, 256, 512))
    return red, green, blue


def _middle(counts: list[int], half: float) -> int:
    gone = 0
    for shade, count in enumerate(counts):
        gone += count
        if gone >= half:
            return min(255, shade // _LEVEL * _LEVEL + _LEVEL // 2)
    return 255
