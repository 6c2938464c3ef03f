"""How a picture looks, in 64 bits: copies that were resaved, resized or hardly cut stay near."""

from itertools import pairwise

from PIL import Image

_ACROSS, _DOWN = 9, 8


def difference_hash(shown: Image.Image) -> str:
    """16 hex digits: for each of 8 × 8 places whether it gets brighter from left to right.

    `shown` is the picture upright, as a person sees it; a small one will do.
    """
    small = shown.convert("L").resize((_ACROSS, _DOWN), Image.Resampling.BOX)
    levels = small.tobytes()
    bits = 0
    for row in range(_DOWN):
        line = levels[row * _ACROSS : (row + 1) * _ACROSS]
        for left, right in pairwise(line):
            bits = bits << 1 | (left < right)
    return f"{bits:016x}"
