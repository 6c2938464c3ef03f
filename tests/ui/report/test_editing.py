"""The report edited on its pages: each gesture by mouse and by key, kept, undone and printed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Phrase
from shamay_desktop.domain.report_content import Figure, Table
from shamay_desktop.domain.report_edits.arrangement import ChangeKind, OwnPicture
from shamay_desktop.domain.report_edits.own_table import LARGEST
from shamay_desktop.domain.report_edits.rich_text import (
    Flow,
    RichParagraph,
    Span,
    plain_words,
    words,
)
from shamay_desktop.ui.canvases.page_canvas import Fit
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.phrases.picker import PhrasePicker
from shamay_desktop.ui.report.editing.block_marks import Sign
from shamay_desktop.ui.report.editing.picture_dialog import PictureDialog
from shamay_desktop.ui.report.editing.rich_document import mime_of
from shamay_desktop.ui.report.editing.small_dialogs import NoteDialog, ReferenceDialog
from shamay_desktop.ui.report.editing.table_dialog import TableDialog
from shamay_desktop.usecases.evidence.adding import add_files
from tests.ui.report.editing_bench import TEXT, Bench, opened

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FIELD = "environment.description"


@pytest.fixture
def bench(qtbot: QtBot, office: OfficeContext, tmp_path: Path) -> Iterator[Bench]:
    """The report of a case with some facts."""
    yield from opened(qtbot, office, tmp_path)


def dialog_of(bench: Bench, kind: type[QWidget]) -> QWidget:
    """The open dialog of a kind."""
    found: list[QWidget] = []

    def look() -> bool:
        found[:] = [each for each in bench.page.findChildren(kind) if each.isVisible()]
        return bool(found)

    bench.qtbot.waitUntil(look, timeout=5000)
    return found[-1]


def others_words(bench: Bench) -> None:
    """Other words for the paragraph of the surroundings."""
    bench.select(TEXT)
    bench.do("edit")
    bench.editing.frame.field.setChecked(False)
    bench.write("נוסח שלי")
    bench.keep()


def test_the_pointer_when_it_moves_then_the_block_below_is_shown_and_a_click_selects_it(
    bench: Bench,
) -> None:
    bench.select(TEXT)
    bench.editing.layer.let_go()
    QTest.mouseMove(bench.viewport, bench.point(TEXT))
    bench.qtbot.waitUntil(lambda: len(bench.editing.layer.marks.hovered) == 1)
    bench.click(TEXT)
    assert bench.editing.layer.current == bench.part(TEXT)
    assert bench.editing.bar.buttons["edit"].isVisible()
    assert "שכונה שקטה" in bench.canvas.accessibleDescription()
    bench.click(TEXT)
    assert bench.editing.frame.isVisible()
    bench.editing.writing.leave()
    assert not bench.changes


def test_arrows_when_pressed_then_go_from_block_to_block_over_the_pages(bench: Bench) -> None:
    seen = [part.key for part in bench.editing.layer.parts if part.places]
    bench.page.preview.viewer.go(1)
    bench.settle()
    bench.canvas.setFocus()
    walked = []
    for _ in range(len(seen)):
        bench.press(Qt.Key.Key_Down)
        bench.settle()
        assert bench.editing.layer.current is not None
        walked.append(bench.editing.layer.current.key)
    assert walked == seen
    bench.press(Qt.Key.Key_Up)
    assert bench.editing.layer.current == bench.part(seen[-2])
    bench.press(Qt.Key.Key_Tab)
    assert bench.editing.layer.current == bench.part(seen[-1])
    bench.press(Qt.Key.Key_Escape)
    assert bench.editing.layer.current is None


def test_other_words_when_kept_then_are_printed_marked_and_undone(bench: Bench) -> None:
    others_words(bench)
    (change,) = bench.changes
    assert (change.kind, plain_words(change.text)) == (ChangeKind.WORDS, "נוסח שלי")
    assert Sign.WORDS in bench.editing.layer.marks.signs[0][1]
    assert bench.page.changes.list.count() == 1
    bench.do("generated")
    assert not bench.changes
    bench.undo()
    assert len(bench.changes) == 1
    bench.undo()
    assert not bench.changes
    bench.select(TEXT)
    assert "שכונה שקטה" in bench.canvas.accessibleDescription()


def test_a_text_of_a_field_when_edited_then_the_field_itself_can_be_changed(bench: Bench) -> None:
    bench.select(TEXT)
    bench.press(Qt.Key.Key_Return)
    assert bench.editing.frame.field.isVisible()
    bench.write("שכונה רועשת")
    bench.keep()
    assert not bench.changes
    assert bench.session.case.text(FIELD) == "שכונה רועשת"
    bench.select(TEXT)
    bench.do("field")
    assert bench.asked == [FIELD]


def test_facts_when_they_change_then_own_words_are_remarked_and_can_be_confirmed(
    bench: Bench,
) -> None:
    others_words(bench)
    bench.session.type(FIELD, "שכונה אחרת לגמרי")
    bench.page.show_case(bench.session.case)
    bench.page.preview.refresh()
    bench.settle()
    assert bench.page.checklist.list.count() >= 1
    bench.select(TEXT)
    assert Sign.WARNING in bench.editing.layer.marks.signs[0][1]
    bench.do("confirm")
    assert "confirm" not in [n for n, b in bench.editing.bar.buttons.items() if b.isVisible()]
    assert plain_words(bench.changes[0].text) == "נוסח שלי"


def test_escape_when_pressed_then_what_was_written_stays_a_draft(bench: Bench) -> None:
    bench.select(TEXT)
    bench.press(Qt.Key.Key_Return)
    bench.write("חצי משפט")
    QTest.keyClick(bench.editing.frame.editor, Qt.Key.Key_Escape)
    assert not bench.editing.frame.isVisible()
    assert not bench.changes
    assert bench.page.notice.isVisible()
    bench.page.notice.action.click()
    assert plain_words(bench.editing.frame.editor.text) == "חצי משפט"
    bench.editing.frame.field.setChecked(False)
    bench.keep()
    assert plain_words(bench.changes[0].text) == "חצי משפט"
    assert not bench.editing.drafts


def test_looks_and_lists_when_typed_then_are_kept_as_they_were(bench: Bench) -> None:
    bench.select(TEXT)
    bench.do("add_text")
    editor = bench.editing.frame.editor
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_B, CONTROL)
    QTest.keyClicks(editor, "b")
    QTest.keyClick(editor, Qt.Key.Key_B, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_I, CONTROL)
    QTest.keyClicks(editor, "c")
    QTest.keyClick(editor, Qt.Key.Key_I, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_U, CONTROL)
    QTest.keyClicks(editor, "d")
    QTest.keyClick(editor, Qt.Key.Key_U, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.mouseClick(bench.editing.frame.flows[Flow.NUMBER], Qt.MouseButton.LeftButton)
    QTest.keyClicks(editor, "one")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "two")
    bench.keep()
    text = bench.changes[0].text
    first = [(s.text, s.bold, s.italic, s.underline) for s in text[0].spans]
    assert first == [
        ("a", False, False, False), ("b", True, False, False),
        ("c", False, True, False), ("d", False, False, True),
    ]  # fmt: skip
    assert [(p.flow, plain_words((p,))) for p in text[1:]] == [
        (Flow.NUMBER, "one"), (Flow.NUMBER, "two")
    ]  # fmt: skip
    assert bench.order()[bench.order().index(TEXT) + 1] == f"own:{bench.changes[0].id}"


def test_foreign_words_when_pasted_then_bring_no_foreign_looks(bench: Bench) -> None:
    bench.select(TEXT)
    bench.do("add_text")
    copied = QMimeData()
    copied.setHtml(
        '<p style="font-size:30pt;color:red;font-family:Wingdings">one <b>two</b></p>'
        '<ul><li>three</li></ul><img src="http://example.com/x.png">'
    )
    QGuiApplication.clipboard().setMimeData(copied)
    QTest.keyClick(bench.editing.frame.editor, Qt.Key.Key_V, CONTROL)
    bench.keep()
    text = bench.changes[0].text
    assert [s.text for s in text[0].spans if s.bold] == ["two"]
    assert all(not span.size and not span.highlight for p in text for span in p.spans)
    assert text[1].flow is Flow.BULLET


def test_a_footnote_and_a_reference_when_put_at_the_caret_then_are_kept_where_they_stand(
    bench: Bench,
) -> None:
    bench.select(TEXT)
    bench.do("add_text")
    editor = bench.editing.frame.editor
    QTest.keyClicks(editor, "before")
    QTest.mouseClick(bench.editing.frame.marks[0], Qt.MouseButton.LeftButton)
    note = dialog_of(bench, NoteDialog)
    assert isinstance(note, NoteDialog)
    QTest.keyClicks(note.editor, "a note")
    QTest.keyClick(note.editor, Qt.Key.Key_Return, CONTROL)
    QTest.keyClicks(editor, " after ")
    QTest.mouseClick(bench.editing.frame.marks[1], Qt.MouseButton.LeftButton)
    reference = dialog_of(bench, ReferenceDialog)
    assert isinstance(reference, ReferenceDialog)
    chosen = reference.chosen
    assert chosen is not None
    reference.accept()
    QTest.keyClicks(editor, " end")
    bench.keep()
    spans = bench.changes[0].text[0].spans
    notes = [span for span in spans if span.note]
    assert [each.note[0].text for each in notes] == ["a note"]
    assert [span.refers for span in spans if span.refers] == [chosen[0]]
    assert plain_words(bench.changes[0].text).endswith(f"after {chosen[1]} end")


def test_a_footnote_of_two_paragraphs_when_put_at_the_caret_then_has_a_blank_between(
    bench: Bench,
) -> None:
    bench.select(TEXT)
    bench.do("add_text")
    QTest.keyClicks(bench.editing.frame.editor, "before")
    QTest.mouseClick(bench.editing.frame.marks[0], Qt.MouseButton.LeftButton)
    note = dialog_of(bench, NoteDialog)
    assert isinstance(note, NoteDialog)
    note.editor.put_words(words("first\nsecond"))
    note.accept()
    bench.keep()
    (span,) = (each for each in bench.changes[0].text[0].spans if each.note)
    assert "".join(each.text for each in span.note) == "first second"


def test_words_with_a_footnote_when_pasted_into_a_field_then_are_the_reports_own(
    bench: Bench,
) -> None:
    stood = bench.session.case.text(FIELD)
    bench.select(TEXT)
    bench.press(Qt.Key.Key_Return)
    frame = bench.editing.frame
    assert frame.into_field
    copied = (RichParagraph((Span("noted "), Span("", note=(Span("a note"),)))),)
    QGuiApplication.clipboard().setMimeData(mime_of(copied, QMimeData()))
    QTest.keyClick(frame.editor, Qt.Key.Key_V, CONTROL)
    assert not frame.into_field
    assert not frame.field.isEnabled()
    assert frame.told.isVisible()
    bench.keep()
    assert bench.session.case.text(FIELD) == stood
    spans = bench.changes[0].text[0].spans
    assert [each.note for each in spans if each.note] == [(Span("a note"),)]
    assert "a note" not in "".join(each.text for each in spans)


def test_a_note_when_taken_out_again_then_the_field_can_be_changed(bench: Bench) -> None:
    bench.select(TEXT)
    bench.press(Qt.Key.Key_Return)
    frame = bench.editing.frame
    copied = (RichParagraph((Span("", note=(Span("a note"),)),)),)
    QGuiApplication.clipboard().setMimeData(mime_of(copied, QMimeData()))
    QTest.keyClick(frame.editor, Qt.Key.Key_V, CONTROL)
    assert not frame.field.isEnabled()
    frame.editor.undo()
    assert frame.field.isEnabled()
    bench.editing.writing.leave()


def test_a_block_when_moved_by_key_and_by_mouse_then_stands_there(bench: Bench) -> None:
    stood = bench.order()
    bench.select(TEXT)
    at = stood.index(TEXT)
    bench.press(Qt.Key.Key_Up, ALT)
    bench.settle()
    assert bench.order().index(TEXT) == at - 1
    bench.undo()
    assert bench.order() == stood
    bench.press(Qt.Key.Key_Down, ALT)
    bench.settle()
    assert bench.order()[bench.order().index(TEXT) - 1] == stood[at + 1]
    bench.do("own_place")
    assert bench.order() == stood
    assert not bench.changes
    page = bench.part(TEXT).places[0].page
    lower = [
        part.key
        for part in bench.editing.layer.parts[at + 1 :]
        if part.places and part.places[0].page == page
    ]
    target = lower[min(1, len(lower) - 1)]
    bench.select(TEXT)
    start, end = bench.point(TEXT), bench.point(target) + QPoint(0, 6)
    QTest.mousePress(bench.viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(bench.viewport, start + (end - start) * step / 5)
    bench.qtbot.waitUntil(lambda: bench.editing.layer.marks.drop is not None)
    QTest.mouseRelease(bench.viewport, Qt.MouseButton.LeftButton, pos=end)
    bench.settle()
    assert bench.order().index(TEXT) > at


def test_a_block_when_dragged_to_the_top_of_a_page_then_stands_before_its_first_block(
    bench: Bench,
) -> None:
    bench.select(bench.order()[bench.order().index(TEXT) - 2])
    bench.do("add_page_break")
    bench.select(TEXT)
    page = bench.part(TEXT).places[0].page
    seen = [part for part in bench.editing.layer.parts if part.places]
    here = [part for part in seen if part.places[0].page == page]
    before = [part for part in seen if part.places[0].page < page]
    bench.page.preview.viewer.canvas.set_fit(Fit.PAGE)
    bench.settle()
    start, end = bench.point(TEXT), bench.point(here[0].key) - QPoint(0, 20)
    QTest.mousePress(bench.viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(bench.viewport, start + (end - start) * step / 5)
    bench.qtbot.waitUntil(lambda: bench.editing.layer.marks.drop is not None)
    QTest.mouseRelease(bench.viewport, Qt.MouseButton.LeftButton, pos=end)
    bench.settle()
    assert bench.changes[-1].after == before[-1].key


def test_down_when_the_block_goes_on_below_what_is_seen_then_reads_on_in_it(bench: Bench) -> None:
    bench.session.type(FIELD, "\n".join(f"שורה {n} של תיאור ארוך מאוד." for n in range(30)))
    bench.page.show_case(bench.session.case)
    bench.page.preview.refresh()
    bench.settle()
    bench.page.resize(1280, 320)
    viewer = bench.page.preview.viewer
    tall = max(
        bench.editing.layer.parts, key=lambda p: max((x.height for x in p.places), default=0)
    )
    bench.editing.layer.select(tall.key)
    bench.settle()
    rect = bench.editing.layer.rect_of(tall.key)
    assert rect is not None
    viewer.canvas.zoom_by(viewer.canvas.viewport().height() * 3 / rect.height())
    bench.editing.layer.select(tall.key)
    bar = viewer.canvas.verticalScrollBar()
    before = bar.value()
    bench.press(Qt.Key.Key_Down)
    assert bar.value() > before
    assert bench.editing.layer.current == bench.part(tall.key)


def test_a_block_when_hidden_then_a_line_tells_and_shows_it_again(bench: Bench) -> None:
    bench.select(TEXT)
    bench.press(Qt.Key.Key_Delete)
    bench.settle()
    assert TEXT not in bench.order()
    assert bench.editing.bar.hidden.isVisible()
    QTest.mouseClick(bench.editing.bar.hidden, Qt.MouseButton.LeftButton)
    menu = dialog_of(bench, QMenu)
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    bench.settle()
    assert TEXT in bench.order()
    assert not bench.changes


def test_a_page_break_when_added_then_the_next_block_opens_a_page_and_it_can_be_removed(
    bench: Bench,
) -> None:
    pages = bench.page.preview.viewer.source
    assert pages is not None
    bench.select(TEXT)
    before = bench.part(TEXT).places[0].page
    bench.do("add_page_break")
    (change,) = bench.changes
    at = bench.order().index(change.key)
    following = next(part for part in bench.editing.layer.parts[at + 1 :] if part.blocks)
    assert following.places[0].page == before + 1
    bench.select(change.key)
    bench.press(Qt.Key.Key_Delete)
    bench.settle()
    assert not bench.changes


def test_a_footnote_when_added_behind_a_block_then_is_numbered_and_printed(bench: Bench) -> None:
    bench.select(TEXT)
    bench.do("add_note")
    note = dialog_of(bench, NoteDialog)
    assert isinstance(note, NoteDialog)
    QTest.keyClicks(note.editor, "by the survey")
    note.accept()
    bench.settle()
    assert bench.changes[0].kind is ChangeKind.NOTE
    assert "by the survey" in str(bench.part(TEXT).blocks[0])


def test_a_table_when_pasted_from_a_sheet_then_stands_behind_the_block(bench: Bench) -> None:
    bench.select(TEXT)
    bench.editing.add("table")
    dialog = dialog_of(bench, TableDialog)
    assert isinstance(dialog, TableDialog)
    QGuiApplication.clipboard().setText("Room\tArea\nLiving\t22.5\nKitchen\t9\n")
    dialog.grid.setCurrentCell(0, 0)
    QTest.keyClick(dialog, Qt.Key.Key_V, CONTROL)
    dialog.grid.setCurrentCell(2, 0)
    dialog.toggle_strong()
    dialog.accept()
    bench.settle()
    (change,) = bench.changes
    assert change.table is not None
    assert change.table.heads == ("Room", "Area")
    assert change.table.numbers == frozenset({1})
    assert change.table.strong == frozenset({1})
    assert isinstance(bench.part(change.key).blocks[0], Table)
    bench.select(change.key)
    bench.editing.edit()
    again = dialog_of(bench, TableDialog)
    assert isinstance(again, TableDialog)
    item = again.grid.item(1, 0)
    assert item is not None
    item.setText("Salon")
    again.accept()
    bench.settle()
    table = bench.changes[0].table
    assert table is not None
    assert table.rows[0] == ("Salon", "22.5")
    assert table.strong == frozenset({1})


def test_a_table_when_read_from_a_file_then_its_cells_are_there(
    bench: Bench, tmp_path: Path
) -> None:
    (tmp_path / "rooms.csv").write_text("Room,Area\nLiving,22.5\n", encoding="utf-8")
    bench.select(TEXT)
    bench.editing.add("table")
    dialog = dialog_of(bench, TableDialog)
    assert isinstance(dialog, TableDialog)
    dialog.read_file(tmp_path / "rooms.csv")
    bench.qtbot.waitUntil(lambda: dialog.cells()[0][:2] == ["Room", "Area"], timeout=20_000)
    assert dialog.cells()[1][:2] == ["Living", "22.5"]
    dialog.reject()


def opened_table(bench: Bench) -> TableDialog:
    """The dialog of a new table behind the text."""
    bench.select(TEXT)
    bench.editing.add("table")
    dialog = dialog_of(bench, TableDialog)
    assert isinstance(dialog, TableDialog)
    dialog.grid.setCurrentCell(0, 0)
    return dialog


def test_a_cell_of_several_lines_when_pasted_from_a_sheet_then_stays_one_cell(
    bench: Bench,
) -> None:
    dialog = opened_table(bench)
    copied = QMimeData()
    copied.setText('Room\tNote\nLiving\t"north\nand ""west"""\nKitchen\t9\n')
    QGuiApplication.clipboard().setMimeData(copied)
    dialog.paste()
    assert [row[:2] for row in dialog.cells()[:3]] == [
        ["Room", "Note"], ["Living", 'north\nand "west"'], ["Kitchen", "9"]
    ]  # fmt: skip
    dialog.accept()
    bench.settle()
    table = bench.changes[0].table
    assert table is not None
    assert table.rows[0] == ("Living", 'north\nand "west"')


def test_a_table_of_a_page_when_pasted_then_its_cells_are_taken_and_not_its_tabs(
    bench: Bench,
) -> None:
    dialog = opened_table(bench)
    copied = QMimeData()
    copied.setText("Room\tArea\nLiving\nroom\t22.5\n")
    copied.setHtml(
        "<table><tr><td>Room</td><td>Area</td></tr>"
        "<tr><td>Living<br>room</td><td>22.5</td></tr></table>"
    )
    QGuiApplication.clipboard().setMimeData(copied)
    dialog.paste()
    bench.qtbot.waitUntil(lambda: dialog.cells()[0][:2] == ["Room", "Area"], timeout=20_000)
    cells = dialog.cells()[1]
    assert cells[0].split() == ["Living", "room"]
    assert cells[1] == "22.5"
    dialog.taking = lambda: True
    dialog.accept()


def test_a_workbook_when_read_then_its_sheets_can_be_chosen_and_values_read_as_in_the_report(
    bench: Bench, tmp_path: Path
) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "rooms"
    for row in (("Room", "Built", "Price"), ("Living", date(2024, 1, 5), 1_250_000)):
        first.append(row)
    second = book.create_sheet("years")
    for line in (("Year", "Open", "Area"), (2019, True, 1000)):
        second.append(line)
    book.save(tmp_path / "rooms.xlsx")
    dialog = opened_table(bench)
    dialog.read_file(tmp_path / "rooms.xlsx")
    bench.qtbot.waitUntil(dialog.sheets.isVisible, timeout=20_000)
    assert dialog.cells()[1][:3] == ["Living", "05.01.2024", "1,250,000"]
    dialog.sheets.setCurrentIndex(1)
    assert [row[:3] for row in dialog.cells()[:2]] == [
        ["Year", "Open", "Area"], ["2019", "כן", "1000"]
    ]  # fmt: skip
    assert not any(cell for row in dialog.cells()[2:] for cell in row)
    dialog.taking = lambda: True
    dialog.accept()


def test_a_table_of_too_many_columns_when_pasted_then_it_is_said(bench: Bench) -> None:
    dialog = opened_table(bench)
    QGuiApplication.clipboard().setText("\t".join(f"c{n}" for n in range(LARGEST + 5)))
    dialog.paste()
    assert dialog.said.isVisible()
    assert str(LARGEST + 5) in dialog.said.text()
    dialog.reject()
    assert dialog.isVisible()  # typed and pasted cells are asked for once
    dialog.reject()


def test_a_file_without_heads_when_read_then_its_first_row_is_no_head(
    bench: Bench, tmp_path: Path
) -> None:
    (tmp_path / "plain.csv").write_text("1,2.5\n2,3.5\n3,4.5\n", encoding="utf-8")
    dialog = opened_table(bench)
    dialog.read_file(tmp_path / "plain.csv")
    bench.qtbot.waitUntil(lambda: dialog.cells()[0][:2] == ["1", "2.5"], timeout=20_000)
    assert not dialog.head.isChecked()
    dialog.taking = lambda: True
    dialog.accept()


def test_a_phrase_when_its_code_is_typed_or_it_is_picked_then_its_words_stand_in_the_report(
    bench: Bench,
) -> None:
    context = bench.page.context
    context.phrases.take((Phrase(new_id(), "quiet", "שקט", "האזור שקט."),))
    bench.select(TEXT)
    bench.do("add_text")
    editor = bench.editing.frame.editor
    QTest.keyClicks(editor, "=quiet")
    QTest.keyClick(editor, Qt.Key.Key_Space)
    assert plain_words(editor.text).strip() == "האזור שקט."
    QTest.keyClick(editor, Qt.Key.Key_F3)
    picker = editor.findChild(PhrasePicker)
    assert isinstance(picker, PhrasePicker)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    bench.keep()
    assert plain_words(bench.changes[0].text).count("האזור שקט.") == 2


def test_a_picture_when_chosen_with_a_part_of_it_then_is_printed_so(
    bench: Bench, tmp_path: Path
) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(tmp_path / "front.png"))
    context = bench.page.context
    add_files(
        context.services, context.actor, context.session.valuation.id, [tmp_path / "front.png"]
    )
    context.read_evidence(bench.page, bench.page._on_evidence_read)
    bench.page.preview.refresh()
    bench.qtbot.waitUntil(lambda: bool(bench.editing.inserting.evidence.images), timeout=20_000)
    bench.page.preview.refresh()
    bench.settle()
    bench.select(TEXT)
    bench.editing.add("picture")
    dialog = dialog_of(bench, PictureDialog)
    assert isinstance(dialog, PictureDialog)
    assert not dialog.keep.isEnabled()
    dialog.accept()
    assert dialog.isVisible()  # nothing is seen yet
    bench.qtbot.waitUntil(dialog.keep.isEnabled, timeout=20_000)
    dialog.edges["left"].setValue(25)
    dialog.edges["bottom"].setValue(50)
    dialog.width_box.setCurrentIndex(1)
    dialog.caption.setText("front")
    dialog.accept()
    bench.settle()
    (change,) = bench.changes
    assert isinstance(change.picture, OwnPicture)
    assert change.picture.crop == (250, 0, 1000, 500)
    (figure,) = bench.part(change.key).blocks
    assert isinstance(figure, Figure)
    preview = bench.page.preview.preview
    assert preview is not None
    made = preview.pictures[figure.picture]
    assert (made.width, made.height) == (300, 150)


def test_the_pages_when_undocked_then_are_edited_in_their_own_window(bench: Bench) -> None:
    bench.page.toggle_place()
    window = bench.page.place.window
    assert window is not None
    bench.settle()
    others_words(bench)
    assert len(bench.changes) == 1
    assert bench.page.has_panel_out
    bench.page.toggle_place()
    bench.settle()
    assert bench.page.splitter.indexOf(bench.page.preview) == 1


def test_a_change_when_taken_back_in_the_list_then_is_gone(bench: Bench) -> None:
    others_words(bench)
    assert not bench.page.form.rows.get("report.changes")
    bench.page.changes.list.setCurrentRow(0)
    QTest.keyClick(bench.page.changes.list, Qt.Key.Key_Delete)
    bench.settle()
    assert not bench.changes
    assert bench.page.changes.list.count() == 0


def test_a_chapters_title_when_edited_in_place_then_is_printed_so_and_can_be_taken_back(
    bench: Bench,
) -> None:
    chapter = next(
        part.key
        for part in bench.editing.layer.parts
        if part.key.startswith("chapter:") and part.places and bench.editing._generated(part)
    )
    bench.select(chapter)
    bench.press(Qt.Key.Key_Return)
    bench.write("פרק בנוסח שלי")
    bench.keep()
    preview = bench.page.preview.preview
    assert preview is not None
    assert "פרק בנוסח שלי" in [each.title for each in preview.arranged.content.chapters]
    bench.select(chapter)
    bench.do("generated")
    assert not bench.changes


def test_a_line_of_the_cover_when_edited_or_hidden_then_the_cover_prints_it_so(
    bench: Bench,
) -> None:
    covers = [part.key for part in bench.editing.layer.parts if part.key.startswith("cover:")]
    assert covers
    bench.select(covers[0])
    assert not bench.editing.bar.add.isVisible()
    bench.press(Qt.Key.Key_Return)
    bench.write("שומה מיוחדת")
    bench.keep()
    bench.select(covers[1])
    bench.press(Qt.Key.Key_Delete)
    bench.settle()
    preview = bench.page.preview.preview
    assert preview is not None
    lines = preview.arranged.content.cover.lines
    assert str(lines[0]).count("שומה מיוחדת") == 1
    assert covers[1] not in preview.arranged.content.cover.keys
    assert bench.editing.bar.hidden.isVisible()


def test_a_title_when_written_in_then_has_no_looks_and_the_bar_names_it(bench: Bench) -> None:
    chapter = next(
        part.key
        for part in bench.editing.layer.parts
        if part.key.startswith("chapter:") and part.places and bench.editing._generated(part)
    )
    bench.select(chapter)
    assert ":" in bench.editing.bar.words.text()
    bench.press(Qt.Key.Key_Return)
    frame = bench.editing.frame
    assert not frame.looks["bold"].isEnabled()
    frame.editor.selectAll()
    QTest.keyClick(frame.editor, Qt.Key.Key_B, CONTROL)
    assert not any(span.bold for span in frame.editor.text[0].spans)
    bench.editing.writing.leave()
