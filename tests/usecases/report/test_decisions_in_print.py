"""Decisions between sources in the report: those with a reason, in the words of the report."""

from json import dumps

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.report_content import Table
from shamay_desktop.i18n.isolates import POP, strip_marks
from shamay_desktop.i18n.language import Language
from tests.usecases.report.inputs import lines_of, paper, report_of

RIGHT_TO_LEFT = "\u2067"

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


OWNERS = [
    {"name": "רבקה אלמוג", "id_kind": "ID", "id_number": "000000018", "share": "1/2"},
    {"name": "נתן אלמוג", "id_kind": "ID", "id_number": "000000026", "share": "1/2"},
]


def test_a_list_when_it_was_decided_on_then_its_rows_are_words_and_numbers_are_masked() -> None:
    lists: dict[str, Json] = {
        "checks.decisions": [
            {"subject": "rights.owners", "taken": dumps(OWNERS, ensure_ascii=False),
             "refused": dumps(OWNERS[:1], ensure_ascii=False) + "\n[]", "reason": "הנסח"},
        ]
    }  # fmt: skip
    report = said(lists)
    assert "רבקה אלמוג" in report
    assert "1/2; נתן אלמוג" in report
    assert "*****0018" in report
    for raw in ("{", "id_number", "000000018", "[]"):
        assert raw not in report, raw


def test_a_decision_when_it_is_on_a_cell_then_says_of_which_row() -> None:
    cell: dict[str, Json] = {
        "rights.owners": [{"id": "o1", **OWNERS[0]}],
        "checks.decisions": [
            {"subject": "rights.owners/o1/share", "taken": "1/2", "refused": "1/3",
             "reason": "הנסח"},
            {"subject": "rights.owners/gone/share", "taken": "1/4", "refused": "1/5",
             "reason": "הנסח"},
        ],
    }  # fmt: skip
    report = said(cell)
    assert "בעלים, רבקה אלמוג, " in report


def test_hebrew_words_when_the_report_is_english_then_the_papers_name_stays_outside_of_them() -> (
    None
):
    floor: dict[str, Json] = {
        "checks.decisions": [
            {"subject": "unit.registered_floor", "taken": "שלישית", "refused": "רביעית",
             "reason": "The later extract", "document": "extract"},
        ]
    }  # fmt: skip
    report = report_of(floor, papers=[paper(DocType.TABU, "extract")], language=Language.EN)
    (words,) = (
        ["".join(str(getattr(part, "text", "")) for part in cell) for cell in block.rows[0].cells]
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Table) and block.caption == "Decisions between contradicting sources"
    )
    assert words[1].startswith(f"{RIGHT_TO_LEFT}שלישית{POP} (")
    assert words[2] == f"{RIGHT_TO_LEFT}רביעית{POP}"
