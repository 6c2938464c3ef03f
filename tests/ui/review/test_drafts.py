"""What is written of a review is there until it is stored, whatever happens meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.records import Status
from shamay_desktop.domain.review import LONGEST
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.review.drafts import NEW
from shamay_desktop.ui.review.return_dialog import ReturnDialog
from shamay_desktop.ui.review.review_page import ReviewPage
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.cases.shelving import take_back, throw_away
from shamay_desktop.usecases.review.commenting import Pin, answer, comment
from shamay_desktop.usecases.review.deciding import return_case
from shamay_desktop.usecases.review.looking import review_of
from tests.ui.conftest import WindowMaker
from tests.ui.review.conftest import Bench
from tests.ui.review.test_review_page import click, point_at

CONTROL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def slow_database(bench: Bench) -> Iterator[None]:
    """What is asked of the database waits until the end of this."""
    gate = Event()
    bench.office.tasks.run(gate.wait, 20, owner=bench.office.tasks)
    try:
        yield
    finally:
        gate.set()


def send(bench: Bench, editor: QPlainTextEdit, text: str) -> None:
    """Write in the place of what stands there, and send by the keyboard."""
    editor.selectAll()
    bench.qtbot.keyClicks(editor, text)
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return, CONTROL)


def stored(bench: Bench) -> list[str]:
    """What was said, the first first."""
    found = review_of(bench.services, bench.appraiser, bench.case)
    return [thread.comment.text for thread in found.threads]


def returning(page: ReviewPage) -> ReturnDialog:
    """The dialog that asks for the reasons, opened by its button."""
    page.head.give_back.click()
    found = [each for each in page.findChildren(ReturnDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_an_answer_when_another_comment_is_stored_then_it_stays_half_written(
    bench: Bench,
) -> None:
    comment(bench.services, bench.appraiser, bench.case, "first")
    page = bench.page()
    card = page.comments.cards[0]
    click(bench.qtbot, card.reply)
    bench.qtbot.keyClicks(card.say.editor, "because")
    send(bench, page.comments.say.editor, "second")
    bench.until(lambda: len(page.comments.cards) == 2)
    assert page.comments.say.text == ""
    same = page.comments.cards[0]
    assert same.say.text == "because"
    assert same.say.isVisible()
    send(bench, same.say.editor, "because so")
    bench.until(lambda: len(page.comments.cards[0].told.answers) == 1)
    assert page.comments.cards[0].say.text == ""
    assert not page.comments.cards[0].say.isVisible()


def test_a_second_comment_when_the_first_is_still_being_stored_then_both_are_stored(
    bench: Bench,
) -> None:
    page = bench.page()
    editor = page.comments.say.editor
    with slow_database(bench):
        send(bench, editor, "first")
        send(bench, editor, "second")
        assert page.comments.say.text == "second"
    bench.until(lambda: len(page.comments.cards) == 2)
    assert stored(bench) == ["first", "second"]
    assert page.comments.say.text == ""


def test_a_comment_when_sent_twice_before_it_is_stored_then_it_is_said_once(bench: Bench) -> None:
    page = bench.page()
    editor = page.comments.say.editor
    with slow_database(bench):
        send(bench, editor, "once")
        bench.qtbot.keyClick(editor, Qt.Key.Key_Return, CONTROL)
        click(bench.qtbot, page.comments.say.button)
    bench.until(lambda: bool(page.comments.cards))
    assert stored(bench) == ["once"]


def test_words_when_written_while_others_are_being_stored_then_they_stay_with_what_they_are_about(
    bench: Bench,
) -> None:
    page = bench.page()
    place = point_at(bench, page, "חולון")
    editor = page.comments.say.editor
    with slow_database(bench):
        send(bench, editor, "first")
        bench.qtbot.keyClicks(editor, " and more")
    bench.until(lambda: len(page.comments.cards) == 1)
    assert page.comments.say.text == "first and more"
    assert page.comments.pin.block == place.key
    assert stored(bench) == ["first"]


def test_a_comment_when_it_is_refused_then_it_stays_in_its_box(bench: Bench) -> None:
    page = bench.page()
    throw_away(bench.services, bench.office.actor, bench.case)
    send(bench, page.comments.say.editor, "why")
    bench.until(lambda: not page.notice.isHidden())
    assert page.comments.say.text == "why"
    take_back(bench.services, bench.office.actor, bench.case)
    click(bench.qtbot, page.comments.say.button)
    bench.until(lambda: bool(page.comments.cards))
    assert stored(bench) == ["why"]


def test_a_page_when_left_and_opened_again_then_everything_written_is_there_for_its_writer_alone(
    bench: Bench,
) -> None:
    comment(bench.services, bench.appraiser, bench.case, "first")
    page = bench.page()
    place = point_at(bench, page, "חולון")
    bench.qtbot.keyClicks(page.comments.say.editor, "half a comment")
    click(bench.qtbot, page.comments.cards[0].reply)
    bench.qtbot.keyClicks(page.comments.cards[0].say.editor, "half an answer")
    dialog = returning(page)
    bench.qtbot.keyClicks(dialog.reasons, "half a reason")
    bench.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    bench.qtbot.keyClick(page, Qt.Key.Key_W, CONTROL)
    bench.leave(page)
    again = bench.page()
    assert again.comments.say.text == "half a comment"
    assert again.comments.pin.block == place.key
    assert again.comments.cards[0].say.text == "half an answer"
    assert again.comments.cards[0].say.isVisible()
    assert returning(again).reasons.toPlainText() == "half a reason"
    other = bench.page(bench.office.actor)
    assert other.comments.say.text == ""
    assert other.comments.pin == Pin()


def test_a_page_when_left_while_a_comment_is_being_stored_then_it_is_no_draft_afterwards(
    bench: Bench,
) -> None:
    page = bench.page()
    with slow_database(bench):
        send(bench, page.comments.say.editor, "said")
        bench.leave(page)
        again = bench.opened()
        assert again.comments.say.text == "said"
    bench.until(lambda: bool(again.comments.cards))
    assert stored(bench) == ["said"]
    assert again.comments.say.text == ""


def test_a_page_when_left_and_its_comment_is_refused_then_it_is_said_and_a_draft(
    bench: Bench,
) -> None:
    page = bench.page()
    throw_away(bench.services, bench.office.actor, bench.case)
    told: list[object] = []
    bench.office.tasks.failed.connect(told.append)
    with slow_database(bench):
        send(bench, page.comments.say.editor, "said")
        bench.leave(page)
    bench.until(lambda: bool(told))
    take_back(bench.services, bench.office.actor, bench.case)
    assert bench.page().comments.say.text == "said"


def test_an_answer_when_somebody_answers_first_then_the_keyboard_stays_where_it_is(
    bench: Bench,
) -> None:
    said = comment(bench.services, bench.appraiser, bench.case, "first")
    page = bench.page()
    editor = page.comments.cards[0].say.editor
    click(bench.qtbot, page.comments.cards[0].reply)
    bench.qtbot.keyClicks(editor, "bcause")
    for _ in range(5):
        bench.qtbot.keyClick(editor, Qt.Key.Key_Left)
    bench.qtbot.waitUntil(editor.hasFocus)
    answer(bench.services, bench.appraiser, said.id, "earlier")
    page.work.read()
    bench.until(lambda: len(page.comments.cards[0].told.answers) == 1)
    now = QApplication.focusWidget()
    assert now is page.comments.cards[0].say.editor
    assert isinstance(now, QPlainTextEdit)
    bench.qtbot.keyClicks(now, "e")
    assert page.comments.cards[0].say.text == "because"


def test_a_return_when_refused_then_the_dialog_stays_with_the_reasons_and_says_why(
    bench: Bench,
) -> None:
    page = bench.page()
    dialog = returning(page)
    bench.qtbot.keyClicks(dialog.reasons, "no source")
    return_case(bench.services, bench.office.actor, bench.case, "סיבה")
    click(bench.qtbot, dialog.send)
    bench.until(dialog.said.isVisible)
    assert "אינה ממתינה" in dialog.said.text()
    assert dialog.isVisible()
    assert dialog.reasons.toPlainText() == "no source"
    assert not dialog.reasons.isReadOnly()
    assert dialog.send.isEnabled()
    assert page.notice.isHidden()


def test_a_return_when_it_is_being_stored_then_it_is_waited_for_and_nothing_is_dropped(
    bench: Bench,
) -> None:
    page = bench.page()
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    with slow_database(bench):
        send(bench, page.comments.say.editor, "a comment")
        dialog = returning(page)
        bench.qtbot.keyClicks(dialog.reasons, "no source")
        click(bench.qtbot, dialog.send)
        bench.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert left == []
    bench.until(lambda: bool(left))
    assert bench.status() is Status.IN_PROGRESS
    assert sorted(stored(bench)) == ["a comment", "no source"]
    assert page.work.drafts.texts == {}


def test_words_when_they_are_too_many_then_it_is_said_at_once(bench: Bench) -> None:
    page = bench.page()
    say, dialog = page.comments.say, returning(page)
    for editor, warned, sending in (
        (say.editor, say.too_long, say.button),
        (dialog.reasons, dialog.said, dialog.send),
    ):
        editor.setPlainText("א" * LONGEST)
        assert warned.isHidden()
        assert sending.isEnabled()
        bench.qtbot.keyClicks(editor, "a")
        assert not warned.isHidden()
        assert f"{LONGEST:,}" in warned.text() or str(LONGEST) in warned.text()
        assert not sending.isEnabled()
        bench.qtbot.keyClick(editor, Qt.Key.Key_Backspace)
        assert warned.isHidden()


def test_the_window_when_its_language_changes_or_the_case_is_opened_then_the_draft_is_there(
    open_window: WindowMaker, bench: Bench, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = window.workplace
    assert isinstance(workplace, Workplace)
    workplace._on_entered(bench.office.actor)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
    workplace.open_review(bench.case)
    first = workplace.review
    assert first is not None
    qtbot.waitUntil(lambda: first.pages.base is not None and window.tasks.idle, timeout=30_000)
    qtbot.keyClicks(first.comments.say.editor, "half")
    workplace.choose_language(Language.EN)
    again = workplace.review
    assert again is not None
    assert again is not first
    assert again.comments.say.text == "half"
    qtbot.waitUntil(lambda: again.pages.base is not None and window.tasks.idle, timeout=30_000)
    qtbot.mouseClick(again.head.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open, timeout=20_000)
    assert workplace.case is not None
    assert workplace.case.shell.context.said.text(NEW) == "half"
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
