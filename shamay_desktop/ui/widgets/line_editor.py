"""One line of typed text: names, identifiers, numbers, dates and shares."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.widgets.draft import Draft
from shamay_desktop.ui.widgets.wording import label_of, range_of, state_words

PAUSE_MS = 400
LEFT_TO_RIGHT = frozenset({Kind.IDENTIFIER, Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.FRACTION})
SHORT_WIDTH = 132

Splitter = Callable[[str], Mapping[str, str] | None]


class LineEditor(QLineEdit):
    """Keeps a typed text when the person pauses, leaves or presses Enter, if it can be read.

    A text that cannot be read stays, and `problem_changed` tells why (a Refused, or None).
    """

    committed = Signal(object)
    """The canonical content that was typed, None when the editor was emptied."""

    problem_changed = Signal(object)

    split = Signal(object)
    """What a pasted whole meant (`splitter`): the contents of several fields by name."""

    def __init__(self, field: Field, texts: Texts, splitter: Splitter | None = None) -> None:
        super().__init__()
        self.draft = Draft(field, texts.language.value)
        self._texts = texts
        self._splitter = splitter
        self._length = 0
        self._pause: QTimer | None = None
        self._problem: object | None = None
        self.setAccessibleName(label_of(field, texts))
        self._align(texts.language.right_to_left)
        self._hint()
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self.commit)

    def show_value(self, value: Value | None) -> None:
        """Show what the case holds; typing that it does not hold yet is left alone."""
        if value == self.draft.value:
            return
        if self.draft.take(value, self.text()):
            self._tell(None)
            if not (self.hasFocus() and self.draft.stands(self.text())):
                self._write()
        self._hint()

    def commit(self) -> None:
        """Keep what is typed, if it can be read and the case does not hold it already."""
        if self._pause is not None:
            self._pause.stop()
        if not self.isModified():
            return
        parts = self._splitter(self.text()) if self._splitter else None
        if parts is not None:
            self.setModified(False)
            self.draft.value = None
            self._write()
            self._tell(None)
            self.split.emit(parts)
            return
        self._keep()

    @property
    def typed_text(self) -> str:
        """What stands in the editor."""
        return self.text()

    def retype(self, text: str) -> None:
        """Put a text in as if it were typed, and keep it if it can be read."""
        self.setText(text)
        self.setModified(True)
        self.commit()

    def forget_typing(self) -> None:
        """Show what the case holds again: another answer takes the place of what was typed."""
        if self._pause is not None:
            self._pause.stop()
        self._write()
        self._tell(None)

    def _keep(self) -> None:
        read = self.draft.read(self.text())
        self._tell(read.problem)
        if read.problem is None and read.content != self.draft.content:
            self.committed.emit(read.content)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is typed, and show it as it will be printed."""
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        self.commit()
        if self.text() and self.draft.stands(self.text()) and self.text() != self.draft.text:
            self._write()

    def _on_edited(self, text: str) -> None:
        pasted = abs(len(text) - self._length) > 1
        self._length = len(text)
        if self._problem is not None and self.draft.read(text).problem is None:
            self._tell(None)
        if pasted and self._splitter is not None and self._splitter(text) is not None:
            self.commit()
            return
        if self._pause is None:
            self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
            self._pause.timeout.connect(self._on_pause_passed)
        self._pause.start()

    def _on_pause_passed(self) -> None:
        # A parcel typed by hand (6109/396/1…) is split when the person leaves, not half-way.
        if self._splitter is None or self._splitter(self.text()) is None:
            self._keep()

    def _write(self) -> None:
        self.setText(self.draft.text)
        self.setCursorPosition(0)
        self._length = len(self.text())

    def _tell(self, problem: object | None) -> None:
        if problem is not None or self._problem is not None:
            self._problem = problem
            self.problem_changed.emit(problem)

    def _align(self, right_to_left: bool) -> None:
        edge = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        if self.draft.field.kind in LEFT_TO_RIGHT:
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self.setMaximumWidth(SHORT_WIDTH)

    def _hint(self) -> None:
        self.setPlaceholderText(state_words(self.draft.field, self.draft.state, self._texts))


def range_hint(field: Field, texts: Texts) -> str:
    """What an editor's tooltip says: its label, the plausible range and the key of the menu."""
    lines = [label_of(field, texts), range_of(field, texts), texts("forms.menu_key")]
    return "\n".join(line for line in lines if line)
