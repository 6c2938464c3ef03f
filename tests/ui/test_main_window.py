"""The whole window: opening, a case from new to closed, unsaved words, language, mistakes."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.language import Language
from shamay_desktop.system.logging import DiscreetFormatter
from shamay_desktop.ui import application
from shamay_desktop.ui.dialogs.unsaved import UnsavedDialog
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.open_case import OpenCase
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.wizard.saving import SaveState
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard import keeping
from shamay_desktop.usecases.wizard.opening import open_case
from tests.ui.conftest import WindowMaker

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages have tests of their own."""

    def make(step: Step, context: PageContext) -> Page:
        return Page(context)

    defaults = WizardShell.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "make", make)


def workplace_of(window: MainWindow, owner: Actor) -> Workplace:
    """The workplace with the owner signed in."""
    assert window.workplace is not None
    window.workplace._on_entered(owner)
    return window.workplace


def opened(workplace: Workplace, qtbot: QtBot, valuation_id: str | None = None) -> OpenCase:
    """A case that is open."""
    if valuation_id is None:
        workplace.new_case()
    else:
        workplace.open_case(valuation_id)
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open)
    assert workplace.case is not None
    return workplace.case


def type_street(case: OpenCase, street: str) -> None:
    """Type a street as a page would."""
    session = case.shell.context.session
    changes = setting(session.case, "address.street", session.typed(street))
    case.shell._on_page_edited(changes)


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    """Click a button by name."""
    button = window.findChild(QPushButton, f"action:{name}")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def unsaved(window: MainWindow) -> list[UnsavedDialog]:
    """The question that is open."""
    return [dialog for dialog in window.dialogs() if isinstance(dialog, UnsavedDialog)]


PROBE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.application import run_window
from shamay_desktop.ui.main_window import MainWindow
HEAVY = {"reportlab", "docx", "alembic", "sqlalchemy", "PIL", "pypdfium2"}
def see():
    print("heavy:", sorted(HEAVY & {name.partition(".")[0] for name in sys.modules}))
    print("painted:", window._was_painted)
    QApplication.quit()
started = MainWindow.__init__
def note(self, prepare, language):
    global window
    started(self, prepare, language)
    window = self
    self.painted.disconnect()
    self.painted.connect(see)
MainWindow.__init__ = note
run_window(lambda: None, Language.HE)
"""


def test_start_when_first_painted_then_nothing_heavy_was_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert "heavy: []\npainted: True" in done.stdout, done.stderr


RUN = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.i18n.language import Language
from shamay_desktop.system.folders import Home
from shamay_desktop.ui.application import run_window
from shamay_desktop.ui.main_window import MainWindow
def prepare():
    services = build_services(Place(Home(Path(sys.argv[1]))))
    services.database.upgrade()
    return services
started = MainWindow.__init__
def note(self, prepare, language):
    started(self, prepare, language)
    timer = QTimer(self)
    timer.timeout.connect(lambda: self.close() if self.workplace and self.tasks.idle else None)
    timer.start(50)
MainWindow.__init__ = note
print("code:", run_window(prepare, Language.HE), "collecting:", gc.isenabled())
"""


def test_program_when_opened_and_closed_then_ends_in_peace(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path / "home")],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "code: 0 collecting: True\n"), done.stderr


def test_case_when_closed_and_opened_again_then_the_unfinished_session_is_offered(
    owner: Actor, open_window: WindowMaker, services: Services, qtbot: QtBot
) -> None:
    workplace = workplace_of(open_window(), owner)
    case = opened(workplace, qtbot)
    valuation_id = case.shell.context.session.valuation.id
    type_street(case, "הרצל")
    case.shell.open_step(Step.ANALYSIS)
    case.shell.leave()
    qtbot.waitUntil(lambda: workplace.case is None)
    case = opened(workplace, qtbot, valuation_id)
    assert case.shell.context.session.step is Step.ANALYSIS
    assert case.shell.context.session.case.text("address.street") == "הרצל"
    assert case.shell.notice.isVisible()
    qtbot.mouseClick(case.shell.notice.action, Qt.MouseButton.LeftButton)
    box = case._window.dialogs()[0]
    assert box.objectName() == "abandon"
    press(qtbot, box, "abandon")
    qtbot.waitUntil(
        lambda: case.is_open and case.shell.context.session.case.text("address.street") is None
    )
    assert not case.shell.notice.isVisible()
    qtbot.waitUntil(lambda: case._context.tasks.idle)


def test_close_when_a_case_is_open_then_its_words_are_kept_first(
    owner: Actor, open_window: WindowMaker, services: Services, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = workplace_of(window, owner)
    case = opened(workplace, qtbot)
    valuation_id = case.shell.context.session.valuation.id
    type_street(case, "הרצל")
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    found = open_case(services, owner, valuation_id)
    assert found.record.case.text("address.street") == "הרצל"


def test_close_when_the_disk_refuses_then_asks_and_a_second_try_keeps_all(
    owner: Actor,
    open_window: WindowMaker,
    services: Services,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window()
    workplace = workplace_of(window, owner)
    case = opened(workplace, qtbot)
    valuation_id = case.shell.context.session.valuation.id
    real, refused = keeping.close_session, [True, True]

    def close(*args: object) -> None:
        if refused:
            refused.pop()
            raise WorldFailed("disk_full")
        real(*args)  # type: ignore[arg-type]  # handed through

    object.__setattr__(case.shell.saver._keep, "close", close)
    type_street(case, "הרצל")
    window.close()
    qtbot.waitUntil(lambda: bool(unsaved(window)))
    press(qtbot, unsaved(window)[0], "close-stay")
    assert window.isVisible()
    assert case.shell.context.session.case.text("address.street") == "הרצל"
    window.close()
    qtbot.waitUntil(lambda: bool(unsaved(window)))
    press(qtbot, unsaved(window)[0], "close-again")
    qtbot.waitUntil(lambda: not window.isVisible())
    found = open_case(services, owner, valuation_id)
    assert found.record.case.text("address.street") == "הרצל"


def test_close_when_saving_takes_too_long_then_asks_and_may_close_without(
    owner: Actor, open_window: WindowMaker, qtbot: QtBot
) -> None:
    window = open_window()
    case = opened(workplace_of(window, owner), qtbot)
    window.close()
    case._on_leave_slow()
    dialog = unsaved(window)[0]
    press(qtbot, dialog, "close-lose")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_language_when_changed_then_the_screens_are_built_anew_without_a_restart(
    owner: Actor, open_window: WindowMaker, qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window()
    workplace = workplace_of(window, owner)
    case = opened(workplace, qtbot)
    type_street(case, "הרצל")
    old = case.shell
    workplace._on_language_chosen(Language.EN)
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert case.shell is not old
    assert case.shell.context.session is old.context.session
    assert case.shell.footer.next.text() == "Next"
    assert case.shell.context.session.can_undo
    assert window.windowTitle() == "Shamay"
    qtbot.waitUntil(lambda: case.shell.saver.state is SaveState.SAVED and window.tasks.idle)


def test_mistake_when_it_happens_then_the_draft_is_kept_and_a_plain_window_says_so(
    owner: Actor,
    open_window: WindowMaker,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hooks: list[object] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", hooks.append)
    window = open_window()
    case = opened(workplace_of(window, owner), qtbot)
    type_street(case, "הרצל")
    application.install_crash_guard(window)
    problem = ValueError("הרצל")
    sys.excepthook(ValueError, problem, None)
    qtbot.waitUntil(lambda: [each.objectName() for each in window.dialogs()] == ["crash"])
    qtbot.waitUntil(lambda: not case.shell.context.session.has_unsaved)
    line = DiscreetFormatter().format(caplog.records[-1])
    assert "ValueError" in line
    assert "הרצל" not in line
    press(qtbot, window.dialogs()[0], "crash-go-on")


def test_failure_when_nobody_answers_for_it_then_it_is_said_over_the_open_screen(
    owner: Actor, open_window: WindowMaker, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = workplace_of(window, owner)
    workplace.open_case("no-such-case")
    assert workplace.desk is not None
    qtbot.waitUntil(workplace.desk.notice.isVisible)
    assert workplace.case is None
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_the_lock_when_a_case_opens_or_closes_behind_it_then_stays_in_front_until_the_password(
    owner: Actor, open_window: WindowMaker, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = workplace_of(window, owner)
    workplace.new_case()
    workplace.lock()
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open)
    case = workplace.case
    assert case is not None
    assert window.stack.currentWidget() is workplace.entry
    workplace._on_entered(owner)
    assert window.stack.currentWidget() is case.shell
    case.leave()
    workplace.lock()
    qtbot.waitUntil(lambda: workplace.case is None)
    assert window.stack.currentWidget() is workplace.entry
    workplace._on_entered(owner)
    assert window.stack.currentWidget() is workplace.desk
    qtbot.waitUntil(lambda: window.tasks.idle)
