"""A picture or page as a sheet in the limited process: the whole small, and tiles of its levels.

Level 0 is the sheet (a picture as shown, a PDF page at its dots an inch), each further one half
of it, counted from the top left corner. How it is cut: `tile_grid`.
"""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from shamay_desktop.documents.imaging import exif, pages, pictures
from shamay_desktop.documents.imaging.kinds import kind_of
from shamay_desktop.documents.imaging.opening import opened, show_frame
from shamay_desktop.documents.imaging.tile_grid import (
    chunk_shape,
    level_size,
    tile_edges,
    tile_name,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileKind

MOST_WHOLE = 4_000_000
"""Pixels of the level that is one picture."""

LEAST_DPI, MOST_DPI = 18, 1200

_DEAR_SECONDS = 0.3
"""A part that took longer holds a scanned picture, which is decoded anew at each opening: then
its neighbours are painted along, while the picture is still in memory."""

_ALONG_SECONDS = 2.5
_POINTS_AN_INCH = 72
_JPEG_STEPS = 8
_QUALITY = 88

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pixels of a sheet, and how many of its levels are made of tiles."""

    width: int
    height: int

    @property
    def levels(self) -> int:
        """The first level that is small enough to be one picture."""
        level = 0
        while math.prod(self.level(level)) > MOST_WHOLE:
            level += 1
        return level

    def level(self, level: int) -> tuple[int, int]:
        """Pixels of a level."""
        return level_size(self.width, self.height, level)


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where the tiles of a level go, and which of them there are."""

    sheet: Sheet
    level: int
    side: int
    folder: Path

    @property
    def columns(self) -> int:
        """How many across."""
        return -(-self.sheet.level(self.level)[0] // self.side)

    @property
    def rows(self) -> int:
        """How many down."""
        return -(-self.sheet.level(self.level)[1] // self.side)

    def box(self, column: int, row: int, columns: int = 1, rows: int = 1) -> Box:
        """Pixels of the level that tiles show, with their overlap."""
        width, height = self.sheet.level(self.level)
        left, right = tile_edges(column, columns, self.side, width)
        top, bottom = tile_edges(row, rows, self.side, height)
        return left, top, right, bottom

    def path(self, column: int, row: int) -> Path:
        """A tile's file."""
        return self.folder / tile_name(self.level, column, row)

    def write(self, image: Image.Image, column: int, row: int) -> None:
        """Put a tile to its place, whole or not at all."""
        part = self.folder / f".{tile_name(self.level, column, row)}.part"
        image.info = {}
        image.save(part, "JPEG", quality=_QUALITY, subsampling=0)
        part.replace(self.path(column, row))


def sheet_whole(path: str, page: int, dpi: int, target: str) -> list[int]:
    """A JPEG of the first level without tiles; width, height and dots an inch of the sheet (0 of
    a picture), its levels, width and height of the JPEG."""
    file = Path(path)
    kind = kind_of(file)
    if kind is FileKind.PDF:
        sheet, whole = _whole_page(file, page, dpi)
    else:
        sheet, whole = _whole_picture(file, kind, page)
        dpi = 0
    whole.info = {}
    whole.save(target, "JPEG", quality=_QUALITY, subsampling=0)
    return [sheet.width, sheet.height, dpi, sheet.levels, *whole.size]


def sheet_tiles(path: str, page: int, dpi: int, side: int, key: list[int], folder: str) -> int:
    """Make the tile `key` (level, column, row) and those that are cheaply made with it.

    Of a page the part around it, of a picture all of the level, the nearest first. Each file is
    in `folder` as soon as it is made; returns how many were.
    """
    file = Path(path)
    kind = kind_of(file)
    level, column, row = key
    if kind is FileKind.PDF:
        return _tiles_of_page(file, page, dpi, (level, side, Path(folder)), (column, row))
    frame = page if kind is FileKind.TIFF else 1
    return _tiles_of_picture(file, kind, frame, (level, side, Path(folder)), (column, row))


SHEET_TASKS: dict[str, Callable[..., object]] = {
    "sheet_whole": sheet_whole,
    "sheet_tiles": sheet_tiles,
}


# -- pages of a PDF ---------------------------------------------------------------------------


def _page_sheet(document: pypdfium2.PdfDocument, page: int, dpi: int) -> Sheet:
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise Refused("sheet_dpi_impossible", least=LEAST_DPI, most=MOST_DPI)
    across, down = pages.wanted_size(document, page)
    scale = dpi / _POINTS_AN_INCH
    # A float's last digit must not add a row of pixels.
    return Sheet(math.ceil(across * scale - 1e-6), math.ceil(down * scale - 1e-6))


def _whole_page(file: Path, page: int, dpi: int) -> tuple[Sheet, Image.Image]:
    with pages.opened(file) as document:
        sheet = _page_sheet(document, page, dpi)
        painter = _PagePainter(document, page, sheet)
        with painter:
            width, height = sheet.level(sheet.levels)
            return sheet, painter.part(sheet.levels, (0, 0, width, height))


def _tiles_of_page(
    file: Path, page: int, dpi: int, where: tuple[int, int, Path], first: tuple[int, int]
) -> int:
    with pages.opened(file) as document:
        sheet = _page_sheet(document, page, dpi)
        tiles, made, began = Tiles(sheet, *where), 0, time.monotonic()
        with _PagePainter(document, page, sheet) as painter:
            for chunk in _chunks(tiles, *first):
                made += _paint_chunk(painter, tiles, *chunk)
                took = time.monotonic() - began
                if not _DEAR_SECONDS < took < _ALONG_SECONDS:
                    break
        return made


def _chunks(tiles: Tiles, column: int, row: int) -> Iterator[Box]:
    """Parts as (column, row, columns, rows): the asked one, then what lies nearest to it."""
    across, down = chunk_shape(tiles.columns)
    home = column // across, row // down
    places = [
        (x, y) for x in range(-(-tiles.columns // across)) for y in range(-(-tiles.rows // down))
    ]
    for x, y in sorted(places, key=lambda place: math.dist(place, home)):
        left, top = x * across, y * down
        yield left, top, min(across, tiles.columns - left), min(down, tiles.rows - top)


def _paint_chunk(
    painter: "_PagePainter", tiles: Tiles, column: int, row: int, columns: int, rows: int
) -> int:
    wanted = [
        (x, y)
        for y in range(row, row + rows)
        for x in range(column, column + columns)
        if not tiles.path(x, y).exists()
    ]
    if not wanted:
        return 0
    box = tiles.box(column, row, columns, rows)
    image = painter.part(tiles.level, box)
    for x, y in wanted:
        left, top, right, bottom = tiles.box(x, y)
        inside = left - box[0], top - box[1], right - box[0], bottom - box[1]
        tiles.write(image.crop(inside), x, y)
    return len(wanted)


class _PagePainter:
    """Paints parts of one page; the page stays open between them."""

    def __init__(self, document: pypdfium2.PdfDocument, page: int, sheet: Sheet) -> None:
        document.init_forms()  # what was typed into a form is drawn only then
        self._document = document
        self._page = document[page - 1]
        self._sheet = sheet

    def __enter__(self) -> "_PagePainter":
        return self

    def __exit__(self, *_problem: object) -> None:
        self._page.close()

    def part(self, level: int, box: Box) -> Image.Image:
        """Pixels of a level. Exactly scaled: each level's corner lies on the sheet's."""
        raw, (left, top, right, bottom), step = pypdfium2.raw, box, 1 << level
        wide, high = right - left, bottom - top
        bitmap = pypdfium2.PdfBitmap.new_native(wide, high, raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
        across = self._sheet.width / self._page.get_width() / step
        down = self._sheet.height / self._page.get_height() / step
        matrix = raw.FS_MATRIX(across, 0, 0, down, -left, -top)
        clip = raw.FS_RECTF(0, 0, wide, high)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, self._page, matrix, clip, raw.FPDF_ANNOT)
        if self._document.formenv:
            whole = round(self._sheet.width / step), round(self._sheet.height / step)
            raw.FPDF_FFLDraw(
                self._document.formenv, bitmap, self._page, -left, -top, *whole, 0, raw.FPDF_ANNOT
            )
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("RGB")


# -- pictures ---------------------------------------------------------------------------------


def _whole_picture(file: Path, kind: FileKind, page: int) -> tuple[Sheet, Image.Image]:
    with opened(file, kind) as image:
        _go_to(image, kind, page)
        orientation = exif.orientation(image, kind)
        if kind is FileKind.HEIC:  # its reader is sure of the size only when it has decoded it
            image.load()
        sheet = _picture_sheet(image, orientation)
        step = 1 << sheet.levels
        cutter = _Cutter(image, orientation, sheet, step)
        return sheet, cutter.whole()


def _tiles_of_picture(
    file: Path, kind: FileKind, page: int, where: tuple[int, int, Path], first: tuple[int, int]
) -> int:
    with opened(file, kind) as image:
        _go_to(image, kind, page)
        orientation = exif.orientation(image, kind)
        if kind is FileKind.HEIC:
            image.load()
        sheet = _picture_sheet(image, orientation)
        tiles = Tiles(sheet, *where)
        cutter, made = _Cutter(image, orientation, sheet, 1 << tiles.level), 0
        places = [(x, y) for y in range(tiles.rows) for x in range(tiles.columns)]
        for place in sorted(places, key=lambda place: math.dist(place, first)):
            if not tiles.path(*place).exists():
                tiles.write(cutter.part(tiles.box(*place)), *place)
                made += 1
        return made


def _go_to(image: Image.Image, kind: FileKind, page: int) -> None:
    frames = getattr(image, "n_frames", 1) if kind is FileKind.TIFF else 1
    if not 1 <= page <= frames:
        raise Refused("file_page_missing", page=page, pages=frames)
    if page > 1:
        show_frame(image, kind, page - 1)


def _picture_sheet(image: Image.Image, orientation: int) -> Sheet:
    width, height = image.size
    return Sheet(height, width) if orientation >= 5 else Sheet(width, height)


class _Cutter:
    """Parts of an opened picture, as shown, at one level; the picture is decoded once."""

    def __init__(self, image: Image.Image, orientation: int, sheet: Sheet, step: int) -> None:
        across, down = image.size
        if image.format == "JPEG":
            # The decoder itself halves, up to three times: an eighth costs little memory.
            most = min(step, _JPEG_STEPS)
            image.draft(None, (max(across // most, 1), max(down // most, 1)))
        self._profile = image.info.get("icc_profile")
        image.load()
        self._image = image
        self._orientation = orientation
        self._sheet = sheet
        self._step = max(step // max(round(across / image.width), 1), 1)
        """Pixels of the decoded picture a pixel of the level."""

    def whole(self) -> Image.Image:
        """All of the level, in strips, so that the picture is never held twice."""
        swapped = self._orientation >= 5
        size = self._image.size[::-1] if swapped else self._image.size
        wide, high = (-(-side // self._step) for side in size)
        made = Image.new("RGB", (wide, high), "white")
        rows = max(4_000_000 // (wide * self._step * self._step), 1)
        for top in range(0, high, rows):
            bottom = min(top + rows, high)
            made.paste(self.part((0, top, wide, bottom)), (0, top))
        return made

    def part(self, box: Box) -> Image.Image:
        """Pixels of the level."""
        step = self._step
        shown = self._image.size[::-1] if self._orientation >= 5 else self._image.size
        left, top = box[0] * step, box[1] * step
        right, bottom = min(box[2] * step, shown[0]), min(box[3] * step, shown[1])
        part = self._image.crop(self._in_file((left, top, right, bottom)))
        part = pictures.plain(part)
        if self._orientation in pictures.TURNS:
            part = part.transpose(pictures.TURNS[self._orientation])
        if step > 1:
            part = part.reduce(step)
        return pictures.in_srgb(part, self._profile)

    def _in_file(self, box: Box) -> Box:
        """The pixels of the file that are shown in a part of the picture as shown."""
        left, top, right, bottom = box
        wide, high = self._image.size
        return {
            2: (wide - right, top, wide - left, bottom),
            3: (wide - right, high - bottom, wide - left, high - top),
            4: (left, high - bottom, right, high - top),
            5: (top, left, bottom, right),
            6: (top, high - right, bottom, high - left),
            7: (wide - bottom, high - right, wide - top, high - left),
            8: (wide - bottom, left, wide - top, right),
        }.get(self._orientation, box)
