"""Keys of a report's pictures: a stored file, one of its pages, what is drawn on it, the part."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

Crop = tuple[int, int, int, int]
"""Left, top, right, bottom as parts of 1000 of the picture as it is shown (turned)."""

WHOLE: Crop = (0, 0, 1000, 1000)
_KEY = re.compile(
    r"([^#@!]+)(?:#(\d{1,6}))?(?:!(map|plan):([^:@!]+):([0-9a-f]{8,64}))?"
    r"(?:@(\d{1,4}),(\d{1,4}),(\d{1,4}),(\d{1,4}))?"
)


class DrawnKind(StrEnum):
    """Which table a picture is drawn at: annotations on a map, an excerpt of a measured plan."""

    MAP = "map"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: the row of its table, and the fingerprint of all that is drawn."""

    kind: DrawnKind
    row: str
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.kind.value}:{quote(self.row, safe='')}:{self.fingerprint}"


@dataclass(frozen=True, slots=True)
class PictureKey:
    """`sha256#page!map:row:fingerprint@left,top,right,bottom`.

    `page` counts from 1, 0 for a photo or a paper's first page. `crop` is of the picture with what
    is drawn on it.
    """

    sha256: str
    page: int = 0
    crop: Crop | None = None
    drawn: Drawn | None = None

    def __str__(self) -> str:
        page = f"#{self.page}" if self.page else ""
        drawn = f"!{self.drawn}" if self.drawn else ""
        crop = f"@{','.join(map(str, self.crop))}" if self.crop else ""
        return f"{self.sha256}{page}{drawn}{crop}"


def picture_key_of(key: str) -> PictureKey:
    """What a key names; one that names no part that can be shown is taken as a whole file's."""
    found = _KEY.fullmatch(key)
    if found is None:
        return PictureKey(key)
    sha256, page, kind, row, fingerprint, *edges = found.groups()
    crop = crop_of(edges) if edges[0] is not None else None
    if edges[0] is not None and crop is None:
        return PictureKey(key)
    drawn = None if kind is None else Drawn(DrawnKind(kind), unquote(row), fingerprint)
    return PictureKey(sha256, int(page or 0), crop, drawn)


def crop_of(edges: list[str]) -> Crop | None:
    """The part between four edges; None when nothing lies between them."""
    left, top, right, bottom = (int(edge) for edge in edges)
    if 0 <= left < right <= 1000 and 0 <= top < bottom <= 1000:
        return left, top, right, bottom
    return None
