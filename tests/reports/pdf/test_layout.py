"""What stands on which page: ties, repeated heads, footnotes, numbers, annexes."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.i18n import bidi
from shamay_desktop.i18n.bidi.characters import mirrors
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Anchor, Layout, Page, Panel, Picture, Stroke, Words
from shamay_desktop.reports.pdf.faces import load, shipped_faces
from shamay_desktop.reports.pdf.tables import grid_of
from shamay_desktop.reports.pdf.typesetting import Typesetter
from tests.reports.pdf.sample_report import SENTENCE, chapter, comparables, full_report, words
from tests.reports.pdf.sample_report import report as make

Pictures = dict[str, rc.PictureFile]
_FILLER = rc.Paragraph(words(SENTENCE * 2))


def _furniture(page: Page) -> list[str]:
    return [w.text for p in page.furniture for w in p.marks if isinstance(w, Words)]


def _seen(text: str) -> str:
    return bidi.visual(text, bidi.RIGHT_TO_LEFT)


def _page_of(layout: Layout, text: str) -> int:
    """The index of the page whose content holds the line that reads so."""
    return next(at for at, page in enumerate(layout.pages) if _seen(text) in page.words())


def _characters(lines: list[str]) -> Counter[str]:
    """Characters without spaces; a bracket counts as its pair's first, as lines mirror them."""
    table = {image: point for point, image in mirrors().items() if point < image}
    return Counter("".join("".join(lines).split()).translate(table))


def test_lay_out_when_the_report_holds_everything_then_no_character_is_lost_or_added(
    pictures: Pictures,
) -> None:
    content = full_report()
    layout = lay_out(content, pictures)
    printed = _characters([text for page in layout.pages for text in page.words()])
    notes = sum(isinstance(inline, rc.Footnote) for inline in content.inlines())
    for number in range(1, notes + 1):  # at its mark and at the foot
        printed -= Counter(str(number) * 2)
    items = sum(
        len(block.items)
        for part in content.chapters
        for block in part.blocks
        if isinstance(block, rc.Bullets)
    )
    printed -= Counter({"•": items})
    assert printed == _characters(text_blocks(content))


_WORDS = st.one_of(
    st.text("אבגדה abc 12 ()[],.-/%₪\u2066\u2069\n", max_size=300),
    st.integers(1, 30).map(lambda times: SENTENCE * times),
)
_RUNS = st.lists(st.builds(rc.Run, _WORDS, bold=st.booleans()), max_size=3).map(tuple)
_INLINES = st.lists(
    st.one_of(st.builds(rc.Run, _WORDS, underline=st.booleans()), st.builds(rc.Footnote, _RUNS)),
    max_size=4,
).map(tuple)
_BLOCKS = st.one_of(
    st.builds(rc.Heading, st.just("1.1"), st.just("כותרת"), st.just("key")),
    st.builds(rc.Paragraph, _INLINES, st.sampled_from(rc.Role), keep_with_next=st.booleans()),
    st.lists(st.builds(rc.LabelLine, _WORDS, _INLINES)).map(lambda x: rc.LabelLines(tuple(x))),
    st.lists(st.tuples(_INLINES, _INLINES).map(rc.TableRow), max_size=30).map(
        lambda rows: rc.Table((rc.Column("ימין"), rc.Column("", rc.ColumnKind.NUMBER)), tuple(rows))
    ),
    st.builds(rc.SignatureBlock, st.lists(_INLINES, max_size=3).map(tuple)),
    st.just(rc.PageBreak()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_BLOCKS, max_size=8))
def test_lay_out_when_any_blocks_then_no_character_is_lost_or_doubled(
    blocks: list[rc.Block],
) -> None:
    content = make(chapter(*blocks), logo=None, front=None)
    layout = lay_out(content, {})
    printed = _characters([text for page in layout.pages for text in page.words()])
    notes = sum(isinstance(inline, rc.Footnote) for inline in content.inlines())
    marks = Counter("".join(str(number) * 2 for number in range(1, notes + 1)))
    assert printed == _characters(text_blocks(content)) + marks
    assert sorted(number for page in layout.pages for number in page.notes) == list(
        range(1, notes + 1)
    )


def test_lay_out_when_english_then_no_character_is_lost_and_the_page_is_mirrored(
    pictures: Pictures,
) -> None:
    table = rc.Table(
        (rc.Column("First (a)"), rc.Column("Second")),
        (rc.TableRow((words("alpha"), words("beta"))),),
    )
    note = rc.LabelLines((rc.LabelLine("Block:", words("6109")),))
    content = make(chapter(note, table, title="The asset"), language=Language.EN)
    layout = lay_out(content, pictures)
    page = layout.pages[1]
    at = {w.text: p.x + w.x for p in page.content for w in p.marks if isinstance(w, Words)}
    assert at["First (a)"] < at["Second"]
    assert at["Block:"] < at["6109"]
    assert at["1"] < at["The asset"]
    printed = _characters([text for part in layout.pages for text in part.words()])
    assert printed == _characters(text_blocks(content))


def test_table_when_hebrew_then_the_first_column_is_the_right_one(pictures: Pictures) -> None:
    page = lay_out(make(chapter(comparables(2))), pictures).pages[1]
    at = {w.text: p.x + w.x for p in page.content for w in p.marks if isinstance(w, Words)}
    assert at[_seen("יום מכירה")] > at[_seen("כתובת")] > at[_seen("חדרים")]


@pytest.mark.parametrize("lines", range(1, 60, 3))
def test_heading_when_anywhere_on_a_page_then_never_its_last_line(
    pictures: Pictures, lines: int
) -> None:
    filler = rc.Paragraph(words("\n".join(["שורה"] * lines)))
    heading = rc.Heading("1.1", "כותרת הסעיף", "section")
    layout = lay_out(make(chapter(filler, heading, rc.Paragraph(words("גוף\nהטקסט")))), pictures)
    assert _page_of(layout, "כותרת הסעיף") == _page_of(layout, "גוף") == _page_of(layout, "הטקסט")


@pytest.mark.parametrize("lines", range(20, 40))
def test_paragraph_when_split_then_at_least_two_lines_on_each_page(
    pictures: Pictures, lines: int
) -> None:
    above = rc.Paragraph(words("\n".join(["שורה"] * lines)))
    text = rc.Paragraph(words("\n".join(["מילה"] * 8)))
    layout = lay_out(make(chapter(above, text)), pictures)
    counts = [page.words().count(_seen("מילה")) for page in layout.pages]
    assert 1 not in counts
    assert sum(counts) == 8


@pytest.mark.parametrize(("lines", "new_page"), [(8, False), (30, True)])
def test_chapter_when_half_a_page_or_less_remains_then_starts_a_new_page(
    pictures: Pictures, lines: int, new_page: bool
) -> None:
    first = chapter(rc.Paragraph(words("\n".join(["שורה"] * lines))))
    second = chapter(_FILLER, number="2", title="מצב משפטי")
    layout = lay_out(make(first, second), pictures)
    assert (_page_of(layout, "מצב משפטי") == 2) == new_page


def test_table_when_longer_than_a_page_then_head_repeats_and_rows_stay_whole(
    pictures: Pictures,
) -> None:
    layout = lay_out(make(chapter(comparables(90))), pictures)
    head = _seen("כתובת")
    first, *others = [page for page in layout.pages[1:] if _seen("(חזית)") in str(page.words())]
    assert len(others) >= 2
    assert first.words().count(head) == 1
    assert all(_furniture(page).count(head) == 1 for page in others)
    rows = [page.words().count("35,000") for page in (first, *others)]
    assert sum(rows) == 91
    assert [page.words().count("1998") for page in (first, *others)][:-1] == rows[:-1]


def test_table_when_a_row_is_taller_than_a_page_then_it_is_divided_and_whole(
    pictures: Pictures,
) -> None:
    row = rc.TableRow((words(SENTENCE * 60), words("קצר")))
    content = make(chapter(rc.Table((rc.Column("א"), rc.Column("ב")), (row,))))
    layout = lay_out(content, pictures)
    printed = _characters([text for page in layout.pages for text in page.words()])
    assert printed == _characters(text_blocks(content))
    assert len(layout.pages) > 3


def test_table_when_words_are_wide_then_no_column_is_narrower_than_its_word(
    pictures: Pictures,
) -> None:
    columns = (rc.Column("א", weight=1), rc.Column("ב", weight=50))
    rows = (rc.TableRow((words("אינטרנציונליזציה"), words("ב"))),)
    page = lay_out(make(chapter(rc.Table(columns, rows))), pictures).pages[1]
    assert _seen("אינטרנציונליזציה") in page.words()


def test_table_when_a_column_has_room_to_spare_then_no_other_is_broken_for_want_of_it() -> None:
    heads = (rc.Column("כתובת", rc.ColumnKind.TEXT, 8), rc.Column("הערות", rc.ColumnKind.TEXT, 70))
    row = rc.TableRow((words("רחוב הדולב הצפוני 11"), words("אין")))
    setter = Typesetter(load(shipped_faces()), m.DEFAULT, right_to_left=True)
    grid = grid_of(setter, rc.Table(heads, (row,)))
    style = m.Style(grid.size)
    assert [len(box.lines(cell, style)) for box, cell in
            zip(grid.boxes, row.cells, strict=True)] == [1, 1]  # fmt: skip
    assert sum(grid.widths) == pytest.approx(m.DEFAULT.text_width)


def test_table_when_words_do_not_fit_at_all_then_only_the_long_ones_are_divided(
    pictures: Pictures,
) -> None:
    columns = tuple(rc.Column(head) for head in ('יח"ד', "שטח", "קומה", "א", "ב"))
    cells = (words("12"), words("98.5"), words("שלישית"), words("x" * 90), words("y" * 90))
    content = make(chapter(rc.Table(columns, (rc.TableRow(cells),))))
    page = lay_out(content, pictures).pages[1]
    assert {_seen(text) for text in ('יח"ד', "שטח", "שלישית", "98.5")} <= set(page.words())
    assert "x" * 90 not in page.words()
    strokes = [mark for p in page.content for mark in p.marks if isinstance(mark, Stroke)]
    assert max(stroke.x2 for stroke in strokes) == pytest.approx(m.DEFAULT.text_width)


def test_table_when_rows_or_heads_are_missing_then_what_is_there_is_set(
    pictures: Pictures,
) -> None:
    columns = (rc.Column(""), rc.Column(""))
    empty = rc.Table(columns, ())
    short = rc.Table(columns, (rc.TableRow((words("יחיד"),)),))
    layout = lay_out(make(chapter(empty, short, _FILLER)), pictures)
    assert _seen("יחיד") in layout.pages[1].words()


def test_footnotes_when_set_then_numbered_through_the_report_on_the_page_of_their_mark(
    pictures: Pictures,
) -> None:
    def block(at: int) -> rc.Paragraph:
        note = rc.Footnote(words(f"הערה-{at}-סוף"))
        return rc.Paragraph((rc.Run(SENTENCE * 3 + f"סימון{at}"), note, rc.Run(" " + SENTENCE)))

    layout = lay_out(make(chapter(*(block(at) for at in range(1, 31)))), pictures)
    assert [number for page in layout.pages for number in page.notes] == list(range(1, 31))
    for page in layout.pages[1:]:
        text = " ".join(page.words())
        for number in page.notes:
            assert _seen(f"סימון{number}") in text
            assert _seen(f"הערה-{number}-סוף") in text


def test_footnotes_when_taller_than_a_page_then_carried_over_and_whole(pictures: Pictures) -> None:
    note = rc.Footnote(words(SENTENCE * 120))
    content = make(chapter(rc.Paragraph((rc.Run("מילה"), note)), _FILLER))
    layout = lay_out(content, pictures)
    printed = _characters([text for page in layout.pages for text in page.words()])
    assert printed - Counter("11") == _characters(text_blocks(content))
    assert layout.pages[1].notes == [1]


def test_body_when_any_page_then_stays_between_letterhead_and_strip(pictures: Pictures) -> None:
    long_note = rc.Footnote(words(SENTENCE * 12))
    blocks = [rc.Paragraph((rc.Run(SENTENCE * 3), long_note)) for _ in range(12)]
    layout = lay_out(make(chapter(*blocks, comparables(40))), pictures)
    for page in layout.pages[1:]:
        for placed in page.content:
            for mark in placed.marks:
                if isinstance(mark, Words):
                    assert m.DEFAULT.body_top < placed.y + mark.y < m.DEFAULT.body_bottom


def test_lines_when_on_one_page_then_none_covers_another(pictures: Pictures) -> None:
    layout = lay_out(full_report(), pictures)
    for page in layout.pages[1:]:
        text = [(p.y + w.y, p.x + w.x, w) for p in page.content for w in p.marks
                if isinstance(w, Words) and w.text.strip()]  # fmt: skip
        for y, x, mark in text:
            right = x + mark.font.width(mark.text, mark.size)
            for other_y, other_x, _ in text:
                beside = other_x >= right - 0.5 or other_x <= x
                assert beside or abs(other_y - y) > 6 or abs(other_y - y) == pytest.approx(0, abs=5)


def test_note_of_two_thousand_characters_when_set_then_whole(pictures: Pictures) -> None:
    text = (SENTENCE * 20)[:2000]
    content = make(chapter(rc.Paragraph(words(text), rc.Role.NOTE)))
    layout = lay_out(content, pictures)
    printed = _characters([part for page in layout.pages for part in page.words()])
    assert printed == _characters(text_blocks(content))


def test_pieces_when_empty_then_nothing_is_printed_for_them(pictures: Pictures) -> None:
    blocks: tuple[rc.Block, ...] = (
        rc.Paragraph(()),
        rc.Paragraph(words("")),
        rc.Paragraph(words(""), rc.Role.BOXED),
        rc.LabelLines(()),
        rc.Bullets(()),
        rc.Bullets(((), words(""))),
        rc.FigureGrid(()),
        rc.PageBreak(),
        rc.PageBreak(),
    )
    layout = lay_out(make(chapter(*blocks, title="")), pictures)
    assert [page.words() for page in layout.pages[1:]] == [["1"]] or len(layout.pages) <= 2


def test_report_when_it_has_no_chapters_then_the_cover_alone(pictures: Pictures) -> None:
    assert len(lay_out(make(), pictures).pages) == 1


def test_page_break_when_asked_then_what_follows_starts_a_page(pictures: Pictures) -> None:
    layout = lay_out(make(chapter(_FILLER, rc.PageBreak(), rc.Paragraph(words("אחרי")))), pictures)
    assert _page_of(layout, "אחרי") == 2


@pytest.mark.parametrize("lines", range(24, 40, 2))
def test_signature_when_it_moves_to_a_new_page_then_not_alone(
    pictures: Pictures, lines: int
) -> None:
    above = rc.Paragraph(words("\n".join(["שורה"] * lines)))
    block = rc.SignatureBlock((words("נועה כהן-לוי"), words("רישיון מס' 4321")))
    heading = rc.Heading("", "חתימה", "signature")
    layout = lay_out(make(chapter(above, heading, block)), pictures)
    page = layout.pages[_page_of(layout, "נועה כהן-לוי")]
    assert _seen("שורה") in page.words()
    assert _seen("רישיון מס' 4321") in page.words()


def test_caption_when_a_picture_is_set_then_above_it_and_both_within_the_text(
    pictures: Pictures,
) -> None:
    block = rc.FigureGrid((rc.Figure("wide", "סלון"), rc.Figure("tall", "מטבח " * 12)), 2)
    page = lay_out(make(chapter(block)), pictures).pages[1]
    marks = [(p, mark) for p in page.content for mark in p.marks]
    boxes = [(p.x + b.x, p.y + b.y, b) for p, b in marks if isinstance(b, Picture)]
    captions = [p.y + w.y for p, w in marks if isinstance(w, Words) and w.size == 10.0]
    assert boxes[0][0] > boxes[1][0]  # the first one is at the right
    assert max(captions) < min(y for _, y, _ in boxes)
    assert sum(isinstance(mark, Panel) for _, mark in marks) == 2
    for x, _, box in boxes:
        assert x >= m.DEFAULT.margin - 0.1
        assert x + box.width <= m.DEFAULT.margin + m.DEFAULT.text_width + 0.1


def test_picture_when_it_was_not_given_then_refused_by_its_key(pictures: Pictures) -> None:
    with pytest.raises(WorldFailed) as failed:
        lay_out(make(chapter(rc.Figure("gone"))), pictures)
    assert failed.value.code == "report_picture_unreadable"
    assert failed.value.facts == {"picture": "gone"}


def test_page_numbers_when_counted_then_without_the_cover(pictures: Pictures) -> None:
    layout = lay_out(full_report(), pictures)
    cover, *pages = layout.pages
    for at, page in enumerate(pages, start=1):
        assert _seen(f"עמוד {at} מתוך {len(pages)}") in _furniture(page)
    assert not any(_seen("עמוד") in text for text in _furniture(cover) + cover.words())


def test_page_number_when_hebrew_then_at_the_bottom_left(pictures: Pictures) -> None:
    page = lay_out(make(chapter(_FILLER)), pictures).pages[1]
    x, y = next(
        (p.x + w.x, p.y + w.y)
        for p in page.furniture
        for w in p.marks
        if isinstance(w, Words) and w.text == _seen("עמוד 1 מתוך 1")
    )
    assert x == pytest.approx(m.DEFAULT.margin)
    assert y > m.DEFAULT.body_bottom


def test_annexes_when_listed_then_the_contents_name_their_real_pages(pictures: Pictures) -> None:
    content = full_report()
    layout = lay_out(content, pictures)
    numbered = layout.pages[1:]
    starts = {
        mark.key: at
        for at, page in enumerate(numbered, start=1)
        for placed in page.content
        for mark in placed.marks
        if isinstance(mark, Anchor)
    }
    contents = numbered[starts["annexes"] - 1]
    assert _seen("1 נסח רישום (טאבו)") in contents.words()
    assert str(starts["annex:1"]) in _furniture(contents)
    assert str(starts["annex:2"]) in _furniture(contents)
    last = numbered[starts["annex:2"] - 1]
    assert f"SHA-256 {'c7' * 32}" in last.words()
