"""Rich text: kept whole, cleaned, readable again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_edits.rich_text import (
    Flow,
    RichParagraph,
    RichText,
    Span,
    cleaned,
    plain_words,
    rich_json,
    rich_of,
    words,
)

_words = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
_notes = st.lists(st.builds(Span, _words, bold=st.booleans()), max_size=2).map(tuple)
spans = st.builds(
    Span, _words, st.booleans(), st.booleans(), st.booleans(), st.booleans(),
    st.sampled_from([0, 0, 5, 12, 40]), _notes, st.sampled_from(["", "", "heading:1.1"]),
)  # fmt: skip
texts = st.lists(
    st.builds(RichParagraph, st.lists(spans, max_size=4).map(tuple), st.sampled_from(Flow)),
    max_size=4,
).map(tuple)


@given(texts)
def test_text_when_kept_and_read_again_is_the_same(text: RichText) -> None:
    kept = cleaned(text)
    assert rich_of(rich_json(kept)) == kept
    assert cleaned(kept) == kept


@given(texts)
def test_text_when_cleaned_loses_no_word(text: RichText) -> None:
    def letters(given_text: RichText) -> list[str]:
        return [each for each in plain_words(given_text) if each.isalnum()]

    assert letters(cleaned(text)) == letters(text)


def test_neighbours_when_of_one_look_become_one_span() -> None:
    text = (RichParagraph((Span("א", bold=True), Span("ב", bold=True), Span("ג"))),)
    assert cleaned(text)[0].spans == (Span("אב", bold=True), Span("ג"))


def test_a_note_when_between_neighbours_keeps_its_place() -> None:
    text = (RichParagraph((Span("א", note=(Span("הערה"),)), Span("ב"))),)
    assert cleaned(text) == text


def test_lines_when_plain_become_paragraphs_without_empty_ones() -> None:
    assert [each.spans[0].text for each in words("א\n\n  ב \r\nג")] == ["א", "ב", "ג"]


@pytest.mark.parametrize("raw", ["", "{}", "[1]", '[{"spans":[{"text":1}]}]', '[{"spans":3}]'])
def test_json_when_it_is_none_of_ours_is_refused_by_name(raw: str) -> None:
    if raw == "{}":
        assert rich_of(raw) == ()
        return
    with pytest.raises(Refused) as refused:
        rich_of(raw)
    assert refused.value.code == "report_text_unreadable"
