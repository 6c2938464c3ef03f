"""A file whose Hebrew was destroyed is recognised, and no other."""

from collections.abc import Callable, Sequence

import pytest

from shamay_desktop.usecases.market_ports import RawTable
from tests import market_files as made
from tests.market_sales import sales, told

Read = Callable[..., Sequence[RawTable]]
ROWS = told(sales(40, seed=5), seed=5)


def test_destroyed_hebrew_is_told_and_numbers_stand_as_they_were(read: Read) -> None:
    (table,) = read(made.destroyed_csv(ROWS))
    assert table.lost == {"hebrew"}
    assert [row[2] for row in table.rows] == [row.sale.short_key for row in ROWS]
    assert [row[7] for row in table.rows] == [f"? {row.declared:,}" for row in ROWS]


@pytest.mark.parametrize("name", [name for name in made.FILES if name != "destroyed.csv"])
def test_nothing_is_told_as_lost_when_the_letters_are_there(read: Read, name: str) -> None:
    assert all(table.lost == frozenset() for table in read(made.FILES[name](ROWS)))


def test_a_question_in_a_note_is_no_loss(read: Read) -> None:
    (table,) = read("כתובת,מחיר,הערות\nהגפן 1,5,מה קרה??\nהזית 2,6,\n")
    assert table.lost == frozenset()


def test_destroyed_words_in_a_sheet_are_told(read: Read) -> None:
    rows: list[list[object]] = [
        ["???? ?????", "??????", '??"?'],
        [1, "????? 5", "? 2,600,000"],
        [2, "???", "x"],
    ]
    (table,) = read(made.workbook([("Sheet1", rows)]))
    assert table.lost == {"hebrew"}
