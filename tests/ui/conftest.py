"""Windows over a real home: SQLite, the content store, settings, and a clock that a test moves."""

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import theme
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases import care
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from shamay_desktop.usecases.services import Services
from tests.ui.remembered_reader import RememberedReader
from tests.usecases.conftest import StandingClock, clock, empty_database
from tests.warm_workers import warm_workers

__all__ = ["StandingClock", "clock", "empty_database", "warm_workers"]

PASSWORD = "a long sentence"
OWNER = FirstRun("dana@example.com", "דנה לוי", "לוי שמאות", "1234", PASSWORD)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of each popup and smallest size; that says nothing."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


_frozen_for: list[Path] = []


@pytest.fixture(autouse=True)
def garbage_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """As in the program (`ui/garbage`): no lane's thread destroys widgets that it collects.

    What stands when a file of tests begins is not looked through again after each of its tests.
    """
    if request.path not in _frozen_for:
        _frozen_for[:] = [request.path]
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def clock_of_the_past(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' clock stands behind the database's own, of which the window would tell."""
    monkeypatch.setattr(care, "CLOCK_SLACK", timedelta(days=366))


class QuickPasswords:
    """Passwords without the slow hash, which has its own tests."""

    def hash(self, password: str) -> str:
        """Readable, as this is a test."""
        return f"hashed:{password}"

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether it is the one."""
        return password_hash == self.hash(password)

    def needs_rehash(self, password_hash: str) -> bool:
        """Never."""
        return False

    def new_recovery_code(self) -> str:
        """Always the same."""
        return "ABCD-EFGH-JKLM"

    def hash_recovery_code(self, code: str) -> str:
        """As a password's."""
        return self.hash(code)

    def verify_recovery_code(self, code_hash: str, code: str) -> bool:
        """Whether it is the one."""
        return self.verify(code_hash, code)


@pytest.fixture
def services(tmp_path: Path, empty_database: Path, clock: StandingClock) -> Iterator[Services]:
    """Services of a fresh home; papers are read by heart, which is nothing until a test tells."""
    home = Home(tmp_path / "home").make()
    shutil.copy(empty_database, home.database)
    built = build_services(Place(home))
    yield replace(
        built,
        clock=clock,
        passwords=QuickPasswords(),
        reader=RememberedReader(),
        close=lambda: None,
    )
    built.close()


@pytest.fixture
def owner(services: Services) -> Actor:
    """The owner of a set-up office."""
    return set_up_office(services, OWNER).actor


@pytest.fixture
def hebrew(qapp: QApplication) -> Texts:
    """The window's look in Hebrew, and its texts."""
    theme.apply_theme(qapp, Language.HE)
    return load_texts(Language.HE)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """The two lanes."""
    made = Tasks()
    yield made
    made.wait_idle()
    made.close()


@pytest.fixture
def office(services: Services, owner: Actor, hebrew: Texts, tasks: Tasks) -> OfficeContext:
    """What the screens outside the wizard use."""
    return OfficeContext(services, owner, hebrew, tasks, ChangeHub())


WindowMaker = Callable[[], MainWindow]


@pytest.fixture
def open_window(services: Services, hebrew: Texts, qtbot: QtBot) -> Iterator[WindowMaker]:
    """Opens the main window up to the way in; closes it at the end."""
    made: list[MainWindow] = []

    def open_it() -> MainWindow:
        window = MainWindow(lambda: services, Language.HE)
        made.append(window)
        window.show()
        qtbot.waitUntil(
            lambda: window.workplace is not None and window.workplace.entry is not None,
            timeout=20_000,
        )
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
        return window

    yield open_it
    for window in made:
        window.tasks.wait_idle()
        window.close_for_good()
        window.deleteLater()
