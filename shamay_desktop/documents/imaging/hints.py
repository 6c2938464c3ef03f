"""Measures of a decoded picture that hint at blur and darkness; never a verdict."""

from decimal import Decimal

from PIL import Image, ImageFilter, ImageStat

_SCALE = 1000
"""Pixels of the longer side at which pictures are measured, so that all are held to one scale."""

_MOST_SIDE = 3000
"""Pixels a side, as decoded, of the middle that is looked at: quick on every picture."""

_EVEN = 6.0
"""Spread of grey below which a picture is an even surface, of which sharpness says nothing."""

_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_PLACES = Decimal("0.001")


def measures(decoded: Image.Image) -> tuple[Decimal | None, Decimal]:
    """Sharpness and brightness from 0 to 1, to three places; no sharpness of an even surface.

    Sharpness is how strongly neighbours differ, measured against the picture's own contrast, so
    that a dim photo is no blurred one.
    """
    grey = _middle(decoded)
    level = ImageStat.Stat(grey)
    brightness = _exact(level.mean[0] / 255)
    if level.stddev[0] < _EVEN:
        return None, brightness
    inner = grey.filter(_LAPLACIAN).crop((1, 1, grey.width - 1, grey.height - 1))
    edges = ImageStat.Stat(inner).stddev[0]
    return _exact(min(1.0, edges / level.stddev[0])), brightness


def _middle(image: Image.Image) -> Image.Image:
    across, down = min(image.width, _MOST_SIDE), min(image.height, _MOST_SIDE)
    left, top = (image.width - across) // 2, (image.height - down) // 2
    middle = image.crop((left, top, left + across, top + down))
    if middle.mode.startswith("I"):
        middle = middle.convert("I").point(lambda level: level * (1 / 256) + 0)
    grey = middle.convert("L")
    times = round(max(image.size) / _SCALE)
    grey = grey.reduce(times) if times > 1 else grey
    # A picture of two pixels has no inside to measure.
    return grey if min(grey.size) > 2 else grey.resize((3, 3))


def _exact(measure: float) -> Decimal:
    return Decimal(str(measure)).quantize(_PLACES)
