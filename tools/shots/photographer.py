"""The camera: a real window over a home of its own, and waiting until it is at rest."""

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.system.folders import Home
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.services import Services
from tools.shots.looks import Look

REST_MS = 300
PATIENCE_MS = 300_000
"""Papers are read before a picture is taken."""


class Photographer:
    """One look's camera. Pictures are named in the order in which they were taken."""

    def __init__(self, look: Look, target: Path, home: Home) -> None:
        self.look = look
        self.home = home
        self._target = target / look.name
        self._target.mkdir(parents=True, exist_ok=True)
        self.taken: list[str] = []
        self.window = MainWindow(self._services, look.language)
        self.window.resize(*look.size)
        self.actor: Actor | None = None

    @property
    def texts(self) -> Texts:
        """The texts of the look."""
        return load_texts(self.look.language)

    def open(self) -> None:
        """Show the window up to the way in."""
        self.window.show()
        self.wait(lambda: self.window.workplace is not None and self.at_rest())

    @property
    def workplace(self) -> Workplace:
        """The window's workplace."""
        if self.window.workplace is None:
            raise RuntimeError("the window did not open")
        return self.window.workplace

    @property
    def services(self) -> Services:
        """The home's services."""
        return self.workplace.services

    @property
    def person(self) -> Actor:
        """Who is signed in."""
        if self.actor is None:
            raise RuntimeError("nobody signed in")
        return self.actor

    def enter(self, actor: Actor) -> None:
        """Sign in."""
        self.actor = actor
        self.workplace._on_entered(actor)
        self.rest()

    def open_case(self, valuation_id: str | None) -> WizardShell:
        """Open a case, or a new one; its wizard."""
        if valuation_id is None:
            self.workplace.new_case()
        else:
            self.workplace.open_case(valuation_id)
        self.wait(lambda: self.workplace.case is not None and self.workplace.case.is_open)
        self.rest()
        return self.shell

    @property
    def shell(self) -> WizardShell:
        """The open case's wizard."""
        if self.workplace.case is None:
            raise RuntimeError("no case")
        return self.workplace.case.shell

    def leave_case(self) -> None:
        """Back to the list."""
        self.shell.leave()
        self.wait(lambda: self.workplace.case is None)
        self.rest()

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        self.wait(lambda: bool(self.window.dialogs()))
        return self.window.dialogs()[-1]

    def take(self, name: str, of: QWidget | None = None) -> None:
        """Wait for rest, then take a picture of the window, or of one widget."""
        self.rest()
        path = self._target / f"{name}.png"
        if name in self.taken:
            raise ValueError(name)
        self.taken.append(name)
        if not (of or self.window).grab().save(str(path)):
            raise OSError(path)
        print(path, flush=True)

    def take_over(self, name: str, over: QWidget) -> None:
        """A picture of the window with a dialog or popup over it, where it stands."""
        self.rest()
        screen = self.window.screen()
        corner = self.window.frameGeometry()
        picture = screen.grabWindow(0, corner.x(), corner.y(), corner.width(), corner.height())
        path = self._target / f"{name}.png"
        self.taken.append(name)
        if not (picture if over.isVisible() else self.window.grab()).save(str(path)):
            raise OSError(path)
        print(path, flush=True)

    def rest(self) -> None:
        """Wait until nothing is under way and timers of typing have run."""
        rest(REST_MS)
        self.wait(self.at_rest)
        rest(REST_MS)

    def at_rest(self) -> bool:
        """Whether nothing is under way."""
        return self.window.tasks.idle

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until it is so. Raises TimeoutError."""
        for _ in range(PATIENCE_MS // 50):
            if until():
                return
            rest(50)
        raise TimeoutError(until)

    def close(self) -> None:
        """The window goes away."""
        self.window.close_for_good()
        shiboken6.delete(self.window)

    def _services(self) -> Services:
        services = build_services(Place(self.home))
        services.database.upgrade()
        return services


def rest(milliseconds: int) -> None:
    """Let the window run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
