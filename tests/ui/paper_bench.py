"""A bench for papers, photos and reports: quick stand-ins for the worker and the writers."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.evidence import FileFacts, FileKind
from shamay_desktop.domain.records import AssetType
from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.file_ports import ArchiveEntry, Derived, Look
from shamay_desktop.usecases.ports import Cancelled, ReportWriter
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession

KINDS = {
    ".pdf": FileKind.PDF,
    ".jpg": FileKind.JPEG,
    ".png": FileKind.PNG,
    "": FileKind.JPEG,  # a file of the store
}
A4 = (595, 842)


class QuickInspector:
    """Goes by the name; may be made to wait after some files, so that a test can act meanwhile."""

    def __init__(self) -> None:
        self.may_go = threading.Event()
        self.may_go.set()
        self.free: frozenset[str] = frozenset()
        """Names of files that need not wait: several are looked at at once."""
        self.pages = 3
        self.told: dict[str, dict[str, Any]] = {}
        """What a file of a name says of itself, over that it is of A4's size."""

    def inspect(self, path: Path) -> FileFacts:
        """Facts without looking."""
        if path.name not in self.free:
            self.may_go.wait(10)
        if "broken" in path.name:
            raise Refused("file_broken", file=path.name)
        kind = KINDS.get(path.suffix.lower())
        if kind is None:
            raise Refused("file_kind_unsupported", file=path.name)
        facts = FileFacts(kind, self.pages if kind is FileKind.PDF else 1, *A4)
        return replace(facts, **self.told.get(path.name, {}))

    def look(self, path: Path, small: Path, side: int, cancelled: Cancelled | None = None) -> Look:
        """The same, and no small picture."""
        return Look(self.inspect(path))

    def archive(
        self, path: Path, cancelled: Cancelled | None = None
    ) -> Sequence[ArchiveEntry] | None:
        """No file is an archive."""
        return None

    def unpack(
        self,
        path: Path,
        entries: Sequence[ArchiveEntry],
        folder: Path,
        cancelled: Cancelled | None = None,
    ) -> Mapping[int, Path | Refused]:
        """Nothing to unpack."""
        return {}


@dataclass
class DrawnPictures:
    """Pictures drawn at once, of any size; remembers what was asked for."""

    folder: Path
    size: tuple[int, int] = A4
    asked: list[tuple[object, ...]] = field(default_factory=list)
    broken: set[object] = field(default_factory=set)

    def thumbnail(self, sha256: str, size: int, rotation: int = 0) -> PictureFile:
        """A small picture."""
        return self._drawn((sha256, size), (size, size * 3 // 4))

    def page(self, sha256: str, page: int, dpi: int, rotation: int = 0) -> PictureFile:
        """A page at a resolution."""
        return self._drawn((sha256, page, dpi), self._at(dpi))

    def page_of_file(self, path: Path, page: int, dpi: int) -> PictureFile:
        """A page of a preview."""
        return self._drawn((path.name, page, dpi), self._at(dpi))

    def for_print(self, sha256: str, width: int, rotation: int = 0) -> PictureFile:
        """For the report."""
        return self._drawn((sha256, "print", width), (width, width))

    def cropped(
        self,
        sha256: str,
        crop: tuple[int, int, int, int],
        width: int,
        rotation: int = 0,
        page: int = 0,
    ) -> PictureFile:
        """A part."""
        return self._drawn((sha256, crop, width), (width, width))

    def keep_thumbnail(self, sha256: str, size: int, made: PictureFile) -> None:
        """Nothing is kept."""

    def clear_unused(self) -> int:
        """Nothing is old."""
        return 0

    def source(self, pages: int, name: str = "paper.pdf") -> PageSource:
        """The pages of a paper."""
        return PageSource(name, pages, lambda page, dpi: self.page("a" * 64, page, dpi))

    def _at(self, dpi: int) -> tuple[int, int]:
        return self.size[0] * dpi // 72, self.size[1] * dpi // 72

    def _drawn(self, key: tuple[object, ...], size: tuple[int, int]) -> PictureFile:
        self.asked.append(key)
        if self.broken & set(key):
            raise Refused("file_broken", file=str(key[0]))
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{size[0]}x{size[1]}.png"
        if not target.exists():
            image = QImage(*size, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            image.save(str(target))
        return PictureFile(str(target), *size)


@dataclass
class QuickWriter:
    """Writes a few bytes; remembers the contents it was given."""

    mark: bytes
    contents: list[ReportContent] = field(default_factory=list)

    def __call__(
        self,
        content: ReportContent,
        pictures: Mapping[str, PictureFile],
        target: Path,
        *,
        created: datetime,
    ) -> None:
        """A file that differs from call to call."""
        self.contents.append(content)
        target.write_bytes(self.mark + str(len(self.contents)).encode())


@dataclass
class QuickPages:
    """Sets three pages without words; remembers the contents it was given."""

    contents: list[ReportContent] = field(default_factory=list)
    failing: WorldFailed | None = None
    names: tuple[str, ...] = ()
    places: tuple[BlockPlace, ...] = ()

    def __call__(self, content: ReportContent, pictures: Mapping[str, PictureFile]) -> "QuickPages":
        """Pages that look otherwise each time."""
        if self.failing is not None:
            raise self.failing
        self.contents.append(content)
        self.names = tuple(f"preview-{len(self.contents)}-{page}" for page in (1, 2, 3))
        return self

    def renewed(self, content: ReportContent, pictures: Mapping[str, PictureFile]) -> "QuickPages":
        """Set afresh."""
        return self(content, pictures)

    def paint(self, page: int, target: Path) -> None:
        """A few bytes."""
        target.write_bytes(f"%PDF-{self.names[page - 1]}".encode())


@dataclass(frozen=True)
class PaperBench:
    """A case open in a real home, with stand-ins for what is slow."""

    context: PageContext
    inspector: QuickInspector
    pictures: DrawnPictures
    writers: dict[AssetType, QuickWriter]
    pages: QuickPages


def no_rules() -> RuleSet:
    """A set of no rules: nothing blocks."""
    return RuleSet("none", "1", date(2026, 1, 1), ())


def a_bench(office: OfficeContext, folder: Path, *, blocked: bool = False) -> PaperBench:
    """A new case; with `blocked` the shipped rules find much in it."""
    inspector, pictures = QuickInspector(), DrawnPictures(folder / "pictures")
    writers = {
        AssetType.PDF: QuickWriter(b"%PDF-"),
        AssetType.DOCX: QuickWriter(b"PK"),
    }
    pages = QuickPages()
    services = replace(
        office.services,
        inspector=inspector,
        derived=cast(Derived, pictures),  # the drawing tables have real ones in their tests
        writers=cast(Mapping[AssetType, ReportWriter], writers),
        set_pages=pages,
        rules=office.services.rules if blocked else no_rules,
    )
    opened = create_case(services, office.actor)
    session = WizardSession(opened.record, opened.valuation, office.actor, services.clock)
    context = PageContext(services, office.actor, session, office.texts, office.tasks)
    return PaperBench(context, inspector, pictures, writers, pages)


def files(folder: Path, *names: str) -> list[Path]:
    """Files of these names, each with other bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name in names:
        path = folder / name
        path.write_bytes(f"{folder.name}/{name}".encode())
        made.append(path)
    return made
