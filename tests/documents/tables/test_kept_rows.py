"""Rows on the disk are a sequence like any other; what a hijacked process wrote is not believed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.documents.tables.cells import Sent, cells_of, line_of, sent_date, sent_number
from shamay_desktop.documents.tables.kept_rows import KeptRows
from shamay_desktop.documents.tables.reader import tables_of
from shamay_desktop.domain.errors import Refused


@pytest.fixture
def rows(tmp_path: Path) -> KeptRows:
    file = tmp_path / "0"
    file.write_bytes(b"".join(line_of([str(number), number]) for number in range(500)))
    return KeptRows(file, 500, 3, "x.csv", None)


def test_any_row_is_found_when_it_is_asked_for_by_its_place(rows: KeptRows) -> None:
    assert rows[0] == ("0", Decimal(0), None)
    assert rows[63][0] == "63"
    assert rows[64][0] == "64"
    assert rows[-1] == ("499", Decimal(499), None)
    assert [row[0] for row in rows[130:133]] == ["130", "131", "132"]
    assert [row[0] for row in rows[10:0:-5]] == ["10", "5"]
    assert rows[490:600][-1][0] == "499"
    assert rows[7:3] == []
    assert len(list(rows)) == len(rows) == 500
    with pytest.raises(IndexError):
        rows[500]


def test_a_cell_comes_back_as_it_was_sent() -> None:
    sent: list[Sent] = [
        "טקסט",
        12,
        0.1,
        True,
        None,
        sent_date(date(2025, 2, 3)),
        sent_number("1.10"),
        "x",
    ]
    assert cells_of(line_of(sent), 9) == (
        "טקסט", Decimal(12), Decimal("0.1"), True, None, date(2025, 2, 3), Decimal("1.10"), "x",
        None,
    )  # fmt: skip


def test_characters_that_are_no_text_are_left_out() -> None:
    assert cells_of(line_of(["a\x00b\ud800c\x1bd\ne"]), 1) == ("abcd\ne",)


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{}", b"[1,2,3,4]", b'["a"', b'[{"a":1}]', b"[[]]", b'[["x","y"]]', b"[1e99999]",
        b'[["n","NaN"]]', b'[["n","1e999999"]]', b'[["d","no day"]]', b"[NaN]", b"\xff\xfe",
        b"[" * 5000,
    ],
    ids=repr,
)  # fmt: skip
def test_a_line_that_is_no_row_is_not_believed(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "0"
    file.write_bytes(line + b"\n")
    with pytest.raises(Refused) as refused:
        list(KeptRows(file, 1, 3, "x.csv", None))
    assert refused.value.facts["file"] == "x.csv"


GOOD: dict[str, object] = {
    "format": "csv", "title": "", "headings": ["a"], "rows": 1, "first_row": 2,
    "encoding": "", "delimiter": "", "lost": [], "file": "0",
}  # fmt: skip


def test_an_answer_that_fits_is_a_table(tmp_path: Path) -> None:
    assert tables_of([GOOD], tmp_path, "x.csv")[0].headings == ("a",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "exe"}, {"headings": [1]}, {"rows": -1}, {"rows": 10**9}, {"file": "../0"},
        {"file": "/etc/passwd"}, {"lost": ["trust"]}, {"title": None},
    ],
    ids=str,
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_not_believed(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    answers: tuple[object, ...] = ([{**GOOD, **wrong}], {}, [], None, [None])
    for answer in answers:
        with pytest.raises(Refused):
            tables_of(answer, tmp_path, "x.csv")
