"""What a Word file looks like: fonts, sizes, colours, spacing, page, and its styles as data."""

import re
from collections.abc import Mapping
from typing import Any

from shamay_desktop.documents.word.package import attribute, child, tag, value

_TWIPS_A_MM = 56.7
_LINE = 240
_HALF_POINTS = 2
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_SAFE = re.compile(r"[\w .,'()%#+-]{0,80}")
_MOST_STYLES = 150
_DEEPEST = 10

# What a style may bring along: looks alone, nothing that points at another part of the file.
_PARAGRAPH = frozenset(
    {"keepNext", "keepLines", "pBdr", "top", "left", "bottom", "right", "start", "end", "between",
     "shd", "spacing", "ind", "jc", "contextualSpacing", "widowControl"}
)  # fmt: skip
_LETTERS = frozenset(
    {"rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "color", "spacing", "sz", "szCs",
     "u", "shd"}
)  # fmt: skip
_LINKED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "themeColor", "themeShade",
           "themeTint", "themeFill", "themeFillShade", "themeFillTint")  # fmt: skip


class StyleReader:
    """Resolves what a style says through those that it is based on."""

    def __init__(self, styles: Any, theme: Any) -> None:
        self._all = {
            attribute(each, "styleId"): each
            for each in (() if styles is None else styles)
            if tag(each) == "style"
        }
        self._names = {value(each, "name").casefold(): key for key, each in self._all.items()}
        self._defaults = None if styles is None else child(styles, "docDefaults")
        self._themes = _theme_fonts(theme)

    def looks(self) -> dict[str, str]:
        """Sizes in points, pitch in lines, the titles' colour; what is not said is absent."""
        body = self._first("body text", "normal")
        given = {
            "body_font": self._font(body),
            "body_size": self._size(body),
            "line_pitch": self._pitch(body),
        }
        for name, prefix in (("heading 1", "chapter"), ("heading 2", "section")):
            key = self._names.get(name)
            if key is not None:
                given[f"{prefix}_size"] = self._size(key)
                if prefix == "chapter":
                    given["title_font"] = self._font(key)
                    given["title_color"] = self._colour(key)
        notes = self._names.get("footnote text")
        given["note_size"] = "" if notes is None else self._size(notes)
        return {name: said for name, said in given.items() if said}

    def styles(self) -> list[dict[str, object]]:
        """The paragraph and character styles as data: their names and what they look like."""
        found: list[dict[str, object]] = []
        for key, style in self._all.items():
            kind = attribute(style, "type", "paragraph")
            if kind not in {"paragraph", "character"} or len(found) >= _MOST_STYLES:
                continue
            names = (key, value(style, "name"), value(style, "basedOn"))
            if not names[1] or any(_SAFE.fullmatch(name) is None for name in names):
                continue
            found.append(
                {
                    "id": names[0], "name": names[1], "based_on": names[2], "kind": kind,
                    "paragraph": self._properties(child(style, "pPr"), _PARAGRAPH),
                    "letters": self._properties(child(style, "rPr"), _LETTERS),
                }
            )  # fmt: skip
        return found

    def _properties(self, properties: Any, known: frozenset[str]) -> list[object]:
        if properties is None:
            return []
        return [self._plain(each, known) for each in properties if tag(each) in known]

    def _plain(self, element: Any, known: frozenset[str]) -> list[object]:
        attributes = {
            key.rpartition("}")[2]: str(text)
            for key, text in element.attrib.items()
            if _SAFE.fullmatch(str(text)) is not None
        }
        if tag(element) == "rFonts":
            attributes |= self._themed(element)
        attributes = {key: text for key, text in attributes.items() if key not in _LINKED}
        inner = [self._plain(each, known) for each in element if tag(each) in known]
        return [tag(element), attributes, inner]

    def _themed(self, fonts: Any) -> dict[str, str]:
        sides = (("asciiTheme", "ascii"), ("hAnsiTheme", "hAnsi"), ("cstheme", "cs"))
        found = {}
        for linked, side in sides:
            name = self._themes.get(attribute(fonts, linked))
            if name:
                found[side] = name
        return found

    # -- one fact of a style --------------------------------------------------------------

    def _first(self, *names: str) -> str:
        return next((self._names[name] for name in names if name in self._names), "")

    def _said(self, key: str, *path: str) -> list[Any]:
        """The elements at a path of the style, those it is based on, and the defaults."""
        found, seen = [], 0
        while key in self._all and seen < _DEEPEST:
            element = child(self._all[key], *path)
            if element is not None:
                found.append(element)
            key, seen = value(self._all[key], "basedOn"), seen + 1
        holder = {"rPr": "rPrDefault", "pPr": "pPrDefault"}[path[0]]
        if self._defaults is not None:
            element = child(self._defaults, holder, *path)
            if element is not None:
                found.append(element)
        return found

    def _font(self, key: str) -> str:
        for fonts in self._said(key, "rPr", "rFonts"):
            themed = self._themed(fonts)
            for side in ("cs", "ascii", "hAnsi"):
                name = attribute(fonts, side) or themed.get(side, "")
                if name:
                    return name
        return ""

    def _size(self, key: str) -> str:
        for name in ("szCs", "sz"):
            for element in self._said(key, "rPr", name):
                half = attribute(element, "val")
                if half.isdecimal() and len(half) < 4:
                    return f"{int(half) / _HALF_POINTS:g}"
        return ""

    def _pitch(self, key: str) -> str:
        for element in self._said(key, "pPr", "spacing"):
            line = attribute(element, "line")
            if line.isdecimal() and len(line) < 6 and attribute(element, "lineRule") != "exact":
                return f"{int(line) / _LINE:.2f}"
        return ""

    def _colour(self, key: str) -> str:
        for element in self._said(key, "rPr", "color"):
            colour = attribute(element, "val")
            if _COLOUR.fullmatch(colour):
                return colour.upper()
        return ""


def page_of(section: Any) -> dict[str, str]:
    """Margins in millimetres, and the sheet's sides, of a section's properties."""
    found: dict[str, str] = {}
    margins, sheet = child(section, "pgMar"), child(section, "pgSz")
    if margins is not None:
        sides = [_mm(attribute(margins, side)) for side in ("left", "right", "start", "end")]
        known = [side for side in sides if side]
        if known:
            found["side_margin"] = f"{min(float(side) for side in known):g}"
        found |= {
            f"{edge}_margin": said
            for edge in ("top", "bottom")
            if (said := _mm(attribute(margins, edge).lstrip("-")))
        }
    if sheet is not None:
        found |= {side: _mm(attribute(sheet, side[0])) for side in ("width", "height")}
    return found


def _mm(twips: str) -> str:
    return f"{int(twips) / _TWIPS_A_MM:.1f}" if twips.isdecimal() and len(twips) < 7 else ""


def _theme_fonts(theme: Any) -> Mapping[str, str]:
    """Theme reference -> font, the Hebrew one where the theme names it."""
    found: dict[str, str] = {}
    fonts = None if theme is None else child(theme, "themeElements", "fontScheme")
    for kind in ("minor", "major"):
        scheme = None if fonts is None else child(fonts, f"{kind}Font")
        if scheme is None:
            continue
        hebrew = next(
            (each.get("typeface", "") for each in scheme
             if tag(each) == "font" and each.get("script") == "Hebr"), "",
        )  # fmt: skip
        faces = {name: child(scheme, name) for name in ("latin", "cs")}
        said = {
            name: "" if each is None else each.get("typeface", "") for name, each in faces.items()
        }
        found[f"{kind}HAnsi"] = found[f"{kind}Ascii"] = said["latin"]
        found[f"{kind}Bidi"] = said["cs"] or hebrew
    return found
