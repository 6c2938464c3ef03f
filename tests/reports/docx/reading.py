"""A Word file read back: its parts, and its words in the order that a reader meets them."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from shamay_desktop.domain.report_text import plain
from shamay_desktop.reports.docx.markup import NAMESPACES


class DocxFile:
    """The XML of a Word file's parts."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}

    def part(self, name: str) -> BaseOxmlElement:
        """The root of a part in `word/`."""
        return parse_xml(self.members[f"word/{name}.xml"])

    @property
    def stories(self) -> list[BaseOxmlElement]:
        """Every part that holds paragraphs."""
        names = ("document", "footnotes", "header1", "header2", "footer1", "footer2")
        return [self.part(name) for name in names]

    def lines(self) -> list[str]:
        """The lines of the body as `text_blocks` has them: a note follows the line it stands in."""
        notes = {note.get(qn("w:id")): note for note in self.part("footnotes")}
        found: list[str] = []
        for paragraph in self.part("document").iter(qn("w:p")):
            style = "./w:pPr/w:pStyle[@w:val='CoverName' or @w:val='CoverSlogan']"
            if find(paragraph, style):
                continue  # the office's name on the cover is furniture
            found.append(words(paragraph))
            for mark in paragraph.iter(qn("w:footnoteReference")):
                found.append(words(notes[mark.get(qn("w:id"))]))
        return [line for line in map(plain, found) if line]

    def furniture(self) -> list[str]:
        """The lines of headers and footers, watermarks too, without the fields' results."""
        parts = [self.part(name) for name in ("header2", "footer2")]
        lines = [words(paragraph) for part in parts for paragraph in part.iter(qn("w:p"))]
        marks = [mark for part in parts for mark in watermarks(part)]
        return [line for line in map(plain, [*lines, *marks]) if line]


def find(node: BaseOxmlElement, path: str) -> list[BaseOxmlElement]:
    """The elements at an XPath, whatever class the parser gave the node."""
    found: list[BaseOxmlElement] = etree.XPath(path, namespaces=NAMESPACES)(node)
    return found


def values(node: BaseOxmlElement, path: str) -> list[str]:
    """The attributes at an XPath."""
    found: list[str] = etree.XPath(path, namespaces=NAMESPACES)(node)
    return [str(value) for value in found]


def watermarks(story: BaseOxmlElement) -> list[str]:
    """The texts that are drawn across the page."""
    return values(story, ".//v:textpath/@string")


_PAGES = ("PAGE", "SECTIONPAGES", "PAGEREF")


def words(element: BaseOxmlElement) -> str:
    """The text of an element: `w:t`, a blank for tabs and breaks, no numbers of pages."""
    return "".join(_words(element))


def _words(element: BaseOxmlElement) -> Iterator[str]:
    open_fields: list[str] = []
    for node in element.iter():
        if node.tag == qn("w:fldChar"):
            kind = node.get(qn("w:fldCharType"))
            if kind == "begin":
                open_fields.append("")
            elif kind == "end" and open_fields:  # a list of contents ends in another paragraph
                open_fields.pop()
        elif node.tag == qn("w:instrText"):
            open_fields[-1:] = [(node.text or "").split()[0]]
        elif node.tag == qn("w:t") and not set(open_fields) & set(_PAGES):
            yield node.text or ""
        elif node.tag in (qn("w:tab"), qn("w:br")):
            yield " "
