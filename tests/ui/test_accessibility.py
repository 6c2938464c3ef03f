"""Every screen by keyboard and screen reader: names, roles, nothing by mouse only, Tab reads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import valid_sets
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.services import Services
from tests.readings import extract
from tests.ui.paper_bench import files
from tests.ui.reachable import faults, out_of_order, reached, told
from tests.ui.remembered_reader import RememberedReader

Opened = Callable[[Language], Workplace]


@pytest.fixture
def opened(services: Services, owner: Actor, qapp: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    """The window in a language, signed in, with the sample case in the list."""
    made: list[MainWindow] = []

    def open_in(language: Language) -> Workplace:
        import_case(services, owner, resource("sample_case"))
        theme.apply_theme(qapp, language)
        window = MainWindow(lambda: services, language)
        made.append(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitUntil(
            lambda: window.workplace is not None and window.workplace.entry is not None,
            timeout=20_000,
        )
        assert window.workplace is not None
        window.workplace._on_entered(owner)
        settle(window, qtbot)
        return window.workplace

    yield open_in
    for window in made:
        window.tasks.wait_idle()
        window.close_for_good()
        window.deleteLater()
    theme.apply_theme(qapp, Language.HE)


def settle(window: QWidget, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    main = window.window()
    assert isinstance(main, MainWindow)
    qtbot.wait(50)
    qtbot.waitUntil(lambda: main.tasks.idle, timeout=20_000)
    qtbot.wait(50)


def check(screen: QWidget, least: int) -> None:
    """Nothing is wrong with what Tab reaches on a screen."""
    stops = reached(screen)
    assert len(stops) >= least, [told(stop) for stop in stops]
    assert faults(screen) == []
    assert out_of_order(stops, screen) == []
    assert by_key(screen) <= keys_told(screen)


def keys_told(screen: QWidget) -> set[str]:
    """The keys that the overlay tells on this screen."""
    return {keys for each in valid_sets(screen.window()) for action in each for keys in action.keys}


def by_key(screen: QWidget) -> set[str]:
    """The keys that stand for what Tab passes over."""
    shown = (widget for widget in screen.findChildren(QWidget) if widget.isVisible())
    marks = (widget.property("by_key") for widget in shown)
    return {str(keys) for keys in marks if keys}


def case_of(workplace: Workplace, qtbot: QtBot) -> WizardShell:
    """The sample case's wizard."""
    assert workplace.desk is not None
    line = workplace.desk.model.line(0)
    assert line is not None
    workplace.open_case(line.id)
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open)
    assert workplace.case is not None
    return workplace.case.shell


@pytest.mark.parametrize("language", list(Language))
def test_the_list_when_walked_by_tab_then_each_stop_has_a_name_and_a_role(
    opened: Opened, language: Language
) -> None:
    workplace = opened(language)
    assert workplace.desk is not None
    check(workplace.desk, 5)


@pytest.mark.parametrize("language", list(Language))
def test_the_wizard_when_each_page_is_walked_then_each_stop_has_a_name_and_a_role(
    opened: Opened, language: Language, qtbot: QtBot
) -> None:
    shell = case_of(opened(language), qtbot)
    shell.paper.open()
    shell.drawer.show()
    for step in Step:
        shell.open_step(step)
        settle(shell, qtbot)
        check(shell, 10)
        page = shell.pages[step]
        for tabs in page.findChildren(QTabWidget):
            for place in range(1, tabs.count()):
                tabs.setCurrentIndex(place)
                settle(shell, qtbot)
                check(shell, 10)


@pytest.mark.parametrize("language", list(Language))
def test_what_was_read_when_it_is_worked_with_then_each_stop_has_a_name_and_a_role(
    opened: Opened, language: Language, qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    shell = case_of(opened(language), qtbot)
    reader = services.reader
    assert isinstance(reader, RememberedReader)
    paper = files(tmp_path, "a.jpg")[0]
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    picture.save(str(paper))
    sha256 = reader.tell(paper, extract())
    shell.open_step(Step.DOCUMENTS)
    page = shell.pages[Step.DOCUMENTS]
    assert isinstance(page, DocumentsPage)
    page.add([paper], as_papers=True)
    settle(shell, qtbot)
    row = [each.sha256 for each in page.papers.model.papers].index(sha256)
    page.papers.table.setCurrentIndex(page.papers.model.index(row, 0))
    viewer = shell.paper.view.viewer
    qtbot.waitUntil(lambda: viewer.has_words, timeout=20_000)
    assert page.papers.proposals.model.entries
    viewer.begin_search()
    viewer.canvas.picking.mark_first(viewer.canvas.seen())
    settle(shell, qtbot)
    assert shell.paper.view.taking.bar.isVisible()
    check(shell, 20)
    page.papers.proposals.ask_versions()
    settle(shell, qtbot)
    dialog = page.findChild(QDialog, "versions")
    assert isinstance(dialog, QDialog)
    check(dialog, 2)
    dialog.close()


@pytest.mark.parametrize("language", list(Language))
def test_dialogs_when_walked_then_each_stop_has_a_name_and_a_role(
    opened: Opened, language: Language, qtbot: QtBot
) -> None:
    workplace = opened(language)
    window = workplace.actions._window
    assert isinstance(window, MainWindow)
    for show, least in (
        (workplace.show_settings, 6),
        (workplace.show_rules, 6),
        (workplace.show_practice, 5),
        (workplace.actions.show_palette, 2),
        (workplace.actions.show_keys, 1),
    ):
        show()
        settle(window, qtbot)
        dialog = window.dialogs()[-1]
        tabs = dialog.findChildren(QTabWidget)
        for place in range(max([1, *(each.count() for each in tabs)])):
            for each in tabs:
                each.setCurrentIndex(place)
            check(dialog, least if place == 0 else 2)
        dialog.close()
        settle(window, qtbot)


@pytest.mark.parametrize("language", list(Language))
def test_the_way_in_when_walked_then_each_stop_has_a_name_and_a_role(
    opened: Opened, language: Language, qtbot: QtBot
) -> None:
    workplace = opened(language)
    workplace.lock()
    assert workplace.entry is not None
    check(workplace.entry, 2)
    entry = workplace.entry
    for card in (entry.first_run, entry.reset):
        entry.setCurrentWidget(card)
        qtbot.wait(20)
        check(card, 3)
