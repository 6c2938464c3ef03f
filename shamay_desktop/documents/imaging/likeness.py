"""How a picture looks, in 64 bits: copies that were resaved, resized or hardly cut stay near."""

from itertools import pairwise

from PIL import Image

_ACROSS, _DOWN = 9, 8
_SMALL = 72
"""Pixels a side from which the hashes of all four turns are taken."""

_TURNS = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
"""As shown, and turned clockwise by 90, 180 and 270 degrees."""


def difference_hash(shown: Image.Image) -> str:
    """Four times 16 hex digits, of the picture as shown and turned by each quarter clockwise.

    For each of 8 × 8 places a bit: whether it gets brighter from left to right. `shown` is the
    picture upright, as a person sees it; a small one will do.
    """
    small = shown.convert("L").resize((_SMALL, _SMALL), Image.Resampling.BOX)
    return "".join(_hash(small if turn is None else small.transpose(turn)) for turn in _TURNS)


def _hash(grey: Image.Image) -> str:
    levels = grey.resize((_ACROSS, _DOWN), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(_DOWN):
        line = levels[row * _ACROSS : (row + 1) * _ACROSS]
        for left, right in pairwise(line):
            bits = bits << 1 | (left < right)
    return f"{bits:016x}"
