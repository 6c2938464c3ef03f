"""The scripted session of the kill test with the header's word of saving, for runs with faults.

Beside the lines of `typing_session` it says `S state words`: what stands in the header now. On
stdin `full` makes the database refuse to grow (SQLite's own limit), `free` lets it again.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.system.folders import Home
from shamay_desktop.ui.wizard.header import SaveWord
from shamay_desktop.usecases.office.first_run import local_actor
from tests.end_to_end.typing_session import EDIT_MS, Typist, say

if TYPE_CHECKING:
    import sqlite3

UNLIMITED = 1_073_741_823


class Growth:
    """Whether the database may grow: the limit is set on each connection as it is taken."""

    def __init__(self, database: SqlDatabase) -> None:
        self._limited = False
        event.listen(database._engine, "checkout", self._on_checkout)

    def hear(self) -> None:
        """One word from the test."""
        word = sys.stdin.readline().strip()
        self._limited = {"full": True, "free": False}.get(word, self._limited)

    def _on_checkout(self, connection: "sqlite3.Connection", *_: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        limit = pages if self._limited else UNLIMITED
        connection.execute(f"PRAGMA max_page_count={limit}")


def main() -> None:
    """Type until killed."""
    home, case_id, photos = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    application = QApplication([])
    services = build_services(Place(Home(home)))
    assert isinstance(services.database, SqlDatabase)
    growth = Growth(services.database)
    typist = Typist(services, local_actor(services), case_id, photos)
    word = SaveWord(load_texts(Language.EN))

    def show(state: object) -> None:
        word.show_state(typist.saver.state, typist.saver.error)
        shown = word.again.toolTip() if typist.saver.is_refused else word.word.text()
        say("S", state, strip_marks(f"{word.again.text()} | {shown}").replace("\n", " "))

    typist.saver.state_changed.connect(show)
    hearing = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    hearing.activated.connect(growth.hear)
    timer = QTimer()
    timer.timeout.connect(typist.type_one)
    timer.start(EDIT_MS)
    say("R", Step.INITIAL_DATA.value)
    application.exec()


if __name__ == "__main__":
    main()
