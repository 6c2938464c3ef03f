"""A grid of twenty heads and fifteen comparables: frozen titles, keys to its ends, undo."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.grid.rows import Kind
from shamay_desktop.ui.grid.view import GridView
from tests.ui.grid.grid_bench import VALUES, GridShell, a_grid

CTRL = Qt.KeyboardModifier.ControlModifier
COLUMNS = 15
HEADS = ("location", "floor", "size", "finish", "age", "orientation", "noise", "parking")
LARGE: dict[str, object] = {
    **VALUES,
    "comparables": [
        {"id": f"c{at}", "date": "2025-06-01", "address": f"הרי הגלעד {at}", "floor": str(at),
         "price": str(4_000_000 + 10_000 * at), "area": "120"}
        for at in range(COLUMNS)
    ],
    "comparables.adjustments": [
        {"id": f"j{at}-{head}", "comparable": f"c{at}", "head": head, "unit": "percent",
         "amount": "1", "reason": "סיבה"}
        for at in range(COLUMNS)
        for head in (*HEADS, *(f"own_{number}" for number in range(8)))
    ],
}  # fmt: skip
"""Twelve heads of the program and eight of the office."""


@pytest.fixture(params=[Language.HE, Language.EN])
def large(qtbot: QtBot, request: pytest.FixtureRequest) -> tuple[GridView, GridShell]:
    """A large grid in a small window."""
    return a_grid(qtbot, request.param, LARGE)


def test_rows_when_scrolled_to_the_end_then_stand_beside_their_titles(
    large: tuple[GridView, GridShell], qtbot: QtBot
) -> None:
    grid, _shell = large
    table = grid.table
    assert len(grid.model.grid.heads) >= 20
    qtbot.waitUntil(lambda: table.cells.horizontalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: table._foot.height() > 0)

    def top(row: int, column: int) -> int:
        view = table.pinned if column == 0 else table.cells
        place = view.visualRect(grid.model.index(row, column)).topLeft()
        return view.viewport().mapTo(table, QPoint(0, place.y())).y()

    qtbot.waitUntil(lambda: top(0, 0) == top(0, 1))
    grid.table.go_to(grid.model.index(0, 1))
    QTest.keyClick(table.cells, Qt.Key.Key_End, CTRL)
    current = table.cells.currentIndex()
    assert current.row() == len(grid.model.rows) - 1
    assert current.column() == COLUMNS
    qtbot.waitUntil(lambda: top(current.row(), 0) == top(current.row(), COLUMNS))
    rect = table.cells.visualRect(current)
    assert table.cells.viewport().rect().contains(rect.center())
    side = table.pinned.verticalHeader()
    assert side.isVisible()
    assert 0 <= side.sectionViewportPosition(current.row()) < side.viewport().height()


def test_block_of_a_spreadsheet_when_pasted_over_the_heads_then_is_one_step_of_undo(
    large: tuple[GridView, GridShell],
) -> None:
    grid, shell = large
    before = shell.session.case.rows(ADJUSTMENTS)
    grid.table.go_to(grid.model.index_of("c0", "location"))
    lines = "\n".join("\t".join(["2.5%"] * COLUMNS) for _head in HEADS)
    QApplication.clipboard().setText(lines)
    QTest.keyClick(grid.table.cells, Qt.Key.Key_V, CTRL)
    amounts = [row.content("amount") for row in shell.session.case.rows(ADJUSTMENTS)]
    assert amounts.count("2.5") == COLUMNS * len(HEADS)
    assert len(shell.gestures) == 1
    shell.undo()
    assert shell.session.case.rows(ADJUSTMENTS) == before


def test_arrows_when_pressed_then_walk_in_the_direction_of_reading(
    large: tuple[GridView, GridShell],
) -> None:
    grid, _shell = large
    onward = Qt.Key.Key_Left if grid._mirrored else Qt.Key.Key_Right
    grid.table.go_to(grid.model.index_of("c0", "location"))
    QTest.keyClick(grid.table.cells, onward)
    assert grid.table.cells.currentIndex() == grid.model.index_of("c1", "location")
    QTest.keyClick(grid.table.cells, Qt.Key.Key_Down)
    row = grid.model.row_at(grid.table.cells.currentIndex())
    assert row is not None
    assert row.kind is Kind.HEAD


def test_first_cell_when_the_grid_is_seen_then_is_told_below(
    large: tuple[GridView, GridShell],
) -> None:
    grid, _shell = large
    assert grid.details.title.text()
