"""The editor of the report's words alone: cut, copy, paste, lists, looks and drafts of dialogs."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.report_content import Heading, Paragraph, Role, Run, Table
from shamay_desktop.domain.report_edits.rich_text import (
    Flow,
    RichParagraph,
    RichText,
    Span,
    plain_words,
    words,
)
from shamay_desktop.domain.report_looks import FRANK_RUHL, HEEBO, Looks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.report.editing.page_looks import look_of
from shamay_desktop.ui.report.editing.rich_document import NOTE_MARK, Look
from shamay_desktop.ui.report.editing.rich_editor import RichEditor
from shamay_desktop.ui.report.editing.small_dialogs import NoteDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
RICH: RichText = (
    RichParagraph(
        (
            Span("first "),
            Span("large", size=18, highlight=True),
            Span("", note=(Span("a note"),)),
            Span(" see "),
            Span("3.2", refers="heading:3.2"),
            Span(" end"),
        )
    ),
    RichParagraph((Span("second"),)),
)


@pytest.fixture
def editor(qtbot: QtBot) -> RichEditor:
    """An editor on the screen."""
    made = RichEditor()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def open_with(editor: RichEditor, text: RichText, *, single: bool = False) -> None:
    """Open it left to right."""
    editor.open_with(text, Look(), right_to_left=False, single=single)


def spans(text: RichText) -> list[Span]:
    """All of them."""
    return [span for paragraph in text for span in paragraph.spans]


def test_words_when_cut_and_pasted_then_notes_references_sizes_and_looks_are_whole(
    editor: RichEditor,
) -> None:
    open_with(editor, RICH)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_X, CONTROL)
    assert editor.text == ()
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert editor.text == RICH
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert [span.note for span in spans(editor.text) if span.note] == [(Span("a note"),)] * 2


def test_a_part_of_the_words_when_copied_then_only_that_comes_and_an_undo_takes_it_back(
    editor: RichEditor,
) -> None:
    open_with(editor, RICH)
    cursor = editor.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(12, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_C, CONTROL)
    open_with(editor, words("here: xx"))
    cursor = editor.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(8, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert editor.text == (
        RichParagraph(
            (
                Span("here: "),
                Span("large", size=18, highlight=True),
                Span("", note=(Span("a note"),)),
            )
        ),
    )
    editor.undo()
    assert editor.text == words("here: xx")


def test_a_label_line_when_pasted_into_then_keeps_the_note_in_its_one_paragraph(
    editor: RichEditor,
) -> None:
    open_with(editor, RICH)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_C, CONTROL)
    open_with(editor, (), single=True)
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert len(editor.text) == 1
    assert [span.note for span in editor.text[0].spans if span.note] == [(Span("a note"),)]


def test_a_title_when_words_with_a_note_are_pasted_then_refuses_and_takes_the_words_alone(
    editor: RichEditor, qtbot: QtBot
) -> None:
    open_with(editor, RICH)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_C, CONTROL)
    editor.open_with((), Look(), right_to_left=False, single=True, formatted=False)
    editor.markable = False
    with qtbot.waitSignal(editor.marks_refused):
        QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert editor.text == ()
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert plain_words(editor.text) == "first large see 3.2 end second"


def test_a_bare_mark_of_a_note_when_typed_or_pasted_then_is_no_word(editor: RichEditor) -> None:
    open_with(editor, ())
    editor.insertPlainText(f"one{NOTE_MARK} two")
    assert plain_words(editor.text) == "one two"
    copied = QMimeData()
    copied.setHtml(f"<p>three{NOTE_MARK} four</p>")
    QGuiApplication.clipboard().setMimeData(copied)
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert plain_words(editor.text) == "one twothree four"


def test_words_for_another_program_when_copied_then_have_the_note_and_no_mark(
    editor: RichEditor,
) -> None:
    open_with(editor, RICH)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    assert "a note" in mime.text()
    assert NOTE_MARK not in mime.text() + mime.html()


def test_a_foreign_ground_when_pasted_then_is_no_highlight(editor: RichEditor) -> None:
    open_with(editor, ())
    copied = QMimeData()
    copied.setHtml('<p style="background-color:#f8f9fa">grey <b>bold</b></p>')
    QGuiApplication.clipboard().setMimeData(copied)
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert not any(span.highlight for span in spans(editor.text))
    assert [span.text for span in spans(editor.text) if span.bold] == ["bold"]


def test_a_numbered_list_when_opened_then_counts_on(editor: RichEditor) -> None:
    items = tuple(RichParagraph((Span(each),), Flow.NUMBER) for each in ("a", "b", "c"))
    open_with(editor, items)
    block, numbers = editor.document().begin(), []
    while block.isValid():
        numbers.append(block.textList().itemNumber(block))
        block = block.next()
    assert numbers == [0, 1, 2]
    assert editor.text == items


def test_an_item_when_pasted_into_a_paragraph_then_that_is_still_a_paragraph(
    editor: RichEditor,
) -> None:
    open_with(editor, (RichParagraph((Span("item"),), Flow.BULLET),))
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_C, CONTROL)
    open_with(editor, (RichParagraph((Span("words "),)),))
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert editor.text == words("words item")
    open_with(editor, ())
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert editor.text == (RichParagraph((Span("item"),), Flow.BULLET),)


def test_the_editor_when_opened_over_a_block_then_has_the_templates_face_and_the_roles_size(
    editor: RichEditor,
) -> None:
    looks = Looks(body_font=HEEBO, title_font=FRANK_RUHL)
    value = look_of(Paragraph((Run("x"),), Role.VALUE), looks, 2.0)
    editor.open_with(words("x"), value, right_to_left=True)
    font = editor.document().defaultFont()
    assert (QFontInfo(font).family(), font.pixelSize()) == (HEEBO, 30)
    heading = look_of(Heading("3.2", "x", "heading:3.2"), looks, 2.0)
    editor.open_with(words("x"), heading, right_to_left=True)
    assert QFontInfo(editor.document().defaultFont()).family().startswith("Frank Ruhl")
    assert look_of(Heading("3", "x", "chapter:x"), looks, 2.0).pixels(0) == 28
    line = Paragraph((Run("x"),), key="cover:title")
    assert [look_of(line, looks, 1.0, first=each).pixels(0) for each in (True, False)] == [24, 16]
    assert look_of(Table((), ()), looks, 2.0).pixels(0) == 20
    assert look_of(Paragraph((Run("x"),)), looks, 2.0).pixels(0) == 24


@pytest.fixture
def note(qtbot: QtBot, hebrew: Texts) -> NoteDialog:
    """The dialog of a footnote, open."""
    dialog = NoteDialog(hebrew, (), right_to_left=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_a_footnote_when_escape_is_pressed_over_typed_words_then_they_are_asked_for_once(
    note: NoteDialog,
) -> None:
    QTest.keyClicks(note.editor, "half a note")
    QTest.keyClick(note.editor, Qt.Key.Key_Escape)
    assert note.isVisible()
    assert note.said.isVisible()
    QTest.keyClicks(note.editor, "!")
    QTest.keyClick(note.editor, Qt.Key.Key_Escape)
    assert note.isVisible()
    QTest.keyClick(note.editor, Qt.Key.Key_Escape)
    assert not note.isVisible()


def test_a_footnote_when_the_case_does_not_take_it_then_stays_open_with_its_words(
    note: NoteDialog,
) -> None:
    taken: list[RichText] = []
    note.taking = lambda: False
    QTest.keyClicks(note.editor, "a note")
    note.accept()
    assert note.isVisible()
    assert note.said.isVisible()

    def take() -> bool:
        taken.append(note.editor.text)
        return True

    note.taking = take
    note.accept()
    assert not note.isVisible()
    assert plain_words(taken[0]) == "a note"
