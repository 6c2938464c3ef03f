"""Findings that follow every edit: no pause, one look at a time, the latest case wins."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.wizard.checking import Checking
from shamay_desktop.ui.wizard.counting import counts_by_step
from shamay_desktop.usecases.checks.live import Checked

STREET = "address.street"


class Look:
    """A look that waits until it is let go, and remembers what it saw."""

    def __init__(self) -> None:
        self.seen: list[str | None] = []
        self.threads: list[bool] = []
        self.go = Event()
        self.go.set()
        self.broken = False

    def __call__(
        self, _services: object, case: Case, evidence: CaseEvidence, _actor: object
    ) -> Checked:
        """Name the street that the case has."""
        self.threads.append(current_thread() is main_thread())
        self.seen.append(case.text(STREET))
        assert self.go.wait(10)
        if self.broken:
            raise RuntimeError("a rule broke")
        street = case.text(STREET) or ""
        return Checked(case, evidence, (Finding(street, None, Severity.WARN, (STREET,)),))


def rules_of(findings: Sequence[Finding]) -> list[str]:
    """The rules that were found."""
    return [finding.rule for finding in findings]


def test_an_edit_when_made_then_is_looked_at_without_a_pause_and_off_the_windows_thread(
    case: PageContext, qtbot: QtBot
) -> None:
    look = Look()
    checking = Checking(case, look)
    case.session.type(STREET, "הרצל")
    with qtbot.waitSignal(checking.found):
        checking.note_edits()
    assert look.threads == [False]
    assert rules_of(checking.findings) == ["הרצל"]


def test_edits_when_faster_than_a_look_then_only_the_last_of_them_is_looked_at_next(
    case: PageContext, qtbot: QtBot
) -> None:
    look = Look()
    look.go.clear()
    checking = Checking(case, look)
    for street in ("א", "אב", "אבג", "אבגד"):
        case.session.type(STREET, street)
        checking.note_edits()
    qtbot.waitUntil(lambda: look.seen == ["א"])
    look.go.set()
    qtbot.waitUntil(lambda: rules_of(checking.findings) == ["אבגד"])
    assert look.seen == ["א", "אבגד"]


def test_a_look_when_papers_are_being_read_then_does_not_wait_for_them(
    case: PageContext, qtbot: QtBot
) -> None:
    reading = Event()
    for _ in range(3):  # as many as the lane of papers takes
        case.tasks.run(reading.wait, 10, owner=case.tasks, lane="work")
    checking = Checking(case, Look())
    with qtbot.waitSignal(checking.found, timeout=5_000):
        checking.note_edits()
    assert not case.tasks.idle
    reading.set()


def test_a_look_when_a_rule_breaks_then_the_next_edit_is_looked_at_again(
    case: PageContext, qtbot: QtBot
) -> None:
    look = Look()
    checking = Checking(case, look)
    case.session.type(STREET, "הרצל")
    with qtbot.waitSignal(checking.found):
        checking.note_edits()
    look.broken = True
    told: list[ShamayError] = []
    case.tasks.failed.connect(told.append)
    checking.note_edits()
    qtbot.waitUntil(lambda: [each.code for each in told] == ["unexpected_failure"])
    assert rules_of(checking.findings) == ["הרצל"]
    look.broken = False
    case.session.type(STREET, "ויצמן")
    with qtbot.waitSignal(checking.found):
        checking.note_edits()
    assert rules_of(checking.findings) == ["ויצמן"]


def test_findings_when_counted_then_each_step_has_its_own_and_validation_all_of_them() -> None:
    street = Finding("mandatory", None, Severity.BLOCK, (STREET,))
    area = Finding("range", None, Severity.WARN, ("unit.registered_area",))
    note = Finding("notes", None, Severity.NOTE, ("unit.registered_area", STREET))
    explained = replace(area, reason="נבדק")
    counts = counts_by_step((street, area, note, explained))
    assert counts[Step.INITIAL_DATA] == {Severity.BLOCK: 1, Severity.NOTE: 1}
    assert counts[Step.DOCUMENTS] == {Severity.WARN: 1, Severity.NOTE: 1}
    assert counts[Step.VALIDATION] == {Severity.BLOCK: 1, Severity.WARN: 1, Severity.NOTE: 1}
    assert counts[Step.EXPORT] == {}


@pytest.mark.parametrize("count", [1, 4])
def test_rail_when_a_step_has_findings_then_marks_and_numbers_stand_in_it(
    case: PageContext, qtbot: QtBot, count: int
) -> None:
    from shamay_desktop.domain.steps import progress
    from shamay_desktop.ui.wizard.rail import StepRail

    rail = StepRail(case.texts)
    qtbot.addWidget(rail)
    counts = {Step.DOCUMENTS: {Severity.WARN: count, Severity.NOTE: 2}}
    rail.show_progress(progress(case.session.case, frozenset()), counts)
    button = rail.buttons[Step.DOCUMENTS]
    assert button.counts.words() == [str(count), "2"]
    assert case.texts("shell.step_count.warn", n=count) in button.toolTip()
    assert rail.buttons[Step.EXPORT].counts.isHidden()
