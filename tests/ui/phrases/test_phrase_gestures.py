"""Phrases in editors: `=code`, the picker, further fields as one gesture, keeping a selection."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.fields import BY_ID, Group, Step
from shamay_desktop.domain.records import Phrase
from shamay_desktop.ui.phrases.bank_dialog import PhraseBankDialog
from shamay_desktop.ui.phrases.picker import PhrasePicker
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.list_editor import ListEditor
from tests.ui.bench import ACTOR, Shell, a_context, type_in

GROUP = Group("some", Step.DOCUMENTS, "קבוצה", "Group")
NOTES = "rights.notes"
FINISH = Phrase("1", "גמר", "גמר רגיל", "ריצוף קרמיקה, ב{address}", None, ACTOR.user_id)
FILLING = Phrase(
    "2", "מגדל", "דירה במגדל", "דירה במגדל", None, ACTOR.user_id,
    {"building.floors": "24", "unit.description": "דירת מגורים"},
)  # fmt: skip
ELSEWHERE = Phrase("3", "אחר", "לשדה אחר", "אחר", "visit.not_inspected", ACTOR.user_id)
Made = tuple[Form, Shell]
Maker = Callable[..., Made]


@pytest.fixture
def made(qtbot: QtBot) -> Maker:
    """A form of some fields over a bank of three phrases."""

    def make(*paths: str, values: dict[str, object] | None = None) -> Made:
        context = a_context(values=values)
        bank = context.services.database.phrases  # type: ignore[attr-defined]  # a fake
        for phrase in (FINISH, FILLING, ELSEWHERE):
            bank.save(phrase)
        form = Form(context, [(GROUP, tuple(BY_ID[path] for path in paths))])
        qtbot.addWidget(form)
        shell = Shell(form)
        form.resize(900, 600)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        return form, shell

    return make


def entered(form: Form, path: str, qtbot: QtBot) -> QWidget:
    """The editor of a field with the focus, its phrases read."""
    assert form.focus_field(path)
    qtbot.waitUntil(lambda: len(form.context.phrases.phrases) == 3)
    focused = form.focusWidget()
    assert focused is not None
    return focused


def picker_of(form: Form) -> PhrasePicker:
    """The open picker."""
    found = form.window().findChild(PhrasePicker)
    assert isinstance(found, PhrasePicker)
    return found


CITY: dict[str, object] = {"address.city": "רמת גן"}


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Return])
@pytest.mark.parametrize("path", ["unit.finish", "client.note"])
def test_code_when_a_key_ends_it_then_the_phrase_stands_there_with_its_note(
    made: Maker, qtbot: QtBot, key: Qt.Key, path: str
) -> None:
    form, shell = made(path, values=CITY)
    editor = entered(form, path, qtbot)
    type_in(editor, "הדירה: =גמר")
    qtbot.keyClick(editor, key)
    assert shell.content(path) == "הדירה: ריצוף קרמיקה, ברמת גן"
    assert editor.hasFocus()
    value = shell.session.case.value(path)
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.note == "גמר רגיל (=גמר)"
    type_in(editor, " ועוד")
    form.commit_typing()
    assert shell.content(path) == "הדירה: ריצוף קרמיקה, ברמת גן ועוד"
    bank = form.context.services.database.phrases  # type: ignore[attr-defined]  # a fake
    qtbot.waitUntil(lambda: bank.kept["1"].used == 1)


def test_code_when_there_is_no_such_phrase_here_then_the_key_is_a_key(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("unit.finish")
    editor = entered(form, "unit.finish", qtbot)
    type_in(editor, "=אחר")
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    form.commit_typing()
    assert str(shell.content("unit.finish")).strip() == "=אחר"


def test_phrase_when_it_lacks_a_value_then_a_gap_stands_and_the_field_is_named(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("unit.finish")
    editor = entered(form, "unit.finish", qtbot)
    asking = Phrase("1", "גמר", "גמר", "גר ב{field:address.city}", None, ACTOR.user_id)
    form.context.phrases.take((asking,))
    type_in(editor, "=גמר")
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert shell.content("unit.finish") == "גר ב____"
    row = form.rows["unit.finish"]
    assert isinstance(row, FieldRow)
    assert BY_ID["address.city"].he in row.problem


def test_phrase_when_it_fills_further_fields_then_it_is_one_gesture(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("unit.finish", "building.floors", "unit.description")
    editor = entered(form, "unit.finish", qtbot)
    type_in(editor, "=מגדל")
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert shell.content("building.floors") == "24"
    assert shell.content("unit.description") == "דירת מגורים"
    assert len(shell.gestures) == 1
    row = form.rows["unit.finish"]
    assert isinstance(row, FieldRow)
    assert BY_ID["building.floors"].he in row.problem
    shell.undo()
    assert [shell.content(path) for path in ("unit.finish", "building.floors")] == [None, None]


def test_phrase_when_it_would_replace_a_value_then_that_is_shown_before(
    made: Maker, qtbot: QtBot
) -> None:
    values: dict[str, object] = {"building.floors": "8"}
    form, shell = made("unit.finish", "building.floors", "unit.description", values=values)
    editor = entered(form, "unit.finish", qtbot)
    type_in(editor, "=מגדל")
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert shell.content("building.floors") == "8"
    picker = picker_of(form)
    assert "במקום" in picker._notes.text()
    assert "8" in picker._notes.text()
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert shell.content("building.floors") == "24"
    assert shell.content("unit.finish") == "דירה במגדל"
    shell.undo()
    assert shell.content("building.floors") == "8"


def test_picker_when_opened_by_key_then_typing_filters_and_enter_inserts_at_the_cursor(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("unit.finish", values=CITY)
    editor = entered(form, "unit.finish", qtbot)
    assert isinstance(editor, QPlainTextEdit)
    type_in(editor, "אב")
    cursor = editor.textCursor()
    cursor.setPosition(1)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_F3)
    picker = picker_of(form)
    assert picker.list.count() == 2
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    assert picker.list.currentRow() == 1
    type_in(picker.search, "קרמיקה")
    assert picker.list.count() == 1
    assert picker.current is not None
    assert picker.current.id == "1"
    assert "רמת גן" in picker._words.text()
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert shell.content("unit.finish") == "אריצוף קרמיקה, ברמת גןב"


def test_long_text_when_its_button_is_pressed_then_the_picker_opens(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("unit.finish", values=CITY)
    entered(form, "unit.finish", qtbot)
    button = form.findChild(QToolButton, "phrase:unit.finish")
    assert isinstance(button, QToolButton)
    button.click()
    picker = picker_of(form)
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert str(shell.content("unit.finish")).startswith("ריצוף")


def test_cell_when_a_code_is_typed_in_its_editor_then_it_expands_there(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made(NOTES, values={NOTES: [{"id": "a", "act": "הערה"}], **CITY})
    assert form.focus_field(f"{NOTES}/a/act")
    editor = form.rows[NOTES]
    assert isinstance(editor, ListEditor)
    assert editor.table is not None
    editor.table.edit(editor.model.index_of("a", "act"))
    line = editor.table.findChild(QLineEdit, "cell:act")
    assert isinstance(line, QLineEdit)
    qtbot.waitUntil(lambda: len(form.context.phrases.phrases) == 3)
    line.setText("")
    type_in(line, "ראו =גמר")
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert line.text() == "ראו ריצוף קרמיקה, ברמת גן"
    assert line.selectedText() == ""
    assert shell.content(f"{NOTES}/a/act") == "ראו ריצוף קרמיקה, ברמת גן"
    type_in(line, "!")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.content(f"{NOTES}/a/act") == "ראו ריצוף קרמיקה, ברמת גן!")


def test_long_cell_when_a_code_is_typed_in_its_box_then_it_expands_there(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made(NOTES, values={NOTES: [{"id": "a", "act": "הערה"}], **CITY})
    assert form.focus_field(f"{NOTES}/a/text")
    editor = form.rows[NOTES]
    assert isinstance(editor, ListEditor)
    assert editor.table is not None
    editor.table.edit(editor.model.index_of("a", "text"))
    box = form.window().findChild(QPlainTextEdit, "cell:text")
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    qtbot.waitUntil(lambda: len(form.context.phrases.phrases) == 3)
    type_in(box, "=גמר")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert shell.content(f"{NOTES}/a/text") == "ריצוף קרמיקה, ברמת גן"


def test_selection_when_kept_as_a_phrase_then_the_bank_has_it(made: Maker, qtbot: QtBot) -> None:
    form, _shell = made("unit.finish", values={"unit.finish": "ריצוף שיש, חלונות"})
    editor = entered(form, "unit.finish", qtbot)
    assert isinstance(editor, QPlainTextEdit)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    dialog = form.window().findChild(PhraseBankDialog)
    assert isinstance(dialog, PhraseBankDialog)
    assert dialog.card.text.toPlainText() == "ריצוף שיש, חלונות"
    assert dialog.card.place.place == "unit.finish"
    dialog.card.code.setText("שיש")
    save = dialog.findChild(QPushButton, "action:save-phrase")
    assert isinstance(save, QPushButton)
    save.click()
    qtbot.waitUntil(lambda: any(p.code == "שיש" for p in form.context.phrases.phrases))
    kept = next(p for p in form.context.phrases.phrases if p.code == "שיש")
    assert (kept.text, kept.field_id, kept.user_id) == (
        "ריצוף שיש, חלונות", "unit.finish", ACTOR.user_id,
    )  # fmt: skip
    dialog.close()


def test_bank_when_a_code_is_taken_then_it_says_whose_and_keeps_what_was_typed(
    made: Maker, qtbot: QtBot
) -> None:
    form, _shell = made("unit.finish")
    entered(form, "unit.finish", qtbot)
    form.actions_of.phrases.manage()
    dialog = form.window().findChild(PhraseBankDialog)
    assert isinstance(dialog, PhraseBankDialog)
    assert dialog.list.count() == 3
    dialog.begin("טקסט חדש", None)
    dialog.card.code.setText("גמר")
    dialog._save()
    qtbot.waitUntil(lambda: "גמר רגיל" in dialog._said.text())
    assert dialog.card.text.toPlainText() == "טקסט חדש"
    dialog.close()
    assert dialog.isVisible(), "words that are not kept are asked for once"
    dialog.close()
    assert not dialog.isVisible()


def test_bank_when_a_phrase_is_deleted_then_it_is_gone_everywhere(
    made: Maker, qtbot: QtBot
) -> None:
    form, _shell = made("unit.finish")
    entered(form, "unit.finish", qtbot)
    form.actions_of.phrases.manage()
    dialog = form.window().findChild(PhraseBankDialog)
    assert isinstance(dialog, PhraseBankDialog)
    dialog.search.setText("=אחר")
    dialog.list.setCurrentRow(0)
    assert dialog.card.code.text() == "אחר"
    remove = dialog.findChild(QPushButton, "action:remove-phrase")
    assert isinstance(remove, QPushButton)
    remove.click()
    qtbot.waitUntil(lambda: len(form.context.phrases.phrases) == 2)
    dialog.search.clear()
    assert dialog.list.count() == 2
    dialog.close()
