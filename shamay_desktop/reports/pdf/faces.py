"""The typefaces of a report: which files, how wide their characters are, what they lack."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_looks import FRANK_RUHL, Looks
from shamay_desktop.reports.installed_fonts import font_files

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# reportlab's list of fonts is global and a font has one place where its file is being read: two
# documents that embed their characters at once would each get parts of the other's glyphs.
_FONTS = RLock()

_CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n")


@dataclass(frozen=True, slots=True)
class Faces:
    """The font files: words of the body, the sans for columns of numbers, and those of titles.

    Without files of their own titles are set in the body's.
    """

    body: Path
    body_bold: Path
    sans: Path
    sans_bold: Path
    titles: Path | None = None
    titles_bold: Path | None = None


def shipped_faces() -> Faces:
    """Frank Ruhl Libre and Heebo."""
    return faces_of(Looks(body_font=FRANK_RUHL))


def faces_of(looks: Looks) -> Faces:
    """The files of a template's families. Refused as `font_files`."""
    body, sans, titles = map(font_files, (looks.body_font, looks.number_font, looks.titles))
    return Faces(body.regular, body.bold, sans.regular, sans.bold, titles.regular, titles.bold)


class _Widths(dict[str, float]):
    """Width of a character in ems; marks of direction have none."""

    def __init__(self, by_code: dict[int, float], default: float) -> None:
        super().__init__((control, 0.0) for control in _CONTROLS)
        self._by_code = by_code
        self._default = default

    def __missing__(self, character: str) -> float:
        code = 32 if character == "\u00a0" else ord(character)
        width = self[character] = self._by_code.get(code, self._default) / 1000
        return width


class Font:
    """One loaded font under the name that reportlab knows it by."""

    def __init__(self, path: Path) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFError, TTFont

        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            # Named by its bytes: reportlab's list of fonts is global, so that the same file is
            # the same font in it and no other document's font is replaced.
            self.name = f"shamay-{digest[:16]}"
            loaded = TTFont(self.name, str(path), shapable=False)
        except (OSError, TTFError) as error:
            raise WorldFailed("font_unreadable", file=path.name) from error
        pdfmetrics.registerFont(loaded)
        self.widths = _Widths(loaded.face.charWidths, loaded.face.defaultWidth)
        self._glyphs = frozenset(map(chr, loaded.face.charToGlyph)) | _CONTROLS

    def lacks(self, text: str) -> set[str]:
        """The characters of the text that the font has no glyph for."""
        return set(text) - self._glyphs

    def width(self, text: str, size: float) -> float:
        """The width of the text in points."""
        return sum(map(self.widths.__getitem__, text)) * size


@dataclass(frozen=True, slots=True)
class Family:
    """A face and its bold, and the family that gives the glyphs it lacks."""

    regular: Font
    bold: Font
    other_regular: Font
    other_bold: Font


@dataclass(frozen=True, slots=True)
class Families:
    """The families of a report."""

    body: Family
    sans: Family
    titles: Family

    def of(self, face: str) -> Family:
        """The family of a style's face."""
        return {"titles": self.titles, "numbers": self.sans}.get(face, self.body)


@cache
def _font(path: Path, _changed: int) -> Font:
    return Font(path)


def load(faces: Faces) -> Families:
    """The families of the faces; a file is read once until it changes."""
    fonts = []
    titles = (faces.titles or faces.body, faces.titles_bold or faces.body_bold)
    with _FONTS:
        for path in (faces.body, faces.body_bold, faces.sans, faces.sans_bold, *titles):
            changed = path.stat().st_mtime_ns if path.exists() else 0
            fonts.append(_font(path, changed))
    body, body_bold, sans, sans_bold, plain, bold = fonts
    return Families(
        body=Family(body, body_bold, sans, sans_bold),
        sans=Family(sans, sans_bold, body, body_bold),
        titles=Family(plain, bold, sans, sans_bold),
    )


def embed_and_save(canvas: "Canvas") -> None:
    """End a document: the characters that it uses are cut out of their fonts, one at a time."""
    with _FONTS:
        canvas.save()
