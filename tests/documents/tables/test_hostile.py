"""Files that want to do harm are refused by their own code, with the row where there is one."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from shamay_desktop.documents.tables.limits import LIMITS, TableLimits
from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.market_ports import RawTable
from tests import market_files as made
from tests.market_biff import compound, old_workbook
from tests.market_sales import sales, told

Read = Callable[..., Sequence[RawTable]]
SMALL = TableLimits(
    rows=20, columns=10, cell=100, line=400, tables=3, nesting=3, unpacked=2_000_000, times=50
)
HEAD = "כתובת,מחיר\n"
PAGE = "<table><tr><th>כתובת</th><th>מחיר</th></tr>{}</table>"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<table><tr><td>&b;</td><td>1</td></tr></table>"
)


def _zip(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def _book(sheet: bytes) -> bytes:
    """A workbook whose one sheet is this XML."""
    book = made.workbook([("א", [["כתובת", "מחיר"], ["א", 1]])])
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            is_sheet = info.filename == "xl/worksheets/sheet1.xml"
            new.writestr(info, sheet if is_sheet else old.read(info))
    return target.getvalue()


def _sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def _report(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return _zip(word__document=b"", **{"word/document.xml": text.encode()})


FILES: dict[str, tuple[bytes | str, str, int | None]] = {
    "many rows": (HEAD + "א,1\n" * 30, "table_rows_many", 21),
    "many rows of a page": (PAGE.format("<tr><td>א<td>1" * 30), "table_rows_many", 21),
    "many records": (json.dumps([{"a": 1}] * 30), "table_rows_many", 21),
    "a wide row": (HEAD + "א," * 30 + "1\n", "table_columns_many", 2),
    "a wide row of a page": (PAGE.format("<tr>" + "<td>1" * 30), "table_columns_many", 2),
    "a spread row of a page": (
        PAGE.format('<tr><td colspan="60000">1' + "<td>2" * 9), "table_columns_many", 2,
    ),
    "records with many names": (
        json.dumps([{}, {str(number): 1 for number in range(30)}]), "table_columns_many", 2,
    ),
    "a long cell": (HEAD + "א,1\nב," + "x" * 200 + "\n", "table_cell_long", 3),
    "a long cell of a page": (PAGE.format(f"<tr><td>{'x' * 999}<td>1"), "table_cell_long", 2),
    "an open quote": (HEAD + 'א,"1\n' + "ב,2\n" * 200, "table_cell_long", 2),
    "an endless line": (HEAD + "x" * 5000, "table_line_long", 2),
    "an endless record": (f'[{{"a": "{"x" * 6_000_000}"}}]', "table_line_long", 1),
    "many tables": (PAGE.format("<tr><td>א<td>1") * 5, "table_too_many", None),
    "nested tables": ("<table><tr><td>" * 9, "table_too_deep", 1),
    "nested lists": ("[" * 3000 + "]" * 3000, "table_too_deep", 1),
    "a deep record": ('[{"a":' + "[" * 150_000 + "]" * 150_000 + "}]", "table_too_deep", 1),
    "cut JSON": ('[{"a": 1}, {"a": 2', "table_broken", 2),
    "JSON with a stray word": ('[{"a": 1}, oops]', "table_broken", 2),
    "records and numbers": ('[{"a": 1}, 5]', "table_broken", 2),
    "entities of a page": (ENTITIES, "table_entities", None),
    "entities of a sheet": (
        _book(b'<!DOCTYPE x [<!ENTITY a "b">]>' + _sheet("<row/>")), "table_entities", None,
    ),
    "a bomb of a sheet": (_book(_sheet(" " * 40_000_000)), "table_bomb", None),
    "a bomb beside a sheet": (
        _zip(**{"xl/workbook.xml": b"", "xl/x.bin": bytes(30_000_000)}), "table_bomb", None,
    ),
    "a torn sheet": (_book(_sheet("<row><c r='A1'>")[:-40]), "table_broken", 1),
    "a sheet of nonsense": (
        _book(_sheet("<row r='1'><c r='A1' t='s'><v>99999</v></c></row>")), "table_broken", 1,
    ),
    "a cell that is no number": (
        _book(_sheet("<row r='1'><c r='A1'><v>x</v></c></row>")), "table_broken", 1,
    ),
    "a row beyond all rows": (
        _book(_sheet("<row r='99999999'><c r='A99999999'><v>1</v></c></row>")),
        "table_rows_many", 99_999_999,
    ),
    "a torn ZIP": (made.workbook([("א", [["a", "b"]])])[:400], "table_broken", 1),
    "a ZIP of something": (_zip(readme=b"x"), "table_unreadable", None),
    "nested tables of a report": (
        _report("<w:tbl><w:tr><w:tc>" * 5 + "</w:tc></w:tr></w:tbl>" * 5), "table_too_deep", 1,
    ),
    "a torn report": (_report("<w:tbl><w:tr><w:oops>"), "table_broken", 1),
    "a locked workbook": (compound("EncryptedPackage", b"x" * 5000), "file_encrypted", None),
    "an old Word": (compound("WordDocument", b"x" * 5000), "table_old_word", None),
    "a compound file of nonsense": (compound("Workbook", b"x" * 5000), "table_broken", 1),
    "a torn old workbook": (old_workbook([("א", [["a", 1]])])[:700], "table_broken", 1),
    "nothing": (HEAD, "table_empty", None),
    "a page without a table": ("<html><body>שלום</body></html>", "table_empty", None),
    "prose": ("שלום לכולם\nזה מכתב\n", "table_empty", None),
    "a word of JSON": ('{"a": 1}', "table_empty", None),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_by_its_own_code_and_row(read: Read, name: str) -> None:
    content, code, row = FILES[name]
    with pytest.raises(Refused) as refused:
        read(content, SMALL)
    assert refused.value.code == code
    assert refused.value.facts.get("row") == row


def test_every_refusal_has_words_for_its_facts_in_both_languages() -> None:
    for language in Language:
        texts = load_texts(language)
        for _, code, row in FILES.values():
            facts: dict[str, object] = {"file": "קובץ.csv", "row": row, "limit": 7}
            said = texts(f"errors.{code}", **facts)
            assert "{" not in said
            assert "קובץ.csv" in said
            assert row is None or code == "table_rows_many" or str(row) in said.replace(",", "")


def test_a_large_honest_file_is_no_bomb(read: Read) -> None:
    """Rows that are alike pack well; that alone is no reason to refuse them."""
    rows = told(sales(1), flawless=True) * 3000
    tables = read(made.extension_workbook(rows))
    assert len(tables[0].rows) == 3000


def test_a_file_that_is_too_large_is_refused_before_it_is_read(read: Read) -> None:
    with pytest.raises(Refused) as refused:
        read(HEAD + "א,1\n" * 200_000, replace(LIMITS, file=1_000_000))
    assert refused.value.code == "file_too_large"


def test_a_file_of_one_kind_is_read_as_what_it_is_whatever_its_name_says(read: Read) -> None:
    """The makers' names are never given: content alone decides (`conftest.read`)."""
    (table,) = read("[שמורה],מחיר\nא,1\n")
    assert (table.format, table.headings) == ("csv", ("[שמורה]", "מחיר"))
