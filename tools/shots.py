"""Takes pictures of every screen with the sample case, in Hebrew and English, into shots/."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.first_run import FirstRunCard
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case

SIZE = (1366, 768)
REST_MS = 300
PATIENCE_MS = 60_000
PEOPLE = {
    Language.HE: FirstRun(
        "dana@example.com", "דנה לוי", "לוי שמאות מקרקעין", "1234", "a long sentence"
    ),
    Language.EN: FirstRun(
        "dana@example.com", "Dana Levi", "Levi Appraisals", "1234", "a long sentence"
    ),
}


class Photographer:
    """One language's round through the program."""

    def __init__(self, app: QApplication, language: Language, target: Path, home: Home) -> None:
        theme.apply_theme(app, language)
        self._language = language
        self._target = target / language.value
        self._target.mkdir(parents=True, exist_ok=True)
        self._home = home
        self._number = 0
        self.window = MainWindow(self._services, language)
        self.window.resize(*SIZE)

    def go_round(self) -> None:
        """Take all pictures."""
        self.window.show()
        self.wait(lambda: self.window.workplace is not None and self.at_rest())
        workplace = self.window.workplace
        if workplace is None:
            raise RuntimeError("the window did not open")
        self.way_in(workplace)
        actor = set_up_office(workplace.services, PEOPLE[self._language]).actor
        workplace._on_entered(actor)
        self.take("empty-list")
        self.desk(workplace, actor)
        self.settings(workplace)
        self.wizard(workplace)
        workplace.lock(15)
        self.take("lock")
        self.window.close_for_good()
        shiboken6.delete(self.window)

    def way_in(self, workplace: Workplace) -> None:
        """First run, recovery sheet, signing in and resetting."""
        entry = workplace.entry
        if entry is None:
            raise RuntimeError("no way in")
        self.take("first-run")
        card: FirstRunCard = entry.first_run
        card.form.demand(card.form.editors)
        self.take("first-run-problems")
        person = PEOPLE[self._language]
        entry.setCurrentWidget(entry.sheet)
        entry.sheet.show_code("D17F-8C77-3N4Y-GSNR-WV1S-PFJ4-9F5Z", person.name, person.email)
        self.take("recovery-sheet")
        entry.setCurrentWidget(entry.reset)
        self.take("reset-password")
        entry.setCurrentWidget(entry.sign_in)
        entry.sign_in.ask(person.email)
        self.take("sign-in")

    def desk(self, workplace: Workplace, actor: Actor) -> None:
        """The list with the sample case and a draft."""
        import_case(workplace.services, actor, resource("sample_case"))
        create_case(workplace.services, actor)
        if workplace.desk is None:
            raise RuntimeError("no desk")
        workplace.desk.refresh()
        self.take("list")
        workplace.desk.table.setCurrentIndex(workplace.desk.model.index(1, 0))
        self.take("list-quick-look")
        workplace.desk.search.setText("zzz")
        self.take("list-nothing-found")
        workplace.desk.search.clear()
        self.take_none()

    def settings(self, workplace: Workplace) -> None:
        """The three tabs."""
        workplace.show_settings()
        self.take_none()
        dialog = self.window.dialogs()[0]
        tabs = dialog.findChild(QTabWidget)
        if not isinstance(tabs, QTabWidget):
            raise TypeError("the settings have no tabs")
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            self.take(f"settings-{place + 1}", dialog)
        dialog.close()

    def wizard(self, workplace: Workplace) -> None:
        """The five steps of the sample case, with the tabs of its pages."""
        model = workplace.desk.model if workplace.desk is not None else None
        lines = [model.line(row) for row in range(model.total)] if model is not None else []
        sample = next(line.id for line in lines if line is not None and line.address)
        workplace.open_case(sample)
        self.wait(lambda: workplace.case is not None and workplace.case.is_open)
        if workplace.case is None:
            raise RuntimeError("no case")
        shell = workplace.case.shell
        for step in Step:
            shell.open_step(step)
            self.take(f"step-{step.number}-{step.value}")
            self.tabs_of(step, shell)
        shell.leave()
        self.wait(lambda: workplace.case is None)
        self.unfinished(workplace)

    def unfinished(self, workplace: Workplace) -> None:
        """A new case with its findings, and a disk that refuses."""
        workplace.new_case()
        self.wait(lambda: workplace.case is not None and workplace.case.is_open)
        if workplace.case is None:
            raise RuntimeError("no case")
        shell = workplace.case.shell
        self.take("new-case")
        shell.next_finding()
        shell.drawer.explain.click()
        self.take("findings")
        shell.drawer.hide()
        shell.say_error(WorldFailed("disk_full"))
        shell.header.save_word.show_state(type(shell.saver.state).FAILED, WorldFailed("disk_full"))
        self.take("not-saved")
        shell.notice.hide()

    def tabs_of(self, step: Step, shell: WizardShell) -> None:
        """Every tab of a page that has some."""
        page = shell.pages[step]
        for tabs in page.findChildren(QTabWidget):
            for place in range(1, tabs.count()):
                tabs.setCurrentIndex(place)
                self.take(f"step-{step.number}-{step.value}-{place + 1}")
            tabs.setCurrentIndex(0)

    def take(self, name: str, of: QWidget | None = None) -> None:
        """Wait for rest, then take a picture."""
        self.take_none()
        self._number += 1
        path = self._target / f"{self._number:02}-{name}.png"
        if not (of or self.window).grab().save(str(path)):
            raise OSError(path)
        print(path)

    def take_none(self) -> None:
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

    def _services(self) -> Services:
        services = build_services(Place(self._home))
        services.database.upgrade()
        return services


def rest(milliseconds: int) -> None:
    """Let the window run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> int:
    """Entry: `python -m tools.shots [--to FOLDER] [--language he|en]`."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--to", type=Path, default=Path("shots"))
    asked.add_argument("--language", choices=[each.value for each in Language])
    given = asked.parse_args()
    app = QApplication([*sys.argv[:1], *theme.STYLE])
    app.setQuitOnLastWindowClosed(False)
    UiGarbage(app)
    for language in Language:
        if given.language in (None, language.value):
            with tempfile.TemporaryDirectory(prefix="shamay-shots-") as folder:
                Photographer(app, language, given.to, Home(Path(folder) / "home")).go_round()
    return 0


if __name__ == "__main__":
    sys.exit(main())
