"""The visible stamp of a signature: a PDF of one small page, in the report's faces."""

from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Mark, Page, Panel, Placed, Words
from shamay_desktop.reports.pdf.faces import embed_and_save, load, shipped_faces
from shamay_desktop.reports.pdf.painting import Painter
from shamay_desktop.reports.pdf.typesetting import Typesetter
from shamay_desktop.usecases.written_file import not_written

_PADDING = 5.0
_FRAME = 0.6
_LARGEST, _SMALLEST = 9.0, 4.5
_PITCH = 1.3


def write_stamp(
    lines: Sequence[str], target: Path, *, width: float, height: float, language: Language
) -> None:
    """Set the lines, the first one bold, as large as they fit into the frame."""
    setter = Typesetter(load(shipped_faces()), right_to_left=language.right_to_left)
    marks = _fitting(setter, lines, width, height)
    frame = _FRAME / 2
    box = Panel(frame, frame, width - _FRAME, height - _FRAME, 1.0, _FRAME)
    data = _painted(Page([Placed(0.0, 0.0, [box, *marks])]), width, height, language)
    try:
        target.write_bytes(data)
    except OSError as error:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise not_written(error, target) from error


def _fitting(setter: Typesetter, lines: Sequence[str], width: float, height: float) -> list[Mark]:
    size = _LARGEST
    while True:
        marks, used = _set(setter, lines, size, width)
        if used <= height - 2 * _PADDING or size <= _SMALLEST:
            return marks
        size -= 0.5


def _set(
    setter: Typesetter, lines: Sequence[str], size: float, width: float
) -> tuple[list[Mark], float]:
    top, marks = _PADDING, list[Mark]()
    room = width - 2 * _PADDING
    for number, text in enumerate(lines):
        style = m.Style(size, size * _PITCH, m.Align.START, "numbers", bold=number == 0)
        for line in setter.lines(text, style, room):
            marks += setter.place(line, style, _PADDING, room, top)
            top += line.pitch(style)
    return marks, top - _PADDING


def _painted(page: Page, width: float, height: float, language: Language) -> bytes:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    buffer = BytesIO()
    words = (mark for mark in page.content[0].marks if isinstance(mark, Words))
    font = next((each.font.name for each in words), None)
    canvas = Canvas(
        buffer, pagesize=(width, height), pageCompression=1, invariant=1,
        initialFontName=font,  # type: ignore[arg-type]  # the published types say float
        lang=language.value,
    )  # fmt: skip
    # What paints pages measures from the top of a whole sheet.
    canvas.translate(0, height - m.SHEET_HEIGHT)
    Painter(canvas, {}).page(page, ())
    embed_and_save(canvas)
    return buffer.getvalue()
