"""The review on the screen: by mouse and by keyboard, as reviewer, appraiser and onlooker."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.records import Status
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.ui.review.block_pages import box_of
from shamay_desktop.ui.review.return_dialog import ReturnDialog
from shamay_desktop.ui.review.review_page import ReviewPage
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.evidence.describing import turn_images
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.review.commenting import Pin, comment
from shamay_desktop.usecases.review.deciding import return_case
from shamay_desktop.usecases.review.looking import review_of
from shamay_desktop.usecases.wizard.opening import open_case
from tests.ui.reachable import faults, reached
from tests.ui.review.conftest import Bench
from tests.usecases.review.conftest import photo
from tests.usecases.wizard_steps import session_of, type_and_journal


def click(qtbot: QtBot, widget: QWidget) -> None:
    """With the left button."""
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def place_on_page(page: ReviewPage, words: str) -> BlockPlace:
    """The place of a block of these words, on the page that is shown then."""
    key = next(key for key, told in page._texts_of.items() if words in told.words)
    place = next(each for each in page.pages.places if each.key == key)
    page.pages.go(place.page)
    return place


def point_at(bench: Bench, page: ReviewPage, words: str) -> BlockPlace:
    """Click on a block, after it was brought into view."""
    place = place_on_page(page, words)
    bench.until(lambda: page.pages.page == place.page and page.pages.base is not None)
    page.pages.canvas.bring(box_of(place))
    spot = page.pages.canvas.place_of(box_of(place)).center().toPoint()
    viewport = page.pages.canvas.viewport()
    bench.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    return place


def test_a_block_when_clicked_then_the_comment_is_pinned_to_it_and_marked_on_the_page(
    bench: Bench,
) -> None:
    page = bench.page()
    place = point_at(bench, page, "חולון")
    assert page.comments.pin.block == place.key
    assert page.comments.pin.page == place.page
    assert "חולון" in page.comments.about.text()
    page.comments.say.editor.setPlainText("מה המקור?")
    click(bench.qtbot, page.comments.say.button)
    bench.until(lambda: len(page.comments.cards) == 1)
    said = page.comments.cards[0].told.comment
    assert (said.block, said.page, said.text) == (place.key, place.page, "מה המקור?")
    assert "חולון" in said.words
    assert page.pages._marked == {place.key}
    assert page.comments.say.text == ""
    assert page.comments.pin == Pin()


def test_a_comment_when_made_by_keyboard_alone_then_it_is_pinned_to_the_block_that_was_walked_to(
    bench: Bench,
) -> None:
    page = bench.page()
    page.pages.canvas.setFocus()
    for _ in range(3):
        bench.qtbot.keyClick(
            page.pages.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier
        )
    walked = list(dict.fromkeys(each.key for each in page.pages.places))
    here = page.pages.block
    assert walked.index(here) >= 2
    bench.qtbot.keyClick(page.pages.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert page.pages.block == walked[walked.index(here) - 1]
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    bench.qtbot.keyClick(page.pages.canvas, Qt.Key.Key_K, shift)
    editor = page.comments.say.editor
    assert QApplication.focusWidget() is editor
    bench.qtbot.keyClicks(editor, "why")
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.until(lambda: len(page.comments.cards) == 1)
    assert page.comments.cards[0].told.comment.block == walked[walked.index(here) - 1]


def test_a_drag_on_the_page_when_made_then_no_block_is_taken(bench: Bench) -> None:
    page = bench.page()
    place = place_on_page(page, "חולון")
    bench.until(lambda: page.pages.page == place.page and page.pages.base is not None)
    spot = page.pages.canvas.place_of(box_of(place)).center().toPoint()
    viewport, button = page.pages.canvas.viewport(), Qt.MouseButton.LeftButton
    bench.qtbot.mousePress(viewport, button, pos=spot)
    spot.setY(spot.y() + 30)
    bench.qtbot.mouseRelease(viewport, button, pos=spot)
    assert page.comments.pin == Pin()


def test_a_comment_when_answered_and_settled_then_the_card_says_so(bench: Bench) -> None:
    comment(bench.services, bench.reviewer, bench.case, "למה?", Pin(path="address.city"))
    page = bench.page()
    card = page.comments.cards[0]
    click(bench.qtbot, card.reply)
    card.say.editor.setPlainText("כי כך")
    click(bench.qtbot, card.say.button)
    bench.until(lambda: len(page.comments.cards[0].told.answers) == 1)
    click(bench.qtbot, page.comments.cards[0].settle)
    bench.until(lambda: not page.comments.cards[0].told.comment.is_open)
    assert page.tabs.tabText(0) == bench.office.texts("review.comments_n", n=0)
    click(bench.qtbot, page.comments.cards[0].settle)
    bench.until(lambda: page.comments.cards[0].told.comment.is_open)


def test_a_comment_on_a_field_when_gone_to_then_the_block_that_prints_it_is_shown(
    bench: Bench,
) -> None:
    key = "address.city"
    comment(bench.services, bench.reviewer, bench.case, "למה?", Pin(path=key))
    page = bench.page()
    expected = page.pages.printing(key)
    click(bench.qtbot, page.comments.cards[0].go)
    assert page.pages.block == expected
    assert (page.notice.isHidden()) is bool(expected)


def test_a_case_when_returned_then_reasons_are_asked_and_the_desk_is_told(bench: Bench) -> None:
    page = bench.page()
    left: list[bool] = []
    told: list[Changes] = []
    page.left.connect(lambda: left.append(True))
    bench.office.hub.changed.connect(told.append)
    click(bench.qtbot, page.head.give_back)
    dialog = page.findChild(ReturnDialog)
    assert isinstance(dialog, ReturnDialog)
    assert not dialog.send.isEnabled()
    dialog.reasons.setPlainText("  ")
    assert not dialog.send.isEnabled()
    dialog.reasons.setPlainText("חסר מקור לשטח")
    click(bench.qtbot, dialog.send)
    bench.until(lambda: bool(left))
    assert bench.status() is Status.IN_PROGRESS
    found = review_of(bench.services, bench.appraiser, bench.case)
    assert found.threads[0].comment.text == "חסר מקור לשטח"
    assert [(each.cases, each.review) for each in told] == [(True, True)]


def test_a_case_when_approved_then_the_head_says_by_whom_and_it_is_not_offered_again(
    bench: Bench,
) -> None:
    page = bench.page()
    assert page.head.approve.isVisible()
    click(bench.qtbot, page.head.approve)
    bench.until(lambda: not page.head.approve.isVisible())
    assert bench.reviewer.name in page.head.state.text()
    assert review_of(bench.services, bench.office.actor, bench.case).approval is not None


def test_an_approval_when_the_case_was_returned_meanwhile_then_is_refused_in_words(
    bench: Bench,
) -> None:
    page = bench.page()
    return_case(bench.services, bench.office.actor, bench.case, "סיבה")
    click(bench.qtbot, page.head.approve)
    bench.until(lambda: not page.notice.isHidden())
    assert "אינה ממתינה" in page.notice.words.text()
    bench.until(lambda: not page.head.approve.isVisible())


def test_an_onlooker_when_they_look_then_they_may_comment_and_decide_nothing(bench: Bench) -> None:
    page = bench.page(bench.appraiser)
    assert not page.head.approve.isVisible()
    assert not page.head.give_back.isVisible()
    assert page.comments.say.isVisible()
    able = {action.id for action in page.action_set if action.enabled()}
    assert not {"review_approve", "review_return"} & able


def test_differences_when_sent_again_then_the_round_before_is_shown_with_its_blocks(
    bench: Bench,
) -> None:
    return_case(bench.services, bench.reviewer, bench.case, "לתקן")
    opened = open_case(bench.services, bench.appraiser, bench.case)
    session = session_of(bench.services, bench.appraiser, opened)
    type_and_journal(bench.services, bench.appraiser, session, address__city="עכו")
    bench.services.clock.passes(minutes=1)  # type: ignore[attr-defined]
    send_to_review(bench.services, bench.appraiser, bench.case)
    page = bench.page()
    page.tabs.setCurrentWidget(page.differences)
    bench.until(lambda: len(page.differences.lines()) > 1)
    lines = [tuple(word.strip("\u200f") for word in line) for line in page.differences.lines()]
    assert lines[0][1:] == ("חולון", "עכו")
    assert any("חולון" in before and "עכו" in after for _, before, after in lines[1:])
    page.differences.tree.resize(300, 400)
    place = next(place for place, line in enumerate(lines) if "עכו" in line[2] and place)
    key = page.differences.tree.topLevelItem(1)
    assert key is not None
    child = key.child(place - 1)
    assert child is not None
    page.differences.tree.itemActivated.emit(child, 0)
    assert page.pages.block


def test_the_page_when_walked_by_tab_then_everything_has_a_name(bench: Bench) -> None:
    comment(bench.services, bench.reviewer, bench.case, "למה?", Pin(path="address.city"))
    page = bench.page()
    assert len(reached(page)) >= 8
    assert faults(page) == []


def test_an_approval_when_a_photo_came_after_the_pages_were_made_then_it_is_not_of_the_old_pages(
    bench: Bench, tmp_path: Path
) -> None:
    page = bench.page()
    seen = page._shown
    return_case(bench.services, bench.reviewer, bench.case, "חסרה תמונה")
    add_files(bench.services, bench.appraiser, bench.case, [photo(tmp_path / "front.jpg")])
    send_to_review(bench.services, bench.appraiser, bench.case)
    click(bench.qtbot, page.head.approve)
    bench.until(lambda: not page.notice.isHidden())
    assert review_of(bench.services, bench.office.actor, bench.case).approval is None
    bench.until(lambda: page._shown not in ("", seen) and page.head.approve.isEnabled())
    click(bench.qtbot, page.head.approve)
    bench.until(lambda: not page.head.approve.isVisible())
    approval = review_of(bench.services, bench.office.actor, bench.case).approval
    assert approval is not None
    assert approval.content_sha256 == page._shown


def test_a_photo_when_it_was_turned_since_then_the_differences_say_so(
    bench: Bench, tmp_path: Path
) -> None:
    services = bench.services
    return_case(services, bench.reviewer, bench.case, "חסרה תמונה")
    came = add_files(services, bench.appraiser, bench.case, [photo(tmp_path / "a.jpg")])
    added = came.images[0]
    send_to_review(services, bench.appraiser, bench.case)
    turn_images(services, bench.appraiser, bench.case, [added.id], 90)
    page = bench.page()
    page.tabs.setCurrentWidget(page.differences)
    bench.until(lambda: bool(page.differences.lines()))
    assert any("a.jpg" in what and "90" in now for what, _before, now in page.differences.lines())
