"""A map picture with its annotations, drawn for print in the limited process."""

from pathlib import Path

from shamay_desktop.documents.imaging.drawn import (
    LEAST_EM,
    Wanted,
    framed,
    marked,
    readable,
    write,
)
from shamay_desktop.documents.imaging.grounds import sheet_of
from shamay_desktop.domain.drawing.marks import BlurMark
from shamay_desktop.domain.maps.marked import MarkedRequest
from shamay_desktop.domain.maps.marks import annotation_marks
from shamay_desktop.domain.maps.printed_frame import frame_of, furniture
from shamay_desktop.domain.measuring.plans import DPI


def draw_marked(
    path: Path, target: Path, request: MarkedRequest, width: int, kind: str = "JPEG"
) -> list[int]:
    """Crop, turn and mark the picture, `width` pixels across; its size in pixels.

    Raises Refused as the readers of files do, and of what shows nothing of the picture.
    """
    picture = request.picture
    sheet = sheet_of(path, picture.page, DPI)
    frame = frame_of(picture, sheet.size)
    wanted = Wanted(width, request.part)
    scale = wanted.scale(frame.size)
    marks = annotation_marks(picture.annotations, sheet.size, request.north, frame.turn)
    hidden = [*request.veil, *(mark.box for mark in marks if isinstance(mark, BlurMark))]
    image = framed(sheet, frame, hidden, scale)
    metres = request.metres_per_pixel if picture.scale_bar else None
    least = LEAST_EM / scale
    over = furniture(frame.size, metres, request.words, least, picture.corner)
    shown = [readable(mark, least) for mark in marks]
    return write(marked(image, frame, shown, over, scale), target, request.part, kind)
