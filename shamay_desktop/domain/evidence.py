"""Evidence of a case: papers and photos, and what is known of their files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class DocType(StrEnum):
    """What a paper is; the codes stand in the database and in case folders."""

    TABU = "TABU"
    CONDO = "CONDO"
    PERMIT = "PERMIT"
    PLANNING_INFO = "PLANNING_INFO"
    GARMUSHKA = "GARMUSHKA"
    GIS_SCREENSHOT = "GIS_SCREENSHOT"
    PROPERTY_IMAGE = "PROPERTY_IMAGE"
    OTHER = "OTHER"


class KindBy(StrEnum):
    """Who said what a paper is: its file's name, its words, or a person, who has the last word."""

    NAME = "name"
    CONTENT = "content"
    PERSON = "person"


class DocSource(StrEnum):
    """Where a paper came from."""

    USER_UPLOAD = "USER_UPLOAD"
    APP_GENERATED = "APP_GENERATED"
    AI_EXTRACTED = "AI_EXTRACTED"


class RoomType(StrEnum):
    """What a photo shows."""

    LIVING = "LIVING"
    KITCHEN = "KITCHEN"
    BATH = "BATH"
    BEDROOM = "BEDROOM"
    EXTERIOR = "EXTERIOR"
    OTHER = "OTHER"


class FinishLevel(StrEnum):
    """The standard of finish that a photo shows."""

    BASIC = "BASIC"
    STANDARD = "STANDARD"
    PREMIUM = "PREMIUM"


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    TIFF = "tiff"
    BMP = "bmp"
    WEBP = "webp"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a limited process found in a file.

    `width` and `height` are pixels as stored, or whole points (rounded up) of a PDF's first page
    as shown. `orientation` is EXIF's 1…8 (1 when it says nothing); 5…8 swap the sides when shown.
    `page_sizes` has one (width, height) in points for each page of a PDF and is empty for pictures.
    `taken_at` is EXIF's local time without a zone (ISO), `latitude` and `longitude` exact decimal
    degrees (WGS84), `likeness` the difference hashes (64 bits as 16 hex digits each) of the picture
    as shown and turned clockwise by each quarter, `sharpness` and `brightness` its measures from 0
    to 1 (hints, never verdicts): each is None when the file does not say. `pages` counts a TIFF's
    frames.
    """

    kind: FileKind
    pages: int
    width: int
    height: int
    orientation: int = 1
    page_sizes: tuple[tuple[int, int], ...] = ()
    taken_at: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    likeness: str | None = None
    sharpness: Decimal | None = None
    brightness: Decimal | None = None

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height as a person sees it, orientation applied."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the content store. `size` in bytes; `already` when the store had it before."""

    sha256: str
    size: int
    already: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of a case. `extracted` is what was read from it: JSON of `reading.reading_json`.

    `caption` is what its annex is called in the report, empty when its kind says enough; `size`
    in bytes and `rotation` (0, 90, 180, 270, clockwise, as a person turned its pages). `order` is
    the place that a person gave its annex, None: behind those that have one, by its kind.
    """

    id: str
    valuation_id: str
    doc_type: DocType
    file_name: str
    storage_key: str
    sha256: str
    source: DocSource
    created_at: datetime
    uploaded_by_id: str | None = None
    extracted: Mapping[str, object] | None = None
    pages: int = 1
    caption: str = ""
    size: int | None = None
    rotation: int = 0
    order: int | None = None
    kind_by: KindBy = KindBy.NAME


@dataclass(frozen=True, slots=True)
class Image:
    """A photo of a case. `front` marks the report's first picture, `order` the place in the row.

    `rotation` (0, 90, 180, 270, clockwise) is how a person turned it, over what EXIF says; the
    file itself is never changed. `taken_at`, place, `likeness`, `width` and `height` (pixels as
    shown before `rotation`), `sharpness` and `brightness` are as in `FileFacts`; `size` in bytes;
    `notes` are not printed.
    """

    id: str
    valuation_id: str
    file_name: str
    storage_key: str
    sha256: str
    created_at: datetime
    room_type: RoomType = RoomType.OTHER
    features: tuple[str, ...] = ()
    finish_level: FinishLevel | None = None
    caption: str = ""
    front: bool = False
    order: int = 0
    uploaded_by_id: str | None = None
    rotation: int = 0
    notes: str = ""
    width: int | None = None
    height: int | None = None
    size: int | None = None
    taken_at: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    likeness: str | None = None
    sharpness: Decimal | None = None
    brightness: Decimal | None = None


TURNS = (0, 90, 180, 270)
"""Degrees by which a picture may be turned, clockwise."""


def turned(rotation: int, degrees: int) -> int:
    """The rotation after one more turn. Raises ValueError for what is no quarter turn."""
    if degrees % 90:
        raise ValueError("only quarter turns")
    return (rotation + degrees) % 360


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """The papers and photos of one case; photos in their order."""

    documents: tuple[Document, ...] = ()
    images: tuple[Image, ...] = ()

    @property
    def hashes(self) -> frozenset[str]:
        """SHA-256 of every paper and photo."""
        papers = {document.sha256 for document in self.documents}
        return frozenset(papers | {image.sha256 for image in self.images})

    @property
    def ids(self) -> frozenset[str]:
        """Ids of every paper and photo."""
        papers = {document.id for document in self.documents}
        return frozenset(papers | {image.id for image in self.images})

    @property
    def by_kind(self) -> bool:
        """Whether there are papers and nobody gave one of them a place."""
        return bool(self.documents) and all(paper.order is None for paper in self.documents)

    @property
    def front(self) -> Image | None:
        """The photo that opens the report: the marked one, else the first of the outside."""
        marked = next((image for image in self.images if image.front), None)
        if marked is not None:
            return marked
        return next((image for image in self.images if image.room_type is RoomType.EXTERIOR), None)
