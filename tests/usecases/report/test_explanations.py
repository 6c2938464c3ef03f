"""Why a clause was not kept is told with the considerations; the program's own care is not."""

from shamay_desktop.domain.case_json import Json
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from tests.usecases.report.inputs import lines_of

EXPLAINED: dict[str, Json] = {
    "checks.explanations": [
        {"id": "e1", "rule": "visit-age", "field": "visit.date", "reason": "הנכס היה נעול"},
        {"id": "e2", "rule": "range", "field": "unit.rooms", "reason": "דירה חריגה"},
        {"id": "e3", "rule": "history"},
    ],
}
CLAUSES = {"visit-age": "1.1 §6.4", "history": "1.1"}


def test_an_explanation_when_its_rule_has_a_clause_then_stands_with_the_clause() -> None:
    lines = [strip_marks(line) for line in lines_of(EXPLAINED, clauses=CLAUSES)]
    assert "סעיף 1.1 §6.4: הנכס היה נעול" in "\n".join(lines)
    assert not any("דירה חריגה" in line for line in lines)


def test_explanations_when_there_are_none_of_a_clause_then_no_heading_stands() -> None:
    lines = lines_of(EXPLAINED, clauses={}, language=Language.EN)
    assert not any("Departures" in line for line in lines)
    told = lines_of(EXPLAINED, clauses=CLAUSES, language=Language.EN)
    assert sum("Departures from the standards" in line for line in told) == 1
