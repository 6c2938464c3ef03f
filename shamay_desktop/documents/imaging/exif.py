"""What a picture's EXIF says, read in the limited process: how to turn it, when and where."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from fractions import Fraction

from PIL import ExifTags, Image

from shamay_desktop.domain.evidence import FileKind

_FORMAT = "%Y:%m:%d %H:%M:%S"
_LENGTH = len("2026:11:21 13:05:59")
_EARLIEST = 1980
"""A camera whose clock was never set says 1904, 1970 or nothing at all."""

_SHOWN_UPRIGHT = {FileKind.HEIC, FileKind.TIFF}
"""Their readers apply the orientation themselves."""


def orientation(image: Image.Image, kind: FileKind) -> int:
    """EXIF's 1…8, 1 when it says nothing or the reader has turned the picture already."""
    if kind in _SHOWN_UPRIGHT:
        return 1
    with _Tolerant():
        stated = image.getexif().get(ExifTags.Base.Orientation, 1)
        if isinstance(stated, int) and 1 <= stated <= 8:
            return stated
    return 1


def taken_at(image: Image.Image) -> str | None:
    """The local time of the shot in ISO form, without a zone; None when it is not said."""
    with _Tolerant():
        exif = image.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
        for stated in (
            details.get(ExifTags.Base.DateTimeOriginal),
            details.get(ExifTags.Base.DateTimeDigitized),
            exif.get(ExifTags.Base.DateTime),
        ):
            moment = _moment(stated)
            if moment is not None:
                return moment
    return None


def place(image: Image.Image) -> tuple[str, str] | None:
    """Latitude and longitude in decimal degrees of seven places (a centimetre); None without."""
    with _Tolerant():
        said = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        north = _degrees(said, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "NS", 90)
        east = _degrees(said, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "EW", 180)
        if north is None or east is None or (north == 0 and east == 0):
            return None  # a camera without a fix writes zeros
        return _decimal(north), _decimal(east)
    return None


def _moment(stated: object) -> str | None:
    if not isinstance(stated, str):
        return None
    try:
        moment = datetime.strptime(stated.strip("\0 ")[:_LENGTH], _FORMAT)  # noqa: DTZ007 — EXIF has no zone
    except ValueError:
        return None
    return moment.isoformat() if moment.year >= _EARLIEST else None


def _degrees(
    said: Mapping[int, object], tag: int, reference: int, letters: str, most: int
) -> Fraction | None:
    """Degrees, minutes, seconds as EXIF's rationals; a denominator of 0 is no number."""
    stated, letter = said.get(tag), str(said.get(reference, "")).strip("\0 ").upper()
    parts = stated if isinstance(stated, tuple) else (stated,)
    if stated is None or not 1 <= len(parts) <= 3 or letter not in tuple(letters):
        return None
    total = sum((_fraction(part) / 60**power for power, part in enumerate(parts)), Fraction(0))
    if not 0 <= total <= most:
        return None
    return -total if letter == letters[1] else total


def _fraction(part: object) -> Fraction:
    """Raises ZeroDivisionError and ValueError for what is no number."""
    over, under = getattr(part, "numerator", None), getattr(part, "denominator", None)
    if isinstance(over, int) and isinstance(under, int):
        return Fraction(over, under)
    return Fraction(str(part))


def _decimal(degrees: Fraction) -> str:
    rounded = round(degrees * 10**7)
    sign, whole = "-" if rounded < 0 else "", abs(rounded)
    return f"{sign}{whole // 10**7}.{whole % 10**7:07}".rstrip("0").rstrip(".")


class _Tolerant(AbstractContextManager[None]):
    """A torn or hostile EXIF block does not make a picture unreadable: nothing is said then.

    Broken blocks raise whatever they like; want of memory is told all the same.
    """

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, Exception) and kind is not MemoryError
