"""Lists on paper: black on white, a title, heads that come again on each page."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.ui.market.decision_words import Listing

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_TABLE = (
    '<table width="100%" border="1" cellspacing="0" cellpadding="3"'
    ' style="border-collapse: collapse; border-style: solid">'
)
_STYLE = """
body { color: #000000; font-size: 9pt; }
h1 { font-size: 13pt; } h2 { font-size: 11pt; }
th { font-weight: bold; }
"""


def print_listings(
    title: str, words: str, listings: Sequence[Listing], printer: "QPrinter", *, rtl: bool
) -> int:
    """Print lists one under the other; the number of pages. Runs in any thread.

    Raises WorldFailed(`printer_failed`).
    """
    from PySide6.QtCore import QSizeF, Qt
    from PySide6.QtGui import QFont, QTextDocument, QTextOption

    document = QTextDocument()
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    document.setDefaultTextOption(option)
    document.setDefaultFont(QFont(QFont().family(), 9))
    document.setDefaultStyleSheet(_STYLE)
    # Laid out for this very sheet: so many pages are counted as are printed.
    document.documentLayout().setPaintDevice(printer)
    document.setPageSize(QSizeF(printer.pageLayout().paintRectPixels(printer.resolution()).size()))
    document.setHtml(listings_html(title, words, listings, rtl=rtl))
    document.print_(printer)
    if printer.printerState() is printer.PrinterState.Error:
        raise WorldFailed("printer_failed", printer=printer.printerName())
    return document.pageCount()


def listings_html(title: str, words: str, listings: Sequence[Listing], *, rtl: bool) -> str:
    """The lists as HTML; what stands in them is text."""
    way = "rtl" if rtl else "ltr"
    parts = [f'<body dir="{way}"><h1 dir="{way}">{escape(title)}</h1><p dir="{way}">']
    parts.append(f"{escape(words)}</p>")
    for listing in listings:
        parts.append(f'<h2 dir="{way}">{escape(listing.title)}</h2>')
        parts.append(_TABLE)
        parts.append(f"<thead>{_row(listing.heads, 'th', way)}</thead>")
        parts += [_row(line, "td", way) for line in listing.lines]
        parts.append("</table>")
    return "".join([*parts, "</body>"])


def _row(cells: Iterable[str], tag: str, way: str) -> str:
    # A table of rich text always begins at the left.
    placed = list(cells)[::-1] if way == "rtl" else cells
    inside = "".join(f'<{tag}><p dir="{way}">{escape(cell)}</p></{tag}>' for cell in placed)
    return f"<tr>{inside}</tr>"
