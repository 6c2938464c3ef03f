"""Any sequence of gestures, other facts, other templates, merges and undos: a valid tree, and no
word of the appraiser's lost.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.editing import Change, adding_row
from shamay_desktop.domain.edits import Edit, applied
from shamay_desktop.domain.report_content import (
    Block,
    Heading,
    LabelLines,
    PageBreak,
    Paragraph,
    ReportContent,
    Run,
)
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import (
    CHANGES,
    Arrangement,
    ChangeKind,
    OwnPicture,
    ReportChange,
    arrangement_of,
)
from shamay_desktop.domain.report_edits.arranging import Trouble, arranged
from shamay_desktop.domain.report_edits.composing import takes_note
from shamay_desktop.domain.report_edits.generated import facts_of, fits, words_of
from shamay_desktop.domain.report_edits.keys import generated_block, inner_keys, key_of, keyed
from shamay_desktop.domain.report_edits.own_table import table_of_cells
from shamay_desktop.domain.report_edits.rich_text import (
    RichParagraph,
    Span,
    plain_words,
    rich_json,
    words,
)
from shamay_desktop.domain.report_edits.walking import (
    Part,
    before,
    parts_of,
    place_above,
    place_below,
    target_behind,
)
from shamay_desktop.domain.report_text import text_blocks
from tests.domain.report_edits.reports import report

NO_CASE = Case("c1")
PICTURES = ("9" * 64, "8" * 64)
LINES = ((), ("אלף",), ("אלף", "בית"), ("אפס", "אלף", "בית"), ("אלף", "גימל", "בית"))
TEMPLATES = tuple(map(frozenset, ((), ("property",), ("rights",), ("value", "annex_photos"),
                                  ("property", "rights", "value", "annex_photos"))))  # fmt: skip
NOWHERE = Part("chapter:opening", "chapter:opening")
"""What a gesture of another device may be about, where nothing is printed."""
CHANGED = (Trouble.FACTS_CHANGED, Trouble.UNSURE)
CAPTIONED = (ChangeKind.OWN_TEXT, ChangeKind.OWN_TABLE)


def _sign(row: str) -> str:
    return f"סימן-{row}-"


class Editing(RuleBasedStateMachine):
    """A case, what it was generated with, and the gestures that can be undone and done again."""

    @initialize()
    def begin(self) -> None:
        self.case, self.number = NO_CASE, 0
        self.undone: list[list[Edit]] = []
        self.done: list[list[Edit]] = []
        self.facts: dict[str, Any] = {}
        self.foreign = False
        self.hidden_with: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.pictures = frozenset(PICTURES)
        self.look()

    # -- what is seen ---------------------------------------------------------------------

    def look(self) -> None:
        arrangement = arrangement_of(self.case)
        self.generated = report(**self.facts)
        if self.foreign:
            self.generated = in_other_words(self.generated)
        self.seen = arranged(self.generated, arrangement, self.pictures)
        bare = tuple(replace(each, confirmed=frozenset()) for each in arrangement.changes)
        self.unanswered = arranged(
            self.generated, Arrangement(bare, arrangement.unreadable), self.pictures
        )
        self.parts = parts_of(self.seen, ())

    def do(self, changes: tuple[Change, ...]) -> None:
        edits = [change.stamped(0, "a@b.co.il", "2026-11-21T00:00:00Z") for change in changes]
        for edit in edits:
            self.case = applied(self.case, edit)
        if edits:
            self.done.append(edits)
            self.undone.clear()
        self.look()

    def new(self) -> str:
        self.number += 1
        return f"r{self.number}"

    def part(self, data: st.DataObject) -> Part:
        return data.draw(st.sampled_from(self.parts or (NOWHERE,)))

    def editable(self) -> list[str]:
        """Keys of all that has generated words."""
        content = self.seen.generated
        keys = [part.key for part in self.parts if not part.own]
        keys += [*content.cover.keys, *_inner(content)]
        blocks = ((key, generated_block(content, key)) for key in keys)
        return [key for key, block in blocks if block is not None and words_of(block)]

    # -- gestures -------------------------------------------------------------------------

    @rule(data=st.data(), italic=st.booleans())
    def add_text(self, data: st.DataObject, italic: bool) -> None:
        row, target = self.new(), target_behind(self.part(data))
        text = words(f"{_sign(row)}\nעוד", italic=italic)
        self.do(gestures.add_text(self.case, text, target.after, target.section, row))

    @rule(data=st.data())
    def add_break(self, data: st.DataObject) -> None:
        target = target_behind(self.part(data))
        self.do(gestures.add_break(self.case, target.after, target.section, self.new()))

    @rule(data=st.data())
    def add_table(self, data: st.DataObject) -> None:
        row, target = self.new(), target_behind(self.part(data))
        table = table_of_cells([["ראש", "סכום"], [_sign(row), "1"]], first_is_head=True)
        self.do(gestures.add_table(self.case, table, target.after, target.section, row))

    @rule(data=st.data(), picture=st.sampled_from(PICTURES))
    def add_picture(self, data: st.DataObject, picture: str) -> None:
        row, target = self.new(), target_behind(self.part(data))
        own = OwnPicture(picture, caption=_sign(row))
        self.do(gestures.add_picture(self.case, own, target.after, target.section, row))

    @rule(data=st.data())
    def refer(self, data: st.DataObject) -> None:
        row, target = self.new(), target_behind(self.part(data))
        text = (RichParagraph((Span(_sign(row)), Span("?", refers=self.part(data).key))),)
        self.do(gestures.add_text(self.case, text, target.after, target.section, row))

    @rule(data=st.data())
    def annotate(self, data: st.DataObject) -> None:
        part, row = self.part(data), self.new()
        if part.blocks and takes_note(part.blocks[-1]):
            self.do(gestures.annotate(self.case, part.key, words(_sign(row)), row))

    @rule(data=st.data())
    def reword(self, data: st.DataObject) -> None:
        key, row = data.draw(st.sampled_from(self.editable())), self.new()
        block = generated_block(self.seen.generated, key)
        assert block is not None
        self.do(gestures.reword(self.case, key, block, words(_sign(row)), row))

    @rule(data=st.data())
    def hide(self, data: st.DataObject) -> None:
        keys = [key for key in self.editable() if not key.startswith("chapter:")]
        key = data.draw(st.sampled_from(keys))
        block = generated_block(self.seen.generated, key)
        row = self.new()
        changes = gestures.hide(self.case, key, row, block)
        if changes and block is not None:
            self.hidden_with[row] = (key, _told(block))
        self.do(changes)

    @rule(data=st.data())
    def show(self, data: st.DataObject) -> None:
        if self.seen.hidden:
            key = data.draw(st.sampled_from(list(self.seen.hidden)))
            self.do(gestures.show(self.case, key))

    @rule(data=st.data(), where=st.sampled_from(["up", "down", "anywhere"]))
    def move(self, data: st.DataObject, where: str) -> None:
        part = self.part(data)
        if not part.movable:
            return
        step = {"up": place_above, "down": place_below}.get(where)
        target = None if step is None else step(self.parts, part.key)
        if where == "anywhere":
            behind = self.part(data)
            target = target_behind(behind) if behind is not part else None
        if target is not None:
            block = generated_block(self.seen.generated, part.key)
            self.do(
                gestures.move(
                    self.case, part.key, target.after, target.section, self.new(),
                    before(self.parts, part.key), block,
                )
            )  # fmt: skip

    @rule(data=st.data())
    def move_in_grid(self, data: st.DataObject) -> None:
        inner = list(_inner(self.seen.generated))
        if len(inner) > 1:
            key, behind = data.draw(st.permutations(inner))[:2]
            self.do(gestures.move(self.case, key, behind, "", self.new()))

    @rule(data=st.data(), kind=st.sampled_from([ChangeKind.WORDS, ChangeKind.HIDDEN]))
    def merge(self, data: st.DataObject, kind: ChangeKind) -> None:
        """Another device had its own row about a block that this one changed."""
        known = [each.block for each in arrangement_of(self.case).changes if each.block]
        if known:
            row = self.new()
            cells = {"kind": kind.value, "block": data.draw(st.sampled_from(known))}
            cells["content"] = rich_json(words(_sign(row))) if kind is ChangeKind.WORDS else ""
            kept = {name: Value.of(content) for name, content in cells.items() if content}
            self.do(adding_row(self.case, CHANGES, Row(row, kept)))

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        rows = [row.id for row in self.case.rows(CHANGES)]
        if rows:
            self.do(gestures.remove(self.case, data.draw(st.sampled_from(rows))))

    @precondition(lambda self: self.seen.remarks)
    @rule()
    def confirm(self) -> None:
        self.do(gestures.confirm(self.case, self.seen.remarks))
        left = {remark.state for remark in self.seen.remarks}
        assert not self.seen.remarks or left, self.seen.remarks

    # -- the world around -----------------------------------------------------------------

    @rule(
        rooms=st.sampled_from(["3", "4"]),
        permits=st.sampled_from([(), ("p1",), ("p0", "p1", "p2")]),
        leased=st.booleans(),
        lines=st.sampled_from(LINES),
    )
    def regenerate(self, **facts: Any) -> None:
        self.facts |= facts
        self.look()

    @rule(foreign=st.booleans())
    def choose_language(self, foreign: bool) -> None:
        self.foreign = foreign
        self.look()

    @rule(without=st.sampled_from(TEMPLATES))
    def choose_template(self, without: frozenset[str]) -> None:
        self.facts["without"] = without
        self.look()

    @rule(pictures=st.sampled_from([PICTURES, PICTURES[:1], ()]))
    def take_pictures_out(self, pictures: tuple[str, ...]) -> None:
        self.pictures = frozenset(pictures)
        self.look()

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        edits = self.done.pop()
        for edit in reversed(edits):
            self.case = applied(self.case, edit.reversed(0, edit.at))
        self.undone.append(edits)
        self.look()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        edits = self.undone.pop()
        for edit in edits:
            self.case = applied(self.case, edit)
        self.done.append(edits)
        self.look()

    # -- what always holds ----------------------------------------------------------------

    @invariant()
    def no_own_word_is_lost(self) -> None:
        # A reference to a table or picture says its caption a second time, in quotes.
        printed = (re.sub("״[^״]*״", "", line) for line in text_blocks(self.seen.content))
        said = Counter(sign for line in printed for sign in _signs(line))
        told = {sign for each in self.unanswered.remarks for sign in _signs(each.words)}
        for change in arrangement_of(self.case).changes:
            sign = _sign(change.id)
            if change.kind in CAPTIONED:
                assert said[sign] == 1, change
            elif change.kind is ChangeKind.OWN_PICTURE:
                there = change.picture is not None and change.picture.picture in self.pictures
                assert said[sign] == int(there), change
                assert there or sign in told
            elif change.kind in {ChangeKind.WORDS, ChangeKind.NOTE}:
                sign = next(_signs(plain_words(change.text)))
                waits = sign in told or self.waits_with_its_block(change)
                assert said[sign] == 1 or waits, (change, self.unanswered.remarks)

    def waits_with_its_block(self, change: ReportChange) -> bool:
        """Hidden itself or with its grid, or the title of what is empty as all is hidden."""
        if change.block in self.seen.hidden:
            return True
        grids = {key for block in self.seen.hidden.values() for key in inner_keys(block)}
        titles = change.block.startswith(("heading:", "chapter:"))
        return change.block in grids or (titles and change.block not in _titles(self.seen.content))

    @invariant()
    def the_tree_is_valid(self) -> None:
        content = self.seen.content
        keys = [key_of(block) for chapter in content.chapters for block in chapter.blocks]
        assert len(keys) == len(set(keys))
        blocks = [(at, block) for at, chapter in enumerate(content.chapters)
                  for block in chapter.blocks]  # fmt: skip
        assert not blocks or not isinstance(blocks[-1][1], PageBreak | Heading)
        for chapter in content.chapters:
            assert chapter.blocks
            assert not isinstance(chapter.blocks[0], PageBreak)
            assert not isinstance(chapter.blocks[-1], Heading)
        for (at, first), (also, second) in pairwise(blocks):
            if isinstance(second, PageBreak):
                assert not isinstance(first, Heading | PageBreak)
                assert not (at == also and isinstance(first, Paragraph) and first.keep_with_next)
            assert not (isinstance(first, Heading) and isinstance(second, Heading))

    @invariant()
    def what_is_generated_and_untouched_stands_once(self) -> None:
        said = Counter(text_blocks(self.seen.content))
        touched = set(self.seen.changed)
        for chapter in self.seen.generated.chapters:
            for block in chapter.blocks:
                if isinstance(block, Paragraph) and block.key not in touched:
                    assert said["".join(run.text for run in _runs(block))] == 1, block

    @invariant()
    def own_words_stand_over_what_they_were_made_of_or_are_remarked(self) -> None:
        content = self.seen.generated
        remarked = {remark.row for remark in self.unanswered.remarks}
        for change in arrangement_of(self.case).about(ChangeKind.WORDS).values():
            block = generated_block(content, change.block)
            if block is not None and change.block not in self.seen.hidden:
                assert fits(change.basis, block) or change.id in remarked

    @invariant()
    def what_was_hidden_is_remarked_when_its_facts_changed_and_in_no_language_else(self) -> None:
        bare = {each.row for each in self.unanswered.remarks if each.trouble in CHANGED}
        rows = arrangement_of(self.case).about(ChangeKind.HIDDEN)
        for key, change in rows.items():
            hidden, told = self.hidden_with.get(change.id, ("", ()))
            block = generated_block(self.seen.generated, key)
            if hidden != key or block is None or key in _inner(self.seen.generated):
                continue
            if change.confirmed:
                continue  # it is based on what it was confirmed with
            changed = bool(told or _told(block)) and told != _told(block)
            assert (change.id in bare) is changed, (change, told, _told(block))

    @invariant()
    def the_same_changes_give_the_same_report(self) -> None:
        again = arranged(keyed(self.generated), arrangement_of(self.case), self.pictures)
        assert again == self.seen

    def teardown(self) -> None:
        while getattr(self, "done", None):
            self.undo()
        assert getattr(self, "case", NO_CASE) == NO_CASE


def _told(block: Block) -> tuple[str, ...]:
    return tuple(sorted(set(facts_of(block))))


def in_other_words(content: ReportContent) -> ReportContent:
    """The same facts between the fixed words of another language."""
    chapters = tuple(
        replace(each, blocks=tuple(map(_foreign, each.blocks))) for each in keyed(content).chapters
    )
    return replace(content, chapters=chapters)


def _foreign(block: Block) -> Block:
    match block:
        case Paragraph(inlines=inlines):
            runs = (run for run in inlines if isinstance(run, Run))
            return replace(block, inlines=tuple(
                run if run.field else replace(run, text=_turned(run.text)) for run in runs
            ))  # fmt: skip
        case LabelLines(lines=lines):
            return LabelLines(tuple(
                replace(line, label=_turned(line.label)) for line in lines
            ))  # fmt: skip
        case _:
            return block


def _turned(text: str) -> str:
    return text.rstrip()[::-1] + " " * text.endswith(" ")


def _signs(text: str) -> Iterator[str]:
    return (f"סימן-{part.split('-')[0]}-" for part in text.split("סימן-")[1:])


def _inner(content: ReportContent) -> Iterator[str]:
    for chapter in content.chapters:
        for block in chapter.blocks:
            yield from inner_keys(block)


def _titles(content: ReportContent) -> set[str]:
    keys = {f"chapter:{chapter.key}" for chapter in content.chapters}
    return keys | {key_of(block) for chapter in content.chapters for block in chapter.blocks}


def _runs(block: Block) -> list[Any]:
    return [inline for inline in getattr(block, "inlines", ()) if hasattr(inline, "text")]


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=50, stateful_step_count=25, deadline=None)
