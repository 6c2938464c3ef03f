"""CSV in whatever encoding, with whatever delimiter, and what people leave above and below it."""

from collections.abc import Callable, Sequence

import pytest

from shamay_desktop.documents.tables.delimited import delimiter_of
from shamay_desktop.usecases.market_ports import RawTable
from tests import market_files as made
from tests.market_sales import sales, told

Read = Callable[..., Sequence[RawTable]]
ROWS = told(sales(40, seed=3), seed=3)
ENCODINGS = ("utf-8", "utf-8-sig", "cp1255", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_stand_as_they_were_written_in_any_encoding_and_delimiter(
    read: Read, encoding: str, delimiter: str
) -> None:
    content = made.office_csv(ROWS, encoding=encoding, delimiter=delimiter)
    (table,) = read(content)
    expected = made.office_rows(ROWS)
    assert table.delimiter == delimiter
    assert table.headings == tuple(expected[0])
    assert [[cell or "" for cell in row] for row in table.rows] == expected[1:]
    assert table.lost == frozenset()


def test_titles_are_passed_over_and_a_total_is_kept(read: Read) -> None:
    content = made.office_csv(ROWS, above=("שמאות לדוגמה", "", "עסקאות בגוש 6100"), total=True)
    (table,) = read(content)
    assert table.first_row == 5
    assert table.title == "שמאות לדוגמה · עסקאות בגוש 6100"
    assert table.rows[-1][0] == 'סה"כ'
    assert len(table.rows) == len(ROWS) + 1


def test_rows_are_counted_as_a_person_counts_when_blank_ones_stand_between(read: Read) -> None:
    (table,) = read("כתובת,מחיר\nא,1\n\n,\nב,2\n\n\n")
    assert list(table.rows) == [("א", "1"), (None, None), (None, None), ("ב", "2")]


def test_quotes_inside_words_are_letters_when_they_do_not_open_a_cell(read: Read) -> None:
    (table,) = read('גו"ח,מחיר בש"ח,"כתובת, מלאה"\n6634/15,"1,000","הגפן ""3""\nקומה ב"\n')
    assert table.headings == ('גו"ח', 'מחיר בש"ח', "כתובת, מלאה")
    assert list(table.rows) == [("6634/15", "1,000", 'הגפן "3"\nקומה ב')]


def test_the_hint_of_a_sheet_is_no_row_when_it_names_the_delimiter(read: Read) -> None:
    (table,) = read("sep=;\nכתובת;מחיר\nהגפן, 3;1,000\n")
    assert (table.delimiter, table.first_row) == (";", 3)
    assert list(table.rows) == [("הגפן, 3", "1,000")]


def test_amounts_with_commas_do_not_divide_when_the_delimiter_is_another() -> None:
    assert delimiter_of("מחיר;שטח\n1,000,000;80\n2,500,000;95\n") == ";"
    assert delimiter_of("מחיר\tכתובת\n1,000\tהגפן, 3\n") == "\t"
    assert delimiter_of("") == ","


def test_columns_are_called_as_sheets_call_them_when_there_is_no_heading(read: Read) -> None:
    (table,) = read("1,2,3\n4,5,6\n")
    assert (table.headings, table.first_row) == (("A", "B", "C"), 1)
    assert list(table.rows) == [("1", "2", "3"), ("4", "5", "6")]


def test_cells_beyond_the_heading_have_a_column_when_a_row_is_wider(read: Read) -> None:
    (table,) = read("כתובת,מחיר\nא,1\nב,2,הערה\n")
    assert table.headings == ("כתובת", "מחיר", "C")
    assert list(table.rows) == [("א", "1", None), ("ב", "2", "הערה")]


def test_a_few_broken_bytes_lose_their_letters_and_no_others(read: Read) -> None:
    content = made.office_csv(ROWS, encoding="utf-8")
    at = content.index("שנת בניה".encode())
    (table,) = read(content[:at] + b"\xd7" + content[at:])
    assert table.encoding == "utf-8"
    assert len(table.rows) == len(ROWS)
    assert table.rows[0][9] == ROWS[0].sale.city


def test_bytes_that_are_no_text_are_refused(read: Read) -> None:
    from shamay_desktop.domain.errors import Refused

    for content in (b"\x00\x01\x02" * 300, bytes(range(128, 256)) * 40, b"%PDF-1.7\n\x00\x00"):
        with pytest.raises(Refused) as refused:
            read(content)
        assert refused.value.code == "table_unreadable"
