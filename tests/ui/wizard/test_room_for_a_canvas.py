"""The paper beside the form makes room while a drawing table is open."""

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.fields import Step
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.wizard.shell import WizardShell

PLAN, VALUE = list(TABS).index("plan"), list(TABS).index("value")


@pytest.fixture
def shell(qtbot: QtBot, case: PageContext) -> WizardShell:
    """Step 4, with the paper beside it."""
    case.session.step = Step.ANALYSIS
    made = WizardShell(case, ChangeHub())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.begin()
    made.paper.open()
    return made


def page_of(shell: WizardShell) -> AnalysisPage:
    """The page of step 4."""
    page = shell.current_page
    assert isinstance(page, AnalysisPage)
    return page


def test_paper_when_the_plan_is_opened_then_it_goes_and_comes_back_with_the_form(
    shell: WizardShell,
) -> None:
    assert shell.paper.isVisible()
    page_of(shell).tabs.setCurrentIndex(PLAN)
    assert not shell.paper.isVisible()
    page_of(shell).tabs.setCurrentIndex(VALUE)
    assert shell.paper.isVisible()


def test_paper_when_it_is_opened_beside_the_plan_then_it_stays(shell: WizardShell) -> None:
    page_of(shell).tabs.setCurrentIndex(PLAN)
    shell.paper.toggle()
    assert shell.paper.isVisible()
    page_of(shell).tabs.setCurrentIndex(VALUE)
    assert shell.paper.isVisible()


def test_paper_when_the_step_is_left_with_the_plan_open_then_it_is_there_again(
    shell: WizardShell,
) -> None:
    page_of(shell).tabs.setCurrentIndex(PLAN)
    shell.open_step(Step.INITIAL_DATA)
    assert shell.paper.isVisible()
    shell.open_step(Step.ANALYSIS)
    assert not shell.paper.isVisible()
