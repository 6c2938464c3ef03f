"""The program with its list of cases open and nobody touching it, saying what memory it holds.

The home has an office with some cases. On stdout: `way_in` at the sign-in, `desk` at the list
after a rest, each with resident and private KiB; worker processes, if any runs, are counted too.
"""

import sys
from pathlib import Path

from shamay_desktop.ui.qt_imports import load_qt

load_qt()  # as the program does, before anything else of Qt is named

from PySide6.QtCore import QTimer  # noqa: E402

from shamay_desktop.__main__ import main  # noqa: E402
from shamay_desktop.domain.access import Actor, Role  # noqa: E402
from shamay_desktop.ui import application  # noqa: E402
from shamay_desktop.ui.main_window import MainWindow  # noqa: E402
from tests.benchmarks.memory import held_kib  # noqa: E402

REST_MS = 2500
CASES = 200


class IdleWindow(MainWindow):
    """The program's own window, which signs the owner in without a password."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.stack.currentChanged.connect(self._on_page_changed)

    def _on_page_changed(self) -> None:
        page = self.stack.currentWidget()
        if page is not None and page.objectName() == "entry":
            QTimer.singleShot(REST_MS, self, self._sign_in)

    def _sign_in(self) -> None:
        _say("way_in", *held_kib())
        if self.workplace is None:
            raise RuntimeError("no workplace")
        with self.workplace.services.database.work() as work:
            person = work.offices.people()[0]
            member = work.offices.memberships_of(person.id)[0]
        office = member.organization_id
        self.workplace._on_entered(Actor(person.id, person.email, person.name, office, Role.OWNER))
        QTimer.singleShot(REST_MS, self, self._tell_desk)

    def _tell_desk(self) -> None:
        _say("desk", *held_kib())
        self.tasks.wait_idle()
        self.close_for_good()


def prepare_home(folder: Path) -> None:
    """An office and its cases."""
    from shamay_desktop.usecases.wizard.opening import create_case
    from tests.benchmarks.prepared_home import owner_of, services_of

    services = services_of(folder)
    actor = owner_of(services)
    for _ in range(CASES):
        create_case(services, actor)
    services.close()


def _say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 — the answer to the bench


if __name__ == "__main__":
    if sys.argv[1:2] == ["--prepare"]:
        prepare_home(Path(sys.argv[2]))
        sys.exit(0)
    vars(application)["MainWindow"] = IdleWindow  # before run_window looks it up
    sys.exit(main())
