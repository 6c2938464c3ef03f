"""After a mistake of the program: what was typed is kept first, by whichever way still works."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.ui.wizard.saving import Saver, SaveState
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.exporting import write_case
from shamay_desktop.usecases.services import Services

PATIENCE_MS = 2500
"""How long journal and second place may take before the draft is written to a folder."""


class Where(StrEnum):
    """Where the draft is now."""

    NO_CASE = "no_case"
    SAVED = "kept"
    ASIDE = "kept_aside"
    FOLDER = "kept_file"
    NOWHERE = "not_kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the draft. folder: of a draft that was written for the person to import."""

    where: Where
    folder: Path | None = None


Told = Callable[[Kept], object]


class DraftKeeper(QObject):
    """One keeping: journal and second place at once, then a folder; `told` hears once."""

    def __init__(self, shell: WizardShell, told: Told, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._told = told
        self._done = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_ended)

    def begin(self) -> None:
        """Keep it; whatever a half-broken page answers, the session is what is kept."""
        with suppress(Exception):
            self._shell.commit_typing()
        saver = self._shell.saver
        saver.state_changed.connect(self._look)
        self._patience.start()
        saver.keep_everywhere()
        self._look()

    def _look(self) -> None:
        saver: Saver = self._shell.saver
        if not self._shell.context.session.has_unsaved and saver.state is SaveState.SAVED:
            self._tell(Kept(Where.SAVED))
        elif saver.aside.holds_all:
            self._tell(Kept(Where.ASIDE))

    def _on_patience_ended(self) -> None:
        """Here, on this thread: the lanes may be what is broken."""
        if not self._done:
            context = self._shell.context
            folder = write_draft(context.services, context.session.case, draft_places())
            self._tell(Kept(Where.NOWHERE) if folder is None else Kept(Where.FOLDER, folder))

    def _tell(self, kept: Kept) -> None:
        if not self._done:
            self._done = True
            self._patience.stop()
            self._told(kept)
            self.deleteLater()


def draft_places() -> list[Path]:
    """Where a person would look for a rescued draft, best first: the desktop, else a folder of
    the system for temporary files."""
    wanted = (
        QStandardPaths.StandardLocation.DesktopLocation,
        QStandardPaths.StandardLocation.HomeLocation,
        QStandardPaths.StandardLocation.TempLocation,
    )
    return [Path(found) for each in wanted if (found := QStandardPaths.writableLocation(each))]


def write_draft(services: Services, case: Case, places: list[Path]) -> Path | None:
    """The case as a folder that can be imported, in the first place that takes it; values only."""
    name = f"shamay-draft-{services.clock.now():%Y%m%d-%H%M%S}"
    for place in places:
        if place.is_dir():
            with suppress(ShamayError, OSError):
                write_case(services, case, CaseEvidence(), place / name)
                return place / name
    return None
