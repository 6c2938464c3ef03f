"""A panel in its own window: its place, its keys, the lock, languages, and coming back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.panel_window import (
    LEAST,
    PanelSpot,
    PanelWindow,
    ScreenRoom,
    placed,
    spot_of,
)
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.services import Services

MAIN = ScreenRoom("main", QRect(0, 0, 1920, 1080), QRect(0, 0, 1920, 1040))
BESIDE = ScreenRoom("beside", QRect(1920, -200, 2560, 1440), QRect(1920, -200, 2560, 1440))


def test_a_panel_when_never_placed_then_takes_the_other_screen() -> None:
    rect = placed(None, [MAIN, BESIDE], MAIN)
    assert BESIDE.free.contains(rect)
    assert MAIN.free.contains(placed(None, [MAIN], MAIN))


def test_a_panel_when_its_screen_is_there_then_stands_where_it_stood() -> None:
    spot = PanelSpot("beside", 100, 50, 900, 700)
    assert placed(spot, [MAIN, BESIDE], MAIN) == QRect(2020, -150, 900, 700)


def test_a_panel_when_its_screen_moved_then_goes_with_it() -> None:
    moved = ScreenRoom("beside", QRect(-2560, 0, 2560, 1440), QRect(-2560, 0, 2560, 1440))
    spot = PanelSpot("beside", 100, 50, 900, 700)
    assert placed(spot, [MAIN, moved], MAIN) == QRect(-2460, 50, 900, 700)


def test_a_panel_when_its_screen_is_gone_then_comes_to_the_middle_of_the_main_one() -> None:
    rect = placed(PanelSpot("beside", 100, 50, 900, 700), [MAIN], MAIN)
    assert rect.size().toTuple() == (900, 700)
    assert MAIN.free.contains(rect)


@pytest.mark.parametrize(
    "spot",
    [
        PanelSpot("main", 5000, 5000, 900, 700),
        PanelSpot("main", -5000, -5000, 900, 700),
        PanelSpot("main", 10, 10, 9000, 9000),
        PanelSpot("main", 10, 10, 1, 1),
    ],
)
def test_a_panel_when_its_place_does_not_fit_then_lies_wholly_on_the_screen(
    spot: PanelSpot,
) -> None:
    rect = placed(spot, [MAIN], MAIN)
    assert MAIN.free.contains(rect)
    assert rect.width() >= LEAST[0]


def test_what_the_settings_hold_when_it_is_no_spot_then_is_none() -> None:
    good = {"screen": "main", "left": 1, "top": 2, "width": 3, "height": 4}
    assert spot_of(good) == PanelSpot("main", 1, 2, 3, 4)
    wrong: list[object] = [None, [], "main", {}, {**good, "left": "1"}, {**good, "screen": 4}]
    for bad in wrong:
        assert spot_of(bad) is None


@pytest.fixture
def window(open_window: Callable[[], MainWindow], owner: Actor, qtbot: QtBot) -> MainWindow:
    """The window with a new case open."""
    made = open_window()
    workplace = of(made)
    workplace._on_entered(owner)
    workplace.new_case()
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open, timeout=20_000)
    settle(qtbot, made)
    return made


def of(window: MainWindow) -> Workplace:
    """The window's workplace."""
    assert window.workplace is not None
    return window.workplace


def shell_of(window: MainWindow) -> WizardShell:
    """The wizard that is open."""
    case = of(window).case
    assert case is not None
    return case.shell


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)


def paper_window(window: MainWindow) -> PanelWindow:
    """The paper's own window."""
    made = shell_of(window).paper.place.window
    assert made is not None
    return made


def press(qtbot: QtBot, window: PanelWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """A key in the panel's window."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClick(window, key, modifiers)


def test_the_paper_when_undocked_then_stands_in_its_own_window_and_comes_back_when_closed(
    qtbot: QtBot, window: MainWindow
) -> None:
    paper = shell_of(window).paper
    paper.toggle_place()
    own = paper_window(window)
    assert own.isVisible()
    assert paper.isHidden()
    assert own.isAncestorOf(paper.view)
    own.close()
    assert paper.place.window is None
    assert paper.isVisible()
    assert paper.isAncestorOf(paper.view)
    assert paper.view.isVisible()


def test_the_keys_of_the_case_when_pressed_in_the_panels_window_then_work(
    qtbot: QtBot, window: MainWindow
) -> None:
    shell = shell_of(window)
    shell.paper.toggle_place()
    own = paper_window(window)
    control = Qt.KeyboardModifier.ControlModifier
    press(qtbot, own, Qt.Key.Key_4, control)
    assert shell.context.session.step is Step.ANALYSIS
    press(qtbot, own, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert not own.isVisible()
    shell.paper.toggle()
    assert own.isVisible()


def test_the_key_of_undocking_when_pressed_in_the_panels_window_then_docks_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    paper = shell_of(window).paper
    paper.toggle_place()
    press(qtbot, paper_window(window), Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    assert not paper.place.is_out


def test_keys_when_the_panel_has_them_itself_then_are_not_borrowed(window: MainWindow) -> None:
    shell_of(window).paper.toggle_place()
    own = paper_window(window)
    keys = [each.key().toString() for each in own.findChildren(QShortcut)]
    assert len(keys) == len(set(keys))


def test_the_panels_window_when_the_program_is_locked_then_is_hidden_until_unlocked(
    qtbot: QtBot, window: MainWindow, owner: Actor
) -> None:
    shell_of(window).paper.toggle_place()
    own = paper_window(window)
    of(window).lock()
    assert not own.isVisible()
    shell_of(window).paper.open()
    assert not own.isVisible()
    of(window)._on_entered(owner)
    assert own.isVisible()


def test_the_panels_window_when_the_case_is_left_then_goes_and_the_next_case_opens_it_there(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    shell_of(window).paper.toggle_place()
    own = paper_window(window)
    with qtbot.waitSignal(own.moved):
        own.setGeometry(QRect(QPoint(60, 70), own.minimumSize()))
    workplace = of(window)
    shell_of(window).leave()
    qtbot.waitUntil(lambda: workplace.case is None, timeout=20_000)
    settle(qtbot, window)
    assert not [each for each in QApplication.topLevelWidgets() if is_shown_panel(each)]
    workplace.new_case()
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open, timeout=20_000)
    shell_of(window).paper.open()
    assert paper_window(window).geometry().topLeft() == QPoint(60, 70)
    settle(qtbot, window)


def is_shown_panel(widget: object) -> bool:
    """Whether it is a panel's window that is seen."""
    return isinstance(widget, PanelWindow) and widget.isVisible()


def test_the_panels_window_when_the_language_changes_then_speaks_it_and_stays(
    qtbot: QtBot, window: MainWindow
) -> None:
    shell_of(window).paper.toggle_place()
    of(window)._on_language_chosen(Language.EN)
    settle(qtbot, window)
    own = paper_window(window)
    assert own.isVisible()
    assert own.windowTitle() == shell_of(window).context.texts("viewer.window_title") == "Paper"
    assert own.layoutDirection() is Qt.LayoutDirection.LeftToRight
    qtbot.waitUntil(
        lambda: len([each for each in QApplication.topLevelWidgets() if is_shown_panel(each)]) == 1
    )


def test_input_when_it_comes_to_the_panels_window_then_nobody_is_idle(
    qtbot: QtBot, window: MainWindow
) -> None:
    workplace = of(window)
    shell_of(window).paper.toggle_place()
    own = paper_window(window)
    workplace._idle.watch(window, 1)
    timer = workplace._idle._timer
    timer.start(50_000)
    qtbot.keyClick(own.windowHandle(), Qt.Key.Key_Shift)
    assert timer.remainingTime() > 50_000


def test_the_main_window_when_closed_then_the_panels_window_closes_too(
    qtbot: QtBot, window: MainWindow
) -> None:
    shell_of(window).paper.toggle_place()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert not [each for each in QApplication.topLevelWidgets() if is_shown_panel(each)]


def test_the_photos_window_when_the_language_changes_on_another_step_then_stays(
    qtbot: QtBot, window: MainWindow
) -> None:
    shell = shell_of(window)
    shell.open_step(Step.DOCUMENTS)
    settle(qtbot, window)
    page = shell.pages[Step.DOCUMENTS]
    assert isinstance(page, DocumentsPage)
    page.photos_place.toggle_place()
    shell.open_step(Step.ANALYSIS)
    settle(qtbot, window)
    of(window)._on_language_chosen(Language.EN)
    settle(qtbot, window)
    shell = shell_of(window)
    assert shell.context.session.step is Step.ANALYSIS
    made = shell.pages[Step.DOCUMENTS]
    assert made.has_panel_out
    assert made is not page
    own = [each for each in QApplication.topLevelWidgets() if is_shown_panel(each)]
    assert [each.windowTitle() for each in own] == [shell.context.texts("documents.photos")]
