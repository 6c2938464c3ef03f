"""What a file of tables is, told by its content and never by its name, and its tables."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from shamay_desktop.documents.tables.decoding import TextFile, text_file
from shamay_desktop.documents.tables.limits import LIMITS, TableLimits
from shamay_desktop.documents.tables.spool import Spool
from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.user_file import open_user_file

_HEAD = 65_536
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_PART_OF_BOOK = re.compile(r"xl/.+\.xml")
_BINARY_BOOK = "xl/workbook.bin"
_JSON = re.compile(r"\s*(\[\s*[\[{\]]|\{\s*[\"}])")
_MARKUP = re.compile(r"\s*<[a-z!?/]", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)


def read_tables(
    path: Path, folder: Path, limits: TableLimits = LIMITS, pasted: str = ""
) -> list[dict[str, object]]:
    """The tables of a file: their rows are written to `folder`, the answer says the rest.

    `pasted` is "text" or "html" for what was copied. Raises Refused as `TableReader` says.
    """
    spool = Spool(folder, limits)
    with open_user_file(path, limits.file) as file:
        head = file.read(_HEAD)
    with closing(spool):
        if pasted:
            _read_pasted(path, spool, pasted)
        else:
            _reader_of(head, path)(path, spool)
    if not spool.answer:
        raise Refused("table_empty")
    return spool.answer


def _reader_of(head: bytes, path: Path) -> Callable[[Path, Spool], None]:
    if head.startswith(_ZIP):
        return _office_reader(path)
    if head.startswith(_COMPOUND):
        return _compound_reader(path)
    if head.startswith(_BARE_BIFF):
        from shamay_desktop.documents.tables.old_workbooks import read_old_workbook

        return read_old_workbook
    return _read_text


def _office_reader(path: Path) -> Callable[[Path, Spool], None]:
    from shamay_desktop.documents.tables.word_document import DOCUMENT, read_word_document
    from shamay_desktop.documents.tables.workbooks import read_workbook
    from shamay_desktop.documents.tables.zip_guard import names_in

    names = names_in(path)
    if DOCUMENT in names:
        return read_word_document
    if _BINARY_BOOK not in names and any(_PART_OF_BOOK.fullmatch(name) for name in names):
        return read_workbook
    raise Refused("table_unreadable")


def _compound_reader(path: Path) -> Callable[[Path, Spool], None]:
    """The streams of a compound file are named in UTF-16 in its directory, wherever that lies."""
    content = path.read_bytes()
    if _utf16("EncryptedPackage") in content:
        raise Refused("file_encrypted")
    if _utf16("WordDocument") in content and _utf16("Workbook") not in content:
        raise Refused("table_old_word")
    from shamay_desktop.documents.tables.old_workbooks import read_old_workbook

    return read_old_workbook


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _read_text(path: Path, spool: Spool) -> None:
    from shamay_desktop.documents.tables.delimited import read_delimited
    from shamay_desktop.documents.tables.records import read_records
    from shamay_desktop.documents.tables.web_page import read_web_page

    text = text_file(path)
    sample = _beginning(text)
    if _JSON.match(sample):
        read_records(text, spool)
    elif _MARKUP.match(sample) or _TABLE.search(sample):
        read_web_page(text, spool)
    else:
        read_delimited(text, spool)


def _read_pasted(path: Path, spool: Spool, pasted: str) -> None:
    from shamay_desktop.documents.tables.delimited import read_delimited
    from shamay_desktop.documents.tables.web_page import read_web_page

    text = TextFile(path, "utf-8", 0, path.stat().st_size)
    if pasted == "html":
        read_web_page(text, spool, "pasted")
    else:
        read_delimited(text, spool, "pasted")


def _beginning(text: TextFile) -> str:
    with text.opened() as opened:
        return opened.read(_HEAD)
