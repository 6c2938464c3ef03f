"""Pictures made from stored files, cached by hash and recipe; a lost cache rebuilds itself.

A cached file's name says its size in pixels, so that nothing here needs to open a picture:
`ab/<sha256>/v1-thumb-256.256x171.jpg`.
"""

import re
import shutil
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.disk import Disk
from shamay_desktop.documents.last_use import DAY_SECONDS, note_use
from shamay_desktop.documents.sheet_files import SheetFiles
from shamay_desktop.documents.store_check import is_hash
from shamay_desktop.domain.drawing import plain
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.maps.marked import MarkedRequest
from shamay_desktop.domain.measuring.excerpts import ExcerptRequest
from shamay_desktop.domain.picture_keys import Crop
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.usecases.file_ports import SheetFacts
from shamay_desktop.usecases.limited_process import LimitedTasks
from shamay_desktop.usecases.ports import Cancelled

VERSION = "v1"
"""Of the recipes; a new one when the pictures they make change."""

_SIZE = re.compile(r"\.(\d{1,5})x(\d{1,5})\.jpg")
_UNUSED_SECONDS = 90 * DAY_SECONDS
_TALLEST = 2
"""A printed picture's greatest height as a multiple of its width."""

_Request = Callable[[str, str], tuple[object, ...]]
"""(source, target) → the worker's arguments."""


class DerivedFiles:
    """The port `Derived`.

    Each call raises Refused as the worker does (`file` is the hash's beginning),
    WorldFailed(`stored_file_missing`) and the disk's WorldFailed.
    """

    def __init__(self, root: Path, store: FileStore, workers: LimitedTasks, disk: Disk) -> None:
        self._root = root
        self._store = store
        self._workers = workers
        self._disk = disk
        self._sheets = SheetFiles(root, store, workers, disk)

    def thumbnail(self, sha256: str, size: int, rotation: int = 0) -> PictureFile:
        """The picture, or a PDF's first page, within `size` pixels either way."""
        return self._picture(
            sha256,
            _turned(_thumbnail(size), rotation),
            "thumbnail",
            lambda source, target: (source, target, size, rotation),
        )

    def keep_thumbnail(self, sha256: str, size: int, made: PictureFile) -> None:
        """Copy a thumbnail that was made together with the file's facts to its place.

        Raises WorldFailed; nothing is half-written.
        """
        folder = self._root / sha256[:2] / sha256
        stem = f"{VERSION}-{_thumbnail(size)}"
        if _cached(folder, stem) is not None:
            return
        temporary = self._new_file(folder)
        try:
            shutil.copyfile(made.path, temporary)
            self._disk.place(temporary, folder / _name(stem, made.width, made.height))
        except OSError as error:
            raise self._disk.failure(error, folder) from error
        finally:
            temporary.unlink(missing_ok=True)

    def page(self, sha256: str, page: int, dpi: int, rotation: int = 0) -> PictureFile:
        """A page (the first is 1) at `dpi`, or less when the page is vast.

        A TIFF's frames are its pages; any other picture is one page.
        """
        return self._picture(
            sha256,
            _turned(f"page-{page}-{dpi}", rotation),
            "page_picture",
            lambda source, target: (source, page, target, dpi, rotation),
        )

    def for_print(self, sha256: str, width: int, rotation: int = 0) -> PictureFile:
        """For the report: at most `width` pixels across and twice as many down, never enlarged.

        `rotation` turns it clockwise by 0, 90, 180 or 270 degrees.
        """
        return self._picture(
            sha256,
            f"print-{width}-{rotation}",
            "print_picture",
            lambda source, target: (source, target, width, width * _TALLEST, rotation),
        )

    def cropped(
        self, sha256: str, crop: Crop, width: int, rotation: int = 0, page: int = 0
    ) -> PictureFile:
        """A part of the picture or page as shown, at most `width` across and twice that down."""
        edges = "-".join(map(str, crop))
        return self._picture(
            sha256,
            f"part-{page}-{edges}-{width}-{rotation}",
            "cropped_picture",
            lambda source, target: (
                source, page, target, list(crop), [width, width * _TALLEST], rotation,
            ),
        )  # fmt: skip

    def marked(self, sha256: str, request: MarkedRequest, width: int) -> PictureFile:
        """A map picture with what is drawn on it, about `width` pixels across."""
        return self._drawn(sha256, "marked", request, width)

    def excerpt(self, sha256: str, request: ExcerptRequest, width: int) -> PictureFile:
        """A part of a plan with its measured shapes, about `width` pixels across."""
        return self._drawn(sha256, "excerpt", request, width)

    def write_drawn(
        self, sha256: str, request: MarkedRequest | ExcerptRequest, target: Path, width: int
    ) -> PictureFile:
        """The same as a PNG of the user's. Raises Refused, WorldFailed; nothing is half-written."""
        source = self._store.path(sha256)
        if not source.is_file():
            raise WorldFailed("stored_file_missing", file=sha256[:12])
        task = "marked" if isinstance(request, MarkedRequest) else "excerpt"
        folder = self._root / sha256[:2] / sha256
        temporary = self._new_file(folder)
        try:
            size = self._workers.run(
                f"{task}_picture", str(source), str(temporary), plain.plain(request), width,
                "PNG", file_name=sha256[:12],
            )  # fmt: skip
            self._disk.place(temporary, target)
            return PictureFile(str(target), *_pixels(size))
        finally:
            temporary.unlink(missing_ok=True)

    def _drawn(
        self, sha256: str, task: str, request: MarkedRequest | ExcerptRequest, width: int
    ) -> PictureFile:
        return self._picture(
            sha256,
            f"{task}-{request.fingerprint()[:32]}-{width}",
            f"{task}_picture",
            lambda source, target: (source, target, plain.plain(request), width),
        )

    def page_of_file(self, path: Path, page: int, dpi: int) -> PictureFile:
        """A page of a file of our own that is not in the store (the preview's PDF).

        The picture lies beside the file and goes with its folder; a file written anew gets
        new ones. Raises Refused and WorldFailed.
        """
        try:
            facts = path.stat()
        except OSError as error:
            raise self._disk.failure(error, path) from error
        stem = f"{VERSION}-{facts.st_mtime_ns}-{facts.st_size}-{page}-{dpi}"
        return self._cached_or_made(
            path,
            path.with_name(f"{path.name}.pages"),
            stem,
            "page_picture",
            lambda source, target: (source, page, target, dpi),
            lasting=False,
        )

    def sheet(self, sha256: str, page: int, dpi: int) -> SheetFacts:
        """How large a sheet is: a picture's own pixels, those of a PDF page at `dpi`."""
        return self._sheets.sheet(sha256, page, dpi)

    def sheet_base(self, sha256: str, page: int, dpi: int) -> PictureFile:
        """The whole sheet at the first level that is not made of tiles."""
        return self._sheets.sheet_base(sha256, page, dpi)

    def tile(
        self,
        sha256: str,
        page: int,
        dpi: int,
        key: tuple[int, int, int],
        cancelled: Cancelled | None = None,
    ) -> PictureFile:
        """A sheet's tile by level, column and row. Raises WorkCancelled too."""
        return self._sheets.tile(sha256, page, dpi, key, cancelled)

    def clear_unused(self) -> int:
        """Remove pictures that nobody asked for in a season, and halves; returns how many.

        They are made again when they are wanted. A sheet's tiles go all together.
        """
        border, removed = time.time() - _UNUSED_SECONDS, 0
        for path in self._root.glob("??/*/*"):
            with suppress(OSError):  # another instance removed it, or holds it open
                if path.stat().st_mtime < border:
                    if path.is_dir():
                        removed += sum(1 for _ in path.iterdir())
                        shutil.rmtree(path)
                        continue
                    path.unlink()
                    removed += 1
        return removed

    def _picture(self, sha256: str, recipe: str, task: str, request: _Request) -> PictureFile:
        source = self._store.path(sha256)
        folder = self._root / sha256[:2] / sha256
        return self._cached_or_made(source, folder, f"{VERSION}-{recipe}", task, request)

    def _cached_or_made(
        self,
        source: Path,
        folder: Path,
        stem: str,
        task: str,
        request: _Request,
        *,
        lasting: bool = True,
    ) -> PictureFile:
        found = _cached(folder, stem)
        if found is None:
            return self._made(source, folder, stem, task, request, lasting=lasting)
        note_use(Path(found.path))
        return found

    def _made(
        self,
        source: Path,
        folder: Path,
        stem: str,
        task: str,
        request: _Request,
        *,
        lasting: bool,
    ) -> PictureFile:
        file_name = source.name[:12] if is_hash(source.name) else source.name
        if not source.is_file():
            raise WorldFailed("stored_file_missing", file=file_name)
        temporary = self._new_file(folder)
        try:
            size = self._workers.run(
                task, *request(str(source), str(temporary)), file_name=file_name
            )
            width, height = _pixels(size)
            target = folder / _name(stem, width, height)
            self._place(temporary, target, lasting=lasting)
            return PictureFile(str(target), width, height)
        finally:
            temporary.unlink(missing_ok=True)

    def _place(self, made: Path, target: Path, *, lasting: bool) -> None:
        """What goes with the run is not worth the wait until the disk has it."""
        if lasting:
            self._disk.place(made, target)
            return
        try:
            made.replace(target)
        except OSError as error:
            raise self._disk.failure(error, target) from error

    def _new_file(self, folder: Path) -> Path:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._disk.failure(error, folder) from error
        return folder / f".{uuid.uuid4().hex}.part"


def _thumbnail(size: int) -> str:
    return f"thumb-{size}"


def _turned(recipe: str, rotation: int) -> str:
    return f"{recipe}-turned-{rotation}" if rotation else recipe


def _name(stem: str, width: int, height: int) -> str:
    return f"{stem}.{width}x{height}.jpg"


def _cached(folder: Path, stem: str) -> PictureFile | None:
    for path in folder.glob(f"{stem}.*.jpg"):
        size = _SIZE.fullmatch(path.name.removeprefix(stem))
        if size is not None and path.is_file():
            return PictureFile(str(path), int(size[1]), int(size[2]))
    return None


def _pixels(answer: object) -> tuple[int, int]:
    match answer:
        case [int(width), int(height)]:
            return width, height
    raise RuntimeError("the limited process answered with something else than a size")
