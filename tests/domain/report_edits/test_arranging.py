"""Arranging: each change does what it says, and no sequence of them loses a word."""

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.edits import applied
from shamay_desktop.domain.report_content import Bullets, Heading, PageBreak, Paragraph, Table
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import ChangeKind, OwnPicture, arrangement_of
from shamay_desktop.domain.report_edits.arranging import Trouble, arranged
from shamay_desktop.domain.report_edits.keys import generated_block, key_of, keyed
from shamay_desktop.domain.report_edits.own_table import table_of_cells
from shamay_desktop.domain.report_edits.rich_text import Flow, RichParagraph, Span, words
from shamay_desktop.domain.report_text import text_blocks
from tests.domain.report_edits.reports import report

NO_CASE = Case("c1")
ROOMS, PERMIT = "line:unit.rooms", "words:licensing.permits@p1"


def changed(*steps, case=NO_CASE):
    for step in steps:
        case = after(case, step(case))
    return case


def blocks_by_key(content):
    blocks = [block for chapter in content.chapters for block in chapter.blocks]
    parts = []
    for block in blocks:
        parts += getattr(block, "lines", (block,)) if hasattr(block, "lines") else [block]
    return {getattr(part, "key", ""): part for part in parts}


def lines(case, **facts):
    return text_blocks(arranged(report(**facts), arrangement_of(case)).content)


def generated(key, **facts):
    return generated_block(keyed(report(**facts)), key)


def test_a_report_when_nothing_was_changed_is_what_was_generated():
    assert arranged(report(), arrangement_of(NO_CASE)).content == keyed(report())


def test_keys_when_generated_again_with_further_rows_stay():
    few, many = (blocks_by_key(keyed(report(permits=p))) for p in (("p1",), ("p0", "p1", "p2")))
    assert few[PERMIT] == many[PERMIT]
    assert len(many) == len(set(many))


def test_own_words_when_facts_change_stay_and_are_remarked():
    case = changed(
        lambda c: gestures.reword(c, ROOMS, generated(ROOMS), words("ארבעה חדרים 4"), "r1")
    )
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


def test_own_words_when_they_leave_out_a_fact_say_which():
    case = changed(lambda c: gestures.reword(c, ROOMS, generated(ROOMS), words("מרווחת"), "r1"))
    (remark,) = arranged(report(), arrangement_of(case)).remarks
    assert (remark.trouble, remark.words) == (Trouble.FACTS_MISSING, "4")


def test_a_hidden_block_when_shown_again_stands_where_it_stood():
    case = changed(lambda c: gestures.hide(c, PERMIT, "h1"))
    assert "היתר מס' p1" not in lines(case)
    assert PERMIT in arranged(report(), arrangement_of(case)).hidden
    assert lines(changed(lambda c: gestures.show(c, PERMIT), case=case)) == text_blocks(report())


def test_own_text_when_its_neighbour_is_hidden_keeps_its_place():
    case = changed(
        lambda c: gestures.add_text(c, words("דברי"), PERMIT, "heading:2.1", "o1"),
        lambda c: gestures.hide(c, PERMIT, "h1"),
    )
    said = lines(case)
    assert said.index("דברי") == said.index("2.1 היתרים") + 1


def test_own_text_when_its_place_is_gone_stands_at_the_end_and_is_remarked():
    case = changed(lambda c: gestures.add_text(c, words("דברי"), PERMIT, "heading:2.1", "o1"))
    result = arranged(report(permits=()), arrangement_of(case))
    assert "דברי" in text_blocks(result.content)
    assert [each.trouble for each in result.remarks] == [Trouble.ADRIFT]


def test_a_section_when_all_of_it_is_hidden_vanishes_with_its_heading():
    case = changed(
        lambda c: gestures.hide(c, PERMIT, "h1"),
        lambda c: gestures.hide(c, "words:licensing.permits@p2", "h2"),
    )
    assert "2.1 היתרים" not in lines(case)


def test_blocks_when_moved_stand_behind_what_was_asked_and_come_back():
    case = changed(lambda c: gestures.move(c, ROOMS, PERMIT, "heading:2.1", "m1"))
    said = lines(case)
    assert said.index("חדרים 4") == said.index("היתר מס' p1") + 1
    back = changed(lambda c: gestures.to_own_place(c, ROOMS), case=case)
    assert lines(back) == text_blocks(report())


def test_a_note_when_set_behind_a_table_stands_in_its_last_row():
    key = "table:valuation.areas"
    case = changed(lambda c: gestures.annotate(c, key, words("לפי ההיתר"), "n1"))
    said = lines(case)
    assert said.index("לפי ההיתר") == said.index("100") + 1


def test_own_parts_when_added_are_of_their_kind():
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
    assert opening.inlines[0].italic
    assert isinstance(listed, Bullets)
    assert listed.ordered
    assert isinstance(own, Table)
    assert own.columns[1].kind == "number"
    assert isinstance(page, PageBreak)
    assert figure.picture == f"{'b' * 64}@0,0,500,1000"


def test_a_reference_when_its_section_moves_away_prints_its_number_or_says_it_is_gone():
    text = (RichParagraph((Span("ראו סעיף "), Span("?", refers="heading:2.2"))),)
    case = changed(lambda c: gestures.add_text(c, text, ROOMS, "heading:1.2", "o1"))
    assert "ראו סעיף 2.2" in lines(case)
    gone = arranged(report(leased=False), arrangement_of(case))
    assert [each.trouble for each in gone.remarks] == [Trouble.REFERENCE_GONE]


def test_a_change_when_it_cannot_be_read_is_named_and_the_rest_stands():
    case = changed(lambda c: gestures.add_text(c, words("דברי"), PERMIT, "", "o1"))
    broken = case.row("report.changes", "o1")
    assert broken is not None
    path = "report.changes/o1/content"
    from shamay_desktop.domain.case import Value
    from shamay_desktop.domain.editing import setting

    case = after(case, setting(case, path, Value.of("{")))
    assert arrangement_of(case).unreadable == ("o1",)
    assert lines(case) == text_blocks(report())


class Editing(RuleBasedStateMachine):
    """Any gestures, changes of facts and undos: a valid tree, and every own word in it once."""

    @initialize()
    def begin(self):
        self.case, self.undo, self.number = NO_CASE, [], 0
        self.facts = {}

    def do(self, changes):
        edits = [change.stamped(0, "a@b.co.il", "2026-11-21T00:00:00Z") for change in changes]
        for edit in edits:
            self.case = applied(self.case, edit)
        if edits:
            self.undo.append(edits)

    def keys(self):
        content = keyed(report(**self.facts))
        keys = [f"chapter:{chapter.key}" for chapter in content.chapters]
        for chapter in content.chapters:
            for block in chapter.blocks:
                own = (
                    [line.key for line in block.lines if line.label]
                    if hasattr(block, "lines") and hasattr(block.lines[0], "label")
                    else [key_of(block)]
                )
                keys += own
        return keys + [f"own:{row.id}" for row in self.case.rows("report.changes")]

    def new(self):
        self.number += 1
        return f"r{self.number}"

    @rule(data=st.data(), italic=st.booleans())
    def add_text(self, data, italic):
        row = self.new()
        after_key = data.draw(st.sampled_from(self.keys()))
        text = words(f"מילים-{row}", italic=italic)
        self.do(gestures.add_text(self.case, text, after_key, "heading:2.2", row))

    @rule(data=st.data())
    def add_break(self, data):
        key = data.draw(st.sampled_from(self.keys()))
        self.do(gestures.add_break(self.case, key, "heading:1.1", self.new()))

    @rule(data=st.data())
    def add_table(self, data):
        row = self.new()
        table = table_of_cells([["ראש", "סכום"], [f"תא-{row}", "1"]], first_is_head=True)
        key = data.draw(st.sampled_from(self.keys()))
        self.do(gestures.add_table(self.case, table, key, "", row))

    @rule(data=st.data())
    def hide(self, data):
        key = data.draw(st.sampled_from(self.keys()))
        if not key.startswith(("own:", "chapter:")):
            self.do(gestures.hide(self.case, key, self.new()))

    @rule(data=st.data())
    def move(self, data):
        key, behind = (data.draw(st.sampled_from(self.keys())) for _ in range(2))
        if key != behind and not key.startswith("chapter:"):
            self.do(gestures.move(self.case, key, behind, "heading:1.2", self.new()))

    @rule(data=st.data())
    def reword(self, data):
        row = self.new()
        content = keyed(report(**self.facts))
        blocks = [
            block for chapter in content.chapters for block in chapter.blocks
            if isinstance(block, Paragraph | Bullets)
        ]  # fmt: skip
        if blocks:
            block = data.draw(st.sampled_from(blocks))
            self.do(gestures.reword(self.case, block.key, block, words(f"נוסח-{row}"), row))

    @rule(data=st.data())
    def take_back(self, data):
        rows = [row.id for row in self.case.rows("report.changes")]
        if rows:
            self.do(gestures.remove(self.case, data.draw(st.sampled_from(rows))))

    @rule(
        rooms=st.sampled_from(["3", "4"]),
        permits=st.sampled_from([(), ("p1",), ("p0", "p1", "p2")]),
        leased=st.booleans(),
    )
    def regenerate(self, rooms, permits, leased):
        self.facts = {"rooms": rooms, "permits": permits, "leased": leased}

    @rule()
    def undo_one(self):
        if self.undo:
            for edit in reversed(self.undo.pop()):
                self.case = applied(self.case, edit.reversed(0, edit.at))

    @invariant()
    def every_own_word_stands_once(self):
        result = arranged(report(**self.facts), arrangement_of(self.case))
        said = Counter(word for line in text_blocks(result.content) for word in line.split())
        dormant = " ".join(each.words for each in result.remarks)
        for change in arrangement_of(self.case).changes:
            own = {
                ChangeKind.OWN_TEXT: f"מילים-{change.id}", ChangeKind.OWN_TABLE: f"תא-{change.id}"
            }.get(change.kind)  # fmt: skip
            assert own is None or said[own] == 1
        for change in arrangement_of(self.case).about(ChangeKind.WORDS).values():
            own = change.text[0].spans[0].text
            shown = said[own] == 1 or own in dormant or change.block in result.hidden
            assert shown, (own, result.remarks)

    @invariant()
    def the_tree_is_valid(self):
        result = arranged(report(**self.facts), arrangement_of(self.case))
        keys = [key_of(block) for chapter in result.content.chapters for block in chapter.blocks]
        assert len(keys) == len(set(keys))
        for chapter in result.content.chapters:
            assert not isinstance(chapter.blocks[-1], Heading)
            pairs = zip(chapter.blocks, chapter.blocks[1:], strict=False)
            assert not any(isinstance(a, Heading) and isinstance(b, Heading) for a, b in pairs)

    @invariant()
    def what_is_generated_and_untouched_stands_once(self):
        content = keyed(report(**self.facts))
        result = arranged(content, arrangement_of(self.case))
        said = Counter(text_blocks(result.content))
        touched = set(result.changed)
        for chapter in content.chapters:
            for block in chapter.blocks:
                if isinstance(block, Paragraph) and block.key not in touched:
                    assert said["".join(run.text for run in block.inlines)] == 1


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
