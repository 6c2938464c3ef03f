"""What is asked of the print painter for one map picture, and what a page of a paper hides."""

import math
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from shamay_desktop.domain.drawing.geometry import bounds
from shamay_desktop.domain.drawing.plain import fingerprint
from shamay_desktop.domain.drawing.points import FARTHEST
from shamay_desktop.domain.maps.pictures import AnnotationKind, MapPicture
from shamay_desktop.domain.maps.printed_frame import FurnitureWords
from shamay_desktop.domain.picture_keys import Crop

PAINTED = "1"
"""Of the way of painting: another one makes other pictures of the same rows."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in whole pixels of the sheet."""


@dataclass(frozen=True, slots=True)
class MarkedRequest:
    """A picture with everything on it, to be drawn for print.

    `words` and `north` (the letter) are in the language of the report. `metres_per_pixel` is None
    where no scale bar is drawn. `veil` are parts whose detail is destroyed first, whatever the
    picture's own annotations are; `part` of the drawn picture is what is shown, None all of it.
    """

    picture: MapPicture
    words: FurnitureWords
    north: str
    metres_per_pixel: float | None = None
    veil: tuple[Box, ...] = ()
    part: Crop | None = None

    def fingerprint(self) -> str:
        """Of all that is drawn, and of nothing that is not: what was drawn before leaves it."""
        drawn = replace(self.picture, id="", drawn="", drawn_of="", title="", source="", date="",
                        credit="", control_points=())  # fmt: skip
        return fingerprint((PAINTED, replace(self, picture=drawn)))


@dataclass(frozen=True, slots=True)
class Veil:
    """What of one page of a paper nobody may see in print."""

    paper: str
    page: int
    boxes: tuple[Box, ...]


WHOLE_PAGE: Box = (0, 0, round(FARTHEST), round(FARTHEST))
"""Hides all of a page, however large it is."""


def veils_of(pictures: Iterable[MapPicture], unsure: Container[str] = ()) -> tuple[Veil, ...]:
    """By page of a paper what was blurred on any picture of it: it is hidden on all of them.

    The pages of pictures that are `unsure` (by id: a blur of theirs cannot be read) are hidden as
    a whole, as nobody knows what was to be hidden.
    """
    found: dict[tuple[str, int], list[Box]] = {}
    for picture in pictures:
        if picture.id in unsure:
            found.setdefault((picture.paper, picture.page), []).append(WHOLE_PAGE)
        for annotation in picture.annotations:
            if annotation.kind is AnnotationKind.BLUR and len(annotation.points) > 1:
                left, top, right, bottom = bounds(annotation.points[:2])
                box = math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)
                found.setdefault((picture.paper, picture.page), []).append(box)
    return tuple(Veil(*page, tuple(sorted(set(boxes)))) for page, boxes in found.items())
