"""Facts of comparables mended in the grid: typed over, looked at, taken back, copied."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin, State
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.fields.adjustments import OVERALL
from shamay_desktop.domain.records import SessionStatus, WizardSessionRecord
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.grid.cell_painter import CELL
from shamay_desktop.ui.grid.facts import fact_key
from shamay_desktop.ui.grid.rows import MARK, Kind, Mark
from shamay_desktop.ui.grid.view import GridView
from shamay_desktop.usecases.wizard.looking import LookingSession
from tests.ui.bench import NOW, StillClock, type_in
from tests.ui.grid.grid_bench import IMPORTED, GridShell, a_grid, grid_context

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def cell(grid: GridView, name: str, comparable: int = 1) -> QModelIndex:
    """The cell of a fact or a head."""
    if name == OVERALL:
        return grid.model.index_of(grid.model.grid.columns[comparable - 1].row.id, name)
    at = next(number for number, row in enumerate(grid.model.rows) if row.name == name)
    return grid.model.index(at, comparable)


def enter(grid: GridView, name: str, text: str, comparable: int = 1) -> None:
    """Go to a fact, type over it, Enter."""
    grid.table.go_to(cell(grid, name, comparable))
    QTest.keyClick(grid.table.cells, Key.Key_F2)
    editor = grid.table.cells.findChild(QLineEdit, CELL)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_in(editor, text) if text else editor.clear()
    QTest.keyClick(editor, Key.Key_Return)
    for _ in range(200):  # after Enter the editor ends a turn of the loop later
        if not grid.table.cells.findChildren(QLineEdit, CELL):
            break
        QTest.qWait(10)


def paste(grid: GridView, text: str) -> None:
    """Ctrl+V of a text that was copied in a spreadsheet."""
    QApplication.clipboard().setText(text)
    QTest.keyClick(grid.table.cells, Key.Key_V, CTRL)


def price_of(shell: GridShell, comparable: str = "a") -> str:
    """A comparable's price in the case."""
    return str(shell.session.case.content(f"comparables/{comparable}/price"))


def test_imported_fact_when_typed_over_then_looks_so_and_the_price_per_sqm_follows(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    enter(grid, "price", "4,200,000")
    assert price_of(shell) == "4200000"
    value = shell.session.case.value("comparables/a/price")
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.origin is Origin.TYPED
    assert Mark(cell(grid, "price").data(MARK)) is Mark.OVERRIDDEN
    hint = strip_marks(str(cell(grid, "price").data(Qt.ItemDataRole.ToolTipRole)))
    assert "4,150,000" in hint
    assert "עסקאות.csv, שורה 12" in hint
    base = next(at for at, row in enumerate(grid.model.rows) if row.kind is Kind.BASE)
    assert strip_marks(str(grid.model.index(base, 1).data())) == "35,000"
    assert len(shell.gestures) == 1


def test_fact_when_typed_over_then_ctrl_t_and_undo_bring_the_imported_one_back(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    before = shell.session.case.value("comparables/a/price")
    enter(grid, "price", "4200000")
    grid.table.go_to(cell(grid, "price"))
    assert grid.details.take.isVisible()
    assert grid.details.take.text() == grid.context.texts("grid.fact.restore")
    QTest.keyClick(grid.table.cells, Key.Key_T, CTRL)
    assert shell.session.case.value("comparables/a/price") == before
    assert Mark(cell(grid, "price").data(MARK)) is Mark.PLAIN
    shell.undo()
    assert price_of(shell) == "4200000"
    shell.undo()
    assert shell.session.case.value("comparables/a/price") == before


def test_fact_when_typed_back_to_what_was_imported_then_is_the_imported_one(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    before = shell.session.case.value("comparables/a/rooms")
    enter(grid, "rooms", "4.5")
    enter(grid, "rooms", "4")
    assert shell.session.case.value("comparables/a/rooms") == before


def test_fact_when_emptied_then_still_tells_what_was_imported(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    grid.table.go_to(cell(grid, "floor"))
    QTest.keyClick(grid.table.cells, Key.Key_Delete)
    value = shell.session.case.value("comparables/a/floor")
    assert value is not None
    assert value.state is State.EMPTY
    assert "2" in str(cell(grid, "floor").data(Qt.ItemDataRole.ToolTipRole))
    QTest.keyClick(grid.table.cells, Key.Key_T, CTRL)
    assert shell.session.case.content("comparables/a/floor") == "2"


def test_fact_when_it_cannot_be_read_then_stays_in_its_cell_with_the_reason(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    enter(grid, "area", "גדול")
    assert shell.gestures == []
    assert Mark(cell(grid, "area").data(MARK)) is Mark.REFUSED
    assert cell(grid, "area").data() == "גדול"
    grid.table.go_to(cell(grid, "area"))
    assert grid.details.problem.text()
    enter(grid, "area", "118")
    assert ("a", fact_key("area")) not in grid.model.drafts
    assert shell.session.case.content("comparables/a/area") == "118"


def test_typed_fact_when_typed_again_then_does_not_look_typed_over(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    enter(grid, "price", "3400000", comparable=2)
    assert price_of(shell, "b") == "3400000"
    assert Mark(cell(grid, "price", 2).data(MARK)) is Mark.PLAIN


def test_choice_when_typed_by_its_name_then_is_its_code(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    grid.turn_facts()
    enter(grid, "area_basis", "ברוטו")
    assert shell.session.case.content("comparables/a/area_basis") == "gross"
    assert cell(grid, "area_basis").data() == "ברוטו"


def test_block_of_a_spreadsheet_when_pasted_over_facts_then_is_one_gesture(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    grid.table.go_to(cell(grid, "area"))
    paste(grid, "118\t99\n4,000,000\t3,100,000")
    case = shell.session.case
    assert [case.content(f"comparables/{row}/area") for row in "ab"] == ["118", "99"]
    assert [price_of(shell, row) for row in "ab"] == ["4000000", "3100000"]
    assert len(shell.gestures) == 1
    shell.undo()
    assert price_of(shell) == "4150000"


def test_block_when_larger_than_the_grid_then_says_how_many_cells_found_no_place(
    qtbot: QtBot,
) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    grid.table.go_to(cell(grid, "price"))
    paste(grid, "4000000\t3100000\t2900000\n1\t2\t3")  # a third comparable; a row of results
    assert price_of(shell) == "4000000"
    assert grid.details.problem.isVisible()
    assert "4" in strip_marks(grid.details.problem.text())


def test_amount_in_shekels_when_pasted_under_the_overall_head_then_is_refused(
    qtbot: QtBot,
) -> None:
    overall = [{"id": "a", "price": "4150000", "area": "120", "adjustment": "3"}]
    grid, shell = a_grid(qtbot, values={**IMPORTED, "comparables": overall})
    grid.table.go_to(cell(grid, OVERALL))
    paste(grid, "40000 ₪")
    assert shell.session.case.content("comparables/a/adjustment") == "3"
    assert list(grid.model.drafts) == [("a", OVERALL)]


def test_facts_when_copied_then_go_as_they_are_typed(qtbot: QtBot) -> None:
    grid, shell = a_grid(qtbot, values=IMPORTED)
    grid.table.go_to(cell(grid, "price"))
    QTest.keyClick(grid.table.cells, Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "4,150,000"
    grid.table.go_to(cell(grid, "price", 2))
    QTest.keyClick(grid.table.cells, Key.Key_V, CTRL)
    assert price_of(shell, "b") == "4150000"


def test_facts_when_walked_by_enter_then_the_heads_come_after_the_price_per_sqm(
    qtbot: QtBot,
) -> None:
    grid, _shell = a_grid(qtbot, values=IMPORTED)
    enter(grid, "price", "4150001")
    row = grid.model.row_at(grid.table.cells.currentIndex())
    assert row is not None
    assert row.kind is Kind.HEAD


def test_grid_when_the_case_is_only_looked_at_then_nothing_is_typed_in(qtbot: QtBot) -> None:
    context = grid_context(values=IMPORTED)
    held = context.session
    record = WizardSessionRecord(
        "row-1", "session-1", "case-1", held.actor.user_id, SessionStatus.ACTIVE,
        Step.INITIAL_DATA, held.case, 0, 0, None, NOW, NOW, NOW,
    )  # fmt: skip
    looked = LookingSession(record, held.valuation, held.actor, StillClock())
    grid = GridView(replace(context, session=looked))
    qtbot.addWidget(grid)
    shell = GridShell(grid)
    grid.show()
    for name in ("price", "floor"):
        assert not cell(grid, name).flags() & Qt.ItemFlag.ItemIsEditable
    included = next(at for at, row in enumerate(grid.model.rows) if row.kind is Kind.INCLUDED)
    assert not grid.model.index(included, 1).flags() & Qt.ItemFlag.ItemIsUserCheckable
    grid.table.go_to(cell(grid, "price"))
    for key in (Key.Key_Delete, Key.Key_T):
        QTest.keyClick(grid.table.cells, key)
    assert shell.gestures == []
