"""What the papers propose for the case as it stands, looked at again after every edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer, Signal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.belonging import (
    Belongs,
    PaperProperty,
    Place,
    belonging,
    properties,
)
from shamay_desktop.domain.reading.proposals import Proposal, proposals
from shamay_desktop.ui.tasks import Handle, Tasks

PAUSE_MS = 60


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a look at the papers found; `case` and `evidence` are those that were looked at."""

    case: Case
    evidence: CaseEvidence
    proposals: Sequence[Proposal] = ()
    belongs: Mapping[Place, Belongs] = field(default_factory=lambda: MappingProxyType({}))
    properties: Sequence[PaperProperty] = ()


def propose(case: Case, evidence: CaseEvidence) -> Proposed:
    """Look at the papers; pure, and quick enough for after every edit."""
    return Proposed(
        case, evidence, proposals(case, evidence), belonging(case, evidence), properties(evidence)
    )


class Proposing(QObject):
    """Keeps `now` true; works off the window's thread."""

    proposed = Signal(object)
    """Proposed."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._case: Case | None = None
        self._evidence = CaseEvidence()
        self._handle: Handle | None = None
        self.now: Proposed | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._start)

    def show_case(self, case: Case) -> None:
        """The case as it stands."""
        if case is not self._case:
            self._case = case
            self._pause.start()

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """The papers as they stand."""
        self._evidence = evidence
        self._pause.start()

    @property
    def waits(self) -> bool:
        """Whether a look is about to begin."""
        return self._pause.isActive()

    def _start(self) -> None:
        if self._case is None:
            return
        if self._handle is not None:
            self._handle.cancel()
        self._handle = self._tasks.run(
            propose, self._case, self._evidence, owner=self, on_done=self._on_done, lane="checking"
        )

    def _on_done(self, proposed: Proposed) -> None:
        if proposed.case is self._case and proposed.evidence is self._evidence:
            self.now = proposed
            self.proposed.emit(proposed)
