"""Tables of a .docx, as past reports have them; read as the text comes, no tree is kept."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from shamay_desktop.documents.tables.nested_tables import NestedTables
from shamay_desktop.documents.tables.spool import Sheet, Spool
from shamay_desktop.documents.tables.zip_guard import TORN, check_archive
from shamay_desktop.domain.errors import Refused

DOCUMENT = "word/document.xml"
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PIECE = 1024 * 1024


def read_word_document(path: Path, spool: Spool) -> None:
    """Each table of the body. Raises Refused naming the row."""
    from lxml import etree

    check_archive(path, spool.limits)

    def begin(title: str) -> Sheet:
        return spool.table("docx", title)

    tables = NestedTables(spool.limits, begin)
    parser = etree.XMLParser(
        target=_Markup(tables), resolve_entities=False, load_dtd=False, no_network=True,
        huge_tree=True,
    )  # fmt: skip
    try:
        with ZipFile(path) as archive, archive.open(DOCUMENT) as part:
            while piece := part.read(_PIECE):
                parser.feed(piece)
            parser.close()
    except (*TORN, etree.XMLSyntaxError) as error:
        raise Refused("table_broken", row=tables.row) from error


class _Markup:
    """What the parser tells, told on; what was struck out or stands beside the text is not."""

    def __init__(self, tables: NestedTables) -> None:
        self._tables = tables
        self._in_text = self._aside = 0

    def start(self, name: str, attributes: Any) -> None:
        """An element begins."""
        tag = _tag(name)
        if tag in {"del", "moveFrom", "Fallback", "instrText"}:
            self._aside += 1
        elif self._aside:
            return
        elif tag == "tbl":
            self._tables.open_table()
        elif tag == "tr":
            self._tables.open_row()
        elif tag == "tc":
            self._tables.open_cell()
        elif tag == "gridSpan":
            self._tables.span(_number(attributes, 1))
        elif tag == "vMerge" and _value(attributes, "continue") == "continue":
            self._tables.same_as_above()
        elif tag == "t":
            self._in_text += 1
        elif tag in {"tab", "br", "cr"}:
            self._tables.text(" ")

    def end(self, name: str) -> None:
        """An element ends."""
        tag = _tag(name)
        if tag in {"del", "moveFrom", "Fallback", "instrText"}:
            self._aside -= 1
        elif self._aside:
            return
        elif tag == "tbl":
            self._tables.close_table()
        elif tag == "tr":
            self._tables.close_row()
        elif tag == "tc":
            self._tables.close_cell()
        elif tag == "t":
            self._in_text -= 1
        elif tag == "p":
            self._tables.new_line()

    def data(self, text: str) -> None:
        """Words."""
        if self._in_text and not self._aside:
            self._tables.text(text)

    def close(self) -> None:
        """The document ends."""
        self._tables.end()


def _tag(name: str) -> str:
    for namespace in (_WORDS, _STRICT):
        if name.startswith(namespace):
            return name[len(namespace) :]
    return "Fallback" if name.endswith("}Fallback") else ""


def _value(attributes: Any, otherwise: str) -> str:
    for namespace in (_WORDS, _STRICT):
        if (found := attributes.get(f"{namespace}val")) is not None:
            return str(found)
    return otherwise


def _number(attributes: Any, otherwise: int) -> int:
    text = _value(attributes, "")
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
