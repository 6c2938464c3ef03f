"""A small form of labelled lines with the problem of each under it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme


class EntryForm(QWidget):
    """Lines by name; editors are called `field:<name>`, problems `problem:<name>`."""

    submitted = Signal()
    """Enter in a line."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.editors: dict[str, QLineEdit] = {}
        self._problems: dict[str, QLabel] = {}
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(2 * theme.SPACE)
        self.rows.setVerticalSpacing(theme.SPACE)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)

    def add_line(
        self, name: str, label: str, *, hint: str = "", secret: bool = False, latin: bool = False
    ) -> QLineEdit:
        """Add a line; `latin` keeps e-mails, numbers and codes in reading order."""
        editor = QLineEdit()
        editor.setObjectName(f"field:{name}")
        editor.setAccessibleName(label)
        if secret:
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        if latin or secret:
            keep_latin(editor, self._texts)
        editor.installEventFilter(self)
        editor.textEdited.connect(lambda: self.show_problem(name, ""))
        self.editors[name] = editor
        self._add(name, label, editor, hint)
        return editor

    def add_widget(self, name: str, label: str, widget: QWidget, hint: str = "") -> None:
        """Add something else in a row of its own."""
        widget.setAccessibleName(label)
        self._add(name, label, widget, hint)

    def text(self, name: str) -> str:
        """What stands in a line, as typed."""
        return self.editors[name].text()

    def set_text(self, name: str, text: str) -> None:
        """Put a text into a line."""
        self.editors[name].setText(text)

    def show_problem(self, name: str, words: str) -> None:
        """Say what is wrong with a line; empty words take it back."""
        label = self._problems[name]
        label.setText(words)
        label.setVisible(bool(words))
        if name in self.editors:
            theme.set_problem(self.editors[name], "error" if words else "")

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        for name in self._problems:
            self.show_problem(name, "")

    def demand(self, names: Iterable[str]) -> bool:
        """Whether all these lines are filled; the empty ones say so, the first gets the focus."""
        lacking = [name for name in names if not self.text(name).strip()]
        for name in lacking:
            self.show_problem(name, self._texts("office.field_missing"))
        if lacking:
            self.editors[lacking[0]].setFocus()
        return not lacking

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter submits; it does not press some default button."""
        pressed = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]  # a key event by the line above
            self.submitted.emit()
            return True
        return super().eventFilter(watched, event)

    def _add(self, name: str, label: str, widget: QWidget, hint: str) -> None:
        problem = QLabel(wordWrap=True)
        problem.setObjectName(f"problem:{name}")
        theme.set_tone(problem, "error")
        problem.hide()
        self._problems[name] = problem
        cell = QVBoxLayout()
        cell.setSpacing(theme.SPACE // 4)
        cell.addWidget(widget)
        cell.addWidget(problem)
        if hint:
            words = QLabel(hint, wordWrap=True)
            theme.set_tone(words, "muted")
            cell.addWidget(words)
        title = QLabel(label)
        title.setBuddy(widget)
        title.setFixedHeight(widget.sizeHint().height())
        self.rows.addRow(title, cell)


def keep_latin(editor: QLineEdit, texts: Texts) -> None:
    """Left to right within the line, and at the side where the language begins."""
    editor.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    right_to_left = texts.language.right_to_left
    editor.setAlignment(
        Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    )
