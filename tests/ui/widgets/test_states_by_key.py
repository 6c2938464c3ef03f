"""The answers that are no value, by key: none, left empty, not asked; fields, cells, lists."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import State
from shamay_desktop.domain.fields import BY_ID, Group, Step
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.line_editor import LineEditor
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.record_row import RecordRow
from shamay_desktop.ui.widgets.story import StoryPopup
from tests.ui.bench import Shell, a_context, type_in

GROUP = Group("some", Step.DOCUMENTS, "קבוצה", "Group")
ALT = Qt.KeyboardModifier.AltModifier
OWNERS = "rights.owners"
TWO = [{"id": "a", "name": "רות", "share": "1/2"}, {"id": "b", "name": "דוד", "share": "1/2"}]
Made = tuple[Form, Shell]
Maker = Callable[..., Made]


@pytest.fixture
def made(qtbot: QtBot) -> Maker:
    """A form of some fields in a window, and the shell around it."""

    def make(*paths: str, values: dict[str, object] | None = None) -> Made:
        fields = tuple(BY_ID[path] for path in paths)
        form = Form(a_context(values=values), [(GROUP, fields)])
        qtbot.addWidget(form)
        shell = Shell(form)
        form.resize(900, 600)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        return form, shell

    return make


def row_of(form: Form, path: str) -> FieldRow:
    """The row of a field, or of a record's cell."""
    row = form.widget_of(path)
    assert isinstance(row, FieldRow)
    return row


def focus_of(form: Form) -> QWidget:
    """Where keys go."""
    focused = form.focusWidget()
    assert focused is not None
    return focused


def test_field_when_the_keys_are_pressed_then_each_answer_looks_and_sounds_its_own(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("client.note", values={"client.note": "א.נ."})
    row = row_of(form, "client.note")
    row.focus_editor()
    marks, words = [], []
    for key in (Qt.Key.Key_N, Qt.Key.Key_E, Qt.Key.Key_Delete):
        qtbot.keyClick(row.editor, key, ALT)
        marks.append(row.mark.source)
        words.append(row.editor.accessibleDescription())
    assert marks == ["none", "empty", "not_asked"]
    assert words == ["אין", "הושאר ריק", ""]
    assert isinstance(row.editor, LineEditor)
    assert row.editor.text() == ""
    states = []
    for _ in range(3):
        shell.undo()
        states.append(shell.session.case.state("client.note"))
    assert states == [State.EMPTY, State.NONE, State.VALUE]
    assert row.editor.text() == "א.נ."


def test_field_when_a_refused_text_stands_in_it_then_the_answer_takes_its_place(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("building.units")
    row = row_of(form, "building.units")
    row.focus_editor()
    type_in(row.editor, "הרבה")
    row.commit()
    assert row.holds_refused_text
    qtbot.keyClick(row.editor, Qt.Key.Key_N, ALT)
    assert shell.session.case.state("building.units") is State.NONE
    assert not row.holds_refused_text
    assert row.problem == ""


def test_field_that_must_be_known_when_answered_none_then_it_says_so_and_stays(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("unit.description", values={"unit.description": "דירה"})
    assert BY_ID["unit.description"].must_be_known
    row = row_of(form, "unit.description")
    row.focus_editor()
    qtbot.keyClick(row.editor, Qt.Key.Key_N, ALT)
    assert shell.content("unit.description") == "דירה"
    assert "אינה תשובה" in row.problem
    popup = form.open_menu("unit.description")
    assert isinstance(popup, StoryPopup)
    none = popup.findChild(QPushButton, "action:none")
    assert isinstance(none, QPushButton)
    assert not none.isEnabled()
    popup.close()


def test_menu_when_opened_then_it_offers_the_same_answers_with_their_keys(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("client.note")
    popup = form.open_menu("client.note")
    assert isinstance(popup, StoryPopup)
    empty = popup.findChild(QPushButton, "action:left-empty")
    assert isinstance(empty, QPushButton)
    shown = [label.text() for label in popup.findChildren(type(popup._history))]
    assert {"Alt+N", "Alt+E", "Alt+Delete"} <= set(shown)
    empty.click()
    assert shell.session.case.state("client.note") is State.EMPTY


def test_cells_when_several_are_chosen_then_one_key_answers_them_in_one_gesture(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made(OWNERS, values={OWNERS: TWO})
    editor = form.rows[OWNERS]
    assert isinstance(editor, ListEditor)
    form.focus_field(f"{OWNERS}/a/share")
    table = focus_of(form)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_N, ALT)
    case = shell.session.case
    assert [case.state(f"{OWNERS}/{row}/share") for row in "ab"] == [State.NONE, State.NONE]
    assert len(shell.gestures) == 1
    index = editor.model.index_of("a", "share")
    assert index.data() == "∅ אין"
    assert "∅ אין" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(table, Qt.Key.Key_E, ALT)
    assert editor.model.index_of("b", "share").data() == "ריק"
    qtbot.keyClick(table, Qt.Key.Key_Delete, ALT)
    assert editor.model.index_of("b", "share").data() == ""
    assert "טרם נענה" in editor.model.index_of("b", "share").data(
        Qt.ItemDataRole.AccessibleTextRole
    )


def test_cell_when_it_is_edited_then_the_key_ends_editing_and_answers(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made(OWNERS, values={OWNERS: TWO})
    editor = form.rows[OWNERS]
    assert isinstance(editor, ListEditor)
    assert editor.table is not None
    form.focus_field(f"{OWNERS}/a/act")
    editor.table.edit(editor.model.index_of("a", "act"))
    line = focus_of(form)
    type_in(line, "מכר")
    qtbot.keyClick(line, Qt.Key.Key_N, ALT)
    assert shell.session.case.state(f"{OWNERS}/a/act") is State.NONE
    shell.undo()
    assert shell.content(f"{OWNERS}/a/act") == "מכר"


def test_list_when_it_has_no_rows_then_the_keys_answer_it_as_a_whole(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made(OWNERS, "client.note")
    editor = form.rows[OWNERS]
    assert isinstance(editor, ListEditor)
    form.focus_field(OWNERS)
    sources = []
    for key in (Qt.Key.Key_N, Qt.Key.Key_E, Qt.Key.Key_Delete):
        qtbot.keyClick(focus_of(form), key, ALT)
        sources.append(editor.mark.source)
    assert sources[0] == "none"
    assert sources[1].startswith("empty")
    assert shell.session.case.state(OWNERS) is None


def test_record_s_cell_when_the_key_is_pressed_then_that_cell_is_answered(
    made: Maker, qtbot: QtBot
) -> None:
    values: dict[str, object] = {"environment.contamination": {"text": "חשד"}}
    form, shell = made("environment.contamination", values=values)
    row = form.rows["environment.contamination"]
    assert isinstance(row, RecordRow)
    form.focus_field("environment.contamination/text")
    qtbot.keyClick(row.cells["text"].editor, Qt.Key.Key_N, ALT)
    assert shell.session.case.state("environment.contamination/text") is State.NONE
    assert row.cells["text"].mark.source == "none"


def test_case_when_it_is_only_looked_at_then_no_answer_is_offered(
    made: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, shell = made("client.note", values={"client.note": "א.נ."})
    monkeypatch.setattr(PageContext, "read_only", True)
    row = row_of(form, "client.note")
    row.focus_editor()
    qtbot.keyClick(row.editor, Qt.Key.Key_N, ALT)
    assert shell.content("client.note") == "א.נ."
    changing = {"form.none", "form.left_empty", "form.not_asked", "form.phrase"}
    offered = {action.id for action in form.actions_of.set if action.enabled()}
    assert not changing & offered
    assert "form.story" in offered
    popup = form.open_menu("client.note")
    assert isinstance(popup, StoryPopup)
    none = popup.findChild(QPushButton, "action:none")
    assert isinstance(none, QPushButton)
    assert not none.isEnabled()
    popup.close()
