"""Phrases in a form's editors: `=code` as one types, the picker, and keeping a selection."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.phrases import (
    by_code,
    field_at,
    names_of,
    place_of,
    takes_phrases,
    typed_code,
)
from shamay_desktop.domain.records import Phrase
from shamay_desktop.ui.phrases.picker import PhrasePicker
from shamay_desktop.ui.phrases.spot import TextSpot, spot_of
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.wording import problem_words
from shamay_desktop.usecases.phrases.using import Insertion, inserting, insertion_of

if TYPE_CHECKING:
    from shamay_desktop.ui.widgets.form import Form

EXPANDING = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""Keys that end a code."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Where one writes: the editor with its cursor, the path of its field or cell, its row."""

    spot: TextSpot
    path: str
    row: FieldRow | ListEditor

    @property
    def is_alive(self) -> bool:
        """Whether the editor is still there (a cell's editor goes when it is left)."""
        return shiboken6.isValid(self.spot.editor)


class PhraseGestures(QObject):
    """Watches only the editor that has the focus, and only where phrases belong."""

    def __init__(self, form: "Form") -> None:
        super().__init__(form)
        self._form = form
        self._context = form.context
        self._writing: Writing | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @property
    def has_text(self) -> bool:
        """Whether one is in an editor of free text, or was before the palette took the focus."""
        return self._writing is not None and self._writing.is_alive

    def pick(self) -> PhrasePicker | None:
        """Open the picker beside the cursor."""
        writing = self._writing
        if writing is None or not writing.is_alive:
            return None
        self._context.phrases.need(self._context)
        return self._open_picker(writing)

    def keep_selection(self) -> None:
        """Open the bank with a new phrase of what is selected (else of the whole text)."""
        writing = self._writing
        if writing is None or not writing.is_alive:
            return
        text = writing.spot.selection or writing.spot.text
        self._open_bank(text.strip(), place_of(writing.path))

    def manage(self) -> None:
        """Open the bank."""
        self._open_bank("", None)

    def expand(self) -> bool:
        """Replace `=code` before the cursor by its phrase; False when there is none such.

        A phrase that would replace other fields' values is shown before.
        """
        writing = self._writing
        code = None if writing is None else typed_code(writing.spot.before_cursor)
        if writing is None or code is None:
            return False
        phrase = by_code(self._context.phrases.phrases, place_of(writing.path), code)
        if phrase is None:
            return False
        insertion = self._insertion(phrase)
        if insertion.replaces:
            self._open_picker(writing, phrase=phrase, typed=f"={code}")
        else:
            self._insert(writing, insertion, f"={code}")
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key that ends a code expands it; F3 reaches the box that floats over the window."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in EXPANDING and not held:
            return self.expand()
        if event.key() == Qt.Key.Key_F3 and not self._form.isAncestorOf(watched):  # type: ignore[arg-type]  # a widget
            self._on_box_key(held)
            return True
        return False

    def _on_box_key(self, held: Qt.KeyboardModifier) -> None:
        if held & Qt.KeyboardModifier.ShiftModifier:
            self.keep_selection()
        else:
            self.pick()

    def _insertion(self, phrase: Phrase) -> Insertion:
        return insertion_of(self._context.session, phrase, self._context.texts.language)

    def _insert(self, writing: Writing, insertion: Insertion, typed: str = "") -> None:
        """Write the phrase at the cursor and keep it with what else it fills: one gesture."""
        writing.spot.put(insertion.words.text, replacing=typed)
        session = self._context.session
        try:
            changes = inserting(session, insertion, writing.path, writing.spot.text)
        except Refused as problem:
            writing.row.say(problem_words(problem, self._context.texts))
            return
        self._form.tell(changes)
        self._context.phrases.count(self._context, insertion.phrase)
        self._tell(writing.row, insertion)

    def _tell(self, row: FieldRow | ListEditor, insertion: Insertion) -> None:
        """What the phrase filled besides, and what it lacked."""
        texts, language = self._context.texts, self._context.texts.language
        filled = [fill.field for fill in insertion.fills if fill.content is not None]
        lines = []
        if filled:
            lines.append(texts("phrases.filled", fields=names_of(filled, language)))
        if insertion.words.missing:
            names = names_of(insertion.words.missing, language)
            lines.append(texts("phrases.missing", fields=names))
        if insertion.words.unknown:
            lines.append(texts("phrases.unknown", names=", ".join(insertion.words.unknown)))
        if lines:
            row.say("\n".join(lines))

    def _open_picker(
        self, writing: Writing, *, phrase: Phrase | None = None, typed: str = ""
    ) -> PhrasePicker:
        picker = PhrasePicker(self._context, place_of(writing.path), writing.spot.editor)
        picker.chosen.connect(
            lambda chosen: (
                self._insert(writing, self._insertion(chosen), typed) if writing.is_alive else None
            )
        )
        picker.bank_asked.connect(self.manage)
        picker.open_beside(writing.spot.place(), phrase)
        return picker

    def _open_bank(self, text: str, place: str | None) -> None:
        from shamay_desktop.ui.phrases.bank_dialog import PhraseBankDialog

        dialog = PhraseBankDialog(self._context, self._form.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        if text:
            dialog.begin(text, place)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        writing = self._writing_in(new)
        if writing is None:
            # A palette or popup takes the focus for a while; another place of the form is left for.
            if self._form.isAncestorOf(new):
                self._watch(None)
            return
        self._watch(writing)
        self._context.phrases.need(self._context)

    def _watch(self, writing: Writing | None) -> None:
        if self.has_text and self._writing is not None:
            self._writing.spot.editor.removeEventFilter(self)
        self._writing = writing
        if writing is not None:
            writing.spot.editor.installEventFilter(self)

    def _writing_in(self, widget: QWidget) -> Writing | None:
        spot = spot_of(widget)
        if spot is None:
            return None
        row = self._form.row_at(widget) or self._list_of_box(widget)
        if not isinstance(row, FieldRow | ListEditor):
            return None
        path = row.current_path if isinstance(row, ListEditor) else row.path
        field = field_at(place_of(path))
        return Writing(spot, path, row) if field is not None and takes_phrases(field) else None

    def _list_of_box(self, widget: QWidget) -> ListEditor | None:
        """The list whose long cell is edited in this box, which floats over the window."""
        row = self._form.current_row
        ours = isinstance(row, ListEditor) and row.table is not None
        if ours and isinstance(widget, QPlainTextEdit) and row.table.edits_in(widget):  # type: ignore[union-attr]  # known by `ours`
            return row  # type: ignore[return-value]  # known by `ours`
        return None
