"""Pages onto paper: the one place that speaks to reportlab's canvas and writes the file."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_content import Metadata, PictureFile, ReportContent
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.charts.drawing import Path as Shape
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import (
    Anchor,
    Layout,
    Link,
    Outline,
    Page,
    Panel,
    Picture,
    Placed,
    Spot,
    Stroke,
    Tint,
    Words,
)
from shamay_desktop.reports.pdf.faces import embed_and_save
from shamay_desktop.usecases.written_file import written_whole

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFImageXObject
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

PROGRAM = "Shamay Desktop"
_WATERMARK_ANGLE = 54.0
_WATERMARK_ALPHA = 0.13
_HIGHLIGHT = "#fff2a8"
_SLANT = 0.21  # the tangent of 12°


def paint(
    layout: Layout,
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    created: datetime,
) -> None:
    """Write the layout to the target; an existing file is replaced only by a whole one."""
    buffer = BytesIO()
    canvas = _canvas(buffer, layout.pages, content.language)
    _describe(canvas, content.metadata, created, right_to_left=content.language.right_to_left)
    painter = Painter(canvas, pictures)
    for page in layout.pages:
        painter.page(page, layout.watermark)
    embed_and_save(canvas)
    _write(buffer.getvalue(), target)


def paint_page(
    page: Page,
    watermark: tuple[Words, ...],
    pictures: Mapping[str, PictureFile],
    target: Path,
    language: Language,
) -> None:
    """Write one page by itself, to look at: without what leads to other pages. As `paint`."""
    alone = Page(_without_ways(page.content), _without_ways(page.furniture))
    buffer = BytesIO()
    canvas = _canvas(buffer, (alone,), language)
    Painter(canvas, pictures).page(alone, watermark)
    embed_and_save(canvas)
    _write(buffer.getvalue(), target)


def _without_ways(places: Iterable[Placed]) -> list[Placed]:
    return [
        placed._replace(
            marks=[mark for mark in placed.marks if not isinstance(mark, Anchor | Link)]
        )
        for placed in places
    ]


def _canvas(buffer: BytesIO, pages: Iterable[Page], language: Language) -> "Canvas":
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # four times faster and a quarter smaller; nothing needs plain ASCII
    font = next((w.font.name for page in pages for w in _words(page.content)), None)
    return Canvas(
        buffer,
        pagesize=(m.SHEET_WIDTH, m.SHEET_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=font,  # type: ignore[arg-type]  # the published types say float
        lang=language.value,
    )


def _write(data: bytes, target: Path) -> None:
    with written_whole(target) as beside:
        beside.write_bytes(data)


def _inner(owner: "Canvas | PDFTextObject") -> Any:
    """reportlab's own state, which its published types leave out."""
    return owner


def _words(placed: Iterable[Placed]) -> Iterable[Words]:
    return (mark for place in placed for mark in place.marks if isinstance(mark, Words))


def _describe(
    canvas: "Canvas", metadata: Metadata, created: datetime, *, right_to_left: bool
) -> None:
    """The file's properties: this report's alone."""
    canvas.setTitle(metadata.title)
    canvas.setAuthor(metadata.author)
    canvas.setSubject(metadata.subject)
    canvas.setKeywords(", ".join(metadata.keywords))
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("Direction", "R2L" if right_to_left else "L2R")
    document = _inner(canvas)._doc
    stamp = document._timeStamp  # reportlab offers no way to give the moment
    offset = created.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    stamp.YMDhms = created.timetuple()[:6]
    hours = abs(minutes) // 60 * (1 if minutes >= 0 else -1)
    stamp.dhh, stamp.dmm = hours, abs(minutes) % 60
    document.updateSignature(created.isoformat())


class Painter:
    """One document being painted; a picture is embedded once however often it is shown."""

    def __init__(self, canvas: "Canvas", pictures: Mapping[str, PictureFile]) -> None:
        self.canvas = canvas
        self.pictures = pictures
        self.embedded: dict[str, tuple[str, str]] = {}
        self.outlined = -1
        self.weight: float | None = None
        self.keys = 0

    def page(self, page: Page, watermark: tuple[Words, ...]) -> None:
        """Boxes and pictures first, words over them, the watermark over all."""
        self.weight = None  # a page begins with the file's own settings
        places = [*page.furniture, *page.content]
        for placed in places:
            self._shapes(placed)
        text = self.canvas.beginText()
        pen = _Pen(text)
        for placed in places:
            for mark in placed.marks:
                if isinstance(mark, Words):
                    pen.write(placed.x + mark.x, m.SHEET_HEIGHT - placed.y - mark.y, mark)
        if pen.colour:
            pen.code.append("0 g")  # what is painted next is black again
        self.canvas.drawText(text)
        if watermark:
            self._watermark(watermark)
        self.canvas.showPage()

    def _shapes(self, placed: Placed) -> None:
        x, top = placed.x, m.SHEET_HEIGHT - placed.y
        for mark in placed.marks:
            match mark:
                case Stroke():
                    self._stroke(x, top, mark)
                case Panel():
                    self._panel(x + mark.x, top - mark.y - mark.height, mark)
                case Tint():
                    self._tint(x + mark.x, top - mark.y - mark.height, mark)
                case Outline():
                    self._outline(x + mark.x, top - mark.y, mark.path)
                case Picture():
                    self._picture(x + mark.x, top - mark.y - mark.height, mark)
                case Anchor():
                    self._anchor(mark, top - mark.y)
                case Spot():
                    continue
                case Link():
                    box = (x + mark.x, top - mark.y - mark.height)
                    end = (box[0] + mark.width, top - mark.y)
                    self.canvas.linkAbsolute("", mark.key, (*box, *end), thickness=0)

    def _stroke(self, x: float, top: float, mark: Stroke) -> None:
        if self.weight != mark.weight:
            self.weight = mark.weight
            self.canvas.setLineWidth(mark.weight)
        start = f"{_number(x + mark.x1)} {_number(top - mark.y1)}"
        end = f"{_number(x + mark.x2)} {_number(top - mark.y2)}"
        line = f"n {start} m {end} l S"
        if mark.colour:
            line = f"{_colour('#' + mark.colour)} RG {line} 0 G"
        _inner(self.canvas)._code.append(line)

    def _panel(self, x: float, y: float, mark: Panel) -> None:
        if mark.grey is not None:
            self.canvas.setFillGray(mark.grey)
        self.weight = mark.weight
        self.canvas.setLineWidth(mark.weight)
        fill, stroke = int(mark.grey is not None), int(mark.weight > 0)
        self.canvas.rect(x, y, mark.width, mark.height, stroke=stroke, fill=fill)
        if mark.grey is not None:
            self.canvas.setFillGray(0)

    def _tint(self, x: float, y: float, mark: Tint) -> None:
        box = " ".join(map(_number, (x, y, mark.width, mark.height)))
        _inner(self.canvas)._code.append(f"q {_colour(_HIGHLIGHT)} rg {box} re f Q")

    def _outline(self, x: float, top: float, path: Shape) -> None:
        """Straight into the page's stream: a plot has hundreds of paths."""
        looks = [] if path.fill is None else [f"{_colour(path.fill)} rg"]
        if path.stroke is not None:
            dash = " ".join(map(_number, path.dash))
            looks.append(f"{_colour(path.stroke)} RG {_number(path.weight)} w [{dash}] 0 d")
        shape = " ".join(
            " ".join(
                [*(f"{_number(x + px)} {_number(top - py)}" for px, py in points), _VERBS[verb]]
            )
            for verb, points in path.commands
        )
        kind = {(True, False): "f", (False, True): "S", (True, True): "B"}
        painted = kind.get((path.fill is not None, path.stroke is not None))
        if painted is not None and path.commands:
            _inner(self.canvas)._code.append(f"q {' '.join(looks)} {shape} {painted} Q")

    def _anchor(self, mark: Anchor, y: float) -> None:
        self.canvas.bookmarkHorizontal(mark.key, 0, y + 12.0)
        if mark.title:
            # a section of a chapter without a title (the opening) stands at the first level
            self.outlined = min(mark.depth, self.outlined + 1)
            self.canvas.addOutlineEntry(mark.title, mark.key, level=self.outlined)

    def _picture(self, x: float, y: float, mark: Picture) -> None:
        name, form = self.embedded.get(mark.key) or self._embed(mark.key)
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(mark.width, mark.height)
        _inner(canvas)._code.append(f"/{name} Do")
        canvas.restoreState()
        _inner(canvas)._formsinuse.append(form)

    def _embed(self, key: str) -> tuple[str, str]:
        """The picture's bytes into the file: a JPEG's as they are, a PNG's pixels packed."""
        form = f"picture{len(self.embedded) + 1}"
        picture = self.pictures[key]
        try:
            image: Any = _image(form, Path(picture.path))
        except (OSError, ValueError, SyntaxError) as error:
            raise WorldFailed("report_picture_unreadable", picture=key) from error
        document = _inner(self.canvas)._doc
        name = document.getXObjectName(form)
        _inner(self.canvas)._setXObjects(image)
        document.Reference(image, name)
        document.addForm(form, image)
        mask = getattr(image, "_smask", None)
        if mask is not None:
            image.smask = document.Reference(mask, document.getXObjectName(f"{form}mask"))
            del image._smask
        self.embedded[key] = (name, form)
        return name, form

    def _watermark(self, words: tuple[Words, ...]) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(m.SHEET_WIDTH / 2, m.SHEET_HEIGHT / 2)
        canvas.rotate(_WATERMARK_ANGLE)
        canvas.setFillAlpha(_WATERMARK_ALPHA)
        text = canvas.beginText()
        pen = _Pen(text)
        for mark in words:
            pen.write(mark.x, mark.size / 2 - mark.y, mark)
        canvas.drawText(text)
        canvas.restoreState()


class _Pen:
    """Writes words into a text object and repeats no setting that already holds.

    Its places are written here and not by reportlab, which would measure each piece again to
    know where it ends, and takes twenty times as long for a number.
    """

    def __init__(self, text: "PDFTextObject") -> None:
        self.text = text
        self.code: list[str] = _inner(text)._code
        self.font: tuple[str, float] | None = None
        self.gap = 0.0
        self.colour = ""

    def write(self, x: float, y: float, mark: Words) -> None:
        if self.font != (mark.font.name, mark.size):
            self.font = (mark.font.name, mark.size)
            self.text.setFont(mark.font.name, mark.size)
        if self.gap != mark.gap:
            self.gap = mark.gap
            self.text.setWordSpace(mark.gap)
        if self.colour != mark.colour:
            self.colour = mark.colour
            self.code.append(f"{_colour('#' + mark.colour)} rg" if mark.colour else "0 g")
        lean = _number(_SLANT) if mark.slant else "0"
        self.code.append(f"1 0 {lean} 1 {_number(x)} {_number(y)} Tm")
        self.code.append(_inner(self.text)._formatText(mark.text))


_VERBS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def _colour(colour: str) -> str:
    """ "#rrggbb" as three parts of 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(map(_number, parts))


def _number(points: float) -> str:
    """To a thousandth of a point, without a tail of zeros."""
    text = f"{points:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _image(name: str, path: Path) -> "PDFImageXObject":
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase.pdfdoc import PDFImageXObject

    image = PDFImageXObject(name, None)
    with path.open("rb") as file:
        jpeg = file.read(2) == b"\xff\xd8"
        file.seek(0)
        if jpeg and image.loadImageFromJPEG(file):
            return image
    image.mask = "auto"
    image.loadImageFromSRC(ImageReader(str(path)))
    return image
