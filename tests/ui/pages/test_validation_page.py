"""Step 3: findings as rows, going to their fields, explaining warnings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding, Severity, check
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.validation import ValidationPage
from shamay_desktop.ui.widgets.explanation import explaining, explanation_row
from tests.readings import document_of, extract
from tests.ui.bench import NOW, Shell, a_context, rules, type_in

WARN = Finding("history", "1.1", Severity.WARN, ("rights.history",))
VALUES: dict[str, object] = {"unit.rooms": "25", "visit.date": "2026-03-10"}


@pytest.fixture(params=list(Language))
def page(request: pytest.FixtureRequest, qtbot: QtBot) -> ValidationPage:
    """The page in a window, in each language."""
    made = ValidationPage(a_context(request.param, VALUES))
    qtbot.addWidget(made)
    made.resize(760, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def explain(page: ValidationPage, text: str) -> None:
    """Type a reason for the current finding."""
    assert page.panel.editor is not None
    page.panel.editor.setFocus()
    type_in(page.panel.editor, text)
    page.commit_typing()


def pick(page: ValidationPage, rule: str) -> None:
    """Make the finding of a rule the current one."""
    names = [finding.rule for finding in page.model.findings]
    page.select(names.index(rule))


def test_findings_when_shown_then_each_is_a_row_with_its_fields_and_values(
    page: ValidationPage,
) -> None:
    shell = Shell(page)
    shell.check()
    rows = {finding.rule: row for row, finding in enumerate(page.model.findings)}
    assert page.model.rowCount() > 20
    fields = page.model.index(rows["range"], 3).data()
    assert "25" in fields
    assert page.model.findings[0].severity is Severity.BLOCK


def test_filter_when_chosen_then_only_that_severity_is_left(page: ValidationPage) -> None:
    shell = Shell(page)
    shell.check()
    page.filter_by("warn")
    assert {finding.severity for finding in page.model.findings} == {Severity.WARN}
    page.filter_by("all")
    assert len({finding.severity for finding in page.model.findings}) > 1


def test_finding_when_activated_then_its_field_is_asked_for(
    page: ValidationPage, qtbot: QtBot
) -> None:
    shell = Shell(page)
    shell.check()
    pick(page, "range")
    asked: list[str] = []
    page.go_asked.connect(asked.append)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    go = page.panel.findChild(QPushButton, "action:go:unit.rooms")
    assert isinstance(go, QPushButton)
    go.click()
    assert asked == ["unit.rooms", "unit.rooms"]


def test_warning_when_explained_then_the_reason_is_a_row_and_the_finding_says_so(
    page: ValidationPage,
) -> None:
    shell = Shell(page)
    shell.check()
    pick(page, "range")
    explain(page, "חדרים רבים, נספרו")
    (row,) = shell.session.case.rows("checks.explanations")
    assert row.content("rule") == "range"
    assert row.content("field") == "unit.rooms"
    assert row.content("reason") == "חדרים רבים, נספרו"
    shell.check()
    pick(page, "range")
    assert page.current is not None
    assert page.current.reason == "חדרים רבים, נספרו"
    assert not page.current.blocks_signing
    explain(page, ".")
    assert len(shell.session.case.rows("checks.explanations")) == 1


def test_reason_when_being_typed_and_the_case_is_checked_again_then_it_is_not_lost(
    page: ValidationPage,
) -> None:
    shell = Shell(page)
    shell.check()
    pick(page, "range")
    editor = page.panel.editor
    assert editor is not None
    editor.setFocus()
    type_in(editor, "כי")
    shell.check()
    assert page.panel.editor is editor
    assert editor.toPlainText() == "כי"


def test_mending_when_it_cannot_be_explained_then_there_is_no_box(page: ValidationPage) -> None:
    shell = Shell(page)
    shell.check()
    pick(page, "mandatory")
    assert page.panel.editor is None


def test_findings_when_there_are_none_then_the_page_says_so(page: ValidationPage) -> None:
    Shell(page)
    page.show_findings(())
    empty = page.findChild(QLabel, "validation-empty")
    assert isinstance(empty, QLabel)
    assert empty.isVisibleTo(page)
    assert not page.table.isVisibleTo(page)
    assert not page.panel.isVisibleTo(page)


def test_own_fields_when_gone_to_then_they_are_here_and_others_are_not(
    page: ValidationPage,
) -> None:
    Shell(page)
    assert page.focus_field("rights.history")
    assert not page.focus_field("unit.rooms")


def test_a_reason_for_a_contradiction_when_a_source_says_something_else_then_it_is_asked_anew(
    page: ValidationPage,
) -> None:
    shell = Shell(page)
    path = "unit.registered_area"
    shell.session.apply(setting(shell.session.case, path, shell.session.typed("55")))
    identity = {"parcel.gush": "7245", "parcel.helka": "113", "parcel.tat_helka": "21"}
    for own, number in identity.items():
        shell.session.apply(setting(shell.session.case, own, shell.session.typed(number)))

    def look(area: str) -> Finding:
        papers = CaseEvidence((document_of(extract(unit_area=area), name="a.pdf"),))
        found = check(shell.session.case, rules(), today=NOW.date(), evidence=papers)
        page.show_findings(found)
        page.show_case(shell.session.case)
        return next(each for each in found if each.rule == "papers-differ-values"
                    and path in each.fields)  # fmt: skip

    first = look("97.6")
    shell.session.apply(explaining(shell.session, first, "נמדד במקום"))
    assert look("97.60").reason == "נמדד במקום", "the same number"
    other = look("61")
    assert other.reason is None
    assert other.blocks_signing
    assert explanation_row(shell.session, other) is None
    shell.session.apply(explaining(shell.session, other, "נמדד במקום"))
    assert look("61").reason == "נמדד במקום"
    assert len(shell.session.case.rows("checks.explanations")) == 1
    assert look("97.6").reason is None
    shell.session.apply(explaining(shell.session, look("61"), None))
    assert look("61").reason is None
