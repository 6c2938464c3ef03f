"""Text of several lines that grows with what is written, up to a limit, and then scrolls."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.fields import Field
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.widgets.draft import Draft
from shamay_desktop.ui.widgets.line_editor import PAUSE_MS
from shamay_desktop.ui.widgets.wording import label_of, state_words

LEAST_LINES = 2
MOST_LINES = 14
FRAME = 18


def align_text(editor: QPlainTextEdit, texts: Texts) -> None:
    """Lines begin at the language's edge; each paragraph keeps the direction of its words."""
    right_to_left = texts.language.right_to_left
    edge = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    option = editor.document().defaultTextOption()
    option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
    editor.document().setDefaultTextOption(option)


class LongTextEditor(QPlainTextEdit):
    """As `LineEditor`, over several lines; Tab leaves the editor."""

    committed = Signal(object)
    problem_changed = Signal(object)

    def __init__(self, field: Field, texts: Texts) -> None:
        super().__init__()
        self.draft = Draft(field, texts.language.value)
        self._texts = texts
        self._problem: object | None = None
        self._writing = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(label_of(field, texts))
        self.document().setDocumentMargin(2)
        align_text(self, texts)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_value(self, value: Value | None) -> None:
        """Show what the case holds; typing that it does not hold yet is left alone."""
        if value == self.draft.value:
            return
        text = self.toPlainText()
        if self.draft.take(value, text):
            self._tell(None)
            if not (self.hasFocus() and self.draft.stands(text)):
                self._write()
        self.setPlaceholderText(state_words(self.draft.field, self.draft.state, self._texts))

    def commit(self) -> None:
        """Keep what is typed, if the case does not hold it already."""
        self._pause.stop()
        read = self.draft.read(self.toPlainText())
        self._tell(read.problem)
        if read.problem is None and read.content != self.draft.content:
            self.committed.emit(read.content)

    @property
    def typed_text(self) -> str:
        """What stands in the editor."""
        return self.toPlainText()

    def retype(self, text: str) -> None:
        """Put a text in as if it were typed, and keep it if it can be read."""
        self.setPlainText(text)
        self.commit()

    def forget_typing(self) -> None:
        """Show what the case holds again."""
        self._pause.stop()
        self._write()
        self._tell(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is typed."""
        super().focusOutEvent(event)
        self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _on_text_changed(self) -> None:
        self._fit()
        if not self._writing:
            self._pause.start()

    def _write(self) -> None:
        self._writing = True
        self.setPlainText(self.draft.text)
        self._writing = False

    def _fit(self) -> None:
        """The height of the lines as they are broken now (a plain document counts lines)."""
        lines = min(max(int(self.document().size().height()), LEAST_LINES), MOST_LINES)
        line = self.blockBoundingRect(self.document().firstBlock())
        one = line.height() / max(self.document().firstBlock().lineCount(), 1)
        height = round(lines * max(one, self.fontMetrics().lineSpacing())) + FRAME
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _tell(self, problem: object | None) -> None:
        if problem is not None or self._problem is not None:
            self._problem = problem
            self.problem_changed.emit(problem)
