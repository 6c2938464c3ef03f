"""The words of a Word file: paragraphs, content controls as tags, and what is foreign."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shamay_desktop.documents.word.package import attribute, child, tag, value
from shamay_desktop.domain.errors import Refused

MOST_PARAGRAPHS = 2000
MOST_CHARACTERS = 400_000
_FOREIGN = {
    "tbl": "table", "drawing": "picture", "pict": "picture", "object": "object",
    "altChunk": "outside", "subDoc": "outside", "oMath": "formula", "oMathPara": "formula",
    "txbxContent": "text_box", "footnoteReference": "footnote", "endnoteReference": "footnote",
    "chart": "picture",
}  # fmt: skip
_PASSED = frozenset({"del", "moveFrom", "Fallback", "instrText", "rPr", "pPr", "sectPr"})
_OUTSIDE_FIELD = re.compile(r"\b(INCLUDE\w*|LINK|DDE\w*|DATABASE|IMPORT)\b", re.IGNORECASE)
_MARKS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
"""Marks of direction, which Word puts into tags too; the report makes its own."""

_LISTS = re.compile(r"list ?(bullet|number|paragraph)", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    """A paragraph as it is gathered."""

    kind: str
    number: int
    text: list[str] = field(default_factory=list)


@dataclass
class BodyReader:
    """Reads a body into lines and what cannot be printed, each with the paragraph's number.

    `kinds`: style id -> "chapter", "section", "bullet", "numbered", or "" for running text;
    `ordered`: numbering ids whose first level counts.
    """

    kinds: Mapping[str, str]
    ordered: frozenset[str]
    lines: list[dict[str, object]] = field(default_factory=list)
    foreign: list[list[object]] = field(default_factory=list)
    _number: int = 0
    _characters: int = 0

    def read(self, container: Any) -> None:
        """What stands in a body, cell or content control, in its order."""
        for each in container:
            name = tag(each)
            if name == "p":
                self._paragraph(each)
            elif name == "sdt":
                self._block_control(each)
            elif name in _FOREIGN:
                self._say(_FOREIGN[name])
            elif name in {"ins", "customXml", "smartTag", "moveTo"}:
                self.read(each)

    def _block_control(self, control: Any) -> None:
        inside = child(control, "sdtContent")
        if child(control, "sdtPr", "docPartObj") is not None:
            self._say("gallery")
            return
        name = _name_of(control)
        if name[:1] in {"?", "*"}:
            self._add("open", name)
            if inside is not None:
                self.read(inside)
            self._add("close", "")
        elif name:
            self._number += 1
            self._add("text", f"{{{name}}}")
        elif inside is not None:
            self.read(inside)

    def _paragraph(self, paragraph: Any) -> None:
        self._number += 1
        if self._number > MOST_PARAGRAPHS:
            raise Refused("word_too_long")
        line = _Line(self._kind(paragraph), self._number)
        before = value(paragraph, "pPr", "pageBreakBefore") not in {"0", "false"}
        if child(paragraph, "pPr", "pageBreakBefore") is not None and before:
            self._add("break", "")
        broken = self._runs(paragraph, line)
        text = "".join(line.text).translate(_MARKS).strip()
        if text:
            self._add(line.kind, text)
        if broken:
            self._add("break", "")

    def _kind(self, paragraph: Any) -> str:
        kind = self.kinds.get(value(paragraph, "pPr", "pStyle"), "")
        level = value(paragraph, "pPr", "outlineLvl")
        if level in {"0", "1"}:
            kind = "chapter" if level == "0" else "section"
        numbering = value(paragraph, "pPr", "numPr", "numId")
        if not kind and numbering not in {"", "0"}:
            kind = "numbered" if numbering in self.ordered else "bullet"
        return kind or "text"

    def _runs(self, container: Any, line: _Line) -> bool:
        """The words of runs, controls as tags; whether a page break stands among them."""
        broken = False
        for each in container:
            name = tag(each)
            if name == "t":
                line.text.append(each.text or "")
            elif name in {"tab", "cr"} or (name == "br" and attribute(each, "type") != "page"):
                line.text.append(" ")
            elif name == "br":
                broken = True
            elif name == "noBreakHyphen":
                line.text.append("-")
            elif name == "sdt":
                broken |= self._control(each, line)
            elif name in _FOREIGN:
                self._say(_FOREIGN[name])
            elif name == "instrText" and _OUTSIDE_FIELD.search(each.text or ""):
                self._say("outside")
            elif name not in _PASSED:
                broken |= self._runs(each, line)
        return broken

    def _control(self, control: Any, line: _Line) -> bool:
        name, inside = _name_of(control), child(control, "sdtContent")
        if name[:1] in {"?", "*"}:
            line.text.append(f"[{name.rstrip(': ')}: ")
            broken = inside is not None and self._runs(inside, line)
            line.text.append("]")
            return broken
        if name:
            line.text.append(f"{{{name}}}")
            return False
        return inside is not None and self._runs(inside, line)

    def _add(self, kind: str, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise Refused("word_too_long")
        self.lines.append({"kind": kind, "number": self._number, "text": text})

    def _say(self, what: str) -> None:
        if [what, self._number] not in self.foreign and len(self.foreign) < MOST_PARAGRAPHS:
            self.foreign.append([what, self._number])


def _name_of(control: Any) -> str:
    """A control's tag, else its title; blanks for one without."""
    name = value(control, "sdtPr", "tag") or value(control, "sdtPr", "alias")
    return name.translate(_MARKS).strip().strip("{}[]").strip()


def kinds_of_styles(styles: Any) -> dict[str, str]:
    """What paragraphs of each style are, by the style's own name and outline level."""
    found: dict[str, str] = {}
    for style in () if styles is None else styles:
        if tag(style) != "style":
            continue
        name, key = value(style, "name").casefold(), attribute(style, "styleId")
        level = value(style, "pPr", "outlineLvl")
        if name == "heading 1" or level == "0":
            found[key] = "chapter"
        elif name == "heading 2" or level == "1":
            found[key] = "section"
        elif _LISTS.match(name):
            found[key] = "numbered" if "number" in name else "bullet"
    return found


def ordered_lists(numbering: Any) -> frozenset[str]:
    """Numbering ids whose first level counts with numbers or letters."""
    if numbering is None:
        return frozenset()
    formats = {
        attribute(each, "abstractNumId"): value(each, "lvl", "numFmt")
        for each in numbering
        if tag(each) == "abstractNum"
    }
    return frozenset(
        attribute(each, "numId")
        for each in numbering
        if tag(each) == "num" and formats.get(value(each, "abstractNumId"), "bullet") != "bullet"
    )
