"""Phrases of the bank in the editor of the report: `=code`, the picker, and keeping a selection."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from shamay_desktop.domain.phrases import by_code, typed_code
from shamay_desktop.domain.records import Phrase
from shamay_desktop.domain.report_edits.rich_text import words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.phrases.picker import PhrasePicker
from shamay_desktop.ui.report.editing.case_changes import CaseChanges
from shamay_desktop.ui.report.editing.rich_editor import RichEditor
from shamay_desktop.usecases.phrases.using import filling, insertion_of

_EXPANDING = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EditorPhrases(QObject):
    """`place` is the field that is written in, "" where only words of the report are."""

    def __init__(self, context: PageContext, editor: RichEditor, changes: CaseChanges) -> None:
        super().__init__(editor)
        self._context = context
        self._editor = editor
        self._changes = changes
        self.place = ""
        editor.installEventFilter(self)

    def pick(self) -> PhrasePicker:
        """Open the picker beside the cursor."""
        return self._open_picker(None, "")

    def keep_selection(self) -> None:
        """Open the bank with a new phrase of what is selected, else of all the words."""
        from shamay_desktop.ui.phrases.bank_dialog import PhraseBankDialog

        cursor = self._editor.textCursor()
        chosen = cursor.selectedText().replace("\u2029", "\n") or self._editor.toPlainText()
        dialog = PhraseBankDialog(self._context, self._editor.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        if chosen.strip():
            dialog.begin(chosen.strip(), self.place or None)

    def expand(self) -> bool:
        """Replace `=code` before the cursor by its phrase; False when there is none such."""
        code = typed_code(self._before_cursor())
        phrases = self._context.phrases.phrases
        phrase = None if code is None else by_code(phrases, self.place, code)
        if phrase is None:
            return False
        insertion = insertion_of(self._context.session, phrase, self._context.texts.language)
        if insertion.replaces:  # it is seen first what it would replace
            self._open_picker(phrase, f"={code}")
        else:
            self._insert(phrase, f"={code}")
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """F3 picks, with Shift keeps; the key that ends a code expands it."""
        if event.type() is QEvent.Type.FocusIn:
            self._context.phrases.need(self._context)
        if not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        own = event.key() == Qt.Key.Key_F3 and (not held or shift)
        if event.type() is QEvent.Type.ShortcutOverride and own:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if own:
            self.keep_selection() if shift else self.pick()
            return True
        return event.key() in _EXPANDING and not held and self.expand()

    def _open_picker(self, phrase: Phrase | None, typed: str) -> PhrasePicker:
        self._context.phrases.need(self._context)
        picker = PhrasePicker(self._context, self.place, self._editor)
        picker.chosen.connect(lambda chosen: self._insert(chosen, typed))
        picker.bank_asked.connect(self.keep_selection)
        inside, view = self._editor.cursorRect(), self._editor.viewport()
        picker.open_beside(QRect(view.mapToGlobal(inside.topLeft()), inside.size()), phrase)
        return picker

    def _insert(self, phrase: Phrase, typed: str) -> None:
        session = self._context.session
        insertion = insertion_of(session, phrase, self._context.texts.language)
        cursor = self._editor.textCursor()
        if typed:
            length = len(typed.encode("utf-16-le")) // 2  # Qt counts in halves of UTF-16
            cursor.setPosition(cursor.position() - length, QTextCursor.MoveMode.KeepAnchor)
            self._editor.setTextCursor(cursor)
        self._editor.put_words(words(insertion.words.text))
        self._changes.apply(filling(session, insertion, besides=self.place))
        self._context.phrases.count(self._context, phrase)

    def _before_cursor(self) -> str:
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return ""
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()
