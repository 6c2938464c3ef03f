"""The fields, lists and columns that a parameter of a rule may name, by their labels."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from shamay_desktop.domain.fields import BY_ID, FIELDS, Field, Kind
from shamay_desktop.domain.standards.office_rules import COLUMNS, LISTS, PLACES, ROW_COLUMNS
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.dialogs.named_choice import Choice


def choices_for(name: str, in_list: str, texts: Texts) -> Sequence[Choice]:
    """What a parameter may name; empty for one that names no places (numbers, words, codes).

    `in_list` is what the rule's own list is, "" where it has none.
    """
    listed = BY_ID.get(in_list)
    if name in COLUMNS or (name in ROW_COLUMNS and in_list):
        columns = () if listed is None else listed.columns
        return [Choice(each.id, each.label(texts.language), each.id) for each in columns]
    if name in LISTS:
        return [
            each for field in FIELDS if field.kind is Kind.LIST for each in _whole(field, texts)
        ]
    if name in PLACES:
        return [each for field in FIELDS for each in (*_whole(field, texts), *_cells(field, texts))]
    return ()


def _whole(field: Field, texts: Texts) -> tuple[Choice, ...]:
    return (Choice(field.id, field.label(texts.language), field.id),)


def _cells(field: Field, texts: Texts) -> Iterator[Choice]:
    for column in field.columns:
        path = f"{field.id}/{column.id}"
        title = f"{field.label(texts.language)}: {column.label(texts.language)}"
        yield Choice(path, title, path)


def typed_in(editor: QLineEdit | QPlainTextEdit) -> str:
    """What stands in the editor of a parameter."""
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def put_in(editor: QLineEdit | QPlainTextEdit, path: str) -> None:
    """Put what was chosen in: in place of the one, or as a further line."""
    if isinstance(editor, QLineEdit):
        editor.setText(path)
    else:
        lines = [line for line in editor.toPlainText().splitlines() if line.strip()]
        if path not in (line.strip() for line in lines):
            editor.setPlainText("\n".join([*lines, path]))
            editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.setFocus()
