"""What is to be looked at: no false alarm, no silence, and every one can be answered."""

from dataclasses import replace
from typing import Any

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.report_content import Cover, Paragraph, Role, Run, Table
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import OwnPicture, arrangement_of
from shamay_desktop.domain.report_edits.arranging import Trouble
from shamay_desktop.domain.report_edits.generated import (
    facts_missing,
    fingerprint,
    generated_words,
    words_of,
)
from shamay_desktop.domain.report_edits.rich_text import Flow, RichParagraph, Span, rich_json, words
from tests.domain.report_edits.arranging_bench import (
    NO_CASE,
    Step,
    changed,
    lines,
    made,
    row,
    shown,
    troubles,
)
from tests.domain.report_edits.reports import report

ROOMS, FLOOR, AREAS = "line:unit.rooms", "line:unit.floor", "table:valuation.areas"
PERMIT = "words:licensing.permits@p1"


def _reworded(key: str, said: str, row_id: str = "w") -> Step:
    return lambda case: gestures.reword(case, key, made(key), words(said), row_id)


def _confirmed(case: Case, **facts: Any) -> Case:
    return changed(lambda c: gestures.confirm(c, shown(case, **facts).remarks), case=case)


# -- E4: two rows about one block ------------------------------------------------------------------


def test_words_when_two_rows_are_about_one_block_the_last_is_printed_edited_and_remarked() -> None:
    first, second = (
        row(name, kind="words", block=ROOMS, content=rich_json(words(f"4 {name}")))
        for name in ("w1", "w2")
    )
    case = changed(first, second)
    assert "חדרים 4 w2" in lines(case)
    (remark,) = shown(case).remarks
    assert (remark.trouble, remark.row, remark.words) == (Trouble.DOUBLE, "w1", "4 w1")
    edited = changed(_reworded(ROOMS, "4 חדש", "w3"), case=case)
    assert "חדרים 4 חדש" in lines(edited)
    back = changed(lambda c: gestures.back_to_generated(c, ROOMS), case=edited)
    assert "חדרים 4" in lines(back)
    assert troubles(back) == []


def test_a_block_when_two_rows_hide_it_is_shown_at_once() -> None:
    case = changed(*(row(name, kind="hidden", block=FLOOR) for name in ("h1", "h2")))
    assert "קומה 3" not in lines(case)
    assert "קומה 3" in lines(changed(lambda c: gestures.show(c, FLOOR), case=case))


# -- E5, E6: places that are gone ------------------------------------------------------------------


def _own(text: str, after: str, section: str, row_id: str) -> Step:
    return lambda case: gestures.add_text(case, words(text), after, section, row_id)


def test_own_text_when_its_section_is_gone_stands_at_the_end_of_its_chapter() -> None:
    case = changed(_own("שלי", PERMIT, "heading:2.1", "o"))
    said = lines(case, permits=())
    assert said.index("שלי") == said.index("100") + 1
    assert troubles(case, permits=()) == [Trouble.ADRIFT]


def test_own_text_when_its_chapter_is_gone_stands_before_the_signature() -> None:
    case = changed(_own("שלי", ROOMS, "heading:1.2", "o"))
    facts: dict[str, Any] = {"without": frozenset({"property"})}
    said = lines(case, **facts)
    assert said.index("400,000 ₪") < said.index("שלי") < said.index("חתימה")
    assert troubles(case, **facts) == [Trouble.ADRIFT]


def test_own_text_when_all_chapters_are_gone_is_still_printed() -> None:
    case = changed(_own("שלי", ROOMS, "heading:1.2", "o"))
    everything = frozenset({"property", "rights", "value", "annex_photos"})
    assert lines(case, without=everything)[2:-2] == ["שלי"]


def test_a_chain_when_its_first_place_is_gone_stays_together_whatever_the_order_of_rows() -> None:
    behind = row("b", kind="own_text", content=rich_json(words("שנייה")), after="own:a",
                 section="heading:2.1")  # fmt: skip
    case = changed(behind, _own("ראשונה", PERMIT, "heading:2.1", "a"))
    said = lines(case, permits=())
    assert said.index("שנייה") == said.index("ראשונה") + 1
    assert [each.row for each in shown(case, permits=()).remarks] == ["a"]


def test_a_moved_block_when_its_place_is_gone_stays_and_is_remarked() -> None:
    case = changed(lambda c: gestures.move(c, ROOMS, PERMIT, "heading:2.1", "m"))
    assert lines(case, permits=()) == lines(NO_CASE, permits=())
    assert troubles(case, permits=()) == [Trouble.ADRIFT]
    assert troubles(_confirmed(case, permits=()), permits=()) == []


def test_own_text_when_it_was_confirmed_where_it_stands_has_its_place_there() -> None:
    case = _confirmed(changed(_own("שלי", PERMIT, "heading:2.1", "o")), permits=())
    assert troubles(case, permits=()) == []
    assert lines(case).index("שלי") == lines(case).index("100") + 1
    assert troubles(case) == []


# -- E9: roles -------------------------------------------------------------------------------------


def test_a_value_when_reworded_in_several_paragraphs_keeps_its_role() -> None:
    key = "words:value/amount"
    case = changed(_reworded(key, "400,000 ₪\nובמילים"))
    blocks = [block for block in shown(case).content.chapters[2].blocks
              if isinstance(block, Paragraph) and block.role is Role.VALUE]  # fmt: skip
    assert [block.key for block in blocks] == [key, f"{key}/1"]


def test_a_sentence_when_reworded_in_paragraphs_and_items_still_stands_with_its_value() -> None:
    key = "words:value/sentence"
    text = (*words("שווי"), RichParagraph((Span("סעיף"),), Flow.BULLET), *words("הוא:"))
    case = changed(lambda c: gestures.reword(c, key, made(key), text, "w"))
    first, _items, last = shown(case).content.chapters[2].blocks[:3]
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.keep_with_next, last.keep_with_next) == (False, True)


# -- E10: pictures ---------------------------------------------------------------------------------


def test_an_own_picture_when_taken_out_of_the_case_is_not_printed_and_remarked() -> None:
    picture = OwnPicture("9" * 64 + "#2", caption="מפה", crop=(0, 0, 500, 500))
    case = changed(
        lambda c: gestures.add_picture(c, picture, ROOMS, "heading:1.2", "p"),
        _own("אחריה", "own:p", "heading:1.2", "o"),
    )
    assert "מפה" in lines(case)
    there = shown(case, pictures=frozenset({"9" * 64}))
    assert there.remarks == ()
    gone = shown(case, pictures=frozenset())
    assert [(each.trouble, each.words) for each in gone.remarks] == [(Trouble.PICTURE_GONE, "מפה")]
    assert not any(block == "own:p" for block in map(_key, gone.content.chapters[0].blocks))
    assert any(block == "own:o" for block in map(_key, gone.content.chapters[0].blocks))


def _key(block: object) -> str:
    return getattr(block, "key", "")


# -- E13: only what was replaced, and whole facts --------------------------------------------------


def test_a_tables_caption_when_reworded_asks_for_no_cell() -> None:
    case = changed(_reworded(AREAS, "השטחים שנמדדו"))
    assert troubles(case) == []
    table = made(AREAS)
    assert isinstance(table, Table)
    assert fingerprint(table) != arrangement_of(case).changes[0].basis


def test_a_labels_line_when_reworded_asks_for_nothing_of_the_lines_below_it() -> None:
    assert troubles(changed(_reworded(FLOOR, "קומה 3 מעל הקרקע"))) == []


@pytest.mark.parametrize(
    ("fact", "said", "missing"),
    [
        ("4", "40 חדרים", True),
        ("4", "4.5 חדרים", True),
        ("4", "כ-4 חדרים", False),
        ("1,400", "שווי של 21,400", True),
        ("1,400 ₪", "שווי של 1,400 ₪.", False),
        ("חיפה", "בחיפה ובקריות", False),
        ("לוי", "לויתן", True),
        ("שכונה שקטה עם 12 רחובות ושני פארקים", "שכונה ובה 12 רחובות", False),
        ("שכונה שקטה עם 12 רחובות ושני פארקים", "שכונה ובה רחובות", True),
    ],
)
def test_a_fact_when_looked_for_is_found_whole(fact: str, said: str, *, missing: bool) -> None:
    block = Paragraph((Run(fact, field="unit.rooms"),))
    assert bool(facts_missing(block, words(said))) is missing


def test_a_note_when_its_block_is_hidden_waits_with_it() -> None:
    case = changed(
        lambda c: gestures.annotate(c, FLOOR, words("מקור"), "n"),
        lambda c: gestures.hide(c, FLOOR, "h", made(FLOOR)),
    )
    assert troubles(case) == []
    assert "מקור" in lines(changed(lambda c: gestures.show(c, FLOOR), case=case))


def test_own_words_of_a_title_when_all_below_it_is_hidden_are_remarked_until_confirmed() -> None:
    hide = [lambda c, key=key: gestures.hide(c, key, f"h{key[-1]}", made(key))
            for key in (PERMIT, "words:licensing.permits@p2")]  # fmt: skip
    case = changed(_reworded("heading:2.1", "היתרי הבנייה"), *hide)
    (remark,) = shown(case).remarks
    assert (remark.trouble, remark.words) == (Trouble.BLOCK_GONE, "היתרי הבנייה")
    assert troubles(_confirmed(case)) == []
    back = changed(lambda c: gestures.show(c, PERMIT), case=case)
    assert troubles(back) == []
    assert "2.1 היתרי הבנייה" in lines(back)


@pytest.mark.parametrize(
    "field",
    ["rights.mortgages", "rights.notes", "rights.easements", "rights.leases", "report.assumption",
     "valuation.date", "visit.date", "rights.registrar_notes"],
)  # fmt: skip
def test_what_must_be_said_when_hidden_is_asked_about_until_confirmed(field: str) -> None:
    block = Paragraph((Run("נאמר", field=field),), key=f"words:{field}")
    content = report()
    first = content.chapters[0]
    content = replace(
        content,
        chapters=(replace(first, blocks=(block, *first.blocks)), *content.chapters[1:]),
    )
    case = changed(lambda c: gestures.hide(c, block.key, "h", block))
    (remark,) = shown(case, content).remarks
    assert (remark.trouble, remark.words) == (Trouble.MUST_BE_SAID, "נאמר")
    sure = changed(lambda c: gestures.confirm(c, [remark]), case=case)
    assert troubles(sure, content) == []
    assert "נאמר" not in lines(sure, content)


# -- E14, E15: what rewording means ----------------------------------------------------------------


def test_words_when_mended_after_the_facts_changed_are_remarked_until_confirmed() -> None:
    case = changed(_reworded(ROOMS, "4 או 5 חדרים"))
    mended = changed(
        lambda c: gestures.reword(c, ROOMS, made(ROOMS, rooms="5"), words("4 או 5 חדרים."), "x"),
        case=case,
    )
    assert troubles(mended, rooms="5") == [Trouble.FACTS_CHANGED]
    stands = _confirmed(mended, rooms="5")
    assert troubles(stands, rooms="5") == []
    assert troubles(stands, rooms="6") == [Trouble.FACTS_CHANGED, Trouble.FACTS_MISSING]


def test_a_missing_fact_when_confirmed_is_asked_for_again_when_facts_change_or_more_lack() -> None:
    key = "cover:address"
    whole = Paragraph((Run("הזית", field="a"), Run(" 12", field="b")), key=key)
    content = replace(report(), cover=Cover((whole.inlines,), None, (key,)))
    case = changed(lambda c: gestures.reword(c, key, whole, words("רחוב הזית"), "w"))
    remarks = shown(case, content).remarks
    case = changed(lambda c: gestures.confirm(c, remarks), case=case)
    assert troubles(case, content) == []
    same = changed(lambda c: gestures.reword(c, key, whole, words("ברחוב הזית"), "x"), case=case)
    assert troubles(same, content) == []
    more = changed(lambda c: gestures.reword(c, key, whole, words("ברחוב"), "x"), case=case)
    assert troubles(more, content) == [Trouble.FACTS_MISSING]
    other = replace(content, cover=Cover(((*whole.inlines, Run(" א")),), None, (key,)))
    assert troubles(case, other) == [Trouble.FACTS_CHANGED, Trouble.FACTS_MISSING]


def test_every_trouble_when_confirmed_is_closed_but_what_cannot_be_read() -> None:
    case = changed(
        row("u", kind="own_text", content="{"),
        row("g", kind="words", block="words:gone", content=rich_json(words("אבוד"))),
        row("r", kind="own_text", after=ROOMS,
            content=rich_json((RichParagraph((Span("?", refers="heading:9"),)),))),
    )  # fmt: skip
    assert set(troubles(case)) == {
        Trouble.UNREADABLE, Trouble.BLOCK_GONE, Trouble.REFERENCE_GONE
    }  # fmt: skip
    assert troubles(_confirmed(case)) == [Trouble.UNREADABLE]


def test_words_when_they_are_the_generated_ones_again_are_no_change() -> None:
    block = made(PERMIT)
    assert words_of(block) != generated_words(block)
    assert gestures.reword(NO_CASE, PERMIT, block, generated_words(block), "w") == ()
    case = changed(_reworded(PERMIT, "אחר מס' p1"))
    again = changed(
        lambda c: gestures.reword(c, PERMIT, block, generated_words(block), "w"), case=case
    )
    assert arrangement_of(again).changes == ()
