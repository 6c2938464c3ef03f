"""The report in a window of its own beside any step: in the real shell."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QStackedWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.report_edits.arrangement import CHANGES, arrangement_of
from shamay_desktop.domain.report_edits.rich_text import plain_words, words
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.export import ExportPage
from shamay_desktop.ui.pages.held_words import draft_path
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.panel_window import REPORT_PANEL
from shamay_desktop.ui.wizard.saving import SaveState
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.ui.bench import type_in
from tests.ui.report.editing_bench import FACTS, TEXT

CONTROL = Qt.KeyboardModifier.ControlModifier
FIELD = "environment.description"


class Beside:
    """A wizard in a window, its report outside of it."""

    def __init__(self, qtbot: QtBot, context: PageContext, office: OfficeContext) -> None:
        self.qtbot, self.context = qtbot, context
        self.window = QMainWindow()
        stack = QStackedWidget()
        self.window.setCentralWidget(stack)
        self.shell = WizardShell(context, office.hub)
        stack.addWidget(self.shell)
        self.window.resize(1366, 768)
        self.window.show()
        self.shell.begin()

    @property
    def page(self) -> ExportPage:
        """The page of the report, whichever is open."""
        page = self.shell.pages[Step.EXPORT]
        assert isinstance(page, ExportPage)
        return page

    def settle(self) -> None:
        """Until the pages are those of the case."""
        viewer = self.page.preview.viewer
        self.qtbot.waitUntil(
            lambda: (
                self.context.tasks.idle
                and not self.page.preview.busy
                and not self.page.preview.stale
                and viewer.base is not None
                and not viewer._pause.isActive()
            ),
            timeout=30_000,
        )

    def write(self, text: str) -> None:
        """Type over what stands in the block of the surroundings, and stay there."""
        assert self.page.preview.editing.layer.select(TEXT)
        self.settle()
        self.page.preview.editing.edit()
        frame = self.page.preview.editing.frame
        frame.field.setChecked(False)
        frame.editor.selectAll()
        type_in(frame.editor, text)

    def kept(self) -> list[str]:
        """The words of the case's changes."""
        return [
            plain_words(each.text) for each in arrangement_of(self.context.session.case).changes
        ]


@pytest.fixture
def beside(qtbot: QtBot, office: OfficeContext) -> Iterator[Beside]:
    """A case open at step 2, whose report stood in a window of its own the last time."""
    services = replace(office.services)
    services.settings.set(f"window.panel.{REPORT_PANEL}", {"out": True})
    case = create_case(services, office.actor)
    session = WizardSession(case.record, case.valuation, office.actor, services.clock)
    for path, content in FACTS.items():
        session.type(path, content)
    session.step = Step.DOCUMENTS
    context = PageContext(services, office.actor, session, office.texts, office.tasks)
    made = Beside(qtbot, context, office)
    qtbot.waitUntil(lambda: Step.EXPORT in made.shell.pages, timeout=30_000)
    qtbot.waitUntil(lambda: made.page.preview.preview is not None, timeout=30_000)
    made.settle()
    yield made
    qtbot.waitUntil(lambda: made.shell.saver.state is not SaveState.SAVING)
    office.tasks.wait_idle()
    made.window.close()
    made.window.deleteLater()


def test_the_report_when_it_stood_outside_then_is_there_again_at_step_two(beside: Beside) -> None:
    assert beside.shell.current_page is beside.shell.pages[Step.DOCUMENTS]
    assert beside.page.has_panel_out
    assert beside.page.preview.isVisible()
    assert not beside.page.isVisible()


def test_typing_in_the_form_at_step_two_when_done_then_the_pages_outside_say_they_are_stale(
    beside: Beside,
) -> None:
    session = beside.context.session
    beside.shell.edit(setting(session.case, FIELD, session.typed("שכונה רועשת")))
    assert session.case.text(FIELD) == "שכונה רועשת"
    assert beside.page.preview.stale
    QTest.keyClick(beside.page.preview.viewer.canvas, Qt.Key.Key_F5)
    beside.settle()
    beside.page.preview.editing.layer.select(TEXT)
    assert "רועשת" in beside.page.preview.viewer.canvas.accessibleDescription()


def test_a_gesture_on_the_pages_outside_when_made_at_step_two_then_is_seen_and_undone_there(
    beside: Beside,
) -> None:
    editing = beside.page.preview.editing
    editing.layer.select(TEXT)
    beside.settle()
    editing.do("hide")
    beside.settle()
    assert TEXT not in [part.key for part in editing.layer.parts]
    assert beside.page.changes.list.count() == 1
    beside.shell.undo()
    beside.settle()
    assert TEXT in [part.key for part in editing.layer.parts]
    assert beside.context.session.step is Step.DOCUMENTS


@pytest.mark.parametrize("gesture", ["save", "undo", "step", "leave"])
def test_words_being_typed_outside_when_another_thing_is_done_at_step_two_then_are_kept(
    beside: Beside, gesture: str
) -> None:
    beside.write("נוסח חדש")
    match gesture:
        case "save":
            beside.shell.save_by_hand()
        case "undo":  # takes back what was just kept, and so proves that it was
            beside.shell.undo()
            beside.shell.redo()
        case "step":
            beside.shell.open_step(Step.INITIAL_DATA)
        case "leave":
            with beside.qtbot.waitSignal(beside.shell.left, timeout=10_000):
                beside.shell.leave()
    assert beside.kept() == ["נוסח חדש"]
    assert beside.page.preview.editing.writing.now is None


def test_a_draft_when_the_case_is_left_then_is_asked_for_once_and_can_be_written_on(
    beside: Beside,
) -> None:
    beside.write("חצי משפט")
    beside.page.preview.editing.writing.leave()
    left: list[bool] = []
    beside.shell.left.connect(lambda: left.append(True))
    beside.shell.leave()
    beside.qtbot.wait(300)
    assert not left
    assert beside.shell.notice.isVisible()
    frame = beside.page.preview.editing.frame
    assert frame.isVisible()
    assert plain_words(frame.editor.text) == "חצי משפט"
    beside.page.preview.editing.writing.leave()
    with beside.qtbot.waitSignal(beside.shell.left, timeout=10_000):
        beside.shell.leave()
    assert beside.context.drafts == {TEXT: words("חצי משפט")}


def test_words_that_the_case_refuses_when_kept_then_stay_in_the_editor_and_in_the_list(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_changes: object) -> None:
        raise Refused("case_read_only", case="x")

    beside.write("נוסח שנדחה")
    monkeypatch.setattr(beside.context.session, "edit", refuse)
    writing = beside.page.preview.editing.writing
    QTest.keyClick(writing.frame.editor, Qt.Key.Key_Return, CONTROL)
    assert writing.frame.isVisible()
    assert plain_words(writing.frame.editor.text) == "נוסח שנדחה"
    assert beside.page.changes.list.count() == 1
    assert "נוסח שנדחה" in beside.page.changes.list.item(0).text()
    monkeypatch.undo()
    QTest.keyClick(writing.frame.editor, Qt.Key.Key_Return, CONTROL)
    assert not writing.frame.isVisible()
    assert beside.kept() == ["נוסח שנדחה"]
    assert not beside.context.drafts
    beside.settle()


def test_screens_when_built_anew_then_the_report_is_outside_with_its_draft(
    beside: Beside, office: OfficeContext
) -> None:
    beside.write("חצי משפט")
    beside.page.preview.editing.writing.leave()
    old = beside.shell
    again = Beside(beside.qtbot, beside.context, office)
    again.shell.take_over(old)
    beside.qtbot.waitUntil(
        lambda: again.page.has_panel_out and again.page.preview.preview is not None, timeout=30_000
    )
    again.settle()
    assert again.page.changes.list.count() == 1
    assert again.shell.go_to(draft_path(TEXT))
    frame = again.page.preview.editing.frame
    assert plain_words(frame.editor.text) == "חצי משפט"
    again.page.preview.editing.writing.leave()
    again.page.changes.list.setCurrentRow(0)
    QTest.keyClick(again.page.changes.list, Qt.Key.Key_Delete)
    assert not again.context.drafts
    assert again.page.changes.list.count() == 0
    assert again.context.session.case.content(CHANGES) is None
    again.window.close()
    again.window.deleteLater()


def test_the_office_when_a_template_or_letterhead_is_saved_then_the_pages_are_made_anew(
    beside: Beside, office: OfficeContext
) -> None:
    before = beside.page.preview.preview
    assert before is not None
    office.hub.changed.emit(Changes(office=True))
    beside.qtbot.waitUntil(lambda: beside.page.preview.preview is not before, timeout=20_000)
    beside.settle()
    now = beside.page.preview.preview
    assert now is not None
    assert now.generated is not before.generated
