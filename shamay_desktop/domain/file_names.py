"""Names of files as metadata: what a person may see and store of a foreign file's name.

A stored file's name on disk is its hash, so a name needs no more than to be harmless to read:
one line, no path, no hidden marks that show `gpj.exe` as `exe.jpg`.
"""

import unicodedata
from dataclasses import dataclass

from shamay_desktop.domain.evidence import FileKind
from shamay_desktop.i18n.isolates import strip_marks

LONGEST = 120
"""Bytes of UTF-8 of a whole name, extension included."""

_LONGEST_EXTENSION = 16
_NAMELESS = "file"
_SEPARATORS = str.maketrans({"/": "_", "\\": "_", "\u2028": " ", "\u2029": " "})
_NOT_ON_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
)
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS = "\u200c\u200d"
_KINDS = {
    "pdf": FileKind.PDF, "jpg": FileKind.JPEG, "jpeg": FileKind.JPEG, "jpe": FileKind.JPEG,
    "jfif": FileKind.JPEG, "png": FileKind.PNG, "heic": FileKind.HEIC, "heif": FileKind.HEIC,
    "tif": FileKind.TIFF, "tiff": FileKind.TIFF, "bmp": FileKind.BMP, "webp": FileKind.WEBP,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileName:
    """A clean name in two parts; `extension` is lower case without its dot, "" when there is none.

    The parts are shown apart, so that the extension stands where it is in either direction.
    """

    stem: str
    extension: str

    def __str__(self) -> str:
        return f"{self.stem}.{self.extension}" if self.extension else self.stem


def clean_file_name(raw: str) -> FileName:
    """The harmless form of a foreign file's name, in NFC and at most `LONGEST` bytes."""
    visible = unicodedata.normalize("NFC", _visible(unicodedata.normalize("NFC", raw)))
    name = " ".join(visible.split()).strip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or not _is_extension(extension):
        stem, extension = name, ""
    extension = extension.lower()
    room = LONGEST - (len(extension) + 1 if extension else 0)
    return FileName(_cut(stem.rstrip(". "), room) or _NAMELESS, extension)


def kind_named(name: FileName) -> FileKind | None:
    """What a name says that its file is; None when its extension says nothing that we read."""
    return _KINDS.get(name.extension)


def portable_name(raw: str, number: int = 1) -> str:
    """A clean name as it may stand on any disk, Windows' too; the same when made of itself again.

    A `number` above 1 stands behind the stem in brackets, within the longest name. A file that
    ends in .json would be taken for a case folder's own: its dot is written as "_".
    """
    clean = clean_file_name(raw.translate(_NOT_ON_WINDOWS))
    stem, extension = clean.stem, clean.extension
    if extension == "json":
        stem, extension = f"{stem}_{extension}", ""
    if stem.partition(".")[0].strip().casefold() in _DEVICES:
        stem = f"_{stem}"
    tail = f" ({number})" if number > 1 else ""
    room = LONGEST - len(tail) - (len(extension) + 1 if extension else 0)
    return str(FileName(f"{_cut(stem, room)}{tail}", extension))


def _visible(name: str) -> str:
    plain = strip_marks(name.translate(_SEPARATORS))
    return "".join(
        character if not _is_hidden(character) else " " if character in "\t\r\n" else ""
        for character in plain
    )


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN and character not in _JOINERS


def _is_extension(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_EXTENSION and text.isascii() and text.isalnum()


def _cut(text: str, room: int) -> str:
    """The longest beginning within `room` bytes that tears no letter from its marks."""
    if len(text.encode()) <= room:
        return text
    kept = text.encode()[:room].decode(errors="ignore")
    following = text[len(kept)]
    while kept and (unicodedata.combining(following) or following in _JOINERS):
        following, kept = kept[-1], kept[:-1]
    return kept.rstrip(". ")
