"""Tables of HTML, the Tax Authority's ".xls" among them; read as it comes, no tree is built."""

import re
from collections.abc import Mapping

from shamay_desktop.documents.tables.decoding import TextFile
from shamay_desktop.documents.tables.nested_tables import NestedTables
from shamay_desktop.documents.tables.spool import Sheet, Spool
from shamay_desktop.domain.errors import Refused

_SILENT = frozenset({"script", "style", "title", "noscript", "template"})
_LINES = frozenset({"p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption"})
_MOST_SPAN = 65_534
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_TAX_AUTHORITY = (
    "גוש חלקה", "יום מכירה", "תמורה מוצהרת בשח", "שווי מכירה בשח", "מהות",
    "חלק נמכר", "ישוב", "שנת בניה", "שטח", "חדרים",
)  # fmt: skip
_NO_LETTER = re.compile(r"[^\w\s]|_")


def read_web_page(text: TextFile, spool: Spool, kind: str = "") -> None:
    """Each table of a page. Raises Refused naming the row.

    `kind` is the format of all of them; without one the Tax Authority's is told by its heading.
    """
    from lxml import etree

    def begin(title: str) -> Sheet:
        return spool.table(kind or "html", title, encoding=text.encoding)

    tables = NestedTables(spool.limits, begin)
    before = len(spool.answer)
    parser = etree.HTMLParser(target=_Markup(tables), encoding="utf-8", huge_tree=True)
    with text.opened() as opened:
        spool.far = opened.far
        for piece in opened.pieces():
            if _ENTITY.search(piece):
                raise Refused("table_entities")
            parser.feed(piece.encode("utf-8", "replace"))
    try:
        parser.close()
    except etree.XMLSyntaxError:  # nothing in it that is a page
        return
    if not kind:
        for facts in spool.answer[before:]:
            _name_tax_authority(facts)


def _name_tax_authority(facts: dict[str, object]) -> None:
    headings = facts["headings"]
    if isinstance(headings, list) and is_tax_authority(headings):
        facts["format"] = "tax_authority_html"


def is_tax_authority(headings: list[str]) -> bool:
    """Whether these are the ten columns of the Tax Authority, however its quotes are written."""
    plain = tuple(" ".join(_NO_LETTER.sub("", each).split()) for each in headings)
    return plain == _TAX_AUTHORITY


class _Markup:
    """What the parser tells, told on."""

    def __init__(self, tables: NestedTables) -> None:
        self._tables = tables
        self._silent = 0
        self._opening = {"table": tables.open_table, "tr": tables.open_row}
        self._closing = {
            "table": tables.close_table,
            "tr": tables.close_row,
            "td": tables.close_cell,
            "th": tables.close_cell,
        }

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in {"td", "th"}:
            if attributes:
                across, down = attributes.get("colspan"), attributes.get("rowspan")
                self._tables.open_cell(_span(across), _span(down))
            else:
                self._tables.open_cell()
        elif tag in self._opening:
            self._opening[tag]()
        elif tag in _SILENT:
            self._silent += 1
        elif tag in _LINES:
            self._tables.new_line()

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in self._closing:
            self._closing[tag]()
        elif tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _LINES:
            self._tables.new_line()

    def data(self, text: str) -> None:
        """Words."""
        if not self._silent:
            self._tables.text(text)

    def close(self) -> None:
        """The page ends."""
        self._tables.end()


def _span(text: str | None) -> int:
    if text is None or not text.strip().isdecimal() or len(text) > 6:
        return 1
    return min(int(text), _MOST_SPAN)
