"""Arranging: each change does what it says."""

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.report_content import (
    Bullets,
    Figure,
    PageBreak,
    Paragraph,
    ReportContent,
    Run,
    Table,
)
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import OwnPicture, arrangement_of
from shamay_desktop.domain.report_edits.arranging import Trouble, arranged
from shamay_desktop.domain.report_edits.keys import apart, key_of, keyed
from shamay_desktop.domain.report_edits.own_table import table_of_cells
from shamay_desktop.domain.report_edits.rich_text import Flow, RichParagraph, Span, words
from shamay_desktop.domain.report_text import text_blocks
from tests.domain.report_edits.arranging_bench import NO_CASE, changed, lines, made
from tests.domain.report_edits.reports import report

ROOMS, PERMIT = "line:unit.rooms", "words:licensing.permits@p1"


def blocks_by_key(content: ReportContent) -> dict[str, object]:
    parts = [each for chapter in content.chapters for block in chapter.blocks
             for each in apart(block)]  # fmt: skip
    return {key_of(part): part for part in parts}


def test_a_report_when_nothing_was_changed_is_what_was_generated() -> None:
    assert arranged(report(), arrangement_of(NO_CASE)).content == keyed(report())


def test_keys_when_generated_again_with_further_rows_stay() -> None:
    few, many = (blocks_by_key(keyed(report(permits=p))) for p in (("p1",), ("p0", "p1", "p2")))
    assert few[PERMIT] == many[PERMIT]
    assert len(many) == len(set(many))


def test_own_words_when_facts_change_stay_and_are_remarked() -> None:
    case = changed(lambda c: gestures.reword(c, ROOMS, made(ROOMS), words("ארבעה חדרים 4"), "r1"))
    before = arranged(report(), arrangement_of(case))
    later = arranged(report(rooms="5"), arrangement_of(case))
    assert "חדרים ארבעה חדרים 4" in text_blocks(before.content)
    assert "חדרים ארבעה חדרים 4" in text_blocks(later.content)
    assert before.remarks == ()
    assert {each.trouble for each in later.remarks} == {
        Trouble.FACTS_CHANGED, Trouble.FACTS_MISSING,
    }  # fmt: skip
    back = changed(lambda c: gestures.back_to_generated(c, ROOMS), case=case)
    assert lines(back) == text_blocks(report())


def test_own_words_when_they_leave_out_a_fact_say_which() -> None:
    case = changed(lambda c: gestures.reword(c, ROOMS, made(ROOMS), words("מרווחת"), "r1"))
    (remark,) = arranged(report(), arrangement_of(case)).remarks
    assert (remark.trouble, remark.words) == (Trouble.FACTS_MISSING, "4")


def test_a_hidden_block_when_shown_again_stands_where_it_stood() -> None:
    case = changed(lambda c: gestures.hide(c, PERMIT, "h1"))
    assert "היתר מס' p1" not in lines(case)
    assert PERMIT in arranged(report(), arrangement_of(case)).hidden
    assert lines(changed(lambda c: gestures.show(c, PERMIT), case=case)) == text_blocks(report())


def test_own_text_when_its_neighbour_is_hidden_keeps_its_place() -> None:
    case = changed(
        lambda c: gestures.add_text(c, words("דברי"), PERMIT, "heading:2.1", "o1"),
        lambda c: gestures.hide(c, PERMIT, "h1"),
    )
    said = lines(case)
    assert said.index("דברי") == said.index("2.1 היתרים") + 1


def test_own_text_when_its_place_is_gone_stands_at_the_end_and_is_remarked() -> None:
    case = changed(lambda c: gestures.add_text(c, words("דברי"), PERMIT, "heading:2.1", "o1"))
    result = arranged(report(permits=()), arrangement_of(case))
    assert "דברי" in text_blocks(result.content)
    assert [each.trouble for each in result.remarks] == [Trouble.ADRIFT]


def test_a_section_when_all_of_it_is_hidden_vanishes_with_its_heading() -> None:
    case = changed(
        lambda c: gestures.hide(c, PERMIT, "h1"),
        lambda c: gestures.hide(c, "words:licensing.permits@p2", "h2"),
    )
    assert "2.1 היתרים" not in lines(case)


def test_blocks_when_moved_stand_behind_what_was_asked_and_come_back() -> None:
    case = changed(lambda c: gestures.move(c, ROOMS, PERMIT, "heading:2.1", "m1"))
    said = lines(case)
    assert said.index("חדרים 4") == said.index("היתר מס' p1") + 1
    back = changed(lambda c: gestures.to_own_place(c, ROOMS), case=case)
    assert lines(back) == text_blocks(report())


def test_a_note_when_set_behind_a_table_stands_in_its_last_row() -> None:
    key = "table:valuation.areas"
    case = changed(lambda c: gestures.annotate(c, key, words("לפי ההיתר"), "n1"))
    said = lines(case)
    assert said.index("לפי ההיתר") == said.index("100") + 1


def test_own_parts_when_added_are_of_their_kind() -> None:
    text = (
        RichParagraph((Span("פתיח", italic=True, note=(Span("מקור"),)),)),
        RichParagraph((Span("ראשון"),), Flow.NUMBER),
        RichParagraph((Span("שני"),), Flow.NUMBER),
    )
    table = table_of_cells([["סוג", "שטח"], ["דירה", "100.5"]], first_is_head=True, caption="ט")
    case = changed(
        lambda c: gestures.add_text(c, text, PERMIT, "heading:2.1", "o1"),
        lambda c: gestures.add_table(c, table, "own:o1", "heading:2.1", "o2"),
        lambda c: gestures.add_break(c, "own:o2", "heading:2.1", "o3"),
        lambda c: gestures.add_picture(
            c, OwnPicture("b" * 64, caption="מפה", crop=(0, 0, 500, 1000)), "own:o3", "", "o4"
        ),
    )
    blocks = arranged(report(), arrangement_of(case)).content.chapters[1].blocks
    at = next(at for at, block in enumerate(blocks) if key_of(block) == PERMIT)
    opening, listed, own, page, figure = blocks[at + 1 : at + 6]
    assert isinstance(opening, Paragraph)
    assert isinstance(opening.inlines[0], Run)
    assert opening.inlines[0].italic
    assert isinstance(listed, Bullets)
    assert listed.ordered
    assert isinstance(own, Table)
    assert own.columns[1].kind == "number"
    assert isinstance(page, PageBreak)
    assert isinstance(figure, Figure)
    assert figure.picture == f"{'b' * 64}@0,0,500,1000"


def test_a_reference_when_its_section_moves_away_prints_its_number_or_says_it_is_gone() -> None:
    text = (RichParagraph((Span("ראו סעיף "), Span("?", refers="heading:2.2"))),)
    case = changed(lambda c: gestures.add_text(c, text, ROOMS, "heading:1.2", "o1"))
    assert "ראו סעיף 2.2" in lines(case)
    gone = arranged(report(leased=False), arrangement_of(case))
    assert [each.trouble for each in gone.remarks] == [Trouble.REFERENCE_GONE]


def test_a_change_when_it_cannot_be_read_is_named_and_the_rest_stands() -> None:
    case = changed(lambda c: gestures.add_text(c, words("דברי"), PERMIT, "", "o1"))
    broken = case.row("report.changes", "o1")
    assert broken is not None
    path = "report.changes/o1/content"
    case = after(case, setting(case, path, Value.of("{")))
    assert arrangement_of(case).unreadable == ("o1",)
    assert lines(case) == text_blocks(report())
