"""Decisions between sources in the report: those with a reason, in the words of the report."""

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from tests.usecases.report.inputs import lines_of, paper

DECIDED: dict[str, Json] = {
    "checks.decisions": [
        {"subject": "rights.extract_date", "taken": "2026-10-12", "refused": "2026-10-01\n@none",
         "reason": "הנסח המאוחר", "document": "extract", "day": "2026-11-02",
         "by": "dana@example.com"},
        {"subject": "unit.registered_area", "taken": "97.6", "refused": "96.7"},
    ]
}  # fmt: skip


def said(fields: dict[str, Json], language: Language = Language.HE) -> str:
    """The whole report."""
    papers = [paper(DocType.TABU, "extract")]
    return strip_marks("\n".join(lines_of(fields, papers=papers, language=language)))


def test_a_decision_when_it_has_a_reason_then_is_printed_with_its_paper_in_plain_words() -> None:
    report = said(DECIDED)
    for words in ("הכרעות בין מקורות סותרים", "תאריך הנסח", "12.10.2026 (", "01.10.2026",
                  "הנסח המאוחר"):  # fmt: skip
        assert words in report, words
    assert "@none" not in report
    assert "dana@example.com" not in report


def test_a_decision_when_nobody_gave_a_reason_then_is_not_printed() -> None:
    assert "96.7" not in said(DECIDED)
    only: dict[str, Json] = {
        "checks.decisions": [{"subject": "parcel.area", "taken": "5", "refused": "6"}]
    }
    assert "הכרעות" not in said(only)


def test_an_identity_number_when_it_was_decided_on_then_is_printed_as_the_export_wants() -> None:
    number: dict[str, Json] = {
        "checks.decisions": [
            {"subject": "rights.owners/o1/id_number", "taken": "304159262",
             "refused": "304159260", "reason": "ספרת ביקורת"},
        ]
    }  # fmt: skip
    assert "*****9262" in said(number)
    assert "304159262" not in said(number)
    assert "304159260" not in said(number)
    assert "304159262" in said(number | {"export.id_numbers": "full"})


def test_a_decision_when_the_report_is_english_then_labels_and_contents_are_too() -> None:
    choice: dict[str, Json] = {
        "checks.decisions": [
            {"subject": "rights.by_laws", "taken": "agreed", "refused": "statutory",
             "reason": "By the order"},
        ]
    }  # fmt: skip
    report = said(choice, Language.EN)
    assert "Decisions between contradicting sources" in report
    assert "agreed" not in report
    assert "By the order" in report
