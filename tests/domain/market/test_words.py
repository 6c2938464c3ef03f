"""Words of texts: whole, folded, and never kept when they are long."""

from shamay_desktop.domain.market import words


def test_words_when_a_text_is_a_note_then_are_not_kept_in_memory() -> None:
    before = words._kept_words.cache_info().currsize
    found = words.words_of("דירה מרווחת ומוארת " * 40)
    assert found[:3] == ("דירה", "מרווחת", "ומוארת")
    assert words._kept_words.cache_info().currsize == before


def test_a_word_when_longer_than_an_index_takes_is_cut() -> None:
    assert words.words_of("א" * 900) == ("א" * words.LONGEST,)
    assert words.words_of("ﷺ" * 900)[0][: words.LONGEST] == words.words_of("ﷺ" * 900)[0]
    assert len(words.words_of("é" * 900)[0]) == words.LONGEST
