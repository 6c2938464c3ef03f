"""Another language with a case open and an editor mid-typing: words, field, cursor, scroll stay."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.pages.form_page import FormPage, FormScroll
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.ui.workplace import Workplace
from tests.ui.bench import type_in
from tests.ui.conftest import WindowMaker


@pytest.fixture
def workplace(open_window: WindowMaker, owner: Actor, qtbot: QtBot) -> Iterator[Workplace]:
    """A window with a new case open on its first step."""
    window: MainWindow = open_window()
    assert window.workplace is not None
    window.workplace._on_entered(owner)
    window.workplace.new_case()
    made = window.workplace
    qtbot.waitUntil(lambda: made.case is not None and made.case.is_open)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    if made.case is not None and made.case.is_open:
        made.case.leave()
        qtbot.waitUntil(lambda: made.case is None)


def shell_of(workplace: Workplace) -> WizardShell:
    """The wizard that is open now."""
    assert workplace.case is not None
    return workplace.case.shell


def page_of(workplace: Workplace) -> FormPage:
    """The form that is open now."""
    page = shell_of(workplace).current_page
    assert isinstance(page, FormPage)
    return page


def height_of(page: FormPage, path: str) -> int:
    """Where a row stands in what is seen."""
    row = page.form.widget_of(path)
    area = page.findChild(FormScroll)
    assert isinstance(area, FormScroll)
    return row.mapTo(area.viewport(), QPoint(0, 0)).y()


def switch(workplace: Workplace, language: Language) -> None:
    """Go over to a language, as the palette does."""
    workplace._on_language_chosen(language)


def test_case_when_opened_then_typing_goes_to_its_first_field(
    workplace: Workplace, qtbot: QtBot
) -> None:
    window = workplace._window
    qtbot.waitUntil(lambda: window.tasks.idle)
    focused = window.focusWidget()
    assert focused is not None
    assert page_of(workplace).isAncestorOf(focused), focused.objectName()


def test_line_when_the_language_changes_mid_typing_then_words_field_and_cursor_stay(
    workplace: Workplace, qtbot: QtBot
) -> None:
    page = page_of(workplace)
    assert page.focus_field("appraiser.name")
    editor = page.findChild(QLineEdit, "field:appraiser.name")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_in(editor, "דנה לוי כהן")
    editor.setCursorPosition(4)
    qtbot.waitUntil(lambda: not editor.visibleRegion().isEmpty())
    old = shell_of(workplace)
    switch(workplace, Language.EN)
    before = old.left_at[Step.INITIAL_DATA].top
    fresh = page_of(workplace)
    assert fresh is not page

    def is_back() -> bool:
        line = fresh.findChild(QLineEdit, "field:appraiser.name")
        if not isinstance(line, QLineEdit) or fresh.focusWidget() is not line:
            return False
        return line.cursorPosition() == 4

    qtbot.waitUntil(is_back)
    line = fresh.findChild(QLineEdit, "field:appraiser.name")
    assert isinstance(line, QLineEdit)
    assert line.text() == "דנה לוי כהן"
    assert shell_of(workplace).context.session.case.content("appraiser.name") == "דנה לוי כהן"
    qtbot.waitUntil(lambda: abs(height_of(fresh, "appraiser.name") - before) <= 4)
    assert shell_of(workplace).context.session.can_undo


def test_refused_text_when_the_language_changes_then_it_stands_there_with_its_reason(
    workplace: Workplace, qtbot: QtBot
) -> None:
    page = page_of(workplace)
    assert page.focus_field("unit.rooms")
    row = page.form.rows["unit.rooms"]
    assert isinstance(row, FieldRow)
    type_in(row.editor, "ארבעה")
    switch(workplace, Language.EN)
    fresh = page_of(workplace)
    qtbot.waitUntil(lambda: "unit.rooms" in fresh.form.rows)
    again = fresh.form.rows["unit.rooms"]
    assert isinstance(again, FieldRow)
    qtbot.waitUntil(lambda: again.refused_text == "ארבעה")
    assert "is not a number" in again.problem
    assert fresh.refused_path() == "unit.rooms"
    again.editor.retype("4")
    assert shell_of(workplace).context.session.case.content("unit.rooms") == "4"


def test_other_page_when_the_language_changes_then_its_texts_come_when_it_is_opened(
    workplace: Workplace, qtbot: QtBot
) -> None:
    page = page_of(workplace)
    assert page.focus_field("unit.rooms")
    row = page.form.rows["unit.rooms"]
    assert isinstance(row, FieldRow)
    type_in(row.editor, "ארבעה")
    shell_of(workplace).open_step(Step.ANALYSIS)
    switch(workplace, Language.EN)
    shell_of(workplace).open_step(Step.INITIAL_DATA)
    fresh = page_of(workplace)
    again = fresh.form.rows["unit.rooms"]
    assert isinstance(again, FieldRow)
    assert again.refused_text == "ארבעה"
    again.editor.retype("4")


def test_long_text_when_the_language_changes_then_the_selection_stays(
    workplace: Workplace, qtbot: QtBot
) -> None:
    page = page_of(workplace)
    assert page.focus_field("visit.not_inspected")
    editor = page.findChild(QPlainTextEdit, "field:visit.not_inspected")
    assert isinstance(editor, QPlainTextEdit)
    type_in(editor, "לא נבדקו חלקים סמויים")
    cursor = editor.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    switch(workplace, Language.EN)
    fresh = page_of(workplace)

    def selected() -> str:
        again = fresh.findChild(QPlainTextEdit, "field:visit.not_inspected")
        return again.textCursor().selectedText() if isinstance(again, QPlainTextEdit) else ""

    qtbot.waitUntil(lambda: selected() == "נבדקו")
    switch(workplace, Language.HE)


def test_cell_when_the_language_changes_while_it_is_edited_then_it_is_kept_and_current(
    workplace: Workplace, qtbot: QtBot
) -> None:
    page = page_of(workplace)
    page.form.build_all()
    editor = page.form.rows["parcels"]
    assert isinstance(editor, ListEditor)
    editor.add_row()
    assert editor.table is not None
    here = editor.current_path
    editor.table.edit(editor.table.currentIndex())
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    type_in(line, "6109")
    switch(workplace, Language.EN)
    assert shell_of(workplace).context.session.case.content(here) == "6109"
    fresh = page_of(workplace)
    qtbot.waitUntil(lambda: "parcels" in fresh.form.rows)
    again = fresh.form.rows["parcels"]
    assert isinstance(again, ListEditor)
    qtbot.waitUntil(lambda: again.current_path == here)
