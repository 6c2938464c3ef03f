"""One of several codes: a list that is searched by typing and never turned by the wheel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.fields import Field
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.widgets.draft import Draft, Readout
from shamay_desktop.ui.widgets.wording import choice_labels, label_of, state_words


class ChoiceEditor(QComboBox):
    """Typing narrows the list; a text that fits one choice only is that choice."""

    committed = Signal(object)
    problem_changed = Signal(object)

    def __init__(self, field: Field, texts: Texts) -> None:
        super().__init__()
        self.draft = Draft(field, texts.language.value)
        self._texts = texts
        self._problem: object | None = None
        self._labels = dict(choice_labels(field, texts))
        self.setAccessibleName(label_of(field, texts))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(16)
        self.addItem("", None)
        for code, label in self._labels.items():
            self.addItem(label, code)
        self._set_up_search(texts)
        self.setCurrentIndex(0)
        self.activated.connect(self._on_activated)

    def show_value(self, value: Value | None) -> None:
        """Show what the case holds; a text that fits no choice is left alone."""
        if value == self.draft.value:
            return
        if self.draft.take(value, self.currentText()):
            self._write()
            self._tell(None)
        line = self.lineEdit()
        if line is not None:
            words = state_words(self.draft.field, self.draft.state, self._texts)
            line.setPlaceholderText(words)

    def commit(self) -> None:
        """Keep the choice that stands in the editor."""
        read = self._read()
        self._tell(read.problem)
        if read.problem is not None:
            return
        if read.content != self.draft.content:
            self.committed.emit(read.content)
        if isinstance(read.content, str):
            self.setCurrentIndex(self.findData(read.content))

    @property
    def typed_text(self) -> str:
        """What stands in the editor."""
        return self.currentText()

    def retype(self, text: str) -> None:
        """Put a text in as if it were typed, and keep it if it is a choice."""
        self.setEditText(text)
        self.commit()

    def forget_typing(self) -> None:
        """Show what the case holds again."""
        self._write()
        self._tell(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the choice."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form, it never changes a choice."""
        event.ignore()

    def _set_up_search(self, texts: Texts) -> None:
        completer = self.completer() or QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.activated.connect(self.commit)
        line = self.lineEdit()
        if line is not None:
            right = texts.language.right_to_left
            edge = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            line.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
            line.setAccessibleName(self.accessibleName())
            line.returnPressed.connect(self.commit)
            line.editingFinished.connect(self.commit)

    def _read(self) -> Readout:
        read = self.draft.read(self.currentText())
        if read.problem is None:
            return read
        words = self.currentText().strip().casefold()
        fitting = [code for code, label in self._labels.items() if words in label.casefold()]
        return Readout(content=fitting[0]) if len(fitting) == 1 else read

    def _on_activated(self, index: int) -> None:
        code = self.itemData(index)
        self._tell(None)
        if code != self.draft.content:
            self.committed.emit(code)

    def _write(self) -> None:
        content = self.draft.content
        index = 0 if content is None else self.findData(content)
        self.setCurrentIndex(index)
        self.setEditText(self.itemText(index))

    def _tell(self, problem: object | None) -> None:
        if problem is not None or self._problem is not None:
            self._problem = problem
            self.problem_changed.emit(problem)
