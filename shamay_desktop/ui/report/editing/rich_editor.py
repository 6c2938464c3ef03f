"""The editor that lies over a block of the page: words in the page's own font and size."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from shamay_desktop.domain.report_edits.composing import paragraph_spans
from shamay_desktop.domain.report_edits.rich_text import Flow, RichParagraph, RichText, Span
from shamay_desktop.ui.report.editing.rich_document import (
    HIGHLIGHT,
    OWN_MIME,
    SIZE,
    Look,
    flow_of,
    has_marks,
    is_mark,
    mime_of,
    put_span,
    put_text,
    selected_text,
    set_flow,
    text_of,
    text_of_mime,
    without_mark,
)

_LOOKS = {
    QKeySequence.StandardKey.Bold: "bold",
    QKeySequence.StandardKey.Italic: "italic",
    QKeySequence.StandardKey.Underline: "underline",
}


class RichEditor(QTextEdit):
    """Ctrl+Enter keeps, Escape leaves; Enter begins a paragraph, or keeps where there is one."""

    keep_asked = Signal()
    leave_asked = Signal()
    looks_changed = Signal()
    left = Signal()
    """The focus went elsewhere, not to a menu or another window."""

    marks_refused = Signal()
    """Notes or references were to be pasted where there can be none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rich-editor")
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(2)
        # Paper is white in the dark too.
        look = self.palette()
        look.setColor(QPalette.ColorRole.Base, QColor("white"))
        look.setColor(QPalette.ColorRole.Text, QColor("black"))
        self.setPalette(look)
        self.look = Look()
        self.single = False
        self.formatted = True
        self.markable = True
        """Whether unformatted words may become formatted ones when notes or references come."""
        self._begun: RichText = ()
        self.currentCharFormatChanged.connect(self._on_char_format_changed)
        self.cursorPositionChanged.connect(self.looks_changed)

    def open_with(
        self,
        text: RichText,
        look: Look,
        *,
        right_to_left: bool,
        single: bool = False,
        formatted: bool = True,
    ) -> None:
        """Edit words; a `single` paragraph is kept by Enter, unformatted ones have no looks."""
        self.look, self.single, self.formatted = look, single, formatted
        font = QFont(look.family) if look.family else QFont()
        font.setPixelSize(look.pixels(0))
        self.document().setDefaultFont(font)
        self.setFont(font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        option.setAlignment(Qt.AlignmentFlag.AlignLeading)
        self.document().setDefaultTextOption(option)
        self.clear()
        put_text(self.textCursor(), text, look)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._begun = self.text

    @property
    def text(self) -> RichText:
        """What stands there."""
        return text_of(self.document())

    @property
    def changed(self) -> bool:
        """Whether it is other than what it was opened with."""
        return self.text != self._begun

    def replace_text(self, text: RichText) -> None:
        """Write a draft over what it was opened with, which undo brings back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        put_text(cursor, text, self.look)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    # -- looks ----------------------------------------------------------------------------

    def has_look(self, name: str) -> bool:
        """Whether the cursor stands in bold, italic, underlined or highlighted words."""
        now = self.currentCharFormat()
        return {
            "bold": now.fontWeight() >= QFont.Weight.DemiBold.value,
            "italic": now.fontItalic(),
            "underline": now.fontUnderline(),
            "highlight": now.background().color() == QColor(HIGHLIGHT),
        }[name]

    def toggle_look(self, name: str) -> None:
        """Give the selection a look, or take it away."""
        if not self.formatted:
            return
        on = not self.has_look(name)
        made = QTextCharFormat()
        match name:
            case "bold":
                made.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
            case "italic":
                made.setFontItalic(on)
            case "underline":
                made.setFontUnderline(on)
            case _:
                made.setBackground(QColor(HIGHLIGHT) if on else QColor("white"))
        self.mergeCurrentCharFormat(made)
        self.looks_changed.emit()

    @property
    def size_now(self) -> int:
        """The size at the cursor in points, 0 for the paragraph's own."""
        size = self.currentCharFormat().property(SIZE)
        return size if isinstance(size, int) else 0

    def set_size(self, size: int) -> None:
        """Give the selection a size in points, 0 for the paragraph's own."""
        if self.formatted:
            made = QTextCharFormat()
            made.setProperty(SIZE, size)
            made.setProperty(QTextFormat.Property.FontPixelSize, self.look.pixels(size))
            self.mergeCurrentCharFormat(made)

    @property
    def flow_now(self) -> Flow:
        """How the cursor's paragraph stands."""
        return flow_of(self.textCursor().block())

    def set_flow(self, flow: Flow) -> None:
        """Make the selected paragraphs items, or plain again when they are such items."""
        if self.formatted and not self.single:
            set_flow(self.textCursor(), Flow.BODY if self.flow_now is flow else flow)
            self.looks_changed.emit()

    def put_note(self, note: tuple[Span, ...]) -> None:
        """A footnote at the cursor."""
        cursor = self.textCursor()
        cursor.clearSelection()
        put_span(cursor, Span("", note=note), self.look)
        self.setTextCursor(cursor)

    def put_words(self, text: RichText) -> None:
        """Words at the cursor, over what is selected."""
        self._put(text)

    def put_reference(self, key: str, shown: str) -> None:
        """A reference to a part of the report at the cursor."""
        cursor = self.textCursor()
        put_span(cursor, Span(shown, refers=key), self.look)
        self.setTextCursor(cursor)

    # -- events ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Its own keys are no shortcuts of the window while it is written in."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if own or event.matches(QKeySequence.StandardKey.Bold) or self._look_key(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Looks, keeping and leaving."""
        held = event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        elif enter and (control or self.single):
            self.keep_asked.emit()
        elif (look := self._look_key(event)) is not None:
            self.toggle_look(look)
        elif control and held & Qt.KeyboardModifier.ShiftModifier and event.key() == Qt.Key.Key_V:
            self.paste_plain()
        elif enter:
            self._new_paragraph()
        else:
            super().keyPressEvent(event)

    def paste_plain(self) -> None:
        """Words alone from the clipboard."""
        from PySide6.QtGui import QGuiApplication

        self._put(text_of_mime(QGuiApplication.clipboard().mimeData(), plain=True))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: words with the looks that a report may have, and nothing else."""
        text = text_of_mime(source, plain=False)
        if self.formatted or (has_marks(text) and self.markable):
            self._put(text)
        elif has_marks(text):
            self.marks_refused.emit()
        else:
            self._put(text_of_mime(source, plain=True))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures and files are no words."""
        return source.hasFormat(OWN_MIME) or source.hasText() or source.hasHtml()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Cut, copy and drag: notes, references and sizes come along."""
        foreign = super().createMimeDataFromSelection()
        return mime_of(selected_text(self.textCursor()), foreign)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who clicks elsewhere keeps what was written."""
        super().focusOutEvent(event)
        passing = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in passing:
            self.left.emit()

    def _put(self, text: RichText) -> None:
        if self.single:
            text = _one_paragraph(text)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        put_text(cursor, text, self.look)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _new_paragraph(self) -> None:
        """An empty item ends its list, as in any word processor."""
        cursor = self.textCursor()
        if flow_of(cursor.block()) is not Flow.BODY and not cursor.block().text().strip():
            set_flow(cursor, Flow.BODY)
        else:
            cursor.insertBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _on_char_format_changed(self, now: QTextCharFormat) -> None:
        # Over a selection Qt would give the look to all of it, and the notes in it were gone.
        if is_mark(now) and not self.textCursor().hasSelection():
            self.setCurrentCharFormat(without_mark(now))

    def _look_key(self, event: QKeyEvent) -> str | None:
        return next((name for key, name in _LOOKS.items() if event.matches(key)), None)


def _one_paragraph(text: RichText) -> RichText:
    """Several paragraphs as one, for where there is room for one only."""
    spans = tuple(paragraph_spans(text))
    return (RichParagraph(spans),) if spans else ()
