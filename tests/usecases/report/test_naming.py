"""Names of the report's files: the case's words, one number for all formats, never a file lost."""

from pathlib import Path

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.records import AssetType
from shamay_desktop.usecases.report.naming import report_names

BOTH = (AssetType.PDF, AssetType.DOCX)


def a_case() -> Case:
    """A case with a reference and an address."""
    values = {
        "report.reference": Value.of("2026-0007"),
        "address.street": Value.of("הרי הגלעד"),
        "address.house_number": Value.of("9/א"),
        "address.city": Value.of("רמת גן"),
    }
    return Case("case-1", values)


def test_names_when_nothing_stands_there_then_say_which_case_it_is(tmp_path: Path) -> None:
    names = report_names(a_case(), tmp_path, BOTH, "שומה")
    assert names == {
        AssetType.PDF: "שומה 2026-0007 הרי הגלעד 9_א, רמת גן.pdf",
        AssetType.DOCX: "שומה 2026-0007 הרי הגלעד 9_א, רמת גן.docx",
    }


def test_names_when_one_of_them_is_taken_then_all_get_the_next_number(tmp_path: Path) -> None:
    taken = report_names(a_case(), tmp_path, BOTH, "שומה")[AssetType.DOCX]
    (tmp_path / taken).write_bytes(b"worked on")
    names = report_names(a_case(), tmp_path, BOTH, "שומה")
    assert {name.rpartition(".")[0][-4:] for name in names.values()} == {" (2)"}
    for name in names.values():
        (tmp_path / name).write_bytes(b"")
    third = report_names(a_case(), tmp_path, BOTH, "שומה")
    assert third[AssetType.PDF].endswith(" (3).pdf")


def test_names_when_the_case_is_empty_then_are_the_word_alone(tmp_path: Path) -> None:
    names = report_names(Case("c"), tmp_path / "not there", (AssetType.PDF,), "Report")
    assert names == {AssetType.PDF: "Report.pdf"}
