"""A case that is only looked at: everything is seen, nothing can be typed, nothing is kept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.services import Services
from tests.ui.conftest import WindowMaker


@pytest.fixture
def looked(services: Services, owner: Actor, open_window: WindowMaker, qtbot: QtBot) -> WizardShell:
    """The signed sample case, opened."""
    case_id = import_case(services, owner, resource("sample_case")).valuation_id
    with services.database.work(owner) as work:
        valuation = work.valuations.get(case_id)
        assert valuation is not None
        work.valuations.save(replace(valuation, status=Status.SIGNED))
        work.commit()
    window = open_window()
    workplace = window.workplace
    assert workplace is not None
    workplace._on_entered(owner)
    workplace.open_case(case_id)
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
    assert workplace.case is not None
    return workplace.case.shell


def test_a_signed_case_when_opened_then_says_why_and_no_editor_takes_a_letter(
    looked: WizardShell, qtbot: QtBot
) -> None:
    texts = looked.context.texts
    assert looked.notice.isVisible()
    assert looked.header.save_word.word.text() == texts("shell.read_only")
    for step in (Step.INITIAL_DATA, Step.DOCUMENTS, Step.ANALYSIS):
        looked.open_step(step)
        qtbot.waitUntil(lambda: looked.context.tasks.idle, timeout=20_000)
        page = looked.current_page
        assert page is not None
        lines = [e for e in page.findChildren(QLineEdit) if e.objectName().startswith("field:")]
        assert lines or step is not Step.INITIAL_DATA
        assert all(line.isReadOnly() for line in lines)
        assert all(text.isReadOnly() for text in page.findChildren(QPlainTextEdit))
        choices = [e for e in page.findChildren(QComboBox) if e.objectName().startswith("field:")]
        assert not any(choice.isEnabled() for choice in choices)


def test_a_signed_case_when_a_state_is_set_by_key_then_is_refused_and_stays(
    looked: WizardShell, qtbot: QtBot
) -> None:
    before = looked.context.session.case
    looked.go_to("address.street")
    page = looked.current_page
    assert page is not None
    editor = page.findChild(QLineEdit, "field:address.street")
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert looked.context.session.case is before
    assert not looked.context.session.has_unsaved


def test_a_signed_case_when_left_then_closes_without_a_session(
    looked: WizardShell, services: Services, owner: Actor, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(looked.left):
        looked.leave()
    with services.database.work(owner) as work:
        assert work.sessions.get(looked.context.session.session_id) is None
