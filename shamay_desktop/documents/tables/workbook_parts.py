"""What an .xlsx says of all its sheets: names and places, shared texts, which styles are days."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from shamay_desktop.documents.tables.expat_source import parsed, tag_of

_MAIN, _SHEET, _STRINGS, _STYLES = "officeDocument", "worksheet", "sharedStrings", "styles"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LARGEST_PART = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """`sheets`: title and part of each, in order; `day_styles`: numbers shown as days."""

    sheets: Sequence[tuple[str, str]]
    texts: Sequence[str]
    day_styles: frozenset[str]
    epoch: datetime


def workbook_parts(archive: ZipFile) -> WorkbookParts:
    """Raises what a torn archive and torn XML raise."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

    main = next(iter(_related(archive, "", _MAIN).values()), "xl/workbook.xml")
    book = _tree(archive, main)
    related = _related(archive, main, _SHEET)
    texts = next(iter(_related(archive, main, _STRINGS).values()), "")
    styles = next(iter(_related(archive, main, _STYLES).values()), "")
    old_macintosh = any(
        each.get("date1904") in {"1", "true"} for each in _elements(book, "workbookPr")
    )
    return WorkbookParts(
        [
            (each.get("name") or "", related[link])
            for each in _elements(book, "sheet")
            if (link := _link_of(each)) in related
        ],
        _texts(archive, texts) if texts in archive.namelist() else [],
        _day_styles(_tree(archive, styles)) if styles in archive.namelist() else frozenset(),
        CALENDAR_MAC_1904 if old_macintosh else CALENDAR_WINDOWS_1900,
    )


def plain_text(text: str) -> str:
    """Characters that XML cannot hold are written as _x000D_."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _related(archive: ZipFile, part: str, kind: str) -> Mapping[str, str]:
    """Id -> part of what a part is related to in this way."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.namelist():
        return {}
    return {
        each.get("Id") or "": posixpath.normpath(
            posixpath.join("/", folder, each.get("Target") or "")
        ).lstrip("/")
        for each in _elements(_tree(archive, relations), "Relationship")
        if (each.get("Type") or "").rpartition("/")[2] == kind
    }


def _link_of(sheet: Any) -> str:
    """Its relation, an attribute of another namespace than its other ones."""
    return next(
        (str(content) for name, content in sheet.attrib.items() if name.endswith("}id")), ""
    )


def _tree(archive: ZipFile, part: str) -> Any:
    from lxml import etree

    if archive.getinfo(part).file_size > _LARGEST_PART:
        raise ValueError(part)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.fromstring(archive.read(part), parser)


def _elements(tree: Any, tag: str) -> Iterator[Any]:
    yield from tree.iter(f"{{*}}{tag}")


def _day_styles(tree: Any) -> frozenset[str]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    forms: dict[str, str] = {str(number): form for number, form in BUILTIN_FORMATS.items()}
    for each in _elements(tree, "numFmt"):
        forms[each.get("numFmtId") or ""] = each.get("formatCode") or ""
    found = set()
    for group in _elements(tree, "cellXfs"):
        for number, style in enumerate(_elements(group, "xf")):
            form = forms.get(style.get("numFmtId") or "", "")
            if is_date_format(form) and not is_timedelta_format(form):
                found.add(str(number))
    return frozenset(found)


def _texts(archive: ZipFile, part: str) -> list[str]:
    reading = _Texts()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.data
    with archive.open(part) as source:
        for _ in parsed(parser, source):
            pass
    return reading.found


class _Texts:
    """The texts that cells share; how they are spoken (`rPh`) is no part of them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._listening = False
        self._aside = False

    def start(self, name: str, _: object) -> None:
        """An element begins."""
        tag = tag_of(name)
        if tag == "si":
            self._words = []
        elif tag == "rPh":
            self._aside = True
        elif tag == "t":
            self._listening = not self._aside

    def data(self, text: str) -> None:
        """Words."""
        if self._listening:
            self._words.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        tag = tag_of(name)
        if tag == "si":
            self.found.append(plain_text("".join(self._words)))
        elif tag == "rPh":
            self._aside = False
        elif tag == "t":
            self._listening = False
