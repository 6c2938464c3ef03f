"""Sheets of the old binary .xls, as BIFF has them; it is small enough to be held whole."""

import os
from pathlib import Path
from typing import Any

from shamay_desktop.documents.tables.cells import Sent, sent_date
from shamay_desktop.documents.tables.spool import Spool
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.usecases.user_file import megabytes

_ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}


def read_old_workbook(path: Path, spool: Spool) -> None:
    """Each sheet that has rows. Raises Refused(`file_encrypted`, `table_broken`, …)."""
    size = path.stat().st_size
    if size > spool.limits.workbook:
        limit = megabytes(spool.limits.workbook)
        raise Refused("file_too_large", size=megabytes(size), limit=limit)
    try:
        _read(path, spool)
    except (ShamayError, MemoryError):
        raise
    except Exception as error:  # xlrd raises whatever a broken record leads it to
        if "encrypted" in str(error).casefold():
            raise Refused("file_encrypted") from error
        raise Refused("table_broken", row=1) from error


def _read(path: Path, spool: Spool) -> None:
    import xlrd

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        book = xlrd.open_workbook(str(path), logfile=nowhere, on_demand=True, ragged_rows=True)
        for number in range(book.nsheets):
            spool.far = lambda number=number: number / book.nsheets  # type: ignore[misc]
            worksheet = book.sheet_by_index(number)
            sheet = spool.table("xls", worksheet.name)
            for index in range(worksheet.nrows):
                row = zip(worksheet.row_types(index), worksheet.row_values(index), strict=True)
                sheet.add([_cell(kind, content, book.datemode) for kind, content in row])
            sheet.end()
            book.unload_sheet(number)


def _cell(kind: int, content: Any, epoch: int) -> Sent:
    import xlrd

    if kind == xlrd.XL_CELL_TEXT:
        return str(content)
    if kind == xlrd.XL_CELL_DATE:
        return _date(content, epoch)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(content)
    if kind == xlrd.XL_CELL_ERROR:
        return _ERROR_TEXTS.get(content, "#N/A")
    if kind == xlrd.XL_CELL_NUMBER:
        number = float(content)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return None


def _date(content: float, epoch: int) -> Sent:
    """A day as a date; a time of day and what is no date of the calendar as the number it is."""
    from xlrd.xldate import XLDateError, xldate_as_datetime

    try:
        return sent_date(xldate_as_datetime(content, epoch)) if content >= 1 else content
    except (XLDateError, OverflowError, ValueError):
        return content
