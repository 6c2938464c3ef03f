"""Comments that are pinned to a key that their block has no more find it again."""

from PySide6.QtCore import Qt

from shamay_desktop.domain.report_edits.keys import parts_of_key
from shamay_desktop.ui.review.review_page import ReviewPage
from shamay_desktop.usecases.review.commenting import Pin, comment
from tests.ui.review.conftest import Bench


def lone_line(page: ReviewPage) -> tuple[str, str]:
    """The key of the only line of a text, and the one it had while it was the first of several."""
    keys = [each.key for each in page.pages.places if each.key.startswith("words:")]
    key = next(key for key in keys if not parts_of_key(key).numbered)
    return key, f"{key}#1~00000000"


def renamed_block(page: ReviewPage) -> tuple[str, str]:
    """The key of a block on the pages, and the one it had in an earlier report."""
    preview = page.pages.preview
    assert preview is not None
    names, here = preview.arranged.content.names, {each.key for each in page.pages.places}
    return next((key, name) for key, name in names.items() if key in here and name not in here)


def test_a_comment_when_its_block_has_another_key_by_now_then_it_is_marked_and_gone_to(
    bench: Bench,
) -> None:
    first = bench.page()
    for key, former in (lone_line(first), renamed_block(first)):
        said = comment(bench.services, bench.reviewer, bench.case, "למה?", Pin(block=former))
        page = bench.page()
        assert key in page.pages._marked
        card = next(each for each in page.comments.cards if each.told.comment.id == said.id)
        card.go.setFocus()
        bench.qtbot.keyClick(card.go, Qt.Key.Key_Space)
        assert page.pages.block == key
        assert page.notice.isHidden()


def test_a_comment_when_its_block_is_gone_then_it_is_said(bench: Bench) -> None:
    comment(bench.services, bench.reviewer, bench.case, "למה?", Pin(block="words:gone"))
    page = bench.page()
    bench.qtbot.mouseClick(page.comments.cards[0].go, Qt.MouseButton.LeftButton)
    assert page.notice.words.text() == bench.office.texts("review.block_gone")
    assert page.pages._marked == frozenset()
