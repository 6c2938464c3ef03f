"""A preview kept up with edits shows what a fresh setting and the written file show."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import OwnPicture, arrangement_of
from shamay_desktop.domain.report_edits.arranging import arranged
from shamay_desktop.domain.report_edits.keys import apart, key_of, keyed
from shamay_desktop.domain.report_edits.own_table import table_of_cells
from shamay_desktop.domain.report_edits.rich_text import words as rich
from shamay_desktop.reports.pdf import lay_out, write_pdf
from shamay_desktop.reports.pdf.drawing import Page, Picture
from shamay_desktop.reports.pdf.page_by_page import SeenPages
from tests.reports.pdf.sample_report import (
    SENTENCE,
    chapter,
    comparables,
    full_report,
    picture_files,
    words,
)
from tests.reports.pdf.sample_report import report as make

CREATED = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
Pictures = dict[str, rc.PictureFile]


def _long(count: int = 30) -> rc.ReportContent:
    """Some pages of paragraphs, each with words of its own."""
    blocks = [rc.Paragraph(words(f"{number}. {SENTENCE * 4}")) for number in range(count)]
    return keyed(make(chapter(*blocks), watermark="טיוטה"))


def _said(content: rc.ReportContent, number: int, text: str) -> rc.ReportContent:
    """The same report with other words in one paragraph of its only chapter."""
    blocks = list(content.chapters[0].blocks)
    block = blocks[number]
    assert isinstance(block, rc.Paragraph)
    blocks[number] = replace(block, inlines=words(text))
    return replace(content, chapters=(replace(content.chapters[0], blocks=tuple(blocks)),))


def _drawn(path: Path, page: int = 1) -> bytes:
    document = pypdfium2.PdfDocument(path)
    try:
        return bytes(document[page - 1].render(scale=1).to_pil().tobytes())
    finally:
        document.close()


def test_a_page_when_its_words_change_alone_gets_a_new_name(pictures: Pictures) -> None:
    content = _long()
    first = SeenPages(content, pictures)
    block = content.chapters[0].blocks[12]
    page = next(place.page for place in first.places if place.key == key_of(block))
    assert isinstance(block, rc.Paragraph)
    said = "".join(run.text for run in block.inlines if isinstance(run, rc.Run))
    second = first.renewed(_said(content, 12, said.replace("נשוא", "נושא")), pictures)
    changed = [
        number for number, (one, other) in enumerate(zip(first.names, second.names, strict=True), 1)
        if one != other
    ]  # fmt: skip
    assert changed == [page]


def test_every_page_when_their_number_changes_gets_a_new_name(pictures: Pictures) -> None:
    content = _long()
    first = SeenPages(content, pictures)
    second = first.renewed(_said(content, 12, SENTENCE * 40), pictures)
    assert len(second.names) > len(first.names)
    assert set(first.names[1:]).isdisjoint(second.names), "each says how many there are"
    assert second.names[0] == first.names[0], "the cover does not"


def test_pages_when_a_picture_is_another_file_under_its_key_get_new_names(
    pictures: Pictures, tmp_path: Path
) -> None:
    content = keyed(full_report())
    first = SeenPages(content, pictures)
    turned = pictures | {"tall": picture_files(tmp_path)["tall"]}
    second = first.renewed(content, turned)
    changed = {
        number for number, (one, other) in enumerate(zip(first.names, second.names, strict=True), 1)
        if one != other
    }  # fmt: skip
    assert changed == {number for number, page in enumerate(second.layout.pages, 1)
                       if "tall" in _shown(page)}  # fmt: skip
    assert changed


def test_a_kept_block_when_its_picture_is_gone_is_refused_as_a_new_one(pictures: Pictures) -> None:
    content = keyed(full_report())
    first = SeenPages(content, pictures)
    fewer = {key: made for key, made in pictures.items() if key != "tall"}
    with pytest.raises(WorldFailed, match="report_picture_unreadable"):
        first.renewed(content, fewer)


def test_a_layout_when_looks_or_language_change_takes_nothing_over(pictures: Pictures) -> None:
    content = keyed(full_report())
    first = SeenPages(content, pictures)
    larger = replace(content, looks=replace(content.looks, body_size=Decimal(14)))
    assert first.renewed(larger, pictures).layout == lay_out(larger, pictures)


def test_what_is_kept_when_edits_follow_each_other_is_that_of_two_reports(
    pictures: Pictures,
) -> None:
    content = _long()
    pages = SeenPages(content, pictures)
    for number in range(12):
        pages = pages.renewed(_said(content, 3, f"נוסח {number}"), pictures)
    kept, once = pages.layout.kept, SeenPages(content, pictures).layout.kept
    assert kept is not None
    assert once is not None
    assert kept.count <= 2 * once.count


def test_each_page_when_painted_alone_looks_as_in_the_written_file(
    pictures: Pictures, tmp_path: Path
) -> None:
    content = keyed(full_report())
    first = SeenPages(content, pictures)
    edited = arranged(content, arrangement_of(_edited(content))).content
    pages = first.renewed(edited, pictures)
    whole = tmp_path / "whole.pdf"
    write_pdf(edited, pictures, whole, created=CREATED)
    for number in range(1, len(pages.names) + 1):
        target = tmp_path / f"{number}.pdf"
        pages.paint(number, target)
        assert _drawn(target) == _drawn(whole, number), number


def test_a_file_when_written_after_many_previews_is_that_of_a_fresh_run(
    pictures: Pictures, tmp_path: Path
) -> None:
    content = keyed(full_report())
    fresh, later = tmp_path / "fresh.pdf", tmp_path / "later.pdf"
    write_pdf(content, pictures, fresh, created=CREATED)
    pages = SeenPages(arranged(content, arrangement_of(_edited(content))).content, pictures)
    pages = pages.renewed(content, pictures)
    pages.paint(2, tmp_path / "page.pdf")
    write_pdf(content, pictures, later, created=CREATED)
    assert later.read_bytes() == fresh.read_bytes()


def test_a_page_when_its_file_is_there_is_not_painted_again(
    pictures: Pictures, tmp_path: Path
) -> None:
    pages = SeenPages(_long(), pictures)
    target = tmp_path / "page.pdf"
    pages.paint(2, target)
    stamp = target.stat().st_mtime_ns
    pages.renewed(_long(), pictures).paint(2, target)
    assert target.stat().st_mtime_ns == stamp


def test_a_page_when_its_folder_is_gone_says_so(pictures: Pictures, tmp_path: Path) -> None:
    with pytest.raises(WorldFailed, match="report_not_written"):
        SeenPages(_long(), pictures).paint(1, tmp_path / "gone" / "page.pdf")


def _edited(content: rc.ReportContent) -> Case:
    """Other words, a note, a break and a table, so that pages and numbers of notes move."""
    case = Case("c1")
    block = next(b for part in content.chapters for b in part.blocks
                 if isinstance(b, rc.Paragraph) and b.role is rc.Role.BODY)  # fmt: skip
    table = table_of_cells([["ראש", "סכום"], ["תא", "1"]], first_is_head=True)
    steps: tuple[Callable[[Case], tuple[Change, ...]], ...] = (
        lambda c: gestures.reword(c, block.key, block, rich(f"נוסח אחר. {SENTENCE}"), "r1"),
        lambda c: gestures.annotate(c, block.key, rich("הערה של השמאי"), "r2"),
        lambda c: gestures.add_break(c, block.key, "", "r3"),
        lambda c: gestures.add_table(c, table, block.key, "", "r4"),
    )
    for step in steps:
        case = after(case, step(case))
    return case


def _shown(page: Page) -> set[str]:
    placed = (*page.furniture, *page.content)
    return {mark.key for each in placed for mark in each.marks if isinstance(mark, Picture)}


class Previewing(RuleBasedStateMachine):
    """Any gestures and regenerations: the kept-up pages are those of a fresh setting."""

    pictures: Mapping[str, rc.PictureFile]

    @initialize()
    def begin(self) -> None:
        self.case, self.number = Case("c1"), 0
        self.regenerate("טיוטה", 9)
        self.pages = SeenPages(self.content, self.pictures)
        self.undo: list[Case] = []
        self.seen: dict[str, tuple[object, Page]] = {}

    # -- gestures -------------------------------------------------------------------------

    @rule(data=st.data(), times=st.integers(1, 30))
    def reword(self, data: st.DataObject, times: int) -> None:
        blocks = [b for b in self._blocks() if isinstance(b, rc.Paragraph | rc.Bullets)]
        block = data.draw(st.sampled_from(blocks))
        text = rich(f"נוסח {self._new()}. {SENTENCE * times}")
        self._do(lambda: gestures.reword(self.case, key_of(block), block, text, self._new()))

    @rule(data=st.data())
    def hide(self, data: st.DataObject) -> None:
        key = self._draw(data, own=False)
        self._do(lambda: gestures.hide(self.case, key, self._new()))

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        key, behind = self._draw(data), self._draw(data)
        if key != behind:
            self._do(lambda: gestures.move(self.case, key, behind, "", self._new()))

    @rule(data=st.data(), long=st.booleans())
    def annotate(self, data: st.DataObject, *, long: bool) -> None:
        key = self._draw(data, own=False)
        text = rich(f"הערה {self._new()} {SENTENCE * (6 if long else 1)}")
        self._do(lambda: gestures.annotate(self.case, key, text, self._new()))

    @rule(data=st.data(), what=st.sampled_from(["text", "table", "picture", "break"]))
    def add(self, data: st.DataObject, what: str) -> None:
        key, row = self._draw(data), self._new()
        table = table_of_cells([["ראש", "סכום"], [f"תא {row}", "1"]], first_is_head=True)
        self._do({
            "text": lambda: gestures.add_text(self.case, rich(f"תוספת {row}"), key, "", row),
            "table": lambda: gestures.add_table(self.case, table, key, "", row),
            "picture": lambda: gestures.add_picture(
                self.case, OwnPicture("tall", rc.Width.HALF, "תמונה", None), key, "", row),
            "break": lambda: gestures.add_break(self.case, key, "", row),
        }[what])  # fmt: skip

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        rows = [row.id for row in self.case.rows("report.changes")]
        if rows:
            row = data.draw(st.sampled_from(rows))
            self._do(lambda: gestures.remove(self.case, row))

    @rule()
    def undo_one(self) -> None:
        if self.undo:
            self.case = self.undo.pop()

    # -- what the case makes of it --------------------------------------------------------

    @rule(mark=st.sampled_from(["טיוטה", None]), rows=st.integers(1, 40))
    def regenerate(self, mark: str | None, rows: int) -> None:
        content = full_report(watermark=mark)
        *others, last = content.chapters
        blocks = tuple(
            comparables(rows) if isinstance(block, rc.Table) else block
            for block in last.blocks
            if not isinstance(block, rc.ChartGrid)  # as slow to set afresh as all others
        )
        chapters = (*others, replace(last, blocks=blocks))
        self.content = keyed(replace(content, chapters=chapters))

    @rule(size=st.sampled_from(["11", "12", "14"]))
    def choose_looks(self, size: str) -> None:
        looks = replace(self.content.looks, body_size=Decimal(size))
        self.content = replace(self.content, looks=looks)

    # -- what holds -----------------------------------------------------------------------

    @invariant()
    def the_pages_are_those_of_a_fresh_setting(self) -> None:
        content = arranged(self.content, arrangement_of(self.case)).content
        self.pages = self.pages.renewed(content, self.pictures)
        fresh = lay_out(content, self.pictures)
        assert self.pages.layout == fresh
        assert self.pages.places == fresh.places()

    @invariant()
    def under_one_name_a_page_looks_the_same(self) -> None:
        layout = self.pages.layout
        assert len(set(self.pages.names)) == len(layout.pages)
        for name, page in zip(self.pages.names, layout.pages, strict=True):
            assert self.seen.setdefault(name, (layout.watermark, page)) == (layout.watermark, page)

    # -- inside ---------------------------------------------------------------------------

    def _blocks(self) -> Sequence[rc.Block]:
        return [each for part in self.content.chapters for block in part.blocks
                for each in apart(block)]  # fmt: skip

    def _draw(self, data: st.DataObject, *, own: bool = True) -> str:
        keys = [key_of(block) for block in self._blocks()]
        if own:
            keys += [f"own:{row.id}" for row in self.case.rows("report.changes")]
        return str(data.draw(st.sampled_from(keys)))

    def _new(self) -> str:
        self.number += 1
        return f"r{self.number}"

    def _do(self, gesture: Callable[[], tuple[Change, ...]]) -> None:
        with suppress(Refused):  # not every gesture is one for every block
            before = self.case
            self.case = after(self.case, gesture())
            self.undo.append(before)


def test_pages_when_any_edits_follow_each_other_are_those_of_a_fresh_setting(
    pictures: Pictures,
) -> None:
    class Machine(Previewing):
        pass

    Machine.pictures = pictures
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=20, stateful_step_count=12, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
