"""Page breaks: before titles, once, never for nothing."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.report_content import Heading, PageBreak, ReportContent
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.keys import key_of
from shamay_desktop.domain.report_looks import ChapterStart
from tests.domain.report_edits.arranging_bench import Step, changed, shown
from tests.domain.report_edits.reports import report


def _break(behind: str, row: str = "b1") -> Step:
    return lambda case: gestures.add_break(case, behind, "heading:1.1", row)


def _keys(content: ReportContent) -> list[list[str]]:
    return [[key_of(block) for block in chapter.blocks] for chapter in content.chapters]


def test_a_break_when_set_behind_a_heading_stands_before_it() -> None:
    keys = _keys(shown(changed(_break("heading:1.2"))).content)[0]
    assert keys[keys.index("own:b1") + 1] == "heading:1.2"


def test_a_break_when_set_behind_a_chapters_title_closes_the_chapter_before() -> None:
    content = shown(changed(_break("chapter:rights"))).content
    assert _keys(content)[0][-1] == "own:b1"
    assert "own:b1" not in _keys(content)[1]


def test_a_break_when_chapters_begin_a_page_anyway_is_none() -> None:
    always = report()
    always = replace(always, looks=replace(always.looks, chapter_start=ChapterStart.ALWAYS))
    for behind in ("chapter:rights", "table:valuation.areas"):
        content = shown(changed(_break(behind)), always).content
        assert not [key for keys in _keys(content) for key in keys if key == "own:b1"]


@pytest.mark.parametrize("behind", ["chapter:property", "picture:" + "e" * 64])
def test_a_break_when_it_would_open_or_close_the_report_is_none(behind: str) -> None:
    assert _keys(shown(changed(_break(behind))).content) == _keys(shown(changed()).content)


def test_a_break_when_the_lines_before_it_stand_for_what_follows_is_before_them() -> None:
    keys = _keys(shown(changed(_break("words:value/sentence"))).content)
    assert keys[1][-1] == "own:b1"  # the sentence is the chapter's first: before the chapter
    assert keys[2][0] == "words:value/sentence"


def test_breaks_when_they_follow_each_other_are_one() -> None:
    case = changed(_break("heading:1.2"), _break("heading:1.2", "b2"), _break("own:b1", "b3"))
    content = shown(case).content
    breaks = [block for chapter in content.chapters for block in chapter.blocks
              if isinstance(block, PageBreak)]  # fmt: skip
    assert len(breaks) == 1


@pytest.mark.parametrize("behind", ["heading:2.1", "words:licensing.permits@p1"])
def test_a_section_when_only_a_break_is_left_in_it_vanishes(behind: str) -> None:
    case = changed(
        _break(behind),
        lambda c: gestures.hide(c, "words:licensing.permits@p1", "h1"),
        lambda c: gestures.hide(c, "words:licensing.permits@p2", "h2"),
    )
    blocks = shown(case).content.chapters[1].blocks
    assert not any(isinstance(block, PageBreak) for block in blocks)
    assert [block.key for block in blocks if isinstance(block, Heading)] == ["2.2"]
