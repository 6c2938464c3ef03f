"""The styles of the office's own Word file under those of the report: what they add, and the rest.

A style that both have by its name keeps the report's fonts, sizes and pitch, which are the file's
as far as a report can have them, and takes the file's borders, shading, spacing and capitals; the
file's other styles stand in the report as they are, to be chosen in Word.
"""

from collections.abc import Iterable, Mapping, Sequence

from shamay_desktop.domain.word_styles import WordMark, WordStyle
from shamay_desktop.reports.docx.markup import element, val

# The order that the schema asks for.
_PARAGRAPH = ("keepNext", "keepLines", "widowControl", "pBdr", "shd", "spacing", "ind",
              "contextualSpacing", "jc")  # fmt: skip
_LETTERS = ("rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "color", "spacing", "sz",
            "szCs", "u", "shd")  # fmt: skip
_SIDES = ("top", "left", "start", "bottom", "right", "end", "between")
_ADDED_LETTERS = ("i", "iCs", "caps", "smallCaps")
_NEVER = frozenset({"normal", "default paragraph font"})


class BaseStyles:
    """The file's styles by name; `ours` are names of the report's own, with their ids."""

    def __init__(self, styles: Sequence[WordStyle], ours: Mapping[str, str]) -> None:
        self._ours = {name.casefold(): key for name, key in ours.items()}
        self._by_name = {each.name.casefold(): each for each in styles}
        taken = set(ours.values())
        self._ids: dict[str, str] = {}
        for each in styles:
            same = self._ours.get(each.name.casefold())
            key = each.id if each.id not in taken else f"{each.id}-file"
            self._ids[each.id] = same or key

    def borders(self, name: str) -> str:
        """Borders and shading of a style of the file, "" where it has none."""
        marks = self._marks(name)
        return "".join(_written(marks[each]) for each in ("pBdr", "shd") if each in marks)

    def has_borders(self, name: str) -> bool:
        """Whether the file's style draws its own borders."""
        return "pBdr" in self._marks(name)

    def spacing(self, name: str) -> dict[str, object]:
        """Spacing above and below as the file has it."""
        mark = self._marks(name).get("spacing")
        given = dict(mark.attributes) if mark is not None else {}
        return {f"w:{side}": given[side] for side in ("before", "after")
                if given.get(side, "").isdecimal()}  # fmt: skip

    def letters(self, name: str) -> str:
        """Italics and capitals of a style of the file."""
        style = self._by_name.get(name.casefold())
        marks = {} if style is None else {each.name: each for each in style.letters}
        return "".join(_written(marks[each]) for each in _ADDED_LETTERS if each in marks)

    def others(self) -> Iterable[str]:
        """The file's styles that the report has none of."""
        for each in self._by_name.values():
            name = each.name.casefold()
            if name not in self._ours and name not in _NEVER:
                yield self._style(each)

    def _style(self, style: WordStyle) -> str:
        based = self._ids.get(style.based_on, "")
        usual = "Normal" if style.kind == "paragraph" else "DefaultParagraphFont"
        inner = val("w:name", style.name) + val("w:basedOn", based or usual) + "<w:qFormat/>"
        if style.kind == "paragraph":
            inner += _group("w:pPr", style.paragraph, _PARAGRAPH)
        inner += _group("w:rPr", style.letters, _LETTERS)
        attributes = {"w:type": style.kind, "w:customStyle": 1, "w:styleId": self._ids[style.id]}
        return element("w:style", attributes, inner)

    def _marks(self, name: str) -> Mapping[str, WordMark]:
        style = self._by_name.get(name.casefold())
        return {} if style is None else {each.name: each for each in style.paragraph}


def _group(name: str, marks: Sequence[WordMark], order: Sequence[str]) -> str:
    known = {each.name: each for each in marks}
    inner = "".join(_written(known[each]) for each in order if each in known)
    return element(name, None, inner) if inner else ""


def _written(mark: WordMark) -> str:
    inside = sorted(
        (each for each in mark.inside if each.name in _SIDES),
        key=lambda each: _SIDES.index(each.name),
    )
    attributes = {f"w:{key}": text for key, text in mark.attributes}
    return element(f"w:{mark.name}", attributes, *map(_written, inside))
