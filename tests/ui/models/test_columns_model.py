"""The frame of the tables: rows, columns and headings, and what is told when rows change."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.models.columns_model import ColumnsModel

COLUMNS = ("severity", "clause")
DOWN, ACROSS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


class Letters(ColumnsModel):
    """A row a letter."""

    def __init__(self, texts: Texts, letters: str) -> None:
        super().__init__(texts, COLUMNS, "validation.column")
        self.letters = letters

    def row_total(self) -> int:
        """One a letter."""
        return len(self.letters)


def test_a_table_when_asked_then_has_its_rows_and_columns_and_nothing_under_them(
    hebrew: Texts,
) -> None:
    made = Letters(hebrew, "abc")
    assert (made.rowCount(), made.columnCount()) == (3, 2)
    cell = made.index(0, 0)
    assert (made.rowCount(cell), made.columnCount(cell)) == (0, 0)


def test_headings_when_asked_then_are_the_texts_of_the_area_and_rows_have_none(
    hebrew: Texts,
) -> None:
    made = Letters(hebrew, "abc")
    titles = [made.headerData(at, ACROSS) for at in range(2)]
    assert titles == [hebrew(f"validation.column.{name}") for name in COLUMNS]
    assert made.headerData(0, DOWN) is None
    assert made.headerData(0, ACROSS, Qt.ItemDataRole.DecorationRole) is None


def test_rows_when_they_say_something_else_then_are_told_and_no_rows_are_not(
    hebrew: Texts, qtbot: QtBot
) -> None:
    made = Letters(hebrew, "abc")
    with qtbot.waitSignal(made.dataChanged) as told:
        made.note_rows()
    first, last = told.args[:2]
    assert (first.row(), last.row(), last.column()) == (0, 2, 1)
    with qtbot.assertNotEmitted(made.dataChanged):
        Letters(hebrew, "").note_rows()
        made.note_rows(4)
