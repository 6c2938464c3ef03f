"""A form that is only looked at: texts can be read, selected and copied, and nothing be changed.

The session refuses every change anyhow; here the screen says so before one tries.
"""

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from shamay_desktop.ui.widgets.button_editors import ChoicesEditor, FlagEditor
from shamay_desktop.ui.widgets.choice_editor import ChoiceEditor
from shamay_desktop.ui.widgets.list_head import ListHead
from shamay_desktop.ui.widgets.list_table import ListTable


def make_read_only(root: QWidget) -> None:
    """Every editor below a widget; what is built later is to be given here too."""
    for line in root.findChildren(QLineEdit):
        if line.objectName().startswith("field:"):
            line.setReadOnly(True)
    for text in root.findChildren(QPlainTextEdit):
        text.setReadOnly(True)
    for table in root.findChildren(ListTable):
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    for head in root.findChildren(ListHead):
        head.set_read_only()
    # A choice has no state for reading: disabled, it keeps the colour of ink.
    for kind in (ChoiceEditor, FlagEditor, ChoicesEditor):
        for editor in root.findChildren(kind):
            editor.setProperty("looking", "true")
            editor.setEnabled(False)
    for button in root.findChildren(QPushButton):
        if button.property("kind") == "primary":
            button.setEnabled(False)
