"""Which encoding the text of a file is in, and the text of it piece by piece."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.user_file import open_user_file

PIECE = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", len(codecs.BOM_UTF8)),
    (codecs.BOM_UTF16_LE, "utf-16-le", len(codecs.BOM_UTF16_LE)),
    (codecs.BOM_UTF16_BE, "utf-16-be", len(codecs.BOM_UTF16_BE)),
)
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEBREW = re.compile("[\u05d0-\u05ea]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that is text: `skip` bytes of mark first, then `encoding`.

    `errors` is "replace" when a few bytes of it fit no encoding: their letters are lost.
    """

    path: Path
    encoding: str
    skip: int
    size: int
    errors: str = "strict"

    def opened(self) -> "CountedText":
        """The text, with how far it is read."""
        file = self.path.open("rb")
        file.seek(self.skip)
        return CountedText(file, self)


class CountedText(io.TextIOWrapper):
    """Text without changed line ends that knows how far its file is read."""

    def __init__(self, file: io.BufferedReader, text: TextFile) -> None:
        codec = "utf-8" if text.encoding == "utf-8-sig" else text.encoding
        super().__init__(file, encoding=codec, errors=text.errors, newline="")
        self._bytes, self._size = file, text.size

    def far(self) -> float:
        """0 to 1."""
        return 1.0 if self.closed or not self._size else self._bytes.tell() / self._size

    def pieces(self) -> Iterator[str]:
        """The whole text."""
        while piece := self.read(PIECE):
            yield piece


def text_file(path: Path) -> TextFile:
    """How the text of a file is to be read. Raises Refused(`table_unreadable`)."""
    with open_user_file(path) as file:
        head = file.read(PIECE)
    size = path.stat().st_size
    for mark, encoding, skip in _BOMS:
        if head.startswith(mark):
            return _with_errors(TextFile(path, encoding, skip, size))
    without = _utf16_without_mark(head)
    if without:
        return _with_errors(TextFile(path, without, 0, size))
    if _NO_TEXT.search(head):
        raise Refused("table_unreadable")
    return _eight_bits(path, size)


def _eight_bits(path: Path, size: int) -> TextFile:
    """UTF-8 when the whole file is, else Windows' Hebrew, else the one with fewer lost letters."""
    choices = [TextFile(path, encoding, 0, size) for encoding in ("utf-8", "cp1255")]
    for choice in choices:
        if _decodes(choice):
            return choice
    broken = [TextFile(each.path, each.encoding, 0, size, "replace") for each in choices]
    lost, best = min(((_lost_share(each), each) for each in broken), key=lambda pair: pair[0])
    if lost > 0.05:
        raise Refused("table_unreadable")
    return best


def _with_errors(text: TextFile) -> TextFile:
    if _decodes(text):
        return text
    return TextFile(text.path, text.encoding, text.skip, text.size, "replace")


def _decodes(text: TextFile) -> bool:
    try:
        with text.opened() as opened:
            for _ in opened.pieces():
                pass
    except UnicodeError:
        return False
    return True


def _lost_share(text: TextFile) -> float:
    """Which share of the characters beyond ASCII in the first piece cannot be read."""
    with text.opened() as opened:
        piece = opened.read(PIECE)
    lost, whole = piece.count("\ufffd"), len(_HEBREW.findall(piece))
    return lost / (lost + whole) if lost + whole else 1.0


def _utf16_without_mark(head: bytes) -> str | None:
    """Commas, digits and Hebrew in UTF-16 have 0 or 5 in every second byte."""
    sample = head[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    halves = {"utf-16-be": sample[0::2], "utf-16-le": sample[1::2]}
    for encoding, high in halves.items():
        if sum(high.count(byte) for byte in (0, 5, 0x20)) > 0.9 * len(high):
            return encoding
    return None
