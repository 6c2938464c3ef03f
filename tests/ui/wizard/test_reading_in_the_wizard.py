"""Reading over all steps: begun with the case, told in the tray, taken from the page, undone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.fields import Step
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.wizard.saving import SaveState
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.evidence.adding import add_files
from tests.readings import extract, order
from tests.ui.paper_bench import PaperBench, a_bench, files
from tests.ui.reading_bench import choose, states, with_reader
from tests.ui.remembered_reader import RememberedReader


@pytest.fixture
def reader() -> RememberedReader:
    """What the papers say."""
    return RememberedReader()


@pytest.fixture
def bench(office: OfficeContext, tmp_path: Path, reader: RememberedReader) -> PaperBench:
    """A case with two papers that nobody read yet."""
    made = with_reader(a_bench(office, tmp_path), reader)
    context = made.context
    paths = files(tmp_path / "in", "a.pdf", "b.pdf")
    add_files(context.services, context.actor, context.session.valuation.id, paths)
    reader.tell(paths[0], extract())
    reader.tell(paths[1], order())
    return made


@pytest.fixture
def shell(qtbot: QtBot, bench: PaperBench, reader: RememberedReader) -> Iterator[WizardShell]:
    """The wizard, at its first step."""
    made = WizardShell(bench.context, ChangeHub())
    made.resize(1366, 800)
    made.show()
    yield made
    reader.may_go.set()
    made.context.reading.stop()
    qtbot.waitUntil(lambda: made.saver.state is not SaveState.SAVING, timeout=20_000)
    qtbot.waitUntil(lambda: bench.context.tasks.idle, timeout=20_000)
    made.close()
    made.deleteLater()


def settle(qtbot: QtBot, shell: WizardShell) -> None:
    """Wait until nothing is read or written."""
    context = shell.context
    qtbot.waitUntil(lambda: context.tasks.idle and not context.reading.busy, timeout=20_000)
    qtbot.wait(150)
    qtbot.waitUntil(lambda: context.tasks.idle, timeout=20_000)


def documents(shell: WizardShell) -> DocumentsPage:
    """The page of papers."""
    page = shell.pages[Step.DOCUMENTS]
    assert isinstance(page, DocumentsPage)
    return page


def test_unread_papers_when_the_case_is_opened_then_are_read_at_any_step_and_the_tray_tells(
    qtbot: QtBot, shell: WizardShell, reader: RememberedReader
) -> None:
    texts = shell.context.texts
    heard: list[Changes] = []
    shell._hub.changed.connect(heard.append)
    reader.may_go.clear()
    reader.free_pages = 1
    shell.begin()
    qtbot.waitUntil(lambda: shell.tray.isVisible() and shell.tray.bar.value() == 1, timeout=20_000)
    assert shell.context.session.step is Step.INITIAL_DATA
    assert texts("papers.tray.behind", n=1) in shell.tray.words.text()
    shell.open_step(Step.ANALYSIS)
    reader.may_go.set()
    settle(qtbot, shell)
    assert texts("papers.tray.done", n=2) in shell.tray.words.text()
    assert any(changes.evidence for changes in heard)
    qtbot.mouseClick(shell.tray.look, Qt.MouseButton.LeftButton)
    settle(qtbot, shell)
    assert states(documents(shell)) == {"a.pdf": "read", "b.pdf": "read"}
    assert not shell.tray.isVisible()


def test_clean_values_when_taken_in_the_wizard_then_fill_the_form_and_one_undo_takes_them_back(
    qtbot: QtBot, shell: WizardShell
) -> None:
    shell.begin()
    shell.open_step(Step.DOCUMENTS)
    settle(qtbot, shell)
    choose(documents(shell), "a.pdf")
    qtbot.waitUntil(lambda: shell.paper.is_open)
    settle(qtbot, shell)
    documents(shell).papers.proposals.take_clean()
    session = shell.context.session
    assert session.case.content("rights.extract_number") == "51422"
    assert shell.go_to("rights.extract_number")
    shell.undo()
    assert session.case.content("rights.extract_number") is None
    assert not session.can_undo


def test_a_value_when_its_source_is_asked_for_then_its_box_is_lit_on_its_page(
    qtbot: QtBot, shell: WizardShell
) -> None:
    shell.begin()
    shell.open_step(Step.DOCUMENTS)
    settle(qtbot, shell)
    with qtbot.waitSignal(shell.paper.view.viewer.page_shown, timeout=20_000):
        choose(documents(shell), "a.pdf")
    documents(shell).papers.proposals.take_clean()
    value = shell.context.session.case.value("rights.extract_number")
    assert value is not None
    source = value.provenance
    assert source is not None
    assert source.document is not None
    asked = PaperAsked(source.document, source.page or 1, source.box)
    documents(shell).paper_asked.emit(asked)
    qtbot.waitUntil(lambda: shell.paper.view.viewer.canvas.box is not None)
    lit = shell.paper.view.viewer.canvas.box
    assert lit is not None
    assert (lit.left(), lit.top(), lit.right(), lit.bottom()) == (60, 52, 180.5, 62)


def test_a_word_when_taken_from_the_page_then_is_a_gesture_of_the_wizard(
    qtbot: QtBot, shell: WizardShell
) -> None:
    shell.begin()
    settle(qtbot, shell)
    shell.open_step(Step.DOCUMENTS)
    settle(qtbot, shell)
    choose(documents(shell), "a.pdf")
    viewer = shell.paper.view.viewer
    qtbot.waitUntil(lambda: viewer.has_words, timeout=20_000)
    shell.context.session.focus = "rights.office"
    viewer.canvas.picking.mark_first(viewer.canvas.seen())
    shell.paper.view.taking.take()
    session = shell.context.session
    assert session.case.content("rights.office") == "עמוד-1"
    shell.undo()
    assert session.case.content("rights.office") is None


def test_the_screens_when_built_anew_meanwhile_then_reading_goes_on_in_the_new_ones(
    qtbot: QtBot, shell: WizardShell, bench: PaperBench, reader: RememberedReader
) -> None:
    reader.may_go.clear()
    shell.begin()
    qtbot.waitUntil(lambda: shell.context.reading.busy)
    second = WizardShell(replace(bench.context), ChangeHub())
    qtbot.addWidget(second)
    second.show()
    second.begin()
    assert second.tray.isVisible()
    shell.hide()
    reader.may_go.set()
    settle(qtbot, second)
    assert reader.asked
    assert len({known for known, _kind in reader.asked}) == len(reader.asked) == 2
    qtbot.waitUntil(lambda: second.saver.state is not SaveState.SAVING)
