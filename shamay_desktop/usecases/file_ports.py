"""What the use cases need for papers and photos: the store, looking at files, made pictures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileFacts, StoredFile
from shamay_desktop.domain.maps.marked import MarkedRequest
from shamay_desktop.domain.measuring.excerpts import ExcerptRequest
from shamay_desktop.domain.picture_keys import Crop
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.usecases.ports import Cancelled, Progress


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What verifying the content store found: hashes that are missing, altered or unreferenced."""

    sound: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]
    orphans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that was copied into the store's keeping and has no name there yet."""

    path: Path
    sha256: str
    size: int


class ContentStore(Protocol):
    """Files by SHA-256, bytes unaltered."""

    def hold(
        self, source: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> HeldFile:
        """Copy and hash a file, the slow half of `add`; it is kept or dropped afterwards."""
        ...

    def keep(self, held: HeldFile) -> StoredFile: ...
    def drop(self, held: HeldFile) -> None: ...

    def add(
        self, source: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> StoredFile: ...
    def add_bytes(self, content: bytes) -> StoredFile: ...
    def path(self, sha256: str) -> Path: ...
    def verify(self, known: Iterable[str], on_progress: Progress | None = None) -> StoreReport: ...

    def clear_leftovers(self) -> int:
        """Remove what cut-off writes left behind long ago; returns how many."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is, and its small picture when it has one and one was asked for."""

    facts: FileFacts
    small: PictureFile | None = None


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """A file inside an archive: its place there, its name without folders, bytes when unpacked.

    `problem` says why it is not to be unpacked, None when it may be.
    """

    number: int
    name: str
    size: int
    problem: Refused | None = None


class Inspector(Protocol):
    """Reads foreign files in a limited process. Raises Refused by name with the reason."""

    def inspect(self, path: Path) -> FileFacts: ...

    def look(self, path: Path, small: Path, side: int, cancelled: Cancelled | None = None) -> Look:
        """The facts, and at `small` a JPEG of at most `side` pixels a side, read in one go."""
        ...

    def archive(
        self, path: Path, cancelled: Cancelled | None = None
    ) -> Sequence[ArchiveEntry] | None:
        """The files of a ZIP in its order; None when the file is none.

        Hidden and system's files are left out. Raises Refused(`archive_broken`,
        `archive_encrypted`, `archive_too_many_files`, `archive_too_large`, `archive_bomb`).
        """
        ...

    def unpack(
        self,
        path: Path,
        entries: Sequence[ArchiveEntry],
        folder: Path,
        cancelled: Cancelled | None = None,
    ) -> Mapping[int, Path | Refused]:
        """Each entry by its number: its file in `folder`, under a name of ours, or why not."""
        ...


class FolderFiles(Protocol):
    """The files below a folder that a person would count, sorted."""

    def __call__(self, root: Path) -> Sequence[Path]:
        """Raises Refused(`folder_unreadable`, `folder_too_many_files`)."""
        ...


TILE = 512
"""Pixels a side of a sheet's tiles."""

OVERLAP = 1
"""Pixels that a tile has beyond each of its inner sides, so that neighbours leave no seam."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A picture or page as a canvas shows it, in pixels.

    A picture's own pixels as shown unturned (`dpi` is 0), or those of a PDF page at `dpi`. Level
    0 is the sheet, each further one half of it; `levels` are those that are made of tiles, the
    one after them is small enough to be one picture.
    """

    width: int
    height: int
    dpi: int
    levels: int


class Derived(Protocol):
    """Pictures made from stored files, cached; a lost cache rebuilds itself."""

    # `rotation` turns what is shown clockwise by 0, 90, 180 or 270 degrees, over what EXIF says.
    def thumbnail(self, sha256: str, size: int, rotation: int = 0) -> PictureFile: ...
    def page(self, sha256: str, page: int, dpi: int, rotation: int = 0) -> PictureFile: ...
    def for_print(self, sha256: str, width: int, rotation: int = 0) -> PictureFile: ...

    def cropped(
        self, sha256: str, crop: Crop, width: int, rotation: int = 0, page: int = 0
    ) -> PictureFile:
        """A part of a picture or page (0: the first) as shown, at most `width` pixels across."""
        ...

    def marked(self, sha256: str, request: MarkedRequest, width: int) -> PictureFile:
        """A map picture with what is drawn on it, about `width` pixels across."""
        ...

    def excerpt(self, sha256: str, request: ExcerptRequest, width: int) -> PictureFile:
        """A part of a plan with its measured shapes, about `width` pixels across."""
        ...

    def write_drawn(
        self, sha256: str, request: MarkedRequest | ExcerptRequest, target: Path, width: int
    ) -> PictureFile:
        """Either as a PNG at the user's place, which is replaced. Raises Refused, WorldFailed."""
        ...

    def keep_thumbnail(self, sha256: str, size: int, made: PictureFile) -> None:
        """Move a thumbnail that was made while looking at the file (`Look.small`) to its place."""
        ...

    def page_of_file(self, path: Path, page: int, dpi: int) -> PictureFile:
        """A page of one of our own files that is not in the store (the preview's PDF)."""
        ...

    def sheet(self, sha256: str, page: int, dpi: int) -> SheetFacts:
        """How large a sheet is. Slow when it was never shown."""
        ...

    def sheet_base(self, sha256: str, page: int, dpi: int) -> PictureFile:
        """The whole sheet at the first level that is not made of tiles."""
        ...

    def tile(
        self,
        sha256: str,
        page: int,
        dpi: int,
        key: tuple[int, int, int],
        cancelled: Cancelled | None = None,
    ) -> PictureFile:
        """A tile by level, column and row, a pixel larger on each inner side than `TILE`.

        Its neighbours are made with it. Raises WorkCancelled.
        """
        ...

    def clear_unused(self) -> int:
        """Remove what nobody asked for in a season; returns how many pictures."""
        ...


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """A case folder as read: the JSON of its `case.json` and its files by the folder they lie in.

    `drawings` are the JSON of files beside papers, by their names relative to the folder. `unread`
    names what lies there and no part of the program reads.
    """

    root: Path
    description: Mapping[str, object]
    documents: tuple[Path, ...] = ()
    photos: tuple[Path, ...] = ()
    maps: tuple[Path, ...] = ()
    plans: tuple[Path, ...] = ()
    comparables: tuple[Path, ...] = ()
    drawings: Mapping[str, object] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


class CaseFolders(Protocol):
    """Case folders on disk."""

    def read(self, root: Path) -> CaseFolder:
        """Raises Refused(`folder_missing`, `case_json_broken`, `drawing_file_broken`),
        WorldFailed."""
        ...

    def drawing(self, path: Path, name: str) -> Mapping[str, object]:
        """The JSON of one drawing's file, by the name that is told where it is refused.

        Raises Refused(`file_missing`, `file_too_large`, `drawing_file_broken`), WorldFailed."""
        ...

    def write(
        self,
        root: Path,
        description: Json,
        files: Mapping[str, Path],
        drawings: Mapping[str, Json],
    ) -> None:
        """Copy files to their relative names, write drawings and `case.json`, durably."""
        ...
