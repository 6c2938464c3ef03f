"""Lists as tables: rows and cells by keyboard, pasting from a spreadsheet, refused cells kept."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import State
from shamay_desktop.domain.fields import BY_ID, Group, Step
from shamay_desktop.ui.widgets.cell_delegate import CellDelegate
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.list_table import ListTable
from tests.ui.bench import Shell, a_context, type_in

GROUP = Group("some", Step.DOCUMENTS, "קבוצה", "Group")
OWNERS = "rights.owners"
Made = tuple[ListEditor, Shell]
Maker = Callable[..., Made]
TWO = [{"id": "a", "name": "רות"}, {"id": "b", "name": "דוד", "share": "1/2"}]


@pytest.fixture
def made(qtbot: QtBot) -> Maker:
    """A list in a window, and the shell around it."""

    def make(path: str = OWNERS, rows: object = None) -> Made:
        values = None if rows is None else {path: rows}
        form = Form(a_context(values=values), [(GROUP, (BY_ID[path],))])
        qtbot.addWidget(form)
        shell = Shell(form)
        form.resize(900, 500)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        editor = form.rows[path]
        assert isinstance(editor, ListEditor)
        return editor, shell

    return make


def table(editor: ListEditor) -> ListTable:
    """The table, which is there once there are rows."""
    assert editor.table is not None
    return editor.table


def cell(editor: ListEditor, row: int, column: str) -> QModelIndex:
    """The index of a cell."""
    names = [member.id for member in editor.model.columns]
    return editor.model.index(row + editor.model.first, names.index(column))


def at(editor: ListEditor, row: int, column: str) -> None:
    """Make a cell the current one."""
    table(editor).go_to(cell(editor, row, column))


def column_of(shell: Shell, column: str, path: str = OWNERS) -> list[object]:
    """The contents of a column of the case."""
    return [row.content(column) for row in shell.session.case.rows(path)]


def test_cell_when_the_table_is_shown_anew_while_it_is_typed_then_it_stays(
    made: Maker, qtbot: QtBot
) -> None:
    editor, _shell = made(rows=TWO)
    at(editor, 0, "name")
    qtbot.keyClick(table(editor), Qt.Key.Key_F2)
    line = table(editor).findChild(QLineEdit, "cell:name")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_in(line, "נעמי")
    index = cell(editor, 0, "name")
    editor.model.dataChanged.emit(index, index)
    assert line.text() == "נעמי"


FIVE_BY_FOUR = "\n".join(
    f"אדם {number}\tתעודת זהות\t00000000{number}\t1/{number + 1}" for number in range(1, 6)
)


def test_table_when_five_rows_of_four_cells_are_pasted_then_it_is_one_gesture(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    at(editor, 0, "name")
    QGuiApplication.clipboard().setText(FIVE_BY_FOUR)
    qtbot.keyClick(table(editor), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert column_of(shell, "name") == [f"אדם {number}" for number in range(1, 6)]
    assert column_of(shell, "id_kind") == ["ID"] * 5
    assert column_of(shell, "share") == ["1/2", "1/3", "1/4", "1/5", "1/6"]
    assert [row.id for row in shell.session.case.rows(OWNERS)][:2] == ["a", "b"]
    assert len(shell.gestures) == 1
    shell.undo()
    assert column_of(shell, "name") == ["רות", "דוד"]
    assert column_of(shell, "share") == [None, "1/2"]
    assert editor.model.rowCount() == 2


def test_table_when_pasted_into_an_empty_list_then_its_rows_come_into_being(
    made: Maker,
) -> None:
    editor, shell = made()
    editor.paste(FIVE_BY_FOUR, QModelIndex())
    assert len(shell.session.case.rows(OWNERS)) == 5
    assert table(editor).isVisibleTo(editor)


def test_table_when_headings_are_pasted_with_it_then_they_are_no_row(made: Maker) -> None:
    editor, shell = made()
    editor.paste("שם\tסוג זיהוי\nרות\tדרכון\n", QModelIndex())
    assert column_of(shell, "name") == ["רות"]


def test_pasted_cell_when_it_cannot_be_read_then_it_stays_marked_and_the_rest_goes_in(
    made: Maker,
) -> None:
    editor, shell = made(rows=TWO)
    editor.paste("שרה\tתעודת זהות\t1\tחצי", cell(editor, 0, "name"))
    assert column_of(shell, "name")[0] == "שרה"
    assert column_of(shell, "share")[0] is None
    assert cell(editor, 0, "share").data() == "חצי"
    assert "תא אחד לא נקרא" in editor.problem
    assert "חצי" in editor.problem


def test_cell_when_typed_then_it_is_kept_and_undone(made: Maker, qtbot: QtBot) -> None:
    editor, shell = made(rows=TWO)
    at(editor, 0, "share")
    table(editor).edit(cell(editor, 0, "share"))
    line = table(editor).findChild(QLineEdit, "cell:share")
    assert isinstance(line, QLineEdit)
    type_in(line, "1 / 2")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: column_of(shell, "share") == ["1/2", "1/2"])
    shell.undo()
    assert column_of(shell, "share") == [None, "1/2"]
    assert cell(editor, 0, "share").data() == ""


def test_cell_when_the_page_is_left_while_it_is_edited_then_it_is_kept(made: Maker) -> None:
    editor, shell = made(rows=TWO)
    table(editor).edit(cell(editor, 1, "name"))
    line = table(editor).findChild(QLineEdit, "cell:name")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_in(line, "שרה")
    editor.commit()
    assert column_of(shell, "name") == ["רות", "שרה"]


def test_cell_when_refused_then_its_text_stays_until_it_is_mended(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    place = cell(editor, 1, "share")
    assert editor.model.setData(place, "3/2")
    assert place.data() == "3/2"
    assert column_of(shell, "share")[1] == "1/2"
    assert editor.problem
    assert editor.model.setData(place, "1/3")
    assert column_of(shell, "share")[1] == "1/3"
    assert editor.problem == ""


def test_choice_cell_when_part_of_a_label_is_typed_then_it_is_the_choice(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    at(editor, 0, "id_kind")
    table(editor).edit(cell(editor, 0, "id_kind"))
    combo = table(editor).findChild(QComboBox, "cell:id_kind")
    assert isinstance(combo, QComboBox)
    line = combo.lineEdit()
    assert line is not None
    line.selectAll()
    type_in(line, "דרכ")
    table(editor).commitData(combo)
    assert column_of(shell, "id_kind")[0] == "PASSPORT"


def test_long_cell_when_edited_then_its_lines_are_kept(made: Maker) -> None:
    editor, shell = made("rights.notes", [{"id": "a", "act": "הערת אזהרה"}])
    table(editor).edit(cell(editor, 0, "text"))
    box = editor.window().findChild(QPlainTextEdit, "cell:text")
    assert isinstance(box, QPlainTextEdit)
    assert box.height() >= 100
    box.setPlainText("שורה\nשורה")
    editor.commit()
    editor.commit()
    assert column_of(shell, "text", "rights.notes") == ["שורה\nשורה"]
    delegate = table(editor).itemDelegate()
    assert isinstance(delegate, CellDelegate)
    assert delegate.displayText("א\nב", editor.locale()) == "א ב"


def test_rows_when_handled_by_keyboard_then_they_come_double_move_and_go(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    at(editor, 0, "name")
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(table(editor), Qt.Key.Key_Down, alt)
    assert column_of(shell, "name") == ["דוד", "רות"]
    assert editor.current_path == f"{OWNERS}/a/name"
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table(editor), Qt.Key.Key_D, control | shift)
    assert column_of(shell, "name") == ["דוד", "רות", "רות"]
    qtbot.keyClick(table(editor), Qt.Key.Key_Delete, control)
    assert column_of(shell, "name") == ["דוד", "רות"]
    qtbot.keyClick(table(editor), Qt.Key.Key_Insert)
    assert column_of(shell, "name") == ["דוד", "רות", None]
    for _ in range(4):
        shell.undo()
    assert column_of(shell, "name") == ["רות", "דוד"]


def test_cells_when_deleted_then_they_are_forgotten_in_one_gesture(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    at(editor, 0, "name")
    table(editor).make_current(cell(editor, 0, "name"))
    qtbot.keyClick(table(editor), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table(editor), Qt.Key.Key_Delete)
    assert column_of(shell, "name") == [None, None]
    assert column_of(shell, "share") == [None, "1/2"]
    assert len(shell.gestures) == 1


def test_whole_row_when_deleted_then_it_is_gone_and_the_last_leaves_an_empty_list(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    for _ in range(2):
        table(editor).setFocus()
        header = table(editor).verticalHeader()
        place = QPoint(5, header.sectionViewportPosition(0) + 5)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.keyClick(table(editor), Qt.Key.Key_Delete)
    assert shell.session.case.state(OWNERS) is State.EMPTY
    assert not table(editor).isVisibleTo(editor)
    shell.undo()
    assert column_of(shell, "name") == ["דוד"]
    assert table(editor).isVisibleTo(editor)


def test_last_cell_when_tab_leaves_it_then_a_row_is_added(made: Maker, qtbot: QtBot) -> None:
    editor, shell = made("parcel.boundaries", [{"id": "a", "side": "north"}])
    at(editor, 0, "text")
    table(editor).edit(cell(editor, 0, "text"))
    line = table(editor).findChild(QLineEdit, "cell:text")
    assert isinstance(line, QLineEdit)
    type_in(line, "רחוב")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: len(shell.session.case.rows("parcel.boundaries")) == 2)
    assert column_of(shell, "text", "parcel.boundaries") == ["רחוב", None]


def test_cells_when_copied_then_they_paste_back_the_same(made: Maker, qtbot: QtBot) -> None:
    editor, shell = made("rights.notes", [{"id": "a", "act": 'חוזה 9 מ"ר', "text": "א\nב"}])
    table(editor).selectAll()
    qtbot.keyClick(table(editor), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    editor.paste(QGuiApplication.clipboard().text(), editor.model.index(1, 0))
    assert column_of(shell, "act", "rights.notes") == ['חוזה 9 מ"ר'] * 2
    assert column_of(shell, "text", "rights.notes") == ["א\nב"] * 2


def test_list_when_the_document_says_none_then_it_says_so_and_a_row_takes_it_back(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made()
    none = editor.findChild(QPushButton, f"action:none:{OWNERS}")
    first = editor.findChild(QPushButton, f"action:add-first:{OWNERS}")
    assert isinstance(none, QPushButton)
    assert isinstance(first, QPushButton)
    none.click()
    assert shell.session.case.state(OWNERS) is State.NONE
    assert editor.mark.source == "none"
    assert not none.isVisibleTo(editor)
    first.click()
    assert shell.session.case.state(OWNERS) is State.VALUE
    assert editor.current_path.endswith("/name")


def test_model_when_one_cell_of_forty_rows_changes_then_nothing_is_reset(made: Maker) -> None:
    editor, shell = made(rows=[{"id": f"r{n}", "name": f"בעלים {n}"} for n in range(40)])
    resets: list[bool] = []
    editor.model.modelReset.connect(lambda: resets.append(True))
    assert editor.model.setData(cell(editor, 20, "name"), "אחר")
    assert column_of(shell, "name")[20] == "אחר"
    assert resets == []
    assert table(editor).height() < 400


def test_titles_when_shown_then_they_stand_over_their_cells(made: Maker) -> None:
    editor, _shell = made(rows=TWO)
    role, model = Qt.ItemDataRole.TextAlignmentRole, editor.model
    for number in range(model.columnCount()):
        title = model.headerData(number, Qt.Orientation.Horizontal, role)
        assert title == model.index(model.first, number).data(role)


def test_columns_when_the_table_is_wide_then_all_texts_share_what_is_left(made: Maker) -> None:
    path = "report.intended_users"
    editor, _shell = made(path, [{"id": "a", "name": "בנק"}])
    widths = [table(editor).columnWidth(at) for at in range(editor.model.columnCount())]
    assert len(widths) == 2
    assert abs(widths[0] - widths[1]) < 40
    assert sum(widths) == pytest.approx(table(editor).viewport().width(), abs=2)
