"""Printing through the PDF: its own pages as pictures, on the printer that was chosen."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImageReader, QPainter
from PySide6.QtPrintSupport import QPrinter

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.usecases.ports import Cancelled, Progress

PRINT_DPI = 300


def chosen_pages(printer: QPrinter, pages: int) -> range:
    """The pages that the print dialog asked for, from 1."""
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() is not QPrinter.PrintRange.PageRange or first < 1:
        return range(1, pages + 1)
    return range(first, min(max(last, first), pages) + 1)


def print_pages(
    source: PageSource,
    printer: QPrinter,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Print, one page in memory at a time; the number of pages. Runs in any thread.

    Raises WorldFailed(`printer_failed`), Refused, WorkCancelled.
    """
    wanted = chosen_pages(printer, source.pages)
    painter = QPainter()
    if not painter.begin(printer):
        raise WorldFailed("printer_failed", printer=printer.printerName())
    try:
        for done, page in enumerate(wanted):
            if cancelled is not None and cancelled():
                printer.abort()
                raise WorkCancelled
            if done:
                printer.newPage()
            _paint(painter, printer, source, page)
            if on_progress is not None:
                on_progress(done + 1, len(wanted))
    finally:
        painter.end()
    return len(wanted)


def _paint(painter: QPainter, printer: QPrinter, source: PageSource, page: int) -> None:
    picture = source.picture(page, PRINT_DPI)
    image = QImageReader(picture.path).read()
    if image.isNull():
        raise Refused("file_broken", file=source.name)
    # The paper's own margins are the report's; the sheet is filled from edge to edge.
    sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    inside = printer.pageLayout().paintRectPixels(printer.resolution())
    size = QSizeF(image.size()).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(-inside.x(), -inside.y(), size.width(), size.height())
    painter.drawImage(place, image)
