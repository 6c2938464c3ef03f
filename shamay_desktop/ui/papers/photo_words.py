"""What is known of a photo or paper, in words and figures; and which digit says what of it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from shamay_desktop.domain.evidence import FinishLevel, Image, RoomType
from shamay_desktop.domain.photo_hints import hints
from shamay_desktop.i18n.formats import date, number
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts

ROOM_KEYS: Mapping[str, RoomType] = MappingProxyType(
    {str(place + 1): room for place, room in enumerate(RoomType)}
)
"""1 to 6, in the order of the lists. Digits stand on every keyboard, whatever its language."""

FINISH_KEYS: Mapping[str, FinishLevel | None] = MappingProxyType(
    {"7": FinishLevel.BASIC, "8": FinishLevel.STANDARD, "9": FinishLevel.PREMIUM, "0": None}
)

_KILO = 1024
_DEGREES = Decimal("0.00001")
"""About a metre; more digits say nothing of where a photo was taken."""


def finish_words(texts: Texts, finish: FinishLevel | None) -> str:
    """A finish level by name, or that none is stated."""
    return texts("documents.finish_unsaid" if finish is None else f"documents.finish.{finish}")


def size_words(texts: Texts, size: int | None) -> str:
    """Bytes as people say them: 812 KB, 3.4 MB; a dash when nobody knows."""
    if size is None:
        return "–"
    if size < _KILO:
        return texts("documents.bytes", n=size)
    if size < _KILO * _KILO:
        return texts("documents.kilobytes", size=number(round(size / _KILO)))
    return texts("documents.megabytes", size=number(f"{size / _KILO / _KILO:.1f}"))


def pixels_words(photo: Image) -> str:
    """Width by height as the photo is seen, a dash when nobody knows."""
    if photo.width is None or photo.height is None:
        return "–"
    across, down = photo.width, photo.height
    if photo.rotation in (90, 270):
        across, down = down, across
    return isolate_left_to_right(f"{number(across)} × {number(down)}")


def taken_words(photo: Image) -> str:
    """Day and time at which the camera says that it was taken; a dash when it does not."""
    try:
        taken = datetime.fromisoformat(photo.taken_at or "")
    except ValueError:
        return "–"
    return isolate_left_to_right(f"{date(taken.date())} {taken:%H:%M:%S}")


def time_words(photo: Image) -> str:
    """The hour at which it was taken, empty when the camera does not say."""
    try:
        return f"{datetime.fromisoformat(photo.taken_at or ''):%H:%M}"
    except ValueError:
        return ""


def place_words(photo: Image) -> str:
    """Latitude and longitude in degrees, a dash when the camera did not say."""
    if photo.latitude is None or photo.longitude is None:
        return "–"
    north, east = (_degrees(each) for each in (photo.latitude, photo.longitude))
    return isolate_left_to_right(f"{north}, {east}")


def hash_words(sha256: str) -> str:
    """The beginning of a file's SHA-256, by which it is told from every other."""
    return isolate_left_to_right(f"{sha256[:12]}…")


def spoken(texts: Texts, photo: Image) -> str:
    """All that the sheet shows of a photo, for those who do not see it."""
    parts = [isolate(photo.caption or photo.file_name), texts(f"documents.room.{photo.room_type}")]
    if photo.finish_level is not None:
        parts.append(finish_words(texts, photo.finish_level))
    if photo.front:
        parts.append(texts("documents.front_on"))
    if photo.taken_at:
        parts.append(taken_words(photo))
    parts += [texts(f"documents.hint.{hint}") for hint in hints(photo)]
    return ", ".join(parts)


def _degrees(degrees: Decimal) -> str:
    return f"{degrees.quantize(_DEGREES):f}"
