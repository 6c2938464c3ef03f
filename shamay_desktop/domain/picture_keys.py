"""Keys of a report's pictures: a stored file, one of its pages, and the part that is shown."""

import re
from dataclasses import dataclass

Crop = tuple[int, int, int, int]
"""Left, top, right, bottom as parts of 1000 of the picture as it is shown (turned)."""

WHOLE: Crop = (0, 0, 1000, 1000)
_KEY = re.compile(r"([^#@]+)(?:#(\d{1,6}))?(?:@(\d{1,4}),(\d{1,4}),(\d{1,4}),(\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class PictureKey:
    """`sha256#page@left,top,right,bottom`; page from 1, 0 for a photo or a paper's first page."""

    sha256: str
    page: int = 0
    crop: Crop | None = None

    def __str__(self) -> str:
        page = f"#{self.page}" if self.page else ""
        crop = f"@{','.join(map(str, self.crop))}" if self.crop else ""
        return f"{self.sha256}{page}{crop}"


def picture_key_of(key: str) -> PictureKey:
    """What a key names; one that names no part that can be shown is taken as a whole file's."""
    found = _KEY.fullmatch(key)
    if found is None:
        return PictureKey(key)
    sha256, page, *edges = found.groups()
    crop = crop_of(edges) if edges[0] is not None else None
    if edges[0] is not None and crop is None:
        return PictureKey(key)
    return PictureKey(sha256, int(page or 0), crop)


def crop_of(edges: list[str]) -> Crop | None:
    """The part between four edges; None when nothing lies between them."""
    left, top, right, bottom = (int(edge) for edge in edges)
    if 0 <= left < right <= 1000 and 0 <= top < bottom <= 1000:
        return left, top, right, bottom
    return None
