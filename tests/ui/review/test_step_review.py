"""The comments in step 5, for whoever made the case."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.export import ExportPage
from shamay_desktop.usecases.review.commenting import Pin, comment
from tests.ui.pages.test_export_page import opened, settle
from tests.ui.paper_bench import PaperBench, a_bench


@pytest.fixture
def bench(office: OfficeContext, tmp_path: Path) -> PaperBench:
    """An open case."""
    return a_bench(office, tmp_path)


@pytest.fixture
def page(qtbot: QtBot, bench: PaperBench, tmp_path: Path) -> Iterator[ExportPage]:
    """Step 5 on the screen; two comments wait, of a field and of a block that is gone."""
    context = bench.context
    case = context.session.valuation.id
    comment(context.services, context.actor, case, "למה?", Pin(path="address.city"))
    comment(context.services, context.actor, case, "ומה זה?", Pin(block="words:gone", page=2))
    yield from opened(qtbot, bench, tmp_path)


def test_comments_when_there_are_none_then_the_step_does_not_speak_of_them(
    qtbot: QtBot, bench: PaperBench, tmp_path: Path
) -> None:
    for page in opened(qtbot, bench, tmp_path):
        assert not page.review.isVisible()


def test_a_comment_on_a_field_when_gone_to_then_the_field_is_asked_for(
    qtbot: QtBot, page: ExportPage
) -> None:
    asked: list[str] = []
    page.go_asked.connect(asked.append)
    assert page.review.isVisible()
    assert len(page.review.comments.cards) == 2
    card = next(each for each in page.review.comments.cards if each.told.comment.path)
    page.side.ensureWidgetVisible(card)
    qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert asked == ["address.city"]


def test_a_comment_on_a_block_when_it_is_gone_then_it_is_said(
    qtbot: QtBot, page: ExportPage, bench: PaperBench
) -> None:
    card = next(each for each in page.review.comments.cards if each.told.comment.block)
    page.side.ensureWidgetVisible(card)
    qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert page.notice.words.text() == bench.context.texts("review.block_gone")


def test_a_comment_when_answered_and_settled_beside_the_form_then_it_is_kept(
    qtbot: QtBot, page: ExportPage
) -> None:
    card = page.review.comments.cards[0]
    card.reply.click()
    card.say.editor.setPlainText("כי כך")
    card.say.button.click()
    settle(qtbot, page)
    answered = page.review.comments.cards[0]
    assert [each.text for each in answered.told.answers] == ["כי כך"]
    answered.settle.click()
    settle(qtbot, page)
    settled = [each for each in page.review.comments.cards if not each.told.comment.is_open]
    assert len(settled) == 1
