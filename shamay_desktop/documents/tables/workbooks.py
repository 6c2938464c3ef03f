"""Sheets of .xlsx, one after another."""

from pathlib import Path
from zipfile import ZipFile

from shamay_desktop.documents.tables.sheet_rows import rows_of
from shamay_desktop.documents.tables.spool import Spool
from shamay_desktop.documents.tables.workbook_parts import WorkbookParts, workbook_parts
from shamay_desktop.documents.tables.zip_guard import TORN, check_archive
from shamay_desktop.domain.errors import Refused


def read_workbook(path: Path, spool: Spool) -> None:
    """Each sheet that has rows. Raises Refused naming the row."""
    check_archive(path, spool.limits)
    with ZipFile(path) as archive:
        parts = _parts(archive)
        for number, (title, part) in enumerate(parts.sheets):
            _read_sheet(archive, part, title, parts, spool, number)


def _parts(archive: ZipFile) -> WorkbookParts:
    from lxml import etree

    try:
        return workbook_parts(archive)
    except (*TORN, etree.XMLSyntaxError) as error:
        raise Refused("table_broken", row=1) from error


def _read_sheet(
    archive: ZipFile, part: str, title: str, parts: WorkbookParts, spool: Spool, number: int
) -> None:
    sheet = spool.table("xlsx", title)
    sheets = len(parts.sheets)
    try:
        size = archive.getinfo(part).file_size or 1
        with archive.open(part) as source:
            spool.far = lambda: (number + min(source.tell() / size, 1)) / sheets
            for place, cells in rows_of(source, parts):
                sheet.skip_to(place)
                sheet.add(cells)
    except TORN as error:
        raise Refused("table_broken", row=sheet.number + 1) from error
    sheet.end()
