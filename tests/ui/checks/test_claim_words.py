"""Decisions in words: lists by their rows, "none" by its name, words of a hand as they stand."""

from json import dumps
from types import MappingProxyType

from shamay_desktop.domain.case import Row, Value
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.checks.claim_words import fact_words, refused_words
from shamay_desktop.ui.checks.lines import Kind, Line

MORTGAGES = [{"rank": "1", "lender": "בנק הדוגמה", "amount": "940000"}]


def decided(subject: str, taken: str, refused: str) -> Line:
    """A decision after which all sources agree."""
    said = {"subject": subject, "taken": taken, "refused": refused}
    cells = {name: Value.of(words) for name, words in said.items()}
    return Line(Kind.DECISION, decision=Row("d1", MappingProxyType(cells)))


def test_a_list_when_decided_on_then_its_rows_are_told_in_words(hebrew: Texts) -> None:
    line = decided("rights.mortgages", dumps(MORTGAGES, ensure_ascii=False), "@none")
    taken = strip_marks(fact_words(line, hebrew))
    assert "שורה אחת: 1 בנק הדוגמה" in taken
    assert "940,000" in taken
    assert "{" not in taken
    assert hebrew("checks.none") in strip_marks(refused_words(line, hebrew))


def test_a_decision_when_its_words_are_no_content_then_they_are_told_as_they_stand(
    hebrew: Texts,
) -> None:
    line = decided("unit.registered_area", "97.6", "בערך מאה\n@none")
    refused = strip_marks(refused_words(line, hebrew))
    assert "בערך מאה" in refused
    assert "@none" not in refused
    assert "97.6" in fact_words(line, hebrew)


def test_a_decision_when_its_fact_is_of_another_program_then_none_is_still_said_in_words(
    hebrew: Texts,
) -> None:
    line = decided("no.such_field", "7", "@none")
    assert "@none" not in refused_words(line, hebrew)
    assert "7" in fact_words(line, hebrew)
