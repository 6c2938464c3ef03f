"""The wizard's shell with plain pages: moving, editing, undo, findings, finishing, leaving."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import Step, field, fields_of
from shamay_desktop.domain.reading.claim import Contradiction
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.pages.page import Page, PageContext, PaperAsked
from shamay_desktop.ui.wizard.checking import Checking
from shamay_desktop.ui.wizard.saving import SaveState
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.checks.live import Checked

STREET, CITY = "address.street", "address.city"
MISSING_STREET = Finding("mandatory", "1.1", Severity.BLOCK, (STREET,))
PRICE_NOTE = Finding("range", None, Severity.WARN, ("valuation.adopted_price_per_sqm",))


class PlainPage(Page):
    """A page of one line for each of a step's textual fields that the tests use."""

    def __init__(self, context: PageContext, step: Step) -> None:
        super().__init__(context)
        self.step = step
        self.found: Sequence[Finding] = ()
        self.settled_at: list[Finding] = []
        self.editors: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        for member in fields_of(step):
            if member.id in (STREET, CITY, "valuation.adopted_price_per_sqm"):
                editor = QLineEdit()
                editor.editingFinished.connect(self.commit_typing)
                self.editors[member.id] = editor
                column.addWidget(editor)

    def show_case(self, case: Case) -> None:
        for path, editor in self.editors.items():
            editor.setText(case.text(path) or "")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.found = findings

    def focus_field(self, path: str) -> bool:
        if path not in self.editors:
            return False
        self.editors[path].setFocus()
        self.focused.emit(path)
        return True

    def focus_finding(self, finding: Finding) -> bool:
        self.settled_at.append(finding)
        return finding.contradiction is not None

    def commit_typing(self) -> None:
        session = self.context.session
        for path, editor in self.editors.items():
            if editor.text() != (session.case.text(path) or ""):
                changes = setting(session.case, path, session.typed(editor.text()))
                self.edited.emit(changes)


def check(_services: object, case: Case, evidence: CaseEvidence, _actor: object) -> Checked:
    """One blocking finding until the street is known, one warning always."""
    found = (PRICE_NOTE,) if case.text(STREET) else (PRICE_NOTE, MISSING_STREET)
    return Checked(case, evidence, found)


def at_rest(shell: WizardShell) -> bool:
    """Whether no write is under way."""
    return shell.saver.state is not SaveState.SAVING


ShellMaker = Callable[[], WizardShell]


@pytest.fixture
def make_shell(case: PageContext, qtbot: QtBot) -> Iterator[ShellMaker]:
    made: list[WizardShell] = []

    def make() -> WizardShell:
        shell = WizardShell(
            case,
            ChangeHub(),
            make=lambda step, context: PlainPage(context, step),
            checking=Checking(case, check),
        )
        made.append(shell)
        shell.resize(1366, 768)
        shell.show()
        shell.begin()
        qtbot.waitUntil(lambda: case.tasks.idle)
        return shell

    yield make
    for shell in made:
        # Not left to qtbot, which destroys its widgets before the last write has answered.
        qtbot.waitUntil(partial(at_rest, shell))
        shell.close()
        shell.deleteLater()


@pytest.fixture
def shell(make_shell: ShellMaker) -> WizardShell:
    return make_shell()


def page_of(shell: WizardShell) -> PlainPage:
    page = shell.current_page
    assert isinstance(page, PlainPage)
    return page


def type_street(qtbot: QtBot, shell: WizardShell, text: str) -> None:
    editor = page_of(shell).editors[STREET]
    editor.setFocus()
    editor.selectAll()
    editor.insert(text)  # keyClicks knows Latin letters only
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_begin_when_the_case_is_new_then_the_first_step_is_open_and_only_its_page_is_made(
    shell: WizardShell,
) -> None:
    assert shell.context.session.step is Step.INITIAL_DATA
    assert list(shell.pages) == [Step.INITIAL_DATA]
    assert shell.rail.buttons[Step.INITIAL_DATA].isChecked()
    assert not shell.footer.back.isEnabled()


def test_edit_when_typed_then_the_header_names_the_case_and_the_journal_holds_it(
    shell: WizardShell, qtbot: QtBot
) -> None:
    type_street(qtbot, shell, "הרי הגלעד")
    assert shell.header.title.text() == "הרי הגלעד"
    assert shell.header.save_word.word.text() == shell.context.texts("shell.saving")
    qtbot.waitUntil(lambda: shell.saver.state is SaveState.SAVED)
    assert shell.header.save_word.word.text() == shell.context.texts("shell.saved_now")
    assert not shell.context.session.has_unsaved


def test_undo_when_pressed_in_the_editor_then_the_gesture_is_taken_back_and_redone(
    shell: WizardShell, qtbot: QtBot
) -> None:
    shell.activateWindow()
    type_street(qtbot, shell, "Herzl")
    type_street(qtbot, shell, "Weizmann")
    editor = page_of(shell).editors[STREET]
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shell.context.session.case.text(STREET) == "Herzl"
    assert editor.text() == "Herzl"
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shell.context.session.case.text(STREET) is None
    assert not shell.header.undo.isEnabled()
    qtbot.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "Herzl"


def test_steps_when_chosen_by_key_or_rail_then_they_open_in_any_order(
    shell: WizardShell, qtbot: QtBot
) -> None:
    shell.activateWindow()
    qtbot.keyClick(shell, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert shell.context.session.step is Step.ANALYSIS
    qtbot.mouseClick(shell.rail.buttons[Step.DOCUMENTS], Qt.MouseButton.LeftButton)
    assert shell.context.session.step is Step.DOCUMENTS
    assert shell.stack.currentWidget() is shell.pages[Step.DOCUMENTS]
    qtbot.mouseClick(shell.footer.back, Qt.MouseButton.LeftButton)
    assert shell.context.session.step is Step.INITIAL_DATA


def test_step_when_left_with_text_in_an_editor_then_the_text_is_kept(
    shell: WizardShell, qtbot: QtBot
) -> None:
    page_of(shell).editors[STREET].setText("הרצל")
    shell.open_step(Step.EXPORT)
    assert shell.context.session.case.text(STREET) == "הרצל"


def test_next_when_pressed_then_the_step_is_finished_and_the_next_one_opens(
    shell: WizardShell, qtbot: QtBot
) -> None:
    changed: list[Changes] = []
    shell._hub.changed.connect(changed.append)
    type_street(qtbot, shell, "הרצל")
    qtbot.mouseClick(shell.footer.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.context.session.step is Step.DOCUMENTS)
    assert shell.context.session.valuation.finished == {Step.INITIAL_DATA}
    assert [each.cases for each in changed] == [True]
    assert shell.footer.next.isEnabled()


def test_next_when_the_write_fails_then_the_page_stays_and_says_why(
    shell: WizardShell, qtbot: QtBot
) -> None:
    shell._on_finish_failed(WorldFailed("disk_full"))
    assert shell.context.session.step is Step.INITIAL_DATA
    assert shell.notice.words.text() == shell.context.texts("errors.disk_full")


def test_rail_when_findings_block_then_says_what_is_missing_in_word_and_tooltip(
    shell: WizardShell, qtbot: QtBot
) -> None:
    button = shell.rail.buttons[Step.INITIAL_DATA]
    assert any(digit.isdigit() for digit in button.word.text())
    label = field("report.kind").label("he")
    assert label in strip_marks(button.toolTip())


def test_findings_when_the_case_changes_then_header_drawer_and_page_follow(
    shell: WizardShell, qtbot: QtBot
) -> None:
    assert [label.text() for label in shell.header._marks] == ["1", "1"]
    qtbot.mouseClick(shell.header.findings, Qt.MouseButton.LeftButton)
    assert shell.drawer.isVisible()
    assert shell.drawer.model.findings == [MISSING_STREET, PRICE_NOTE]
    type_street(qtbot, shell, "הרצל")
    qtbot.waitUntil(lambda: [label.text() for label in shell.header._marks] == ["0", "1"])
    assert shell.drawer.model.findings == [PRICE_NOTE]
    assert page_of(shell).found == (PRICE_NOTE,)


def test_next_finding_when_asked_then_walks_from_field_to_field_over_the_steps(
    shell: WizardShell, qtbot: QtBot
) -> None:
    shell.activateWindow()
    qtbot.keyClick(shell, Qt.Key.Key_F8)
    assert shell.context.session.focus == STREET
    assert shell.drawer.current() == MISSING_STREET
    # In right-to-left windows too, where Qt's own `selectRow` selects nothing.
    assert shell.drawer.table.selectionModel().isRowSelected(0)
    qtbot.keyClick(shell, Qt.Key.Key_F8)
    assert shell.context.session.step is Step.ANALYSIS
    assert shell.context.session.focus == "valuation.adopted_price_per_sqm"


def test_finding_when_sources_disagree_then_the_walk_leads_to_step_three_and_not_to_the_field(
    shell: WizardShell,
) -> None:
    apart = Contradiction(STREET, STREET, (), Severity.BLOCK, settled=False)
    finding = replace(MISSING_STREET, contradiction=apart)
    shell.checking.findings = (finding,)
    shell.checking.found.emit(shell.checking.findings)
    shell.next_finding()
    assert shell.context.session.step is Step.VALIDATION
    assert page_of(shell).settled_at == [finding]


def test_paper_when_put_away_by_key_then_walking_over_sources_does_not_bring_it_back(
    shell: WizardShell, qtbot: QtBot
) -> None:
    shell.activateWindow()
    asked = PaperAsked("a" * 64)
    page_of(shell).paper_followed.emit(asked)
    assert shell.paper.is_open
    qtbot.keyClick(shell, Qt.Key.Key_F9)
    page_of(shell).paper_followed.emit(asked)
    assert not shell.paper.is_open
    qtbot.keyClick(shell, Qt.Key.Key_F9)
    assert shell.paper.is_open


def test_evidence_when_a_reading_changed_it_then_it_is_read_and_looked_at_again(
    shell: WizardShell, qtbot: QtBot
) -> None:
    case_id = shell.context.session.valuation.id
    with qtbot.assertNotEmitted(shell.checking.found, wait=100):
        shell._hub.changed.emit(Changes("another case", evidence=True))
    with qtbot.waitSignal(shell.checking.found):
        shell._hub.changed.emit(Changes(case_id, evidence=True))
    with qtbot.waitSignal(shell.checking.found):
        shell._hub.changed.emit(Changes(office=True))


def test_finding_when_its_reason_was_written_then_is_not_counted_or_walked_but_still_listed(
    shell: WizardShell,
) -> None:
    explained = replace(PRICE_NOTE, reason="נבדק")
    shell.checking.findings = (explained, MISSING_STREET)
    shell.checking.found.emit(shell.checking.findings)
    assert [label.text() for label in shell.header._marks] == ["1", "0"]
    shell.next_finding()
    shell.next_finding()
    assert shell.drawer.current() == MISSING_STREET
    assert shell.drawer.model.findings == [MISSING_STREET, explained]
    shown = shell.drawer.model.data(shell.drawer.model.index(1, 0))
    assert shown == shell.context.texts("validation.severity.explained")


def test_save_word_when_saving_failed_then_is_red_with_its_reason_and_tries_again(
    shell: WizardShell, qtbot: QtBot
) -> None:
    shell.saver._become(SaveState.FAILED, WorldFailed("disk_full"))
    again = shell.header.save_word.again
    assert again.isVisible()
    assert shell.context.texts("errors.disk_full") in strip_marks(again.toolTip())
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.saver.state is SaveState.SAVED)
    assert not again.isVisible()


def test_leave_when_asked_then_everything_is_kept_before_it_is_left(
    shell: WizardShell, qtbot: QtBot
) -> None:
    page_of(shell).editors[STREET].setText("הרצל")
    with qtbot.waitSignal(shell.left):
        shell.leave()
    assert not shell.context.session.has_unsaved


def test_leave_when_a_text_was_refused_then_it_is_shown_once_before_it_is_given_up(
    shell: WizardShell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_of(shell), "refused_path", lambda: STREET)
    with qtbot.assertNotEmitted(shell.left, wait=200):
        shell.leave()
    assert shell.notice.isVisible()
    assert shell.context.session.focus == STREET
    with qtbot.waitSignal(shell.left):
        shell.leave()


def test_begin_when_the_session_had_a_field_then_it_has_the_focus_again(
    case: PageContext, make_shell: ShellMaker, qtbot: QtBot
) -> None:
    case.session.focus = CITY
    shell = make_shell()
    shell.activateWindow()
    qtbot.waitUntil(page_of(shell).editors[CITY].hasFocus)


def test_paper_when_opened_and_hidden_by_key_then_the_form_keeps_its_room(
    shell: WizardShell, qtbot: QtBot
) -> None:
    shell.activateWindow()
    assert not shell.paper.isVisible()
    qtbot.keyClick(shell, Qt.Key.Key_F9)
    assert shell.paper.isVisible()
    form, paper, chat = shell.splitter.sizes()
    assert form > paper > 300
    assert chat == 0
    shell.splitter.setSizes([form - 100, paper + 100, 0])
    kept = shell.splitter.sizes()
    qtbot.keyClick(shell, Qt.Key.Key_F9)
    assert not shell.paper.isVisible()
    qtbot.keyClick(shell, Qt.Key.Key_F9)
    assert shell.splitter.sizes() == kept


def test_next_finding_when_there_is_none_then_the_word_goes_by_itself(
    shell: WizardShell, qtbot: QtBot
) -> None:
    shell.checking.findings = ()
    shell.next_finding()
    assert shell.notice.isVisible()
    shell.notice._passing.setInterval(0)
    qtbot.waitUntil(lambda: not shell.notice.isVisible())
    shell.say_error(WorldFailed("disk_full"))
    assert not shell.notice._passing.isActive()
