"""Each editor in a real window: typing, pasting, refusing, undoing, "the document says none"."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin, State
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.fields import BY_ID, Group, Step
from shamay_desktop.ui.widgets.button_editors import ChoicesEditor, FlagEditor
from shamay_desktop.ui.widgets.choice_editor import ChoiceEditor
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.form_group import FormLayout
from shamay_desktop.ui.widgets.line_editor import LineEditor
from shamay_desktop.ui.widgets.long_text_editor import LongTextEditor
from shamay_desktop.ui.widgets.record_row import RecordRow
from shamay_desktop.ui.widgets.story import StoryPopup
from tests.ui.bench import FakeDatabase, Shell, a_context, type_in

GROUP = Group("some", Step.INITIAL_DATA, "קבוצה", "Group")
Made = tuple[Form, Shell]
Maker = Callable[..., Made]


@pytest.fixture
def made(qtbot: QtBot) -> Maker:
    """A form of some fields in a window, and the shell around it."""

    def make(*paths: str, values: dict[str, object] | None = None) -> Made:
        context = a_context(values=values)
        fields = tuple(BY_ID[path] for path in paths)
        lines = (("parcel.gush", "parcel.helka", "parcel.tat_helka"),)
        known = [line for line in lines if set(line) <= set(paths)]
        form = Form(context, [(GROUP, fields)], layout=FormLayout(lines=known))
        qtbot.addWidget(form)
        shell = Shell(form)
        form.resize(720, 500)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        return form, shell

    return make


def line(form: Form, path: str) -> LineEditor:
    """The line editor of a path."""
    row = row_of(form, path)
    assert isinstance(row.editor, LineEditor)
    return row.editor


def row_of(form: Form, path: str) -> FieldRow:
    """The row of a path."""
    row = form.rows[path]
    assert isinstance(row, FieldRow)
    return row


def leave(form: Form, to: QWidget) -> None:
    """Move the focus to another widget."""
    to.setFocus()
    QApplication.processEvents()


def test_number_when_typed_and_paused_then_it_is_kept_and_later_grouped(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("valuation.land_value", "client.name")
    editor = line(form, "valuation.land_value")
    editor.setFocus()
    type_in(editor, "1250000")
    qtbot.waitUntil(lambda: shell.content("valuation.land_value") == "1250000")
    assert editor.text() == "1250000"
    leave(form, line(form, "client.name"))
    assert editor.text() == "1,250,000"
    assert row_of(form, "valuation.land_value").mark.source == "typed"
    value = shell.session.case.value("valuation.land_value")
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.origin is Origin.TYPED
    assert value.provenance.by == "dana@example.com"
    assert len(shell.gestures) == 1


def test_number_when_enter_is_pressed_then_it_is_kept_at_once(made: Maker, qtbot: QtBot) -> None:
    form, shell = made("unit.rooms")
    editor = line(form, "unit.rooms")
    type_in(editor, "4.5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert shell.content("unit.rooms") == "4.5"


def test_number_when_it_cannot_be_read_then_it_stays_with_its_problem_until_mended(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("unit.rooms", "client.name", values={"unit.rooms": "4"})
    editor, row = line(form, "unit.rooms"), row_of(form, "unit.rooms")
    editor.setFocus()
    editor.selectAll()
    type_in(editor, "4 חד")
    leave(form, line(form, "client.name"))
    assert editor.text() == "4 חד"
    assert "אינו מספר" in row.problem
    assert shell.content("unit.rooms") == "4"
    shell.session.type("client.name", "לקוח")
    form.show_case(shell.session.case)
    assert editor.text() == "4 חד"
    editor.setFocus()
    editor.selectAll()
    type_in(editor, "5")
    assert row.problem == ""
    editor.commit()
    assert shell.content("unit.rooms") == "5"


def test_number_when_out_of_range_then_it_is_kept_with_a_warning(made: Maker, qtbot: QtBot) -> None:
    form, shell = made("unit.rooms")
    editor = line(form, "unit.rooms")
    type_in(editor, "25")
    editor.commit()
    assert shell.content("unit.rooms") == "25"
    problem = row_of(form, "unit.rooms").problem
    assert "1–15" in problem
    assert editor.property("problem") == "warning"


def test_date_when_typed_in_any_form_then_it_reads_day_first_at_the_right_edge(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("visit.date", "client.name")
    editor = line(form, "visit.date")
    for text in ("15.3.2026", "15/03/26", "2026-03-15"):
        editor.setFocus()
        editor.selectAll()
        type_in(editor, text)
        leave(form, line(form, "client.name"))
        assert shell.content("visit.date") == "2026-03-15"
        assert editor.text() == "15.03.2026"
    assert editor.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert editor.alignment() & Qt.AlignmentFlag.AlignRight


def test_text_when_pasted_with_marks_then_they_are_not_kept(made: Maker, qtbot: QtBot) -> None:
    form, shell = made("client.name")
    QGuiApplication.clipboard().setText("\u200fבנק  הדוגמה\u00a0\u2068בע״מ\u2069")
    editor = line(form, "client.name")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    editor.commit()
    assert shell.content("client.name") == "בנק הדוגמה בע״מ"


def test_text_when_emptied_then_the_field_is_forgotten(made: Maker, qtbot: QtBot) -> None:
    form, shell = made("client.name", values={"client.name": "לקוח"})
    editor = line(form, "client.name")
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    editor.commit()
    assert shell.session.case.value("client.name") is None


def test_gesture_when_undone_then_the_editor_shows_what_stood_before(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("client.name", values={"client.name": "ראשון"})
    editor = line(form, "client.name")
    editor.setFocus()
    editor.selectAll()
    type_in(editor, "שני")
    editor.commit()
    assert shell.content("client.name") == "שני"
    shell.undo()
    assert editor.text() == "ראשון"
    assert shell.content("client.name") == "ראשון"


def test_typing_when_the_case_changes_elsewhere_then_it_is_left_alone(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("client.name", "visit.visitor")
    editor = line(form, "client.name")
    editor.setFocus()
    type_in(editor, "דנ")
    shell.session.type("visit.visitor", "רות")
    form.show_case(shell.session.case)
    assert editor.text() == "דנ"
    assert line(form, "visit.visitor").text() == "רות"


def test_none_when_the_document_says_so_then_it_looks_unlike_not_asked(made: Maker) -> None:
    form, shell = made("planning.floors", "planning.units")
    row, other = row_of(form, "planning.floors"), row_of(form, "planning.units")
    popup = form.open_menu("planning.floors")
    assert popup is not None
    button = popup.findChild(QPushButton, "action:none")
    assert isinstance(button, QPushButton)
    button.click()
    assert shell.session.case.state("planning.floors") is State.NONE
    assert row.mark.source == "none"
    assert other.mark.source == "not_asked"
    assert line(form, "planning.floors").placeholderText()
    assert not line(form, "planning.units").placeholderText()


def test_none_when_typed_over_then_the_typed_text_is_the_value(made: Maker, qtbot: QtBot) -> None:
    form, shell = made("planning.floors", values={"planning.floors": {"state": "none"}})
    editor = line(form, "planning.floors")
    type_in(editor, "4")
    editor.commit()
    assert shell.content("planning.floors") == "4"
    assert editor.placeholderText() == ""


def test_menu_key_when_pressed_in_an_editor_then_its_story_opens_and_clears(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("client.name", values={"client.name": "לקוח"})
    editor = line(form, "client.name")
    form.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClick(editor, Qt.Key.Key_F4)
    popup = form.findChild(StoryPopup, "story")
    assert isinstance(popup, StoryPopup)
    button = popup.findChild(QPushButton, "action:clear")
    assert isinstance(button, QPushButton)
    button.click()
    assert shell.session.case.value("client.name") is None


def test_story_when_opened_then_it_tells_who_when_and_what_was_replaced(
    made: Maker, qtbot: QtBot
) -> None:
    form, _shell = made("unit.rooms", values={"unit.rooms": "4"})
    database = form.context.services.database
    assert isinstance(database, FakeDatabase)
    database.stories["unit.rooms"] = (
        Edit(3, "unit.rooms", "3", "4", "ruth@example.com", "2026-03-19T08:00:00+00:00"),
    )
    popup = form.open_menu("unit.rooms")
    assert popup is not None
    history = popup.findChild(QLabel, "story-history")
    assert isinstance(history, QLabel)
    qtbot.waitUntil(lambda: "ruth@example.com" in history.text())
    assert "3" in history.text()
    assert "19.03.2026" in history.text()
    popup.close()


def test_choice_when_part_of_its_label_is_typed_then_it_is_chosen(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("report.kind")
    editor = row_of(form, "report.kind").editor
    assert isinstance(editor, ChoiceEditor)
    field = editor.lineEdit()
    assert field is not None
    field.setFocus()
    type_in(field, "מקיפה")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert shell.content("report.kind") == "comprehensive"
    assert editor.currentText() == "שומה מקיפה"


def test_choice_when_its_text_fits_nothing_then_it_stays_with_its_problem(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("report.kind", "client.name", values={"report.kind": "full"})
    row = row_of(form, "report.kind")
    editor = row.editor
    assert isinstance(editor, ChoiceEditor)
    field = editor.lineEdit()
    assert field is not None
    field.setFocus()
    field.selectAll()
    type_in(field, "קסם")
    leave(form, line(form, "client.name"))
    assert shell.content("report.kind") == "full"
    assert editor.currentText() == "קסם"
    assert "אינו ברשימה" in row.problem


def test_choice_when_the_wheel_turns_then_it_does_not_change(made: Maker) -> None:
    form, shell = made("report.kind", values={"report.kind": "full"})
    editor = row_of(form, "report.kind").editor
    assert isinstance(editor, ChoiceEditor)
    place = QPointF(5, 5)
    turn = QWheelEvent(
        place, editor.mapToGlobal(place), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor, turn)
    assert shell.content("report.kind") == "full"
    assert shell.gestures == []


def test_flag_when_clicked_then_it_goes_through_yes_no_and_not_asked(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("building.lift")
    editor = row_of(form, "building.lift").editor
    assert isinstance(editor, FlagEditor)
    yes, no = editor.buttons["yes"], editor.buttons["no"]
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert shell.content("building.lift") is True
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert shell.content("building.lift") is False
    assert not yes.isChecked()
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert shell.session.case.value("building.lift") is None
    yes.setFocus()
    qtbot.keyClick(yes, Qt.Key.Key_Left)
    assert no.hasFocus()
    qtbot.keyClick(no, Qt.Key.Key_Space)
    assert shell.content("building.lift") is False
    shell.undo()
    assert not no.isChecked()


def test_choices_when_clicked_then_their_codes_are_kept_in_order(made: Maker, qtbot: QtBot) -> None:
    form, shell = made("unit.air_directions")
    editor = row_of(form, "unit.air_directions").editor
    assert isinstance(editor, ChoicesEditor)
    for code in ("west", "north"):
        qtbot.mouseClick(editor.buttons[code], Qt.MouseButton.LeftButton)
    assert shell.content("unit.air_directions") == ("north", "west")
    qtbot.mouseClick(editor.buttons["north"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.buttons["west"], Qt.MouseButton.LeftButton)
    assert shell.session.case.value("unit.air_directions") is None


def test_fraction_when_typed_as_written_then_it_is_not_reduced(made: Maker, qtbot: QtBot) -> None:
    form, shell = made("rights.common_property_share")
    editor = line(form, "rights.common_property_share")
    type_in(editor, "98 / 6128")
    editor.commit()
    assert shell.content("rights.common_property_share") == "98/6128"


def test_long_text_when_it_grows_then_the_editor_does_and_keeps_its_lines(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("unit.finish")
    editor = row_of(form, "unit.finish").editor
    assert isinstance(editor, LongTextEditor)
    before = editor.height()
    editor.setFocus()
    editor.insertPlainText("שורה ראשונה\nשורה שנייה\nשורה שלישית\nשורה רביעית")
    qtbot.waitUntil(lambda: shell.content("unit.finish") is not None)
    assert str(shell.content("unit.finish")).count("\n") == 3
    assert editor.height() > before
    shell.undo()
    assert editor.toPlainText() == ""


def test_long_text_when_the_window_is_hebrew_then_lines_begin_at_the_right(made: Maker) -> None:
    form, _shell = made("unit.finish", values={"unit.finish": "ריצוף"})
    editor = row_of(form, "unit.finish").editor
    assert isinstance(editor, LongTextEditor)
    line = editor.document().firstBlock().layout().lineAt(0)
    assert line.naturalTextRect().left() > editor.viewport().width() / 2


def test_record_when_a_cell_is_typed_then_the_record_becomes_a_value(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made("order.unit", values={"rights.register": "condominium"})
    record = form.rows["order.unit"]
    assert isinstance(record, RecordRow)
    editor = record.cells["area"].editor
    assert isinstance(editor, LineEditor)
    type_in(editor, "142.3")
    editor.commit()
    assert shell.content("order.unit/area") == "142.3"
    assert form.focus_field("order.unit/share")
    shell.undo()
    assert shell.session.case.value("order.unit") is None
    assert editor.text() == ""


PARCEL = ("parcel.gush", "parcel.helka", "parcel.tat_helka")


def test_parcel_when_pasted_whole_then_its_three_fields_are_one_gesture(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made(*PARCEL, "rights.register", values={"rights.register": "condominium"})
    QGuiApplication.clipboard().setText("6109/396/168")
    editor = line(form, "parcel.gush")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [shell.content(path) for path in PARCEL] == ["6109", "396", "168"]
    assert len(shell.gestures) == 1
    assert [line(form, path).text() for path in PARCEL] == ["6109", "396", "168"]
    shell.undo()
    assert [shell.content(path) for path in PARCEL] == [None, None, None]
    assert [line(form, path).text() for path in PARCEL] == ["", "", ""]


def test_parcel_when_the_same_is_pasted_again_then_it_still_stands(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made(*PARCEL, values={"parcel.gush": "6109", "parcel.helka": "396"})
    editor = line(form, "parcel.gush")
    editor.setFocus()
    editor.selectAll()
    QGuiApplication.clipboard().setText("6109/396")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "6109"
    assert shell.gestures == []


def test_parcel_when_typed_by_hand_then_it_is_split_on_leaving_not_half_way(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made(*PARCEL, "client.name")
    editor = line(form, "parcel.gush")
    editor.setFocus()
    type_in(editor, "6109/396")
    qtbot.wait(500)
    assert editor.text() == "6109/396"
    assert row_of(form, "parcel.gush").problem == ""
    type_in(editor, "/168")
    leave(form, line(form, "client.name"))
    assert [shell.content(path) for path in PARCEL] == ["6109", "396", "168"]


def test_conditional_field_when_it_is_asked_for_or_filled_then_it_is_there(
    made: Maker,
) -> None:
    form, shell = made("report.kind", "report.assumption")
    row = form.rows["report.assumption"]
    assert not row.isVisibleTo(form)
    shell.session.type("report.kind", "assumption_based")
    form.show_case(shell.session.case)
    assert row.isVisibleTo(form)
    assert row.mark.source == "asked"
    shell.session.type("report.assumption", "ההנחה")
    shell.session.type("report.kind", "full")
    form.show_case(shell.session.case)
    assert row.isVisibleTo(form)
    assert not form.focus_field("unit.rooms")


def test_case_when_shown_again_then_only_changed_rows_are_touched(
    made: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, shell = made("client.name", "unit.rooms", "visit.date")
    touched: list[str] = []
    monkeypatch.setattr(FieldRow, "show_value", lambda row, _value: touched.append(row.path))
    shell.session.type("unit.rooms", "4")
    form.show_case(shell.session.case)
    assert touched == ["unit.rooms"]


def test_editor_when_built_then_it_has_a_name_for_people_and_for_tests(made: Maker) -> None:
    form, _shell = made("unit.rooms", "building.lift", "unit.finish", "report.kind")
    for path in ("unit.rooms", "building.lift", "unit.finish", "report.kind"):
        editor = form.findChild(QWidget, f"field:{path}")
        assert isinstance(editor, QWidget)
        assert editor.accessibleName() == BY_ID[path].he
        mark = form.findChild(QToolButton, f"mark:{path}")
        assert isinstance(mark, QToolButton)
        assert BY_ID[path].he in mark.accessibleName()
