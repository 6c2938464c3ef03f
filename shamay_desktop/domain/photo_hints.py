"""Hints that a photo may be of no use in a report: blurred or dark; a person decides."""

from decimal import Decimal
from enum import StrEnum

from shamay_desktop.domain.evidence import Image

BLURRED_BELOW = Decimal("0.030")
DARK_BELOW = Decimal("0.160")
"""Measured on made rooms (tests/documents/test_photo_hints.py): sharp ones are above 0.06, those
blurred by eight pixels of a telephone's picture below 0.025; lit ones are above 0.4."""


class Hint(StrEnum):
    """What may be wrong with a photo."""

    BLURRED = "blurred"
    DARK = "dark"


def hints(photo: Image) -> tuple[Hint, ...]:
    """What to look at; nothing of a photo that was not measured, or of an even surface."""
    found = []
    if photo.sharpness is not None and photo.sharpness < BLURRED_BELOW:
        found.append(Hint.BLURRED)
    if photo.brightness is not None and photo.brightness < DARK_BELOW:
        found.append(Hint.DARK)
    return tuple(found)
