"""Whatever a file holds, it is read or refused; nothing of it is lost, added or made up."""

import csv
import io
import json
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from shamay_desktop.documents.tables.limits import TableLimits
from shamay_desktop.documents.tables.reader import tables_of
from shamay_desktop.documents.tables.reading import read_tables
from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.market_ports import RawTable
from tests import market_files as made
from tests.market_sales import sales, told

SMALL = TableLimits(rows=500, columns=50, cell=2000, line=5000, tables=20, nesting=6)
PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12
).filter(lambda text: text.strip() == text and "\ufffd" not in text)
CELLS = st.one_of(
    PLAIN, st.sampled_from(["=1+1", "+5", "-", '"', 'גו"ח', "א,ב", "a\nb", "\u200fx", "--", "₪ 5"])
)
WHOLE = [made.FILES[name](told(sales(12))) for name in made.FILES]


def _tables(content: bytes, *, pasted: str = "") -> Sequence[RawTable]:
    """Read in a folder of its own: an example leaves nothing to the next."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "file").write_bytes(content)
        (folder / "rows").mkdir()
        told = read_tables(folder / "file", folder / "rows", SMALL, pasted)
        found = tables_of(told, folder / "rows", "file")
        return [
            RawTable(each.format, each.title, each.headings, list(each.rows), each.first_row)
            for each in found
        ]


def _read_or_refused(content: bytes, pasted: str = "") -> None:
    try:
        found = _tables(content, pasted=pasted)
    except Refused:
        return
    assert found
    for table in found:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.headings)}


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=20))
def test_every_cell_of_a_csv_comes_back(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["כתובת", "מחיר", "שטח"], ["1", "2", "3"], *rows])
    (table,) = _tables(text.getvalue().encode("utf-8-sig"))
    assert table.headings == ("כתובת", "מחיר", "שטח")
    assert [list(row) for row in table.rows[1:]] == rows


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["a", "b", "מחיר"]),
            st.one_of(
                st.none(), st.booleans(), PLAIN, st.integers(-(10**20), 10**20),
                st.decimals(-(10**9), 10**9, places=4, allow_nan=False),
            ),
            min_size=1,
        ),
        min_size=1, max_size=10,
    )
)  # fmt: skip
def test_every_value_of_records_comes_back_exactly(records: list[dict[str, Any]]) -> None:
    (table,) = _tables(_json([{"a": 0}, *records, {"a": 0}]).encode())
    for record, row in zip(records, table.rows[1:-1], strict=True):
        found = dict(zip(table.headings, row, strict=True))
        for name, value in record.items():
            is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
            assert found[name] == (Decimal(value) if is_number else value)


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b"\x09\x08\x10\x00")
@example(b"sep=;")
@example(b"sep=\n")
def test_no_bytes_are_too_strange(content: bytes) -> None:
    _read_or_refused(content)


@given(
    st.lists(
        st.sampled_from(
            ["<table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=4>", "<th>", "</td>",
             "</tr>", "</table>", "1", "כתובת", "&nbsp;", "<p>", "<br>", "<script>", "</script>",
             "<!--", "&#0;"]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_no_markup_is_too_crooked(page: str) -> None:
    _read_or_refused(f"<html>{page}".encode())
    _read_or_refused(page.encode(), "html")


@given(st.text(max_size=200))
def test_no_pasted_words_are_too_strange(words: str) -> None:
    _read_or_refused(words.encode("utf-8", "replace"), "text")


@given(st.text('[]{}":,\\ntruefalsn1.e-\u05d0 ', max_size=80))
def test_no_json_is_too_crooked(text: str) -> None:
    _read_or_refused(f"[{{{text}".encode())


@given(st.sampled_from(WHOLE), st.integers(0, 10**6), st.binary(max_size=8), st.integers(0, 10**6))
def test_no_file_is_too_damaged(whole: bytes, at: int, put: bytes, cut: int) -> None:
    at %= len(whole)
    damaged = whole[:at] + put + whole[at + len(put) :]
    _read_or_refused(damaged[: len(damaged) - cut % 200] or b"x")


def _json(records: list[dict[str, Any]]) -> str:
    """JSON whose decimals are written as they are."""
    texts = []
    for record in records:
        parts = [
            f"{json.dumps(name)}: {value if isinstance(value, Decimal) else json.dumps(value)}"
            for name, value in record.items()
        ]
        texts.append("{" + ", ".join(parts) + "}")
    return f"[{', '.join(texts)}]"
