"""A case finds its blocks again: under former keys, when lines come, go or change."""

from dataclasses import replace

from shamay_desktop.domain.report_content import Chapter, Heading, Paragraph, ReportContent, Run
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arranging import Trouble
from shamay_desktop.domain.report_edits.generated import fingerprint
from shamay_desktop.domain.report_edits.keys import former_keys, key_of, keyed_chapters
from shamay_desktop.domain.report_edits.recognizing import known_key
from shamay_desktop.domain.report_edits.rich_text import rich_json, words
from tests.domain.report_edits.arranging_bench import changed, lines, made, row, shown, troubles
from tests.domain.report_edits.reports import report

TEXT = ("אלף אחת", "בית שתיים", "גימל שלוש")


def _key(number: int, text: tuple[str, ...] = TEXT) -> str:
    content = report(lines=text)
    keys = [key_of(block) for block in content.chapters[0].blocks]
    return next(key for key in keys if key.startswith(f"words:notes#{number}~"))


def _factors(*heads: str) -> ReportContent:
    """Heads as the fourth chapter has them: named by their fields now, numbered before."""
    blocks = []
    for head in heads:
        blocks += [
            Paragraph((Run(head),), keep_with_next=True, key=f"head:{head}"),
            Paragraph((Run(f"תוכן {head}", field=f"considerations.{head}"),)),
        ]
    chapters = keyed_chapters((Chapter("factors", "4", "גורמים", tuple(blocks)),))
    return replace(report(), chapters=chapters, names=former_keys(chapters))


def test_own_words_when_a_line_comes_above_stay_with_their_line() -> None:
    key = _key(2)
    case = changed(
        lambda c: gestures.reword(c, key, made(key, lines=TEXT), words("בית שתיים!"), "w")
    )
    said = lines(case, lines=("חדשה", *TEXT))
    assert [line for line in said if line in {"חדשה", *TEXT, "בית שתיים!"}] == [
        "חדשה", "אלף אחת", "בית שתיים!", "גימל שלוש"
    ]  # fmt: skip
    assert troubles(case, lines=("חדשה", *TEXT)) == []


def test_own_words_when_their_line_changes_stand_in_its_place_and_are_remarked() -> None:
    key = _key(2)
    case = changed(
        lambda c: gestures.reword(c, key, made(key, lines=TEXT), words("בית שתיים!"), "w")
    )
    later = ("אלף אחת", "בית אחרת", "גימל שלוש")
    said = lines(case, lines=later)
    assert "בית שתיים!" in said
    assert "בית אחרת" not in said
    assert troubles(case, lines=later) == [Trouble.FACTS_CHANGED, Trouble.FACTS_MISSING]


def test_a_hidden_line_when_it_says_something_else_is_printed_and_remarked() -> None:
    key = _key(2)
    case = changed(lambda c: gestures.hide(c, key, "h", made(key, lines=TEXT)))
    assert "בית שתיים" not in lines(case, lines=("חדשה", *TEXT))
    later = ("אלף אחת", "בית אחרת", "גימל שלוש")
    assert "בית אחרת" in lines(case, lines=later)
    (remark,) = shown(case, lines=later).remarks
    assert remark.trouble is Trouble.UNSURE
    sure = changed(lambda c: gestures.confirm(c, [remark]), case=case)
    assert "בית אחרת" not in lines(sure, lines=later)
    assert troubles(sure, lines=later) == []


def test_a_moved_line_when_it_says_something_else_stays_and_is_remarked() -> None:
    key = _key(2)
    case = changed(
        lambda c: gestures.move(
            c, key, "heading:1.2", "heading:1.2", "m", generated=made(key, lines=TEXT)
        )
    )
    said = lines(case, lines=TEXT)
    assert said.index("בית שתיים") == said.index("1.2 הדירה") + 1
    later = ("אלף אחת", "בית אחרת", "גימל שלוש")
    assert lines(case, lines=later).index("בית אחרת") < lines(case, lines=later).index("1.2 הדירה")
    assert troubles(case, lines=later) == [Trouble.UNSURE]


def test_own_text_when_the_line_before_it_moves_follows_it() -> None:
    case = changed(lambda c: gestures.add_text(c, words("שלי"), _key(1), "heading:1.1", "o"))
    for text in (("חדשה", *TEXT), TEXT[:1], ("אחרת", *TEXT[1:])):
        said = lines(case, lines=text)
        before = said[said.index("שלי") - 1]
        assert before == ("אחרת" if "אחרת" in text else "אלף אחת")
        assert troubles(case, lines=text) == []


def test_own_words_when_kept_under_a_former_key_are_found_by_what_they_replaced() -> None:
    heads = ("זכויות", "תכנון", "שווי")
    head = made("head:תכנון", _factors(*heads))
    case = changed(
        row("w", kind="words", block="words:factors#2", content=rich_json(words("משלי")),
            basis=fingerprint(head))
    )  # fmt: skip
    for present in (heads, heads[1:], ("סביבה", *heads)):
        said = lines(case, _factors(*present))
        at = said.index("משלי")
        assert said[at + 1] == "תוכן תכנון"
        assert "תכנון" not in said
        assert troubles(case, _factors(*present)) == []


def test_own_words_when_their_former_block_is_gone_are_remarked_and_stand_over_no_other() -> None:
    head = made("head:תכנון", _factors("זכויות", "תכנון"))
    case = changed(
        row("w", kind="words", block="words:factors#2", content=rich_json(words("משלי")),
            basis=fingerprint(head))
    )  # fmt: skip
    content = _factors("זכויות", "שווי")
    assert "משלי" not in lines(case, content)
    (remark,) = shown(case, content).remarks
    assert (remark.trouble, remark.words) == (Trouble.BLOCK_GONE, "משלי")


def test_a_hidden_block_when_kept_under_a_numbered_former_key_is_hidden_and_remarked() -> None:
    content = _factors("זכויות", "תכנון")
    case = changed(row("h", kind="hidden", block="words:factors#2"))
    result = shown(case, content)
    assert [each.trouble for each in result.remarks] == [Trouble.UNSURE]
    assert result.hidden
    assert "תכנון" not in lines(case, content)


def test_gestures_when_a_block_is_known_by_a_former_key_find_its_row() -> None:
    content = _factors("זכויות", "תכנון")
    case = changed(
        row("w", kind="words", block="words:factors", content=rich_json(words("משלי")),
            basis=fingerprint(made("head:זכויות", content)))
    )  # fmt: skip
    (key,) = shown(case, content).changed
    back = changed(lambda c: gestures.back_to_generated(c, key), case=case)
    assert lines(back, content) == lines(changed(), content)


def test_a_key_when_asked_for_is_the_one_that_the_block_has_now() -> None:
    content = _factors("זכויות", "תכנון")
    assert known_key(content, "words:factors#2") == "head:תכנון"
    assert known_key(content, "head:תכנון") == "head:תכנון"
    assert known_key(content, "words:nothing") == ""
    later = report(lines=("חדשה", *TEXT))
    assert known_key(later, _key(2)) == _key(3, ("חדשה", *TEXT))


def test_a_heading_when_asked_for_has_its_key() -> None:
    assert key_of(Heading("1", "א", "1.1")) == "heading:1.1"
