"""The excerpt of a plan with its measured shapes, drawn for print in the limited process."""

import math
from pathlib import Path

from PIL import Image, ImageChops

from shamay_desktop.documents.imaging.drawn import Wanted, framed, marked, write
from shamay_desktop.documents.imaging.grounds import Sheet, sheet_of
from shamay_desktop.documents.imaging.painting import mask_of
from shamay_desktop.domain.drawing.marks import Mark
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileKind
from shamay_desktop.domain.maps.marks import north_arrow
from shamay_desktop.domain.maps.printed_frame import Frame
from shamay_desktop.domain.measuring.excerpts import ExcerptRequest, Ground
from shamay_desktop.domain.measuring.marks import EXCERPT, excerpt_marks, shape_marks
from shamay_desktop.domain.measuring.plans import DPI

POINTS_ACROSS = 468
"""Of the text's width in print: line widths and words of an excerpt are points of the page."""

_FAINT = 0.78
"""How much white lies over what is whitened."""


def draw_excerpt(
    path: Path, target: Path, request: ExcerptRequest, width: int, kind: str = "JPEG"
) -> list[int]:
    """The part inside the outline with its shapes, `width` pixels across; its size in pixels.

    Raises Refused as the readers of files do, and (`drawn_off_the_sheet`).
    """
    sheet = sheet_of(path, request.page, request.dpi)
    left, top, right, bottom = request.box()
    box = (
        max(math.floor(left), 0), max(math.floor(top), 0),
        min(math.ceil(right), sheet.size[0]), min(math.ceil(bottom), sheet.size[1]),
    )  # fmt: skip
    if box[2] - box[0] < 1 or box[3] - box[1] < 1:
        raise Refused("drawn_off_the_sheet")
    frame = Frame(box, request.turn % 360)
    scale = Wanted(width, request.part).scale(frame.size)
    image = _grounded(framed(sheet, frame, _hidden(sheet, request), scale), frame, request)
    unit = max(frame.size[0], frame.size[1] / 1.4) / POINTS_ACROSS
    marks: list[Mark] = []
    for each in request.shapes:
        marks += shape_marks(each.shape, each.label, unit, frame.turn)
    marks += excerpt_marks(request.outline, unit) if request.outlined else ()
    done = marked(image, frame, marks, _north(request, unit), scale)
    return write(done, target, request.part, kind)


def _hidden(sheet: Sheet, request: ExcerptRequest) -> list[tuple[int, int, int, int]]:
    """What is hidden, in pixels of this sheet."""
    times = request.dpi / DPI if sheet.kind is FileKind.PDF else 1.0
    return [
        (math.floor(left * times), math.floor(top * times),
         math.ceil(right * times), math.ceil(bottom * times))
        for left, top, right, bottom in request.veil
    ]  # fmt: skip


def _grounded(image: Image.Image, frame: Frame, request: ExcerptRequest) -> Image.Image:
    """What lies outside the outline, as the ground has it."""
    if request.ground is Ground.KEPT:
        return image
    scale = image.width / frame.size[0]
    ring = [(x * scale, y * scale) for x, y in map(frame.printed, request.outline)]
    outside = ImageChops.invert(mask_of(image.size, [ring]))
    if request.ground is Ground.WHITENED:
        outside = outside.point([round(level * _FAINT) for level in range(256)])
    whole = image.copy()
    whole.paste("white", (0, 0, *image.size), outside)
    return whole


def _north(request: ExcerptRequest, unit: float) -> tuple[Mark, ...]:
    """In the upper corner on the left, where north is known."""
    if request.north is None:
        return ()
    radius = 13 * unit
    return north_arrow(
        (radius * 1.9, radius * 2.4), radius, EXCERPT, (request.north, 0.0), request.letter
    )
