"""Which editor a field of the registry has."""

from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.widgets.button_editors import ChoicesEditor, FlagEditor
from shamay_desktop.ui.widgets.choice_editor import ChoiceEditor
from shamay_desktop.ui.widgets.line_editor import LineEditor, Splitter
from shamay_desktop.ui.widgets.long_text_editor import LongTextEditor

Editor = LineEditor | LongTextEditor | ChoiceEditor | FlagEditor | ChoicesEditor
"""Editors of one content: show_value(value), commit(), committed, problem_changed, draft."""


def make_editor(field: Field, texts: Texts, splitter: Splitter | None = None) -> Editor:
    """An editor for a field or cell that is neither a list nor a record."""
    if field.kind is Kind.LONG_TEXT:
        return LongTextEditor(field, texts)
    if field.kind is Kind.CHOICE:
        return ChoiceEditor(field, texts)
    if field.kind is Kind.CHOICES:
        return ChoicesEditor(field, texts)
    if field.kind is Kind.FLAG:
        return FlagEditor(field, texts)
    return LineEditor(field, texts, splitter)
