"""What a file brought into a list: each gesture over it keeps it, and says so alike."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin, Provenance, State, Value
from shamay_desktop.domain.case_json import encode_value
from shamay_desktop.domain.fields import BY_ID, Group, Step
from shamay_desktop.domain.market.overriding import imported_of, is_over
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.list_editor import ListEditor
from tests.ui.bench import Shell, a_context

GROUP = Group("some", Step.ANALYSIS, "קבוצה", "Group")
LIST = BY_ID["comparables"]
PRICE = LIST.column("price")
CONTROL = Qt.KeyboardModifier.ControlModifier


def brought(content: str) -> Value:
    """A price that a file brought."""
    return Value.of(
        content, Provenance(Origin.IMPORTED, document="ab" * 32, text=content, note="א.csv #1")
    )


FIRST, SECOND = brought("1390000"), brought("2000000")


@pytest.fixture
def made(qtbot: QtBot) -> tuple[ListEditor, Shell]:
    """Two comparables with imported prices, the first price the current cell."""
    rows = [
        {"id": name, "price": encode_value(value)} for name, value in (("a", FIRST), ("b", SECOND))
    ]
    form = Form(a_context(Language.HE, {LIST.id: rows}), [(GROUP, (LIST,))])
    qtbot.addWidget(form)
    shell = Shell(form)
    form.resize(900, 700)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    editor = form.rows[LIST.id]
    assert isinstance(editor, ListEditor)
    editor.focus_cell(f"{LIST.id}/a/price")
    return editor, shell


def price(shell: Shell, row: str = "a") -> Value | None:
    """What a price holds now."""
    return shell.session.case.value(f"{LIST.id}/{row}/price")


def paste(editor: ListEditor, text: str) -> None:
    """A spreadsheet's cells, by key."""
    assert editor.table is not None
    QGuiApplication.clipboard().setText(text)
    editor.paste(text, editor.table.currentIndex())


def pasted(editor: ListEditor) -> None:
    """Another price is pasted."""
    paste(editor, "1,400,000")


def cleared(editor: ListEditor) -> None:
    """The cell is cleared."""
    assert editor.table is not None
    editor._on_cells_cleared([editor.table.currentIndex()])


def left_empty(editor: ListEditor) -> None:
    """The cell is answered by key."""
    form = editor.parentWidget()
    while not isinstance(form, Form):
        assert form is not None
        form = form.parentWidget()
    form.set_states(editor.state_paths, State.EMPTY)


@pytest.mark.parametrize(
    ("gesture", "content"),
    [(pasted, "1400000"), (cleared, None), (left_empty, None)],
)
def test_imported_cell_when_any_gesture_changes_it_then_keeps_what_was_imported(
    made: tuple[ListEditor, Shell], gesture: Callable[[ListEditor], None], content: str | None
) -> None:
    editor, shell = made
    gesture(editor)
    held = price(shell)
    assert held is not None
    assert held.content == content
    assert is_over(held)
    assert imported_of(PRICE, held) == FIRST


def test_imported_cell_when_filled_from_above_then_keeps_what_was_imported(
    made: tuple[ListEditor, Shell],
) -> None:
    editor, shell = made
    editor.focus_cell(f"{LIST.id}/b/price")
    editor.fill_down()
    held = price(shell, "b")
    assert held is not None
    assert held.content == "1390000"
    assert imported_of(PRICE, held) == SECOND


def test_imported_value_when_pasted_again_then_stands_as_it_came(
    made: tuple[ListEditor, Shell],
) -> None:
    editor, shell = made
    paste(editor, "1400000")
    assert is_over(price(shell))
    paste(editor, "1,390,000")
    assert price(shell) == FIRST
