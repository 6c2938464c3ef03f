"""Families of fonts on this machine: their files by name, and whether they have Hebrew letters."""

import os
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_looks import DAVID, FRANK_RUHL, HEEBO
from shamay_desktop.resource_files import resource

HEBREW = tuple(range(0x05D0, 0x05EB))
_SUFFIXES = frozenset({".ttf", ".otf"})
_LARGEST_TABLE = 4_000_000
_FAMILY, _STYLE, _BETTER_FAMILY, _BETTER_STYLE = 1, 2, 16, 17
_REGULAR = frozenset({"regular", "normal", "book", "roman", ""})


@dataclass(frozen=True, slots=True)
class FontFiles:
    """A family's upright files; `bold` is the regular one where the family has none."""

    regular: Path
    bold: Path


def font_files(family: str) -> FontFiles:
    """The files of a family: shipped, or installed here; David's stand-in where it is missing.

    Refused: `font_not_installed`, `font_without_hebrew` (name).
    """
    family = family_taken(family)
    shipped = shipped_files(family)
    if shipped is not None:
        return shipped
    found = installed().get(family.casefold())
    if found is None:
        raise Refused("font_not_installed", name=family)
    if not has_hebrew(found.regular):
        raise Refused("font_without_hebrew", name=family)
    return found


def family_taken(family: str) -> str:
    """The family itself, or David's stand-in where David is missing."""
    return FRANK_RUHL if family == DAVID and DAVID.casefold() not in installed() else family


def shipped_files(family: str) -> FontFiles | None:
    """The files of a family that the program brings; None for any other."""
    return _shipped().get(family)


def usable_families() -> tuple[str, ...]:
    """Names of the families that a report may be set in: shipped ones first, then by name."""
    named = {_names(files.regular)[0] for files in installed().values()}
    own = sorted(
        name for name in named if name and has_hebrew(installed()[name.casefold()].regular)
    )
    return (FRANK_RUHL, HEEBO, *(name for name in own if name not in _shipped()))


class InstalledFonts:
    """The families of this machine, for the use cases."""

    def families(self) -> tuple[str, ...]:
        """As `usable_families`."""
        return usable_families()

    def check(self, family: str) -> None:
        """As `font_files`."""
        font_files(family)


def _shipped() -> Mapping[str, FontFiles]:
    return {
        name: FontFiles(
            resource("fonts", f"{file}-Regular.ttf"), resource("fonts", f"{file}-Bold.ttf")
        )
        for name, file in ((FRANK_RUHL, "FrankRuhlLibre"), (HEEBO, "Heebo"))
    }


@cache
def installed() -> Mapping[str, FontFiles]:
    """The installed families by their names in small letters, looked up once."""
    regular: dict[str, Path] = {}
    bold: dict[str, Path] = {}
    for path in _files():
        family, style = _names(path)
        if not family:
            continue
        if style.casefold() in _REGULAR:
            regular.setdefault(family.casefold(), path)
        elif style.casefold() == "bold":
            bold.setdefault(family.casefold(), path)
    return {name: FontFiles(path, bold.get(name, path)) for name, path in regular.items()}


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".local/share/fonts", home / ".fonts")


def _files() -> Iterator[Path]:
    for folder in _folders():
        if folder.is_dir():
            yield from sorted(
                path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES
            )


@cache
def has_hebrew(path: Path) -> bool:
    """Whether the font has a glyph for each Hebrew letter, by the tables that say so."""
    try:
        return all(code in _codes(_table(path, b"cmap")) for code in HEBREW)
    except (OSError, struct.error, ValueError):
        return False


def _names(path: Path) -> tuple[str, str]:
    """Family and style as the file names them; empty where it cannot be read."""
    try:
        names = _name_table(_table(path, b"name"))
    except (OSError, struct.error, ValueError):
        return "", ""
    family = names.get(_BETTER_FAMILY) or names.get(_FAMILY, "")
    return family, names.get(_BETTER_STYLE) or names.get(_STYLE, "")


def _table(path: Path, wanted: bytes) -> bytes:
    """One table of the file; ValueError when it is not a font of one face or lacks the table."""
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] not in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
            raise ValueError(path.name)
        for _ in range(struct.unpack(">H", head[4:6])[0]):
            tag, _sum, offset, length = struct.unpack(">4sLLL", file.read(16))
            if tag == wanted and length <= _LARGEST_TABLE:
                file.seek(offset)
                return file.read(length)
    raise ValueError(path.name)


def _name_table(table: bytes) -> dict[int, str]:
    """Names by their number; Windows' English ones win."""
    _form, count, start = struct.unpack_from(">HHH", table)
    names: dict[int, str] = {}
    for at in range(count):
        platform, _enc, language, number, length, offset = struct.unpack_from(
            ">HHHHHH", table, 6 + 12 * at
        )
        raw = table[start + offset : start + offset + length]
        text = raw.decode("latin-1" if platform == 1 else "utf-16-be", "replace").strip()
        if number not in names or (platform == 3 and language == 0x409):
            names[number] = text
    return names


def _codes(table: bytes) -> frozenset[int]:
    """Characters below U+FFFF that a format 4 table maps to a glyph, as far as its segments say."""
    _version, count = struct.unpack_from(">HH", table)
    codes: set[int] = set()
    for at in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * at)
        form = struct.unpack_from(">H", table, offset)[0]
        if form == 4:
            codes |= _segments(table, offset)
        elif form == 12:
            groups = struct.unpack_from(">L", table, offset + 12)[0]
            for group in range(groups):
                low, high, _glyph = struct.unpack_from(">LLL", table, offset + 16 + 12 * group)
                codes |= set(HEBREW) & set(range(low, min(high, 0xFFFF) + 1))
    return frozenset(codes)


def _segments(table: bytes, offset: int) -> set[int]:
    double = struct.unpack_from(">H", table, offset + 6)[0]
    ends = struct.unpack_from(f">{double // 2}H", table, offset + 14)
    starts = struct.unpack_from(f">{double // 2}H", table, offset + 16 + double)
    codes: set[int] = set()
    for start, end in zip(starts, ends, strict=True):
        codes |= {code for code in HEBREW if start <= code <= end}
    return codes
