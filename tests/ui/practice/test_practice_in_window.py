"""The practice from the program's window: opened by its action, and an open case follows it."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.actions import valid_sets
from shamay_desktop.ui.dialogs.settings import SettingsDialog
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.practice.coefficients_section import CoefficientsSection
from shamay_desktop.ui.practice.practice_dialog import PracticeDialog
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.services import Services
from tests.ui.conftest import WindowMaker


def entered(window: MainWindow, owner: Actor, qtbot: QtBot) -> Workplace:
    """The window with somebody signed in."""
    workplace = window.workplace
    assert workplace is not None
    workplace._on_entered(owner)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
    return workplace


def practice_of_window(window: MainWindow, qtbot: QtBot) -> PracticeDialog:
    """The practice's window, once it was read."""
    qtbot.waitUntil(lambda: bool(window.findChildren(PracticeDialog)))
    dialog = window.findChildren(PracticeDialog)[-1]
    section = dialog.sections["coefficients"]
    assert isinstance(section, CoefficientsSection)
    qtbot.waitUntil(lambda: section.current is not None and not section.is_busy)
    return dialog


def test_practice_when_its_action_is_taken_then_opens_and_the_settings_open_it_too(
    open_window: WindowMaker, owner: Actor, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = entered(window, owner, qtbot)
    found = [each for one in valid_sets(window) for each in one if each.id == "office_practice"]
    (action,) = found
    assert action.enabled()
    action.run()
    practice_of_window(window, qtbot).close()
    workplace.show_settings()
    settings = window.findChild(SettingsDialog)
    assert isinstance(settings, SettingsDialog)
    asked = settings.findChild(QPushButton, "action:office-practice")
    assert isinstance(asked, QPushButton)
    before = len(window.findChildren(PracticeDialog))
    asked.click()
    assert len(window.findChildren(PracticeDialog)) == before + 1
    qtbot.waitUntil(lambda: window.tasks.idle)
    for dialog in window.dialogs():
        dialog.close()


def test_open_case_when_the_office_keeps_a_version_then_its_value_tab_says_so_at_once(
    open_window: WindowMaker, owner: Actor, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    import_case(services, owner, resource("sample_case"))
    window = open_window()
    workplace = entered(window, owner, qtbot)
    assert workplace.desk is not None
    line = workplace.desk.model.line(0)
    assert line is not None
    workplace.open_case(line.id)
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open, timeout=20_000)
    assert workplace.case is not None
    shell = workplace.case.shell
    shell.open_step(Step.ANALYSIS)
    page = shell.pages[Step.ANALYSIS]
    assert isinstance(page, AnalysisPage)
    page.tabs.setCurrentIndex(list(TABS).index("value"))
    qtbot.waitUntil(lambda: page.practice.ways is not None)
    shipped = page.practice.ways.tables if page.practice.ways else None
    workplace.show_practice()
    dialog = practice_of_window(window, qtbot)
    section = dialog.sections["coefficients"]
    assert isinstance(section, CoefficientsSection)
    section.begin_version()
    section._on_typed("version", "from-the-window")
    dialog.save()
    qtbot.waitUntil(lambda: page.practice.ways is not None
                    and page.practice.ways.tables != shipped, timeout=20_000)  # fmt: skip
    assert page.practice.ways is not None
    assert page.practice.ways.tables is not None
    assert page.practice.ways.tables[0].version == "from-the-window"
    labels = page.practice_line.findChildren(QLabel, "case-practice-words")
    assert all("{" not in strip_marks(label.text()) for label in labels)
    dialog.close()
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
