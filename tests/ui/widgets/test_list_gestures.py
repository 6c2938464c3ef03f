"""Lists at speed: headings, fill down, rows above, whole parcels, columns, a row as a form."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import State
from shamay_desktop.domain.fields import BY_ID, Field, Group, Kind, Step
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.list_table import ListTable
from shamay_desktop.ui.widgets.row_panel import RowPanel
from tests.ui.bench import Shell, a_context, type_in
from tests.ui.reachable import reached

GROUP = Group("some", Step.DOCUMENTS, "קבוצה", "Group")
OWNERS, COMPARABLES, PARCELS = "rights.owners", "comparables", "parcels"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TWO = [{"id": "a", "name": "רות"}, {"id": "b", "name": "דוד", "share": "1/2"}]
Made = tuple[ListEditor, Shell]
Maker = Callable[..., Made]


@pytest.fixture
def made(qtbot: QtBot) -> Maker:
    """A list in a window, and the shell around it."""

    def make(
        path: str = OWNERS,
        rows: object = None,
        language: Language = Language.HE,
        context: PageContext | None = None,
    ) -> Made:
        values = None if rows is None else {path: rows}
        form = Form(context or a_context(language, values), [(GROUP, (BY_ID[path],))])
        qtbot.addWidget(form)
        shell = Shell(form)
        form.resize(900, 700)
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


def column_of(shell: Shell, column: str, path: str = OWNERS) -> list[object]:
    """The contents of a column of the case."""
    return [row.content(column) for row in shell.session.case.rows(path)]


def panel_of(editor: ListEditor) -> RowPanel:
    """The form of one row."""
    assert editor.panel is not None
    return editor.panel


# -- pasting ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_headings_when_in_another_order_and_either_language_then_they_say_the_columns(
    made: Maker, language: Language
) -> None:
    editor, shell = made(COMPARABLES, language=language)
    text = 'מחיר (₪)\tStreet?\tגוש\tArea (m²)\n₪ 1,250,000\tx\t6109\t85.5 מ"ר\n'
    area = BY_ID[COMPARABLES].column("area")
    text = text.replace("Area", area.en).replace("מחיר", BY_ID[COMPARABLES].column("price").he)
    editor.paste(text, QModelIndex())
    assert column_of(shell, "price", COMPARABLES) == ["1250000"]
    assert column_of(shell, "area", COMPARABLES) == ["85.5"]
    assert column_of(shell, "gush", COMPARABLES) == ["6109"]
    assert "Street?" in editor.problem


def test_one_line_when_it_is_a_column_s_name_then_it_is_a_text(made: Maker) -> None:
    editor, shell = made(rows=TWO)
    editor.paste(BY_ID[OWNERS].column("name").he, cell(editor, 0, "name"))
    assert column_of(shell, "name")[0] == BY_ID[OWNERS].column("name").he
    assert len(column_of(shell, "name")) == 2


def test_cells_when_none_is_copied_and_pasted_then_it_says_none_again(
    made: Maker, qtbot: QtBot
) -> None:
    rows = [{"id": "a", "name": "רות", "act": {"state": "none"}}, {"id": "b", "name": "דוד"}]
    editor, shell = made(rows=rows)
    table(editor).go_to(cell(editor, 0, "act"))
    qtbot.keyClick(table(editor), Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "∅"
    table(editor).go_to(cell(editor, 1, "act"))
    qtbot.keyClick(table(editor), Qt.Key.Key_V, CONTROL)
    assert shell.session.case.state(f"{OWNERS}/b/act") is State.NONE


def test_five_hundred_comparables_when_pasted_then_they_are_one_gesture(
    made: Maker,
) -> None:
    editor, shell = made(COMPARABLES, [{"id": "a", "gush": "6110"}])
    columns = ("gush", "price", "area")
    heads = "\t".join(BY_ID[COMPARABLES].column(name).he for name in columns)
    lines = "\n".join(f"6109\t{1_000_000 + number}\t{60 + number % 50}" for number in range(500))
    editor.paste(f"{heads}\n{lines}", cell(editor, 0, "gush"))
    assert len(shell.session.case.rows(COMPARABLES)) == 500
    assert len(shell.gestures) == 1
    shell.undo()
    assert len(shell.session.case.rows(COMPARABLES)) == 1


# -- whole parcels ----------------------------------------------------------------------------

WHOLES = ("6109/396/168", "6109-396-168", "6109 396 168", "גוש 6109 חלקה 396 תת 168")


@pytest.mark.parametrize("path", [COMPARABLES, PARCELS])
@pytest.mark.parametrize("whole", WHOLES)
def test_whole_parcel_when_typed_or_pasted_in_the_block_s_cell_then_it_fills_three(
    made: Maker, path: str, whole: str
) -> None:
    editor, shell = made(path, [{"id": "a", "helka": "1"}, {"id": "b", "helka": "2"}])
    assert editor.model.setData(cell(editor, 0, "gush"), whole)
    editor.paste(whole, cell(editor, 1, "gush"))
    for row in shell.session.case.rows(path):
        parts = [row.content(name) for name in ("gush", "helka", "tat_helka")]
        assert parts == ["6109", "396", "168"]
    assert len(shell.gestures) == 2
    shell.undo()
    shell.undo()
    assert column_of(shell, "gush", path) == [None, None]


# -- rows -------------------------------------------------------------------------------------


def test_row_when_inserted_above_then_it_stands_there_and_is_current(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    table(editor).go_to(cell(editor, 1, "name"))
    qtbot.keyClick(table(editor), Qt.Key.Key_Insert, ALT)
    assert column_of(shell, "name") == ["רות", None, "דוד"]
    assert table(editor).currentIndex().row() == 1


def test_cells_when_filled_down_then_the_first_row_s_stand_in_all_chosen(
    made: Maker, qtbot: QtBot
) -> None:
    rows = [{"id": name, "name": name} for name in "abcd"]
    editor, shell = made(rows=[{**rows[0], "share": "1/4"}, *rows[1:]])
    table(editor).go_to(cell(editor, 0, "share"))
    for _ in range(2):
        qtbot.keyClick(table(editor), Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table(editor), Qt.Key.Key_D, CONTROL)
    assert column_of(shell, "share") == ["1/4", "1/4", "1/4", None]
    assert len(shell.gestures) == 1
    table(editor).go_to(cell(editor, 3, "share"))
    qtbot.keyClick(table(editor), Qt.Key.Key_D, CONTROL)
    assert column_of(shell, "share") == ["1/4"] * 4
    shell.undo()
    shell.undo()
    assert column_of(shell, "share") == ["1/4", None, None, None]


def test_table_when_the_first_row_comes_then_tab_goes_from_its_buttons_into_it(
    qtbot: QtBot,
) -> None:
    form = Form(a_context(), [(GROUP, (BY_ID[OWNERS], BY_ID["client.note"]))])
    qtbot.addWidget(form)
    shell = Shell(form)
    form.resize(900, 600)
    form.show()
    editor = form.rows[OWNERS]
    assert isinstance(editor, ListEditor)
    editor.add_row()
    assert len(shell.session.case.rows(OWNERS)) == 1
    remove = editor.findChild(QToolButton, f"action:remove:{OWNERS}")
    assert isinstance(remove, QToolButton)
    stops = [stop for stop in reached(form) if stop.window() is form]
    assert stops[stops.index(remove) + 1] is table(editor)
    editor.toggle_row_form()
    stops = reached(form)
    after = stops[stops.index(table(editor)) + 1]
    assert panel_of(editor).isAncestorOf(after)
    assert stops[-1].objectName() == "field:client.note"


# -- columns ----------------------------------------------------------------------------------

WIDE = Field(
    "rights.owners", "בעלים", "Owners", Kind.LIST, group=GROUP,
    columns=(
        Field("name", "שם", "Name"),
        Field("share", "חלק", "Share", Kind.FRACTION, extra=True),
        Field("act", "מהות", "Act", extra=True),
    ),
)  # fmt: skip


@pytest.fixture
def wide(qtbot: QtBot) -> Callable[[Mapping[str, object]], tuple[ListEditor, Shell]]:
    """A list with two extra columns, over this machine's choices."""

    def make(choices: Mapping[str, object]) -> tuple[ListEditor, Shell]:
        context = a_context(values={OWNERS: [{"id": "a", "name": "רות"}]})
        context.services.settings.choices.update(choices)  # type: ignore[attr-defined]  # a fake
        form = Form(context, [(GROUP, (WIDE,))])
        qtbot.addWidget(form)
        shell = Shell(form)
        form.resize(900, 500)
        form.show()
        editor = form.rows[OWNERS]
        assert isinstance(editor, ListEditor)
        return editor, shell

    return make


def names(editor: ListEditor) -> list[str]:
    """The columns that stand in the table."""
    return [column.id for column in editor.model.columns]


def test_extra_columns_when_nothing_stands_in_them_then_they_wait_in_the_menu(
    wide: Callable[..., Made], qtbot: QtBot
) -> None:
    editor, shell = wide({})
    assert names(editor) == ["name"]
    button = editor.findChild(QToolButton, f"action:columns:{OWNERS}")
    assert isinstance(button, QToolButton)
    menu = button.menu()
    assert menu is not None
    menu.actions()[1].trigger()
    assert names(editor) == ["name", "act"]
    settings = editor._context.services.settings
    qtbot.waitUntil(lambda: settings.get("window.list_columns") == {OWNERS: ["act"]})
    shell.session.type(f"{OWNERS}/a/share", "1/2")
    editor.show_value(shell.session.case.value(OWNERS))
    assert names(editor) == ["name", "share", "act"]
    assert not button.menu().actions()[0].isEnabled()


def test_extra_columns_when_asked_for_before_then_they_stand_there_again(
    wide: Callable[..., Made],
) -> None:
    editor, _shell = wide({"window.list_columns": {OWNERS: ["act", "gone", 5]}})
    assert names(editor) == ["name", "act"]


def test_hidden_column_when_gone_to_then_it_is_shown(wide: Callable[..., Made]) -> None:
    editor, _shell = wide({})
    editor.focus_cell(f"{OWNERS}/a/share")
    assert editor.current_path == f"{OWNERS}/a/share"


# -- a row as a form --------------------------------------------------------------------------


def test_row_s_form_when_opened_then_it_shows_every_column_and_follows_the_table(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    table(editor).go_to(cell(editor, 1, "share"))
    qtbot.keyClick(table(editor), Qt.Key.Key_Return, CONTROL)
    panel = panel_of(editor)
    assert set(panel.cells) == {column.id for column in BY_ID[OWNERS].columns}
    share = panel.cells["share"].editor
    assert share.hasFocus()
    assert share.typed_text == "1/2"
    share.retype("1/3")
    assert column_of(shell, "share") == [None, "1/3"]
    qtbot.keyClick(share, Qt.Key.Key_PageUp, ALT)
    assert panel.cells["name"].editor.typed_text == "רות"
    assert panel.cells["share"].editor.typed_text == ""
    qtbot.keyClick(share, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert table(editor).hasFocus()
    assert editor.current_path == f"{OWNERS}/a/share"


def test_row_s_form_when_a_text_is_refused_then_it_stays_with_its_row(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(rows=TWO)
    table(editor).go_to(cell(editor, 1, "name"))
    editor.toggle_row_form()
    panel = panel_of(editor)
    share = panel.cells["share"]
    share.editor.retype("חצי")
    assert share.problem
    panel.turned.emit(-1)
    assert share.editor.typed_text == ""
    assert share.problem == ""
    assert cell(editor, 1, "share").data() == "חצי"
    panel.turned.emit(1)
    assert share.editor.typed_text == "חצי"
    assert share.problem
    share.editor.retype("1/5")
    assert column_of(shell, "share") == [None, "1/5"]
    assert cell(editor, 1, "share").data() == "1/5"


def test_row_s_form_when_a_whole_parcel_is_typed_then_three_fields_are_filled(
    made: Maker, qtbot: QtBot
) -> None:
    editor, shell = made(COMPARABLES, [{"id": "a"}])
    table(editor).go_to(cell(editor, 0, "gush"))
    editor.toggle_row_form()
    gush = panel_of(editor).cells["gush"].editor
    gush.setFocus()
    type_in(gush, "6109/396/168")
    qtbot.keyClick(gush, Qt.Key.Key_Return)
    row = shell.session.case.rows(COMPARABLES)[0]
    assert [row.content(name) for name in ("gush", "helka", "tat_helka")] == ["6109", "396", "168"]
    assert isinstance(gush, QLineEdit)
    assert gush.text() == "6109"


def test_row_s_form_when_the_row_goes_then_it_goes_too(made: Maker) -> None:
    editor, shell = made(rows=TWO[:1])
    table(editor).go_to(cell(editor, 0, "name"))
    editor.toggle_row_form()
    editor.press("remove")
    assert shell.session.case.rows(OWNERS) == ()
    panel: QWidget = panel_of(editor)
    assert panel.isHidden()
