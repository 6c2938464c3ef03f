"""The adjustment grid by keyboard: typing, reasons, proposals, copying, columns, undo."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS
from shamay_desktop.domain.valuation.comparison import priced
from shamay_desktop.domain.valuation.from_case import comparables
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.grid.cell_painter import CELL
from shamay_desktop.ui.grid.changes import row_of
from shamay_desktop.ui.grid.rows import MARK, RUNNING, Kind, Mark
from shamay_desktop.ui.grid.view import GridView
from tests.ui.bench import type_in
from tests.ui.grid.grid_bench import VALUES, a_grid, market_rows

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


def press(grid: GridView, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key in the grid's cells."""
    held = Qt.KeyboardModifier.NoModifier if modifiers is None else modifiers
    QTest.keyClick(grid.table.cells, key, held)


def go(grid: GridView, comparable: str, head: str) -> QModelIndex:
    """Make a cell the current one."""
    index = grid.model.index_of(comparable, head)
    assert index.isValid()
    grid.table.go_to(index)
    return index


def enter(grid: GridView, text: str, key: Qt.Key = Key.Key_Return) -> None:
    """Type an amount over the current cell and end with a key."""
    press(grid, Key.Key_F2)
    editor = grid.table.cells.findChild(QLineEdit, CELL)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_in(editor, text) if text else editor.clear()
    QTest.keyClick(editor, key)
    for _ in range(200):  # after Enter the editor ends a turn of the loop later
        if not grid.table.cells.findChildren(QLineEdit, CELL):
            break
        QTest.qWait(10)


def shown(grid: GridView, comparable: str, head: str) -> str:
    """What a cell shows."""
    return strip_marks(str(grid.model.index_of(comparable, head).data()))


def row_text(grid: GridView, kind: Kind, column: int) -> str:
    """What a row of results shows for a comparable."""
    at = next(number for number, row in enumerate(grid.model.rows) if row.kind is kind)
    return strip_marks(str(grid.model.index(at, column).data()))


def test_amount_when_figures_come_while_it_is_typed_then_it_stays(qtbot: QtBot) -> None:
    grid, _shell = a_grid(qtbot)
    index = go(grid, "a", "location")
    press(grid, Key.Key_F2)
    editor = grid.table.cells.findChild(QLineEdit, CELL)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_in(editor, "-7")
    grid.model.dataChanged.emit(index, index)
    assert editor.text() == "-7"


def test_grid_when_shown_then_the_subject_is_pinned_and_prices_run(qtbot: QtBot) -> None:
    grid, _shell = a_grid(qtbot)
    assert not grid.table.pinned.isColumnHidden(0)
    assert grid.table.cells.isColumnHidden(0)
    assert shown(grid, "a", "floor") == "+3%"
    running = grid.model.index_of("a", "floor").data(RUNNING)
    assert strip_marks(str(running)) == "35,600"
    assert row_text(grid, Kind.ADJUSTED, 1) == "35,600"
    assert row_text(grid, Kind.ABSOLUTE, 1) == "3%"
    assert shown(grid, "b", "parking") == "+100,000 ₪"


def test_amount_when_typed_with_enter_then_the_reason_is_asked_and_kept(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "a", "location")
    enter(grid, "-5")
    assert shown(grid, "a", "location") == "−5%"
    assert QApplication.focusWidget() is grid.details.reason
    assert Mark(grid.model.index_of("a", "location").data(MARK)) is Mark.UNREASONED
    type_in(grid.details.reason, "רחוב ראשי")
    QTest.keyClick(grid.details.reason, Key.Key_Return)
    row = row_of(shell.session.case, "a", "location")
    assert row is not None
    assert row.content("reason") == "רחוב ראשי"
    assert QApplication.focusWidget() is grid.table.cells
    assert grid.model.head_at(grid.table.cells.currentIndex()).code == "floor"  # type: ignore[union-attr]  # a head


def test_amount_when_typed_with_tab_then_goes_on_and_undo_takes_it_back(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    before = shell.session.case
    go(grid, "a", "age")
    enter(grid, "2", Key.Key_Tab)
    assert QApplication.focusWidget() is not grid.details.reason
    assert len(shell.gestures) == 1
    assert len(shell.session.case.rows(ADJUSTMENTS)) == 4
    shell.undo()
    assert shell.session.case.rows(ADJUSTMENTS) == before.rows(ADJUSTMENTS)
    assert grid.model.amount_of(grid.model.grid.columns[0], "age") is None


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5%", "5", "percent"), ("-1,200 ₪/m²", "-1200", "per_sqm"),
        ("40000₪", "40000", "whole"), ('-300 ₪ למ"ר', "-300", "per_sqm"),
        ("2.5", "2.5", "percent"), ("₪ 7,000", "7000", "whole"),
    ],
)  # fmt: skip
def test_amount_when_its_unit_is_typed_then_is_of_that_unit(
    qtbot: QtBot, text: str, amount: str, unit: str
) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "c", "finish")
    enter(grid, text, Key.Key_Tab)
    row = row_of(shell.session.case, "c", "finish")
    assert row is not None
    assert (row.content("amount"), row.content("unit")) == (amount, unit)


@pytest.mark.parametrize("text", ["abc", "1200", "5%%x", "1,2,3"])
def test_amount_when_it_cannot_be_read_then_stays_in_its_cell_with_the_reason(
    qtbot: QtBot, text: str
) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "c", "finish")
    enter(grid, text)
    assert shell.gestures == []
    assert Mark(grid.model.index_of("c", "finish").data(MARK)) is Mark.REFUSED
    assert shown(grid, "c", "finish") == text
    assert grid.details.problem.text()
    go(grid, "c", "finish")
    press(grid, Key.Key_Delete)
    assert Mark(grid.model.index_of("c", "finish").data(MARK)) is Mark.PLAIN


def test_time_when_the_index_proposes_then_is_taken_by_key_with_its_two_points(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot)
    assert Mark(grid.model.index_of("a", "time").data(MARK)) is Mark.PROPOSED
    assert shown(grid, "a", "time") == "≈ −2.07%"
    go(grid, "a", "time")
    assert "594.8" in grid.details.offer.text()
    press(grid, Key.Key_T, CTRL)
    row = row_of(shell.session.case, "a", "time")
    assert row is not None
    assert row.content("amount") == "-2.07"
    assert row.content("reason")
    assert "607.4" in str(row.content("support"))
    source = row.cells["amount"].provenance
    assert source is not None
    assert source.origin is Origin.COMPUTED
    assert source.note is not None
    assert source.note.startswith("40010 2025-03 607.4 (1993, 2026-09-29) → 2026-06 594.8*")
    assert Mark(grid.model.index_of("a", "time").data(MARK)) is Mark.TAKEN


def test_taken_amount_when_typed_over_then_looks_overridden(qtbot: QtBot) -> None:
    grid, _shell = a_grid(qtbot)
    go(grid, "a", "time")
    press(grid, Key.Key_T, CTRL)
    enter(grid, "-1", Key.Key_Tab)
    assert Mark(grid.model.index_of("a", "time").data(MARK)) is Mark.OVERRIDDEN


def test_time_when_taken_for_all_then_what_has_no_point_stays_open_and_says_why(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "a", "size")
    press(grid, Key.Key_T, CTRL | SHIFT)
    assert len(shell.gestures) == 1
    assert row_of(shell.session.case, "a", "time") is not None
    assert row_of(shell.session.case, "b", "time") is not None
    assert row_of(shell.session.case, "c", "time") is None
    assert shown(grid, "c", "time") == "אין מדד"  # never as if the time made no difference
    go(grid, "c", "time")
    assert "01/2008" in strip_marks(grid.details.offer.text())
    assert not grid.details.take.isEnabled()


def test_support_when_rows_alike_speak_then_stands_beside_the_cell_and_can_be_taken(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot, rows=market_rows())
    go(grid, "b", "floor")
    offer = strip_marks(grid.details.offer.text())
    assert "40" in offer
    assert "+0.65%" in offer
    assert "R² 100%" in offer
    press(grid, Key.Key_T, CTRL)
    row = row_of(shell.session.case, "b", "floor")
    assert row is not None
    assert row.content("amount") == "-1.3"  # the seventh floor against the fifth, rounded once
    assert "40" in str(row.content("support"))
    assert "R² 100%" in strip_marks(str(row.content("support")))
    assert Mark(grid.model.index_of("b", "floor").data(MARK)) is Mark.UNREASONED


def test_support_when_its_band_holds_zero_then_is_shown_and_cannot_be_taken(
    qtbot: QtBot,
) -> None:
    rows = [
        replace(row, price=Decimal(row.price or 0) * (100 + 31 * (at % 2)) / 100)
        for at, row in enumerate(market_rows())
    ]
    grid, shell = a_grid(qtbot, Language.EN, rows=rows)
    go(grid, "b", "floor")
    offer = strip_marks(grid.details.offer.text())
    assert "Regression over 40 deals" in offer
    assert "No support: the band holds zero." in offer
    assert not grid.details.take.isEnabled()
    press(grid, Key.Key_T, CTRL)
    assert shell.gestures == []


def test_support_when_the_comparable_was_never_observed_then_says_so_and_offers_nothing(
    qtbot: QtBot,
) -> None:
    rows = [row for row in market_rows(60) if (row.floor_number or 0) < 7]
    kinds = [replace(row, asset_kind="חנות") for row in market_rows(3)]
    grid, _shell = a_grid(qtbot, Language.EN, rows=[*rows, *kinds])
    go(grid, "b", "floor")
    offer = strip_marks(grid.details.offer.text())
    assert "lies outside what was observed, 0 to 6" in offer
    assert "Left out: 3 of another kind of property." in offer
    assert not grid.details.take.isEnabled()


def test_support_when_there_are_no_rows_then_says_that_there_is_none(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot, Language.EN)
    go(grid, "b", "floor")
    assert "No support" in grid.details.offer.text()
    go(grid, "b", "noise")
    assert "No support" in grid.details.offer.text()
    press(grid, Key.Key_T, CTRL)
    assert shell.gestures == []


def test_cell_when_copied_and_pasted_then_brings_its_reason(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "a", "floor")
    press(grid, Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "3%"
    go(grid, "c", "floor")
    press(grid, Key.Key_V, CTRL)
    row = row_of(shell.session.case, "c", "floor")
    assert row is not None
    assert (row.content("amount"), row.content("reason")) == ("3", "קומה נמוכה")


def test_column_when_copied_and_pasted_then_all_of_its_adjustments_come_in_one_gesture(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "b", "size")
    press(grid, Key.Key_Space, CTRL)
    press(grid, Key.Key_C, CTRL)
    go(grid, "c", "deal_conditions")
    press(grid, Key.Key_V, CTRL)
    assert len(shell.gestures) == 1
    assert shown(grid, "c", "size") == "−4%"
    assert shown(grid, "c", "parking") == "+100,000 ₪"


def test_row_when_selected_and_one_cell_is_pasted_then_all_of_it_is_filled(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    QApplication.clipboard().setText("1.5%")
    go(grid, "a", "noise")
    press(grid, Key.Key_Space, SHIFT)
    press(grid, Key.Key_V, CTRL)
    assert [shown(grid, each, "noise") for each in "abc"] == ["+1.5%"] * 3
    assert len(shell.gestures) == 1
    press(grid, Key.Key_Delete)
    assert all(row_of(shell.session.case, each, "noise") is None for each in "abc")


def test_pasted_text_when_a_cell_cannot_be_read_then_the_others_come_and_it_is_marked(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot)
    QApplication.clipboard().setText("1%\tx\t3%")
    go(grid, "a", "age")
    press(grid, Key.Key_V, CTRL)
    assert [shown(grid, each, "age") for each in "abc"] == ["+1%", "x", "+3%"]
    assert row_of(shell.session.case, "b", "age") is None


def test_comparable_when_doubled_then_its_adjustments_are_doubled_too(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "b", "size")
    press(grid, Key.Key_D, CTRL | SHIFT)
    ids = [row.id for row in shell.session.case.rows("comparables")]
    assert ids[:2] == ["a", "b"]
    assert ids[3] == "c"
    copy = ids[2]
    assert shown(grid, copy, "parking") == "+100,000 ₪"
    pair = [priced(one) for one in comparables(shell.session.case)[1:3]]
    assert pair[0] is not None
    assert pair[1] is not None
    assert pair[0].adjusted == pair[1].adjusted
    shell.undo()
    assert len(shell.session.case.rows(ADJUSTMENTS)) == 3


@pytest.mark.parametrize(
    ("language", "key"), [(Language.HE, Key.Key_Left), (Language.EN, Key.Key_Right)]
)
def test_comparable_when_moved_by_key_then_goes_where_the_arrow_points(
    qtbot: QtBot, language: Language, key: Qt.Key
) -> None:
    grid, shell = a_grid(qtbot, language)
    go(grid, "a", "size")
    press(grid, key, ALT)
    assert [row.id for row in shell.session.case.rows("comparables")] == ["b", "a", "c"]
    assert grid.current_path.startswith("comparables/a")


def test_comparables_when_two_are_selected_then_swap_their_places(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    cells = grid.table.cells
    go(grid, "a", "size")
    flags = cells.selectionModel().SelectionFlag
    cells.selectionModel().select(grid.model.index_of("c", "size"), flags.Select)
    press(grid, Key.Key_W, CTRL | SHIFT)
    assert [row.id for row in shell.session.case.rows("comparables")] == ["c", "b", "a"]


def test_comparable_when_excluded_and_included_then_its_flag_turns(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "b", "size")
    press(grid, Key.Key_Space, CTRL | SHIFT)
    assert shell.content("comparables/b/included") is False
    assert not grid.model.grid.columns[1].included
    press(grid, Key.Key_Space, CTRL | SHIFT)
    assert shell.content("comparables/b/included") is True


def test_comparable_when_removed_then_its_adjustments_go_and_undo_brings_all_back(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "b", "size")
    press(grid, Key.Key_Delete, CTRL)
    assert [row.id for row in shell.session.case.rows("comparables")] == ["a", "c"]
    assert len(shell.session.case.rows(ADJUSTMENTS)) == 1
    shell.undo()
    assert len(shell.session.case.rows(ADJUSTMENTS)) == 3


def test_mode_when_chosen_then_the_case_says_it_and_prices_follow(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    grid.bar.mode.setCurrentIndex(grid.bar.mode.findData("sum"))
    grid.bar.mode.activated.emit(grid.bar.mode.currentIndex())
    assert shell.content("valuation.adjustment_mode") == "sum"
    assert grid.model.grid.mode_stated


def test_unit_when_chosen_then_the_amount_is_of_that_unit(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot)
    go(grid, "a", "floor")
    grid.details.unit.setCurrentIndex(grid.details.unit.findData("per_sqm"))
    grid.details.unit.activated.emit(grid.details.unit.currentIndex())
    assert shell.content(f"{ADJUSTMENTS}/j1/unit") == "per_sqm"


def test_facts_when_turned_then_more_fewer_and_the_usual_ones_stand(qtbot: QtBot) -> None:
    grid, _shell = a_grid(qtbot)
    go(grid, "a", "size")
    counts = []
    for _ in range(3):
        press(grid, Key.Key_E, CTRL)
        counts.append(sum(row.kind is Kind.FACT for row in grid.model.rows))
    assert counts == [12, 1, 6]
    assert grid.model.head_at(grid.table.cells.currentIndex()).code == "size"  # type: ignore[union-attr]  # a head


def test_findings_when_shown_then_stand_at_their_cells(qtbot: QtBot) -> None:
    many = [
        {"id": "k1", "comparable": "a", "head": "size", "unit": "percent", "amount": "-30",
         "reason": "x"},
        {"id": "k2", "comparable": "a", "head": "age", "unit": "percent", "amount": "6",
         "reason": "x"},
    ]  # fmt: skip
    grid, shell = a_grid(qtbot, values={**VALUES, "comparables.adjustments": many})
    shell.check()
    assert ("a", "") in grid.model.found
    assert "35" in strip_marks(grid.model.found["a", ""])


def test_path_when_gone_to_then_its_cell_is_the_current_one(qtbot: QtBot) -> None:
    grid, _shell = a_grid(qtbot)
    assert grid.focus_path(f"{ADJUSTMENTS}/j2/reason")
    assert QApplication.focusWidget() is grid.details.reason
    assert grid.current_path == f"{ADJUSTMENTS}/j2/amount"


def test_an_own_head_when_added_for_the_case_then_is_a_row_that_can_be_typed_in(
    qtbot: QtBot,
) -> None:
    from shamay_desktop.ui.grid.head_dialog import HeadDialog

    grid, shell = a_grid(qtbot)
    grid.press("head")
    dialog = grid.findChild(HeadDialog)
    assert isinstance(dialog, HeadDialog)
    dialog.he.setText("גינון")
    dialog._on_add_pressed()
    go(grid, "a", "גינון")
    enter(grid, "4", Key.Key_Tab)
    row = row_of(shell.session.case, "a", "גינון")
    assert row is not None
    assert row.content("head") == "גינון"


def test_case_without_comparables_when_shown_then_one_sentence_says_what_to_do(
    qtbot: QtBot,
) -> None:
    from PySide6.QtWidgets import QLabel

    values = {name: value for name, value in VALUES.items() if not name.startswith("comparables")}
    grid, _shell = a_grid(qtbot, Language.EN, values)
    label = grid.findChild(QLabel, "grid:nothing")
    assert isinstance(label, QLabel)
    assert label.isVisible()


def test_cells_when_spoken_then_name_comparable_head_amount_and_reason(qtbot: QtBot) -> None:
    grid, _shell = a_grid(qtbot, Language.EN)
    index = grid.model.index_of("a", "floor")
    words = strip_marks(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
    assert words == "Comparable 1, Floor and lift, +3%, קומה נמוכה"
